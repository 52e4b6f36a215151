package inline

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// jsxText reads tags and expressions in running text.
type jsxText struct{}

func (jsxText) Trigger() []byte { return []byte{'<', '{'} }

func (jsxText) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	b := parent.(*textBlock)
	r := b.r
	if !r.MDX && (line[0] == '{' || !IsComponent(line)) || b.dead {
		return nil
	}
	c := b.chars()
	if b.work > 4*len(c.Buf)+1<<12 {
		return nil
	}
	if end, wrong := r.faults[segment.Start]; wrong {
		b.dead = end == unended
		return skipText(block, segment, end)
	}
	i := c.Pos(segment.Start)
	if line[0] == '{' {
		if r.HeadingIDs && b.leaf.node.Kind == tree.Heading && c.At(i+1) == '#' && headingID(c, i) != nil {
			return nil
		}
		if r.Directives {
			if end := attributesEnd(r.Src, segment); end > 0 {
				return skipText(block, segment, end)
			}
		}
		end, f := c.Expression(i, true, false)
		if f == nil {
			n := r.Braces(tree.TextExpression, c, i, end)
			advance(block, int(n.Span.End))
			return &made{node: n}
		}
		if b.leaf.node.Kind == tree.Heading && c.At(i+1) == '#' {
			f = headingID(c, i)
		}
		return b.fault(block, segment, i, f)
	}
	t, f := c.Tag(i)
	switch {
	case f != nil && !r.MDX:
		b.work += len(c.Buf) - i
		return nil
	case f != nil:
		if text := r.Generic(segment.Start); text != "" && f.Start <= i+len(text) {
			f.Hint = "put `" + text + "` in back-quotes, or write `\\<` for a less-than sign"
		}
		return b.fault(block, segment, i, f)
	case t == nil:
		return nil
	}
	n := r.Element(tree.TextElement, c, t)
	advance(block, int(n.Span.End))
	return &made{node: n}
}

// headingID is the finding about `{#id}` after a heading.
func headingID(c *script.Text, i int) *script.Fault {
	end := i
	for end < len(c.Buf) && c.Buf[end] != '}' {
		end++
	}
	end = min(end+1, len(c.Buf))
	return &script.Fault{Start: i, End: end, Message: "`" + string(c.Buf[i:end]) + "` is not a heading id in MDX, where braces hold JavaScript",
		Hint: "MDX has no `{#id}`: leave it out; docs sites make the id from the heading's text"}
}

// attributesEnd returns the end of the attributes in braces that begin a segment, 0 where
// there is no directive before them: :name, or :name[label].
func attributesEnd(src []byte, segment text.Segment) int {
	i := segment.Start
	if i > 0 && src[i-1] == ']' {
		depth := 0
		for i--; i > 0 && src[i] != '\n'; i-- {
			if src[i] == ']' {
				depth++
			} else if src[i] == '[' {
				if depth--; depth == 0 {
					break
				}
			}
		}
	}
	name := i
	for i > 0 && isNameByte(src[i-1]) {
		i--
	}
	if i == name || i == 0 || src[i-1] != ':' || src[i] >= '0' && src[i] <= '9' || strings.IndexByte("-_", src[i]) >= 0 {
		return 0
	}
	var quote byte
	for i = segment.Start + 1; i < segment.Stop; i++ {
		switch c := src[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"', c == '\'':
			quote = c
		case c == '{':
			return 0
		case c == '}':
			return i + 1
		}
	}
	return 0
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}

// fault reports what is wrong at i, and reads it as text.
func (b *textBlock) fault(block text.Reader, segment text.Segment, i int, f *script.Fault) ast.Node {
	c := b.text
	b.work += len(c.Buf) - i
	b.r.Fault(c, f)
	b.r.Spoil(c, i, f)
	b.dead = f.Open
	return skipText(block, segment, b.r.faults[segment.Start])
}

// skipText takes the line up to end as text.
func skipText(block text.Reader, segment text.Segment, end int) ast.Node {
	end = min(max(end, segment.Start+1), segment.Stop)
	if end == segment.Stop && end > segment.Start+1 && block.Source()[end-1] == '\n' {
		end-- // the line end is for goldmark to see
	}
	block.Advance(end - segment.Start)
	return ast.NewTextSegment(segment.WithStop(end))
}

// codeText is goldmark's parser of code spans, asked only where a closing run of
// back-quotes follows: it looks for one up to the end of the text, for each opening
// run again.
type codeText struct{ parser.InlineParser }

func (p codeText) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	length := run(line)
	if parent.(*textBlock).lastRun(length) <= segment.Start {
		block.Advance(length)
		return ast.NewTextSegment(segment.WithStop(segment.Start + length))
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// run returns how many back-quotes s starts with.
func run(s []byte) int {
	n := 0
	for n < len(s) && s[n] == '`' {
		n++
	}
	return n
}

// lastRun returns where the last run of so many back-quotes starts, -1 where there
// is none.
func (b *textBlock) lastRun(length int) int {
	if b.runs == nil {
		b.runs = map[int]int{}
		for _, l := range b.leaf.lines {
			for i := l.Start; i < l.End; i++ {
				if n := run(b.r.Src[i:l.End]); n > 0 {
					b.runs[n] = i
					i += n
				}
			}
		}
	}
	if at, ok := b.runs[length]; ok {
		return at
	}
	return -1
}

// linkText is goldmark's parser of links, with note taken of where they end.
type linkText struct{ parser.InlineParser }

func (p linkText) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, block, pc)
	if n != nil && (n.Kind() == ast.KindLink || n.Kind() == ast.KindImage) {
		b := parent.(*textBlock)
		if b.ends == nil {
			b.ends = map[ast.Node]int{}
		}
		_, segment := block.Position()
		b.ends[n] = segment.Start
	}
	return n
}

func (p linkText) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// footnoteText reads `[^label]` where the page defines it.
type footnoteText struct{}

func (footnoteText) Trigger() []byte { return []byte{'['} }

func (footnoteText) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != '^' {
		return nil
	}
	r := parent.(*textBlock).r
	for i := 2; i < len(line) && !tree.IsSpace(line[i]) && line[i] != '['; i++ {
		switch line[i] {
		case '\\':
			i++
		case ']':
			if !r.Notes[Label(line[2:i])] {
				return nil
			}
			n := r.NewNode(tree.FootnoteRef, segment.Start, segment.Start+i+1)
			n.Name = string(line[2:i])
			block.Advance(i + 1)
			return &made{node: n}
		}
	}
	return nil
}

// strikeText reads `~text~` and `~~text~~`. goldmark's own would let one tilde
// close two.
type strikeText struct{}

// A strike is struck text, by one tilde on each side or by two.
type strike struct {
	ast.BaseInline
	tildes int
}

var strikeKind = ast.NewNodeKind("MDXStrike")

func (strikeText) Trigger() []byte { return []byte{'~'} }

func (strikeText) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, strikeMarks{})
	if d == nil || d.OriginalLength > 2 || before == '~' && !escaped(block.Source(), segment.Start-1) {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// escaped reports whether the byte at i has a backslash before it that counts.
func escaped(src []byte, i int) bool {
	n := 0
	for n < i && src[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

type strikeMarks struct{}

func (strikeMarks) IsDelimiter(b byte) bool { return b == '~' }

func (strikeMarks) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

func (strikeMarks) OnMatch(consumes int) ast.Node { return &strike{tildes: consumes} }
