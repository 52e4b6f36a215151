package page

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// codeMissing reports a record that states no code in the places where one is read.
// Where it states one in another place, that is what is said.
func (r *reader) codeMissing() {
	if r.brokenTag() {
		return
	}
	if s, ok := r.seenCode(); ok {
		r.misplacedCode(s)
		return
	}
	at := r.here()
	if !r.rule.Named {
		if at, message, hint, ok := r.inPlace(); ok {
			d := r.found.Add(ruleCodeMissing, diag.Error, at, "%s", message)
			d.Hint = hint + "; if the page does not describe an error, leave it out with exclude in errgen.yaml"
			return
		}
		d := r.found.Add(ruleCodeMissing, diag.Error, at, "the %s states no code, want one in %s", r.rule.Each.Kind, r.rule.Code.Says())
		d.Hint = missed.Says(r.rule.Form)
		if r.rec.Head == nil {
			d.Hint += "; if the page does not describe an error, leave it out with exclude in errgen.yaml"
		}
		return
	}
	code, _ := r.pathCode()
	ext := path.Ext(r.entry.Page)
	if code == "" {
		d := r.found.Add(ruleCodeMissing, diag.Error, at, "the page states no code, want one in %s", r.options.Site.Or().Says)
		d.Hint = "name the file after its code, " + strings.Join(record.Segments(r.rule.Form), "/") + ", for example " + r.rule.Form.Path(r.rule.Form.Example()) + ext + ", " +
			"or leave the page out with exclude in errgen.yaml if it is not an error page"
		if meant, ok := r.rule.Form.Near(strings.TrimSuffix(r.entry.Page, ext)); ok {
			d.Hint = "rename the file to " + r.rule.Form.Path(meant) + ext + " and add " + r.toAdd(meant) +
				", or leave the page out with exclude in errgen.yaml if it is not an error page"
		}
		return
	}
	d := r.found.Add(ruleCodeMissing, diag.Error, at, "the page states no code, want %q in %s", code, r.options.Site.Or().Says)
	d.Hint = "add " + r.toAdd(string(code)) + ", or leave the page out with exclude in errgen.yaml if it is not an error page"
	other := r.otherCode(code)
	if !other.IsZero() {
		d.Related = []diag.Related{{Span: other, Message: "the page names another code here"}}
		if r.rule.Form.Has(other.Text()) {
			d.Hint = "add \"code: " + other.Text() + "\" to the front matter if that is its code, or " + r.toAdd(string(code)) +
				", or leave the page out with exclude in errgen.yaml if it is not an error page"
		}
	}
	if r.mayState(other) && r.isError(code) {
		d.Fix = &diag.Fix{
			Message: "state the code that the path gives",
			Edits:   []diag.Edit{{Span: at, New: r.onItsOwn(r.options.Site.Shown(string(code)))}},
		}
	}
}

// rowWithoutCode reports a row of a table of errors that states no code, with what
// stands where it was to.
func (r *reader) rowWithoutCode() {
	if at, message, hint, ok := r.inPlace(); ok {
		r.found.Add(ruleCodeSyntax, diag.Error, at, "%s", message).Hint = hint
		return
	}
	r.codeMissing()
}

// inPlace says what stands in a place of the code and is none, as match takes nothing
// of it.
func (r *reader) inPlace() (at source.Span, message, hint string, ok bool) {
	for i := range r.rule.Code {
		p := &r.rule.Code[i]
		if p.Match == nil || p.Source() == catalog.FromPath {
			continue
		}
		for _, t := range r.rec.Whole(p) {
			start, end := record.Trim(t.S, 0, len(t.S), " \t\r\n`*")
			if start == end {
				continue
			}
			hint = "match is '" + p.Match.String() + "'"
			code, s, e, ok := r.rule.Form.Meant(t.S, true)
			if ok && code != t.S[s:e] {
				start, end, hint = s, e, "write "+strconv.Quote(code)
			}
			return t.Span(start, end).Or(r.here()),
				strconv.Quote(record.Line(t.S[start:end])) + " in " + p.Says() + " has no code of the form " + strconv.Quote(r.rule.Form.String()), hint, true
		}
	}
	return source.Span{}, "", "", false
}

// mayState reports whether a fix may write a code onto the page. A page that could not
// be read may well state its own, what a docs site exported, the next export writes
// over, and a page that names other codes may be about one of them.
func (r *reader) mayState(other source.Span) bool {
	exported := !r.entry.HasFrontMatter && !strings.EqualFold(path.Ext(r.entry.Page), ".mdx")
	return !r.faulty && !exported && other.IsZero() && r.rule.Form.Prefix() != ""
}

