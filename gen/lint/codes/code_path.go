package codes

import (
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/site"
)

var CodePath = &rule.Rule{
	ID:       "code-path",
	Severity: diag.Error,
	Doc: `the code does not match the page's path

The path of a page is its URL, and the URL is the type of the error. If the code
belongs to another page, the link in the error leads to the wrong page or to none.
Most often the code was copied with the rest of another page.

Bad:
	<Danger>err:unkey:data:api_not_found_twice</Danger>
	~~~json
	{"error": {"type": "https://example.com/errors/unkey/data/api_not_found_twice"}}
	~~~

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if !rule.CodeElsewhere(e) {
				continue
			}
			d := p.Reportf(rule.Place(e), "the code %s belongs to the page %s, not to %s",
				e.Code.V, rule.Quote(e.CodePath()+path.Ext(e.Page)), rule.Quote(e.Page))
			d.Hint = "rename the file or correct the code"
			if code, ok := p.PathCode(e); ok {
				d.Hint += "; the code for this path is " + string(code)
			} else if above, ok := strings.CutSuffix(rule.PagePath(e), "/"+e.CodePath()); ok {
				d.Hint = "if the error pages are in the folder " + rule.Quote(above) +
					", add it to pages in errgen.yaml; otherwise add this page to exclude"
			}
			if other := p.ByPath(e.CodePath()); other != nil {
				d.AddRelated(rule.Place(other), "the page with that code")
				if language := site.LanguageOf(e.Page, other.Page); language != "" {
					d.Hint = "if the page is a translation, name the folder of the pages in " + rule.Quote(language) + " under locales in errgen.yaml"
				} else if same := copied(e, other); same != nil {
					d.Message = fmt.Sprintf("the page is a copy of %s: %s are still those of that page", rule.Quote(other.Page), rule.List(same))
					d.Hint = "write those of this error, or remove the page"
					if code, ok := p.PathCode(e); ok {
						d.Hint += "; the code for this path is " + string(code)
					}
				}
			}
		}
	},
}

// copied names what a page has in common with the one whose code it states, nil where
// that is the code alone.
func copied(e, other *catalog.Entry) []string {
	same := []string{"the code"}
	if e.Heading.V != "" && e.Heading.V == other.Heading.V {
		same = append(same, "the title")
	}
	if e.Description.V != "" && e.Description.V == other.Description.V {
		same = append(same, "the description")
	}
	for i := range e.Examples {
		if rule.CopyOf(&e.Examples[i], other) != nil {
			same = append(same, "the example")
			break
		}
	}
	if len(same) == 1 {
		return nil
	}
	return same
}
