package inline

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// maxMarks is how many brackets and marks of emphasis one paragraph, heading or
// cell may hold. goldmark looks at them in pairs, so that its time grows with
// the square of their number.
const maxMarks = 1000

// The parsers of text for the two grammars. They hold no state and are shared.
// Looking for addresses makes goldmark stop at every blank, so text that has none
// gets a parser that does not.
var (
	mdxText      = newParser()
	mdxAddresses = newParser(util.Prioritized(literalText{}, 900))

	markdownText      = newParser(autoLinks, rawHTML)
	markdownAddresses = newParser(autoLinks, rawHTML, util.Prioritized(literalText{}, 900))

	autoLinks = util.Prioritized(parser.NewAutoLinkParser(), 300)
	rawHTML   = util.Prioritized(parser.NewRawHTMLParser(), 400)
)

func newParser(own ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(feed{}, 100)),
		parser.WithInlineParsers(append(own,
			util.Prioritized(codeText{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteText{}, 150),
			util.Prioritized(linkText{parser.NewLinkParser()}, 200),
			util.Prioritized(jsxText{}, 250),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(strikeText{}, 500),
		)...),
	)
}

// A textBlock is the goldmark block of one [leaf]. goldmark hands it to every
// parser of text, so what they need to know is in it.
type textBlock struct {
	ast.BaseBlock
	r    *Page
	leaf *leaf
	text *script.Text
	work int              // bytes read by tags and expressions that came to nothing
	dead bool             // a tag or expression in it never ends: no more are looked for
	ends map[ast.Node]int // of links
	runs map[int]int      // of back-quotes: where the last one of each length starts
}

var textBlockKind = ast.NewNodeKind("MDXText")

func (b *textBlock) Kind() ast.NodeKind            { return textBlockKind }
func (b *textBlock) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }
func (n *made) Kind() ast.NodeKind                 { return madeKind }
func (n *made) Dump(source []byte, level int)      { ast.DumpHelper(n, source, level, nil, nil) }
func (n *strike) Kind() ast.NodeKind               { return strikeKind }
func (n *strike) Dump(source []byte, level int)    { ast.DumpHelper(n, source, level, nil, nil) }

// A made node is one of ours already, in goldmark's tree.
type made struct {
	ast.BaseInline
	node *tree.Node
}

var madeKind = ast.NewNodeKind("MDXMade")

// chars returns the text as one piece.
func (b *textBlock) chars() *script.Text {
	if b.text != nil {
		return b.text
	}
	b.text = &script.Text{}
	lines := b.leaf.lines
	if len(lines) == 1 {
		l := lines[0]
		b.text.Buf = b.r.Src[l.Start:l.End:l.End]
		b.text.Pieces = []source.Piece{{Start: int32(l.Start)}}
		return b.text
	}
	for _, l := range lines {
		b.text.Add(b.r.Src[l.Start:l.End], l.Start)
	}
	b.text.Buf = b.text.Buf[:len(b.text.Buf)-1]
	return b.text
}

// A feed is the block parser that hands the text of the page to goldmark. The
// blocks have been read before, by [reader]: goldmark's own block parsers lose
// lines that are indented where MDX has no indented code, know no ends, and take
// quadratic time on nested quotes and lists.
type feed struct{}

var feedKey = parser.NewContextKey()

func (feed) Trigger() []byte { return nil }

func (feed) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	reader.AdvanceToEOL()
	return pc.Get(feedKey).(ast.Node), parser.NoChildren
}

func (feed) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (feed) Close(ast.Node, text.Reader, parser.Context)                 {}
func (feed) CanInterruptParagraph() bool                                 { return true }
func (feed) CanAcceptIndentedLine() bool                                 { return true }

// A feedReader gives goldmark one line to open the feed at, and the whole page
// to read the text from.
type feedReader struct {
	text.Reader
	src []byte
}

func (r feedReader) Source() []byte { return r.src }

var oneLine = []byte("x\n")

// A workroom is what the texts of one page need while they are read, and those of the
// next page after them.
type workroom struct {
	leaves   []leaf
	lines    []Line // of all leaves
	blocks   []textBlock
	segments []text.Segments
	made     []*tree.Node // those whose parent is not made yet
	value    []byte
	pieces   []source.Piece
}

