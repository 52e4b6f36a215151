package envelope

import (
	"strconv"
	"strings"
)

// A Place is where a value of a template is: in the body or in a header.
type Place struct {
	Header string // name of the header; empty for a place in the body
	Path   []Step // from the top of the body
	Value  *Node
	// Spread is set where the value's members stand among the members of the
	// object that Path leads to.
	Spread bool
}

// A Step leads to a member of an object, or to an item of a list.
type Step struct {
	Name string // of the member; empty for an item
	Item int
}

// String returns the place as messages name it: "error.errors[0].code".
func (p Place) String() string {
	if p.Header != "" {
		return "header " + p.Header
	}
	return pathString(p.Path)
}

func pathString(path []Step) string {
	var b strings.Builder
	for _, s := range path {
		switch {
		case s.Name == "":
			b.WriteString("[" + strconv.Itoa(s.Item) + "]")
		case strings.ContainsAny(s.Name, ".[]\" "):
			b.WriteString("[" + strconv.Quote(s.Name) + "]")
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s.Name)
		}
	}
	return b.String()
}

// Places returns the places of all placeholders: those of the body in its order,
// then the headers.
func (t *Template) Places() []Place {
	var out []Place
	var walk func(n *Node, path []Step, spread bool)
	walk = func(n *Node, path []Step, spread bool) {
		path = path[:len(path):len(path)]
		switch n.Kind {
		case Object:
			for _, m := range n.Members {
				if m.Spread {
					walk(m.Value, path, true)
				} else {
					walk(m.Value, append(path, Step{Name: m.Name}), false)
				}
			}
		case Array:
			for i, item := range n.Items {
				walk(item, append(path, Step{Item: i}), false)
			}
		case Text:
			out = append(out, Place{Path: path, Value: n, Spread: spread})
		}
	}
	walk(t.Body, nil, false)
	for _, h := range t.Headers {
		if h.Value.Kind == Text {
			out = append(out, Place{Header: h.Name, Value: h.Value})
		}
	}
	return out
}

// Uses reports whether the template has a placeholder of that name.
func (t *Template) Uses(name string) bool {
	for _, p := range t.Places() {
		for _, part := range p.Value.Parts {
			for _, r := range part.Refs {
				if r.Name == name {
					return true
				}
			}
		}
	}
	return false
}

// OwnParams returns the parameters that have a place of their own in the body,
// in its order.
func (t *Template) OwnParams() []string {
	var out []string
	for _, p := range t.Places() {
		if name := p.Value.Param(); name != "" && p.Header == "" {
			out = append(out, name)
		}
	}
	return out
}

// Taken returns the names that no parameter may have, unless it has a place of
// its own: those of the members that stand beside parameters that are spread.
func (t *Template) Taken() []string {
	var out []string
	var walk func(n *Node)
	walk = func(n *Node) {
		spreads := false
		for _, m := range n.Members {
			spreads = spreads || m.Spread
			walk(m.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
		for _, m := range n.Members {
			if spreads && !m.Spread {
				out = append(out, m.Name)
			}
		}
	}
	walk(t.Body)
	return out
}
