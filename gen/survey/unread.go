package survey

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
)

// findUnread counts what looks like an error and is read by no rule.
func (s *Survey) findUnread(docs []*opened, entries []entry) {
	read := map[string]bool{}
	told := map[string]bool{} // pages with an error, or of which it is said why they have none
	for _, e := range entries {
		read[string(e.Code.V)], told[e.path] = true, true
	}
	var left, html []string // what to say of each
	note := func(to *[]string, code, say string) {
		if !read[code] {
			read[code] = true
			*to = append(*to, say)
		}
	}
	tell := func(p *opened, code string, d diag.Diagnostic) {
		told[p.path] = true
		at := fmt.Sprintf("%s:%d", p.path, d.Span.From().Line)
		note(&left, cmp.Or(code, at), at+": "+d.Message)
	}
	for _, r := range s.Rules {
		own := slices.DeleteFunc(slices.Clone(docs), func(p *opened) bool {
			return slices.ContainsFunc(s.Rules, func(o *Record) bool { return o != r && slices.Contains(o.on, p) })
		})
		r.visit(own, func(p *opened, got page.Result) {
			for _, d := range got.Found {
				if d.Severity == diag.Error && strings.HasPrefix(d.Rule, "code-") {
					tell(p, d.Span.Text(), d)
				}
			}
			for _, seen := range got.Seen {
				tell(p, string(seen.Code), seen.Finding)
			}
		})
	}
	for _, c := range candidates(docs) {
		sure := c.sure && strings.Contains(strings.ToLower(c.place), "code")
		within := c.each == "page" && (c.place == "text" || strings.HasPrefix(c.place, "json "))
		for _, p := range docs {
			if within && told[p.path] {
				continue // what a page names beside its own code may be another's
			}
			for _, code := range texts(p, c.each, c.place, c.whole()) {
				if c.place != "file" && s.like(code, sure, entries) {
					note(&left, code, fmt.Sprintf("%s: %s (%s, %s)", p.path, code, c.each, c.place))
				}
			}
		}
	}
	for _, p := range docs {
		for _, code := range htmlCells(p) {
			if s.like(code, true, entries) {
				note(&html, code, code+" on "+p.path)
			}
		}
	}
	s.Records = len(entries) + len(left) + len(html)
	if len(left) > 0 {
		s.unsure("not read: %s, for example %s", plural(len(left), "possible error"), left[0])
	}
	s.doubtHTML(html)
	if slices.ContainsFunc(s.Rules, func(r *Record) bool { return r.from.match == longer }) {
		s.unsure("three-digit numbers are read as HTTP statuses, not as errors; if errgen lint reports their table, list the headings of the other tables in under")
	}
}

func (s *Survey) doubtHTML(codes []string) {
	if len(codes) > 0 {
		s.unsure("not read: %s in HTML, for example %s; write these tables and lists in Markdown", plural(len(codes), "code"), codes[0])
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// like reports whether a text is spelled as the codes that a rule reads. Where other words
// may be spelled so too, it counts only at a place that is sure to state a code.
func (s *Survey) like(code string, sure bool, entries []entry) bool {
	return code != "" && slices.ContainsFunc(s.Rules, func(r *Record) bool {
		f, err := form.Parse(r.Form, form.Case(r.Case))
		if err != nil || !f.Has(code) || !sure && (f.Prefix() == "" && !strings.Contains(r.Form, ":upper}") || r.shape.wordlike) {
			return false
		}
		// Numbers are everywhere, those of as many digits less so.
		return f.Prefix() != "" || r.shape.cased != form.Digits ||
			slices.ContainsFunc(entries, func(e entry) bool { return len(e.Code.V) == len(code) })
	})
}

// firstCell matches the first cell of a row of an HTML table, or a term of a list.
var (
	firstCell = regexp.MustCompile(`(?is)(?:<tr\b[^>]*>\s*<t[dh]\b[^>]*>|<dt\b[^>]*>)(.*?)</(?:t[dh]|dt)>`)
	htmlTag   = regexp.MustCompile(`<[^>]*>`)
)

// htmlCells returns the texts of the first cells of the rows of HTML tables, and the terms
// of HTML lists.
func htmlCells(p *opened) (out []string) {
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			switch {
			case n.Kind == mdx.FlowHTML, n.Kind == mdx.FlowElement && (n.Name == "table" || n.Name == "dl"):
				for _, m := range firstCell.FindAllStringSubmatch(n.Span.Text(), -1) {
					out = append(out, strings.Trim(htmlTag.ReplaceAllString(m[1], ""), " \t\r\n`"))
				}
			default:
				walk(n.Children)
			}
		}
	}
	walk(p.source.Blocks)
	return out
}

