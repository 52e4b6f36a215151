package record

import (
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/source"
)

func readElement(r *Record, p *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.elements {
		if n.Name == p.key && p.fits(n) {
			out = append(out, Flatten(n))
		}
	}
	return out
}

// fits reports whether an element has the attribute that the place asks for.
func (p *Place) fits(n *mdx.Node) bool {
	if p.attr[0] == "" {
		return true
	}
	for _, t := range attribute(n, p.attr[0]) {
		return t.S == p.attr[1]
	}
	return false
}

func readAttribute(r *Record, p *Place) []Text {
	element, name, of := strings.Cut(p.Arg, " ")
	if !of {
		if r.Rule.Each.Kind != Element {
			return nil
		}
		return attribute(r.Head, element)
	}
	r.list()
	var out []Text
	for _, n := range r.elements {
		if n.Name == element {
			out = append(out, attribute(n, strings.TrimSpace(name))...)
		}
	}
	return out
}

func attribute(n *mdx.Node, name string) []Text {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			if v := attrValueOf(&n.Attrs[i]); !v.Span.IsZero() {
				return []Text{Written(v.V, v.Span)}
			}
		}
	}
	return nil
}

// AttrText returns the text of an attribute that is a string, be it one in an
// expression. Its Span is zero where only running the expression could tell.
func AttrText(a *mdx.Attr) (v catalog.Value[string]) {
	switch a.Kind {
	case mdx.StringAttr:
		return catalog.Value[string]{V: a.Value, Span: attrValue(a)}
	case mdx.ExpressionAttr:
		if text, _, ok := script.StringLiteral(a.Value); ok {
			return catalog.Value[string]{V: text, Span: attrValue(a)}
		}
	}
	return v
}

// attrValueOf returns the text of an attribute as AttrText does, and of one that is a
// number or a truth value: status={404}, deprecated.
func attrValueOf(a *mdx.Attr) catalog.Value[string] {
	switch value := strings.TrimSpace(a.Value); {
	case a.Kind == mdx.BooleanAttr:
		return catalog.Value[string]{V: "true", Span: a.Span}
	case a.Kind == mdx.ExpressionAttr && bareValue.MatchString(value):
		return catalog.Value[string]{V: value, Span: Part(a.Span, value)}
	}
	return AttrText(a)
}

var bareValue = regexp.MustCompile(`^(-?[0-9]+|true|false)$`)

// attrValue returns the place of an attribute's value, without its quotes.
func attrValue(a *mdx.Attr) source.Span {
	written := a.Span.Text()
	start, end := strings.IndexAny(written, "\"'`"), strings.LastIndexAny(written, "\"'`")
	if start == end {
		return a.Span
	}
	return a.Span.File.Span(int(a.Span.Start)+start+1, int(a.Span.Start)+end)
}
