package mdx

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A Document is one parsed page.
type Document struct {
	File *source.File
	// FrontMatter is the YAML between the two lines of three dashes; zero where
	// there is none. It may be empty.
	FrontMatter source.Span
	Root        *Node
}

// Options are the limits of a parse.
type Options struct {
	// MaxSize is the size in bytes over which a page is refused with a finding;
	// 0 means 256 KiB.
	MaxSize int
}

// Parse reads a page. The name's extension decides the grammar: .mdx is MDX 3,
// anything else Markdown with components. It never fails: what is wrong is
// among the findings, and the document holds all that could be read.
func Parse(f *source.File, o Options) (*Document, diag.List) {
	panic("to be written")
}

// PlainText returns the text of a node as a reader sees it: no syntax, soft line
// breaks as spaces, code as it is, ESM, expressions and tags left out.
func PlainText(n *Node) string { panic("to be written") }

// Markdown returns nodes as Markdown in one canonical form, whatever form they
// were written in: "-" bullets, "**" and "_", fences of back-quotes with their
// language and title alone, the fewest escapes that read back as the same text.
// Expressions, comments and ESM are left out. Two pages that say the same give
// the same bytes.
func Markdown(nodes []*Node) string { panic("to be written") }

// Slug returns the id that docs sites give to a heading of that text.
func Slug(heading string) string { panic("to be written") }
