package mdx

import (
	"fmt"
	"strings"
)

// dump shows a tree as text, one node a line.
func dump(n *Node) string {
	var b strings.Builder
	dumpNode(&b, n, 0)
	return b.String()
}

var kindNames = [...]string{
	Root: "root", Paragraph: "paragraph", Heading: "heading", ThematicBreak: "break", BlockQuote: "quote", List: "list",
	ListItem: "item", CodeBlock: "code", Table: "table", TableRow: "row", TableCell: "cell", FootnoteDef: "footnote",
	Definition: "definition", ESM: "esm", FlowExpression: "flow-expression", FlowElement: "flow-element",
	FlowHTML: "flow-html", Text: "text", Emphasis: "emphasis", Strong: "strong", Strikethrough: "strike",
	CodeSpan: "code-span", Link: "link", Image: "image", Break: "line-break", FootnoteRef: "footnote-ref",
	TextExpression: "text-expression", TextElement: "text-element", TextHTML: "text-html",
}

func dumpNode(b *strings.Builder, n *Node, depth int) {
	from, to := n.Span.From(), n.Span.To()
	fmt.Fprintf(b, "%s%s %d:%d-%d:%d", strings.Repeat("  ", depth), kindNames[n.Kind], from.Line, from.Column, to.Line, to.Column)
	if n.Level > 0 {
		fmt.Fprintf(b, " level=%d", n.Level)
	}
	if n.Kind == List {
		if n.Ordered {
			fmt.Fprintf(b, " start=%d", n.Start)
		}
		if n.Loose {
			b.WriteString(" loose")
		}
	}
	if n.Checked != nil {
		fmt.Fprintf(b, " checked=%v", *n.Checked)
	}
	if n.Lang != "" {
		fmt.Fprintf(b, " lang=%q", n.Lang)
	}
	if n.Meta != "" {
		fmt.Fprintf(b, " meta=%q", n.Meta)
	}
	if n.Kind == Table {
		fmt.Fprintf(b, " align=%q", n.Align)
	}
	switch n.Kind {
	case FlowElement, TextElement, FootnoteDef, FootnoteRef, Definition:
		fmt.Fprintf(b, " %q", n.Name)
	}
	for _, a := range n.Attrs {
		fmt.Fprintf(b, " %s%s=%q", [...]string{"", "", "expr:", "spread:"}[a.Kind], a.Name, a.Value)
	}
	if n.Kind == Link || n.Kind == Image || n.Kind == Definition {
		fmt.Fprintf(b, " url=%q(%q)", n.URL, n.URLSpan.Text())
		if n.Title != "" {
			fmt.Fprintf(b, " title=%q", n.Title)
		}
	}
	if n.Value != "" {
		fmt.Fprintf(b, " %q", n.Value)
	}
	b.WriteByte('\n')
	for _, c := range n.Children {
		dumpNode(b, c, depth+1)
	}
}
