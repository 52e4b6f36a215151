package markdown

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// tidyLine is tidyText for what has one line only.
func tidyLine(nodes []*mdx.Node) []*mdx.Node {
	return trimText(tidyText(nodes, noBreaks))
}

// marks say which marks are around already, since a mark within its own kind
// changes nothing.
type marks uint8

const (
	inEmphasis marks = 1 << iota
	inStrong
	inStrike
	noBreaks
	inLink
)

// tidyText returns copies of the nodes of a text: with runs of white space as one
// blank, white space at the edge of a mark outside of it, and neighbours of one
// kind as one.
func tidyText(nodes []*mdx.Node, around marks) []*mdx.Node {
	out := make([]*mdx.Node, 0, len(nodes))
	for _, n := range nodes {
		switch n.Kind {
		case mdx.Text:
			out = appendText(out, n)
		case mdx.TextHTML:
			out = appendText(out, textNode(tree.HTMLText(n.Value)))
		case mdx.Break:
			if around&noBreaks != 0 {
				out = appendText(out, textNode(" "))
			} else {
				out = append(out, n)
			}
		case mdx.TextExpression:
			if s, ok := script.TextOf(n.Value); ok {
				out = appendText(out, textNode(s))
			}
		case mdx.TextElement:
			if n.Name == "br" && len(n.Children) == 0 {
				out = append(out, tidyText([]*mdx.Node{{Kind: mdx.Break}}, around)...)
				continue
			}
			if link := linkOf(n); link != nil && around&inLink == 0 {
				out = append(out, tidyText([]*mdx.Node{link}, around)...)
				continue
			}
			children := tidyText(n.Children, around)
			if n.Name == "" {
				out = joinText(out, children)
				continue
			}
			out = append(out, withChildren(n, children))
		case mdx.Emphasis, mdx.Strong, mdx.Strikethrough:
			kind := markOf(n.Kind)
			children := tidyText(n.Children, around|kind)
			if around&kind != 0 {
				out = joinText(out, children)
				continue
			}
			before, inner, after := edges(children)
			out = joinText(out, before)
			if len(inner) > 0 {
				out = joinText(out, []*mdx.Node{withChildren(n, inner)})
			}
			out = joinText(out, after)
		case mdx.Link, mdx.Image:
			out = append(out, withChildren(n, tidyText(n.Children, around|noBreaks|inLink)))
		default:
			out = append(out, n)
		}
	}
	return tidyBreaks(out)
}

// linkOf returns the link that an element of HTML is, nil for none.
func linkOf(n *mdx.Node) *mdx.Node {
	if n.Name != "a" || holdsLink(n.Children) {
		return nil
	}
	link := &mdx.Node{Kind: mdx.Link, Children: n.Children}
	found := false
	for _, a := range n.Attrs {
		switch {
		case a.Kind == mdx.StringAttr && a.Name == "href":
			link.URL, found = a.Value, true
		case a.Kind == mdx.StringAttr && a.Name == "title":
			link.Title = a.Value
		}
	}
	if !found {
		return nil
	}
	return link
}

func holdsLink(nodes []*mdx.Node) bool {
	return slices.ContainsFunc(nodes, func(n *mdx.Node) bool {
		return n.Kind == mdx.Link || n.Kind == mdx.FootnoteRef || n.Kind == mdx.TextElement && n.Name == "a" || holdsLink(n.Children)
	})
}

// htmlNodes returns what a block of HTML shows: its text, with line breaks and links.
func htmlNodes(s string) []*mdx.Node {
	var out []*mdx.Node
	var link *mdx.Node
	add := func(n *mdx.Node) {
		if link != nil {
			link.Children = append(link.Children, n)
			return
		}
		out = append(out, n)
	}
	tree.WalkHTML(s, func(text string) { add(textNode(text)) }, func(tag string) {
		switch tree.HTMLName(tag) {
		case "br":
			add(&mdx.Node{Kind: mdx.Break})
		case "a":
			if url, _, ok := tree.HTMLAttr(tag, "href"); ok {
				link = nil
				next := &mdx.Node{Kind: mdx.Link, URL: url}
				add(next)
				link = next
			}
		case "/a":
			link = nil
		}
	})
	return out
}

func markOf(k mdx.Kind) marks {
	switch k {
	case mdx.Emphasis:
		return inEmphasis
	case mdx.Strong:
		return inStrong
	}
	return inStrike
}

