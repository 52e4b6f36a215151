package html

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/site"
)

// element writes a component of a docs site as the site would show it. Of one that is
// not known, what stands in it is shown, below its title.
func (w *writer) element(n *mdx.Node) {
	title := line(attribute(n, "title", "label", "summary"))
	if kind := site.BoxOf(n.Name, attribute(n, "type", "variant")); kind != "" {
		if n.Name == "Check" && title == "" {
			title = "Check"
		}
		w.box(kind, title, n.Children)
		return
	}
	switch n.Name {
	case "CodeGroup", "Tabs", "RequestExample", "ResponseExample":
		w.tabs(panels(n.Children))
	case "Steps":
		w.steps(n.Children)
	case "Accordion", "Expandable", "details", "Details":
		w.details(n, title)
	case "Card", "LinkCard", "LinkButton", "Tile":
		w.card(n, title)
	case "CardGroup", "CardGrid", "Cards", "Columns":
		w.raw(`<div class="cards">`, "\n")
		w.blocks(n.Children)
		w.raw("</div>\n")
	case "ParamField", "ResponseField", "RequestField":
		w.field(n)
	case "Icon", "br":
	case "hr":
		w.raw("<hr>\n")
	default:
		if title != "" {
			w.raw("<p>")
			w.cardTitle(n, title)
			w.raw("</p>\n")
		}
		w.blocks(n.Children)
	}
}

// box writes a box with a title: the one given, or what kind of box it is.
func (w *writer) box(kind, title string, children []*mdx.Node) {
	w.openBox(kind, title)
	w.blocks(children)
	w.raw("</div>\n")
}

func (w *writer) openBox(kind, title string) {
	if title == "" {
		title = strings.ToUpper(kind[:1]) + kind[1:]
	}
	w.raw(`<div class="box `, kind, `" role="note"><p class="title">`, escape(title), "</p>\n")
}

// alert writes a quote that begins with [!NOTE] as a box. It reports whether it is one.
func (w *writer) alert(n *mdx.Node) bool {
	if len(n.Children) == 0 || n.Children[0].Kind != mdx.Paragraph || len(n.Children[0].Children) == 0 || n.Children[0].Children[0].Kind != mdx.Text {
		return false
	}
	first := n.Children[0].Children[0].Value
	rest, ok := strings.CutPrefix(first, "[!")
	word, rest, closed := strings.Cut(rest, "]")
	kind := boxOf(word)
	if !ok || !closed || kind == "" {
		return false
	}
	w.openBox(kind, "")
	if rest = strings.TrimLeft(rest, "-+ \n"); rest != "" || len(n.Children[0].Children) > 1 {
		w.raw("<p>", escape(rest))
		w.inline(n.Children[0].Children[1:])
		w.raw("</p>\n")
	}
	w.blocks(n.Children[1:])
	w.raw("</div>\n")
	return true
}

// boxOf returns the kind of box that a word of Markdown stands for, empty for none.
func boxOf(word string) string {
	if kind := site.BoxOf("Callout", word); kind != site.Note || strings.EqualFold(word, "note") {
		return kind
	}
	return ""
}

// isMark reports whether a paragraph is a line of colons that opens or closes a box.
func isMark(n *mdx.Node) bool { colons, _ := mark(n); return colons > 0 }

// mark returns how many colons a line of a box has, and what stands behind them.
func mark(n *mdx.Node) (colons int, rest string) {
	if n.Kind != mdx.Paragraph || len(n.Children) == 0 || n.Children[0].Kind != mdx.Text || !strings.HasPrefix(n.Children[0].Value, ":::") {
		return 0, ""
	}
	text := line(mdx.PlainText(n))
	rest = strings.TrimLeft(text, ":")
	return len(text) - len(rest), strings.TrimSpace(rest)
}

