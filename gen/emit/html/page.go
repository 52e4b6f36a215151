package html

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/mdx"
)

// A view is what the layout shows of any page.
type view struct {
	Site        string
	Title       string // empty: the site's
	Description string
	Canonical   string
	Refresh     string // where a redirect leads
	Root        string // link to the folder of the site
	Crumbs      []crumb
	Live        string
	Notes       []notice
	Search      bool // the page has the search itself
	NoIndex     bool

	Head, Header, Footer, Body template.HTML
}

// A crumb is a step of the way to a page.
type crumb struct{ Name, Link string }

// render returns a page of the site: the layout around what a template makes of data.
func (s *Site) render(file, body string, v view, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, body, data); err != nil {
		return nil, err
	}
	v.Body = template.HTML(b.String())
	v.Site = line(s.options.Title)
	if v.Root == "" {
		v.Root = relative(file, "")
	}
	v.Live, v.Notes = s.live, slices.Concat(s.everywhere, s.notes[file])
	if v.Canonical == "" && !v.NoIndex {
		v.Canonical = s.address(file)
	}
	b.Reset()
	b.WriteString("<!doctype html>\n" + owned)
	if err := s.runParts(&v, file); err != nil {
		return nil, err
	}
	if err := templates.ExecuteTemplate(&b, "layout", v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// A record is one error as a page shows it.
type record struct {
	Anchor, Heading string // of a page with several
	Code            string
	Description     string
	Deprecated      template.HTML
	Retired         template.HTML
	Facts           []fact
	Content         template.HTML
}

// A fact is a line of what is known of an error.
type fact struct {
	Name  string
	Value string
	Code  bool // the value is not words
	Class string
}

// A section is a line of the table of contents.
type section struct{ ID, Title string }

// page returns a page of errors.
func (s *Site) page(p *page) ([]byte, error) {
	var data struct {
		Title   string
		Shared  bool
		Records []record
		Toc     []section
	}
	data.Title, data.Shared = p.title, p.shared()
	data.Records, data.Toc = s.records(p)
	first := p.entries[0]
	v := view{Title: p.title, Crumbs: s.crumbs(p.file, first)}
	if !data.Shared {
		v.Description = line(first.Description.V)
	}
	return s.render(p.file, "page", v, data)
}

// records returns what a page tells, and its sections.
func (s *Site) records(p *page) (records []record, toc []section) {
	w := &writer{site: s, page: p, ids: map[string]bool{"content": true, "search": true, "results": true}}
	for _, e := range p.entries {
		if a := s.of[e].anchor; a != "" && p.shared() {
			w.ids[a] = true
		}
	}
	if s.catalog.Site != nil {
		w.slugs = s.catalog.Site.Slugger()
	}
	for _, e := range p.entries {
		r, sections := w.record(e)
		records = append(records, r)
		if p.shared() {
			sections = []section{{r.Anchor, r.Heading}}
		}
		toc = append(toc, sections...)
	}
	return records, toc
}

// record returns an error as the page shows it.
func (w *writer) record(e *catalog.Entry) (record, []section) {
	r := record{Code: line(string(e.Code.V)), Description: line(e.Description.V), Facts: w.site.facts(e)}
	w.from, w.shift = e, 0
	if w.page.shared() {
		r.Anchor, r.Heading = w.site.of[e].anchor, line(e.Last())
		w.shift = 1
	}
	if e.Retired != nil {
		r.Retired = w.part(func() {
			w.text("No longer returned since " + line(e.Retired.Since.V) + "." + sentence(e.Retired.Reason.V))
			w.replaced(e.Retired.ReplacedBy.V)
		})
	} else if e.Deprecated != nil {
		r.Deprecated = w.part(func() {
			w.text("Do not use this error any more." + sentence(e.Deprecated.Reason.V))
			w.replaced(e.Deprecated.ReplacedBy.V)
		})
	}
	var sections []section
	head := func(level int, title, id string) {
		id = w.heading(level, title, id)
		if level <= 2 {
			sections = append(sections, section{id, line(title)})
		}
	}
	r.Content = w.part(func() {
		if examples := unseen(e); len(examples) > 0 {
			head(2, "Example response", "")
			for _, x := range examples {
				w.code(&mdx.Node{Kind: mdx.CodeBlock, Lang: "json", Meta: x.name, Value: x.body})
			}
		}
		params, related := len(e.Params) == 0, false
		for i := range e.Sections {
			sec := &e.Sections[i]
			if sec.Kind == catalog.RelatedErrors {
				related = true
				if !params {
					params = true
					head(2, "Parameters", "")
					w.params(e.Params)
				}
			}
			if i == 0 && r.Anchor != "" && strings.Contains(sec.Heading.V, string(e.Code.V)) {
				r.Heading = line(sec.Heading.V) // that of the record itself
			} else {
				head(max(sec.Level, 2), sec.Heading.V, ownID(e, sec))
			}
			w.markdown(sec.Markdown)
		}
		if !params {
			head(2, "Parameters", "")
			w.params(e.Params)
		}
		if !related {
			w.related(e, head)
		}
	})
	return r, sections
}

// part returns what write writes.
func (w *writer) part(write func()) template.HTML {
	w.b.Reset()
	write()
	return template.HTML(w.b.String())
}

// ownID returns the id that the docs site gives to the heading of a section, where the
// page was read and not a catalogue.
func ownID(e *catalog.Entry, s *catalog.Section) string {
	for _, a := range e.Anchors {
		if a.Span.File != nil && s.Heading.Span.Contains(a.Span) {
			return a.V
		}
	}
	return ""
}

func sentence(s string) string {
	if s = line(s); s == "" {
		return ""
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return " " + capital(s)
}

// replaced writes what is to be used in place of an error.
func (w *writer) replaced(code catalog.Code) {
	if code == "" {
		return
	}
	w.text(" It is replaced by ")
	w.codeLink(code)
	w.text(".")
}

// codeLink writes a code as a link to its page.
func (w *writer) codeLink(code catalog.Code) {
	show := "<code>" + escape(line(string(code))) + "</code>"
	if to := w.site.catalog.Lookup(code); to != nil {
		w.raw(`<a href="`, escape(w.site.link(w.page.file, to, "")), `">`, show, "</a>")
		return
	}
	w.raw(show)
}

// related writes the errors that an error without such a section is related to.
func (w *writer) related(e *catalog.Entry, head func(int, string, string)) {
	var listed []catalog.Code
	for _, l := range e.Related {
		if l.Code != "" && l.Code != e.Code.V && !slices.Contains(listed, l.Code) {
			listed = append(listed, l.Code)
		}
	}
	if len(listed) == 0 {
		return
	}
	head(2, "Related errors", "")
	w.raw("<ul>\n")
	for _, code := range listed {
		w.raw("<li>")
		w.codeLink(code)
		if to := w.site.catalog.Lookup(code); to != nil && to.Description.V != "" {
			w.text(": " + firstSentence(to.Description.V))
		}
		w.raw("</li>\n")
	}
	w.raw("</ul>\n")
}

// params writes the parameters of an error as a table.
func (w *writer) params(params []catalog.Param) {
	w.raw(`<div class="scroll" tabindex="0" role="region" aria-label="Parameters"><table>`, "\n<thead>\n<tr><th>Name</th><th>Type</th><th>Meaning</th></tr>\n</thead>\n<tbody>\n")
	var row func(prefix string, p *catalog.Param)
	row = func(prefix string, p *catalog.Param) {
		kind := string(p.Type.V)
		if p.Items != nil {
			kind = "list of " + string(p.Items.Type.V)
		}
		if p.Optional.V {
			kind += ", optional"
		}
		name := prefix + line(p.Name.V)
		w.raw("<tr><td><code>", escape(name), "</code></td><td>", escape(kind), "</td><td>", escape(line(p.Description.V)))
		if p.Example.V != nil && p.Items == nil {
			w.raw(" <span class=\"muted\">Example: <code>", escape(line(string(p.Example.V))), "</code></span>")
		}
		w.raw("</td></tr>\n")
		members := p.Members
		if p.Items != nil {
			name, members = name+"[]", p.Items.Members
		}
		for i := range members {
			row(name+".", &members[i])
		}
	}
	for i := range params {
		row("", &params[i])
	}
	w.raw("</tbody>\n</table></div>\n")
}

type example struct{ name, body string }

// unseen returns the error bodies that no section shows.
func unseen(e *catalog.Entry) (out []example) {
	shown := map[string]bool{}
	for i := range e.Sections {
		for _, block := range strings.Split(e.Sections[i].Markdown, "```") {
			if at := strings.IndexByte(block, '\n'); at >= 0 {
				note(shown, block[at:])
			}
		}
	}
	for _, x := range e.Examples {
		var body bytes.Buffer
		if note(shown, string(x.Body)) && json.Indent(&body, x.Body, "", "  ") == nil {
			out = append(out, example{x.Name, body.String()})
		}
	}
	return out
}

// note notes a text as JSON. It reports whether it is JSON and is new.
func note(shown map[string]bool, text string) bool {
	text = strings.TrimSpace(text)
	var b bytes.Buffer
	if text == "" || text[0] != '{' && text[0] != '[' || json.Compact(&b, []byte(text)) != nil || shown[b.String()] {
		return false
	}
	shown[b.String()] = true
	return true
}

// facts returns what is known of an error besides words.
func (s *Site) facts(e *catalog.Entry) (out []fact) {
	add := func(name, value string) {
		if value = line(value); value != "" {
			out = append(out, fact{Name: name, Value: value})
		}
	}
	code := func(name, value string) {
		add(name, value)
		if n := len(out); n > 0 && out[n-1].Name == name {
			out[n-1].Code = true
		}
	}
	if n := e.Status.V; n != 0 {
		out = append(out, fact{Name: "Status", Value: statusText(n), Class: statusClass(n)})
	}
	for _, o := range e.OtherStatuses {
		add("Also answered with", statusText(o.V))
	}
	for _, o := range e.ByService {
		add("Status of "+o.Service.V, statusText(o.Status.V))
	}
	if e.MayRetry() {
		add("Retry", "The same request may succeed later")
	} else {
		add("Retry", "The same request will fail again")
	}
	code("Type", e.Type.V)
	if e.Title.V != "" && e.Title.V != catalog.ReasonPhrase(e.Status.V) {
		add("Title", e.Title.V)
	}
	if e.Detail.V != "" && e.Detail.V != e.Description.V {
		add("Detail", e.Detail.V)
	}
	code("gRPC", e.GRPC.V)
	var services []string
	for _, v := range e.Services {
		services = append(services, v.V)
	}
	add("Services", strings.Join(services, ", "))
	for i, v := range e.Facts {
		if i < len(s.catalog.Facts) {
			add(words(s.catalog.Facts[i].Name), v.V)
		}
	}
	for _, h := range e.Headers {
		code("Header", h.Name.V+": "+h.Value.V)
	}
	for _, a := range e.Aliases {
		code("Formerly", string(a.V))
	}
	return out
}

// words returns a name as it begins a line.
func words(name string) string {
	return capital(line(strings.NewReplacer("_", " ", "-", " ").Replace(name)))
}

// capital returns text with a capital at its start.
func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

func statusText(n int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", n, catalog.ReasonPhrase(n)))
}

// statusClass returns the class of a status in the style sheet.
func statusClass(n int) string {
	if n >= 500 {
		return "s5"
	}
	return "s4"
}

// redirect returns a page that leads from an older URL to an error.
func (s *Site) redirect(file string, e *catalog.Entry) ([]byte, error) {
	to := s.link(file, e, "")
	v := view{Title: "Moved", Refresh: to, Canonical: s.url(e), NoIndex: true}
	return s.render(file, "redirect", v, struct{ To, Code string }{to, line(string(e.Code.V))})
}

// notFound returns the page for URLs that are none of the site. It may be shown at any
// of them, so its links begin at the root of the server.
func (s *Site) notFound() ([]byte, error) {
	return s.render("404.html", "404", view{Title: "Page not found", Root: s.Base(), Search: true, NoIndex: true}, s.filters())
}

// Base returns the path of the docs URL, with a slash at its end: the path to serve the
// site at.
func (s *Site) Base() string {
	_, rest, _ := strings.Cut(s.catalog.DocsURL, "://")
	_, at, _ := strings.Cut(rest, "/")
	if at = strings.Trim(at, "/"); at == "" {
		return "/"
	}
	return "/" + at + "/"
}

// owned begins a file of a format with such comments.
const owned = "<!-- " + emit.Header + " -->\n"
