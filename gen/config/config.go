// Package config reads errgen.yaml, which configures how error pages are read
// and what is generated from them:
//
//	version: 1
//	docs_url: https://example.com/docs/errors   # base of every type URL
//	site: docusaurus              # what publishes the pages
//	pages: .                      # folder of the pages; paths are relative to this file
//	exclude: [overview.mdx, "drafts/**"]
//	locales: {de: de}             # pages in other languages
//	envelope: problem             # RFC 9457; or the body as it is, see package envelope
//	default_code: err:example:application:unexpected_error
//	sections:                     # headings that mean the same as the usual ones
//	  how_to_fix: [Resolution]
//	status:                       # for pages that state none; the first match wins
//	  - {match: "err:example:auth:*", status: 401}
//	initialisms: [VPC]
//	names:                        # identifiers that are not derived from the code
//	  err:example:auth:forbidden: {identifier: Forbidden, aliases: [NotAllowed]}
//	codes:                        # what the front matter of a record of its own would say
//	  err:example:data:gone: {retired: 2026-01-31}
//	header: Copyright Example Inc. # in each generated file
//	generate:
//	  - {target: go, out: ../pkg/codes, package: codes}
//	lint:
//	  rules: {stub: off}
//	  overrides:
//	    - {pages: ["legacy/**"], rules: {status-missing: warning}}
//	  description: {min: 20, max: 160}
//	  sections: [what_happened, how_to_fix]
//	  forbid: [{match: 'api\.old\.example\.com', replace: api.example.com}]
//	  baseline: lint-baseline.txt
//	verify:                       # what errgen verify source reads
//	  source: ["../server/**/*.go", "../docs/**"]
//	  ignore:
//	    - {match: "^err:other:", why: codes of another service}
//	breaking:                     # what errgen breaking counts as breaking
//	  level: source
//	  ignore:
//	    - {rule: status-changed, code: "err:example:auth:forbidden", why: the server always sent 403}
//	allow_outside: false          # whether links to pages may lead out of the repository
//
// Instead of pages, exclude, locales, sections and status, catalogue may name a JSON
// snapshot written by "errgen list --format json".
//
// Nothing is guessed: an unknown key, a value of the wrong type, and an invalid
// URL, glob, code or path are findings with their position, and all of them are
// reported at once. The accepted keys are defined once, as the Go types of
// keys.go: the decoder (decode.go) and the JSON Schema (schema.go) both follow
// their tags, and so do the options of targets.
package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Config is the content of errgen.yaml. Values that it does not set have
// their default and the zero Span.
type Config struct {
	File *source.File
	// Dir is the folder of the file. Paths of the configuration are relative to
	// it and have forward slashes.
	Dir string

	Pages     catalog.Value[string] // folder of the pages; "." if not set
	Catalogue string                // path of a JSON snapshot to read in place of pages, or empty
	Exclude   []catalog.Value[string]
	// DocsURL has no final slash. It is empty if Catalogue is set and the
	// snapshot defines it.
	DocsURL     catalog.Value[string]
	Envelope    catalog.Value[*envelope.Template] // never nil
	DefaultCode catalog.Value[catalog.Code]       // may be empty
	// Sections are headings that mean the same as the built-in ones of that kind,
	// which is one of the catalogue's, [ErrorCode] or [HTTPStatus].
	Sections    map[catalog.SectionKind][]string
	Status      []StatusRule
	Initialisms []string
	Names       map[catalog.Code]catalog.Names
	NamesAt     []catalog.Value[catalog.Code] // the keys of Names, where they stand
	// Codes are keys of the front matter of codes whose records have none of their own.
	Codes      map[catalog.Code]*yamlpos.Node
	CodesAt    []catalog.Value[catalog.Code] // the keys of Codes, where they stand
	Site       *site.Site                    // that publishes the pages; nil: not said
	Locales    []Locale                      // pages in other languages
	FormerURLs []string                      // bases that DocsURL had, without a final slash
	Records    []*record.Rule                // at least one
	RecordsSet bool                          // whether the configuration says them
	Forms      []*form.Form                  // of the rules; nil: the default form
	Facts      []catalog.Fact                // of the rules
	Services   []string
	Reserved   []Reserved
	// Types are the members of the objects that parameters of several errors list, by
	// the name of the type, as front.CheckType checks them.
	Types    map[string]*yamlpos.Node
	Generate []Output
	Header   string // text in each generated file, such as a licence; may be empty
	Lint     lint.Settings
	// OverridePages are the globs of the overrides of Lint, where they stand.
	OverridePages []catalog.Value[string]
	Baseline      catalog.Value[string] // path of known findings, or empty
	Breaking      compare.Settings
	Verify        Verify
	Against       string // git revision to compare with, or empty
	// AllowOutside is whether links to pages may leave the repository.
	AllowOutside bool
	Warnings     diag.List // what is wrong with the file and keeps nothing from being read
	MaxPageSize  int       // bytes over which a page is refused; 0: the reader's own limit
}

