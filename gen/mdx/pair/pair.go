// Package pair makes elements of the opening and closing tags of a page, and reports
// those that have no other half where they stand.
package pair

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A pairer makes elements of opening and closing tags. A tag closes only one of
// the same name in the same block: not one outside of the quote, the list item or
// the paragraph that it stands in.
type pairer struct {
	page    *inline.Page
	open    []opened           // tags that are open, in this block and those around
	names   map[string]*places // where those of each name stand in open
	lost    map[string]int     // finding about an unclosed tag, by name; a closing tag elsewhere belongs to it
	tooDeep bool
}

// An opened is an opening tag that nothing has closed yet.
type opened struct {
	node *tree.Node
	name string // which it loses where it becomes HTML
	at   int    // its place among the children of its block
}

// places are where in a pairer's list of open tags those of one name stand, the
// innermost last. Looking through the list itself would take quadratic time.
type places struct {
	all     []int
	wanting []int // of those the ones that no closing tag elsewhere belongs to
	room    [4]int
}

func (p *pairer) push(o opened) {
	if p.names == nil {
		p.names = map[string]*places{}
	}
	at := p.names[o.name]
	if at == nil {
		at = new(places)
		at.all, at.wanting = at.room[:0:2], at.room[2:2]
		p.names[o.name] = at
	}
	at.all = append(at.all, len(p.open))
	at.wanting = append(at.wanting, len(p.open))
	p.open = append(p.open, o)
}

// popTo forgets the open tags from that place on.
func (p *pairer) popTo(n int) {
	for i := len(p.open) - 1; i >= n; i-- {
		at := p.names[p.open[i].name]
		at.all = at.all[:len(at.all)-1]
		at.pop(i)
	}
	p.open = p.open[:n]
}

// pop takes the tag at i out of those that want a closing tag, where it is the last.
func (at *places) pop(i int) {
	if last(at.wanting) == i {
		at.wanting = at.wanting[:len(at.wanting)-1]
	}
}

// last returns the last of some places, -1 for none.
func last(places []int) int {
	if len(places) == 0 {
		return -1
	}
	return places[len(places)-1]
}

// maxOpen is how many elements may stand inside each other.
const maxOpen = 100

// Tags makes elements of the tags among the nodes below one, of a page whose text has been
// read.
func Tags(page *inline.Page, root *tree.Node) {
	p := pairer{page: page}
	p.pair(root)
}

func (p *pairer) pair(parent *tree.Node) {
	nodes := parent.Children
	own := len(p.open) // tags from here on are open in this block
	out := nodes[:0]
	anchor := -1 // place in out of an HTML link that is open
	for _, n := range nodes {
		if len(n.Children) > 0 {
			p.pair(n)
		}
		if n.Kind == tree.TextHTML {
			out, anchor = htmlText(out, n, anchor)
			continue
		}
		half := p.page.Half(n)
		if half == inline.Closes {
			if k := p.match(n, parent, own); k >= 0 {
				e, at := p.open[k].node, p.open[k].at
				p.page.SetHalf(e, inline.Whole)
				if k < maxOpen {
					e.Children = slices.Clone(out[at+1:])
					out = out[:at+1]
					if anchor > at {
						anchor = -1
					}
				} else {
					p.deep(e)
				}
				e.Span.End = n.Span.End
				p.popTo(k)
			} else if !p.page.MDX && n.Kind == tree.TextElement {
				p.html(n)
				out = append(out, n)
			}
			continue
		}
		if half == inline.Opens {
			p.push(opened{n, n.Name, len(out)})
		}
		out = append(out, n)
	}
	for _, o := range p.open[own:] {
		p.unclosed(o.node, parent)
	}
	p.popTo(own)
	parent.Children = out
}

