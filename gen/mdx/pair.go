package mdx

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/source"
)

// A pairer makes elements of opening and closing tags. A tag closes only one of
// the same name in the same block: not one outside of the quote, the list item or
// the paragraph that it stands in.
type pairer struct {
	r       *reader
	outer   [][]*Node      // open tags of the blocks around, outermost first
	lost    map[string]int // finding about an unclosed tag, by name; a closing tag elsewhere belongs to it
	tooDeep bool
}

func (p *pairer) pair(parent *Node) {
	nodes := parent.Children
	var open []*Node // tags in nodes that are open
	var at []int     // and where they stand in out
	out := nodes[:0]
	for _, n := range nodes {
		if len(n.Children) > 0 {
			p.outer = append(p.outer, open)
			p.pair(n)
			p.outer = p.outer[:len(p.outer)-1]
		}
		if p.r.Half(n) == inline.Closes {
			if k := p.match(n, parent, open); k >= 0 {
				e := open[k]
				p.r.SetHalf(e, inline.Whole)
				if p.depth()+k < maxNesting {
					e.Children = slices.Clone(out[at[k]+1:])
					out = out[:at[k]+1]
				} else {
					p.deep(e)
				}
				e.Span.End = n.Span.End
				open, at = open[:k], at[:k]
			} else if !p.r.MDX && n.Kind == TextElement {
				p.html(n)
				out = append(out, n)
			}
			continue
		}
		if p.r.Half(n) == inline.Opens {
			open = append(open, n)
			at = append(at, len(out))
		}
		out = append(out, n)
	}
	for _, n := range open {
		p.unclosed(n, parent)
	}
	parent.Children = out
}

// depth is how many elements are open around the block.
func (p *pairer) depth() int {
	n := 0
	for _, open := range p.outer {
		n += len(open)
	}
	return n
}

// match returns the place in open of the tag that n closes. It reports what
// stands between, and a tag that closes nothing, with -1.
func (p *pairer) match(n, parent *Node, open []*Node) int {
	k := len(open) - 1
	for k >= 0 && open[k].Name != n.Name {
		k--
	}
	if k < 0 {
		p.stray(n, parent, open)
		return -1
	}
	for i := len(open) - 1; i > k; i-- {
		p.crossed(n, open[i])
	}
	return k
}

// crossed reports a tag that is still open where one around it is closed.
func (p *pairer) crossed(closing, inner *Node) {
	p.r.SetHalf(inner, inline.Whole)
	if !p.r.MDX && inner.Kind == TextElement {
		p.html(inner)
		return
	}
	if isVoid(inner.Name) {
		p.report(inner, "`<"+inner.Name+">` is never closed", "write `<"+inner.Name+" />`")
		return
	}
	d := p.report(closing, "`</"+closing.Name+">` stands where `</"+inner.Name+">` is due", "close `<"+inner.Name+">` first, or write `<"+inner.Name+" />` if it has no content")
	d.Related = append(d.Related, diag.Related{Span: inner.Span, Message: "`<" + inner.Name + ">` is opened here"})
	p.lose(inner.Name)
}

