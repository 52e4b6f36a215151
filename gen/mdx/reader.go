package mdx

import (
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A reader reads the blocks of one page, line by line, as CommonMark describes
// it: the containers that are open are continued or closed, new ones are opened,
// and what is left of the line goes to a leaf.
type reader struct {
	*inline.Page
	raw      []byte // the file, in which CR is CR
	comments bool   // <!-- --> is a comment
	hasCR    bool

	next int  // where the next line starts
	line line // the one being read

	root *Node
	open []container
	leaf leaf

	blank      bool // the last line was blank,
	blankQuote int  // in this quote: its place in open, 0 for none
	interrupts bool // the line came upon a paragraph that it could go on with
	flat       int  // lines that start before it open no containers
	tooDeep    bool // reported already
	openBrace  bool // a brace that is never closed has been reported
	work       int  // bytes read by tags and statements that came to nothing
	openTags   int  // .md: components that are open in the containers that are

	closes map[string]int // .md: offset of the last closing tag by name

	flow      script.Text // of the tag that is read
	flowLines flowLines   // of that text
	more      func(c *script.Text) bool
}

// A container is a block that holds blocks and is still open.
type container struct {
	kind     Kind
	node     *Node
	offset   int  // ListItem: columns to take off
	marker   byte // what the items of the list that is its last child begin with
	openTags int  // .md: components opened in it
}

// A leaf is the block that lines are going to.
type leaf struct {
	kind  leafKind
	node  *Node
	lines []inline.Line
	// pieces are those of a block of code, one for each line.
	pieces []source.Piece
	fence  fence
	html   int // which of the seven kinds of HTML block
}

type leafKind uint8

const (
	noLeaf leafKind = iota
	paragraphLeaf
	fenceLeaf
	indentedLeaf
	htmlLeaf
	tableLeaf
)

func (r *reader) lineAt(pos int) line { return lineAt(r.Src, r.raw, pos, r.hasCR) }

// blocks reads all lines from an offset on.
func (r *reader) blocks(from int) {
	r.open = append(r.open[:0], container{kind: Root, node: r.root})
	for r.next = from; r.next < len(r.Src); {
		r.line = r.lineAt(r.next)
		r.next = r.line.next
		r.readLine()
	}
	r.closeLeaf()
	r.closeTo(1)
	r.root.Span = r.Span(0, len(r.Src))
}

func (r *reader) readLine() {
	matched := r.match(&r.line, len(r.open), true)
	all := matched == len(r.open)
	if all && r.leaf.kind > paragraphLeaf && r.continueLeaf() {
		return
	}
	flat := r.line.pos < r.flat
	fresh := false // this line has opened a container
	// What may not interrupt a paragraph may not do so inside of a container that
	// does, either.
	r.interrupts = all && r.leaf.kind == paragraphLeaf
	for {
		columns, first := r.line.indent()
		if first == r.line.end {
			break
		}
		// A paragraph that this line may go on with, lazily where a container
		// before it did not match.
		para := r.leaf.kind == paragraphLeaf && !fresh
		if columns >= 4 && r.indentMatters() {
			if !para {
				r.closeUnmatched(matched, fresh)
				r.openIndented()
				return
			}
			break
		}
		if !flat {
			if r.openContainer(columns, first, matched) {
				matched = len(r.open)
				fresh = true
				continue
			}
		}
		if r.openLeaf(columns, first, para, matched) {
			return
		}
		break
	}
	r.text(matched, fresh)
}

// indentMatters reports whether four columns make indented code: in Markdown
// only, and there not between the tags of a component, whose content is indented
// for the reader's eyes.
func (r *reader) indentMatters() bool { return !r.MDX && r.openTags == 0 }

// text gives what is left of the line to a paragraph.
func (r *reader) text(matched int, fresh bool) {
	_, first := r.line.indent()
	if first == r.line.end {
		r.blankLine(matched, fresh)
		return
	}
	if r.leaf.kind == paragraphLeaf && !fresh {
		r.addText(first) // lazily, if not all containers have matched
		return
	}
	if r.leaf.kind == tableLeaf && !fresh && matched == len(r.open) {
		r.tableRow(first)
		return
	}
	r.closeUnmatched(matched, fresh)
	r.closeLeaf()
	n := r.NewNode(Paragraph, first, first)
	r.append(n)
	r.leaf.kind = paragraphLeaf
	r.leaf.node = n
	r.addText(first)
}

func (r *reader) addText(first int) {
	r.blank = false
	r.leaf.lines = append(r.leaf.lines, inline.Line{Start: first, End: r.line.end})
}

func (r *reader) blankLine(matched int, fresh bool) {
	if !fresh {
		r.closeUnmatched(matched, fresh)
		r.blank = true
		r.blankQuote = r.innerQuote()
	}
	r.closeLeaf()
}

// innerQuote returns the place of the innermost open quote.
func (r *reader) innerQuote() int {
	for i := len(r.open) - 1; i > 0; i-- {
		if r.open[i].kind == BlockQuote {
			return i
		}
	}
	return 0
}

// append adds a block to the innermost open container, and notes where blank
// lines make a list loose.
func (r *reader) append(n *Node) {
	c := &r.open[len(r.open)-1]
	if c.kind == ListItem && len(c.node.Children) > 0 && r.blank && r.blankQuote == r.innerQuote() {
		list := r.parentOf(len(r.open) - 1)
		list.Loose = true
	}
	r.blank = false
	if c.node.Children == nil {
		c.node.Children = r.Children(expected(c.kind))
	}
	c.node.Children = append(c.node.Children, n)
}

// expected is how many children a container most often has.
func expected(k Kind) int {
	switch k {
	case Root:
		return 32
	case BlockQuote:
		return 4
	}
	return 1
}

// parentOf returns the list of the item that is open at i.
func (r *reader) parentOf(i int) *Node {
	siblings := r.open[i-1].node.Children
	return siblings[len(siblings)-1]
}

// closeUnmatched closes the containers that the line has not continued, unless
// it has opened others in their place already.
func (r *reader) closeUnmatched(matched int, fresh bool) {
	if fresh || matched == len(r.open) {
		return
	}
	r.closeLeaf()
	r.closeTo(matched)
}

func (r *reader) closeTo(n int) {
	for i := len(r.open) - 1; i >= n; i-- {
		c := r.open[i]
		r.openTags -= c.openTags
		r.settle(c.node)
		if c.kind == ListItem {
			r.settle(r.parentOf(i))
		}
	}
	r.open = r.open[:n]
}

// settle makes a container's span reach to the end of its last child.
func (r *reader) settle(n *Node) {
	if k := len(n.Children); k > 0 {
		n.Span.End = max(n.Span.End, n.Children[k-1].Span.End)
	}
}

// closeLeaf ends the leaf that is open.
func (r *reader) closeLeaf() {
	switch r.leaf.kind {
	case noLeaf:
		return
	case paragraphLeaf:
		r.closeParagraph()
	case fenceLeaf:
		r.closeFence(false)
	case indentedLeaf:
		r.closeIndented()
	case htmlLeaf:
		r.closeHTML()
	}
	r.leaf = r.noLeaf()
}

// noLeaf is where no leaf is open; what there is room for is kept.
func (r *reader) noLeaf() leaf { return leaf{lines: r.leaf.lines[:0], pieces: r.leaf.pieces[:0]} }

// continueLeaf gives the line to a leaf that takes lines as they are, and
// reports whether it has taken it.
func (r *reader) continueLeaf() bool {
	switch r.leaf.kind {
	case fenceLeaf:
		return r.continueFence()
	case indentedLeaf:
		return r.continueIndented()
	case htmlLeaf:
		return r.continueHTML()
	}
	return false
}

// closeParagraph takes the link definitions off a paragraph and leaves the rest
// of it to be read as text.
func (r *reader) closeParagraph() {
	lines := r.leaf.lines
	n := r.leaf.node
	if r.Src[lines[0].Start] == '[' {
		if lines = r.definitions(lines); len(lines) == 0 {
			return
		}
	}
	if r.Src[lines[0].Start] == '[' {
		lines = r.task(lines)
	}
	r.textOf(n, lines)
}

// textOf sets a node's span to its lines, and notes them to be read.
func (r *reader) textOf(n *Node, lines []inline.Line) {
	last := &lines[len(lines)-1]
	last.End = tree.TrimRight(r.Src, last.Start, last.End)
	n.Span = r.Span(lines[0].Start, last.End)
	r.Add(n, lines...)
}
