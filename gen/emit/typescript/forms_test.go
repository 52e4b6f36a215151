package typescript

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// forms returns catalogues of codes that look otherwise than the default ones, and
// of types that do not follow from the codes.
func forms(t *testing.T) map[string]*catalog.Catalog {
	t.Helper()
	mixed := made(t, "https://example.com/e", `{"error": {"code": "{code}"}}`,
		form2{"ERR_{name}", form.Upper}, form2{"{area}.{name}", form.Kebab})
	add(mixed, 0, "ERR_NOT_FOUND", "https://example.com/e/errors#err_not_found")
	add(mixed, 0, "ERR_GONE", "https://example.com/e/errors#err_gone")
	add(mixed, 1, "cart.not-found", "https://example.com/e/cart/not-found")

	urns := made(t, "", `{"type": "{type}"}`, form2{"{name}", form.Camel})
	add(urns, 0, "orderNotFound", "urn:shop:order-not-found")
	add(urns, 0, "cartGone", "tag:example.com,2026:cart-gone")
	old := urns.Entries[0]
	old.Aliases = []catalog.Value[catalog.Code]{{V: "orderMissing"}}
	old.Retired = &catalog.Retirement{ReplacedBy: catalog.Value[catalog.Code]{V: "cartGone"}}
	old.Retired.Reason.V = "Orders are */ kept."

	zeros := made(t, "https://example.com/e", `{"error": {"code": "number {code}"}}`, form2{"{number}", ""})
	add(zeros, 0, "00100", "https://example.com/e/00100") // no number has these zeros
	add(zeros, 0, "40142", "https://example.com/e/40142")

	numbers := made(t, "https://example.com/e", `{"error": {"code": "number {code}"}}`, form2{"-{number}", ""}, form2{"{number}", ""})
	invalid := add(numbers, 0, "-32602", "https://example.com/e/32602")
	invalid.Name.V = "invalid params"
	invalid.Params = make([]catalog.Param, 1)
	invalid.Params[0].Name.V, invalid.Params[0].Type.V = "field", catalog.String
	add(numbers, 1, "40142", "https://example.com/e/40142").Name.V = "TokenExpired"
	numbers.Entries[1].Aliases = []catalog.Value[catalog.Code]{{V: "40141"}}

	facts := made(t, "https://example.com/e", `{"kind": "{error_kind:pascal}", "why": "{name}"}`, form2{"E_{name}", form.Upper})
	facts.Facts = []catalog.Fact{{Name: "error_kind", Values: []string{"not found", "3rd_party", `"`}, Doc: "What kind */ it is."}, {Name: "owner"}}
	for i, code := range []string{"E_A", "E_B"} {
		add(facts, 0, catalog.Code(code), "https://example.com/e/"+code).Facts = []catalog.Value[string]{{V: facts.Facts[0].Values[i]}, {V: []string{"", "tea\n*/"}[i]}}
	}
	facts.Entries[0].PageURL.V = "https://docs.example.com/a"
	return map[string]*catalog.Catalog{"mixed": mixed, "urns": urns, "zeros": zeros, "numbers": numbers, "facts": facts}
}

type form2 struct {
	text string
	c    form.Case
}

func made(t *testing.T, docsURL, body string, list ...form2) *catalog.Catalog {
	t.Helper()
	c := &catalog.Catalog{DocsURL: docsURL}
	for _, f := range list {
		parsed, err := form.Parse(f.text, f.c)
		if err != nil {
			t.Fatal(err)
		}
		c.Forms = append(c.Forms, parsed)
	}
	v, _ := jsonpos.Parse(`{"body": ` + body + `}`)
	template, faults := envelope.Parse(v, func(string) bool { return true })
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c.Envelope = template
	return c
}

func add(c *catalog.Catalog, formOf int, code catalog.Code, typ string) *catalog.Entry {
	e := &catalog.Entry{Form: c.Forms[formOf]}
	e.Code.V, e.Type.V, e.Status.V = code, typ, 400
	c.Entries = append(c.Entries, e)
	return e
}

// TestNumeric: codes are numbers where bodies have them as numbers, and a number
// holds them.
func TestNumeric(t *testing.T) {
	for name, c := range forms(t) {
		if got, want := numeric(c), name == "numbers"; got != want {
			t.Errorf("numeric(%s) = %t, want %t", name, got, want)
		}
	}
}
