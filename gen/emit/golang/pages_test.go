package golang_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/name"
)

// TestPages: for every page of the folder errors that shows an example, the
// constructor with the example's parameters is written, byte for byte, as the
// page shows it, and what a client reads of it is the same error.
func TestPages(t *testing.T) {
	project, err := gen.Load(gen.Options{Dir: "../../../errors"})
	if err != nil {
		t.Fatal(err)
	}
	c := project.Catalog
	type shown struct {
		Code, RequestID string
		Body            json.RawMessage
	}
	var all []shown
	var raise strings.Builder
	raise.WriteString("package codes\n\nimport \"time\"\n\nvar _ time.Time\n\nfunc pointer[T any](v T) *T { return &v }\n\nvar raise = map[string]func(...Option) *Error{\n")
	casing := name.NewCasing(c.Initialisms)
	for _, e := range c.Entries {
		ident := casing.Pascal(e.Naming())
		for i, x := range e.Examples {
			key := fmt.Sprintf("%s %d", e.Code.V, i)
			all = append(all, shown{key, x.RequestID.V, x.Body})
			var args strings.Builder
			for _, p := range e.Params {
				args.WriteString(argument(t, p, exampleMember(t, c, x, p.Name.V), ident+casing.Pascal(p.Name.V)+"Item") + ", ")
			}
			fmt.Fprintf(&raise, "\t%q: func(opts ...Option) *Error { return New%s(%sopts...) },\n", key, ident, args.String())
		}
	}
	raise.WriteString("}\n")
	if len(all) < 80 {
		t.Fatalf("only %d examples", len(all))
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("testdata/property/pages_test.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := newModule(t)
	m.writeAll("codes", files(t, c, options(nil)))
	m.write("codes/raise_test.go", raise.String())
	m.write("codes/pages_test.go", string(program))
	m.write("codes/pages.json", string(data))
	m.run(nil, "go", "test", "./codes")
}

// exampleMember returns a member of an example's problem.
func exampleMember(t *testing.T, c *catalog.Catalog, x catalog.Example, member string) json.RawMessage {
	t.Helper()
	var body map[string]json.RawMessage
	if err := json.Unmarshal(x.Body, &body); err != nil {
		t.Fatal(err)
	}
	if c.Envelope == envelope.Default {
		if err := json.Unmarshal(body["error"], &body); err != nil {
			t.Fatal(err)
		}
	}
	return body[member]
}

// argument returns the Go source of a JSON value as an argument.
func argument(t *testing.T, p catalog.Param, data json.RawMessage, item string) string {
	t.Helper()
	var array []json.RawMessage
	switch {
	case data == nil && p.Optional.V:
		return "nil"
	case p.Optional.V && p.Type.V != catalog.List:
		p.Optional.V = false
		return "pointer(" + argument(t, p, data, "") + ")"
	case p.Type.V == catalog.List && p.Items.Type.V == catalog.Object:
		var objects []string
		if err := json.Unmarshal(data, &array); err != nil {
			t.Fatal(err)
		}
		for _, each := range array {
			var object map[string]json.RawMessage
			if err := json.Unmarshal(each, &object); err != nil {
				t.Fatal(err)
			}
			var members []string
			for _, m := range p.Items.Members {
				members = append(members, argument(t, m, object[m.Name.V], ""))
			}
			objects = append(objects, "{"+strings.Join(members, ", ")+"}")
		}
		return "[]" + item + "{" + strings.Join(objects, ", ") + "}"
	case p.Type.V == catalog.List:
		var items []string
		if err := json.Unmarshal(data, &array); err != nil {
			t.Fatal(err)
		}
		for _, each := range array {
			items = append(items, argument(t, *p.Items, each, ""))
		}
		return "[]" + goTypes[p.Items.Type.V] + "{" + strings.Join(items, ", ") + "}"
	case p.Type.V == catalog.String:
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%q", s)
	case p.Type.V == catalog.Time:
		return fmt.Sprintf("func() time.Time { t, _ := time.Parse(time.RFC3339Nano, %s); return t }()", data)
	case p.Type.V == catalog.Int:
		return "int64(" + string(data) + ")"
	}
	return string(data)
}
