package mdx

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/pair"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/source"
)

// A Document is one parsed page.
type Document struct {
	File *source.File
	// FrontMatter is the YAML between the two lines of three dashes; zero where
	// there is none. It may be empty.
	FrontMatter source.Span
	Root        *Node

	page *inline.Page // nil where nothing was read
}

// Release frees the nodes of a document that is no longer needed, so that other
// pages can reuse them. Nothing of the tree may be used afterwards.
func (d *Document) Release() {
	if d.page != nil {
		d.page.Release()
	}
	d.Root, d.page = nil, nil
}

// Options are the limits of a parse.
type Options struct {
	// MaxSize is the size in bytes above which a page is rejected with a
	// finding; 0 means 256 KiB.
	MaxSize int
	// MDX says that .md is MDX as well.
	MDX bool
	// Comments and HeadingIDs say that .mdx may have <!-- --> and ## Title {#id}, as
	// some docs sites allow before they read a page as MDX.
	Comments, HeadingIDs bool
	// Directives says that the braces of :name{...} and :name[label]{...} hold attributes,
	// not JavaScript.
	Directives bool
}

// defaultMaxSize is some hundred times the size of an error page.
const defaultMaxSize = 256 << 10

// Parse reads a page. The name's extension decides the grammar: .mdx is MDX 3,
// anything else Markdown with components. It never fails: mistakes are
// findings, and the document has everything that could be read.
func Parse(f *source.File, o Options) (*Document, diag.List) {
	limit := o.MaxSize
	if limit == 0 {
		limit = defaultMaxSize
	}
	var found diag.List
	doc := &Document{File: f, Root: &Node{Kind: Root, Span: f.All()}}
	if len(f.Data) > limit {
		d := found.Add("mdx-syntax", diag.Error, f.Span(0, 0), "the page has %d bytes, and at most %d are read", len(f.Data), limit)
		d.Hint = "split the page, or move what is not prose into a file of its own"
		return doc, found
	}
	if found := conflict.Find(f, true); len(found) > 0 {
		return doc, capped(found) // whatever else is wrong follows from that
	}
	r := newReader(f, doc.Root, &found)
	r.MDX = r.MDX || o.MDX
	r.HeadingIDs, r.Directives = o.HeadingIDs, o.Directives
	r.comments = o.Comments && r.MDX
	doc.page = r.Page
	r.read(doc)
	r.leave()
	return doc, capped(found.Sorted())
}

// maxFindings is how many findings a page may have. Nobody reads more at once, and
// a page that is no page has one in every line.
const maxFindings = 100

// capped leaves out what is over the limit, and says how much that is.
func capped(found diag.List) diag.List {
	rest := len(found) - maxFindings
	if rest <= 1 {
		return found
	}
	next := found[maxFindings].Span
	found = found[:maxFindings]
	d := found.Add("mdx-syntax", diag.Error, next, "the page has %d more findings from here on", rest)
	d.Hint = "fix those above first"
	return found
}

// readers are those that are done with their page; what room they have made is of use
// to the next one.
var readers = sync.Pool{New: func() any { return new(reader) }}

func newReader(f *source.File, root *Node, found *diag.List) *reader {
	r := readers.Get().(*reader)
	*r = reader{
		Page: &inline.Page{
			File:  f,
			MDX:   strings.EqualFold(path.Ext(f.Name), ".mdx"),
			Found: found,
		},
		raw:  f.Data,
		root: root,
		open: r.open[:0],
		leaf: r.noLeaf(),
		flow: script.Text{Buf: r.flow.Buf[:0], Pieces: r.flow.Pieces[:0]},
		more: r.more,
	}
	return r
}

// leave gives up a reader.
func (r *reader) leave() {
	clear(r.open[:cap(r.open)])
	r.Page, r.root = nil, nil
	readers.Put(r)
}

// read runs the phases: bytes, front matter, blocks, text, tags.
func (r *reader) read(doc *Document) {
	defer r.rescue()
	r.encoding()
	if r.comments {
		r.Src = braced(r.Src)
	}
	start := 0
	if bytes.HasPrefix(r.Src, bom) {
		start = len(bom)
	}
	r.blocks(r.frontMatter(doc, start))
	r.Read()
	pair.Tags(r.Page, r.root)
}

// rescue turns a panic into a finding, so that one page that trips over a bug,
// here or in goldmark, does not take the others with it.
func (r *reader) rescue() {
	if v := recover(); v != nil {
		d := r.Found.Add("mdx-syntax", diag.Error, r.Span(0, 0), "the page could not be read: %s", fmt.Sprint(v))
		d.Hint = "this is a bug in errgen: please report it with the page"
	}
}
