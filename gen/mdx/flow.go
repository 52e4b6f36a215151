package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/diag"
)

// A tagKind says which half of an element a node stands for while tags are not
// paired yet.
type tagKind uint8

const (
	noTag tagKind = iota // no element, or one that is whole
	openTag
	closeTag
	lostTag // an open tag whose other half stands where it cannot close it; reported
)

// openFlow reads tags and expressions that have their lines to themselves. They
// may go on over more lines, in which nothing else is looked for: a line that is
// only `>` ends a tag there, and opens a quote elsewhere.
func (r *reader) openFlow(first int, para bool, matched int) bool {
	if r.work > 8*len(r.src)+1<<16 {
		return false
	}
	c, lines := r.flowChars(first, matched)
	var nodes []*Node
	i := 0
	for {
		n, end, f := r.flowPart(c, i)
		if f != nil {
			r.flowFault(c, lines, i, f)
			r.work += len(c.buf)
			return false
		}
		if n == nil {
			// Not alone on its lines: text. Those that were read are text too.
			r.flat = c.after(i)
			r.work += len(c.buf)
			return false
		}
		if len(nodes) > 0 && n.Kind == FlowExpression && nodes[len(nodes)-1].Kind == FlowExpression {
			r.flat = c.after(i)
			return false // two expressions are text
		}
		nodes = append(nodes, n)
		i = end
		for isBlankByte(c.at(i)) {
			i++
		}
		if !c.has(i) || c.buf[i] == '\n' {
			break
		}
	}
	r.closeUnmatched(matched, false)
	r.closeLeaf()
	for _, n := range nodes {
		r.append(n)
		r.countTag(n)
	}
	r.next = lines.next
	return true
}

// flowPart reads one tag or expression at i. No node means that there is none.
func (r *reader) flowPart(c *chars, i int) (n *Node, end int, f *fault) {
	switch b := c.at(i); {
	case b == '<':
		if !r.mdx && !r.isComponent(c.buf[i:]) {
			return nil, 0, nil
		}
		t, f := c.tag(i)
		if f != nil && !r.mdx {
			return nil, 0, nil
		}
		if f != nil || t == nil {
			return nil, 0, f
		}
		return r.element(FlowElement, c, t), t.end, nil
	case b == '{' && r.mdx:
		end, f := c.expression(i, true, false)
		if f != nil {
			return nil, 0, f
		}
		return r.braces(FlowExpression, c, i, end), end, nil
	}
	return nil, 0, nil
}

// isComponent reports whether a tag begins with an upper-case letter, which in
// Markdown makes it one of MDX and no HTML.
func (r *reader) isComponent(s []byte) bool {
	i := 1
	if len(s) > 1 && s[1] == '/' {
		i++
	}
	return i < len(s) && s[i] >= 'A' && s[i] <= 'Z'
}

// flowLines is how far the lines of a flow tag have been fetched.
type flowLines struct {
	next    int // where the line after them starts
	outside int // start of a line that is not in the same containers; -1 for none
}

// flowChars gives the text from first on. It is fetched line by line, and ends
// where a line is not in the same containers.
func (r *reader) flowChars(first, matched int) (*chars, *flowLines) {
	lines := &flowLines{next: r.next, outside: -1}
	c := &chars{}
	c.add(r.src[first:r.line.end], first)
	c.more = func(c *chars) bool {
		if lines.next >= len(r.src) || lines.outside >= 0 {
			return false
		}
		l := r.lineAt(lines.next)
		if r.match(&l, matched, false) < matched {
			lines.outside = lines.next
			return false
		}
		lines.next = l.next
		c.add(r.src[l.pos:l.end], l.pos)
		return true
	}
	return c, lines
}

// flowFault reports what is wrong with the tag or expression at i, and sees to
// it that it is not reported again when the line is read as text.
func (r *reader) flowFault(c *chars, lines *flowLines, i int, f *fault) {
	start := c.file(i)
	r.spoil(c, i, f)
	switch {
	case f.open && lines.outside >= 0:
		l := r.lineAt(lines.outside)
		_, at := l.indent()
		d := r.report(at, trimRight(r.src, at, l.end), "this line is outside of the "+r.inside()+" in which `"+opener(c, i)+"` is still open",
			"begin the line like those above it, or close it before")
		d.Related = append(d.Related, diag.Related{Span: r.span(start, start+1), Message: "opened here"})
	case f.open && c.buf[i] == '{':
		if !r.openBrace {
			r.fault(c, f)
		}
		r.openBrace = true
	default:
		r.fault(c, f)
	}
}

// opener is what a tag or expression begins with, for a message.
func opener(c *chars, i int) string {
	if c.buf[i] == '{' {
		return "{"
	}
	end := i + 1
	for end < len(c.buf) && (isNamePart(rune(c.buf[end])) || c.buf[end] == '.' || c.buf[end] == '/') {
		end++
	}
	return string(c.buf[i:end])
}

// unended is where a tag or expression ends that does not.
const unended = -1

// spoil notes that what begins at i is wrong and is to be read as text.
func (r *reader) spoil(c *chars, i int, f *fault) {
	end := c.after(max(f.end, i+1))
	if f.open {
		end = unended
	}
	if r.faults == nil {
		r.faults = map[int]int{}
		r.broken = map[string]int{}
	}
	r.faults[c.file(i)] = end
	if c.buf[i] == '<' {
		name := opener(c, i)[1:]
		if name != "" && name[0] == '/' {
			r.broken[name[1:]]--
		} else {
			r.broken[name]++
		}
	}
}

// inside names the innermost container for a message.
func (r *reader) inside() string {
	switch r.open[len(r.open)-1].kind {
	case BlockQuote:
		return "quote"
	case FootnoteDef:
		return "footnote"
	}
	return "list item"
}

// countTag keeps count of open components in Markdown. One that nothing closes
// does not count: it must not change how the rest of the page is read.
func (r *reader) countTag(n *Node) {
	if r.mdx || n.Kind != FlowElement {
		return
	}
	c := &r.open[len(r.open)-1]
	switch {
	case n.tag == openTag && r.lastClose(n.Name) > int(n.Span.End):
		c.openTags++
		r.openTags++
	case n.tag == closeTag && c.openTags > 0:
		c.openTags--
		r.openTags--
	}
}

// braces makes the node of an expression.
func (r *reader) braces(kind Kind, c *chars, start, end int) *Node {
	n := r.newNode(kind, c.file(start), c.after(end))
	n.Value = string(c.buf[start+1 : end-1])
	n.pieces = c.piecesOf(start+1, end-1)
	return n
}

// element makes the node of a tag.
func (r *reader) element(kind Kind, c *chars, t *tag) *Node {
	n := r.newNode(kind, c.file(t.start), c.after(t.end))
	n.Name = t.name
	switch {
	case t.closing:
		n.tag = closeTag
	case !t.selfClosing:
		n.tag = openTag
	}
	for _, a := range t.attrs {
		value := string(c.buf[a.valueStart:a.valueEnd])
		if a.kind == StringAttr {
			value = unescape(value, false)
		}
		n.Attrs = append(n.Attrs, Attr{Kind: a.kind, Name: a.name, Value: value, Span: r.span(c.file(a.start), c.after(a.end))})
	}
	return n
}

// lastClose returns where the last closing tag of that name stands on the page,
// -1 where there is none.
func (r *reader) lastClose(name string) int {
	at, known := r.closes[name]
	if !known {
		if r.closes == nil {
			r.closes = map[string]int{}
		}
		at = bytes.LastIndex(r.src, []byte("</"+name+">"))
		r.closes[name] = at
	}
	return at
}
