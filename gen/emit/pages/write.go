package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// writer writes pages of one catalogue.
type writer struct {
	catalog *catalog.Catalog
	site    *site.Site
	options *Options
	links   *catalog.Links

	absolute bool // links are URLs
}

func newWriter(c *catalog.Catalog, o *Options) *writer {
	written := o.on(c)
	return &writer{catalog: written, site: written.Site.Or(), options: o, links: c.Links()}
}

// page returns the text of the page of an error.
func (w *writer) page(e *catalog.Entry) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n# %s\ntitle: %s\n", emit.Header, w.front(e.PageTitle().V))
	if e.Description.V != "" {
		fmt.Fprintf(&b, "description: %s\n", w.front(e.Description.V))
	}
	b.WriteString("---\n\n" + w.site.Shown(string(e.Code.V)) + "\n")
	p := &pageWriter{writer: w, from: e}
	blocks := p.lead(e)
	sections, shown := p.sections(e)
	blocks = append(append(blocks, p.examples(e, shown)...), sections...)
	b.WriteString("\n" + p.render(blocks) + "\n")
	return []byte(b.String())
}

// front returns a text as a value of the front matter. VitePress copies it into a script,
// which must not end there.
func (w *writer) front(s string) string {
	if w.site.Vue {
		s = strings.ReplaceAll(s, "</", "< /")
	}
	return quote(s)
}

// A Writer writes errors as plain Markdown, without components, front matter and
// relative links.
type Writer struct{ w *writer }

// Plain returns a Writer for a catalogue.
func Plain(c *catalog.Catalog) *Writer {
	w := newWriter(c, &Options{})
	w.site, w.absolute = site.Find("markdown"), true
	return &Writer{w}
}

// Text returns the text of an error, starting with its code as a heading of the level.
func (w *Writer) Text(e *catalog.Entry, level int) string {
	p := &pageWriter{writer: w.w, from: e, shift: level - 1}
	blocks := append([]*mdx.Node{{Kind: mdx.Heading, Level: level, Children: []*mdx.Node{text(OneLine(string(e.Code.V)))}}}, p.lead(e)...)
	sections, shown := p.sections(e)
	blocks = append(append(blocks, p.examples(e, shown)...), sections...)
	return p.render(blocks) + "\n"
}

// pageWriter is the work on one page.
type pageWriter struct {
	*writer
	from  *catalog.Entry
	shift int      // how much deeper the headings of sections are
	marks []string // lines that stand in the place of a mark
}

// lead returns what stands before the first section: the description where the site
// does not show it, the status, and what the error is no more.
func (p *pageWriter) lead(e *catalog.Entry) (out []*mdx.Node) {
	if d := e.Description.V; d != "" && !p.site.Describes {
		out = append(out, paragraph(text(OneLine(d))))
	}
	var facts []*mdx.Node
	fact := func(name, value string) {
		if len(facts) > 0 {
			facts = append(facts, text(" · "))
		}
		facts = append(facts, &mdx.Node{Kind: mdx.Strong, Children: []*mdx.Node{text(name + ":")}}, text(" "+value))
	}
	if e.Status.V != 0 {
		fact("Status", strings.TrimSpace(fmt.Sprintf("%d %s", e.Status.V, catalog.ReasonPhrase(e.Status.V))))
	}
	retry := "no, the same request will fail again"
	if e.MayRetry() {
		retry = "yes, the same request may succeed later"
	}
	fact("Retry", retry)
	out = append(out, paragraph(facts...))
	if r := e.Retired; r != nil {
		words := []*mdx.Node{text("This error was retired on " + OneLine(r.Since.V) + ".")}
		words = append(words, sentence(r.Reason.V)...)
		out = append(out, p.box(site.Warning, "", []*mdx.Node{paragraph(append(words, p.replaced(r.ReplacedBy.V)...)...)})...)
	} else if d := e.Deprecated; d != nil {
		words := []*mdx.Node{text("This error is deprecated.")}
		words = append(words, sentence(d.Reason.V)...)
		out = append(out, p.box(site.Warning, "", []*mdx.Node{paragraph(append(words, p.replaced(d.ReplacedBy.V)...)...)})...)
	}
	return out
}

