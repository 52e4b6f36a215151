package record

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// The functions of this file read the places of the table Vocabulary, one each.

func readNothing(*Record, *Place) []Text { return nil }

func readFront(r *Record, p *Place) []Text {
	n, _ := r.Key(p.Arg)
	if n != nil && n.Kind == yamlpos.Seq && len(n.Items) > 0 {
		n = n.Items[0]
	}
	if n == nil || n.Kind != yamlpos.Scalar || n.Tag == "!!null" {
		return nil
	}
	return []Text{Written(n.Value, n.Span)}
}

// readFile gives the name of the file, unless that is one of a folder's own page,
// which names no error.
func readFile(r *Record, _ *Place) []Text {
	name := path.Base(withoutExtension(r.Path))
	if OfFolder(r.Path) {
		return nil
	}
	return []Text{{S: name}}
}

func readPath(r *Record, _ *Place) []Text { return []Text{{S: withoutExtension(r.Path)}} }

func withoutExtension(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// OfFolder reports whether a page is by its name the index of its folder, or a
// part that others include, and so does not describe an error.
func OfFolder(page string) bool {
	name := path.Base(withoutExtension(page))
	return strings.EqualFold(name, "index") || strings.EqualFold(name, "readme") || strings.HasPrefix(name, "_")
}

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

func readElement(r *Record, p *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.elements {
		if n.Name == p.key && p.fits(n) {
			out = append(out, Flatten(n))
		}
	}
	return out
}

// fits reports whether an element has the attribute that the place asks for.
func (p *Place) fits(n *mdx.Node) bool {
	if p.attr[0] == "" {
		return true
	}
	for _, t := range attribute(n, p.attr[0]) {
		return t.S == p.attr[1]
	}
	return false
}

func readAttribute(r *Record, p *Place) []Text {
	element, name, of := strings.Cut(p.Arg, " ")
	if !of {
		if r.Rule.Each.Kind != Element {
			return nil
		}
		return attribute(r.Head, element)
	}
	r.list()
	var out []Text
	for _, n := range r.elements {
		if n.Name == element {
			out = append(out, attribute(n, strings.TrimSpace(name))...)
		}
	}
	return out
}

func attribute(n *mdx.Node, name string) []Text {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			if v := attrValueOf(&n.Attrs[i]); !v.Span.IsZero() {
				return []Text{Written(v.V, v.Span)}
			}
		}
	}
	return nil
}

// AttrText returns the text of an attribute that is a string, be it one in an
// expression. Its Span is zero where only running the expression could tell.
func AttrText(a *mdx.Attr) (v catalog.Value[string]) {
	switch a.Kind {
	case mdx.StringAttr:
		return catalog.Value[string]{V: a.Value, Span: attrValue(a)}
	case mdx.ExpressionAttr:
		if text, _, ok := script.StringLiteral(a.Value); ok {
			return catalog.Value[string]{V: text, Span: attrValue(a)}
		}
	}
	return v
}

// attrValueOf returns the text of an attribute as AttrText does, and of one that is a
// number or a truth value: status={404}, deprecated.
func attrValueOf(a *mdx.Attr) catalog.Value[string] {
	switch value := strings.TrimSpace(a.Value); {
	case a.Kind == mdx.BooleanAttr:
		return catalog.Value[string]{V: "true", Span: a.Span}
	case a.Kind == mdx.ExpressionAttr && bareValue.MatchString(value):
		return catalog.Value[string]{V: value, Span: Part(a.Span, value)}
	}
	return AttrText(a)
}

var bareValue = regexp.MustCompile(`^(-?[0-9]+|true|false)$`)

// attrValue returns the place of an attribute's value, without its quotes.
func attrValue(a *mdx.Attr) source.Span {
	written := a.Span.Text()
	start, end := strings.IndexAny(written, "\"'`"), strings.LastIndexAny(written, "\"'`")
	if start == end {
		return a.Span
	}
	return a.Span.File.Span(int(a.Span.Start)+start+1, int(a.Span.Start)+end)
}

