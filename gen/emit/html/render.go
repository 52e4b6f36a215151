package html

import (
	"html/template"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// A writer writes what an error says as HTML.
type writer struct {
	b     strings.Builder
	site  *Site
	page  *page
	from  *catalog.Entry
	shift int // how much deeper headings are
	ids   map[string]bool
	slugs *site.Slugger // of the docs site; nil where none is known
	inner int           // elements with ids of their own
}

// raw writes markup, which no page has a word in.
func (w *writer) raw(markup ...string) {
	for _, m := range markup {
		w.b.WriteString(m)
	}
}

// text writes text.
func (w *writer) text(s string) { w.raw(inText.Replace(clean(s))) }

// inText escapes text between tags, where quotes are what they are.
var inText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape returns text for any place in HTML.
func escape(s string) string { return template.HTMLEscapeString(clean(s)) }

// clean returns text without what is not seen. Tabs stay: they may stand in code.
func clean(s string) string {
	if !strings.Contains(s, "\t") {
		return emit.Clean(s)
	}
	parts := strings.Split(s, "\t")
	for i, p := range parts {
		parts[i] = emit.Clean(p)
	}
	return strings.Join(parts, "\t")
}

// line returns text as one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// id returns an id that the page does not have yet.
func (w *writer) id(want string) string {
	want = strings.Join(strings.Fields(clean(want)), "-")
	if want == "" {
		want = "section"
	}
	out := want
	for n := 1; w.ids[out]; n++ {
		out = want + "-" + strconv.Itoa(n)
	}
	w.ids[out] = true
	return out
}

// markdown writes the blocks of a section.
func (w *writer) markdown(text string) {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
	doc, _ := mdx.Parse(source.NewFile("section.mdx", []byte(text)), mdx.Options{MaxSize: 1 << 30})
	w.blocks(doc.Root.Children)
	doc.Release()
}

func (w *writer) blocks(nodes []*mdx.Node) {
	for i := 0; i < len(nodes); i++ {
		if n := w.directive(nodes[i:]); n > 0 {
			i += n - 1
			continue
		}
		w.block(nodes[i])
	}
}

// in writes nodes in an element.
func (w *writer) in(element string, nodes []*mdx.Node) {
	w.raw("<", element, ">")
	w.inline(nodes)
	w.raw("</", element, ">")
}

func (w *writer) block(n *mdx.Node) {
	switch n.Kind {
	case mdx.Paragraph:
		if len(n.Children) > 0 {
			w.in("p", n.Children)
			w.raw("\n")
		}
	case mdx.Heading:
		w.heading(n.Level, mdx.PlainText(n), "")
	case mdx.ThematicBreak:
		w.raw("<hr>\n")
	case mdx.BlockQuote:
		if w.alert(n) {
			return
		}
		w.raw("<blockquote>\n")
		w.blocks(n.Children)
		w.raw("</blockquote>\n")
	case mdx.List:
		w.list(n)
	case mdx.CodeBlock:
		w.code(n)
	case mdx.Table:
		w.table(n)
	case mdx.FootnoteDef:
		w.raw(`<div class="footnote" id="fn-`, escape(mdx.Slug(n.Name)), `"><sup>`, escape(n.Name), "</sup>\n")
		w.blocks(n.Children)
		w.raw("</div>\n")
	case mdx.FlowExpression:
		if s := expression(n.Value); s != "" {
			w.raw("<p><code>", escape(s), "</code></p>\n")
		}
	case mdx.FlowElement:
		w.element(n)
	case mdx.FlowHTML:
		if s := mdx.PlainText(n); s != "" {
			w.raw("<p>", escape(s), "</p>\n")
		}
	case mdx.ESM, mdx.Definition:
	default: // text on its own
		w.in("p", []*mdx.Node{n})
		w.raw("\n")
	}
}

// heading writes a heading with an id: the one given, or that of its text.
func (w *writer) heading(level int, title, id string) string {
	title = line(title)
	switch {
	case id != "":
	case w.slugs != nil:
		id = w.slugs.ID(site.Heading{{Text: title}})
	default:
		id = mdx.Slug(title)
	}
	id = w.id(id)
	h := "h" + strconv.Itoa(min(max(level+w.shift, 2), 6))
	w.raw("<", h, ` id="`, escape(id), `">`, escape(title), ` <a class="anchor" href="#`, fragment(id), `" aria-label="Link to this section">#</a></`, h, ">\n")
	return id
}

func fragment(id string) string { return escape((&url.URL{Fragment: id}).EscapedFragment()) }

// list writes a list. The one paragraph of an item of a tight list is its text.
func (w *writer) list(n *mdx.Node) {
	element := "ul"
	if n.Ordered {
		element = "ol"
	}
	w.raw("<", element)
	if n.Ordered && n.Start != 1 {
		w.raw(` start="`, strconv.Itoa(n.Start), `"`)
	}
	w.raw(">\n")
	for _, item := range n.Children {
		w.raw("<li>")
		if item.Checked != nil {
			w.raw(`<input type="checkbox" disabled`)
			if *item.Checked {
				w.raw(" checked")
			}
			w.raw(`> `)
		}
		rest := item.Children
		if (!n.Loose || item.Checked != nil) && len(rest) > 0 && rest[0].Kind == mdx.Paragraph && !isMark(rest[0]) {
			w.inline(rest[0].Children)
			rest = rest[1:]
			if len(rest) > 0 {
				w.raw("\n")
			}
		}
		w.blocks(rest)
		w.raw("</li>\n")
	}
	w.raw("</", element, ">\n")
}

// code writes a code block with its title.
func (w *writer) code(n *mdx.Node) {
	title := line(n.Meta)
	if title != "" {
		w.raw(`<figure><figcaption>`, escape(title), "</figcaption>\n")
	}
	w.pre(n.Lang, n.Value)
	if title != "" {
		w.raw("</figure>\n")
	}
}

// pre writes code. It can be scrolled with the keyboard.
func (w *writer) pre(language, code string) {
	w.raw(`<pre tabindex="0"><code>`)
	w.colour(language, clean(code))
	w.raw("</code></pre>\n")
}

func (w *writer) table(n *mdx.Node) {
	w.raw(`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>`, "\n")
	for i, row := range n.Children {
		cell := "td"
		switch i {
		case 0:
			cell = "th"
			w.raw("<thead>\n")
		case 1:
			w.raw("<tbody>\n")
		}
		w.raw("<tr>")
		for j, c := range row.Children {
			w.raw("<", cell)
			if j < len(n.Align) && (n.Align[j] == "right" || n.Align[j] == "center") {
				w.raw(` class="`, n.Align[j], `"`)
			}
			w.raw(">")
			w.inline(c.Children)
			w.raw("</", cell, ">")
		}
		w.raw("</tr>\n")
		if i == 0 {
			w.raw("</thead>\n")
		}
	}
	if len(n.Children) > 1 {
		w.raw("</tbody>\n")
	}
	w.raw("</table></div>\n")
}

func (w *writer) inline(nodes []*mdx.Node) {
	for _, n := range nodes {
		switch n.Kind {
		case mdx.Text:
			w.text(n.Value)
		case mdx.Emphasis:
			w.in("em", n.Children)
		case mdx.Strong:
			w.in("strong", n.Children)
		case mdx.Strikethrough:
			w.in("del", n.Children)
		case mdx.CodeSpan:
			w.raw("<code>", escape(n.Value), "</code>")
		case mdx.Break:
			w.raw("<br>\n")
		case mdx.Link:
			w.linked(n.URL, func() { w.inline(n.Children) })
		case mdx.Image:
			w.image(n)
		case mdx.FootnoteRef:
			w.raw(`<sup><a href="#fn-`, fragment(mdx.Slug(n.Name)), `">`, escape(n.Name), "</a></sup>")
		case mdx.TextExpression:
			if s := expression(n.Value); s != "" {
				w.raw("<code>", escape(s), "</code>")
			}
		case mdx.TextElement:
			w.textElement(n)
		case mdx.TextHTML:
			w.text(mdx.PlainText(n))
		default:
			w.inline(n.Children)
		}
	}
}

// linked writes a link around what write writes, or that alone where the link leads to
// what could run.
func (w *writer) linked(to string, write func()) {
	href, ok := w.target(to)
	if !ok {
		write()
		return
	}
	w.raw(`<a href="`, escape(href), `">`)
	write()
	w.raw("</a>")
}

// image writes a link to an image: pages load nothing, and have no images beside them.
func (w *writer) image(n *mdx.Node) {
	alt := ""
	for _, c := range n.Children {
		alt += mdx.PlainText(c)
	}
	if alt = line(alt); alt == "" {
		alt = path.Base(n.URL)
	}
	w.linked(n.URL, func() { w.text("Image: " + alt) })
}

// expression returns what an expression in braces is shown as: the text that it is, or
// its source; nothing for a comment.
func expression(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n >= 2 && strings.IndexByte("\"'`", s[0]) >= 0 && s[n-1] == s[0] && !strings.ContainsAny(s[1:n-1], "\\$"+s[:1]) {
		return s[1 : n-1]
	}
	if s == "" || strings.HasPrefix(s, "/*") && strings.HasSuffix(s, "*/") {
		return ""
	}
	return "{" + s + "}"
}

// target returns where a link of the page that an error is read from leads on the site.
// ok is false for what is not a link of the web or of mail.
func (w *writer) target(link string) (href string, ok bool) {
	link = strings.TrimSpace(link)
	if to, _, fragment := w.site.links.Find(w.from, link); to != nil {
		return w.site.link(w.page.file, to, fragment), true
	}
	u, err := url.Parse(link)
	if err != nil || link == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return "", false
	}
	if u.Scheme != "" || u.Host != "" || strings.HasPrefix(link, "/") || strings.HasPrefix(link, "#") {
		return link, true
	}
	// What is relative to the page is published beside it.
	base, err := url.Parse(w.site.catalog.DocsURL + "/" + path.Dir(w.from.Path) + "/")
	if err != nil {
		return "", false
	}
	return base.ResolveReference(u).String(), true
}

// attribute returns the first attribute of those names that is text.
func attribute(n *mdx.Node, names ...string) string {
	for _, name := range names {
		for i := range n.Attrs {
			if a := &n.Attrs[i]; a.Name == name && a.Kind == script.StringAttr && a.Value != "" {
				return a.Value
			}
		}
	}
	return ""
}
