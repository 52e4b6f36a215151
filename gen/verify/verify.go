// Package verify compares the catalogue with what uses its codes: the source
// code and the documents that mention them, docs sites and recorded traffic.
//
// A mention is the text of a code, a type URL, or an identifier of a generated
// package. It is a separate word: a part of a longer word or of another URL is
// not a mention.
package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/nearest"
)

// Ids of the rules whose findings are made here; package lint documents them.
const (
	ruleUnknown     = "source-unknown"
	ruleRetired     = "source-retired"
	ruleDeprecated  = "source-deprecated"
	ruleNeverRaised = "never-raised"
)

// An Ignore accepts intended mentions.
type Ignore struct {
	Match *regexp.Regexp // of a whole mention
	Why   string
}

// A Reader finds mentions of a catalogue in texts. It is safe for concurrent use.
type Reader struct {
	catalog *catalog.Catalog
	// urls are the entries by type and page URL, bare.
	urls map[string]*catalog.Entry
	// sections are the URLs above those of pages, bare: they lead to indexes.
	sections map[string]bool
	bases    []string // below which every URL is to be known, longest first
	others   map[string]bool
	idents   map[string]*catalog.Entry
	words    map[string]*catalog.Entry // codes that no form tells from other words
	plain    []*form.Form              // of these codes
	starts   map[string]bool           // what they have before their last segment, and their first segments
	spelling nearest.Spelling          // of these codes
}

// NewReader returns a reader of a catalogue. others are the URLs of pages below the
// docs URL that are not error pages.
func NewReader(c *catalog.Catalog, others []string) *Reader {
	r := &Reader{
		catalog: c, urls: map[string]*catalog.Entry{}, sections: map[string]bool{}, others: map[string]bool{},
		idents: map[string]*catalog.Entry{}, words: map[string]*catalog.Entry{}, starts: map[string]bool{},
	}
	if base := bare(c.DocsURL); base != "" {
		r.bases = append(r.bases, base+"/")
	}
	casing := name.NewCasing(c.Initialisms)
	for _, e := range c.Entries {
		urls := []string{e.Type.V, e.PageURL.V}
		codes := []catalog.Code{e.Code.V}
		for _, a := range e.Aliases {
			urls = append(urls, e.AliasType(a.V))
			codes = append(codes, a.V)
		}
		for _, u := range urls {
			if u = bare(u); u != "" {
				r.urls[u] = e
				r.above(u)
			}
		}
		for _, code := range codes {
			f := c.FormOf(code)
			if f != nil && f.Distinct() {
				continue
			}
			r.words[string(code)] = e
			r.begins(f, string(code))
		}
		r.identifiers(e, emit.Identifier(c, casing, e.Code.V))
		for _, id := range c.Names[e.Code.V].Aliases {
			r.identifiers(e, id)
		}
	}
	r.spelling = nearest.NewSpelling(slices.Sorted(maps.Keys(r.words)))
	for _, o := range others {
		r.others[bare(o)] = true
		r.above(bare(o))
	}
	return r
}

// begins notes what a code begins with that no form tells from other words.
func (r *Reader) begins(f *form.Form, code string) {
	if f == nil {
		return
	}
	if !slices.Contains(r.plain, f) {
		r.plain = append(r.plain, f)
	}
	if values, _ := f.Match(code); len(values) > 1 {
		r.starts[values[0]] = true
		r.starts[strings.Join(values[:len(values)-1], "\x00")] = true
	}
}

// identifiers notes how the languages spell an identifier.
func (r *Reader) identifiers(e *catalog.Entry, id string) {
	for _, spelled := range []string{id, "New" + id, id + "Error", name.UpperSnake(id)} {
		if r.idents[spelled] == nil {
			r.idents[spelled] = e
		}
	}
}

// above notes the folders of a URL below the docs URL.
func (r *Reader) above(u string) {
	for {
		i := strings.LastIndexByte(u, '/')
		if i < 0 || r.sections[u[:i]] {
			return
		}
		u = u[:i]
		r.sections[u] = true
	}
}

// bare returns a URL as two of the same page are compared: without scheme,
// fragment, query, final slash and extension, the host in lower case.
func bare(u string) string {
	scheme := strings.Index(u, "://")
	if scheme < 0 {
		return u
	}
	u = u[scheme+3:]
	hash := ""
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		u, hash = u[:i], u[i:]
	}
	host, path, _ := strings.Cut(u, "/")
	path = strings.TrimRight(path, "/")
	for _, ext := range []string{".mdx", ".md", ".html"} {
		path = strings.TrimSuffix(path, ext)
	}
	u = strings.ToLower(host)
	if path != "" {
		u += "/" + path
	}
	// A fragment names a record where several share a page.
	if i := strings.IndexByte(hash, '#'); i >= 0 {
		u += hash[i:]
	}
	return u
}

// unknown describes a mention that is no code of the catalogue.
func (r *Reader) unknown(what, text string) string {
	return fmt.Sprintf("unknown %s %q", what, text)
}