// readAdmonition reads boxes in both forms: between lines of colons, and as a
// quote that begins with the name in brackets.
func readAdmonition(r *Record, p *Place) []Text {
	var out []Text
	eachBlocks(r.Blocks, func(blocks []*mdx.Node) {
		for i := 0; i < len(blocks); i++ {
			n := blocks[i]
			switch n.Kind {
			case mdx.Paragraph:
				if t, is, last, ok := Box(blocks[i:], p.key); ok {
					if all := lines(blocks[i : i+last+1]); p.Match != nil {
						// A part may be that of the title, which stands beside the name.
						t = all.Cut(strings.Index(all.S, is)+len(is), strings.LastIndex(strings.TrimRight(all.S, " \t\r\n"), "\n")+1)
					}
					out = append(out, t)
					i += last
				}
			case mdx.BlockQuote:
				t := Flatten(n.Children...)
				if rest, ok := strings.CutPrefix(t.S, "[!"); ok {
					if name, _, closed := strings.Cut(rest, "]"); closed && strings.EqualFold(name, p.key) {
						out = append(out, t.Cut(len("[!]")+len(name), len(t.S)))
					}
				}
			}
		}
	})
	return out
}

// eachBlocks calls f with each list of blocks that follow one another.
func eachBlocks(blocks []*mdx.Node, f func([]*mdx.Node)) {
	f(blocks)
	for _, n := range blocks {
		if n.Kind < mdx.Text && len(n.Children) > 0 && n.Kind != mdx.Paragraph && n.Kind != mdx.Heading {
			eachBlocks(n.Children, f)
		}
	}
}

// Box reads a box that begins with the first of some blocks: the text between a
// line :::name and one of colons alone, which may stand in one paragraph or in
// several. An empty name is that of any box. last is the index of the block that ends
// it.
func Box(blocks []*mdx.Node, name string) (t Text, is string, last int, ok bool) {
	first := lines(blocks[:1]).S
	rest := strings.TrimLeft(first, ":")
	colons := len(first) - len(rest)
	rest = strings.TrimLeft(rest, " ")
	is = rest
	if i := strings.IndexAny(rest, " \t\r\n[{"); i >= 0 {
		is = rest[:i]
	}
	if colons < 3 || is == "" || name != "" && !strings.EqualFold(is, name) {
		return t, "", 0, false
	}
	closing := strings.Repeat(":", colons)
	for last < len(blocks) && blocks[last].Kind != mdx.Heading {
		all := lines(blocks[:last+1])
		body := strings.TrimRight(all.S, " \t\r\n")
		line := body[strings.LastIndexByte(body, '\n')+1:]
		start := strings.IndexByte(all.S, '\n') + 1
		if strings.TrimSpace(line) == closing && start > 0 && len(body)-len(line) >= start {
			return all.Cut(start, len(body)-len(line)), is, last, true
		}
		if last++; last > maxBox {
			break
		}
	}
	return t, "", 0, false
}

// lines is the text of nodes whose lines stay apart.
func lines(nodes []*mdx.Node) Text {
	f := flattener{lines: true}
	for _, n := range nodes {
		f.node(n)
	}
	return f.text()
}

// maxBox is how many blocks a box that states a fact holds at most.
const maxBox = 20

// readQuote gives the quotes before anything else of the record but its code, which
// may stand in an element or a box above them.
func readQuote(r *Record, _ *Place) []Text {
	var out []Text
	blocks := r.Blocks
	if r.Head == nil && r.Subtitle != nil {
		out = append(out, quoteText(r, r.Subtitle))
	}
	for _, n := range blocks {
		switch {
		case n.Kind == mdx.BlockQuote && !isBox(n):
			out = append(out, quoteText(r, n))
		case n.Kind == mdx.BlockQuote, n.Kind == mdx.FlowExpression, n.Kind == mdx.FlowHTML, n.Kind == mdx.ESM, n.Kind == mdx.Definition:
		case len(out) == 0 && (n.Kind == mdx.FlowElement || isElement(n)):
		default:
			return out
		}
	}
	return out
}

// isBox reports whether a quote is one that sites show as a box.
func isBox(n *mdx.Node) bool {
	t := Flatten(n.Children...).S
	return strings.HasPrefix(t, "[!") && strings.Contains(t, "]")
}

