package catalog

import (
	"errors"
	"strings"

	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// A Code identifies an error: it is the text on the wire and nothing more. A
// [form.Form] says what it looks like and what its parts mean.
type Code string

// forms returns the forms of the catalogue's codes, at least one.
func (c *Catalog) forms() []*form.Form {
	if len(c.Forms) == 0 {
		return defaultForms
	}
	return c.Forms
}

var defaultForms = []*form.Form{form.Default}

// FormOf returns the first form that a code has, or nil.
func (c *Catalog) FormOf(code Code) *form.Form {
	for _, f := range c.forms() {
		if f.Has(string(code)) {
			return f
		}
	}
	return nil
}

// Parse returns s as a Code if it has one of the catalogue's forms, whether any
// error has that code or not. The error says which part is wrong and what was
// wanted.
func (c *Catalog) Parse(s string) (Code, error) { return ParseCode(c.forms(), s) }

// ParseCode returns s as a Code if it has one of the forms, of which there is at
// least one. The error says which part is wrong and what was wanted.
func ParseCode(forms []*form.Form, s string) (Code, error) {
	var errs []error
	for _, f := range forms {
		err := f.Check(s)
		if err == nil {
			return Code(s), nil
		}
		errs = append(errs, err)
	}
	return "", errors.Join(errs...)
}

// NearCode returns the code that was meant by a text that is none, and reports
// whether there is one.
func (c *Catalog) NearCode(s string) (Code, bool) {
	for _, f := range c.forms() {
		if code, ok := f.Near(s); ok {
			return Code(code), true
		}
	}
	return "", false
}

// CodeOfPath returns the code whose segments are the names of a path, and reports
// whether there is one.
func (c *Catalog) CodeOfPath(p string) (Code, bool) {
	for _, f := range c.forms() {
		if code, ok := f.FromPath(p); ok {
			return Code(code), true
		}
	}
	return "", false
}

// PathOf returns the segments of a code with slashes between, "" if the code has
// none of the forms of the catalogue.
func (c *Catalog) PathOf(code Code) string {
	f := c.FormOf(code)
	if f == nil {
		return ""
	}
	return f.Path(string(code))
}

// NamingOf returns the words that an identifier of a code is made of: those of its
// segments, or of the whole code where a segment begins with a digit.
func (c *Catalog) NamingOf(code Code) string {
	f := c.FormOf(code)
	if f == nil {
		return string(code)
	}
	values, _ := f.Match(string(code))
	for _, v := range values {
		if v[0] <= '9' {
			return string(code)
		}
	}
	return strings.Join(values, ":")
}

// form returns the form of the entry's code, which is the default one unless the
// entry says otherwise.
func (e *Entry) form() *form.Form {
	if e.Form == nil {
		return form.Default
	}
	return e.Form
}

// Segments returns the values of the code's segments, in their order; nil for a
// code that has not the form.
func (e *Entry) Segments() []string {
	values, _ := e.form().Match(string(e.Code.V))
	return values
}

// Segment returns the value of a segment, "" where the form has none of that name.
func (e *Entry) Segment(name string) string {
	for i, s := range e.form().Segments() {
		if s.Name == name {
			return e.form().Value(string(e.Code.V), i)
		}
	}
	return ""
}

// Last returns the last segment of the code, which distinguishes it from its
// neighbours.
func (e *Entry) Last() string {
	f := e.form()
	if last := f.Value(string(e.Code.V), len(f.Segments())-1); last != "" {
		return last
	}
	return string(e.Code.V)
}

// Group returns all segments of the code except the last: what it has in common
// with its neighbours.
func (e *Entry) Group() []string {
	values := e.Segments()
	return values[:max(len(values)-1, 0)]
}

// CodePath returns the segments of the code with slashes between.
func (e *Entry) CodePath() string { return e.form().Path(string(e.Code.V)) }

// Naming returns the words that identifiers of the entry are made of: those that
// its page states, else those of its code.
func (e *Entry) Naming() string {
	if e.Name.V != "" {
		return e.Name.V
	}
	return (&Catalog{Forms: []*form.Form{e.form()}}).NamingOf(e.Code.V)
}

// AliasType returns the type that an error had under an older code: the current
// type with the parts of the older code. It is "" if the current type does not
// follow from the code.
func (e *Entry) AliasType(alias Code) string {
	now, old := e.CodePath(), e.form().Path(string(alias))
	if now == "" || old == "" {
		return ""
	}
	// A heading's id begins with its code, as sites write it in a URL.
	if page, id, ok := strings.Cut(e.Type.V, "#"); ok {
		slug := tree.Slug(string(e.Code.V))
		if rest, ok := strings.CutPrefix(id, slug); ok && slug != "" && (rest == "" || rest[0] == '-') {
			return page + "#" + tree.Slug(string(alias)) + rest
		}
	}
	for _, pair := range [][2]string{{now, old}, {string(e.Code.V), string(alias)}, {strings.ToLower(string(e.Code.V)), strings.ToLower(string(alias))}} {
		rest, ok := strings.CutSuffix(e.Type.V, pair[0])
		if ok && (rest == "" || strings.HasSuffix(rest, "/") || strings.HasSuffix(rest, "#") || strings.HasSuffix(rest, ":")) {
			return rest + pair[1]
		}
	}
	return ""
}

// GroupAt returns a segment of the group, counted from 0, "" where it has fewer.
func (e *Entry) GroupAt(i int) string {
	if f := e.form(); i < len(f.Segments())-1 {
		return f.Value(string(e.Code.V), i)
	}
	return ""
}
