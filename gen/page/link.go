package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

func (r *reader) link(n *mdx.Node) {
	at := n.URLSpan
	if at.IsZero() {
		at = n.Span // of a reference, whose URL stands elsewhere
	}
	label := n.Span
	if len(n.Children) > 0 {
		label.Start, label.End = n.Children[0].Span.Start, n.Children[len(n.Children)-1].Span.End
	}
	r.entry.Links = append(r.entry.Links, catalog.Link{
		URL:  catalog.Value[string]{V: n.URL, Span: at},
		Text: catalog.Value[string]{V: text(n), Span: label},
	})
}

// image keeps where an image of Markdown is.
func (p *pageReader) image(n *mdx.Node) {
	at := n.URLSpan
	if at.IsZero() {
		at = n.Span // of a reference, or of an image without an address
	}
	p.images = append(p.images, catalog.Value[string]{V: n.URL, Span: at})
}

// imageElement keeps where an element shows an image, if that does not depend on where
// the page is published.
func (p *pageReader) imageElement(n *mdx.Node) {
	if n.Name != "img" {
		return
	}
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name == "src" {
			if src := record.AttrText(a); strings.HasPrefix(src.V, "/") {
				p.images = append(p.images, src)
			}
		}
	}
}

// attributeLink reads where a card, an anchor or a Link leads.
func (r *reader) attributeLink(n *mdx.Node) {
	var href, title catalog.Value[string]
	for i := range n.Attrs {
		a := &n.Attrs[i]
		switch {
		case a.Name == "href", a.Name == "to" && n.Name == "Link":
			href = record.AttrText(a)
		case a.Name == "title":
			title = record.AttrText(a)
		}
	}
	if href.Span.IsZero() {
		return
	}
	label := catalog.Value[string]{V: text(n), Span: n.Span}
	if !title.Span.IsZero() {
		label = catalog.Value[string]{V: record.Line(title.V), Span: title.Span}
	}
	r.entry.Links = append(r.entry.Links, catalog.Link{URL: href, Text: label})
}

// around reads the links and the error bodies of a page that stand in none of its records.
func (p *pageReader) around(entries []*catalog.Entry, told []*record.Record) {
	if len(entries) == 0 {
		return
	}
	read := map[source.Span]bool{}
	for _, e := range entries {
		for i := range e.Links {
			read[e.Links[i].URL.Span] = true
		}
	}
	r := &reader{pageReader: p, entry: &catalog.Entry{}}
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			switch n.Kind {
			case mdx.Link:
				r.link(n)
			case mdx.FlowElement, mdx.TextElement:
				r.attributeLink(n)
			case mdx.CodeBlock:
				i, in := slices.BinarySearchFunc(told, n.Span.Start, func(rec *record.Record, at int32) int { return int(rec.Span.Start - at) })
				if !in && (i == 0 || !told[i-1].Span.Contains(n.Span)) {
					r.fenceBeside(n)
				}
			}
			walk(n.Children)
		}
	}
	walk(p.doc.Root.Children)
	entries[0].Beside = r.entry.Beside
	for _, l := range r.entry.Links {
		if !read[l.URL.Span] {
			entries[0].Around = append(entries[0].Around, l)
		}
	}
}

// attributeAnchor reads the id that an element gives itself, or that a site makes of
// its title.
func (p *pageReader) attributeAnchor(n *mdx.Node) {
	var id, title catalog.Value[string]
	for i := range n.Attrs {
		switch a := &n.Attrs[i]; a.Name {
		case "id":
			id = record.AttrText(a)
		case "name":
			if n.Name == "a" && id.V == "" {
				id = record.AttrText(a)
			}
		case "title":
			title = record.AttrText(a)
		}
	}
	switch {
	case id.V != "":
		p.anchor(n, id.V, id.Span)
	case !title.Span.IsZero() && titled[n.Name]:
		p.anchor(n, mdx.Slug(title.V), title.Span)
	}
}

// titled are the elements whose title a link can name.
var titled = map[string]bool{"Accordion": true, "Expandable": true, "Step": true, "Tab": true}

// headingAnchor adds the id of a heading: its own, or that which the docs site
// makes of its text.
func (p *pageReader) headingAnchor(n *mdx.Node) {
	if p.options.Site != nil {
		if p.slugger == nil {
			p.slugger = p.options.Site.Slugger()
		}
		if id := p.slugger.ID(heading(n)); id != "" {
			p.keep(n, id, n.Span)
		}
		return
	}
	title, id := record.HeadingID(n)
	if id == "" {
		id = mdx.Slug(title)
	}
	if id != "" {
		p.anchor(n, id, n.Span)
	}
}

// heading returns the parts of a heading.
func heading(n *mdx.Node) site.Heading {
	var out site.Heading
	var walk func(nodes []*mdx.Node, kind site.PartKind)
	walk = func(nodes []*mdx.Node, kind site.PartKind) {
		for _, n := range nodes {
			switch n.Kind {
			case mdx.Text:
				part := site.Part{Kind: kind, Text: strings.ReplaceAll(n.Value, "\n", " ")}
				if source := strings.ReplaceAll(n.Span.Text(), "\n", " "); source != part.Text {
					part.Source = source
				}
				out = append(out, part)
			case mdx.CodeSpan:
				out = append(out, site.Part{Kind: site.Code, Text: n.Value})
			case mdx.TextExpression:
				out = append(out, site.Part{Kind: site.Expression, Text: n.Value})
			case mdx.Image:
				walk(n.Children, site.Alt)
			default:
				walk(n.Children, kind)
			}
		}
	}
	walk(n.Children, site.Text)
	return out
}

// anchor adds the id of a node; of the second and later ones of the same name, with
// a number.
func (p *pageReader) anchor(n *mdx.Node, id string, at source.Span) {
	if p.options.Site == nil {
		if p.slugs == nil {
			p.slugs = make(map[string]int)
		}
		p.slugs[id]++
		if n := p.slugs[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
	}
	p.keep(n, id, at)
}

func (p *pageReader) keep(n *mdx.Node, id string, at source.Span) {
	if p.rule.Each.Kind != record.Page {
		if p.ids == nil {
			p.ids = make(map[*mdx.Node]string)
		}
		p.ids[n] = id
	}
	p.anchors = append(p.anchors, catalog.Value[string]{V: id, Span: at})
}
