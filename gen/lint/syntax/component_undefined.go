package syntax

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/site"
)

var ComponentUndefined = &rule.Rule{
	ID:         "component-undefined",
	Severity:   diag.Error,
	Translated: true,
	Doc: `a component of another docs site, or one that is not imported

Docs sites have different components. One that is not there stops the build:
"Expected component Danger to be defined". A component that no docs site is known to
have may be the team's own, and is not reported. The rule reports nothing unless
errgen.yaml names the docs site.

Bad:
	## What Happened?

	<Note>The key was deleted, or it never was.</Note>

Good:
	## What Happened?

	:::note

	The key was deleted, or it never was.

	:::`,
	Check: func(p *rule.Pass) {
		s := p.Settings.Site
		if s == nil || s.Scope == nil {
			return
		}
		for _, e := range p.Catalog.Entries {
			for _, c := range e.Components {
				if !s.Has(c.V) {
					component(p, e, c)
				}
			}
		}
	},
}

func component(p *rule.Pass, e *catalog.Entry, c catalog.Value[string]) {
	s := p.Settings.Site
	at := c.Span
	at.End = min(at.End, at.Start+int32(len("<")+len(c.V)))
	if from := s.Imports[c.V]; from != "" {
		p.Reportf(at, "the component <%s> is not imported", c.V).Hint = "add the line " + from + " below the front matter"
		return
	}
	of := site.WithComponent(c.V)
	if of == nil {
		return
	}
	d := p.Reportf(at, "<%s> is a component of %s, but %s has no such component", c.V, of.Title, s.Title)
	d.Hint = "write what " + s.Title + " has instead, or import your own component"
	if c.V == "Danger" && holdsCode(c.Span.Text(), string(e.Code.V)) {
		d.Hint = "state the code in " + s.Says
		if ownLines(c) {
			d.Fix = diag.Replace(c.Span, strings.ReplaceAll(s.Shown(string(e.Code.V)), "\n", c.Span.File.LineEnd()), "state the code as "+s.Title+" shows it")
		}
	}
}

// holdsCode reports whether the text of an element is nothing but a code.
func holdsCode(element, code string) bool {
	_, inner, _ := strings.Cut(element, ">")
	inner, _, _ = strings.Cut(inner, "</")
	return strings.ReplaceAll(strings.Trim(strings.TrimSpace(inner), "`"), `\`, "") == code
}

// ownLines reports whether an element has its lines to itself.
func ownLines(c catalog.Value[string]) bool {
	data := c.Span.File.Data
	before, after := data[:c.Span.Start], data[c.Span.End:]
	return (len(before) == 0 || before[len(before)-1] == '\n' || before[len(before)-1] == '\r') &&
		(len(after) == 0 || after[0] == '\n' || after[0] == '\r')
}
