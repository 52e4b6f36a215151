package mdx

import "github.com/unkeyed/errgen/gen/mdx/inline"

// definitions takes link definitions, `[label]: destination "title"`, off the
// start of a paragraph and returns the lines that are left.
func (r *reader) definitions(lines []inline.Line) []inline.Line {
	paragraph := r.leaf.node
	parent := r.open[len(r.open)-1].node
	var defs []*Node
	for len(lines) > 0 && r.Src[lines[0].Start] == '[' {
		n, used := r.Definition(lines)
		if n == nil {
			break
		}
		defs = append(defs, n)
		lines = lines[used:]
	}
	if len(defs) == 0 {
		return lines
	}
	k := len(parent.Children) - 1 // the paragraph is the last child
	parent.Children = append(parent.Children[:k], defs...)
	if len(lines) > 0 {
		parent.Children = append(parent.Children, paragraph)
	}
	return lines
}
