package gen

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// unmatched returns a warning for each glob, code and pattern of errgen.yaml that hits
// nothing: what it was written for has moved, or it never was what was meant. names are
// the paths of all pages.
func (p *Project) unmatched(names []string) (found diag.List) {
	glob := func(key string, g catalog.Value[string]) {
		if !slices.ContainsFunc(names, func(name string) bool { return config.Matches(g.V, name) }) {
			found.Add(ruleConfig, diag.Warning, g.Span, "%s has the glob %q, which matches no page", key, g.V).
				Hint = "correct it or remove it; globs are relative to the pages folder"
		}
	}
	for _, g := range p.Config.Exclude {
		glob("exclude", g)
	}
	for _, r := range p.Config.Records {
		for _, g := range r.In {
			glob("in", g)
		}
	}
	found = append(found, p.idle()...)
	found = append(found, p.beside(names)...)
	for _, g := range p.Config.OverridePages {
		glob("overrides", g)
	}
	if p.missing > 0 {
		return found // the code may be that of a page that could not be read
	}
	code := func(key string, code catalog.Value[catalog.Code], known bool) {
		if known {
			return
		}
		d := found.Add(ruleConfig, diag.Warning, code.Span, "%s has the code %q, which does not exist", key, code.V)
		d.Hint = "remove it, or correct it"
		if near := nearest.Name(string(code.V), p.codes()); near != "" {
			d.Hint = fmt.Sprintf("did you mean %q?", near)
		}
	}
	for _, c := range p.Config.NamesAt {
		code("names", c, p.Catalog.Lookup(c.V) != nil)
	}
	for _, c := range p.Config.CodesAt {
		e := p.Catalog.Lookup(c.V)
		code("codes", c, e != nil && e.Code.V == c.V)
	}
	for _, s := range p.Config.Status {
		if !slices.ContainsFunc(p.Catalog.Entries, func(e *catalog.Entry) bool { return fact.Matches(s.Match.V, string(e.Code.V)) }) {
			found.Add(ruleConfig, diag.Warning, s.Match.Span, "status has the match %q, which no code matches", s.Match.V).
				Hint = "correct it or remove it"
		}
	}
	return found
}

// ruleMissed is the rule of what looks like an error and is none.
const ruleMissed = "record-missed"

// pagesOf are the pages that a rule of records reads.
type pagesOf struct {
	pages int
	codes bool      // one of them has an error, or is meant to
	left  []LeftOut // the first of those that have none
}

func (p *Project) count(name string, r page.Result) {
	if r.Rule == nil {
		return
	}
	of := p.byRule[r.Rule]
	if of == nil {
		of = &pagesOf{}
		p.byRule[r.Rule] = of
	}
	of.pages++
	of.codes = of.codes || r.Left == ""
	if r.Left != "" && len(of.left) < maxReasons {
		of.left = append(of.left, LeftOut{name, r.Left})
	}
}

// idle returns a warning for each of several rules of records that reads pages of which
// none has an error.
func (p *Project) idle() (found diag.List) {
	for _, r := range p.Config.Records {
		of := p.byRule[r]
		if of == nil || of.codes || r.Span.IsZero() {
			continue
		}
		d := found.Add(ruleConfig, diag.Warning, r.Span, "the rule reads %d pages, but none has an error", of.pages)
		if of.pages == 1 {
			d.Message = "the rule reads 1 page, but it has no error"
		}
		d.Hint = "each and code say where on a page an error states its code; the first rule whose in matches a page reads it"
		d.Related = p.whyLeftOut(of.left)
	}
	return found
}

// beside returns a warning for each page that no rule of records reads and that lies in a
// folder of which a rule reads most pages as errors: a copy under another name.
func (p *Project) beside(names []string) (found diag.List) {
	if !slices.ContainsFunc(p.LeftOut, func(l LeftOut) bool { return l.Reason == page.NoRule }) {
		return nil
	}
	read, unread := map[string]int{}, map[string][]string{}
	for _, name := range names {
		rule := p.Config.RuleOf(name)
		switch dir := path.Dir(name); {
		case rule != nil && rule.Each.Kind == record.Page:
			read[dir]++
		case rule == nil && !record.OfFolder(name) && slices.Contains(p.LeftOut, LeftOut{name, page.NoRule}):
			unread[dir] = append(unread[dir], name)
		}
	}
	const enough = 3
	for _, dir := range slices.Sorted(maps.Keys(unread)) {
		names := unread[dir]
		if read[dir] < enough || read[dir] <= len(names) {
			continue
		}
		for _, name := range names {
			at := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(name))
			shown := source.Name(p.base, at)
			if slices.ContainsFunc(p.read, func(d diag.Diagnostic) bool {
				return d.Rule == ruleMissed && d.Span.File != nil && d.Span.File.Name == shown
			}) {
				continue
			}
			data, _, _ := walk.Read(at, walk.MaxRead) // which codes it names is asked later
			found.Add(ruleMissed, diag.Warning, source.NewFile(shown, data).Span(0, 0), "no rule of records reads the page; %d other pages of its folder are read", read[dir]).
				Hint = page.AddToRule(p.Config.Records)
		}
	}
	return found
}

func (p *Project) codes() []string {
	codes := make([]string, 0, len(p.Catalog.Entries))
	for _, e := range p.Catalog.Entries {
		codes = append(codes, string(e.Code.V))
	}
	return codes
}
