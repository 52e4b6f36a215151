package record

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// The functions whose names begin with read give the texts at the places of the table
// Vocabulary, one each.

func readNothing(*Record, *Place) []Text { return nil }

func readFront(r *Record, p *Place) []Text {
	n, _ := r.Key(p.Arg)
	if n != nil && n.Kind == yamlpos.Seq && len(n.Items) > 0 {
		n = n.Items[0]
	}
	if n == nil || n.Kind != yamlpos.Scalar || n.Tag == "!!null" {
		return nil
	}
	return []Text{Written(n.Value, n.Span)}
}

// readFile gives the name of the file, unless that is one of a folder's own page,
// which names no error.
func readFile(r *Record, _ *Place) []Text {
	name := path.Base(withoutExtension(r.Path))
	if OfFolder(r.Path) {
		return nil
	}
	return []Text{{S: name}}
}

func readPath(r *Record, _ *Place) []Text { return []Text{{S: withoutExtension(r.Path)}} }

func withoutExtension(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// OfFolder reports whether a page is by its name the index of its folder, or a
// part that others include, and so does not describe an error.
func OfFolder(page string) bool {
	name := path.Base(withoutExtension(page))
	return strings.EqualFold(name, "index") || strings.EqualFold(name, "readme") || strings.HasPrefix(name, "_")
}

// readText gives the paragraphs of the record, the first one first: of an item, of
// an element and of a row's cells as well. A paragraph of elements, of labels that the rule
// reads, or one that is a line of a box, is no text.
func readText(r *Record, _ *Place) []Text {
	var out []Text
	for _, n := range r.Blocks {
		if n.Kind == mdx.Heading && len(out) > 0 {
			break
		}
		if n.Kind == mdx.Paragraph && !isElement(n) && !r.Rule.onlyLabels(n) {
			f := flattener{html: r.Rule.Placeholders == "<name>"}
			f.node(n)
			if t := f.text(); !strings.HasPrefix(t.S, ":::") {
				out = append(out, t)
			}
		}
	}
	return out
}

func readJSON(r *Record, p *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.fences {
		if _, may := JSON(n); !may {
			continue
		}
		v := r.Body(n)
		for _, member := range p.path {
			if v != nil && v.Kind == jsonpos.Array {
				i, err := strconv.Atoi(member)
				if err != nil || i < 0 || i >= len(v.Items) {
					v = nil
					break
				}
				v = v.Items[i]
				continue
			}
			v = v.Get(member)
		}
		if v == nil || v.Kind == jsonpos.Object || v.Kind == jsonpos.Array || v.Kind == jsonpos.Null {
			continue
		}
		at := n.ValueSpan(v.Start, v.End)
		if v.Kind == jsonpos.String && v.End-v.Start >= 2 {
			at = n.ValueSpan(v.Start+1, v.End-1)
		}
		out = append(out, Written(v.Text, at))
	}
	return out
}

func readExample(r *Record, p *Place) []Text {
	var out []Text
	for i := range r.Examples {
		x := &r.Examples[i]
		v := x.Title
		switch p.Arg {
		case "status":
			v = catalog.Value[string]{V: strconv.Itoa(x.Status.V), Span: x.Status.Span}
		case "detail":
			v = x.Detail
		case "type":
			v = x.Type
		}
		if !v.Span.IsZero() && v.V != "" {
			out = append(out, Written(v.V, v.Span))
		}
	}
	return out
}

// readFence gives what follows the marks that open each code block.
func readFence(r *Record, _ *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.fences {
		info := strings.TrimSpace(n.Lang + " " + n.Meta)
		if info == "" {
			continue
		}
		line := n.Span
		if end := bytes.IndexAny(line.File.Data[line.Start:line.End], "\r\n"); end >= 0 {
			line.End = line.Start + int32(end)
		}
		out = append(out, Written(info, Part(line, info)))
	}
	return out
}

func readColumn(r *Record, p *Place) []Text {
	if i := slices.Index(r.Columns, p.key); i >= 0 && i < len(r.Head.Children) {
		return []Text{CellText(r.Head.Children[i])}
	}
	return nil
}

// CellText returns the text of a cell.
func CellText(n *mdx.Node) Text { return Flatten(n.Children...) }
