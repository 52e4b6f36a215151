package html

import (
	"encoding/json"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/mdx"
)

// A group is the errors whose codes have all but the last segment in common.
type group struct {
	id, title, file string
	entries         []*catalog.Entry
}

// maxListed is how many errors a page lists. Of more, the index lists the groups, and
// each has pages of its own: what people load stays small.
const maxListed = 100

// parts returns how many pages a group has, and part the path of one, from 0.
func (g *group) parts() int { return (len(g.entries) + maxListed - 1) / maxListed }

func (g *group) part(i int) string {
	if i == 0 {
		return g.file
	}
	return strings.TrimSuffix(g.file, "index.html") + strconv.Itoa(i+1) + "/index.html"
}

func (s *Site) small() bool { return len(s.catalog.Entries) <= maxListed }

// group divides the errors.
func (s *Site) group() {
	s.grouped = map[string]*group{}
	ids := map[string]bool{"content": true, "search": true, "results": true}
	for _, p := range s.pages {
		if p.file == "index.html" {
			for _, e := range p.entries {
				ids[s.of[e].anchor] = true
			}
		}
	}
	for _, e := range s.catalog.Entries {
		title := groupOf(e)
		g := s.grouped[title]
		if g == nil {
			id := "errors"
			if title != "" {
				id = "group-" + mdx.Slug(strings.ReplaceAll(title, " / ", "-"))
			}
			g = &group{title: title, id: (&writer{ids: ids}).id(id)}
			g.file = "groups/" + strings.TrimPrefix(g.id, "group-") + "/index.html"
			s.grouped[title] = g
			s.groups = append(s.groups, g)
		}
		g.entries = append(g.entries, e)
	}
	slices.SortFunc(s.groups, func(a, b *group) int { return strings.Compare(a.title, b.title) })
}

func groupOf(e *catalog.Entry) string { return line(strings.Join(e.Group(), " / ")) }

// A row is an error in a list.
type row struct {
	Link, Start, Last, Description string
	Status, Mark                   string
	Class                          string
}

// A listing is a group in a list.
type listing struct {
	ID, Title, Link string
	Count           int
	Rows            []row
	Parts           []part // of a group that has several pages
}

// A part is one page of a group; Link is empty for the one that is shown.
type part struct{ Number, Link string }

// rows returns errors of a group as a page lists them: with their descriptions, unless
// the group has several pages.
func (s *Site) rows(file string, g *group, entries []*catalog.Entry) []row {
	out := make([]row, len(entries))
	for i, e := range entries {
		code, last := line(string(e.Code.V)), line(e.Last())
		r := row{Link: s.link(file, e, ""), Start: strings.TrimSuffix(code, last), Last: last}
		if len(g.entries) <= maxListed {
			r.Description = firstSentence(e.Description.V)
		}
		if !strings.HasSuffix(code, last) {
			r.Start, r.Last = "", code
		}
		if e.Status.V != 0 {
			r.Status, r.Class = strconv.Itoa(e.Status.V), statusClass(e.Status.V)
		}
		r.Mark = markOf(e)
		out[i] = r
	}
	return out
}

func markOf(e *catalog.Entry) string {
	switch {
	case e.Retired != nil:
		return "retired"
	case e.Deprecated != nil:
		return "deprecated"
	}
	return ""
}

// A filter is a choice of the search.
type filter struct {
	Name, Label string
	Values      []string
}

// filters returns what errors can be filtered by: the segments of their codes but the
// last, and their status.
func (s *Site) filters() []filter {
	var out []filter
	status := filter{Name: "status", Label: "Status"}
	for _, e := range s.catalog.Entries {
		f := s.catalog.FormOf(e.Code.V)
		for i, value := range e.Group() {
			label := "Group"
			if f != nil {
				label = words(f.Segments()[i].Name)
			}
			if i == len(out) {
				out = append(out, filter{Name: "s" + strconv.Itoa(i), Label: label})
			}
			if out[i].Label != label {
				out[i].Label = "Group" // of several forms
			}
			if value = line(value); !slices.Contains(out[i].Values, value) {
				out[i].Values = append(out[i].Values, value)
			}
		}
		if n := strconv.Itoa(e.Status.V); n != "0" && !slices.Contains(status.Values, n) {
			status.Values = append(status.Values, n)
		}
	}
	out = append(out, status)
	for i := range out {
		slices.Sort(out[i].Values)
	}
	return out
}

