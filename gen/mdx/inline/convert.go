package inline

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A converter turns goldmark's nodes of one text into ours.
type converter struct {
	r *Page
	b *textBlock

	work   *workroom
	first  int  // of its nodes in work.made
	link   bool // inside a link, where there are no others
	cursor int  // end of what has been converted

	// The text that is being gathered, in work.value and work.pieces.
	start, end int
	from, to   int // a part of it that is not decoded yet
}

func newConverter(r *Page, b *textBlock, cursor int) converter {
	r.work.value, r.work.pieces = r.work.value[:0], r.work.pieces[:0]
	return converter{r: r, b: b, work: r.work, first: len(r.work.made), cursor: cursor}
}

func (b *textBlock) convert() {
	c := newConverter(b.r, b, b.leaf.lines[0].Start)
	c.children(b)
	b.leaf.node.Children = c.done()
}

func (c *converter) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		c.node(n)
	}
}

func (c *converter) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.textNode(n)
	case *made:
		c.add(n.node)
	case *ast.CodeSpan:
		c.codeSpan(n)
	case *ast.Emphasis:
		kind := tree.Emphasis
		if n.Level == 2 {
			kind = tree.Strong
		}
		c.marked(kind, n, n.Level)
	case *strike:
		c.marked(tree.Strikethrough, n, n.tildes)
	case *ast.Link:
		c.linked(tree.Link, n, n.Reference, 1)
	case *ast.Image:
		c.linked(tree.Image, n, n.Reference, 2)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.RawHTML:
		c.html(n)
	}
}

func (c *converter) add(n *tree.Node) {
	c.flush()
	c.made(n)
	c.cursor = int(n.Span.End)
}

// textNode takes one of goldmark's pieces of text, of which there is one for each
// character that might have meant something.
func (c *converter) textNode(n *ast.Text) {
	start, end := n.Segment.Start, n.Segment.Stop
	if start < c.cursor {
		// What is left of marks of which some have closed something stands in
		// goldmark's tree at the place of the first of them.
		start, end = c.cursor, c.cursor+end-start
	}
	if start < end {
		c.raw(start, end)
	}
	c.cursor = end
	if !n.HardLineBreak() && !n.SoftLineBreak() {
		return
	}
	i := bytes.IndexByte(c.r.Src[end:], '\n')
	if i < 0 {
		return
	}
	newline := end + i
	if (c.r.Src[end] != '\\' || n.SoftLineBreak()) && c.from < c.to {
		c.to = tree.TrimRight(c.r.Src, c.from, c.to) // blanks that goldmark has left
		end = min(end, max(c.to, c.from))
	}
	if n.HardLineBreak() {
		c.add(c.r.NewNode(tree.Break, end, newline+1))
	} else {
		c.byte('\n', newline)
	}
}

// raw adds a part of the file to the text.
func (c *converter) raw(start, end int) {
	if c.to == start && c.to > c.from {
		c.to = end
		return
	}
	c.decode()
	c.from, c.to = start, end
}

// byte adds a byte that stands near an offset of the file.
func (c *converter) byte(b byte, at int) {
	c.decode()
	c.begin(at)
	c.piece(at)
	c.work.value = append(c.work.value, b)
	c.end = max(c.end, at)
}

func (c *converter) begin(at int) {
	if len(c.work.value) == 0 {
		c.start, c.end = at, at
	}
}

func (c *converter) piece(at int) {
	c.work.pieces = append(c.work.pieces, source.Piece{Off: int32(len(c.work.value)), Start: int32(at)})
}

// decode resolves the escapes and character references of the part gathered.
func (c *converter) decode() {
	from, to := c.from, c.to
	if from == to {
		return
	}
	c.from, c.to = 0, 0
	c.begin(from)
	c.end = to
	src := c.r.Src
	chunk := from
	emit := func(end int) {
		if chunk < end {
			c.piece(chunk)
			c.work.value = append(c.work.value, src[chunk:end]...)
		}
	}
	for i := from; i < to; {
		k := bytes.IndexAny(src[i:to], "\\&")
		if k < 0 {
			break
		}
		i += k
		if src[i] == '\\' {
			if i+1 < to && tree.IsPunct(src[i+1]) {
				emit(i)
				chunk = i + 1
				i += 2
				continue
			}
			i++
			continue
		}
		text, n := tree.CharRef(string(src[i:min(to, i+40)]))
		if n == 0 {
			i++
			continue
		}
		emit(i)
		c.piece(i)
		c.work.value = append(c.work.value, text...)
		i += n
		chunk = i
	}
	emit(to)
}

// flush ends the text that is being gathered.
func (c *converter) flush() {
	c.decode()
	w := c.work
	if len(w.value) == 0 {
		return
	}
	n := c.r.NewNode(tree.Text, c.start, c.end)
	n.Value = c.r.text(w.value, int(w.pieces[0].Start))
	n.Pieces = c.r.Pieces(w.pieces...)
	w.value, w.pieces = w.value[:0], w.pieces[:0]
	if c.link {
		c.made(n)
		return
	}
	c.literals(n)
}

// text returns a text that most often stands at an offset of the file as it is.
func (r *Page) text(value []byte, at int) string {
	if end := at + len(value); end <= len(r.Src) && bytes.Equal(value, r.Src[at:end]) {
		return source.String(r.Src[at:end])
	}
	return string(value)
}

func (c *converter) made(n *tree.Node) { c.work.made = append(c.work.made, n) }

