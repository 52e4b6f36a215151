package conformance_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/name"
)

// allocations are what it takes to write a body; nothing where a shape is not there.
var allocations = map[string]float64{
	"rpc":         4,                    // parameters as texts
	"combination": 4,                    // the detail within another text
	"timestamp":   1, "status_error": 1, // the time as text
}

// TestGoShapes makes a package of each shape, answers with each error, and reads
// what was answered, and what others answer.
func TestGoShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles generated code")
	}
	program, err := os.ReadFile("testdata/shapes.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	adapter, err := os.ReadFile("testdata/shape.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{"go.mod": "module example.com/made\n\ngo 1.24\n", "main.go": string(program)}
	shapes := conformance.Shapes(t)
	input := map[string]any{}
	for _, s := range shapes {
		for path, text := range conformance.Emit(t, golang.Target, s.Catalog) {
			files[s.Name+"/"+path] = text
		}
		raise, params := cases(t, s)
		members := "func membersOf" + s.Name + "(write) []codes.Option { return nil }\n"
		if s.Template.Uses("request") {
			members = "func membersOf" + s.Name + "(c write) (out []codes.Option) {\n\tfor name, value := range c.Request {\n" +
				"\t\tout = append(out, codes.WithRequestMember(name, value))\n\t}\n\treturn out\n}\n"
		}
		files["shape_"+s.Name+"_.go"] = strings.NewReplacer("SHAPE", s.Name, "RAISE", raise, "PARAMS", params).Replace(string(adapter)) + "\n" + members
		input[s.Name] = map[string]any{"write": s.Write, "read": s.Read}
	}
	toolchain.Write(t, dir, files)
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	toolchain.Run(t, dir, nil, toolchain.Program(t, "go"), "build", "-o", "made", ".")
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]struct {
		Write []struct {
			Status  int
			Headers map[string]string
			Body    string
			Error   map[string]any
			Allocs  float64
		}
		Read []map[string]any
	}
	if err := json.Unmarshal(toolchain.Run(t, dir, data, dir+"/made"), &got); err != nil {
		t.Fatal(err)
	}
	for _, s := range shapes {
		g := got[s.Name]
		if len(g.Write) != len(s.Write) {
			t.Fatalf("%s: %d errors were written of %d", s.Name, len(g.Write), len(s.Write))
		}
		var reads []map[string]any
		for i, w := range s.Write {
			out := g.Write[i]
			if out.Body != w.Body || out.Status != w.Status {
				t.Errorf("%s: %s: written as %d\n%s\nwant %d\n%s", s.Name, w.Name, out.Status, out.Body, w.Status, w.Body)
			}
			if out.Allocs > allocations[s.Name] {
				t.Errorf("%s: %s: writing takes %v allocations, want %v at most", s.Name, w.Name, out.Allocs, allocations[s.Name])
			}
			for name, value := range w.Headers {
				if out.Headers[name] != value {
					t.Errorf("%s: %s: header %s is %q, want %q", s.Name, w.Name, name, out.Headers[name], value)
				}
			}
			if out.Headers["Content-Type"] != s.Template.MediaType {
				t.Errorf("%s: %s: media type is %q", s.Name, w.Name, out.Headers["Content-Type"])
			}
			var want map[string]any
			if err := json.Unmarshal(w.Want, &want); err != nil {
				t.Fatal(err)
			}
			delete(out.Error, "message")
			for _, e := range []map[string]any{want, out.Error} {
				if params, ok := plain(e["params"]).(map[string]any); ok && len(params) == 0 {
					delete(e, "params")
				}
			}
			if diff := cmp.Diff(plain(want), plain(out.Error)); diff != "" {
				t.Errorf("%s: %s: %s is read as (-want +got):\n%s", s.Name, w.Name, w.Body, diff)
			}
		}
		if err := json.Unmarshal(s.Read, &reads); err != nil {
			t.Fatal(err)
		}
		t.Run(s.Name, func(t *testing.T) { compare(t, reads, g.Read) })
	}
}

// cases returns the Go source of what raises the errors of a shape, and of what
// returns the parameters of one.
func cases(t *testing.T, s conformance.Shape) (raise, params string) {
	t.Helper()
	casing := name.NewCasing(nil)
	var r, p strings.Builder
	for _, e := range s.Catalog.Entries {
		if len(e.Params) > 0 {
			fmt.Fprintf(&p, "\tif p, ok := codes.ParamsOf[codes.%sParams](e); ok {\n\t\treturn p\n\t}\n", emit.Identifier(s.Catalog, casing, e.Code.V))
		}
	}
	for _, w := range s.Write {
		e := s.Catalog.Lookup(w.Code)
		ident := emit.Identifier(s.Catalog, casing, w.Code)
		fmt.Fprintf(&r, "\t\tfunc(opts ...codes.Option) *codes.Error { return codes.New%s(", ident)
		for _, p := range e.Params {
			r.WriteString(argument(t, p, w.Params[p.Name.V], ident+casing.Pascal(p.Name.V)) + ", ")
		}
		r.WriteString("opts...) },\n")
	}
	return r.String(), p.String()
}

var goTypes = map[catalog.ParamType]string{
	catalog.String: "string", catalog.Int: "int64", catalog.Float: "float64", catalog.Bool: "bool", catalog.Time: "time.Time",
}

// argument returns the Go source of a JSON value.
func argument(t *testing.T, p catalog.Param, data json.RawMessage, ident string) string {
	t.Helper()
	if data == nil {
		if !p.Optional.V {
			t.Fatalf("the parameter %s is required", p.Name.V)
		}
		return "nil"
	}
	if p.Type.V == catalog.List {
		typ := goTypes[p.Items.Type.V]
		if p.Items.Type.V == catalog.Object {
			typ = "codes." + ident + "Item"
		}
		return "list[" + typ + "](" + strconv.Quote(string(data)) + ")"
	}
	value := "one[" + goTypes[p.Type.V] + "](" + strconv.Quote(string(data)) + ")"
	if p.Optional.V {
		return value
	}
	return "*" + value
}
