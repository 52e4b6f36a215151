package rules

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
)

// Missed counts what looks like an error and is read by no rule, and says what that is, a
// clause each.
func Missed(rules []*Rule, docs []*Page, entries []Entry) (n int, notes []string) {
	read := map[string]bool{}
	told := map[string]bool{} // pages with an error, or of which it is said why they have none
	for _, e := range entries {
		read[string(e.Code.V)], told[e.From] = true, true
	}
	var left, html []string // what to say of each
	note := func(to *[]string, code, say string) {
		if !read[code] {
			read[code] = true
			*to = append(*to, say)
		}
	}
	tell := func(p *Page, code string, d diag.Diagnostic) {
		told[p.Path] = true
		at := fmt.Sprintf("%s:%d", p.Path, d.Span.From().Line)
		note(&left, cmp.Or(code, at), at+": "+d.Message)
	}
	for _, r := range rules {
		own := slices.DeleteFunc(slices.Clone(docs), func(p *Page) bool {
			return slices.ContainsFunc(rules, func(o *Rule) bool { return o != r && slices.Contains(o.on, p) })
		})
		r.visit(own, func(p *Page, got page.Result) {
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
			if within && told[p.Path] {
				continue // what a page names beside its own code may be another's
			}
			for _, code := range texts(p, c.each, c.place, c.whole()) {
				if c.place != "file" && like(rules, code, sure, entries) {
					note(&left, code, fmt.Sprintf("%s: %s (%s, %s)", p.Path, code, c.each, c.place))
				}
			}
		}
	}
	for _, p := range docs {
		for _, code := range htmlCells(p) {
			if like(rules, code, true, entries) {
				note(&html, code, code+" on "+p.Path)
			}
		}
	}
	if len(left) > 0 {
		notes = append(notes, fmt.Sprintf("not read: %s, for example %s", plural(len(left), "possible error"), left[0]))
	}
	notes = append(notes, inHTML(html)...)
	if slices.ContainsFunc(rules, func(r *Rule) bool { return r.from.match == longer }) {
		notes = append(notes, "three-digit numbers are read as HTTP statuses, not as errors; if errgen lint reports their table, list the headings of the other tables in under")
	}
	return len(left) + len(html), notes
}

func inHTML(codes []string) []string {
	if len(codes) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("not read: %s in HTML, for example %s; write these tables and lists in Markdown", plural(len(codes), "code"), codes[0])}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// like reports whether a text is spelled as the codes that a rule reads. Where other words
// may be spelled so too, it counts only at a place that is sure to state a code.
func like(rules []*Rule, code string, sure bool, entries []Entry) bool {
	return code != "" && slices.ContainsFunc(rules, func(r *Rule) bool {
		f, err := form.Parse(r.Form, form.Case(r.Case))
		if err != nil || !f.Has(code) || !sure && (f.Prefix() == "" && !strings.Contains(r.Form, ":upper}") || r.shape.wordlike) {
			return false
		}
		// Numbers are everywhere, those of as many digits less so.
		return f.Prefix() != "" || r.shape.cased != form.Digits ||
			slices.ContainsFunc(entries, func(e Entry) bool { return len(e.Code.V) == len(code) })
	})
}

// firstCell matches the first cell of a row of an HTML table, or a term of a list.
var (
	firstCell = regexp.MustCompile(`(?is)(?:<tr\b[^>]*>\s*<t[dh]\b[^>]*>|<dt\b[^>]*>)(.*?)</(?:t[dh]|dt)>`)
	htmlTag   = regexp.MustCompile(`<[^>]*>`)
)

// htmlCells returns the texts of the first cells of the rows of HTML tables, and the terms
// of HTML lists.
func htmlCells(p *Page) (out []string) {
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
	walk(p.Source.Blocks)
	return out
}

// errorsNamed matches names of files and folders that are about errors, errorsOnly those of
// files that are about nothing else.
var (
	errorsNamed = regexp.MustCompile(`(?i)(^|[^a-z])(errors?|exceptions?|problems?|faults?|failures?)([^a-z]|$)`)
	errorsOnly  = regexp.MustCompile(`(?i)^(api[-_ ])?(errors?|exceptions?|problems?|faults?|failures?)([-_ ]?(codes?|reference|list|index|catalog(ue)?))?\.mdx?$`)
)

// Uncoded looks for pages that are the documentation of errors by their names, or by what
// HTML tables have, where no code was read: no first page is to be begun beside them. It
// returns the folder of these pages, empty where there are none, how many there are, how
// many codes their tables have, and what to say of them.
func Uncoded(docs []*Page) (folder string, pages, tabled int, notes []string) {
	var in []*Page
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
			codes = append(codes, code+" on "+p.Path)
		}
		base, within := path.Base(p.Path), errorsNamed.MatchString(path.Dir(p.Path))
		named := len(like) > 0 || errorsOnly.MatchString(base) ||
			errorsNamed.MatchString(base) && (within || len(p.Source.Tables()) > 0 || headings(p) >= least)
		only = only || named
		if named || within {
			in = append(in, p)
		}
	}
	if len(in) == 0 || len(in) < least && !only {
		return "", 0, 0, nil
	}
	if terms := definitions(in); len(terms) > 0 {
		notes = []string{fmt.Sprintf("not read: definition lists, for example of %s; write a heading, a list item or a table row for each code", terms[0])}
	} else if len(codes) > 0 {
		notes = inHTML(codes)
	} else {
		notes = []string{fmt.Sprintf("judging by their names, pages such as %s are about errors, but no code was found on them; fill in records", in[0].Path)}
	}
	return commonFolder(in), len(in), len(codes), notes
}

// definitions returns the terms of definition lists, a paragraph each that goes on with a
// line of a colon and what it means, that are spelled as codes.
func definitions(in []*Page) (out []string) {
	for _, p := range in {
		for _, n := range p.Source.Blocks {
			if n.Kind != mdx.Paragraph {
				continue
			}
			term, rest, _ := strings.Cut(n.Span.Text(), "\n")
			term = strings.Trim(term, " \t\r`*\\")
			if shapeOf(term, true) != nil && strings.HasPrefix(strings.TrimLeft(rest, " "), ": ") {
				out = append(out, term+" on "+p.Path)
			}
		}
	}
	return out
}

// headings returns how many headings below its title a page has.
func headings(p *Page) (n int) {
	for _, b := range p.Source.Blocks {
		if b.Kind == mdx.Heading {
			n++
		}
	}
	return n
}
