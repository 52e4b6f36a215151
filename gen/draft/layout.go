// Package draft writes new error pages that look like the existing ones of a catalogue.
//
//	layout := draft.LayoutOf(c)          // how its pages are written
//	data := layout.Page(draft.Page{...}) // one more
//
// What only a person can write is marked TODO, which a lint rule reports; apart
// from that a draft has no findings.
package draft

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// A Layout is how the pages of a catalogue are written.
type Layout struct {
	Ext string // of the file name: ".mdx" or ".md"
	// Element is what states the code, with [CodeHere] in its place; empty where the
	// front matter does.
	Element string
	// Status says whether the front matter states it, beside the example.
	Status bool
	Fence  string // info string of the example's fence: "json Example"
	// Sections are the headings as they are written, in order.
	Sections []Heading

	catalog *catalog.Catalog // for what its error bodies look like

	dir   string // of pages whose paths do not follow from their codes
	lower bool   // whether the names of files are in lower case

	own bool // whether our keys of the front matter stand in the map errgen

	// CodeKey and StatusKey are the keys of the front matter that state these; empty
	// for the usual ones.
	CodeKey, StatusKey string
}

// CodeHere stands for the code in [Layout.Element].
const CodeHere = site.CodeHere

// A Heading starts a section: "## How To Fix".
type Heading struct {
	Kind catalog.SectionKind
	Line string
}

// maxElement is the length in bytes of what can be the form of an element.
const maxElement = 200

// LayoutOf returns the layout of most pages of a catalogue. Without pages it is
// the default layout, in the form of the docs site.
func LayoutOf(c *catalog.Catalog) Layout {
	l := Layout{catalog: c}
	exts, elements, fences, dirs := votes{}, votes{}, votes{}, votes{}
	lower, own := 0, 0
	var statuses, codes int
	for _, e := range c.Entries {
		if e.File == nil {
			continue
		}
		if slices.ContainsFunc(e.Keys, func(k catalog.Value[string]) bool { return k.V == "errgen" }) {
			own++
		}
		exts.add(strings.ToLower(path.Ext(e.Page)))
		dirs.add(path.Dir(e.Page))
		if name := path.Base(e.Page); name == strings.ToLower(name) {
			lower++
		}
		for _, s := range e.Codes[:min(len(e.Codes), 1)] {
			switch s.From {
			case catalog.FromFrontMatter:
				codes++
			case catalog.FromElement:
				if form := elementAround(s.Span, string(s.V)); form != "" && c.Site.Has("Danger") {
					elements.add(form)
				} else if c.Site != nil {
					elements.add(c.Site.Code) // be it in another form, or one that the site has not
				}
			}
		}
		if e.StatusFrom == catalog.FromFrontMatter {
			statuses++
		}
		if len(e.Examples) > 0 {
			fences.add(fenceLine(e.Examples[0].Span))
		}
	}
	l.Ext = exts.most(c.Site.Or().Ext)
	l.dir, l.lower = dirs.most("."), lower*2 > len(c.Entries)
	if form, n := elements.winner(); n >= codes {
		l.Element = cmp.Or(form, c.Site.Or().Code)
	}
	l.own = own*2 > len(c.Entries)
	l.Status = statuses*2 > len(c.Entries)
	l.Fence = fences.most("json Example")
	l.Sections = sections(c)
	return l
}

// elementAround returns the Danger element that a code stands in, with CodeHere in
// the place of the code.
func elementAround(at source.Span, code string) string {
	data := at.File.Data
	start := bytes.LastIndex(data[:at.Start], []byte("<Danger"))
	end := bytes.Index(data[at.End:], []byte("</Danger>"))
	if start < 0 || end < 0 {
		return ""
	}
	form := string(data[start:at.Start]) + CodeHere + string(data[at.End:int(at.End)+end]) + "</Danger>"
	form = strings.ReplaceAll(form, "\r\n", "\n")
	if len(form) > maxElement || strings.Count(form, CodeHere) > 1 || strings.Contains(form, code) {
		return ""
	}
	return form
}

// fenceLine returns the info string of the fence that an example stands in.
func fenceLine(at source.Span) string {
	before := strings.TrimRight(string(at.File.Data[:at.Start]), " \t\r\n")
	line := strings.TrimLeft(before[strings.LastIndexByte(before, '\n')+1:], " \t>`~")
	if !strings.HasPrefix(strings.ToLower(line), "json") {
		return ""
	}
	return line
}

// kinds are the sections that a draft has, and how they are headed where no page
// says it.
var kinds = []Heading{
	{catalog.WhatHappened, "## What Happened?"},
	{catalog.HowToFix, "## How To Fix"},
	{catalog.CommonMistakes, "## Common Mistakes"},
	{catalog.RelatedErrors, "## Related Errors"},
}

// sections returns the sections that at least half of the pages have, headed and
// ordered as on most of them.
func sections(c *catalog.Catalog) []Heading {
	headings, places := map[catalog.SectionKind]votes{}, map[catalog.SectionKind]int{}
	pages := map[catalog.SectionKind]int{}
	all := 0
	for _, e := range c.Entries {
		if len(e.Sections) == 0 {
			continue // a stub says nothing about sections
		}
		all++
		seen := map[catalog.SectionKind]bool{}
		for i, s := range e.Sections {
			if seen[s.Kind] || s.Heading.Span.IsZero() {
				continue
			}
			seen[s.Kind] = true
			if headings[s.Kind] == nil {
				headings[s.Kind] = votes{}
			}
			if line := string(s.Heading.Span.Text()); !strings.ContainsAny(line, "\r\n") {
				headings[s.Kind].add(line)
				places[s.Kind] += i * 1000
				pages[s.Kind]++
			}
		}
	}
	var out []Heading
	for _, k := range kinds {
		if pages[k.Kind]*2 >= all && (all == 0 || pages[k.Kind] > 0) {
			out = append(out, Heading{k.Kind, headings[k.Kind].most(k.Line)})
		}
	}
	slices.SortStableFunc(out, func(a, b Heading) int {
		return cmp.Compare(places[a.Kind]/max(pages[a.Kind], 1), places[b.Kind]/max(pages[b.Kind], 1))
	})
	return out
}

// votes counts how often something was seen.
type votes map[string]int

func (v votes) add(what string) { v[what]++ }

// winner returns what was seen most often, and how often. Of two that were seen
// as often, the one that sorts first wins.
func (v votes) winner() (what string, n int) {
	for w, seen := range v {
		if w != "" && (seen > n || seen == n && w < what) {
			what, n = w, seen
		}
	}
	return what, n
}

func (v votes) most(otherwise string) string {
	what, _ := v.winner()
	return cmp.Or(what, otherwise)
}
