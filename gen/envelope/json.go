package envelope

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// AppendJSON appends the template as compact JSON, from which [Parse] reads one
// that is equal.
func (t *Template) AppendJSON(b []byte) []byte {
	b = append(b, `{"media_type":`...)
	b = jsonpos.AppendString(b, t.MediaType)
	if len(t.Headers) > 0 {
		b = append(b, `,"headers":{`...)
		for i, h := range t.Headers {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(jsonpos.AppendString(b, h.Name), ':')
			b = h.Value.appendJSON(b)
		}
		b = append(b, '}')
	}
	if t.Status != 0 {
		b = append(b, `,"http":`...)
		b = strconv.AppendInt(b, int64(t.Status), 10)
	}
	b = append(b, `,"body":`...)
	b = t.Body.appendJSON(b)
	return append(b, '}')
}

func (n *Node) appendJSON(b []byte) []byte {
	switch n.Kind {
	case Object:
		b = append(b, '{')
		for i, m := range n.Members {
			if i > 0 {
				b = append(b, ',')
			}
			name := m.Name
			if m.Spread {
				name = "..."
			}
			b = append(jsonpos.AppendString(b, name), ':')
			b = m.Value.appendJSON(b)
		}
		return append(b, '}')
	case Array:
		b = append(b, '[')
		for i, item := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.appendJSON(b)
		}
		return append(b, ']')
	case Literal:
		if text, ok := n.literalText(); ok {
			return jsonpos.AppendString(b, Part{Text: text}.String())
		}
		return append(b, n.JSON...)
	}
	return jsonpos.AppendString(b, n.text())
}

// String returns the node as compact JSON, as a template has it.
func (n *Node) String() string { return string(n.appendJSON(nil)) }

// literalText returns the text of a literal that is one.
func (n *Node) literalText() (string, bool) {
	if n.Kind != Literal || n.JSON[0] != '"' {
		return "", false
	}
	v, _ := jsonpos.Parse(n.JSON)
	return v.Text, true
}

// Outline returns what a body looks like, for messages: the members that every body
// has, and the values of those that are always the same.
func (t *Template) Outline() string { return t.Body.outline() }

func (n *Node) outline() string {
	switch n.Kind {
	case Object:
		var members []string
		for _, m := range n.Members {
			if m.Spread || m.Value.Optional() {
				continue
			}
			name := string(jsonpos.AppendString(nil, m.Name))
			if inner := m.Value.outline(); inner != "" {
				name += ": " + inner
			}
			members = append(members, name)
		}
		return "{" + strings.Join(members, ", ") + "}"
	case Array:
		var items []string
		for _, item := range n.Items {
			if inner := item.outline(); inner != "" {
				items = append(items, inner)
			}
		}
		return "[" + strings.Join(items, ", ") + "]"
	case Literal:
		return n.JSON
	}
	return ""
}
