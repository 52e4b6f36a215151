// Package survey finds out how a repository documents its errors: where the
// pages are, where they are published and what they look like. "errgen init" uses
// it to write errgen.yaml.
//
//	found, err := survey.Look(dir)
//	text := found.YAML(outputs)
//
// Everything is inferred from what most pages do; the configuration of a docs site
// is used only if the pages do not tell. Guesses are listed in [Survey.Unsure]. How
// pages of another layout than the built-in one are read, package rules finds out.
package survey

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/envelope/infer"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/survey/rules"
)

// A Survey is what was found. Paths are relative to the folder looked at, with
// forward slashes.
type Survey struct {
	Site        string     // "Mintlify (docs.json)"; empty where no docs site was found
	Docs        *site.Site // that site; nil where none was found
	Pages       string     // folder of the pages; empty where there are none
	Count       int        // pages, or parts of pages, that state a code, below Pages
	Locales     []Locale   // pages in other languages
	DocsURL     string
	Envelope    *envelope.Template
	Members     []infer.Guess // what the members of bodies were taken for; nil where nothing was
	DefaultCode catalog.Code  // empty where no code looks like one
	Rules       []*rules.Rule // how the errors are found; none for the built-in layout
	Records     int           // that look like errors, of which Count were read
	Unread      int           // pages that look like the documentation of errors, where no code was found
	Sample      catalog.Code  // a code that the rules read
	Sections    []Alias
	Unsure      []string // what to check again, a clause each

	docs   docsSite
	bodies bodies
}

// An Alias is a heading that means the same as a usual one.
type Alias struct {
	Kind    catalog.SectionKind
	Heading string
	Pages   int // that have it
}

// Placeholder is the docs URL if nothing says what it is.
const Placeholder = "https://example.com/docs/errors"

// Look reads the pages below a folder. It fails if the folder cannot be read.
func Look(dir string) (*Survey, error) {
	files, err := walk(dir)
	if err != nil {
		return nil, fmt.Errorf("look for pages: %w", err)
	}
	mirrors := files.takeTranslations()
	s := &Survey{Site: files.site.name(), Docs: files.site.kind, docs: files.site, Envelope: envelope.Default}
	entries := s.findPages(read(files))
	// Where other pages tell more, the few of the built-in layout are mentions.
	docs := make([]*rules.Page, len(files.docs))
	for i, f := range files.docs {
		docs[i] = rules.Open(f.path, f.data)
	}
	if found, others := rules.Propose(docs); len(others) > len(entries) {
		s.Rules, s.Pages, entries = found, found[0].Folder, others
		s.Sample = entries[0].Code.V
		missed, notes := rules.Missed(found, docs, entries)
		s.Records = len(entries) + missed
		s.Unsure = nil
		s.unsure("%s under records %s inferred from the pages: %s %d of the %d codes found; errgen list shows them, and errgen lint what is missing",
			one(found, "the rule", "the rules"), one(found, "is", "are"), one(found, "it reads", "they read"), len(entries), s.Records)
		s.Unsure = append(s.Unsure, notes...)
	}
	s.Count = len(entries)
	s.doubtStatuses(entries)
	s.doubtColumns()
	if s.Pages == "" {
		s.DocsURL = Placeholder
		s.findUncoded(docs)
		return s, nil
	}
	if _, published := files.site.below(s.Pages); s.Docs != nil && !published {
		s.unsure("%s publishes the files below %s, but the pages are in %s", s.Docs.Title, files.site.root, s.Pages)
	}
	s.findLocales(mirrors)
	s.findDocsURL(entries, files.site)
	s.findEnvelope(entries, docs)
	s.findDefaultCode(entries)
	s.findSections(entries)
	return s, nil
}

func one(found []*rules.Rule, of, ofMore string) string {
	if len(found) == 1 {
		return of
	}
	return ofMore
}

func (s *Survey) unsure(format string, args ...any) {
	s.Unsure = append(s.Unsure, fmt.Sprintf(format, args...))
}

// read returns the pages that state a code. They are read as if they lay
// somewhere else, so that the code of none is taken from its path.
func read(files *files) []rules.Entry {
	var out []rules.Entry
	for _, f := range files.pages {
		for _, e := range page.Read(source.NewFile(f.path, f.data), path.Base(f.path), page.Options{Site: files.site.kind}).Entries {
			out = append(out, rules.Entry{Entry: e, From: f.path})
		}
	}
	return out
}

