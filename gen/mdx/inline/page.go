// Package inline reads the text of paragraphs, headings and cells: emphasis, code,
// links, addresses, and the tags and expressions of MDX among them. It is the only
// package that knows goldmark, whose parsers of text it uses.
//
// A [Page] is the state of reading one page: the reader of blocks adds each text
// that it finds with [Page.Add] and, when all link definitions and footnotes are
// known, calls [Page.Read].
package inline

import (
	"bytes"
	"slices"
	"sync"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A Page is a page that is being read. Blocks and text share it.
type Page struct {
	File *source.File
	Src  []byte // the file with every CR as LF, so that offsets are those of the file
	MDX  bool   // the grammar: MDX, or Markdown with components
	// HeadingIDs says that {#id} at the end of a heading is text, in MDX too.
	HeadingIDs bool
	// Directives says that braces behind a directive, as in :name{key="value"}, are text.
	Directives bool
	Found      *diag.List

	Refs  map[string]*tree.Node // link definitions, by [Label]
	Notes map[string]bool       // labels of footnote definitions

	// broken counts the names of tags that were found wrong: opening ones above
	// zero, closing ones below.
	broken map[string]int

	work   *workroom // while there are texts to be read
	halves map[*tree.Node]Half
	faults map[int]int // tags and expressions found wrong: their start and where to read on
	slabs  []*slab
	// What is free of the last slab.
	nodes    []tree.Node
	children []*tree.Node
	pieces   []source.Piece
}

// A slab is room for nodes and their lists. Most of what reading a page takes is
// nodes, which are of no use once its records are read: the next page takes them over.
type slab struct {
	nodes    [64]tree.Node
	children [128]*tree.Node
	pieces   [128]source.Piece
}

var slabs = sync.Pool{New: func() any { return new(slab) }}

// Release frees the nodes of the page, which may not be used afterwards.
func (r *Page) Release() {
	for _, s := range r.slabs {
		clear(s.nodes[:])
		clear(s.children[:])
		slabs.Put(s)
	}
	r.slabs, r.nodes, r.children, r.pieces = nil, nil, nil, nil
}

func (r *Page) more() {
	s := slabs.Get().(*slab)
	r.slabs = append(r.slabs, s)
	r.nodes, r.children, r.pieces = s.nodes[:], s.children[:], s.pieces[:]
}

// Children returns room for so many nodes.
func (r *Page) Children(n int) []*tree.Node {
	if len(r.children) < n {
		if n > len(slab{}.children)/4 {
			return make([]*tree.Node, 0, n)
		}
		r.more()
	}
	out := r.children[:0:n]
	r.children = r.children[n:]
	return out
}

// Pieces returns a copy of pieces for a node.
func (r *Page) Pieces(of ...source.Piece) []source.Piece {
	n := len(of)
	if len(r.pieces) < n {
		if n > len(slab{}.pieces)/4 {
			return slices.Clone(of)
		}
		r.more()
	}
	out := append(r.pieces[:0:n], of...)
	r.pieces = r.pieces[n:]
	return out
}

// A Half is which half of an element a node is while tags are not paired yet.
type Half uint8

const (
	Whole  Half = iota // no element, or one that is whole
	Opens              // an opening tag
	Closes             // a closing tag
	Lost               // an opening tag whose other half is where it cannot close it; reported
)

// A Line is a line of a text, or what of it belongs to the text.
type Line struct{ Start, End int }

// A leaf is a node whose content is text, and where that text stands.
type leaf struct {
	node  *tree.Node
	lines []Line
}

// Add notes that the content of n is text, and where that text stands.
func (r *Page) Add(n *tree.Node, lines ...Line) {
	if r.work == nil {
		r.work = workrooms.Get().(*workroom)
	}
	w := r.work
	from := len(w.lines)
	w.lines = append(w.lines, lines...)
	w.leaves = append(w.leaves, leaf{node: n, lines: w.lines[from:len(w.lines):len(w.lines)]})
}

// NewNode returns a node at a place of the page.
func (r *Page) NewNode(kind tree.Kind, start, end int) *tree.Node {
	if len(r.nodes) == 0 {
		r.more()
	}
	n := &r.nodes[0]
	r.nodes = r.nodes[1:]
	n.Kind = kind
	n.Span = r.Span(start, end)
	return n
}

// Span returns a part of the page.
func (r *Page) Span(start, end int) source.Span {
	return source.Span{File: r.File, Start: int32(start), End: int32(max(start, end))}
}

// Half returns which half of an element n is.
func (r *Page) Half(n *tree.Node) Half {
	if n.Kind != tree.FlowElement && n.Kind != tree.TextElement {
		return Whole
	}
	return r.halves[n]
}

// SetHalf changes which half of an element n is.
func (r *Page) SetHalf(n *tree.Node, h Half) {
	if r.halves == nil {
		r.halves = map[*tree.Node]Half{}
	}
	r.halves[n] = h
}

// Report adds a finding of rule mdx-syntax about a part of the page.
func (r *Page) Report(start, end int, message, hint string) *diag.Diagnostic {
	d := r.Found.Add("mdx-syntax", diag.Error, r.Span(start, max(end, min(start+1, len(r.Src)))), "%s", message)
	d.Hint = hint
	return d
}

// Fault reports why a tag or code could not be read.
func (r *Page) Fault(c *script.Text, f *script.Fault) {
	start := c.File(f.Start)
	end := c.After(f.End)
	// A caret run stays on its line.
	if i := bytes.IndexByte(r.Src[start:max(start, end)], '\n'); i > 0 {
		end = start + i
	}
	d := r.Report(start, end, f.Message, f.Hint)
	if f.Fix != "" {
		d.Fix = &diag.Fix{Message: f.Fix}
		for _, e := range f.Edits {
			d.Fix.Edits = append(d.Fix.Edits, diag.Edit{Span: r.Span(c.File(e.Start), c.After(e.End)), New: e.New})
		}
	}
	if from := c.File(f.From); f.What != "" && bytes.IndexByte(r.Src[min(from, start):start], '\n') >= 0 {
		d.Related = append(d.Related, diag.Related{Span: r.Span(from, from+1), Message: f.What + " starts here"})
	}
}

// unended is where a tag or expression ends that does not.
const unended = -1

// Spoil notes that the tag or expression at i is wrong, reported, and to be read as
// text.
func (r *Page) Spoil(c *script.Text, i int, f *script.Fault) {
	end := c.After(max(f.End, i+1))
	if f.Open {
		end = unended
	}
	if r.faults == nil {
		r.faults = map[int]int{}
	}
	r.faults[c.File(i)] = end
	if c.Buf[i] == '<' {
		name := Opener(c, i)[1:]
		if name != "" && name[0] == '/' {
			r.Break(name[1:], -1)
		} else {
			r.Break(name, 1)
		}
	}
}

// Break notes that an opening tag of that name was found wrong and reported, or,
// with -1, a closing one.
func (r *Page) Break(name string, by int) {
	if r.broken == nil {
		r.broken = map[string]int{}
	}
	r.broken[name] += by
}

// Answered reports whether the other half of a tag was noted by [Page.Break], with
// the same sign. The tag is not reported again then. Each note answers once.
func (r *Page) Answered(name string, sign int) bool {
	if r.broken[name]*sign <= 0 {
		return false
	}
	r.broken[name] -= sign
	return true
}

// Opener is what the tag or expression at i starts with, for a message.
func Opener(c *script.Text, i int) string {
	if c.Buf[i] == '{' {
		return "{"
	}
	end := i + 1
	for end < len(c.Buf) && (script.IsNamePart(rune(c.Buf[end])) || c.Buf[end] == '.' || c.Buf[end] == '/') {
		end++
	}
	return string(c.Buf[i:end])
}

// IsComponent reports whether a tag starts with an upper-case letter, which in
// Markdown makes it a component and not HTML.
func IsComponent(tag []byte) bool {
	i := 1
	if len(tag) > 1 && tag[1] == '/' {
		i++
	}
	return i < len(tag) && tag[i] >= 'A' && tag[i] <= 'Z'
}

// Braces returns the node of an expression, from its opening brace to behind its
// closing one.
func (r *Page) Braces(kind tree.Kind, c *script.Text, start, end int) *tree.Node {
	n := r.NewNode(kind, c.File(start), c.After(end))
	n.Value = string(c.Buf[start+1 : end-1])
	n.Pieces = c.PiecesOf(start+1, end-1)
	return n
}

// Element returns the node of a tag, which is half an element unless it closes
// itself.
func (r *Page) Element(kind tree.Kind, c *script.Text, t *script.Tag) *tree.Node {
	n := r.NewNode(kind, c.File(t.Start), c.After(t.End))
	n.Name = t.Name
	switch {
	case t.Closing:
		r.SetHalf(n, Closes)
	case !t.SelfClosing:
		r.SetHalf(n, Opens)
	}
	for _, a := range t.Attrs {
		value := string(c.Buf[a.ValueStart:a.ValueEnd])
		if a.Kind == script.StringAttr {
			value = tree.Unescape(value)
		}
		attr := tree.Attr{Kind: a.Kind, Name: a.Name, Value: value, Span: r.Span(c.File(a.Start), c.After(a.End))}
		if a.Kind != script.BooleanAttr {
			attr.ValueSpan = r.Span(c.File(a.ValueStart), c.After(a.ValueEnd))
		}
		n.Attrs = append(n.Attrs, attr)
	}
	return n
}

// Generic returns the type that the < at an offset is part of, such as
// Array<string>, where it follows a word and something closes it on the line; else
// it is empty.
func (r *Page) Generic(at int) string {
	start := at
	for start > max(0, at-maxGeneric) && isTypeByte(r.Src[start-1]) {
		start--
	}
	if start == at {
		return ""
	}
	depth := 0
	for i := at; i < len(r.Src) && i < at+maxGeneric; i++ {
		switch c := r.Src[i]; {
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth == 0 {
				return string(r.Src[start : i+1])
			}
		case !isTypeByte(c) && c != ',' && c != ' ' && c != '|' && c != '[' && c != ']':
			return ""
		}
	}
	return ""
}

// maxGeneric is how long a type can be.
const maxGeneric = 100

func isTypeByte(c byte) bool {
	return tree.IsLetter(c) || tree.IsDigit(c) || c == '_' || c == '.'
}