// Sections that state a fact about the page and are no part of an entry.
const (
	ErrorCode  catalog.SectionKind = "error_code"
	HTTPStatus catalog.SectionKind = "http_status"
)

// Verify configures errgen verify.
type Verify struct {
	Source []string // globs relative to Dir; nil: the repository
	Ignore []verify.Ignore
}

// Match reports whether a path relative to Dir is one of the sources.
func (v Verify) Match(name string) bool {
	for _, g := range v.Source {
		if Matches(path.Clean(g), name) {
			return true
		}
	}
	return len(v.Source) == 0
}

// A StatusRule sets the status of codes that match a pattern, for pages without
// one.
type StatusRule struct {
	Match  catalog.Value[string] // a code with * for any run of characters
	Status catalog.Value[int]
}

// A Locale is where the pages in a language are.
type Locale struct {
	Language catalog.Value[string]
	Folder   catalog.Value[string] // relative to Dir
}

// LocaleDir returns the folder of the pages in a language as a path of this system.
func (c *Config) LocaleDir(l Locale) string {
	return filepath.Join(c.Dir, filepath.FromSlash(l.Folder.V))
}

// Reserved is a range of numbered codes that are kept for somebody.
type Reserved struct {
	From, To int
	For      catalog.Value[string]
	In       []catalog.Value[string] // globs of the pages that may have such a code
}

// An Output is one target and where its files go.
type Output struct {
	Target       emit.Target
	Out          catalog.Value[string] // folder, relative to Dir
	Service      catalog.Value[string] // whose codes are made; empty: all
	AllowOutside bool                  // whether Out may leave the repository
	Options      any                   // what Target.Options returned, filled in
	Span         source.Span           // the whole item of the list
}

// Reads returns the files, relative to Dir, that are read besides the pages: the
// catalogue, the baseline, and the inputs of targets.
func (c *Config) Reads() []string {
	var names []string
	for _, name := range []string{c.Catalogue, c.Baseline.V} {
		if name != "" {
			names = append(names, name)
		}
	}
	for _, g := range c.Generate {
		if g.Target.Inputs != nil {
			for _, in := range g.Target.Inputs(g.Options) {
				names = append(names, in.Path)
			}
		}
	}
	return names
}

// PagesDir returns the folder of the pages as a path of the operating system.
func (c *Config) PagesDir() string {
	return filepath.Join(c.Dir, filepath.FromSlash(c.Pages.V))
}

// Folder returns the path of the pages folder below the folder that the docs site
// publishes, with forward slashes; empty if they are the same or that is unknown.
func (c *Config) Folder() string {
	if c.Site == nil {
		return ""
	}
	if below, ok := c.Site.Below(filepath.ToSlash(c.PagesDir())); ok {
		return below
	}
	// What the URL of the pages and their folder end in alike is below the site.
	dir := strings.Split(filepath.ToSlash(c.PagesDir()), "/")
	url := strings.Split(c.DocsURL.V, "/")
	n := 0
	for n < len(dir) && n < len(url)-3 && strings.EqualFold(dir[len(dir)-1-n], url[len(url)-1-n]) {
		n++
	}
	return strings.Join(dir[len(dir)-n:], "/")
}

// Meta returns the properties of the catalogue in the configuration.
func (c *Config) Meta() catalog.Meta {
	return catalog.Meta{
		DocsURL:     c.DocsURL.V,
		Envelope:    c.Envelope.V,
		DefaultCode: c.DefaultCode.V,
		Initialisms: c.Initialisms,
		Names:       c.Names,
		Forms:       c.Forms,
		Facts:       c.Facts,
		Services:    c.Services,
		FormerURLs:  c.FormerURLs,
		Reserved:    c.ranges(),
		Site:        c.Site,
	}
}

func (c *Config) ranges() (out []catalog.Reserved) {
	for _, r := range c.Reserved {
		out = append(out, catalog.Reserved{From: r.From, To: r.To, For: r.For.V, Span: r.For.Span})
	}
	return out
}

// Excluded returns the first glob of exclude that matches a page, a path
// relative to the pages folder with forward slashes, and whether one does.
func (c *Config) Excluded(page string) (glob string, ok bool) {
	for _, g := range c.Exclude {
		if Matches(g.V, page) {
			return g.V, true
		}
	}
	return "", false
}

// anyMatches reports whether one of some globs matches a page.
func anyMatches(globs []catalog.Value[string], page string) bool {
	return slices.ContainsFunc(globs, func(g catalog.Value[string]) bool { return Matches(g.V, page) })
}

// Matches reports whether a glob that has been checked matches a page.
func Matches(glob, page string) bool {
	return doublestar.MatchUnvalidated(glob, page)
}
