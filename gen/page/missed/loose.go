package missed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// otherHeadings looks for errors below headings of another level than that of the rule.
func (p *Page) otherHeadings(told []*record.Record) {
	level := p.Rule.Each.Level
	var from, to int32 // between the first error and the end of the last
	if len(told) > 0 {
		from, to = told[0].Span.Start, told[len(told)-1].Span.End
	}
	heads := make(map[*mdx.Node]bool, len(told))
	for _, r := range told {
		heads[r.Head] = true
	}
	type other struct {
		*record.Record
		group bool // errors follow it
	}
	var others []other
	times := map[string]int{}
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for i, n := range nodes {
			switch {
			case n.Kind == mdx.Heading && n.Level != level:
				times[record.HeadingWords(mdx.PlainText(n))]++
				if at := n.Span.Start; len(p.Rule.Under) > 0 && (at < from || at > to) {
					continue // it stands under another heading
				}
				end := i + 1
				for end < len(nodes) && (nodes[end].Kind != mdx.Heading || nodes[end].Level > n.Level && nodes[end].Level != level) {
					end++
				}
				span := n.Span
				span.End = max(span.End, nodes[end-1].Span.End)
				rec := &record.Record{Source: p.Source, Rule: p.Rule, Head: n, Blocks: nodes[i+1 : end], Span: span}
				others = append(others, other{rec, end < len(nodes) && heads[nodes[end]]})
			case n.Kind == mdx.Paragraph:
				p.looseHeading(n, len(told) > 0)
			case n.Kind < mdx.Text:
				walk(n.Children)
			}
		}
	}
	walk(p.Source.Blocks)
	for _, o := range others {
		words := record.HeadingWords(mdx.PlainText(o.Head))
		if times[words] > 1 || p.Section(words) || p.Rule.Code.Section(words) || p.Rule.Status.Section(words) {
			continue // the title of a section
		}
		p.otherHeading(o.Record, o.group, len(told) > 0)
	}
}

// looseHeading notes a line that is written as the heading of an error and is none, as the
// space after its number signs is missing, or it is strong text.
func (p *Page) looseHeading(n *mdx.Node, beside bool) {
	strong := len(n.Children) == 1 && n.Children[0].Kind == mdx.Strong
	if text := n.Span.Text(); !strong && (text == "" || text[0] != '#') {
		return
	}
	lines := record.Lines(n)
	if len(lines) == 0 {
		return
	}
	t := lines[0]
	bare := strings.TrimLeft(t.S, "# ")
	t = t.Cut(len(t.S)-len(bare), len(t.S))
	for i := range p.Rule.Code {
		place := &p.Rule.Code[i]
		if place.Word != "heading" {
			continue
		}
		t, ok := place.Take(t)
		if !ok {
			continue
		}
		code, start, end, v := p.Rule.FindCode(place, t.S, p.DocsURL)
		if v != record.IsCode || !p.Rule.Form.Distinct() && (!beside || !strings.ContainsAny(code, "_-.:/")) {
			continue
		}
		p.see(catalog.Code(code), source.Span{}, ruleMissed, t.Span(start, end).Or(n.Span),
			"the line states the code "+strconv.Quote(code)+", but is not a heading", "write it as \""+strings.Repeat("#", p.Rule.Each.Level)+" "+bare+"\"")
		return
	}
}

// otherHeading notes a heading of another level that states a code. group says that
// errors follow it, of which it may be the title, and beside that there are some on the page.
func (p *Page) otherHeading(rec *record.Record, group, beside bool) {
	level := p.Rule.Each.Level
	code, at, place := p.codeOf(rec)
	sure := code != ""
	if !sure && p.Rule.Code.Has("heading") {
		t := record.HeadingText(rec.Head)
		if near, start, end, ok := p.Rule.Form.Meant(t.S, false); ok && t.S[start:end] == near {
			code, at = near, t.Span(start, end)
		}
	}
	if code == "" {
		return
	}
	if !p.Rule.Form.Distinct() {
		// Any word may be such a code: where it stands and what stands below it tells more.
		_, more := statesMore(rec)
		group = group && rec.Head.Level < level && strings.ToLower(code) == code
		if !sure || rec.Head.Level > level && isPlainWord(code) || !more && (group || !beside || !strings.ContainsAny(code, "_-.:/")) {
			return
		}
	}
	where := "states the code "
	if place != nil && place.Word != "heading" {
		where = "has the code " // which stands below it
	}
	message := "the heading of level " + strconv.Itoa(rec.Head.Level) + " " + where + strconv.Quote(code) + ", but errors are headings of level " + strconv.Itoa(level)
	hint := "change the level of the heading, or the rule in errgen.yaml"
	if sure {
		p.see(catalog.Code(code), source.Span{}, ruleMissed, at, message, hint)
	} else {
		p.Doubt(catalog.Code(code), source.Span{}, at, message, hint)
	}
}

// isPlainWord reports whether a code is one word as others are, such as Overview.
func isPlainWord(code string) bool {
	return !strings.ContainsAny(code, "_-.:/0123456789") && strings.ToLower(code[1:]) == code[1:]
}