// stray reports a closing tag that closes nothing in its block.
func (p *pairer) stray(n, parent *Node, open []*Node) {
	for i := len(p.outer) - 1; i >= 0; i-- {
		for k := len(p.outer[i]) - 1; k >= 0; k-- {
			e := p.outer[i][k]
			if p.r.Half(e) != inline.Opens || e.Name != n.Name {
				continue
			}
			p.r.SetHalf(e, inline.Lost)
			hint := "put both tags into the same " + blockName(parent.Kind) + ", or both outside of it"
			if parent.Kind == ListItem {
				hint = "indent the closing tag as little as the opening one, so that it is no part of the list item"
			}
			d := p.report(n, "`</"+n.Name+">` in this "+blockName(parent.Kind)+" cannot close the `<"+n.Name+">` outside of it", hint)
			d.Related = append(d.Related, diag.Related{Span: e.Span, Message: "opened here"})
			return
		}
	}
	if i, ok := p.lost[n.Name]; ok {
		delete(p.lost, n.Name)
		d := &(*p.r.Found)[i]
		d.Related = append(d.Related, diag.Related{Span: n.Span, Message: "`</" + n.Name + ">` stands here, in another block"})
		return
	}
	if p.r.Broken[n.Name] > 0 {
		p.r.Broken[n.Name]--
		return // its other half is wrong and reported
	}
	if !p.r.MDX && n.Kind == TextElement {
		return // HTML, as Markdown has it
	}
	if k := len(open) - 1; k >= 0 {
		inner := open[k]
		p.r.SetHalf(open[k], inline.Lost)
		d := p.report(n, "`</"+n.Name+">` stands where `</"+inner.Name+">` is due", "close `<"+inner.Name+">` with the name it was opened with")
		d.Related = append(d.Related, diag.Related{Span: inner.Span, Message: "`<" + inner.Name + ">` is opened here"})
		return
	}
	p.report(n, "`</"+n.Name+">` closes nothing", "write `<"+n.Name+">` where its content begins, or leave this tag out")
}

// unclosed reports a tag that is open at the end of its block. It stays in the
// tree without children: what follows is the page's, not its own.
func (p *pairer) unclosed(n, parent *Node) {
	lost := p.r.Half(n) == inline.Lost
	p.r.SetHalf(n, inline.Whole)
	if lost {
		return
	}
	if p.r.Broken[n.Name] < 0 {
		p.r.Broken[n.Name]++
		return // its closing tag is wrong and reported
	}
	if !p.r.MDX && n.Kind == TextElement {
		p.html(n)
		return
	}
	message := "`<" + n.Name + ">` is never closed"
	hint := "write `</" + n.Name + ">` behind its content, or `<" + n.Name + " />` if it has none"
	switch {
	case isVoid(n.Name):
		hint = "write `<" + n.Name + " />`"
	case parent.Kind != Root:
		message = "`<" + n.Name + ">` is not closed in the " + blockName(parent.Kind) + " that it stands in"
		if n.Kind == TextElement {
			hint = "close it in the same paragraph, or put both tags on lines of their own"
		}
	}
	p.report(n, message, hint)
	p.lose(n.Name)
}

func (p *pairer) lose(name string) {
	if p.lost == nil {
		p.lost = map[string]int{}
	}
	p.lost[name] = len(*p.r.Found) - 1
}

// report adds a finding about a tag. In Markdown a lone tag is no error of the
// grammar, but hardly what was meant.
func (p *pairer) report(n *Node, message, hint string) *diag.Diagnostic {
	d := p.r.Report(int(n.Span.Start), int(n.Span.End), message, hint)
	if !p.r.MDX {
		d.Severity = diag.Warning
	}
	if i := strings.IndexByte(d.Span.Text(), '\n'); i > 0 {
		d.Span.End = d.Span.Start + int32(i)
	}
	return d
}

// html makes a lone component in the text of a Markdown page the HTML that it is
// there.
func (p *pairer) html(n *Node) {
	*n = Node{Kind: TextHTML, Span: n.Span, Value: n.Span.Text(), Pieces: []source.Piece{{Start: n.Span.Start}}}
}

func (p *pairer) deep(n *Node) {
	if !p.tooDeep {
		p.tooDeep = true
		p.report(n, "elements are nested more than 100 deep", "write them flatter; what is deeper is read as if it stood beside")
	}
}

func blockName(k Kind) string {
	switch k {
	case BlockQuote:
		return "quote"
	case ListItem:
		return "list item"
	case FootnoteDef:
		return "footnote"
	case Heading:
		return "heading"
	case TableCell:
		return "cell"
	case Paragraph:
		return "paragraph"
	case Link, Image:
		return "link"
	}
	return "emphasis"
}

// isVoid reports whether HTML has the element without a closing tag, which MDX
// has not.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}