// errorsNamed matches names of files and folders that are about errors, errorsOnly those of
// files that are about nothing else.
var (
	errorsNamed = regexp.MustCompile(`(?i)(^|[^a-z])(errors?|exceptions?|problems?|faults?|failures?)([^a-z]|$)`)
	errorsOnly  = regexp.MustCompile(`(?i)^(api[-_ ])?(errors?|exceptions?|problems?|faults?|failures?)([-_ ]?(codes?|reference|list|index|catalog(ue)?))?\.mdx?$`)
)

// findUncoded looks for pages that are the documentation of errors by their names, or by
// what HTML tables have, where no code was read: no first page is to be begun beside them.
func (s *Survey) findUncoded(docs []*opened) {
	var in []*opened
	var codes []string
	only := false
	for _, p := range docs {
		var like []string
		for _, cell := range htmlCells(p) {
			if shapeOf(cell, true) != nil {
				like = append(like, cell)
			}
		}
		if len(like) < least || statuses(like) == len(like) {
			like = nil
		}
		for _, code := range like {
			codes = append(codes, code+" on "+p.path)
		}
		base, folder := path.Base(p.path), errorsNamed.MatchString(path.Dir(p.path))
		named := len(like) > 0 || errorsOnly.MatchString(base) ||
			errorsNamed.MatchString(base) && (folder || len(p.source.Tables()) > 0 || headings(p) >= least)
		only = only || named
		if named || folder {
			in = append(in, p)
		}
	}
	if len(in) == 0 || len(in) < least && !only {
		return
	}
	s.Pages, s.Unread, s.Records = commonFolder(in), len(in), len(codes)
	if terms := definitions(in); len(terms) > 0 {
		s.unsure("not read: definition lists, for example of %s; write a heading, a list item or a table row for each code", terms[0])
	} else if len(codes) > 0 {
		s.doubtHTML(codes)
	} else {
		s.unsure("judging by their names, pages such as %s are about errors, but no code was found on them; fill in records", in[0].path)
	}
	s.unsure("docs_url is a placeholder: replace it with the URL of the published pages")
}

// definitions returns the terms of definition lists, a paragraph each that goes on with a
// line of a colon and what it means, that are spelled as codes.
func definitions(in []*opened) (out []string) {
	for _, p := range in {
		for _, n := range p.source.Blocks {
			if n.Kind != mdx.Paragraph {
				continue
			}
			term, rest, _ := strings.Cut(n.Span.Text(), "\n")
			term = strings.Trim(term, " \t\r`*\\")
			if shapeOf(term, true) != nil && strings.HasPrefix(strings.TrimLeft(rest, " "), ": ") {
				out = append(out, term+" on "+p.path)
			}
		}
	}
	return out
}

// headings returns how many headings below its title a page has.
func headings(p *opened) (n int) {
	for _, b := range p.source.Blocks {
		if b.Kind == mdx.Heading {
			n++
		}
	}
	return n
}

// doubtColumns names what the tables and lists of errors say that is not read.
func (s *Survey) doubtColumns() {
	for _, r := range s.Rules {
		for _, doubt := range r.doubts {
			s.unsure("%s", doubt)
		}
		if n := len(r.unread); n > 0 {
			s.unsure("nothing is read from %s %s; to read their values, add facts", map[bool]string{true: "the column", false: "the columns"}[n == 1], quotedList(r.unread))
		}
	}
}

// quotedList returns the first few of some names.
func quotedList(names []string) string {
	const few = 5
	var out []string
	for _, name := range names[:min(len(names), few)] {
		out = append(out, strconv.Quote(name))
	}
	if len(names) > few {
		return strings.Join(out, ", ") + " and others"
	}
	return strings.Join(out, ", ")
}

// doubtStatuses names the errors whose status stands nowhere that the rules read, which
// none allows.
func (s *Survey) doubtStatuses(entries []entry) {
	var without []catalog.Code
	for _, e := range entries {
		if e.Status.V == 0 {
			without = append(without, e.Code.V)
		}
	}
	switch allowed := slices.ContainsFunc(s.Rules, func(r *Record) bool { return slices.Contains(r.places("status"), "none") }); {
	case !allowed || len(without) == 0:
	case len(without) == len(entries):
		s.unsure("no HTTP statuses were found, so status is none; if errors have one, name its place, for example status: front http_status")
	default:
		s.unsure("no HTTP status was found for %d of %d errors, for example %s; if all have one, remove none from status", len(without), len(entries), without[0])
	}
}
