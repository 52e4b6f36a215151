package page

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/source"
)

// jsx keeps what JSX and JavaScript on an MDX page say, for lint rules: whether a
// site can build it depends on more than the grammar.
func (r *reader) jsx(root *mdx.Node) {
	if !strings.EqualFold(path.Ext(r.file.Name), ".mdx") && !r.options.Parse.MDX {
		return
	}
	j := jsxReader{entry: r.entry}
	j.collect(root)
	for _, n := range j.code {
		j.expression(n.Span, n.Value, n.ValueSpan, true)
	}
	for _, a := range j.values {
		j.expression(a.Span, a.Value, func(start, end int) source.Span {
			at := a.ValueSpan
			if at.Text() != a.Value {
				return at // it runs over the lines of a quote or a list
			}
			return at.File.Span(int(at.Start)+start, int(at.Start)+end)
		}, false)
	}
	for _, n := range j.components {
		if name, _, _ := strings.Cut(n.Name, "."); !j.declared[name] {
			r.entry.Components = append(r.entry.Components, catalog.Value[string]{V: name, Span: n.Span})
		}
	}
}

// A jsxReader gathers first, since a page may declare a name below where it is read.
type jsxReader struct {
	entry    *catalog.Entry
	code     []*mdx.Node // expressions
	values   []*mdx.Attr // of attributes
	declared map[string]bool

	components []*mdx.Node // elements whose name begins with an upper-case letter
}

func (j *jsxReader) collect(n *mdx.Node) {
	switch n.Kind {
	case mdx.ESM:
		for _, name := range script.Declared(n.Value) {
			if j.declared == nil {
				j.declared = map[string]bool{}
			}
			j.declared[name] = true
		}
	case mdx.FlowExpression, mdx.TextExpression:
		j.code = append(j.code, n)
	case mdx.FlowElement, mdx.TextElement:
		j.element(n)
	}
	for _, c := range n.Children {
		j.collect(c)
	}
}

// element keeps what is not the same in HTML and in JSX.
func (j *jsxReader) element(n *mdx.Node) {
	var attributes []catalog.Attribute
	for i := range n.Attrs {
		switch a := &n.Attrs[i]; a.Kind {
		case mdx.ExpressionAttr, mdx.SpreadAttr:
			j.values = append(j.values, a)
		case mdx.StringAttr:
			attributes = append(attributes, catalog.Attribute{
				Name: a.Name, Value: catalog.Value[string]{V: a.Value, Span: a.ValueSpan}, Span: a.Span,
			})
		}
	}
	if n.Name != "" && n.Name[0] >= 'A' && n.Name[0] <= 'Z' {
		j.components = append(j.components, n)
	}
	html := n.Name != "" && n.Name[0] >= 'a' && n.Name[0] <= 'z' && !strings.ContainsAny(n.Name, ".:")
	if html && (len(attributes) > 0 || len(n.Children) > 0) {
		j.entry.Elements = append(j.entry.Elements, catalog.Element{
			Name: n.Name, Span: n.Span, Attributes: attributes, Content: len(n.Children) > 0,
		})
	}
}

// expression keeps an expression that reads what nothing on the page declares, or
// that is an object.
func (j *jsxReader) expression(at source.Span, code string, place func(start, end int) source.Span, shown bool) {
	x := catalog.Expression{Span: at, Shown: shown, Object: shown && script.IsObject(code)}
	for _, name := range script.Free(code) {
		if !j.declared[name.Text] {
			x.Free = append(x.Free, catalog.Value[string]{V: name.Text, Span: place(name.Start, name.End)})
		}
	}
	if x.Object || len(x.Free) > 0 {
		j.entry.Expressions = append(j.entry.Expressions, x)
	}
}
