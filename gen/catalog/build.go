package catalog

import (
	"cmp"
	"slices"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// ruleDuplicate is the rule of two pages, or a page and an alias, that claim one
// code.
const ruleDuplicate = "code-duplicate"

// Meta is what the configuration says about a catalogue. The fields are those of
// [Catalog].
type Meta struct {
	DocsURL     string
	Envelope    *envelope.Template
	DefaultCode Code
	Initialisms []string
	Names       map[Code]Names
	Forms       []*form.Form
	Facts       []Fact
	Services    []string
	FormerURLs  []string
	Reserved    []Reserved
	Site        *site.Site
}

// Build makes the catalogue of the entries of all pages, which may come in any
// order; nil ones are left out. It takes the entries over: it fills in where
// their links lead, and which are related where a page has no section for that.
//
// A code or an alias that is claimed twice is a finding, with all its places.
func Build(entries []*Entry, m Meta) (*Catalog, diag.List) {
	c := m.catalog()
	found := c.index(entries)
	c.resolveLinks()
	return c, found
}

// Restore makes the catalogue of the entries that a snapshot of another one holds. The
// errors that their links lead to are known; what Restore fills in is the pages. Findings
// are those of [Build].
func Restore(entries []*Entry, m Meta) (*Catalog, diag.List) {
	c := m.catalog()
	c.snapshot = true
	found := c.index(entries)
	docs := newSite(c.DocsURL, "")
	for _, e := range c.Entries {
		for i := range e.Related {
			l := &e.Related[i]
			l.Target, l.Fragment = docs.resolve(e.Page, l.URL.V)
		}
	}
	return c, found
}

// catalog returns the catalogue without entries.
func (m Meta) catalog() *Catalog {
	return &Catalog{DocsURL: m.DocsURL, Envelope: m.Envelope, DefaultCode: m.DefaultCode, Initialisms: m.Initialisms, Names: m.Names,
		Forms: m.Forms, Facts: m.Facts, Services: m.Services, FormerDocsURLs: m.FormerURLs, Reserved: m.Reserved, Site: m.Site}
}

// Clone returns a copy of an entry for a catalogue of its own: what [Build] fills in is
// apart from what it fills in elsewhere.
func (e *Entry) Clone() *Entry {
	c := *e
	c.Codes = slices.Clone(e.Codes)
	c.Statuses = slices.Clone(e.Statuses)
	c.Facts = slices.Clone(e.Facts)
	c.Links = slices.Clone(e.Links)
	c.Around = slices.Clone(e.Around)
	c.Related = slices.Clone(e.Related)
	return &c
}

// index sorts the entries and makes them findable.
func (c *Catalog) index(entries []*Entry) diag.List {
	c.Entries = make([]*Entry, 0, len(entries))
	for _, e := range entries {
		if e != nil {
			c.Entries = append(c.Entries, e)
		}
	}
	slices.SortStableFunc(c.Entries, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.Code.V, b.Code.V), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Record.Start, b.Record.Start))
	})
	var found diag.List
	var twice [][2]*Entry
	c.byCode = make(map[Code]*Entry, len(c.Entries))
	for _, e := range c.Entries {
		first := c.byCode[e.Code.V]
		if first == nil {
			c.byCode[e.Code.V] = e
			continue
		}
		if first.Merge && e.Merge {
			found = append(found, first.merge(e, c.Facts)...)
			continue
		}
		twice = append(twice, [2]*Entry{first, e})
	}
	for _, pair := range twice { // the next free number wants all codes
		found = append(found, *c.duplicate(pair[0], pair[1]))
	}
	c.Entries = slices.DeleteFunc(c.Entries, func(e *Entry) bool { return e.Merge && c.byCode[e.Code.V] != e })
	return slices.Concat(found, c.indexAliases(), c.sameTypes())
}

// ruleTypes is the rule of two codes that have one type.
const ruleTypes = "type-duplicate"

// sameTypes reports codes that have the type of another.
func (c *Catalog) sameTypes() (found diag.List) {
	first := make(map[string]*Entry, len(c.Entries))
	for _, e := range c.Entries {
		other := first[e.Type.V]
		if e.Type.V == "" || other != nil && other.Code.V == e.Code.V {
			continue
		}
		if other == nil {
			first[e.Type.V] = e
			continue
		}
		d := found.Add(ruleTypes, diag.Error, e.place(), "the type %q is also the type of %s", e.Type.V, other.Code.V)
		d.Hint = "a type identifies one error: add {anchor}, {code} or a segment of the code to type in errgen.yaml"
		if e.Named {
			d.Hint = "give each error a page with its own path"
		}
		d.Related = []diag.Related{{Span: other.place(), Message: "the other error is here"}}
	}
	return found
}

// indexAliases adds the aliases after all codes, so that a code always wins.
func (c *Catalog) indexAliases() diag.List {
	var found diag.List
	of := map[Code]Value[Code]{}
	for _, e := range c.Entries {
		for _, a := range e.Aliases {
			other := c.byCode[a.V]
			if other == nil {
				c.byCode[a.V], of[a.V] = e, a
				continue
			}
			if first, ok := of[a.V]; ok {
				d := found.Add(ruleDuplicate, diag.Error, a.Span, "alias %q is also an alias of the page %q", a.V, other.Page)
				d.Hint = "remove one of the two"
				d.Related = []diag.Related{{Span: first.Span, Message: "the other alias is here"}}
				continue
			}
			d := found.Add(ruleDuplicate, diag.Error, a.Span, "alias %q is the code of the page %q", a.V, other.Page)
			d.Hint = "an alias cannot be the code of a page; remove the alias or the page"
			if other == e {
				d.Message = "alias \"" + string(a.V) + "\" is the code of the page itself"
				d.Hint = "remove the alias"
			}
			d.Related = []diag.Related{{Span: other.place(), Message: "the code is stated here"}}
		}
	}
	return found
}

// place returns where the page states its code.
func (e *Entry) place() source.Span {
	switch {
	case !e.Code.Span.IsZero():
		return e.Code.Span
	case !e.Record.IsZero():
		return e.Record
	}
	return e.Start
}