// otherCode returns the first place on the page that names another code, or something
// that begins like one.
func (r *reader) otherCode(code catalog.Code) source.Span {
	prefix := r.rule.Form.Prefix()
	if prefix == "" {
		return source.Span{}
	}
	text := string(r.file.Data)
	for at := 0; ; {
		i := strings.Index(text[at:], prefix)
		if i < 0 {
			return source.Span{}
		}
		start := at + i
		for at = start; at < len(text) && (isCodeByte(text[at]) || text[at] == '\\'); at++ {
		}
		named := strings.TrimRight(text[start:at], `.:-/#@+~\`)
		if strings.ReplaceAll(named, `\`, "") != string(code) {
			return r.file.Span(start, start+len(named))
		}
	}
}

func isCodeByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("_-./:#@+~", c) >= 0
}

// brokenTag reports whether the element that holds the code is a mistake itself, which
// has been said.
func (r *reader) brokenTag() bool {
	for i := range r.rule.Code {
		p := &r.rule.Code[i]
		if p.Word == "element" && slices.ContainsFunc(r.syntax, func(d diag.Diagnostic) bool {
			rest, ok := strings.CutPrefix(strings.TrimLeft(d.Span.Text(), "</ "), p.Arg)
			return ok && d.Severity == diag.Error && (rest == "" || !isCodeByte(rest[0]))
		}) {
			return true
		}
	}
	return false
}

// A seen code stands where the rule reads none.
type seen struct {
	says    string // the place, for messages
	code    string
	at      source.Span
	broken  bool
	element *mdx.Node // nil where it stands in no element
}

// seenCode looks for a code that the record states in a place where none is read: the
// title, another key of the front matter, a box or an element of another name, a quote,
// a paragraph of its own.
func (r *reader) seenCode() (seen, bool) {
	for _, n := range [...]*yamlpos.Node{r.src.Own, r.src.Front} {
		if n == nil || r.rec.Head != nil {
			continue
		}
		for _, p := range n.Pairs {
			if p.Value.Kind != yamlpos.Scalar || p.Value.Tag != "!!str" {
				continue
			}
			if s, ok := r.seenIn(record.Written(p.Value.Value, p.Value.Span)); ok {
				s.says = "the front matter key " + strconv.Quote(p.Key.Value)
				return s, true
			}
		}
	}
	blocks := r.rec.Blocks
	if r.src.Title != nil && r.rec.Head == nil {
		blocks = append([]*mdx.Node{r.src.Title}, blocks...)
	}
	if r.src.Subtitle != nil && r.rec.Head == nil {
		blocks = append([]*mdx.Node{r.src.Subtitle}, blocks...)
	}
	return r.seenAmong(blocks)
}

func (r *reader) seenAmong(nodes []*mdx.Node) (seen, bool) {
	for i, n := range nodes {
		what := ""
		switch n.Kind {
		case mdx.Heading:
			what = "the heading"
		case mdx.BlockQuote:
			what = "the quote"
		case mdx.FlowElement, mdx.TextElement:
			what = "the " + n.Name + " element"
		case mdx.Paragraph:
			what = "the text"
			if t, name, _, ok := record.Box(nodes[i:], ""); ok {
				if s, ok := r.seenIn(t); ok {
					s.says = "the " + name + " box"
					return s, true
				}
			}
		case mdx.CodeSpan:
			if len(nodes) == 1 {
				what = "the code span"
			}
		}
		if what == "" {
			continue
		}
		// The innermost says most: the element in a paragraph, the span in an element.
		if s, ok := r.seenAmong(n.Children); ok {
			if n.Kind == mdx.BlockQuote || n.Kind == mdx.Heading {
				s.says = what
			}
			if s.element == nil && (n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement) {
				s.says, s.element = what, n
			}
			return s, true
		}
		if s, ok := r.seenIn(record.Flatten(n.Children...)); ok {
			s.says = what
			if n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement {
				s.element = n
			}
			return s, true
		}
	}
	return seen{}, false
}

// seenIn looks for the code that a text consists of. Without a prefix that codes have,
// a broken one cannot be told from a word.
func (r *reader) seenIn(t record.Text) (seen, bool) {
	if len(t.S) > 1000 {
		return seen{}, false
	}
	code, start, end, verdict := r.rule.FindCode(&record.Place{Word: "text"}, t.S, r.options.DocsURL)
	prefix := r.rule.Form.Prefix()
	switch {
	case verdict == record.NoCode,
		prefix == "" && (verdict == record.BrokenCode || !strings.ContainsAny(code, "_-:.0123456789")),
		verdict == record.BrokenCode && !strings.EqualFold(code[:min(len(code), len(prefix))], prefix):
		return seen{}, false
	}
	return seen{code: code, at: t.Span(start, end), broken: verdict == record.BrokenCode}, true
}

// speaks notes a code that a page states which is not meant to be an error page.
func (r *reader) speaks(why string) {
	if !r.rule.Form.Distinct() {
		return
	}
	if s, ok := r.seenCode(); ok && !s.broken {
		r.missed.Doubt(catalog.Code(s.code), r.file.All(), s.at, s.says+" states the code "+strconv.Quote(s.code)+", but the page is left out: "+why,
			"state the code where errgen reads it, or add the page to exclude in errgen.yaml")
	}
}

// misplacedCode reports a code that stands where none is read.
func (r *reader) misplacedCode(s seen) {
	want := r.rule.Code.Says()
	if r.rule.Named {
		want = r.options.Site.Or().Says
	}
	d := r.found.Add(ruleCodeMissing, diag.Error, s.at, "%s states the code %q, want it in %s", s.says, s.code, want)
	code := s.code
	if s.broken {
		d.Message = s.says + " states " + strconv.Quote(s.code) + ", which is not a valid code, in a place where codes are not read"
		if err := r.rule.Form.Check(s.code); err != nil {
			d.Message += ": " + err.Error()
		}
		meant, ok := r.rule.Form.Near(s.code)
		if !ok {
			d.Hint = missed.Says(r.rule.Form)
			return
		}
		code = meant
	}
	d.Hint = "add \"code: " + code + "\" to the front matter"
	if !slices.ContainsFunc(r.rule.Code, func(p record.Place) bool { return p.Word == "front" && p.Arg == "code" }) {
		d.Hint = "write " + strconv.Quote(code) + " there"
	}
	if s.broken || r.faulty || s.element == nil || !r.rule.Named {
		return
	}
	// One element for the other: what it holds is the code and nothing else.
	if s := r.options.Site; s != nil && s.Components == nil || !strings.HasPrefix(s.Shown(""), "<Danger>") {
		return
	}
	if tags := renamed(s.element, "Danger"); tags != nil {
		d.Fix = &diag.Fix{Message: "state the code in the element that is read", Edits: tags}
	}
}

// renamed returns the edits that give an element another name; nil where its tags are
// not written plainly.
func renamed(n *mdx.Node, name string) []diag.Edit {
	text := n.Span.Text()
	open, closing := "<"+n.Name, "</"+n.Name
	last := strings.LastIndex(text, closing)
	if n.Name == "" || len(n.Attrs) > 0 || !strings.HasPrefix(text, open+">") || last < len(open) || strings.TrimSpace(text[last+len(closing):]) != ">" {
		return nil
	}
	edit := func(at int) diag.Edit {
		start := int(n.Span.Start) + at
		return diag.Edit{Span: n.Span.File.Span(start, start+len(n.Name)), New: name}
	}
	return []diag.Edit{edit(1), edit(last + 2)}
}

// isError reports whether a page without a code shows that it is about the error
// of that code: a page of another kind may lie as deep, above all where pages names
// the folder of a whole docs site.
func (r *reader) isError(code catalog.Code) bool {
	e := r.entry
	switch {
	case len(bytes.TrimSpace(r.file.Data)) == 0, strings.HasSuffix(string(code), ":"+e.Heading.V), len(e.Examples) > 0,
		slices.ContainsFunc(e.Keys, func(k catalog.Value[string]) bool { return k.V == "status" || k.V == "detail" || k.V == "params" }):
		return true
	}
	return slices.ContainsFunc(e.Sections, func(s catalog.Section) bool { return s.Kind != catalog.Other })
}

// toAdd returns what states a code, for a hint.
func (r *reader) toAdd(code string) string {
	if s := r.options.Site; strings.Contains(s.Shown(code), "\n") {
		return s.Hint(code)
	}
	return "the line " + r.options.Site.Shown(code)
}

// onItsOwn returns a line to be inserted where the text begins, with line breaks
// so that there is an empty line on both sides of it.
func (r *reader) onItsOwn(line string) string {
	data := r.file.Data
	end := "\n"
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		end = "\r\n"
	}
	line = strings.ReplaceAll(line, "\n", end) + end
	if before := bytes.TrimPrefix(data[:r.top], []byte("\ufeff")); len(before) > 0 {
		line = end + line
		if before[len(before)-1] != '\n' {
			line = end + line
		}
	}
	if next, _, _ := bytes.Cut(data[r.top:], []byte("\n")); len(bytes.TrimSpace(next)) > 0 {
		line += end
	}
	return line
}
