package catalog_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

// FuzzTemplate holds that a template that is read stands for the text that its
// parts give, and that escaped text stands for itself.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"", "a {b} c", "{{", "}}", "{", "}", "{a", "{}", "{{{a}}}", "{ä}", "{a b}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if escaped, err := catalog.ParseTemplate(catalog.EscapeTemplate(s)); err != nil || s != "" && (len(escaped) != 1 || escaped[0].Text != s) {
			t.Fatalf("escaped, %q reads as %v, %v", s, escaped, err)
		}
		parts, err := catalog.ParseTemplate(s)
		var b strings.Builder
		at := 0
		for _, p := range parts {
			if p.Start != at || p.End <= p.Start || p.End > len(s) || (p.Text == "") == (p.Param == "") {
				t.Fatalf("part %+v of %q", p, s)
			}
			at = p.End
			if p.Param != "" {
				b.WriteString("{" + p.Param + "}")
			} else {
				b.WriteString(catalog.EscapeTemplate(p.Text))
			}
		}
		if err == nil && (b.String() != s || at != len(s)) {
			t.Fatalf("%q reads as %v", s, parts)
		}
	})
}

func TestCheckTemplate(t *testing.T) {
	params := []catalog.Param{
		{Name: val("name"), Type: val(catalog.String)},
		{Name: val("count"), Type: val(catalog.Int), Optional: val(true)},
		{Name: val("all"), Type: val(catalog.List), Items: &catalog.Param{Type: val(catalog.String)}},
	}
	for template, want := range map[string]string{
		"{name} is taken":         "",
		"{{name}} {name}":         "",
		"{nam}":                   `the detail has the placeholder {nam}, but no parameter of that name; the parameter "name" has no placeholder in the detail`,
		"{name} {count}":          "the detail has the placeholder {count}, but that parameter is optional",
		"{name} {all}":            "the detail has the placeholder {all}, but that parameter is a list",
		"none":                    `the parameter "name" has no placeholder in the detail`,
		"{name":                   `"{name" does not start a placeholder, want {name}`,
		"{name}}":                 `"}" does not end a placeholder`,
		"{name} {}":               `"{}" does not start a placeholder, want {name}`,
		"{name} {a b}":            `"{a " does not start a placeholder, want {name}`,
		"a brace at the end {":    `"{" does not start a placeholder, want {name}`,
		"{name} and {{braces}} }": `"}" does not end a placeholder`,
	} {
		var got []string
		for _, f := range catalog.CheckTemplate(template, params) {
			got = append(got, f.Message)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %s, want %s", template, s, want)
		}
	}
}
