package links

import (
	"cmp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var RelatedLabel = &rule.Rule{
	ID:       "related-label",
	Severity: diag.Error,
	Doc: `a link is labelled with one code but leads to the page of another

A line of the related errors was copied and only half of it was changed. Readers
who look for the error in the label get the wrong page.

Bad:
	## Related Errors

	- [err:unkey:data:key_not_found](./api_not_found) - when the API is not there

Good:
	## Related Errors

	- [err:unkey:data:api_not_found](./api_not_found) - when the API is not there`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for i := range e.Links {
				l := &e.Links[i]
				if l.Code == "" {
					continue
				}
				label, ok := p.LabelCode(l)
				if !ok || label == l.Code || p.Catalog.Lookup(label) == p.ByCode(l.Code) {
					continue
				}
				if p.Catalog.PathOf(label) == l.Target {
					continue // label and link agree; the code of the page they lead to is what is wrong
				}
				d := p.Reportf(cmp.Or(l.Text.Span, l.URL.Span), "link is labelled %s, but leads to %s", label, l.Code)
				d.AddRelated(l.URL.Span, "it leads here")
				if to := p.ByCode(label); to != nil {
					d.Hint = "if the label is right, link to " + linkTo(p, e, to) + "; if the link is right, write the label " + string(l.Code)
					continue
				}
				d.Hint = "there is no code " + string(label)
				d.Fix = labelFix(l, label)
			}
		}
	},
}

// labelFix writes the code that the link leads to into its label, in the form
// that the label has. It is nil where the label writes its code in no form known.
func labelFix(l *catalog.Link, label catalog.Code) *diag.Fix {
	text := l.Text.Span.Text()
	for _, form := range []func(string) string{
		func(s string) string { return s },
		func(s string) string { return strings.ReplaceAll(s, "_", `\_`) },
	} {
		was := form(string(label))
		if strings.Count(text, was) == 1 {
			start := int(l.Text.Span.Start) + strings.Index(text, was)
			at := l.Text.Span.File.Span(start, start+len(was))
			return diag.Replace(at, form(string(l.Code)), "change the label to the code that the link leads to")
		}
	}
	return nil
}