func sentence(s string) []*mdx.Node {
	if s = OneLine(s); s == "" {
		return nil
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return []*mdx.Node{text(" " + s)}
}

// replaced returns a sentence about what is to be used in place of an error.
func (p *pageWriter) replaced(code catalog.Code) []*mdx.Node {
	if code == "" {
		return nil
	}
	return []*mdx.Node{text(" Use "), p.link(code), text(" instead.")}
}

// link returns a link to the page of another error, or its code where it has none.
func (p *pageWriter) link(code catalog.Code) *mdx.Node {
	span := &mdx.Node{Kind: mdx.CodeSpan, Value: OneLine(string(code))}
	to := p.catalog.Lookup(code)
	if to == nil {
		return span
	}
	return &mdx.Node{Kind: mdx.Link, URL: p.url(to, ""), Children: []*mdx.Node{span}}
}

// url returns the address of another error's page, as a link on this one.
func (p *pageWriter) url(to *catalog.Entry, fragment string) string {
	if fragment != "" {
		fragment = "#" + fragment
	}
	if p.absolute || !Has(p.options.Systems, to) {
		if url := to.URL(); strings.Contains(url, "#") {
			return url
		}
		return to.URL() + fragment
	}
	return p.site.Link(Path(p.catalog, p.from), Path(p.catalog, to)) + fragment
}

// sections returns the sections of an error, with the related errors where it has no
// section of them, and the error bodies that they show.
func (p *pageWriter) sections(e *catalog.Entry) (out []*mdx.Node, shown map[string]bool) {
	shown = map[string]bool{}
	related := false
	for _, s := range e.Sections {
		related = related || s.Kind == catalog.RelatedErrors
		out = append(out, heading(s.Level+p.shift, s.Heading.V))
		f := source.NewFile("section.mdx", []byte(printable(s.Markdown)))
		doc, _ := mdx.Parse(f, mdx.Options{MaxSize: 1 << 30})
		out = append(out, p.blocks(doc.Root.Children)...)
		for _, n := range doc.Root.Children {
			bodies(n, shown)
		}
	}
	if related || len(e.Related) == 0 {
		return out, shown
	}
	var items []*mdx.Node
	var listed []catalog.Code
	for _, l := range e.Related {
		if l.Code != "" && !slices.Contains(listed, l.Code) {
			listed = append(listed, l.Code)
			items = append(items, &mdx.Node{Kind: mdx.ListItem, Children: []*mdx.Node{paragraph(p.link(l.Code))}})
		}
	}
	if len(items) > 0 {
		out = append(out, heading(2+p.shift, "Related Errors"), &mdx.Node{Kind: mdx.List, Children: items})
	}
	return out, shown
}

// bodies notes the JSON blocks among nodes.
func bodies(n *mdx.Node, shown map[string]bool) {
	var b bytes.Buffer
	if n.Kind == mdx.CodeBlock && json.Compact(&b, []byte(n.Value)) == nil {
		shown[b.String()] = true
	}
	for _, c := range n.Children {
		bodies(c, shown)
	}
}

// examples returns the error bodies that no section shows.
func (p *pageWriter) examples(e *catalog.Entry, shown map[string]bool) (out []*mdx.Node) {
	for _, x := range e.Examples {
		var compact, body bytes.Buffer
		if json.Compact(&compact, x.Body) != nil || shown[compact.String()] || json.Indent(&body, x.Body, "", "  ") != nil {
			continue
		}
		shown[compact.String()] = true
		out = append(out, &mdx.Node{Kind: mdx.CodeBlock, Lang: "json", Meta: p.fenceTitle(x.Name), Value: body.String()})
	}
	return out
}

func text(s string) *mdx.Node { return &mdx.Node{Kind: mdx.Text, Value: s} }

func paragraph(children ...*mdx.Node) *mdx.Node {
	return &mdx.Node{Kind: mdx.Paragraph, Children: children}
}

func heading(level int, s string) *mdx.Node {
	return &mdx.Node{Kind: mdx.Heading, Level: min(max(level, 2), 6), Children: []*mdx.Node{text(OneLine(s))}}
}

// OneLine returns a text on one line, without invisible characters.
func OneLine(s string) string { return strings.Join(strings.Fields(emit.Clean(s)), " ") }

// printable returns Markdown without what is no text. Tabs stay: they may stand in code.
func printable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

func quote(s string) string { return string(jsonpos.AppendString(nil, OneLine(s))) }

// render returns blocks as the text of a page. Marks become what stands for them.
func (p *pageWriter) render(blocks []*mdx.Node) string {
	s := markdown.Render(blocks)
	if p.site.Vue {
		s = Unbraced(s)
	}
	for i, line := range p.marks {
		s = strings.Replace(s, mark(i), line, 1)
	}
	return s
}