func (c *converter) done() []*tree.Node {
	c.flush()
	made := c.work.made[c.first:]
	if len(made) == 0 {
		return nil
	}
	out := append(c.r.Children(len(made)), made...)
	clear(made)
	c.work.made = c.work.made[:c.first]
	return out
}

// inside converts the children of a node.
func (c *converter) inside(parent ast.Node, link bool, cursor int) []*tree.Node {
	c.flush()
	inner := newConverter(c.r, c.b, cursor)
	inner.link = c.link || link
	inner.children(parent)
	return inner.done()
}

// marked converts text between marks of that length.
func (c *converter) marked(kind tree.Kind, n ast.Node, length int) {
	children := c.inside(n, false, c.cursor)
	if len(children) == 0 {
		return
	}
	start := int(children[0].Span.Start) - length
	end := int(children[len(children)-1].Span.End) + length
	m := c.r.NewNode(kind, start, end)
	m.Children = children
	c.add(m)
}

func (c *converter) codeSpan(n *ast.CodeSpan) {
	c.flush()
	start := n.Pos()
	src := c.r.Src
	ticks := start
	for ticks < len(src) && src[ticks] == '`' {
		ticks++
	}
	m := c.r.NewNode(tree.CodeSpan, start, ticks)
	value, pieces := c.work.value[:0], c.work.pieces[:0] // nothing is being gathered
	end := ticks
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		s := k.(*ast.Text).Segment
		for i := s.Start; i < s.Stop; {
			pieces = append(pieces, source.Piece{Off: int32(len(value)), Start: int32(i)})
			stop := s.Stop
			if c.b.leaf.node.Kind == tree.TableCell {
				// In a cell, a bar after a backslash is a bar, in code too.
				if j := bytes.Index(src[i:s.Stop], []byte("\\|")); j >= 0 {
					value = append(value, src[i:i+j]...)
					pieces = append(pieces, source.Piece{Off: int32(len(value)), Start: int32(i + j + 1)})
					value = append(value, '|')
					i += j + 2
					continue
				}
			}
			value = append(value, src[i:stop]...)
			i = stop
		}
		end = s.Stop
	}
	for i, b := range value {
		if b == '\n' {
			value[i] = ' '
		}
	}
	if len(pieces) > 0 {
		m.Value, m.Pieces = c.r.text(value, int(pieces[0].Start)), c.r.Pieces(pieces...)
	}
	c.work.value, c.work.pieces = value[:0], pieces[:0]
	if i := bytes.IndexByte(src[end:], '`'); i >= 0 {
		m.Span.End = int32(end + i + ticks - start)
	}
	c.add(m)
}

// linked converts a link or an image, whose text begins behind that many bytes.
func (c *converter) linked(kind tree.Kind, n ast.Node, ref *ast.ReferenceLink, opening int) {
	start, end := n.Pos(), c.b.ends[n]
	m := c.r.NewNode(kind, start, end)
	m.Children = c.inside(n, true, start+opening)
	content := start + opening
	if k := len(m.Children); k > 0 {
		content = int(m.Children[k-1].Span.End)
	}
	if ref != nil {
		if d := c.r.Refs[Label(ref.Value)]; d != nil {
			m.URL, m.Title, m.URLSpan = d.URL, d.Title, d.URLSpan
		}
		c.add(m)
		return
	}
	var destination, title []byte
	switch n := n.(type) {
	case *ast.Link:
		destination, title = n.Destination, n.Title
	case *ast.Image:
		destination, title = n.Destination, n.Title
	}
	m.URL, m.Title = tree.Decode(destination), tree.Decode(title)
	m.URLSpan = c.destination(content, len(destination))
	c.add(m)
}

// destination finds where the destination of an inline link stands; content is
// where its text ends, before the bracket.
func (c *converter) destination(content, length int) source.Span {
	text := c.b.chars()
	i := text.Pos(content)
	for i < len(text.Buf) && text.Buf[i] != '(' {
		i++
	}
	for i++; i < len(text.Buf) && tree.IsSpace(text.Buf[i]); {
		i++
	}
	if i < len(text.Buf) && text.Buf[i] == '<' {
		i++
	}
	i = min(i, len(text.Buf))
	end := min(i+length, len(text.Buf))
	if i == end {
		at := text.After(i)
		return c.r.Span(at, at)
	}
	return c.r.Span(text.File(i), text.After(end))
}

// autoLink converts `<https://example.com>`, which Markdown has.
func (c *converter) autoLink(n *ast.AutoLink) {
	start := n.Pos()
	shown := n.Label(c.r.Src)
	end := start + len(shown) + 2
	m := c.r.NewNode(tree.Link, start, end)
	m.URL = string(shown)
	if n.AutoLinkType == ast.AutoLinkEmail {
		m.URL = "mailto:" + m.URL
	}
	m.URLSpan = c.r.Span(start+1, end-1)
	m.Children = append(c.r.Children(1), c.r.plain(start+1, end-1))
	c.add(m)
}

// plain makes a text of a part of the file as it is.
func (r *Page) plain(start, end int) *tree.Node {
	n := r.NewNode(tree.Text, start, end)
	n.Value = source.String(r.Src[start:end])
	n.Pieces = r.Pieces(source.Piece{Start: int32(start)})
	return n
}

func (c *converter) html(n *ast.RawHTML) {
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	m := c.r.NewNode(tree.TextHTML, first.Start, last.Stop)
	var value []byte
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		m.Pieces = append(m.Pieces, source.Piece{Off: int32(len(value)), Start: int32(s.Start)})
		value = append(value, c.r.Src[s.Start:s.Stop]...)
	}
	m.Value = string(value)
	c.add(m)
}
