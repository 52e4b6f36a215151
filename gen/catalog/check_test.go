package catalog_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// TestCheckEnvelope shows what keeps a template from being that of two errors.
func TestCheckEnvelope(t *testing.T) {
	numbered, err := form.Parse("{number}", "")
	if err != nil {
		t.Fatal(err)
	}
	entry := func(code catalog.Code, f *form.Form, kind string) *catalog.Entry {
		e := &catalog.Entry{Code: catalog.Value[catalog.Code]{V: code}, Form: f, Status: catalog.Value[int]{V: 404}}
		e.Type.V = "https://example.com/errors/" + e.CodePath()
		e.Facts = []catalog.Value[string]{{V: kind}}
		e.Params = []catalog.Param{{Name: catalog.Value[string]{V: "limit"}, Type: catalog.Value[catalog.ParamType]{V: catalog.Int}}}
		return e
	}
	words, _ := catalog.Build([]*catalog.Entry{entry("err:a:b:c", nil, "x"), entry("err:a:d:c", nil, "x"), entry("err:a:d:c", nil, "x")},
		catalog.Meta{Facts: []catalog.Fact{{Name: "kind", Values: []string{"x"}}}})
	digits, _ := catalog.Build([]*catalog.Entry{entry("00100", numbered, "x"), entry("40142", numbered, "y")},
		catalog.Meta{Forms: []*form.Form{numbered}, Facts: []catalog.Fact{{Name: "kind"}}})
	at := source.NewFile("errgen.yaml", []byte("envelope: x\n")).Span(0, 8)
	for _, c := range []struct {
		catalog    *catalog.Catalog
		body, want string
	}{
		{words, `{"code": "{code}"}`, ""},
		{words, `{"a": "{category}", "...": "{params}"}`, ""},
		{words, `{"message": "{detail}"}`, "nothing in the error body identifies the error"},
		{words, `{"error": "{specific}", "status": "{status}", "kind": "{kind}"}`,
			`the error body does not distinguish "err:a:b:c" from "err:a:d:c": in both, error is "c" and kind is "x" and status is "404"`},
		{words, `{"code": "{code}", "limit": 1, "...": "{params}"}`,
			strings.Repeat(`parameter "limit" has the same name as a member of the error body beside it; `, 3)},
		{words, `{"code": "{code}", "limit": "{params.limit}", "...": "{params}"}`, ""},
		{words, `{"code": "{code}", "limit": 1, "in": {"...": "{params}"}}`, ""},
		{digits, `{"code": "number {code}"}`, `code must be a number, but for "00100" it is "00100"`},
		{digits, `{"code": "{number}"}`, ""},
		{digits, `{"kind": "{kind}"}`, "nothing in the error body identifies the error"},
	} {
		v, _ := jsonpos.Parse(`{"body":` + c.body + `}`)
		template, faults := envelope.Parse(v, c.catalog.Knows)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		c.catalog.Envelope = template
		got := ""
		for _, d := range c.catalog.CheckEnvelope(at, "config") {
			if got += d.Message + "; "; d.Rule == "config" && d.Span != at {
				t.Errorf("%s: the finding is at %v", c.body, d.Span)
			}
		}
		if strings.TrimSuffix(got, "; ") != strings.TrimSuffix(c.want, "; ") {
			t.Errorf("%s:\n%s, want\n%s", c.body, got, c.want)
		}
	}
}
