package yamlpos

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/source"
)

// Cut returns what follows a scalar on its line if that looks like a part of the text
// that YAML reads as a comment: a # after a space, with no space after it. It is zero
// otherwise, and for text in quotes and in blocks, which cannot be cut.
func (n *Node) Cut() (rest source.Span) {
	if n == nil || n.Kind != Scalar || n.Tag != "!!str" && n.Tag != "!!null" {
		return rest
	}
	data := n.Span.File.Data
	if n.Span.Start < n.Span.End && bytes.IndexByte([]byte("\"'|>"), data[n.Span.Start]) >= 0 {
		return rest
	}
	line := data[n.Span.End:]
	if i := bytes.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	text := bytes.TrimLeft(line, " \t")
	if len(text) < 2 || len(text) == len(line) || text[0] != '#' || text[1] == ' ' || text[1] == '\t' || text[1] == '#' {
		return rest
	}
	start := int(n.Span.End) + len(line) - len(text)
	return n.Span.File.Span(start, start+len(bytes.TrimRight(text, " \t")))
}

// Scalars calls f with every scalar below a node, and its key.
func (n *Node) Scalars(key string, f func(key string, n *Node)) {
	switch {
	case n == nil:
	case n.Kind == Scalar:
		f(key, n)
	default:
		for _, p := range n.Pairs {
			p.Value.Scalars(p.Key.Value, f)
		}
		for _, item := range n.Items {
			item.Scalars(key, f)
		}
	}
}
