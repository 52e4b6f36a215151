package texts

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var TitleCode = &rule.Rule{
	ID:       "title-code",
	Severity: diag.Warning,
	Doc: `the page's title does not match the last segment of its code

Lists and search results show the title. A title left over from the page that this
one was copied from sends readers to the wrong error. Case and separators do not
matter. If a title is meant to differ, ignore this rule on the page with a reason.

Bad:
	---
	title: api_not_found
	---

Good:
	---
	title: Key not found
	---`,
	After: []string{"encoding"},
	Check: func(p *rule.Pass) {
		bySpecific := map[string]string{} // plain: the code of a page
		for _, e := range p.Catalog.Entries {
			if s := nearest.Plain(e.Last()); bySpecific[s] == "" {
				bySpecific[s] = string(e.Code.V)
			}
		}
		for _, e := range p.Catalog.Entries {
			title := e.Heading.V
			if title == "" || !e.Named || nearest.Plain(title) == nearest.Plain(e.Last()) || nearest.Plain(title) == nearest.Plain(string(e.Code.V)) {
				continue
			}
			if at, ok := p.PathCode(e); ok && rule.CodeElsewhere(e) && nearest.Plain(title) == nearest.Plain(lastSegment(string(at))) {
				continue // the code is what is wrong
			}
			var d *diag.Diagnostic
			if other := bySpecific[nearest.Plain(lastSegment(title))]; other != "" {
				d = p.Reportf(e.Heading.Span, "title %s belongs to %s, but the page's code is %s", rule.Quote(title), other, e.Code.V)
			} else if p.Settings.Base(TitleRestatesCode) != diag.Off {
				continue // a title in words of its own is what is wanted
			} else {
				d = p.Reportf(e.Heading.Span, "title %s does not match %s, the last segment of the page's code", rule.Quote(title), rule.Quote(e.Last()))
			}
			d.AddRelated(e.Code.Span, "the page's code")
			d.Hint = "if the title should differ, ignore title-code on this page with a reason"
		}
	},
}

// lastSegment returns what follows the last colon or slash of a name.
func lastSegment(name string) string {
	return name[strings.LastIndexAny(name, ":/")+1:]
}
