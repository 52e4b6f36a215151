package page

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
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

// attributes reads what the attributes of an element say: where a card or an
// anchor leads, and the id that a link may name.
func (r *reader) attributes(n *mdx.Node) {
	var href, id, title *mdx.Attr
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Kind != mdx.StringAttr {
			continue
		}
		switch a.Name {
		case "href":
			href = a
		case "id":
			id = a
		case "title":
			title = a
		}
	}
	if href != nil {
		label := catalog.Value[string]{V: text(n), Span: n.Span}
		if title != nil {
			label = catalog.Value[string]{V: oneLine(title.Value), Span: attrValue(title)}
		}
		r.entry.Links = append(r.entry.Links, catalog.Link{
			URL:  catalog.Value[string]{V: href.Value, Span: attrValue(href)},
			Text: label,
		})
	}
	switch {
	case id != nil && id.Value != "":
		r.anchor(id.Value, attrValue(id))
	case title != nil && titled[n.Name]:
		r.anchor(mdx.Slug(title.Value), attrValue(title))
	}
}

// titled are the elements whose title a link can name.
var titled = map[string]bool{"Accordion": true, "Expandable": true, "Step": true, "Tab": true}

// attrValue returns the place of an attribute's value, without its quotes.
func attrValue(a *mdx.Attr) source.Span {
	written := a.Span.Text()
	i := strings.IndexAny(written, `"'`)
	if i < 0 || len(written) < i+2 {
		return a.Span
	}
	return a.Span.File.Span(int(a.Span.Start)+i+1, int(a.Span.End)-1)
}

// headingAnchor adds the id of a heading: its own, or that which the docs site
// makes of its text.
func (r *reader) headingAnchor(n *mdx.Node) {
	title, id := headingText(n)
	if id == "" {
		id = mdx.Slug(title)
	}
	if id != "" {
		r.anchor(id, n.Span)
	}
}

// headingText returns the text of a heading and the id that it gives itself, as
// Markdown allows: ## Heading {#id}.
func headingText(n *mdx.Node) (title, id string) {
	title = text(n)
	if before, after, ok := strings.Cut(title, "{#"); ok {
		if id, ok := strings.CutSuffix(after, "}"); ok {
			return strings.TrimSpace(before), id
		}
	}
	return title, ""
}

// anchor adds an id; of the second and later ones of the same name, with a number.
func (r *reader) anchor(id string, at source.Span) {
	if r.slugs == nil {
		r.slugs = make(map[string]int)
	}
	r.slugs[id]++
	if n := r.slugs[id]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	r.entry.Anchors = append(r.entry.Anchors, catalog.Value[string]{V: id, Span: at})
}
