package pages

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/site"
)

// blocks returns the blocks of a section as the site can show them: links lead to the
// pages that are written, boxes are the site's, and of a component that it has not what
// stands in it is left.
func (p *pageWriter) blocks(nodes []*mdx.Node) (out []*mdx.Node) {
	for _, n := range nodes {
		c := *n
		switch n.Kind {
		case mdx.Link:
			c.URL = p.target(n.URL)
		case mdx.Image:
			c.URL = p.image(n.URL)
		case mdx.CodeBlock:
			c.Meta = p.fenceTitle(n.Meta)
		case mdx.Text:
			c.Value = strings.ReplaceAll(n.Value, markRune, "") // it stands for boxes alone
		case mdx.FlowElement, mdx.TextElement:
			out = append(out, p.element(n)...)
			continue
		}
		c.Children = p.blocks(n.Children)
		out = append(out, &c)
	}
	return out
}

// fenceTitle returns what stands behind the language of a code block of that name.
func (p *pageWriter) fenceTitle(name string) string {
	if name == "" || p.site.FenceTitle == "" || strings.ContainsAny(name, "`\"{}\\\r\n") {
		return ""
	}
	p.marks = append(p.marks, fmt.Sprintf(p.site.FenceTitle, name))
	return mark(len(p.marks) - 1)
}

// element returns a component as the site has it.
func (p *pageWriter) element(n *mdx.Node) []*mdx.Node {
	html := n.Name != "" && n.Name[0] >= 'a' && n.Name[0] <= 'z'
	title := attribute(n, "title")
	children := p.blocks(n.Children)
	kind := site.BoxOf(n.Name, attribute(n, "type"))
	switch {
	case n.Name == "img" && attribute(n, "src") != "":
		image := &mdx.Node{Kind: mdx.Image, URL: p.image(attribute(n, "src")), Children: []*mdx.Node{text(OneLine(attribute(n, "alt")))}}
		if n.Kind == mdx.FlowElement {
			image = paragraph(image)
		}
		return []*mdx.Node{image}
	case n.Kind == mdx.FlowElement && kind != "" && p.site.Boxes[kind] != (site.Box{}):
		return p.box(kind, title, children)
	case !html && slices.Contains(p.site.Components, n.Name):
		c := *n
		c.Children = children
		c.Attrs = slices.Clone(n.Attrs)
		for i := range c.Attrs {
			if c.Attrs[i].Name == "href" {
				c.Attrs[i].Value = p.target(c.Attrs[i].Value)
			}
		}
		return []*mdx.Node{&c}
	case n.Kind == mdx.FlowElement && title != "":
		head := []*mdx.Node{text(OneLine(title))}
		if href := attribute(n, "href"); href != "" {
			head = []*mdx.Node{{Kind: mdx.Link, URL: p.target(href), Children: head}}
		}
		return append([]*mdx.Node{paragraph(&mdx.Node{Kind: mdx.Strong, Children: head})}, children...)
	}
	return children
}

func attribute(n *mdx.Node, name string) string {
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name == name && a.Kind == script.StringAttr {
			return a.Value
		}
	}
	return ""
}

// box returns a box of the site around blocks.
func (p *pageWriter) box(kind, title string, children []*mdx.Node) []*mdx.Node {
	b := p.site.Boxes[kind]
	title = OneLine(title)
	switch {
	case b.Quote != "":
		head := []*mdx.Node{p.mark(b.Quote)}
		if title != "" {
			head = append(head, paragraph(&mdx.Node{Kind: mdx.Strong, Children: []*mdx.Node{text(title)}}))
		}
		return []*mdx.Node{{Kind: mdx.BlockQuote, Children: append(head, children...)}}
	case b.Element != "":
		n := &mdx.Node{Kind: mdx.FlowElement, Name: b.Element, Children: children}
		if b.Type != "" {
			n.Attrs = append(n.Attrs, mdx.Attr{Kind: script.StringAttr, Name: "type", Value: b.Type})
		}
		if title != "" {
			n.Attrs = append(n.Attrs, mdx.Attr{Kind: script.StringAttr, Name: "title", Value: title})
		}
		return []*mdx.Node{n}
	}
	if title != "" {
		children = append([]*mdx.Node{paragraph(&mdx.Node{Kind: mdx.Strong, Children: []*mdx.Node{text(title)}})}, children...)
	}
	colons := b.Fence[:strings.LastIndexByte(b.Fence, ':')+1]
	extra := strings.Repeat(":", depth(children)) // a box around others has more colons
	return slices.Concat([]*mdx.Node{p.mark(extra + b.Fence)}, children, []*mdx.Node{p.mark(extra + colons)})
}

