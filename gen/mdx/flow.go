package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// openFlow reads tags and expressions that have their lines to themselves. They
// may go on over more lines, in which nothing else is looked for: a line that is
// only `>` ends a tag there, and opens a quote elsewhere.
func (r *reader) openFlow(first int, para bool, matched int) bool {
	if r.exhausted() {
		return false
	}
	c, lines := r.flowChars(first, matched)
	var nodes []*Node
	i := 0
	for {
		n, end, f := r.flowPart(c, i)
		if f != nil {
			r.flowFault(c, lines, i, f)
			r.work += len(c.Buf)
			return false
		}
		if n == nil {
			// Not alone on its lines: text. Those that were read are text too.
			r.flat = c.After(i)
			r.work += len(c.Buf)
			return false
		}
		if len(nodes) > 0 && n.Kind == FlowExpression && nodes[len(nodes)-1].Kind == FlowExpression {
			r.flat = c.After(i)
			return false // two expressions are text
		}
		nodes = append(nodes, n)
		i = end
		for tree.IsBlank(c.At(i)) {
			i++
		}
		if !c.Has(i) || c.Buf[i] == '\n' {
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

// exhausted reports whether so much was read in vain, by tags and statements that
// never end, that no more of them are followed beyond their first block: each of
// them would be read to the end of the page.
func (r *reader) exhausted() bool { return r.work > 8*len(r.Src)+1<<16 }

// flowPart reads one tag or expression at i. No node means that there is none.
func (r *reader) flowPart(c *script.Text, i int) (n *Node, end int, f *script.Fault) {
	switch b := c.At(i); {
	case b == '<':
		if !r.MDX && !inline.IsComponent(c.Buf[i:]) {
			return nil, 0, nil
		}
		t, f := c.Tag(i)
		if f != nil && !r.MDX {
			return nil, 0, nil
		}
		if f != nil || t == nil {
			return nil, 0, f
		}
		return r.Element(FlowElement, c, t), t.End, nil
	case b == '{' && r.MDX:
		end, f := c.Expression(i, true, false)
		if f != nil {
			return nil, 0, f
		}
		return r.Braces(FlowExpression, c, i, end), end, nil
	}
	return nil, 0, nil
}

// flowLines is how far the lines of a flow tag have been fetched.
type flowLines struct {
	next    int // where the line after them starts
	matched int // how many containers they stand in
	outside int // start of a line that is not in the same containers; -1 for none
}

// flowChars gives the text from first on. It is fetched line by line, and ends
// where a line is not in the same containers. It is there until the next one is asked
// for.
func (r *reader) flowChars(first, matched int) (*script.Text, *flowLines) {
	if r.more == nil {
		r.more = r.moreFlow
	}
	r.flowLines = flowLines{next: r.next, matched: matched, outside: -1}
	r.flow = script.Text{Buf: r.flow.Buf[:0], Pieces: r.flow.Pieces[:0], More: r.more}
	r.flow.Add(r.Src[first:r.line.end], first)
	return &r.flow, &r.flowLines
}

func (r *reader) moreFlow(c *script.Text) bool {
	lines := &r.flowLines
	if lines.next >= len(r.Src) || lines.outside >= 0 {
		return false
	}
	l := r.lineAt(lines.next)
	if r.match(&l, lines.matched, false) < lines.matched {
		lines.outside = lines.next
		return false
	}
	lines.next = l.next
	c.Add(r.Src[l.pos:l.end], l.pos)
	return true
}

// flowFault reports what is wrong with the tag or expression at i, and sees to
// it that it is not reported again when the line is read as text.
func (r *reader) flowFault(c *script.Text, lines *flowLines, i int, f *script.Fault) {
	start := c.File(i)
	r.Spoil(c, i, f)
	switch {
	case f.Open && lines.outside >= 0:
		l := r.lineAt(lines.outside)
		_, at := l.indent()
		d := r.Report(at, tree.TrimRight(r.Src, at, l.end), "this line is outside of the "+r.inside()+" in which `"+inline.Opener(c, i)+"` is still open",
			"start the line like those above it, or close it earlier")
		d.Related = append(d.Related, diag.Related{Span: r.Span(start, start+1), Message: "opened here"})
	case f.Open && c.Buf[i] == '{':
		if !r.openBrace {
			r.Fault(c, f)
		}
		r.openBrace = true
	default:
		r.Fault(c, f)
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
	if r.MDX || n.Kind != FlowElement {
		return
	}
	c := &r.open[len(r.open)-1]
	switch {
	case r.Half(n) == inline.Opens && r.lastClose(n.Name) > int(n.Span.End):
		c.openTags++
		r.openTags++
	case r.Half(n) == inline.Closes && c.openTags > 0:
		c.openTags--
		r.openTags--
	}
}

// lastClose returns where the last closing tag of that name stands on the page,
// -1 where there is none.
func (r *reader) lastClose(name string) int {
	if r.closes == nil {
		r.closes = map[string]int{}
		for i := 0; ; {
			k := bytes.Index(r.Src[i:], []byte("</"))
			if k < 0 {
				break
			}
			start := i + k + len("</")
			i = start
			for i < len(r.Src) && r.Src[i] != '>' && r.Src[i] != '<' && r.Src[i] != '\n' {
				i++
			}
			if i < len(r.Src) && r.Src[i] == '>' {
				r.closes[string(r.Src[start:i])] = start
			}
		}
	}
	if at, ok := r.closes[name]; ok {
		return at
	}
	return -1
}
