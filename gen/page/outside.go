package page

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// Outside looks at a page that no rule reads for errors in the form of the rules: a page
// that was added beside the others, and that no glob of the configuration matches.
func Outside(f *source.File, path string, o Options, rules []*record.Rule) Result {
	result := Result{Left: NoRule}
	var doc *mdx.Document
	for _, rule := range rules {
		if !bytes.Contains(f.Data, []byte(rule.Form.Prefix())) {
			continue
		}
		if doc == nil {
			doc, _ = mdx.Parse(f, o.Parse)
		}
		o := o
		o.Rule = rule
		p := newReader(f, path, &o, doc)
		p.blocks()
		entries, _ := p.records()
		p.missed.Seen = nil
		for _, e := range entries {
			if e.Codes[0].From == catalog.FromPath || !rule.Form.Distinct() && e.Status.V == 0 && !tells(rule.Code) {
				continue // that may be any word
			}
			code := e.Code.V
			if e.Status.V != 0 || tells(rule.Code) {
				code = "" // it tells the error, also where another page does
			}
			p.missed.Doubt(code, f.All(), e.Code.Span.Or(p.start),
				"the page states the code "+strconv.Quote(string(e.Code.V))+", but no rule of records reads the page", AddToRule(rules))
		}
		result.Seen = append(result.Seen, p.missed.Seen...)
	}
	return result
}

// NoRule says why a page that no rule reads is left out.
const NoRule = "no rule of records in errgen.yaml reads it"

// AddToRule is what to do about a page that no rule reads.
func AddToRule(rules []*record.Rule) string {
	const few = 4
	var globs []string
	for _, r := range rules {
		for _, g := range r.In {
			globs = append(globs, strconv.Quote(g.V))
		}
	}
	more := ""
	if len(globs) > few {
		globs, more = globs[:few], " and others"
	}
	return "add the page to in of a rule in errgen.yaml, now " + strings.Join(globs, ", ") + more + ", or to exclude"
}

// tells reports whether one of the places of a code is about nothing else.
func tells(code record.Places) bool {
	return slices.ContainsFunc(code, func(p record.Place) bool {
		switch p.Word {
		case "column", "json", "attribute", "label", "front", "section":
			return strings.Contains(strings.ToLower(p.Arg), "code")
		}
		return false
	})
}
