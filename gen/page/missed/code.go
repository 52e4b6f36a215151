package missed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/source"
)

// Forms are what codes look like: one form at least.
type Forms []*form.Form

// Code returns a text as a code of any of the forms, or reports that it is none.
func (fs Forms) Code(found *diag.List, text string, at source.Span) (catalog.Value[catalog.Code], bool) {
	if c, err := catalog.ParseCode(fs, text); err == nil {
		return catalog.Value[catalog.Code]{V: c, Span: at}, true
	}
	fs.Wrong(found, text, at)
	return catalog.Value[catalog.Code]{}, false
}

// Has reports whether a text has one of the forms.
func (fs Forms) Has(text string) bool {
	return slices.ContainsFunc(fs, func(f *form.Form) bool { return f.Has(text) })
}

// Wrong reports a text that is meant as a code and has none of the forms.
func (fs Forms) Wrong(found *diag.List, text string, at source.Span) *diag.Diagnostic {
	_, err := catalog.ParseCode(fs, text)
	d := found.Add(ruleCodeSyntax, diag.Error, at, "%s", err)
	d.Hint = Says(fs[0])
	for _, f := range fs {
		near, ok := f.Near(text)
		if !ok {
			near, _, _, ok = f.Meant(text, true)
		}
		if ok && near != text {
			d.Hint = "write " + strconv.Quote(near)
			break
		}
	}
	return d
}

// Says says what a code of a form is.
func Says(f *form.Form) string {
	if words := f.Words(); strings.Contains(words, ":") {
		return "a code is " + strconv.Quote(words) + ", for example " + strconv.Quote(f.Example())
	}
	return "a code is, for example, " + strconv.Quote(f.Example())
}
