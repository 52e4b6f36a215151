package missed

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// statusAfter finds a status that a line states after its code: "(404)", "HTTP 404",
// "404 Not Found".
var statusAfter = regexp.MustCompile(`(?:[(\[]|\bHTTP |\bstatus |\bstatus code )[45]\d\d\b|\b[45]\d\d [A-Z][a-z]+`)

// otherShapes looks for errors that are written as list items where the rule reads rows,
// headings or elements. A line counts if it starts with a code and states a status: codes
// that are words like others are known by nothing else.
func (p *Page) otherShapes(told []*record.Record) {
	inside := func(n *mdx.Node) bool {
		for _, r := range told {
			if r.Span.Start <= n.Span.Start && n.Span.Start < r.Span.End {
				return true
			}
		}
		return false
	}
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			switch {
			case n.Kind == mdx.ListItem && len(n.Children) > 0 && n.Children[0].Kind == mdx.Paragraph && !inside(n):
				p.otherShape(n.Children[0])
				walk(n.Children[1:])
			case n.Kind < mdx.Text:
				walk(n.Children)
			}
		}
	}
	walk(p.Source.Blocks)
}

func (p *Page) otherShape(n *mdx.Node) {
	lines := record.Lines(n)
	if len(lines) == 0 {
		return
	}
	line := lines[0]
	start := len(line.S) - len(strings.TrimLeft(line.S, "`*_\"'[ "))
	length := strings.IndexAny(line.S[start:], "`*\"'] \t(,;")
	if length < 0 {
		return
	}
	code := strings.TrimRight(line.S[start:start+length], ":.–—-")
	if end := start + len(code); p.Rule.Form.Has(code) && statusAfter.MatchString(line.S[end:]) {
		p.Doubt(catalog.Code(code), source.Span{}, line.Span(start, end).Or(line.All()),
			"the item states the code "+strconv.Quote(code)+" and a status, but the rule reads "+p.Rule.Each.Kind.String()+"s",
			"write it as the other errors are written, or add a rule with each: item to records")
	}
}