// htmlText appends a tag of HTML to the nodes of a text. A line break and a link are
// what they are in Markdown, since exports have them for what a page has as Markdown;
// other tags stay. anchor is the place of the link that is open, -1 for none.
func htmlText(out []*tree.Node, n *tree.Node, anchor int) ([]*tree.Node, int) {
	switch tree.HTMLName(n.Value) {
	case "br", "/br":
		*n = tree.Node{Kind: tree.Break, Span: n.Span}
	case "a":
		if _, _, ok := tree.HTMLAttr(n.Value, "href"); ok && n.Value == n.Span.Text() {
			return append(out, n), len(out)
		}
		anchor = -1
	case "/a":
		if anchor < 0 {
			break
		}
		link := out[anchor]
		url, start, _ := tree.HTMLAttr(link.Value, "href")
		title, _, _ := tree.HTMLAttr(link.Value, "title")
		at := int(link.Span.Start) + start
		end := at
		for end < int(link.Span.End)-1 && strings.IndexByte("\"'> \t\n", n.Span.File.Data[end]) < 0 {
			end++
		}
		*link = tree.Node{
			Kind: tree.Link, URL: url, Title: title, URLSpan: n.Span.File.Span(at, end), Children: unlinked(out[anchor+1:]),
			Span: n.Span.File.Span(int(link.Span.Start), int(n.Span.End)),
		}
		return out[:anchor+1], -1
	}
	return append(out, n), anchor
}

// unlinked returns nodes with links among them replaced by their text, as
// addresses in the text of a link are no links of their own.
func unlinked(nodes []*tree.Node) []*tree.Node {
	var out []*tree.Node
	for _, n := range nodes {
		if n.Kind == tree.Link {
			out = append(out, unlinked(n.Children)...)
			continue
		}
		n.Children = unlinked(n.Children)
		out = append(out, n)
	}
	return out
}

// match returns the place in open of the tag that n closes. It reports what
// stands between, and a tag that closes nothing, with -1.
func (p *pairer) match(n, parent *tree.Node, own int) int {
	k := -1
	if at := p.names[n.Name]; at != nil {
		k = last(at.all)
	}
	if k < own {
		p.stray(n, parent, own)
		return -1
	}
	for i := len(p.open) - 1; i > k; i-- {
		p.crossed(n, p.open[i].node)
	}
	return k
}

// crossed reports a tag that is still open where one around it is closed.
func (p *pairer) crossed(closing, inner *tree.Node) {
	p.page.SetHalf(inner, inline.Whole)
	if !p.page.MDX && inner.Kind == tree.TextElement {
		p.html(inner)
		return
	}
	if isVoid(inner.Name) {
		p.unclosedVoid(inner)
		return
	}
	d := p.report(closing, "found `</"+closing.Name+">`, want `</"+inner.Name+">`", "close `<"+inner.Name+">` first, or write `<"+inner.Name+" />` if it has no content")
	d.Related = append(d.Related, diag.Related{Span: inner.Span, Message: "`<" + inner.Name + ">` opens here"})
	p.lose(inner.Name)
}

// stray reports a closing tag that closes nothing in its block.
func (p *pairer) stray(n, parent *tree.Node, own int) {
	if at := p.names[n.Name]; at != nil && len(at.wanting) > 0 {
		i := last(at.wanting)
		at.pop(i)
		e := p.open[i].node
		p.page.SetHalf(e, inline.Lost)
		hint := "put both tags into the same " + blockName(parent.Kind) + ", or both outside of it"
		if parent.Kind == tree.ListItem {
			hint = "indent the closing tag as little as the opening one, so that it is not part of the list item"
		}
		d := p.report(n, "`</"+n.Name+">` in this "+blockName(parent.Kind)+" cannot close the `<"+n.Name+">` outside of it", hint)
		d.Related = append(d.Related, diag.Related{Span: e.Span, Message: "opened here"})
		return
	}
	if i, ok := p.lost[n.Name]; ok {
		delete(p.lost, n.Name)
		d := &(*p.page.Found)[i]
		d.Related = append(d.Related, diag.Related{Span: n.Span, Message: "`</" + n.Name + ">` is here, in another block"})
		return
	}
	if p.page.Answered(n.Name, 1) {
		return // its other half is wrong and reported
	}
	if !p.page.MDX && n.Kind == tree.TextElement {
		return // HTML, as Markdown has it
	}
	if k := len(p.open) - 1; k >= own {
		inner := p.open[k].node
		p.names[inner.Name].pop(k)
		p.page.SetHalf(inner, inline.Lost)
		d := p.report(n, "found `</"+n.Name+">`, want `</"+inner.Name+">`", "close `<"+inner.Name+">` with the name it was opened with")
		d.Related = append(d.Related, diag.Related{Span: inner.Span, Message: "`<" + inner.Name + ">` opens here"})
		return
	}
	p.report(n, "`</"+n.Name+">` has no opening tag", "write `<"+n.Name+">` before its content, or remove this tag")
}