// isElement reports whether a paragraph has nothing but elements in it.
func isElement(n *mdx.Node) bool {
	if n.Kind != mdx.Paragraph {
		return false
	}
	for _, c := range n.Children {
		switch {
		case c.Kind == mdx.TextElement, c.Kind == mdx.TextExpression, c.Kind == mdx.Image, c.Kind == mdx.Break:
		case c.Kind == mdx.Text && strings.TrimSpace(c.Value) == "":
		default:
			return false
		}
	}
	return true
}

func quoteText(r *Record, n *mdx.Node) Text {
	f := flattener{html: r.Rule.Placeholders == "<name>"}
	for _, c := range n.Children {
		f.node(c)
	}
	return f.text()
}

// readSubtitle gives the description of an exported page as it is written, without
// the marks of the quote and the escapes of Markdown. Exports write it there as the
// front matter has it, so that asterisks in it are no emphasis.
func readSubtitle(r *Record, _ *Place) []Text {
	if r.Subtitle == nil {
		return nil
	}
	return []Text{Written(Quoted(r.Subtitle.Span.Text()), r.Subtitle.Span)}
}

// Quoted returns the text of a block quote as it is written.
func Quoted(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimLeft(line, " \t")
		line = strings.TrimPrefix(line, ">")
		for i := 0; i < len(line); i++ {
			if line[i] == '\\' && i+1 < len(line) && isPunctuation(line[i+1]) {
				i++
			}
			b.WriteByte(line[i])
		}
	}
	return b.String()
}

func isPunctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// readText gives the paragraphs of the record, the first one first: of an item, of
// an element and of a row's cells as well. A paragraph of elements, of labels that the rule
// reads, or one that is a line of a box, is no text.
func readText(r *Record, _ *Place) []Text {
	var out []Text
	for _, n := range r.Blocks {
		if n.Kind == mdx.Heading && len(out) > 0 {
			break
		}
		if n.Kind == mdx.Paragraph && !isElement(n) && !r.Rule.onlyLabels(n) {
			f := flattener{html: r.Rule.Placeholders == "<name>"}
			f.node(n)
			if t := f.text(); !strings.HasPrefix(t.S, ":::") {
				out = append(out, t)
			}
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

func readJSON(r *Record, p *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.fences {
		if _, may := JSON(n); !may {
			continue
		}
		v := r.Body(n)
		for _, member := range p.path {
			if v != nil && v.Kind == jsonpos.Array {
				i, err := strconv.Atoi(member)
				if err != nil || i < 0 || i >= len(v.Items) {
					v = nil
					break
				}
				v = v.Items[i]
				continue
			}
			v = v.Get(member)
		}
		if v == nil || v.Kind == jsonpos.Object || v.Kind == jsonpos.Array || v.Kind == jsonpos.Null {
			continue
		}
		at := n.ValueSpan(v.Start, v.End)
		if v.Kind == jsonpos.String && v.End-v.Start >= 2 {
			at = n.ValueSpan(v.Start+1, v.End-1)
		}
		out = append(out, Written(v.Text, at))
	}
	return out
}

func readExample(r *Record, p *Place) []Text {
	var out []Text
	for i := range r.Examples {
		x := &r.Examples[i]
		v := x.Title
		switch p.Arg {
		case "status":
			v = catalog.Value[string]{V: strconv.Itoa(x.Status.V), Span: x.Status.Span}
		case "detail":
			v = x.Detail
		case "type":
			v = x.Type
		}
		if !v.Span.IsZero() && v.V != "" {
			out = append(out, Written(v.V, v.Span))
		}
	}
	return out
}

// readFence gives what follows the marks that open each code block.
func readFence(r *Record, _ *Place) []Text {
	r.list()
	var out []Text
	for _, n := range r.fences {
		info := strings.TrimSpace(n.Lang + " " + n.Meta)
		if info == "" {
			continue
		}
		line := n.Span
		if end := bytes.IndexAny(line.File.Data[line.Start:line.End], "\r\n"); end >= 0 {
			line.End = line.Start + int32(end)
		}
		out = append(out, Written(info, Part(line, info)))
	}
	return out
}

func readColumn(r *Record, p *Place) []Text {
	if i := slices.Index(r.Columns, p.key); i >= 0 && i < len(r.Head.Children) {
		return []Text{CellText(r.Head.Children[i])}
	}
	return nil
}

// CellText returns the text of a cell.
func CellText(n *mdx.Node) Text { return Flatten(n.Children...) }