// directive writes the box that blocks begin with: :::note to :::, or !!! note. It
// returns how many blocks that is, 0 where they begin with none.
func (w *writer) directive(nodes []*mdx.Node) int {
	if w.mkDocs(nodes[0]) {
		return 1
	}
	colons, rest := mark(nodes[0])
	if colons == 0 || rest == "" {
		return 0
	}
	end, open := -1, []int{colons}
	for i, n := range nodes[1:] {
		switch c, r := mark(n); {
		case c > 0 && r != "":
			open = append(open, c)
		case c > 0:
			if at := lastIndex(open, c); at >= 0 {
				open = open[:at]
			}
		}
		if len(open) == 0 {
			end = i + 1
			break
		}
	}
	if end < 0 {
		return 0
	}
	name, title := rest, ""
	if i := strings.IndexAny(rest, " [{"); i >= 0 {
		name, title = rest[:i], rest[i:]
	}
	title, _, _ = strings.Cut(title, "{")
	title = strings.TrimSpace(title)
	if label, ok := strings.CutPrefix(title, "["); ok {
		title, _, _ = strings.Cut(label, "]")
	}
	body := nodes[1:end]
	switch kind := boxOf(name); {
	case kind != "":
		w.box(kind, title, body)
	case name == "details":
		w.openDetails(title)
		w.blocks(body)
		w.raw("</details>\n")
	case name == "code-group":
		w.tabs(panels(body))
	default:
		if title != "" {
			w.raw("<p><strong>", escape(title), "</strong></p>\n")
		}
		w.blocks(body)
	}
	return end + 1
}

func lastIndex(list []int, n int) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == n {
			return i
		}
	}
	return -1
}

// mkDocs writes a paragraph !!! note "Title" as a box. It reports whether it is one.
func (w *writer) mkDocs(n *mdx.Node) bool {
	if n.Kind != mdx.Paragraph || len(n.Children) == 0 || n.Children[0].Kind != mdx.Text {
		return false
	}
	rest, ok := strings.CutPrefix(n.Children[0].Value, "!!! ")
	word, rest, _ := strings.Cut(rest, " ")
	kind := boxOf(word)
	if !ok || kind == "" {
		return false
	}
	title := ""
	if quoted, found := strings.CutPrefix(rest, `"`); found {
		title, rest, _ = strings.Cut(quoted, `"`)
	}
	w.openBox(kind, title)
	if rest = strings.TrimSpace(rest); rest != "" || len(n.Children) > 1 {
		w.raw("<p>", escape(rest))
		w.inline(n.Children[1:])
		w.raw("</p>\n")
	}
	w.raw("</div>\n")
	return true
}

// A panel is one of several that are shown in turn.
type panel struct {
	title string
	nodes []*mdx.Node
}

// panels returns the panels that blocks are: code blocks, by name or language, and the
// children of tabs. What is neither is a panel without a title.
func panels(nodes []*mdx.Node) (out []panel) {
	for _, n := range nodes {
		switch {
		case n.Kind == mdx.CodeBlock:
			title := n.Meta
			if title == "" {
				title = n.Lang
			}
			bare := *n
			bare.Meta = ""
			out = append(out, panel{line(title), []*mdx.Node{&bare}})
		case n.Kind == mdx.FlowElement && (n.Name == "Tab" || n.Name == "TabItem" || n.Name == "Tabs.Tab"):
			out = append(out, panel{line(attribute(n, "title", "label", "value", "name")), n.Children})
		default:
			out = append(out, panel{"", []*mdx.Node{n}})
		}
	}
	return out
}

// maxTabs is how many panels the style sheet can show in turn.
const maxTabs = 12

// tabs writes panels that are shown in turn, without JavaScript: each has a radio
// button, which arrow keys move between.
func (w *writer) tabs(panels []panel) {
	titled := len(panels) > 1 && len(panels) <= maxTabs
	for i := range panels {
		if panels[i].title == "" {
			panels[i].title = "Text"
		}
		titled = titled && panels[i].title != "Text"
	}
	if !titled {
		for _, p := range panels {
			if p.title != "Text" {
				w.raw(`<p class="tabtitle"><strong>`, escape(p.title), "</strong></p>\n")
			}
			w.blocks(p.nodes)
		}
		return
	}
	w.inner++
	name := "tabs-" + strconv.Itoa(w.inner)
	w.raw(`<div class="tabs" role="group">`, "\n")
	for i, p := range panels {
		id := w.id(name + "-" + strconv.Itoa(i+1))
		w.raw(`<input type="radio" name="`, name, `" id="`, id, `"`)
		if i == 0 {
			w.raw(" checked")
		}
		w.raw(`><label for="`, id, `">`, escape(p.title), "</label>\n")
	}
	for _, p := range panels {
		w.raw(`<div class="panel">`, "\n", `<p class="tabtitle"><strong>`, escape(p.title), "</strong></p>\n")
		w.blocks(p.nodes)
		w.raw("</div>\n")
	}
	w.raw("</div>\n")
}