func isMark(k mdx.Kind) bool { return k == mdx.Emphasis || k == mdx.Strong || k == mdx.Strikethrough }

// joinText appends tidy nodes to tidy nodes.
func joinText(out, nodes []*mdx.Node) []*mdx.Node {
	for _, n := range nodes {
		last := len(out) - 1
		switch {
		case n.Kind == mdx.Text:
			out = appendText(out, n)
		case isMark(n.Kind) && last >= 0 && out[last].Kind == n.Kind:
			out[last] = withChildren(n, joinText(out[last].Children, n.Children))
		default:
			out = append(out, n)
		}
	}
	return out
}

func textNode(s string) *mdx.Node { return &mdx.Node{Kind: mdx.Text, Value: s} }

// appendText appends a text, as a part of the text before it if there is one.
func appendText(out []*mdx.Node, n *mdx.Node) []*mdx.Node {
	last := len(out) - 1
	s := n.Value
	joined := last >= 0 && out[last].Kind == mdx.Text
	if joined {
		s = out[last].Value + s
	}
	switch s = blanks(s); {
	case s == "":
	case joined:
		out[last] = textNode(s)
	case s == n.Value:
		out = append(out, n)
	default:
		out = append(out, textNode(s))
	}
	return out
}

// blanks returns s with every run of white space as one blank.
func blanks(s string) string {
	if !hasRuns(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := range len(s) {
		if tree.IsSpace(s[i]) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteByte(s[i])
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// hasRuns reports whether s has white space other than single blanks.
func hasRuns(s string) bool {
	for i := range len(s) {
		if tree.IsSpace(s[i]) && (s[i] != ' ' || i > 0 && s[i-1] == ' ') {
			return true
		}
	}
	return false
}

// edges takes white space and line breaks off both ends of a text.
func edges(nodes []*mdx.Node) (before, inner, after []*mdx.Node) {
	for len(nodes) > 0 {
		n := nodes[0]
		if n.Kind == mdx.Text && n.Value[0] == ' ' {
			before = appendText(before, textNode(" "))
			if n.Value == " " {
				nodes = nodes[1:]
				continue
			}
			nodes = append([]*mdx.Node{{Kind: mdx.Text, Value: n.Value[1:]}}, nodes[1:]...)
		}
		if n.Kind != mdx.Break {
			break
		}
		before = append(before, n)
		nodes = nodes[1:]
	}
	for len(nodes) > 0 {
		last := len(nodes) - 1
		n := nodes[last]
		if n.Kind == mdx.Text && n.Value[len(n.Value)-1] == ' ' {
			after = append([]*mdx.Node{{Kind: mdx.Text, Value: " "}}, after...)
			nodes = nodes[:last:last]
			if n.Value != " " {
				nodes = append(nodes, &mdx.Node{Kind: mdx.Text, Value: n.Value[:len(n.Value)-1]})
				break
			}
			continue
		}
		if n.Kind != mdx.Break {
			break
		}
		after = append([]*mdx.Node{n}, after...)
		nodes = nodes[:last:last]
	}
	return before, nodes, after
}

// trimText leaves out white space and line breaks at both ends.
func trimText(nodes []*mdx.Node) []*mdx.Node {
	_, nodes, _ = edges(nodes)
	return tidyBreaks(nodes)
}

// tidyBreaks leaves out white space around line breaks, and all but the first of
// those that follow each other.
func tidyBreaks(nodes []*mdx.Node) []*mdx.Node {
	if !slices.ContainsFunc(nodes, func(n *mdx.Node) bool { return n.Kind == mdx.Break }) {
		return nodes
	}
	out := make([]*mdx.Node, 0, len(nodes))
	for i, n := range nodes {
		if n.Kind == mdx.Text {
			s := n.Value
			if i > 0 && nodes[i-1].Kind == mdx.Break {
				s = strings.TrimLeft(s, " ")
			}
			if i+1 < len(nodes) && nodes[i+1].Kind == mdx.Break {
				s = strings.TrimRight(s, " ")
			}
			if s == "" {
				continue
			}
			if s != n.Value {
				n = textNode(s)
			}
		}
		if last := len(out) - 1; n.Kind == mdx.Break && last >= 0 && out[last].Kind == mdx.Break {
			continue
		}
		out = append(out, n)
	}
	return out
}
