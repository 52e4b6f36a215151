package inline

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// literalText reads addresses that stand in text without any syntax, as GFM has
// them: https://example.com, www.example.com.
type literalText struct{}

// Trigger gives the characters before which goldmark asks; a blank stands for the
// start of a line and the place behind any other node too.
func (literalText) Trigger() []byte { return []byte(" \"'(*,-:;<=>[]_|~!?/") }

func (literalText) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	skip := 0
	if !tree.IsLetter(line[0]) {
		skip = 1
	}
	if len(line) < skip+5 || line[skip]|0x20 != 'h' && line[skip]|0x20 != 'w' {
		return nil
	}
	r := parent.(*textBlock).r
	start := segment.Start + skip
	before := byte(' ')
	if skip == 1 {
		before = line[0]
	} else if c := block.PrecendingCharacter(); c < utf8.RuneSelf {
		before = byte(c)
	}
	n := AddressLength(line[skip:min(len(line), skip+maxAddress)], before)
	if n == 0 || pc.IsInLinkLabel() {
		return nil
	}
	if skip == 1 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(start))
	}
	block.Advance(skip + n)
	return &made{node: r.literal(start, start+n)}
}

// literal makes a link of an address that stands in the text.
func (r *Page) literal(start, end int) *tree.Node {
	m := r.NewNode(tree.Link, start, end)
	m.URL = source.String(r.Src[start:end])
	m.URLSpan = r.Span(start, end)
	if strings.EqualFold(m.URL[:4], "www.") {
		m.URL = "http://" + m.URL
	}
	m.Children = append(r.Children(1), r.plain(start, end))
	return m
}

// AddressLength returns the length of the address that s begins with, 0 for
// none. before is the character that stands before it.
func AddressLength(s []byte, before byte) int {
	var domain int
	switch {
	case len(s) > 4 && bytes.EqualFold(s[:4], []byte("www.")):
		if bytes.IndexByte([]byte(" \t\n\r\f\v(*_~[]"), before) < 0 {
			return 0
		}
	case len(s) > 7 && bytes.EqualFold(s[:7], []byte("http://")):
		domain = 7
	case len(s) > 8 && bytes.EqualFold(s[:8], []byte("https://")):
		domain = 8
	default:
		return 0
	}
	if domain > 0 && tree.IsLetter(before) {
		return 0
	}
	end := domain
	for end < len(s) && !tree.IsSpace(s[end]) && s[end] != '<' && !(s[end] == ']' && end+1 < len(s) && (s[end+1] == '(' || s[end+1] == '[')) {
		end++
	}
	s = s[:trimAddress(s[:end])]
	end = domain
	for end < len(s) && (tree.IsLetter(s[end]) || tree.IsDigit(s[end]) || s[end] == '-' || s[end] == '_' || s[end] == '.' || s[end] >= utf8.RuneSelf) {
		end++
	}
	if domain >= len(s) || !isDomain(s[domain:end], domain == 0) {
		return 0
	}
	return len(s)
}

// isDomain reports whether s can be the name of a host: parts with dots between,
// the last two without underscores.
func isDomain(s []byte, www bool) bool {
	parts := bytes.Split(bytes.TrimRight(s, "."), []byte("."))
	if len(parts[0]) == 0 || www && len(parts) < 2 {
		return false
	}
	for i, p := range parts {
		if i >= len(parts)-2 && bytes.IndexByte(p, '_') >= 0 {
			return false
		}
	}
	return true
}

// trimAddress leaves out what more likely belongs to the sentence around: marks
// at the end, a closing bracket that nothing in the address opens, a character
// reference.
func trimAddress(s []byte) int {
	end := len(s)
	opened, closed := bytes.Count(s, []byte("(")), bytes.Count(s, []byte(")"))
	for end > 0 {
		switch c := s[end-1]; {
		case bytes.IndexByte([]byte("?!.,:*_~'\"]"), c) >= 0:
		case c == ')' && closed > opened:
			closed--
		case c == ';':
			i := end - 2
			for i > 0 && tree.IsLetter(s[i]) {
				i--
			}
			if i >= end-2 || s[i] != '&' {
				return end
			}
			end = i + 1
		default:
			return end
		}
		end--
	}
	return 0
}

// literals adds a text, with the e-mail addresses in it as links, and other addresses
// that [literalText] has not come upon.
func (c *converter) literals(n *tree.Node) {
	r, s := c.r, n.Value
	if strings.IndexByte(s, '@') < 0 && !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		c.made(n)
		return
	}
	last := 0
	for i := 0; i < len(s); i++ {
		start, end := i, i
		url := ""
		switch s[i] {
		case '@':
			start, end = Mail(s, i, last)
			url = "mailto:" + s[start:end]
		case 'h', 'H', 'w', 'W':
			before := byte(' ')
			if i > 0 && !tree.IsPunct(s[i-1]) {
				before = s[i-1]
			}
			end = i + AddressLength([]byte(s[i:min(len(s), i+maxAddress)]), before)
			url = s[i:end]
			if s[i]|0x20 == 'w' {
				url = "http://" + url
			}
		}
		if start == end {
			continue
		}
		from, to := n.Offset(start), n.Offset(end-1)+1
		if to-from != end-start {
			continue // parts of it are escaped
		}
		if start > last {
			c.made(r.part(n, last, start))
		}
		link := r.NewNode(tree.Link, from, to)
		link.URL = url
		link.URLSpan = link.Span
		link.Children = append(r.Children(1), r.plain(from, to))
		c.made(link)
		last = end
		i = end - 1
	}
	switch {
	case last == 0:
		c.made(n)
	case last < len(s):
		c.made(r.part(n, last, len(s)))
	}
}

// maxAddress is how long an address in text can be. Looking further would take
// quadratic time where one seems to follow another.
const maxAddress = 2048

// part returns a text node's value from start to end as a node.
func (r *Page) part(n *tree.Node, start, end int) *tree.Node {
	m := r.NewNode(tree.Text, n.Offset(start), n.Offset(end-1)+1)
	if end == len(n.Value) {
		m.Span.End = n.Span.End
	}
	m.Value = n.Value[start:end]
	m.Pieces = append(m.Pieces, source.Piece{Start: int32(n.Offset(start))})
	first := sort.Search(len(n.Pieces), func(i int) bool { return int(n.Pieces[i].Off) > start })
	for _, p := range n.Pieces[first:] {
		if int(p.Off) >= end {
			break
		}
		m.Pieces = append(m.Pieces, source.Piece{Off: p.Off - int32(start), Start: p.Start})
	}
	return m
}

// Mail returns the e-mail address around the @ at i, not before from; an empty
// range for none.
func Mail(s string, i, from int) (start, end int) {
	start, end = i, i+1
	for start > from && (tree.IsLetter(s[start-1]) || tree.IsDigit(s[start-1]) || strings.IndexByte("-._+", s[start-1]) >= 0) {
		start--
	}
	dot := false
	for end < len(s) && (tree.IsLetter(s[end]) || tree.IsDigit(s[end]) || strings.IndexByte("-._", s[end]) >= 0) {
		if s[end] == '.' {
			if end+1 == len(s) || !tree.IsLetter(s[end+1]) && !tree.IsDigit(s[end+1]) {
				break
			}
			dot = true
		}
		end++
	}
	if start == i || start > 0 && s[start-1] == '/' || !dot || s[end-1] == '-' || s[end-1] == '_' {
		return i, i
	}
	return start, end
}
