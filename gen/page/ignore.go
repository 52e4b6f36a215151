package page

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
)

// ignores reads the comments among blocks that silence a rule for the next one:
//
//	{/* errgen-ignore rule: reason */}
//	<!-- errgen-ignore rule: reason -->
//
// Several may stand before a block. One without a block after it holds nowhere,
// and so hits nothing.
func (r *reader) ignores(blocks []*mdx.Node) {
	var waiting int // how many ignores have no block yet
	for _, n := range blocks {
		if ignore, ok := ignoreOf(n); ok && n.Kind < mdx.Text {
			ignore.Scope = n.Span.File.Span(int(n.Span.End), int(n.Span.End))
			r.entry.Ignores = append(r.entry.Ignores, ignore)
			waiting++
			continue
		}
		for ; waiting > 0; waiting-- {
			r.entry.Ignores[len(r.entry.Ignores)-waiting].Scope = n.Span
		}
	}
}

// ignoreInText reads such a comment where it stands in a line of text, before no
// block. It holds nowhere, which its author is to be told.
func (r *reader) ignoreInText(n *mdx.Node) {
	if ignore, ok := ignoreOf(n); ok {
		ignore.Scope = n.Span.File.Span(int(n.Span.End), int(n.Span.End))
		r.entry.Ignores = append(r.entry.Ignores, ignore)
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
		Rule:   catalog.Value[string]{V: rule, Span: part(n.Span, rule)},
		Reason: oneLine(reason),
	}, true
}
