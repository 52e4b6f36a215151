package mdx

import (
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// openLeaf opens the leaf that the line begins with, if it is any but a
// paragraph, and reports whether it has taken the line. para says that the line
// would go on with a paragraph, lazily where not all containers have matched.
func (r *reader) openLeaf(columns, first int, para bool, matched int) bool {
	all := matched == len(r.open)
	switch c := r.Src[first]; c {
	case '#':
		return r.openHeading(first, matched)
	case '`', '~':
		return r.openFence(columns, first, matched)
	case '<':
		if r.openFlow(first, para, matched) {
			return true
		}
		return !r.MDX && r.openHTML(first, para, matched)
	case '{':
		return r.MDX && r.openFlow(first, para, matched)
	case '=', '-', '*', '_':
		if para && all && c != '*' && c != '_' && r.setext(first) {
			return true
		}
		para = para && r.leaf.kind == paragraphLeaf // it may have been definitions alone
		if c != '=' && r.isBreak(first) {
			r.leafNode(ThematicBreak, first, tree.TrimRight(r.Src, first, r.line.end), matched)
			return true
		}
	case 'i', 'e':
		if r.MDX && !para && columns == 0 && matched == 1 && r.openESM(first) {
			return true
		}
	}
	if para && all && (r.Src[first] == '|' || r.Src[first] == '-' || r.Src[first] == ':') {
		return r.openTable(first)
	}
	return false
}

// leafNode closes what the line does not go on with and adds a leaf.
func (r *reader) leafNode(kind Kind, start, end, matched int) *Node {
	r.closeUnmatched(matched, false)
	r.closeLeaf()
	n := r.NewNode(kind, start, end)
	r.append(n)
	return n
}

// openHeading reads `# text`, up to six of them, with any number at its end.
func (r *reader) openHeading(first, matched int) bool {
	l := &r.line
	i := first
	for l.at(i) == '#' {
		i++
	}
	level := i - first
	if level > 6 || i < l.end && !tree.IsBlank(l.src[i]) {
		return false
	}
	start, end := i, tree.TrimRight(r.Src, i, l.end)
	n := r.leafNode(Heading, first, end, matched)
	n.Level = level
	closing := end
	for closing > start && r.Src[closing-1] == '#' {
		closing--
	}
	if closing == start || tree.IsBlank(r.Src[closing-1]) {
		end = tree.TrimRight(r.Src, start, closing)
	}
	for start < end && tree.IsBlank(r.Src[start]) {
		start++
	}
	if start < end {
		r.Add(n, inline.Line{Start: start, End: end})
	}
	return true
}

// setext turns the open paragraph into a heading if the line underlines it.
func (r *reader) setext(first int) bool {
	c := r.Src[first]
	i := first
	for i < r.line.end && r.Src[i] == c {
		i++
	}
	if tree.TrimRight(r.Src, i, r.line.end) != i {
		return false
	}
	n := r.leaf.node
	r.closeParagraph()
	if n.Kind != Paragraph || n.Span.Start == n.Span.End {
		// The paragraph was link definitions alone, so this underlines nothing.
		r.leaf = r.noLeaf()
		return false
	}
	n.Kind = Heading
	n.Level = 1
	if c == '-' {
		n.Level = 2
	}
	n.Span.End = int32(i)
	r.leaf = r.noLeaf()
	return true
}

// isBreak reports whether the line is a thematic break: three or more of one of
// * - _ and nothing else.
func (r *reader) isBreak(first int) bool {
	c := r.Src[first]
	if c != '*' && c != '-' && c != '_' {
		return false
	}
	count := 0
	for i := first; i < r.line.end; i++ {
		switch {
		case r.Src[i] == c:
			count++
		case !tree.IsBlank(r.Src[i]):
			return false
		}
	}
	return count >= 3
}
