package infer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/envelope/infer"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// TestGolden infers a template from bodies, of which known/NAME says what is known.
func TestGolden(t *testing.T) { golden.Run(t, inferred) }

func inferred(t *testing.T, in map[string][]byte) map[string][]byte {
	var samples []infer.Sample
	for i := 1; in[fmt.Sprintf("body/%d", i)] != nil; i++ {
		s := infer.Sample{Body: parse(t, in[fmt.Sprintf("body/%d", i)])}
		if known := in[fmt.Sprintf("known/%d", i)]; known != nil {
			s.Values = parse(t, known).Get
		}
		samples = append(samples, s)
	}
	template, guesses := infer.Template(samples, []string{"number", "specific", "category", "system", "kind"})
	var b strings.Builder
	for _, g := range guesses {
		fmt.Fprintf(&b, "%s: %s, %s\n", g.Place, g.Text, g.Why)
	}
	if template == nil {
		return map[string][]byte{"template": []byte("none\n")}
	}
	name := ""
	if template.Name != "" {
		name = " (" + template.Name + ")"
	}
	return map[string][]byte{"guesses": []byte(b.String()), "template": fmt.Appendf(nil, "%s%s\n", template.AppendJSON(nil), name)}
}

// FuzzInfer holds for any two bodies: there is a template exactly where a body is
// an object, unless the body is larger than a template may be, and it is one that
// Parse takes.
func FuzzInfer(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		parts := txtar.Parse(data).Files
		f.Add(string(parts[0].Data), string(parts[min(2, len(parts)-1)].Data))
	}
	known := parse(f, []byte(`{"code": "err:a:b", "specific": "b", "status": 404, "type": "https://e.com/b", "page_url": "https://e.com/b", "title": "T"}`))
	f.Fuzz(func(t *testing.T, a, b string) {
		one, _ := jsonpos.Parse(a)
		two, _ := jsonpos.Parse(b)
		template, guesses := infer.Template([]infer.Sample{{one, known.Get}, {two, nil}}, []string{"specific"})
		object := false
		for _, v := range []*jsonpos.Value{one, two} {
			object = object || v != nil && v.Kind == jsonpos.Object
		}
		if template == nil {
			if object && len(a)+len(b) < 600 && !deep(one) && !deep(two) {
				t.Fatalf("no template from %s and %s", a, b)
			}
			return
		}
		if !object {
			t.Fatalf("%s from %s and %s", template.AppendJSON(nil), a, b)
		}
		stored := template.AppendJSON(nil)
		if _, wrong := envelope.Parse(parse(t, stored), func(name string) bool { return name == "specific" }); len(wrong) > 0 {
			t.Fatalf("%s: %v", stored, wrong)
		}
		for _, g := range guesses {
			if g.Why == "" || g.Text == "" || g.Place == "" {
				t.Fatalf("guess %+v", g)
			}
		}
		for _, v := range []*jsonpos.Value{one, two} {
			if v != nil {
				template.Read(v)
			}
		}
	})
}

// deep reports whether a value is nested as deep as no template may be.
func deep(v *jsonpos.Value) bool {
	var depth func(v *jsonpos.Value) int
	depth = func(v *jsonpos.Value) int {
		most := 0
		for _, m := range v.Members {
			most = max(most, depth(m.Value))
		}
		for _, item := range v.Items {
			most = max(most, depth(item))
		}
		return most + 1
	}
	return v != nil && depth(v) > 15
}

func parse(t testing.TB, data []byte) *jsonpos.Value {
	t.Helper()
	v, faults := jsonpos.Parse(string(data))
	if len(faults) > 0 {
		t.Fatalf("%s: %v", data, faults)
	}
	return v
}
