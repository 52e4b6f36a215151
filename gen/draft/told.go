package draft

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// A told record is one that a new record can be written like: what it consists of, and
// where in it the facts of its error stand.
type told struct {
	entry       *catalog.Entry
	rec         *record.Record
	parts       []part
	lead, trail string // of a row: what stands before its first cell and after its last one
}

// A part is a piece of a record that is taken over as a whole: its heading, a paragraph, a
// cell.
type part struct {
	start, end int    // in the file
	mark       int    // bytes at its start that are the mark of a list or a quote
	gap        string // what parts it from the next one
	level      int    // of a heading
	key        string // what it is: records of the same keys are made of the same parts
	todo       string // what is to be written where nothing is known
	context    context
	facts      []fact
}

// A context says how text is written.
type context uint8

const (
	inMarkdown context = iota
	inCell
	inAttribute
	inJSON
	asIs // neither facts nor words of the part change
)

// A fact is what a part says of the error.
type fact struct {
	start, end int
	kind       factKind
	index      int                 // of a house's own facts
	spell      func(string) string // of codes
}

type factKind uint8

const (
	theCode factKind = iota
	theStatus
	thePhrase
	theName
	ownFact
	theTitle
	theDescription
	theDetail
	theType
	theExample
	otherText
)

// shape names the parts that a record is made of, and the facts in them.
func (t *told) shape() string {
	var b strings.Builder
	for i := range t.parts {
		p := &t.parts[i]
		b.WriteString(p.key)
		for _, f := range p.facts {
			b.WriteByte("cspnftdeTxo"[f.kind])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (t *told) statesStatus() bool {
	return slices.ContainsFunc(t.parts, func(p part) bool {
		return slices.ContainsFunc(p.facts, func(f fact) bool { return f.kind == theStatus || f.kind == theExample })
	})
}

// statesStatusInFront reports whether the front matter alone states the status: there a
// key can say that there is none.
func (t *told) statesStatusInFront() bool {
	rest := told{parts: slices.DeleteFunc(slices.Clone(t.parts), func(p part) bool { return p.key == frontKey })}
	return t.statesStatus() && !rest.statesStatus()
}

// common returns the blocks that more than half of the neighbours have alike: what they
// say belongs to no error.
func (l *liker) common() map[string]bool {
	seen := map[string]int{}
	for _, t := range l.all {
		once := map[string]bool{}
		for _, n := range blocksOf(t.rec) {
			once[n.Span.Text()] = true
		}
		for text := range once {
			seen[text]++
		}
	}
	common := map[string]bool{}
	for text, n := range seen {
		common[text] = n > 1 && n*2 > len(l.all)
	}
	return common
}

// blocksOf returns the blocks of a record without those that part it from the next one.
func blocksOf(rec *record.Record) []*mdx.Node {
	blocks := rec.Blocks
	for len(blocks) > 0 && blocks[len(blocks)-1].Kind == mdx.ThematicBreak {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// divide finds the parts of a record.
func (l *liker) divide(t *told, common map[string]bool) {
	head := t.rec.Head
	facts := l.facts(t)
	data := t.entry.File.Data
	add := func(start, end int, key string, c context) *part {
		p := part{start: start, end: end, key: key, context: c, todo: "TODO"}
		for _, f := range facts {
			if c != asIs && start <= f.start && f.end <= end {
				p.facts = append(p.facts, f)
			}
		}
		t.parts = append(t.parts, p)
		return &t.parts[len(t.parts)-1]
	}
	blocks := blocksOf(t.rec)
	// gap is what stands between the head, or a block, and the next block.
	gap := func(from, next int) string {
		if next >= len(blocks) {
			return ""
		}
		return string(data[from:blocks[next].Span.Start])
	}
	switch {
	case head == nil:
		l.open(t, add, blocks)
	case head.Kind == mdx.TableRow:
		l.cells(t, add)
		return
	case head.Kind == mdx.Heading:
		add(int(head.Span.Start), int(head.Span.End), "heading", inMarkdown).gap = gap(int(head.Span.End), 0)
	case head.Kind == mdx.ListItem && len(blocks) == 0:
		return
	case head.Kind == mdx.ListItem:
		add(int(head.Span.Start), int(blocks[0].Span.Start), "mark", asIs)
	case len(blocks) == 0:
		add(int(head.Span.Start), int(head.Span.End), "element", inAttribute)
		return
	default:
		add(int(head.Span.Start), int(blocks[0].Span.Start), "open", inAttribute)
	}
	facts = l.otherTexts(blocks, facts)
	afterProse, section := false, ""
	for i, n := range blocks {
		states := slices.ContainsFunc(facts, func(f fact) bool { return int(n.Span.Start) <= f.start && f.end <= int(n.Span.End) })
		key, c := strconv.Itoa(int(n.Kind))+n.Name, inMarkdown
		start, end := int(n.Span.Start), int(n.Span.End)
		switch n.Kind {
		case mdx.Heading:
			section = record.HeadingWords(mdx.PlainText(n))
			key += section
			if !states {
				c, states = asIs, true
			}
		case mdx.CodeBlock:
			c = inJSON
		}
		switch prose := n.Kind == mdx.Paragraph || n.Kind == mdx.List || n.Kind == mdx.BlockQuote; {
		case common[n.Span.Text()] && !states:
			c = asIs
		case states:
			afterProse = false
		case prose && !afterProse:
			afterProse = true
			key, end = "prose", firstProse(n)
		default:
			continue // it tells of this error alone
		}
		if n.Kind == mdx.Heading {
			l.dropEmpty(t, n.Level)
		}
		p := add(start, end, key, c)
		p.level = n.Level
		if key == "prose" {
			p.mark = textStart(n) - start
		}
		p.gap = gap(int(n.Span.End), i+1)
		if section != "" {
			p.todo = "TODO: write this section"
		}
	}
	l.dropEmpty(t, 1)
	if head != nil && head.Kind != mdx.Heading && head.Kind != mdx.ListItem {
		add(int(blocks[len(blocks)-1].Span.End), int(head.Span.End), "close", asIs)
	}
}

// dropEmpty leaves out the headings at the end under which nothing is left, where one of a
// level follows.
func (l *liker) dropEmpty(t *told, level int) {
	for n := len(t.parts); n > 1 && t.parts[n-1].level >= level && t.parts[n-1].context == asIs && t.parts[n-1].level > 0; n-- {
		t.parts = t.parts[:n-1]
	}
}

// otherTexts adds the texts of JSON that are no facts: they tell of this error alone,
// unless neighbours have the same.
func (l *liker) otherTexts(blocks []*mdx.Node, facts []fact) []fact {
	for _, n := range blocks {
		if n.Kind != mdx.CodeBlock {
			continue
		}
		body, faults := jsonpos.Parse(n.Value)
		if body == nil || len(faults) > 0 || !slices.ContainsFunc(facts, func(f fact) bool { return int(n.Span.Start) <= f.start && f.end <= int(n.Span.End) }) {
			continue
		}
		var walk func(v *jsonpos.Value)
		walk = func(v *jsonpos.Value) {
			if at := n.ValueSpan(v.Start, v.End); v.Kind == jsonpos.String && strings.ContainsAny(v.Text, " ") &&
				!slices.ContainsFunc(facts, func(f fact) bool { return f.start < int(at.End) && int(at.Start) < f.end }) {
				facts = append(facts, fact{start: int(at.Start), end: int(at.End), kind: otherText})
			}
			for _, item := range v.Items {
				walk(item)
			}
			for _, m := range v.Members {
				walk(m.Value)
			}
		}
		walk(body)
	}
	slices.SortFunc(facts, func(a, b fact) int { return cmp.Compare(a.start, b.start) })
	return facts
}

// textStart returns where the text of a block begins, behind the marks of lists and
// quotes.
func textStart(n *mdx.Node) int {
	for (n.Kind == mdx.List || n.Kind == mdx.ListItem || n.Kind == mdx.BlockQuote) && len(n.Children) > 0 {
		n = n.Children[0]
	}
	return int(n.Span.Start)
}

// firstProse returns the end of what is taken over of a block of text: of a list, its first
// item.
func firstProse(n *mdx.Node) int {
	if n.Kind == mdx.List && len(n.Children) > 0 && len(n.Children[0].Children) > 0 {
		return int(n.Children[0].Children[0].Span.End)
	}
	return int(n.Span.End)
}

// cells divides a row of a table.
func (l *liker) cells(t *told, add func(start, end int, key string, c context) *part) {
	data := t.entry.File.Data
	start, end := lineStart(data, int(t.rec.Head.Span.Start)), lineEnd(data, int(t.rec.Head.Span.Start))
	at := start
	var last *part
	cell := func(to int) {
		text := data[at:to]
		left := at + len(text) - len(bytes.TrimLeft(text, " \t"))
		right := left + len(bytes.TrimSpace(text))
		if last == nil {
			t.lead = string(data[start:left])
		} else {
			last.gap = string(data[last.end:left])
		}
		last = add(left, right, strconv.FormatBool(left == right), inCell)
	}
	for i := start; i < end; i++ {
		if data[i] != '|' || i > start && data[i-1] == '\\' {
			continue
		}
		if at > start || len(bytes.TrimSpace(data[at:i])) > 0 {
			cell(i)
		}
		at = i + 1
	}
	if len(bytes.TrimSpace(data[at:end])) > 0 || last == nil {
		cell(end)
	}
	t.trail = string(data[last.end:end])
}

// facts finds where the facts of an error stand in its record.
func (l *liker) facts(t *told) []fact {
	e := t.entry
	from, to := 0, len(e.File.Data)
	if t.rec.Head != nil {
		from, to = bounds(t.rec)
	}
	var out []fact
	add := func(at source.Span, kind factKind, index int) {
		f := fact{start: int(at.Start), end: int(at.End), kind: kind, index: index}
		if at.File != e.File || f.start < from || f.end > to || f.start >= f.end ||
			slices.ContainsFunc(out, func(o fact) bool { return f.start < o.end && o.start < f.end }) {
			return
		}
		out = append(out, f)
	}
	withParams := len(e.Params) > 0 || len(l.page.Params) > 0
	for i := range e.Examples {
		if x := &e.Examples[i]; withParams {
			add(x.Span, theExample, 0)
		}
	}
	for _, c := range e.Codes {
		if c.V == e.Code.V {
			add(c.Span, theCode, 0)
		}
	}
	for _, s := range e.Statuses {
		if at := digits(s.Span, strconv.Itoa(s.V)); s.V == e.Status.V && !at.IsZero() {
			for _, other := range e.OtherStatuses { // further ones that follow it
				if o := digits(other.Span, strconv.Itoa(other.V)); o.File == at.File && o.Start > at.End && o.Start-at.End < 8 {
					at.End = o.End
				}
			}
			add(at, theStatus, 0)
			rest := e.File.Data[at.End:]
			for _, phrase := range catalog.ReasonPhrases(s.V) {
				if bytes.HasPrefix(rest, []byte(" "+phrase)) {
					add(e.File.Span(int(at.End)+1, int(at.End)+1+len(phrase)), thePhrase, 0)
				}
			}
		}
	}
	add(e.Name.Span, theName, 0)
	for i := range e.Facts {
		add(e.Facts[i].Span, ownFact, i)
	}
	for i := range e.Examples {
		x := &e.Examples[i]
		add(x.Type.Span, theType, 0)
		add(x.Detail.Span, theDetail, 0)
		add(x.Title.Span, theTitle, 0)
	}
	add(e.Title.Span, theTitle, 0)
	add(e.Detail.Span, theDetail, 0)
	add(e.Description.Span, theDescription, 0)
	for i := range out {
		if f := &out[i]; f.kind == theCode {
			f.spell = spelling(string(e.Code.V), string(e.File.Data[f.start:f.end]), t.rec.Rule.Form, l.escaped)
		}
	}
	// The code also stands where nothing is read: in a link, in the id of a heading.
	for _, s := range spellings(t.rec.Rule.Form) {
		was := s.spell(string(e.Code.V))
		for at := from; len(was) > 2; {
			i := bytes.Index(e.File.Data[at:to], []byte(was))
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(was)
			at = end
			if wordAt(e.File.Data, start-1) || wordAt(e.File.Data, end) || s.marked && (start == 0 || !strings.ContainsRune(`#"/`, rune(e.File.Data[start-1]))) {
				continue
			}
			n := len(out)
			add(e.File.Span(start, end), theCode, 0)
			if len(out) > n {
				out[n].spell = s.spell
			}
		}
	}
	slices.SortFunc(out, func(a, b fact) int { return cmp.Compare(a.start, b.start) })
	return out
}

func wordAt(data []byte, at int) bool {
	if at < 0 || at >= len(data) {
		return false
	}
	c := rune(data[at])
	return c >= utf8.RuneSelf || unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_'
}

// digits returns the place of a number within a span.
func digits(at source.Span, number string) source.Span {
	if at.IsZero() {
		return at
	}
	i := strings.Index(at.Text(), number)
	if i < 0 {
		return source.Span{}
	}
	return at.File.Span(int(at.Start)+i, int(at.Start)+i+len(number))
}

// A spelled code is one way in which pages write a code.
type spelled struct {
	spell  func(string) string
	marked bool // it is taken for the code only behind a mark of links and ids
}

// spellings are the ways in which a page writes a code, the surest first.
func spellings(f *form.Form) []spelled {
	kebab := func(c string) string {
		return strings.ToLower(strings.NewReplacer("_", "-", ":", "-", ".", "-", "/", "-").Replace(c))
	}
	last := func(c string) string {
		values, ok := f.Match(c)
		if !ok {
			return c
		}
		return values[len(values)-1]
	}
	return []spelled{
		{func(c string) string { return c }, false},
		{func(c string) string { return strings.ReplaceAll(c, "_", `\_`) }, false},
		{mdx.Slug, true},
		{kebab, true},
		{func(c string) string { return kebab(last(c)) }, true},
	}
}

// spelling returns how a place spells the code that it states.
func spelling(code, written string, f *form.Form, escaped bool) func(string) string {
	if !strings.Contains(code, "_") && escaped {
		return spellings(f)[1].spell
	}
	for _, s := range spellings(f) {
		if s.spell(code) == written {
			return s.spell
		}
	}
	return func(now string) string {
		if strings.Contains(written, code) {
			return strings.Replace(written, code, now, 1)
		}
		return now
	}
}
