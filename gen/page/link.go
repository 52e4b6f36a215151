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

// attributes reads what the attributes of an element say: where a card, an anchor
// or a Link leads, and the id that a link may name.
func (r *reader) attributes(n *mdx.Node) {
	var href, id, title catalog.Value[string]
	for i := range n.Attrs {
		a := &n.Attrs[i]
		switch {
		case a.Name == "href", a.Name == "to" && n.Name == "Link":
			href = attrText(a)
		case a.Name == "id":
			id = attrText(a)
		case a.Name == "title":
			title = attrText(a)
		}
	}
	if !href.Span.IsZero() {
		label := catalog.Value[string]{V: text(n), Span: n.Span}
		if !title.Span.IsZero() {
			label = catalog.Value[string]{V: oneLine(title.V), Span: title.Span}
		}
		r.entry.Links = append(r.entry.Links, catalog.Link{URL: href, Text: label})
	}
	switch {
	case id.V != "":
		r.anchor(id.V, id.Span)
	case !title.Span.IsZero() && titled[n.Name]:
		r.anchor(mdx.Slug(title.V), title.Span)
	}
}

// titled are the elements whose title a link can name.
var titled = map[string]bool{"Accordion": true, "Expandable": true, "Step": true, "Tab": true}

// attrText returns the text of an attribute that is a string, be it one in an
// expression. Its Span is zero where only running the expression could tell.
func attrText(a *mdx.Attr) (v catalog.Value[string]) {
	switch a.Kind {
	case mdx.StringAttr:
		return catalog.Value[string]{V: a.Value, Span: attrValue(a)}
	case mdx.ExpressionAttr:
		if text, _, ok := stringLiteral(a.Value); ok {
			return catalog.Value[string]{V: text, Span: attrValue(a)}
		}
	}
	return v
}

// attrValue returns the place of an attribute's value, without its quotes.
func attrValue(a *mdx.Attr) source.Span {
	written := a.Span.Text()
	start, end := strings.IndexAny(written, "\"'`"), strings.LastIndexAny(written, "\"'`")
	if start == end {
		return a.Span
	}
	return a.Span.File.Span(int(a.Span.Start)+start+1, int(a.Span.Start)+end)
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
