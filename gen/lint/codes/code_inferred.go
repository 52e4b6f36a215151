package codes

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeInferred = &rule.Rule{
	ID:       "code-inferred",
	Severity: diag.Warning,
	Doc: `the code is only in a section or in the page's path

Readers search for the code in their error message and find the page by the code
on it. Sections are reworded and files are moved; the element at the top is what
both readers and errgen look for.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	~~~json Example
	{
	  "meta": {"requestId": "req_1"},
	  "error": {
	    "detail": "The key was not found",
	    "status": 404,
	    "title": "Not Found",
	    "type": "https://example.com/errors/unkey/data/key_not_found"
	  }
	}
	~~~

	## Error Code

	unkey/data/key_not_found

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	// Front matter that cannot be read may well state the code, and nothing can be
	// written above front matter that is never closed.
	After: []string{"front-matter"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if len(e.Codes) == 0 || !e.Named {
				continue
			}
			var where string
			switch e.Codes[0].From {
			case catalog.FromSection:
				where = "a section"
			case catalog.FromPath:
				where = "the path of the page"
			default:
				continue
			}
			d := p.Reportf(rule.Place(e), "the code %s is taken from %s", e.Code.V, where)
			d.Hint = fmt.Sprintf("add %s below the title", p.Settings.Site.Hint(string(e.Code.V)))
			if fix := dangerFix(p, e); fix != nil && !p.Twice(e.Code.V) {
				d.Fix = fix
			}
		}
	},
}

// dangerFix writes the element below the front matter and the title. It is nil
// for a page that is written by an export.
func dangerFix(p *rule.Pass, e *catalog.Entry) *diag.Fix {
	if !rule.CanHaveFrontMatter(e) {
		return nil
	}
	at := rule.DangerPlace(e)
	end := e.File.LineEnd()
	message := "state the code at the top of the page"
	text := strings.ReplaceAll(p.Settings.Site.Shown(string(e.Code.V)), "\n", end) + end
	before, after := e.File.Data[:at], e.File.Data[at:]
	if at > int(e.Start.Start) || e.HasFrontMatter {
		text = end + text
		if len(before) > 0 && before[len(before)-1] != '\n' && before[len(before)-1] != '\r' {
			text = end + text
		}
	}
	if line, _, _ := bytes.Cut(after, []byte("\n")); len(bytes.TrimSpace(line)) > 0 {
		text += end
	}
	if rule.DangerAtStart(e) && !e.HasFrontMatter && rule.StatusIsInferred(e) {
		text = rule.FrontMatterLine(e, fmt.Sprintf("status: %d", e.Status.V)) + text
		message = "state the status and the code at the top of the page"
	}
	return diag.Replace(e.File.Span(at, at), text, message)
}
