package draft

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/markdown"
)

// text returns the new record, written like another.
func (l *liker) text(t *told) string {
	var b strings.Builder
	b.WriteString(t.lead)
	for i := range t.parts {
		p := &t.parts[i]
		text := l.part(t, i)
		b.WriteString(text)
		switch {
		case p.context == inCell:
			gap := p.gap
			if i == len(t.parts)-1 {
				gap = t.trail
			}
			b.WriteString(l.padded(i, text, gap))
		case i < len(t.parts)-1:
			b.WriteString(p.gap)
		}
	}
	return b.String()
}

// padded returns what follows a cell, with as many spaces as keep the marks of the table
// under each other where they are.
func (l *liker) padded(i int, text, gap string) string {
	width := -1
	for _, o := range l.alike {
		p := &o.parts[i]
		after := p.gap
		if i == len(o.parts)-1 {
			after = o.trail
		}
		spaces := len(after) - len(strings.TrimLeft(after, " "))
		w := utf8.RuneCountInString(string(o.entry.File.Data[p.start:p.end])) + spaces
		if width >= 0 && w != width || len(l.alike) == 1 && spaces < 2 {
			return gap // the columns are not aligned
		}
		width = w
	}
	rest := strings.TrimLeft(gap, " ")
	least := 0
	if len(rest) < len(gap) {
		least = 1
	}
	return strings.Repeat(" ", max(width-utf8.RuneCountInString(text), least)) + rest
}

// part returns a part of the new record.
func (l *liker) part(t *told, i int) string {
	p := &t.parts[i]
	data := t.entry.File.Data
	switch {
	case p.context == asIs && p.key == "mark":
		return l.mark(t)
	case p.context == asIs || p.start == p.end:
		return string(data[p.start:p.end])
	case p.key == frontKey:
		return l.front(t, i)
	}
	mine := t.between(i)
	var others [][]string
	for _, o := range l.alike {
		if o != t && i < len(o.parts) {
			others = append(others, o.between(i))
		}
	}
	var b strings.Builder
	b.Write(data[p.start : p.start+p.mark])
	for j, text := range mine {
		if p.context == inJSON {
			b.WriteString(text)
			if j < len(p.facts) {
				f := &p.facts[j]
				b.WriteString(l.value(t, p, f, string(data[f.start:f.end])))
			}
			continue
		}
		text = ownIDs.ReplaceAllString(text, "")
		var theirs []string
		for _, o := range others {
			theirs = append(theirs, ownIDs.ReplaceAllString(o[j], ""))
		}
		last := j == len(mine)-1
		b.WriteString(blend(text, theirs, last, len(p.facts) == 0, p.todo))
		if !last {
			f := &p.facts[j]
			b.WriteString(l.value(t, p, f, string(data[f.start:f.end])))
		}
	}
	return b.String()
}

// between returns what a part has between the facts in it.
func (t *told) between(i int) []string {
	p := &t.parts[i]
	data := t.entry.File.Data
	var out []string
	at := p.start + p.mark
	for _, f := range p.facts {
		out = append(out, string(data[at:f.start]))
		at = f.end
	}
	return append(out, string(data[at:p.end]))
}

// mark returns the mark of a list item; in a numbered list the number of the one before
// it, and one more.
func (l *liker) mark(t *told) string {
	p := &t.parts[0]
	text := string(t.entry.File.Data[p.start:p.end])
	number := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	if number == "" || strings.IndexFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }) >= 0 {
		return text
	}
	counts := false
	for _, o := range l.all {
		counts = counts || len(o.parts) > 0 && string(o.entry.File.Data[o.parts[0].start:o.parts[0].end]) != text
	}
	if !counts {
		return text
	}
	return next(number) + text[len(number):]
}

func next(number string) string {
	digits := []byte(number)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] < '9' {
			digits[i]++
			return string(digits)
		}
		digits[i] = '0'
	}
	return "1" + string(digits)
}

// ownIDs are ids that headings give themselves, of which none is made of the code.
var ownIDs = regexp.MustCompile(` *\{#[^}\n]*\}`)

// tags are tags of elements.
var tags = regexp.MustCompile(`</?[A-Za-z][^<>\n]*>`)

var label = regexp.MustCompile(`^[^\pL\pN]*(?:\pL[\pL\pN /'-]{0,30}:[*_]*\s+)?`)

