package page

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
)

// ignores reads the comments among blocks that silence a rule for the next one:
//
//	{/* errgen-ignore rule: reason */}
//	<!-- errgen-ignore rule: reason -->
//
// Several may stand before a block. One without a block after it holds nowhere,
// and so hits nothing.
func (p *pageReader) ignores(blocks []*mdx.Node) {
	var waiting int // how many ignores have no block yet
	for _, n := range blocks {
		if ignore, ok := ignoreOf(n); ok && n.Kind < mdx.Text {
			ignore.Scope = n.Span.File.Span(int(n.Span.End), int(n.Span.End))
			p.ignored = append(p.ignored, ignore)
			waiting++
			continue
		}
		for ; waiting > 0; waiting-- {
			p.ignored[len(p.ignored)-waiting].Scope = n.Span
		}
	}
}

// ignoreInText reads such a comment where it stands in a line of text, before no
// block. It holds nowhere, which its author is to be told.
func (p *pageReader) ignoreInText(n *mdx.Node) {
	if ignore, ok := ignoreOf(n); ok {
		ignore.Scope = n.Span.File.Span(int(n.Span.End), int(n.Span.End))
		p.ignored = append(p.ignored, ignore)
	}
}

// scopeIgnores lets an ignore before the heading of a record, or in a row or an item
// that is one, hold for all of the record.
func (p *pageReader) scopeIgnores(records []*record.Record) {
	if len(p.ignored) == 0 {
		return
	}
	for _, rec := range records {
		for i := range p.ignored {
			scope := &p.ignored[i].Scope
			inside := scope.Start == scope.End && rec.Span.Start <= scope.Start && scope.End <= rec.Span.End
			if !scope.IsZero() && (*scope == rec.Head.Span || inside && rec.Head.Kind != mdx.Heading) {
				*scope = rec.Span
			}
		}
	}
}

func ignoreOf(n *mdx.Node) (ignore catalog.Ignore, ok bool) {
	var open, closing string
	switch n.Kind {
	case mdx.FlowExpression, mdx.TextExpression:
		open, closing = "/*", "*/"
	case mdx.FlowHTML, mdx.TextHTML:
		open, closing = "<!--", "-->"
	default:
		return ignore, false
	}
	s, opened := strings.CutPrefix(strings.TrimSpace(n.Value), open)
	s, _, closed := strings.Cut(s, closing)
	s, named := strings.CutPrefix(strings.TrimSpace(s), "errgen-ignore")
	if !opened || !closed || !named || s != "" && !strings.ContainsAny(s[:1], " \t\r\n") {
		return ignore, false
	}
	rule, reason, _ := strings.Cut(s, ":")
	rule = strings.TrimSpace(rule)
	return catalog.Ignore{
		Rule:   catalog.Value[string]{V: rule, Span: record.Part(n.Span, rule)},
		Reason: record.Line(reason),
	}, true
}
