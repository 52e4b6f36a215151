package catalog

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// ruleConflict is the rule of two records that tell one error and disagree.
const ruleConflict = "record-conflict"

// merge adds a further record of the same error to the one that is first by path. What
// both state must be the same; statuses are compared like those of one record.
func (e *Entry) merge(other *Entry, facts []Fact) (found diag.List) {
	e.Merged = append(e.Merged, other)
	e.Codes = append(e.Codes, other.Codes...)
	e.Statuses = append(e.Statuses, other.Statuses...)
	if e.Status.V == 0 && other.Status.V != 0 {
		e.Status, e.StatusFrom, e.NoStatus = other.Status, other.StatusFrom, false
	}
	compare := func(what string, mine *Value[string], theirs Value[string]) {
		switch {
		case theirs.V == "" || theirs.Span.IsZero():
		case mine.V == "" || mine.Span.IsZero():
			*mine = theirs
		case mine.V != theirs.V:
			d := found.Add(ruleConflict, diag.Error, theirs.Span, "the %s of %s is %q, but %q says %q", what, e.Code.V, theirs.V, e.Where(), mine.V)
			d.Hint = "several records describe this error; state the same in all of them"
			d.Related = []diag.Related{{Span: mine.Span, Message: "the other " + what + " is here"}}
		}
	}
	compare("title", &e.Title, other.Title)
	compare("identifier", &e.Name, other.Name)
	for i, f := range facts {
		if i < len(e.Facts) && i < len(other.Facts) {
			compare(f.Name, &e.Facts[i], other.Facts[i])
		}
	}
	for _, m := range [...]struct{ mine, theirs *Value[string] }{{&e.Description, &other.Description}, {&e.Detail, &other.Detail}} {
		if m.mine.V == "" {
			*m.mine = *m.theirs
		}
	}
	return found
}

// duplicate reports a record that claims the code of another.
func (c *Catalog) duplicate(first, e *Entry) *diag.Diagnostic {
	d := &diag.Diagnostic{Rule: ruleDuplicate, Severity: diag.Error, Span: e.place()}
	what := "page"
	switch {
	case e.Record.IsZero() && first.Record.IsZero():
		d.Message = "code " + strconv.Quote(string(e.Code.V)) + " is also the code of the page " + strconv.Quote(first.Page)
	default:
		what = "record"
		d.Message = "code " + strconv.Quote(string(e.Code.V)) + " is described twice, also by " + strconv.Quote(first.Where())
	}
	d.Hint = "give one of the two " + what + "s another code, or delete it"
	if first.Retired != nil {
		d.Hint = "that code is retired and cannot be used again; choose another one"
	}
	if next, ok := c.NextFree(e.Code.V); ok {
		d.Hint += "; next free: " + string(next)
	}
	if !e.Named && first.Retired == nil {
		d.Hint += "; if several records describe one error, write \"same: merge\" in its rule in errgen.yaml"
	}
	for _, pair := range [][2]*Entry{{e, first}, {first, e}} {
		if language := site.LanguageOf(pair[0].Page, pair[1].Page); language != "" {
			d.Hint = "if one is a translation, name the folder of the pages in " + strconv.Quote(language) + " under locales in errgen.yaml"
		}
	}
	d.Related = []diag.Related{{Span: first.place(), Message: "the other " + what + " states it here"}}
	if what == "page" {
		d.Related[0].Message = "the other page states it here"
	}
	return d
}

// NextFree returns the next code, with a higher number, that no error has, had or may
// have later. It reports false for a code that is not numbered.
func (c *Catalog) NextFree(code Code) (Code, bool) {
	f := c.FormOf(code)
	if f == nil {
		return "", false
	}
	at := -1
	for i, s := range f.Segments() {
		if s.Case == form.Digits {
			if at >= 0 {
				return "", false
			}
			at = i
		}
	}
	if at < 0 {
		return "", false
	}
	values, _ := f.Match(string(code))
	width := len(values[at])
	n, err := strconv.Atoi(values[at])
	if err != nil {
		return "", false
	}
	for range len(c.byCode) + 1 {
		n++
		for _, r := range c.Reserved {
			if r.From <= n && n <= r.To {
				n = r.To + 1
			}
		}
		digits := strconv.Itoa(n)
		values[at] = strings.Repeat("0", max(width-len(digits), 0)) + digits
		if next := Code(f.Print(values)); c.byCode[next] == nil {
			return next, true
		}
	}
	return "", false
}

// A Reserved range of numbered codes is kept for other users.
type Reserved struct {
	From, To int
	For      string
	Span     source.Span // in the configuration
}

// Number returns the number of a code whose form has one segment of digits.
func (e *Entry) Number() (n int, ok bool) {
	for i, s := range e.form().Segments() {
		if s.Case != form.Digits {
			continue
		}
		if ok {
			return 0, false
		}
		v, err := strconv.Atoi(e.Segments()[i])
		if err != nil {
			return 0, false
		}
		n, ok = v, true
	}
	return n, ok
}
