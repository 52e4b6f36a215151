package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/mdx"
)

func readHeading(r *Record, _ *Place) []Text {
	if r.Head == nil {
		return nil
	}
	return []Text{HeadingText(r.Head)}
}

// HeadingText is the text of a heading without the id that it gives itself, as
// Markdown allows: ## Heading {#id}.
func HeadingText(n *mdx.Node) Text {
	t := Flatten(n.Children...)
	if i := strings.Index(t.S, "{#"); i >= 0 && strings.HasSuffix(strings.TrimRight(t.S, " \n"), "}") {
		return t.Cut(0, i)
	}
	return t
}

func readAbove(r *Record, _ *Place) []Text {
	if r.Above == nil {
		return nil
	}
	return []Text{HeadingText(r.Above)}
}

func readLevel(r *Record, p *Place) []Text {
	level := int(p.Word[1] - '0')
	var out []Text
	if r.Title != nil && level == 1 {
		out = append(out, HeadingText(r.Title))
	}
	from := r.Blocks
	if level == 1 && r.Head != nil {
		from = r.Source.Blocks // a record stands below the page's own heading
	}
	for _, n := range from {
		if n.Kind == mdx.Heading && n.Level == level {
			out = append(out, HeadingText(n))
		}
	}
	return out
}

func readSection(r *Record, p *Place) []Text {
	var out []Text
	for i := range r.Sections() {
		if s := &r.parts[i]; s.Words == p.key {
			out = append(out, Flatten(s.Blocks...))
		}
	}
	return out
}

// A Section is a heading of the record and the blocks that follow it.
type Section struct {
	Heading *mdx.Node
	Title   string // the text of the heading without the id that it gives itself
	Words   string // the same as it is compared
	Blocks  []*mdx.Node
}

// Sections returns the sections of the record, each up to the next heading.
func (r *Record) Sections() []Section {
	if r.divided {
		return r.parts
	}
	r.divided = true
	n := 0
	for _, b := range r.Blocks {
		if b.Kind == mdx.Heading {
			n++
		}
	}
	r.parts = make([]Section, 0, n)
	for i, n := range r.Blocks {
		if n.Kind != mdx.Heading {
			continue
		}
		end := i + 1
		for end < len(r.Blocks) && r.Blocks[end].Kind != mdx.Heading {
			end++
		}
		title, _ := HeadingID(n)
		r.parts = append(r.parts, Section{n, title, HeadingWords(title), r.Blocks[i+1 : end]})
	}
	return r.parts
}

// HeadingID returns the text of a heading as one line and the id that it gives itself,
// as Markdown allows: ## Heading {#id}.
func HeadingID(n *mdx.Node) (title, id string) {
	title = Line(mdx.PlainText(n))
	if before, after, ok := strings.Cut(title, "{#"); ok {
		if id, ok := strings.CutSuffix(after, "}"); ok {
			return strings.TrimSpace(before), id
		}
	}
	return title, ""
}

// HeadingWords returns the words of a heading in lower case with one space
// between them: without numbers before them, punctuation and pictures.
func HeadingWords(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r) && b.Len() > 0:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r != '\'' && r != '’':
			space = true
		}
	}
	return b.String()
}
