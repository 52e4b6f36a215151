package envelope_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// TestGolden holds each template against what is written with it and what is
// read by it: template.json, or the name of a built-in one, and values.json give
// the body and the headers; each body/NAME gives a reading.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		data := parse(t, in["values.json"])
		known := func(name string) bool { return data.Get(name) != nil }
		text := string(bytes.TrimSpace(in["template.json"]))
		template, faults := envelope.Parse(parse(t, []byte(text)), known)
		out := map[string][]byte{}
		if len(faults) > 0 {
			var b strings.Builder
			for _, f := range faults {
				fmt.Fprintf(&b, "%s: %s\n", text[f.Start:f.End], f.Message)
				if f.Hint != "" {
					fmt.Fprintf(&b, "\thint: %s\n", f.Hint)
				}
			}
			out["faults"] = []byte(b.String())
			return out
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s", template.MediaType)
		if template.Name != "" {
			fmt.Fprintf(&b, " (%s)", template.Name)
		}
		b.WriteByte('\n')
		for _, h := range template.Headers {
			if v, ok := template.Header(h, data.Get); ok {
				fmt.Fprintf(&b, "%s: %s\n", h.Name, v)
			}
		}
		body := template.AppendBody(nil, data.Get)
		b.Write(body)
		out["response"] = []byte(b.String() + "\n")
		b.Reset()
		for _, p := range template.Identity(nil) {
			s, ok := template.Rendered(p, data.Get)
			fmt.Fprintf(&b, "%s: %s", p, s)
			if !ok {
				b.WriteString("absent")
			}
			b.WriteByte('\n')
		}
		out["identity"] = []byte(b.String())
		if r := template.Read(parse(t, body)); len(r.Differs)+len(r.Extra) > 0 {
			t.Errorf("the body that the template gives does not fit it:\n%s", dump(body, r))
		}
		again, faults := envelope.Parse(parse(t, template.AppendJSON(nil)), known)
		if len(faults) > 0 || !again.Equal(template) {
			t.Errorf("%s reads as another template: %v", template.AppendJSON(nil), faults)
		}
		in["body/written"] = body
		for name, data := range in {
			if name, ok := strings.CutPrefix(name, "body/"); ok {
				out["reading/"+name] = dump(data, template.Read(parse(t, data)))
			}
		}
		return out
	})
}

// dump writes what a reading found, each thing with the bytes that it stands for.
func dump(body []byte, r *envelope.Reading) []byte {
	var b strings.Builder
	at := func(v *jsonpos.Value) string { return string(body[v.Start:v.End]) }
	for _, f := range r.Found {
		names := make([]string, len(f.Refs))
		for i, ref := range f.Refs {
			names[i] = ref.String()
		}
		fmt.Fprintf(&b, "%s = %s", strings.Join(names, "|"), at(f.Value))
		if f.Value.Kind == jsonpos.String && f.Text != f.Value.Text {
			fmt.Fprintf(&b, " [%s]", f.Text)
		}
		fmt.Fprintf(&b, " at %s\n", f.Place)
	}
	for _, m := range r.Params {
		fmt.Fprintf(&b, "parameter %s = %s\n", m.Name, at(m.Value))
	}
	for _, m := range r.Missing {
		optional := ""
		if m.Value.Optional() {
			optional = " (optional)"
		}
		fmt.Fprintf(&b, "missing: %s%s\n", m.Place, optional)
	}
	for _, w := range r.Wrong {
		fmt.Fprintf(&b, "wrong: %s is %s, want %s\n", w.Place, at(w.Value), w.Want)
	}
	for _, d := range r.Differs {
		fmt.Fprintf(&b, "differs: %s is %s, want %s\n", d.Place, at(d.Value), d.Want)
	}
	for _, e := range r.Extra {
		fmt.Fprintf(&b, "extra: %s, %s = %s\n", e, body[e.Start:e.End], at(e.Value))
	}
	if fit := r.Fit(); fit != 1 {
		fmt.Fprintf(&b, "fit: %.2f\n", fit)
	}
	return []byte(b.String())
}

func parse(t testing.TB, data []byte) *jsonpos.Value {
	t.Helper()
	v, faults := jsonpos.Parse(string(data))
	if len(faults) > 0 {
		t.Fatalf("%s: %v", data, faults)
	}
	return v
}