// index returns the first page: the search, and the errors or their groups.
func (s *Site) index() ([]byte, error) {
	var data struct {
		Title   string
		Count   int
		Filters []filter
		Groups  []listing
		Small   bool
		Records []record // of a page of errors at the docs URL itself
	}
	const file = "index.html"
	data.Title, data.Count, data.Filters, data.Small = line(s.options.Title), len(s.catalog.Entries), s.filters(), s.small()
	for _, g := range s.groups {
		l := listing{ID: g.id, Title: g.title, Link: relative(file, g.file), Count: len(g.entries)}
		if data.Small {
			l.Rows = s.rows(file, g, g.entries)
		}
		data.Groups = append(data.Groups, l)
	}
	if at := slices.IndexFunc(s.pages, func(p *page) bool { return p.file == file }); at >= 0 {
		data.Records, _ = s.records(s.pages[at])
	}
	return s.render(file, "index", view{Search: true}, data)
}

// groupPage returns a page of a group of a large catalogue.
func (s *Site) groupPage(g *group, i int) ([]byte, error) {
	file := g.part(i)
	entries := g.entries[i*maxListed : min((i+1)*maxListed, len(g.entries))]
	l := listing{ID: g.id, Title: g.title, Count: len(g.entries), Rows: s.rows(file, g, entries)}
	title := g.title
	if n := g.parts(); n > 1 {
		for k := range n {
			p := part{Number: strconv.Itoa(k + 1)}
			if k != i {
				p.Link = relative(file, g.part(k))
			}
			l.Parts = append(l.Parts, p)
		}
		title = strings.TrimSpace(title + " " + l.Parts[i].Number)
	}
	return s.render(file, "group", view{Title: title, Crumbs: []crumb{{line(s.options.Title), relative(file, "")}}}, l)
}

// crumbs returns the way from the index to an error.
func (s *Site) crumbs(file string, e *catalog.Entry) []crumb {
	out := []crumb{{line(s.options.Title), relative(file, "")}}
	title := groupOf(e)
	if title == "" {
		return out
	}
	g := s.grouped[title]
	link := relative(file, "") + "#" + fragment(g.id)
	if !s.small() {
		link = relative(file, g.file)
	}
	return append(out, crumb{title, link})
}

// firstSentence returns the first sentence of a text.
func firstSentence(s string) string {
	s = line(s)
	for i := 0; i+1 < len(s); i++ {
		if strings.IndexByte(".!?", s[i]) >= 0 && s[i+1] == ' ' && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' &&
			!strings.HasSuffix(s[:i], "e.g") && !strings.HasSuffix(s[:i], "i.e") {
			return s[:i+1]
		}
	}
	return s
}

// codes returns what the search looks in, a line for each error.
func (s *Site) codes() ([]byte, error) {
	var b strings.Builder
	b.WriteString("// " + emit.Header + "\nerrgenCodes([\n")
	for _, e := range s.catalog.Entries {
		p := s.of[e]
		link := strings.TrimPrefix(relative("", p.page.file), "./")
		if p.anchor != "" {
			link += "#" + p.anchor
		}
		groups := []string{}
		for _, g := range e.Group() {
			groups = append(groups, line(g))
		}
		data, err := json.Marshal([]any{line(string(e.Code.V)), line(e.Last()), titleOf(e), line(e.Description.V), e.Status.V, groups, link, markOf(e)})
		if err != nil {
			return nil, err
		}
		b.Write(data)
		b.WriteString(",\n")
	}
	b.WriteString("])\n")
	return []byte(b.String()), nil
}

// sitemap returns the pages for search engines.
func (s *Site) sitemap() ([]byte, error) {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + owned + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	add := func(file string) {
		b.WriteString("<url><loc>" + template.HTMLEscapeString(s.address(file)) + "</loc></url>\n")
	}
	add("index.html")
	for _, p := range s.pages {
		if p.file != "index.html" {
			add(p.file)
		}
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String()), nil
}