var workrooms = sync.Pool{New: func() any { return new(workroom) }}

func (w *workroom) leave() {
	clear(w.leaves)
	clear(w.blocks)
	for i := range w.segments {
		w.segments[i].SetSliced(0, 0) // its room is kept
	}
	w.leaves, w.lines, w.blocks, w.segments, w.made = w.leaves[:0], w.lines[:0], w.blocks[:0], w.segments[:0], w.made[:0]
	workrooms.Put(w)
}

// Read reads the texts that were added.
func (r *Page) Read() {
	work := r.work
	if work == nil {
		return
	}
	defer func() {
		work.leave()
		r.work = nil
	}()
	count := len(work.leaves)
	blocks := slices.Grow(work.blocks, count)[:count]
	segments := slices.Grow(work.segments, count)[:count]
	work.blocks, work.segments = blocks, segments
	plain, addresses := ast.NewTextBlock(), ast.NewTextBlock()
	for i := range work.leaves {
		leaf := &work.leaves[i]
		b := &blocks[i]
		b.r, b.leaf = r, leaf
		if r.crowded(leaf) {
			continue
		}
		last := len(leaf.lines) - 1
		for k, l := range leaf.lines {
			end := l.End
			if k < last {
				end++ // with its line end
			}
			segments[i].Append(text.NewSegment(l.Start, end))
		}
		b.SetLines(&segments[i])
		if r.hasAddress(leaf) {
			addresses.AppendChild(addresses, b)
		} else {
			plain.AppendChild(plain, b)
		}
	}
	pc := parser.NewContext()
	for key, n := range r.Refs {
		pc.AddReference(parser.NewReference([]byte(key), []byte(n.URL), []byte(n.Title)))
	}
	if r.MDX {
		r.goldmark(mdxText, plain, pc)
		r.goldmark(mdxAddresses, addresses, pc)
	} else {
		r.goldmark(markdownText, plain, pc)
		r.goldmark(markdownAddresses, addresses, pc)
	}
	for i := range blocks {
		if b := &blocks[i]; b.Parent() != nil {
			b.convert()
		}
	}
}

// goldmark has the text of the blocks in holder read.
func (r *Page) goldmark(p parser.Parser, holder ast.Node, pc parser.Context) {
	if holder.HasChildren() {
		pc.Set(feedKey, holder)
		p.Parse(feedReader{text.NewReader(oneLine), r.Src}, parser.WithContext(pc))
	}
}

// hasAddress reports whether a text may hold an address without syntax.
func (r *Page) hasAddress(leaf *leaf) bool {
	s := r.Src[leaf.lines[0].Start:leaf.lines[len(leaf.lines)-1].End]
	return bytes.Contains(s, []byte("://")) || bytes.Contains(s, []byte("www.")) || bytes.Contains(s, []byte("WWW."))
}

// crowded reports text with too many marks, and takes it as it is.
func (r *Page) crowded(leaf *leaf) bool {
	marks := 0
	for _, l := range leaf.lines {
		for i := l.Start; i < l.End; i++ {
			switch r.Src[i] {
			case '[', ']', '*', '_', '~':
				marks++
			case '\\':
				i++ // what follows is itself
			}
		}
	}
	if marks <= maxMarks {
		return false
	}
	first := leaf.lines[0]
	r.Report(first.Start, first.Start+1, fmt.Sprintf("%d brackets and marks of emphasis in one paragraph, and at most %d are read", marks, maxMarks),
		"break the paragraph up; put code into a fence")
	c := newConverter(r, nil, 0)
	for _, l := range leaf.lines {
		if len(c.work.value) > 0 {
			c.byte('\n', l.Start)
		}
		c.raw(l.Start, l.End)
	}
	leaf.node.Children = c.done()
	return true
}

// advance goes to an offset of the file, which may be some lines further on.
func advance(block text.Reader, end int) {
	for {
		_, s := block.PeekLine()
		if s.Stop >= end {
			block.Advance(end - s.Start)
			return
		}
		block.AdvanceLine()
	}
}
