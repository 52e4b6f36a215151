package envelope_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// FuzzTemplate holds for any template and any values: parsing does not panic and
// its faults lie in the text; what parses is JSON again, fills to JSON without a
// member that is there twice, sends headers of one line, and reads back the values
// that it was filled with.
func FuzzTemplate(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range txtar.Parse(data).Files {
			if part.Name == "template.json" {
				f.Add(string(part.Data), "it's \"x\"\r\n</script>\u202e", "limit")
			}
		}
	}
	f.Add(`{"body":{"a":"{{{code}}}-{title}{type}","b":["text {status?}","number {code}"]}}`, "-5", "a")
	f.Add(`{"body":{"a":"{params.x}-{params.y?}","...":"{params:text}","x":"{params.x:text}"}}`, "", "x")
	f.Add(`{"body":{"limit":1,"in":{"taken":2,"...":"{params}"}}}`, "v", "taken")
	f.Fuzz(func(t *testing.T, text, value, param string) {
		v, faults := jsonpos.Parse(text)
		if v == nil || len(faults) > 0 {
			return
		}
		template, wrong := envelope.Parse(v, func(name string) bool { return true })
		for _, fault := range wrong {
			if fault.Start < 0 || fault.End < fault.Start || fault.End > len(text) || fault.Message == "" || !utf8.ValidString(fault.Message) {
				t.Fatalf("fault %+v of %d bytes", fault, len(text))
			}
		}
		if (template == nil) != (len(wrong) > 0) {
			t.Fatalf("template %v, faults %v", template, wrong)
		}
		if template == nil {
			return
		}
		stored := template.AppendJSON(nil)
		sv, faults := jsonpos.Parse(string(stored))
		if len(faults) > 0 {
			t.Fatalf("%s: %v", stored, faults)
		}
		if again, wrong := envelope.Parse(sv, func(string) bool { return true }); len(wrong) > 0 || !again.Equal(template) {
			t.Fatalf("%s reads as another template: %v", stored, wrong)
		}

		// The names of parameters are identifiers; two that are no UTF-8 would be one.
		param = strings.ToValidUTF8(param, "")
		str := func(s string) *jsonpos.Value { return &jsonpos.Value{Kind: jsonpos.String, Text: s} }
		number := func(s string) *jsonpos.Value { return &jsonpos.Value{Kind: jsonpos.Number, Text: s} }
		params := &jsonpos.Value{Kind: jsonpos.Object, Members: []jsonpos.Member{{Name: param, Value: str(value)}}}
		if param != "limit" {
			params.Members = append(params.Members, jsonpos.Member{Name: "limit", Value: number("5")})
		}
		values := func(name string) *jsonpos.Value {
			switch name {
			case "params":
				return params
			case "request":
				return &jsonpos.Value{Kind: jsonpos.Object, Members: []jsonpos.Member{{Name: "id", Value: number("7")}}}
			case "status", "retry_after":
				return number("404")
			case "instance":
				return nil
			}
			return str(value)
		}
		body := template.AppendBody(nil, values)
		bv, faults := jsonpos.Parse(string(body))
		if !json.Valid(body) || len(faults) > 0 {
			t.Fatalf("%s: %v", body, faults)
		}
		for _, h := range template.Headers {
			s, _ := template.Header(h, values)
			for i := range len(s) {
				if s[i] < ' ' || s[i] > '~' {
					t.Fatalf("header %s: %q", h.Name, s)
				}
			}
		}
		if !utf8.ValidString(value) {
			return // what is no UTF-8 does not come back
		}
		r := template.Read(bv)
		if len(r.Differs)+len(r.Extra) > 0 {
			t.Fatalf("%s read by %s differs: %+v %+v", body, stored, r.Differs, r.Extra)
		}
		for _, found := range r.Found {
			placeholders := 0
			for _, p := range found.Place.Value.Parts {
				if p.Refs != nil {
					placeholders++
				}
			}
			if placeholders > 1 {
				continue // where one ends is a guess
			}
			want := filled(found.Refs, values)
			if found.Text != want {
				t.Fatalf("%s: %v at %s is %q, want %q", body, found.Refs, found.Place, found.Text, want)
			}
		}
		for _, m := range r.Params {
			if got, want := valueText(m.Value), valueText(params.Get(m.Name)); got != want {
				t.Fatalf("%s: parameter %q is %q, want %q", body, m.Name, got, want)
			}
		}
	})
}

// filled returns the text of the first of some alternatives that has a value.
func filled(refs []envelope.Ref, values envelope.Values) string {
	for _, r := range refs {
		v := values(r.Name)
		if r.Arg != "" {
			v = v.Get(r.Arg)
		}
		if v == nil || r.Arg == "" && v.Text == "" {
			continue
		}
		return envelope.Spell(valueText(v), r.Case)
	}
	return ""
}

func valueText(v *jsonpos.Value) string {
	if v.Kind == jsonpos.String {
		return v.Text
	}
	return string(v.Append(nil))
}

// FuzzRead holds for any body and each template of the golden tests: reading does
// not panic, what it says lies inside the body, and each member is said of at
// most once.
func FuzzRead(f *testing.F) {
	var templates []*envelope.Template
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range txtar.Parse(data).Files {
			switch {
			case part.Name == "template.json":
				if template, wrong := envelope.Parse(parse(f, part.Data), func(string) bool { return true }); len(wrong) == 0 {
					templates = append(templates, template)
				}
			case filepath.Dir(part.Name) == "body":
				f.Add(string(part.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		body, _ := jsonpos.Parse(text)
		if body == nil {
			return
		}
		for _, template := range templates {
			r := template.Read(body)
			if fit := r.Fit(); fit < 0 || fit > 1 {
				t.Fatalf("fit %v", fit)
			}
			seen := map[int]bool{}
			once := func(v *jsonpos.Value) {
				if v.Start < 0 || v.End > len(text) || v.Start > v.End {
					t.Fatalf("value at %d to %d of %d bytes", v.Start, v.End, len(text))
				}
				if seen[v.Start] && v.Start < v.End {
					t.Fatalf("%s: %s is said of twice", text, text[v.Start:v.End])
				}
				seen[v.Start] = true
			}
			for _, w := range r.Wrong {
				once(w.Value)
			}
			for _, d := range r.Differs {
				once(d.Value)
			}
			for _, e := range r.Extra {
				once(e.Value)
			}
			for _, m := range r.Params {
				once(m.Value)
			}
		}
	})
}