// steps writes steps: the components Step, or the list that a site has in their place.
func (w *writer) steps(nodes []*mdx.Node) {
	w.raw(`<div class="steps">`, "\n")
	open := false
	for _, n := range nodes {
		if step := n.Kind == mdx.FlowElement && n.Name == "Step"; step != open {
			open = step
			w.raw(map[bool]string{true: "<ol>\n", false: "</ol>\n"}[open])
		}
		if !open {
			w.block(n)
			continue
		}
		w.raw("<li>")
		if title := line(attribute(n, "title")); title != "" {
			w.raw("<p><strong>", escape(title), "</strong></p>\n")
		}
		w.blocks(n.Children)
		w.raw("</li>\n")
	}
	if open {
		w.raw("</ol>\n")
	}
	w.raw("</div>\n")
}

// details writes what is closed until somebody opens it.
func (w *writer) details(n *mdx.Node, title string) {
	children := n.Children
	if len(children) > 0 && (children[0].Name == "summary" || children[0].Kind == mdx.Paragraph && len(children[0].Children) == 1 && children[0].Children[0].Name == "summary") {
		title, children = line(mdx.PlainText(children[0])), children[1:]
	}
	w.openDetails(title)
	w.blocks(children)
	w.raw("</details>\n")
}

func (w *writer) openDetails(title string) {
	if title == "" {
		title = "Details"
	}
	w.raw("<details><summary>", escape(title), "</summary>\n")
}

func (w *writer) card(n *mdx.Node, title string) {
	w.raw(`<div class="card">`, "\n")
	if title != "" {
		w.raw(`<p class="title">`)
		w.cardTitle(n, title)
		w.raw("</p>\n")
	}
	if d := line(attribute(n, "description")); d != "" {
		w.raw("<p>", escape(d), "</p>\n")
	}
	w.blocks(n.Children)
	w.raw("</div>\n")
}

func (w *writer) cardTitle(n *mdx.Node, title string) {
	show := func() { w.raw("<strong>", escape(title), "</strong>") }
	if href := attribute(n, "href", "link"); href != "" {
		w.linked(href, show)
		return
	}
	show()
}

// field writes a parameter or member: its name and its type above what it is.
func (w *writer) field(n *mdx.Node) {
	w.raw(`<div class="field"><p><code>`, escape(line(attribute(n, "name", "body", "query", "path", "header"))), "</code>")
	if t := line(attribute(n, "type")); t != "" {
		w.raw(` <span class="muted">`, escape(t), "</span>")
	}
	for _, a := range n.Attrs {
		if a.Kind == mdx.BooleanAttr && (a.Name == "required" || a.Name == "deprecated") {
			w.raw(` <span class="muted">`, a.Name, "</span>")
		}
	}
	w.raw("</p>\n")
	w.blocks(n.Children)
	w.raw("</div>\n")
}

// plain are the elements of HTML that a text may have as they are.
var plain = map[string]bool{"kbd": true, "sub": true, "sup": true, "b": true, "i": true, "mark": true, "small": true, "code": true, "em": true, "strong": true, "del": true, "s": true, "u": true}

// textElement writes an element that stands in a text.
func (w *writer) textElement(n *mdx.Node) {
	switch {
	case plain[n.Name]:
		w.in(n.Name, n.Children)
	case n.Name == "br":
		w.raw("<br>\n")
	case n.Name == "a" && attribute(n, "href") != "":
		w.linked(attribute(n, "href"), func() { w.inline(n.Children) })
	case n.Name == "Badge":
		w.raw(`<span class="tag">`, escape(line(attribute(n, "text"))))
		w.inline(n.Children)
		w.raw("</span>")
	default:
		w.inline(n.Children)
		if len(n.Children) == 0 {
			w.text(line(attribute(n, "title", "label", "text")))
		}
	}
}