// unclosed reports a tag that is open at the end of its block. It stays in the
// tree without children: what follows is the page's, not its own.
func (p *pairer) unclosed(n, parent *tree.Node) {
	lost := p.page.Half(n) == inline.Lost
	p.page.SetHalf(n, inline.Whole)
	if lost {
		return
	}
	if p.page.Answered(n.Name, -1) {
		return // its closing tag is wrong and reported
	}
	if !p.page.MDX && n.Kind == tree.TextElement {
		p.html(n)
		return
	}
	if isVoid(n.Name) {
		p.unclosedVoid(n)
		p.lose(n.Name)
		return
	}
	message := "`<" + n.Name + ">` is never closed"
	hint := "write `</" + n.Name + ">` after its content, or `<" + n.Name + " />` if it has none"
	switch {
	case n.Kind == tree.TextElement && len(n.Attrs) == 0 && p.page.Generic(int(n.Span.Start)) != "":
		text := p.page.Generic(int(n.Span.Start))
		p.report(n, "MDX reads `<"+n.Name+">` in `"+text+"` as a tag, and it is never closed", "put the text in back-quotes, or write `\\<` for a less-than sign")
		return
	case parent.Kind != tree.Root:
		message = "`<" + n.Name + ">` is not closed in its " + blockName(parent.Kind)
		if n.Kind == tree.TextElement {
			hint = "close it in the same paragraph, or put both tags on their own lines"
		}
	}
	p.report(n, message, hint)
	p.lose(n.Name)
}

// unclosedVoid reports the tag of an element that has no content and so no closing
// tag in HTML, which MDX wants to end in a slash.
func (p *pairer) unclosedVoid(n *tree.Node) {
	d := p.report(n, "`<"+n.Name+">` is never closed", "write `<"+n.Name+" />`")
	slash, last := " /", int(n.Span.End)-1
	if tree.IsBlank(p.page.Src[last-1]) {
		slash = "/"
	}
	if p.page.MDX && p.page.Src[last] == '>' {
		d.Fix = &diag.Fix{Message: "close the tag", Edits: []diag.Edit{{Span: p.page.Span(last, last), New: slash}}}
	}
}

func (p *pairer) lose(name string) {
	if p.lost == nil {
		p.lost = map[string]int{}
	}
	p.lost[name] = len(*p.page.Found) - 1
}

// report adds a finding about a tag. In Markdown a lone tag is no error of the
// grammar, but hardly what was meant.
func (p *pairer) report(n *tree.Node, message, hint string) *diag.Diagnostic {
	d := p.page.Report(int(n.Span.Start), int(n.Span.End), message, hint)
	if !p.page.MDX {
		d.Severity = diag.Warning
	}
	if i := strings.IndexByte(d.Span.Text(), '\n'); i > 0 {
		d.Span.End = d.Span.Start + int32(i)
	}
	return d
}

// html makes a lone component in the text of a Markdown page the HTML that it is
// there.
func (p *pairer) html(n *tree.Node) {
	*n = tree.Node{Kind: tree.TextHTML, Span: n.Span, Value: n.Span.Text(), Pieces: []source.Piece{{Start: n.Span.Start}}}
}

func (p *pairer) deep(n *tree.Node) {
	if !p.tooDeep {
		p.tooDeep = true
		p.report(n, "elements are nested more than 100 deep", "use fewer levels; deeper elements are read as siblings")
	}
}

func blockName(k tree.Kind) string {
	switch k {
	case tree.BlockQuote:
		return "quote"
	case tree.ListItem:
		return "list item"
	case tree.FootnoteDef:
		return "footnote"
	case tree.Heading:
		return "heading"
	case tree.TableCell:
		return "cell"
	case tree.Paragraph:
		return "paragraph"
	case tree.Link, tree.Image:
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
