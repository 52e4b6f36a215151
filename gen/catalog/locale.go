package catalog

import (
	"bytes"
	"slices"

	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// A Translation is what an error's page says in another language. What is the same in
// all languages is the original's.
type Translation struct {
	Language string
	// Title, Description and Detail are empty where the translation says none, and where
	// they are those of the original.
	Title, Description, Detail Value[string]
	Sections                   []Section
	// Entry is the translation as it was read; nil in JSON.
	Entry *Entry
}

// A Locale is what pages in another language say, beside the originals.
type Locale struct {
	Language string
	// Pages has an entry for each error, which is its translation, or the original where
	// it is not translated.
	Pages *Catalog
	// Strays are entries that do not translate an error, and further translations of
	// the same error.
	Strays []*Entry

	files map[*source.File]bool
}

// Has reports whether a file is a page in the language.
func (l *Locale) Has(f *source.File) bool { return l.files[f] }

// Translate adds the entries that were read from the pages in a language. The paths of
// their pages are those of their originals. It takes the entries over.
func (c *Catalog) Translate(language string, entries []*Entry) *Locale {
	l := &Locale{Language: language, files: map[*source.File]bool{}}
	onPage := make(map[string]*Entry, len(c.Entries)) // of pages that are one error
	for _, e := range c.Entries {
		if e.Record.IsZero() {
			onPage[site.WithoutExtension(e.Page)] = e
		}
	}
	translated := map[*Entry]*Entry{}
	for _, t := range entries {
		t.Language = language
		l.files[t.File] = true
		at := site.WithoutExtension(t.Page)
		e := c.byCode[t.Code.V]
		if e != nil && !e.on(at) {
			e = nil
		}
		if e == nil && t.Record.IsZero() {
			e = onPage[at] // its code is another one, which is a finding
		}
		if e == nil || translated[e] != nil && len(e.Merged) == 0 {
			l.Strays = append(l.Strays, t)
			continue
		}
		if translated[e] == nil {
			translated[e] = t
			e.Translations = append(e.Translations, e.translated(t))
		}
	}
	pages := *c
	pages.Entries, pages.byCode, pages.Locales, pages.language = nil, nil, nil, language
	all := make([]*Entry, 0, len(c.Entries))
	for _, e := range c.Entries {
		if t := translated[e]; t != nil {
			all = append(all, t)
		} else {
			all = append(all, e.Clone())
		}
	}
	pages.index(all)
	pages.resolveLinks()
	l.Pages = &pages
	c.Locales = append(c.Locales, l)
	return l
}

// on reports whether the error is told on a page, a path without extension.
func (e *Entry) on(page string) bool {
	return site.WithoutExtension(e.Page) == page || slices.ContainsFunc(e.Merged, func(o *Entry) bool { return site.WithoutExtension(o.Page) == page })
}

// translated returns what an entry in another language says beside the original.
func (e *Entry) translated(t *Entry) Translation {
	out := Translation{Language: t.Language, Entry: t}
	if t.Title.V != e.Title.V && !t.Title.Span.IsZero() && !t.fromExample(t.Title.Span) {
		out.Title = t.Title
	} else if t.Heading.V != e.Heading.V {
		out.Title = t.Heading
	}
	if t.Description.V != e.Description.V {
		out.Description = t.Description
	}
	if t.Detail.V != e.Detail.V && !t.fromExample(t.Detail.Span) {
		out.Detail = t.Detail
	}
	out.Sections = slices.Clone(t.Sections)
	if len(t.Sections) == len(e.Sections) { // the headings are in other words
		for i := range out.Sections {
			if out.Sections[i].Kind == Other {
				out.Sections[i].Kind = e.Sections[i].Kind
			}
		}
	}
	return out
}

// fromExample reports whether a place lies in an error body that the page shows.
func (e *Entry) fromExample(at source.Span) bool {
	return at.File != nil && slices.ContainsFunc(e.Examples, func(x Example) bool {
		return x.Span.File == at.File && x.Span.Start <= at.Start && at.End <= x.Span.End
	})
}

// IsCopy reports whether a translation is its original, byte for byte: nobody has
// translated it yet.
func (t *Translation) IsCopy(e *Entry) bool {
	return t.Entry != nil && t.Entry.File != nil && e.File != nil && bytes.Equal(t.Entry.File.Data, e.File.Data)
}

// Translation returns what the error's page says in a language; nil where it is not
// translated.
func (e *Entry) Translation(language string) *Translation {
	for i := range e.Translations {
		if e.Translations[i].Language == language {
			return &e.Translations[i]
		}
	}
	return nil
}