// findPages decides for the folder below which most pages lie where their codes
// say, and returns the entries below it.
func (s *Survey) findPages(entries []rules.Entry) []rules.Entry {
	exact, deep, folder := rules.Votes{}, rules.Votes{}, rules.Votes{}
	for _, e := range entries {
		at := strings.TrimSuffix(e.From, path.Ext(e.From))
		folder.Add(path.Dir(at))
		if above, ok := strings.CutSuffix("/"+at, "/"+e.CodePath()); ok {
			exact.Add(cmp.Or(strings.TrimPrefix(above, "/"), "."))
		} else if names := strings.Split(at, "/"); len(names) >= 3 {
			deep.Add(cmp.Or(strings.Join(names[:len(names)-3], "/"), "."))
		}
	}
	if len(entries) == 0 {
		return nil
	}
	folders := exact
	if len(exact) == 0 {
		folders = folder
		if len(deep) > 0 {
			folders = deep
		}
		s.unsure("no page has the path system/category/specific of its code, so the pages folder is a guess; errgen lint shows where each page belongs")
	}
	s.Pages = folders.Ranked()[0]
	below := slices.DeleteFunc(slices.Clone(entries), func(e rules.Entry) bool {
		return s.Pages != "." && !strings.HasPrefix(e.From, s.Pages+"/")
	})
	if n := len(entries) - len(below); n > 0 {
		i := slices.IndexFunc(entries, func(e rules.Entry) bool { return !strings.HasPrefix(e.From, s.Pages+"/") })
		s.unsure("%s a code but %s outside %s, for example %s", states(n), map[bool]string{true: "is", false: "are"}[n == 1], s.Pages, entries[i].From)
	}
	return below
}

func states(n int) string {
	if n == 1 {
		return "1 page has"
	}
	return fmt.Sprintf("%d pages have", n)
}

// siteURL is what errgen.yaml takes as docs_url.
var siteURL = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*$`)

const noURL = "no example has a type URL%s, so docs_url is a placeholder: replace it with the URL of the published pages"

// findDocsURL takes what the type URLs of most examples begin with.
func (s *Survey) findDocsURL(entries []rules.Entry, site docsSite) {
	bases := rules.Votes{}
	all := 0
	for _, e := range entries {
		for _, x := range e.Examples {
			base, ok := strings.CutSuffix(x.Type.V, "/"+e.CodePath())
			if !ok {
				if names := strings.Split(x.Type.V, "/"); len(names) > 6 {
					base, ok = strings.Join(names[:len(names)-3], "/"), true
				}
			}
			if ok && siteURL.MatchString(base) {
				bases.Add(base)
				all++
			}
		}
	}
	ranked := bases.Ranked()
	switch {
	case ranked[0] != "":
		s.DocsURL = ranked[0]
		if n := bases[ranked[0]]; n < all {
			s.unsure("docs_url is taken from %d of %d examples; others have %s", n, all, strings.Join(ranked[1:min(len(ranked), 4)], ", "))
		}
	case site.url(s.Pages) != "" && siteURL.MatchString(site.url(s.Pages)):
		s.DocsURL = site.url(s.Pages)
		s.unsure("no example has a type URL, so docs_url is taken from %s: %s", site.file, s.DocsURL)
	default:
		s.DocsURL = Placeholder
		s.unsure(noURL, site.silent())
	}
}

// findDefaultCode takes the one code that is named like the error of last resort.
func (s *Survey) findDefaultCode(entries []rules.Entry) {
	var like []catalog.Code
	for _, e := range entries {
		for _, name := range []string{e.Last(), e.Name.V} {
			switch strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name)) {
			case "unexpectederror", "internalservererror", "internalerror", "unknownerror":
				if !e.NoStatus || s.noStatuses() {
					like = append(like, e.Code.V)
				}
			}
		}
	}
	slices.Sort(like)
	switch like = slices.Compact(like); len(like) {
	case 0:
	case 1:
		s.DefaultCode = like[0]
		s.unsure("default_code is %s, judging by its name", like[0])
	default:
		s.unsure("default_code is not set: %d codes have a suitable name, for example %s", len(like), like[0])
	}
}

// noStatuses reports whether no rule knows a place of statuses.
func (s *Survey) noStatuses() bool {
	return len(s.Rules) > 0 && !slices.ContainsFunc(s.Rules, func(r *rules.Rule) bool { return !slices.Equal(r.Places("status"), []string{"none"}) })
}
