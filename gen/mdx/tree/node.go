// Package tree has the nodes that a page is parsed into. They know their positions
// in the file and have the names of mdast and of MDX. Package mdx, which creates
// them, has aliases for all of it; other packages use those.
package tree

import (
	"sort"

	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/source"
)

// A Kind is what a [Node] is. The names are those of mdast and of MDX.
type Kind uint8

// The kinds of nodes. Flow nodes first, then text nodes.
const (
	Root Kind = iota
	Paragraph
	Heading       // Level
	ThematicBreak //
	BlockQuote    //
	List          // Ordered, Start, Loose
	ListItem      // Checked
	CodeBlock     // Lang, Meta, Value; fenced or, in .md, indented
	Table         // Align; its children are rows, the first one the header
	TableRow      //
	TableCell     //
	FootnoteDef   // Name
	Definition    // Name, URL, Title: the target of links elsewhere, shown nowhere
	ESM           // Value: import and export lines
	FlowExpression
	FlowElement // Name, Attrs: a JSX element on lines of its own
	FlowHTML    // Value: a block of HTML, .md only
	Text        // Value
	Emphasis
	Strong
	Strikethrough
	CodeSpan // Value
	Link     // URL, Title
	Image    // URL, Title; the children are the alternative text
	Break    // a hard line break
	FootnoteRef
	TextExpression
	TextElement
	TextHTML
)

// A Node is a part of a document. Which fields hold something depends on Kind.
// The spans of a node's children lie inside its own, in order and apart.
type Node struct {
	Kind     Kind
	Span     source.Span // from the first byte of the node's syntax to the last
	Children []*Node

	// Value is the content of a leaf: decoded text (escapes and character
	// references resolved, soft line breaks as one LF), code without its fences
	// and indentation, an expression without its braces, raw ESM or HTML.
	Value string
	// Pieces say where the parts of Value are in the file; see [Node.Offset].
	Pieces []source.Piece

	Level   int      // Heading: 1 to 6
	Ordered bool     // List
	Start   int      // List: number of its first item
	Loose   bool     // List: its items are apart by blank lines
	Checked *bool    // ListItem: of a task list
	Lang    string   // CodeBlock: first word of the info string
	Meta    string   // CodeBlock: the rest of the info string
	Align   []string // Table: "", "left", "center" or "right" for each column
	Name    string   // elements: "Note", "Foo.Bar", "a:b", "" for a fragment; footnotes, definitions: the label
	Attrs   []Attr   // elements, in order
	URL     string   // Link, Image, Definition: destination, decoded
	URLSpan source.Span
	Title   string // Link, Image, Definition
}

// An Attr is one attribute of a JSX element: name, name="string",
// name={expression} or {...spread}.
type Attr struct {
	Kind  script.AttrKind
	Name  string // empty for a spread
	Value string // a string's text, decoded; an expression's or a spread's source without its braces
	Span  source.Span
	// ValueSpan is where the value stands, without its quotes or braces; it is zero
	// where the attribute has none.
	ValueSpan source.Span
}

// Offset returns where the byte of Value at off stands in the file, as the
// offset of that byte; of one that is not in the file, such as a space of an
// expanded tab, the nearest one. It is how a finding inside a code block gets
// its place.
func (n *Node) Offset(off int) int {
	i := sort.Search(len(n.Pieces), func(i int) bool { return int(n.Pieces[i].Off) > off })
	if i == 0 {
		return int(n.Span.Start)
	}
	p := n.Pieces[i-1]
	at := int(p.Start) + off - int(p.Off)
	if i < len(n.Pieces) {
		at = min(at, int(n.Pieces[i].Start))
	}
	return min(at, int(n.Span.End))
}

// ValueSpan returns the part of the file that Value from start to end was read
// from.
func (n *Node) ValueSpan(start, end int) source.Span {
	return n.Span.File.Span(n.Offset(start), n.Offset(end))
}
