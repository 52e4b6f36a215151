package mdx

import (
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// A Node is a part of a document.
type Node = tree.Node

// A Kind is what a [Node] is.
type Kind = tree.Kind

// The kinds of nodes. Flow nodes first, then text nodes.
const (
	Root           = tree.Root
	Paragraph      = tree.Paragraph
	Heading        = tree.Heading
	ThematicBreak  = tree.ThematicBreak
	BlockQuote     = tree.BlockQuote
	List           = tree.List
	ListItem       = tree.ListItem
	CodeBlock      = tree.CodeBlock
	Table          = tree.Table
	TableRow       = tree.TableRow
	TableCell      = tree.TableCell
	FootnoteDef    = tree.FootnoteDef
	Definition     = tree.Definition
	ESM            = tree.ESM
	FlowExpression = tree.FlowExpression
	FlowElement    = tree.FlowElement
	FlowHTML       = tree.FlowHTML
	Text           = tree.Text
	Emphasis       = tree.Emphasis
	Strong         = tree.Strong
	Strikethrough  = tree.Strikethrough
	CodeSpan       = tree.CodeSpan
	Link           = tree.Link
	Image          = tree.Image
	Break          = tree.Break
	FootnoteRef    = tree.FootnoteRef
	TextExpression = tree.TextExpression
	TextElement    = tree.TextElement
	TextHTML       = tree.TextHTML
)

// An Attr is one attribute of a JSX element.
type Attr = tree.Attr

// An AttrKind is the form of an [Attr].
type AttrKind = script.AttrKind

// The forms of attributes: name, name="string", name={expression}, {...spread}.
const (
	BooleanAttr    = script.BooleanAttr
	StringAttr     = script.StringAttr
	ExpressionAttr = script.ExpressionAttr
	SpreadAttr     = script.SpreadAttr
)

// PlainText returns the text of a node as a reader sees it: no syntax, line
// breaks as spaces, code as it is, ESM, expressions and tags left out. Blocks
// are on separate lines, the cells of a row are separated by a space.
func PlainText(n *Node) string { return tree.PlainText(n) }

// Slug returns the id that docs sites give to a heading of that text; see
// [tree.Slug].
func Slug(heading string) string { return tree.Slug(heading) }