// codeOf returns the code that something states in a place of the rule which is about it
// alone: not the file, the front matter or a heading that it shares with others.
func (p *Page) codeOf(rec *record.Record) (code string, at source.Span, place *record.Place) {
	for i := range p.Rule.Code {
		place := &p.Rule.Code[i]
		switch {
		case place.Source() == catalog.FromPath, slices.Contains([]string{"front", "above", "h1", "h2", "h3", "h4", "h5", "h6"}, place.Word):
			continue
		case rec.Head.Kind == mdx.Heading && rec.Head.Level > p.Rule.Each.Level && place.Many():
			continue // it is that of the error around
		}
		for _, t := range rec.Texts(place) {
			if code, start, end, v := p.Rule.FindCode(place, t.S, p.DocsURL); v == record.IsCode {
				return code, t.Span(start, end).Or(rec.At()), place
			}
		}
	}
	return "", source.Span{}, nil
}

// otherElements looks for errors in elements that are called almost as the rule has it.
func (p *Page) otherElements(nodes []*mdx.Node) {
	want := p.Rule.Each.Name
	for _, n := range nodes {
		if (n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement) && n.Name != "" && n.Name != want && nearest.Name(n.Name, []string{want}) != "" {
			like := *p.Rule
			like.Each.Name = n.Name
			for _, rec := range record.Cut(&record.Source{File: p.Source.File, Path: p.Source.Path, Blocks: []*mdx.Node{n}}, &like) {
				if code, at, _ := p.codeOf(rec); code != "" && rec.Head == n {
					p.see(catalog.Code(code), source.Span{}, ruleMissed, at,
						"the element "+n.Name+" states the code "+strconv.Quote(code)+", but errors are elements "+want, "correct the name of the element")
				}
			}
		}
		p.otherElements(n.Children)
	}
}

// looseItems looks for lines that are written as items of a list of errors and are none,
// as their bullet was lost.
func (p *Page) looseItems(told []*record.Record) {
	heads := make(map[*mdx.Node]bool, len(told))
	for _, r := range told {
		heads[r.Head] = true
	}
	holds := func(n *mdx.Node) bool {
		return n.Kind == mdx.List && slices.ContainsFunc(n.Children, func(c *mdx.Node) bool { return heads[c] })
	}
	var walk func(nodes []*mdx.Node, inside bool)
	walk = func(nodes []*mdx.Node, inside bool) {
		for i, n := range nodes {
			if n.Kind != mdx.Paragraph {
				walk(n.Children, inside || holds(n))
				continue
			}
			if !inside && (i == 0 || !holds(nodes[i-1])) && (i+1 == len(nodes) || !holds(nodes[i+1])) {
				continue // no list of errors is beside it
			}
			for j, line := range record.Lines(n) {
				if j > 0 || !inside || i > 0 { // else it is what the item says
					p.looseItem(line)
				}
			}
		}
	}
	walk(p.Source.Blocks, false)
}

func (p *Page) looseItem(line record.Text) {
	bare := strings.TrimLeft(line.S, "-*+•·–— \t")
	line = line.Cut(len(line.S)-len(bare), len(line.S))
	for i := range p.Rule.Code {
		place := &p.Rule.Code[i]
		if place.Word != "text" || place.Match == nil {
			continue
		}
		t, ok := place.Take(line)
		if !ok {
			continue
		}
		if code, start, end, v := p.Rule.FindCode(place, t.S, p.DocsURL); v == record.IsCode {
			p.see(catalog.Code(code), source.Span{}, ruleMissed, t.Span(start, end).Or(line.All()),
				"the line states the code "+strconv.Quote(code)+" as items of the list do, but is not an item", "write \"- \" before it, on a line of its own")
			return
		}
	}
}

// looseRows looks for what is written as rows of a table and is none of one: an empty line
// cut them off, or the line of dashes below their header is missing.
func (p *Page) looseRows(blocks []*mdx.Node) {
	wanted := p.Rule.ColumnsOf(p.Rule.Code)
	for i, n := range blocks {
		if n.Kind != mdx.Paragraph {
			p.looseRows(n.Children)
			continue
		}
		column := -1 // that of the codes, where it can be told
		if i > 0 && blocks[i-1].Kind == mdx.Table {
			columns, _ := record.Columns(blocks[i-1])
			column = slices.IndexFunc(columns, func(c string) bool { return slices.Contains(wanted, c) })
		}
		at := n.Span
		for line := range strings.Lines(n.Span.Text()) {
			start := int(at.Start)
			at.Start += int32(len(line))
			row, ok := strings.CutPrefix(strings.TrimSpace(line), "|")
			if !ok {
				continue
			}
			cells := strings.Split(strings.TrimSuffix(row, "|"), "|")
			if c := slices.IndexFunc(cells, func(c string) bool { return slices.Contains(wanted, record.HeadingWords(c)) }); c >= 0 {
				column = c
				continue
			}
			for i, cell := range cells {
				code := record.Plain(strings.Trim(cell, " \t`*"))
				if !p.Rule.Form.Has(code) || !p.Rule.Form.Distinct() && i != column && (column >= 0 || !strings.Contains(cell, "`")) {
					continue
				}
				p.see(catalog.Code(code), n.Span, ruleMissed, n.Span.File.Span(start, start+len(strings.TrimRight(line, "\r\n"))),
					"the line looks like a row with the code "+strconv.Quote(code)+", but is not part of a table",
					"remove the empty line above it, or add the line of dashes below the header of its table")
				break
			}
		}
	}
}