// blend returns a text in which neighbours agree: what all of them have is kept, the rest
// is to be written. last says that no fact follows the text, alone that it is all there
// is.
func blend(mine string, others []string, last, alone bool, todo string) string {
	words := func(s string) bool {
		s = tags.ReplaceAllString(s, "")
		return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
	}
	if !words(mine) && (len(others) == 0 || slices.ContainsFunc(others, func(o string) bool { return !words(o) })) {
		return mine
	}
	before := 0 // how much of it is kept
	if len(others) == 0 {
		if !last && !alone {
			return mine
		}
		before = len(label.FindString(mine))
	} else {
		before = len(mine)
		for _, o := range others {
			n := 0
			for n < before && n < len(o) && mine[n] == o[n] {
				n++
			}
			before = n
		}
		if before == len(mine) && !slices.ContainsFunc(others, func(o string) bool { return o != mine }) {
			return mine
		}
		// Back to the mark behind a label: half a sentence is nobody's.
		for before > 0 {
			bare := strings.TrimRight(mine[:before], " \t\r\n")
			r, n := utf8.DecodeLastRuneInString(bare)
			if bare == "" || !isWord(r) && !strings.ContainsRune(",.;!?[<", r) {
				break
			}
			before = len(bare) - n
		}
	}
	after := common(mine[before:], others)
	for ; after > 0; after-- { // on to what ends a label, or only closes what was opened
		end := mine[len(mine)-after:]
		if len(others) > 0 && strings.IndexByte(";|\n", end[0]) >= 0 || strings.IndexFunc(end, isWord) < 0 && closes(mine[before:len(mine)-after], end) {
			break
		}
	}
	if strings.IndexFunc(mine[before:len(mine)-after], isWord) < 0 {
		return mine
	}
	return mine[:before] + todo + mine[len(mine)-after:]
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// common returns how many bytes others end with as a text does.
func common(mine string, others []string) int {
	n := len(mine)
	for _, o := range others {
		i := 0
		for i < n && i < len(o) && mine[len(mine)-1-i] == o[len(o)-1-i] {
			i++
		}
		n = i
	}
	for n > 0 && !utf8.RuneStart(mine[len(mine)-n]) {
		n--
	}
	return n
}

// closes reports whether marks at the end of a text close what was opened before it, so
// that they stay when the text goes.
func closes(text, end string) bool {
	for _, r := range end {
		switch r {
		case ')':
			if strings.Contains(text, "(") {
				return false
			}
		case ']':
			if strings.Contains(text, "[") {
				return false
			}
		case '*', '`', '"', '\'', '~':
			if strings.Count(text, string(r))%2 == 1 {
				return false
			}
		case ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return true
}

// value returns what the new record says in the place of a fact of another.
func (l *liker) value(t *told, p *part, f *fact, was string) string {
	text := l.known(t, f, was)
	switch f.kind {
	case theCode, theExample:
		return text
	}
	switch p.context {
	case inJSON:
		quoted := quote(text)
		if strings.HasPrefix(was, `"`) {
			return quoted
		}
		return quoted[1 : len(quoted)-1]
	case inAttribute:
		return strings.NewReplacer(`"`, "&quot;", "\n", " ").Replace(text)
	case inCell:
		text = strings.Join(strings.Fields(text), " ")
		if !plain(text) {
			text = markdown.Escape(text)
		}
		return text
	}
	if plain(text) || strings.HasPrefix(was, "`") {
		return text
	}
	return markdown.Escape(strings.Join(strings.Fields(text), " "))
}

// plain reports whether text means itself in Markdown.
func plain(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" ,.:;()-/?'", r)
	}) < 0 && !strings.Contains(s, "://")
}

const (
	todoDescription = "TODO: describe in one sentence what it means and what to do."
	todo            = "TODO"
)

// known returns what is known of a fact of the new error, or that it is to be written.
func (l *liker) known(t *told, f *fact, was string) string {
	p := &l.page
	switch f.kind {
	case theCode:
		return f.spell(string(p.Code))
	case theStatus:
		if p.Status == 0 {
			return "-"
		}
		return itoa(p.Status)
	case thePhrase:
		return catalog.ReasonPhrase(p.Status)
	case theTitle:
		switch e := t.entry; {
		case strings.TrimSpace(p.Title) != "":
			return p.Title
		case catalog.IsReasonPhrase(e.Title.V, e.Status.V) && p.Status != 0:
			return catalog.ReasonPhrase(p.Status)
		}
		return "TODO: title"
	case theDescription:
		return todoDescription
	case theDetail:
		if strings.TrimSpace(p.Detail) == "" {
			return todoDetail(p.Params)
		}
		if style := t.rec.Rule.Placeholders; style != "" && len(p.Params) > 0 && len(t.entry.Examples) == 0 {
			return styled(p.Detail, style)
		}
		return filled(*p)
	case theType:
		if p.Type != "" {
			return p.Type
		}
		return was
	case ownFact:
		if f.index < len(l.catalog.Facts) && l.catalog.Facts[f.index].Default != "" {
			return l.catalog.Facts[f.index].Default
		}
	case theExample:
		return l.example(t, was)
	}
	return todo
}

// styled writes the placeholders of a template as the pages of a rule do.
func styled(template, style string) string {
	parts, err := catalog.ParseTemplate(template)
	if err != nil {
		return template
	}
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
		if part.Param != "" {
			b.WriteString(strings.Replace(style, "name", part.Param, 1))
		}
	}
	return b.String()
}

// example returns the body of the new error in the layout of another: on one line, or
// indented like it.
func (l *liker) example(t *told, was string) string {
	layout := Layout{catalog: l.catalog}
	page := l.page
	if strings.TrimSpace(page.Title) == "" {
		page.Title = catalog.ReasonPhrase(page.Status)
	}
	if strings.TrimSpace(page.Detail) == "" {
		page.Detail = todoDetail(page.Params)
	}
	body := strings.TrimSuffix(layout.example(page), "\n")
	if !strings.Contains(was, "\n") {
		var b bytes.Buffer
		if json.Compact(&b, []byte(body)) == nil {
			return b.String()
		}
	}
	lines := strings.Split(was, "\n")
	last := strings.TrimRight(lines[len(lines)-1], "\r")
	indent := last[:len(last)-len(strings.TrimLeft(last, " \t>"))]
	return strings.ReplaceAll(body, "\n", lineBreak(t.entry.File.Data)+indent)
}
