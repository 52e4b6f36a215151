// Package lint checks the pages of a catalogue.
//
// [Rules] lists all rules. Each has its own file, named after its id, in the package of
// what it looks at:
//
//	syntax       the form of a page, and what the docs site makes of it
//	codes        codes and records
//	facts        statuses, headers and the facts that errgen.yaml names
//	bodies       the error bodies that pages show
//	links        links, anchors, images and whether a page is published
//	texts        titles, descriptions, sections and words
//	translations pages in other languages, against their originals
//	verified     what errgen verify finds in sources, sites and traffic
//
// They are made of what package rule has, and read the bytes of pages with package raw.
// The rules about lint itself are here: [Rules] has baseline and ignore-unused.
//
// [Run] returns the findings of the rules that compare what was read. Findings of
// reading itself (the grammar, the front matter, the code) come from mdx, page and the
// targets; their rules are listed only for their documentation and severity. [Apply]
// then applies the configuration and the ignores of the pages to all findings:
//
//	found := append(read, lint.Run(c, settings)...)
//	found = lint.Apply(found, c, settings)
//
// # Severity
//
// A finding has the severity of its rule, unless errgen.yaml sets another for
// the rule, or for the rule on some pages. Off drops it.
//
// # Ignores
//
// A page can ignore a rule, in its front matter for the whole page or in a comment
// for the block that follows, each with a reason. An ignore that matches nothing,
// has an unknown rule or has no reason is itself a finding of the rule
// ignore-unused, so useless ignores do not pile up. An ignore of a rule that is
// off for the page is not checked.
//
// A rule is firm if its findings mean that errgen may have misread the page, or
// that nothing correct can be generated from it. A page cannot ignore firm rules,
// and errgen.yaml cannot switch them off. To leave out a page that is not an error
// page, use exclude instead.
//
// # Other languages
//
// Rules that are Translated apply to the pages in other languages as well. The others
// are about the original; the rules translation-fact, translation-incomplete and
// translation-orphan compare translations with it. Overrides name the page of a
// translation below its language: "de/shop/**".
//
// # One mistake, one finding
//
// A finding that is only a consequence of another one on the same page is left
// out while the other is shown: a fence that swallows the page is one finding, not
// one for each thing that the page then seems to lack.
//
// # Baseline
//
// A [Baseline] lists known findings that are ignored, so that a site with many of
// them can start with none and reject new ones. It knows a finding by what it says,
// not by where it is.
//
// # Fixes
//
// A fix changes only the bytes it must, and only if there is a single correct
// change. The fixes of the rules never overlap within one run, and
// after applying them a second run has none left, unless a fix makes a page
// readable that was not.
package lint

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

// Find returns the rule with the id, or nil.
func Find(id string) *rule.Rule {
	i, ok := slices.BinarySearchFunc(Rules, id, func(r *rule.Rule, id string) int { return strings.Compare(r.ID, id) })
	if !ok {
		return nil
	}
	return Rules[i]
}

// NearestRule returns the id of the rule that was probably meant by id, or ""
// if none is similar.
func NearestRule(id string) string {
	ids := make([]string, 0, len(Rules))
	for _, r := range Rules {
		ids = append(ids, r.ID)
	}
	return nearest.Name(id, ids)
}

// Run returns the findings of all rules that are not off everywhere, with the
// severities of the rules; [Apply] gives them those of the settings.
func Run(c *catalog.Catalog, s Settings) diag.List {
	originals := rule.NewIndex(c, s)
	translations := make([]*rule.Index, len(c.Locales))
	for i, l := range c.Locales {
		translations[i] = rule.NewIndex(l.Pages, s)
	}
	// Each rule is run by itself, so that all processors have something to do.
	of := make([]diag.List, len(Rules))
	var next atomic.Int32
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(Rules); i = int(next.Add(1)) - 1 {
				of[i] = runRule(Rules[i], c, originals, translations)
			}
		})
	}
	wait.Wait()
	return slices.Concat(of...)
}

// runRule returns what a rule finds on the pages and, if it holds for them, on those in
// other languages.
func runRule(r *rule.Rule, c *catalog.Catalog, originals *rule.Index, translations []*rule.Index) diag.List {
	found := r.Run(originals)
	if !r.Translated {
		return found
	}
	for i, l := range c.Locales {
		for _, d := range r.Run(translations[i]) {
			if l.Has(d.Span.File) { // the originals have been checked
				found = append(found, d)
			}
		}
	}
	return found
}

// Translated returns those findings of reading a page in another language that are not
// about what its original says.
func Translated(found diag.List) (out diag.List) {
	for _, d := range found {
		if r := Find(d.Rule); r == nil || r.Translated {
			out = append(out, d)
		}
	}
	return out
}

// eachEntry calls f with each entry of a catalogue, those that were merged into others
// and the translations included.
func eachEntry(c *catalog.Catalog, f func(e *catalog.Entry)) {
	for _, e := range c.Entries {
		f(e)
		for _, o := range e.Merged {
			f(o)
		}
	}
	for _, l := range c.Locales {
		for _, e := range l.Pages.Entries {
			if e.Language != "" {
				f(e)
			}
		}
		for _, e := range l.Strays {
			f(e)
		}
	}
}