// markRune begins a mark: a line that is no Markdown, such as the fence of a box. No
// text of a page has it.
const markRune = "\uE0E0"

func mark(i int) string { return fmt.Sprintf("%s%d%s", markRune, i, markRune) }

// mark returns a paragraph that becomes a line as it is.
func (p *pageWriter) mark(line string) *mdx.Node {
	p.marks = append(p.marks, line)
	return paragraph(&mdx.Node{Kind: mdx.Text, Value: mark(len(p.marks) - 1)})
}

// depth returns how many boxes stand in each other among blocks.
func depth(nodes []*mdx.Node) int {
	most, open := 0, 0
	for _, n := range nodes {
		if n.Kind == mdx.Paragraph && len(n.Children) == 1 && strings.HasPrefix(n.Children[0].Value, markRune) {
			open++
		}
		most = max(most, depth(n.Children))
	}
	if open > 0 {
		most++
	}
	return most
}

// target returns where a link of the page that an error is read from leads on the page
// that is written: to the page of another error, or where it led.
func (p *pageWriter) target(link string) string {
	switch to, _, fragment := p.links.Find(p.from, link); {
	case to == nil || p.absolute && to == p.from:
	case to != p.from && to.Anchor != "" || fragment == to.Anchor:
		return p.url(to, "") // it has a page of its own here
	case to == p.from:
		return "#" + fragment
	default:
		return p.url(to, fragment)
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return "#" // nothing that could run
	}
	if u.Scheme != "" || u.Host != "" || strings.HasPrefix(link, "/") || strings.HasPrefix(link, "#") {
		return link
	}
	// What is relative to the page is published beside it.
	base, err := url.Parse(p.catalog.DocsURL + "/" + path.Dir(p.from.Path) + "/")
	if err != nil {
		return link
	}
	return base.ResolveReference(u).String()
}

// image returns where an image of the page that an error is read from is. One beside that
// page is not beside the page that is written, and a site does not build without it.
func (p *pageWriter) image(src string) string {
	if strings.HasPrefix(src, "data:image/") {
		return src
	}
	return p.target(src)
}

// Unbraced keeps Vue from reading two braces as an expression: one of them, or the code
// span that they are in, stands in an element that Vue leaves alone. VitePress itself does
// that for code blocks.
func Unbraced(s string) string {
	var b strings.Builder
	fence := ""
	for line := range strings.SplitAfterSeq(s, "\n") {
		trimmed := strings.TrimLeft(line, " >")
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```"):
			fence = ticks(trimmed)
		default:
			line = unbracedLine(line)
		}
		b.WriteString(line)
	}
	return b.String()
}

func unbracedLine(line string) string {
	var b strings.Builder
	for line != "" {
		n := len(ticks(line))
		switch {
		case strings.HasPrefix(line, `\{\{`):
			b.WriteString(`<span v-pre>\{\{</span>`)
			line = line[len(`\{\{`):]
		case line[0] == '\\' && len(line) > 1:
			b.WriteString(line[:2])
			line = line[2:]
		case n > 0:
			span := line[:n]
			if length := codeEnd(line[n:], n); length >= 0 {
				span = line[:n+length+n]
			}
			line = line[len(span):]
			if strings.Contains(span, "{{") {
				span = "<span v-pre>" + span + "</span>"
			}
			b.WriteString(span)
		default:
			b.WriteByte(line[0])
			line = line[1:]
		}
	}
	return b.String()
}

// ticks returns the back-quotes that a text begins with.
func ticks(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "`"))] }

// codeEnd returns where the next run of exactly n back-quotes is, -1 where there is none.
func codeEnd(s string, n int) int {
	for i := 0; i < len(s); {
		run := len(ticks(s[i:]))
		if run == n {
			return i
		}
		i += max(run, 1)
	}
	return -1
}
