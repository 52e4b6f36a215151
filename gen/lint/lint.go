// Package lint checks the pages of a catalogue.
//
// Each [Rule] has its own file, named after its id. [Run] returns the findings of
// the rules that compare what was read. Findings of reading itself (the grammar,
// the front matter, the code) come from mdx, page and the targets; their rules are
// listed here only for their documentation and severity. [Apply] then applies the
// configuration and the ignores of the pages to all findings:
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
// change. The fixes of the rules in this package never overlap within one run, and
// after applying them a second run has none left, unless a fix makes a page
// readable that was not.
package lint

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

// A Rule is one kind of mistake.
type Rule struct {
	ID string
	// Doc is a clause for lists on its first line, then the reason, then examples
	// under "Bad:" and "Good:", indented by a tab; a test runs them. An example
	// is parts of a page: keys of the front matter, the code, members of the
	// JSON example, and, in place of the page's text, any other lines. What it
	// has not is right. "Bad page:" and "Good page:" show a page as a whole.
	Doc      string
	Severity diag.Severity
	// Firm rules cannot be ignored in a page or switched off. Where Settings do so
	// all the same, they are warnings.
	Firm bool
	// Asked reports whether settings turn on a rule that is off by default, without
	// naming it; nil: they never do.
	Asked func(Settings) bool
	// After names the rules that explain this one's finding: where one of them
	// is shown for the same page, at least as severe, the finding is left out.
	After []string
	// Translated rules hold for the pages in other languages as well: what they find does
	// not depend on the language, nor on what the original says.
	Translated bool
	// By is the command that reports the findings, after "errgen "; empty for lint. Each
	// command uses its own findings in a baseline.
	By string
	// Check reports the findings of a catalogue; nil where they are made in
	// reading.
	Check func(*Pass)
}

// Standing describes the rule's default severity and whether it can be switched
// off, such as "error, cannot be switched off".
func (r *Rule) Standing() string {
	if r.Firm {
		return r.Severity.String() + ", cannot be switched off"
	}
	return r.Severity.String()
}

// Summary returns the first line of the rule's documentation.
func (r *Rule) Summary() string {
	first, _, _ := strings.Cut(r.Doc, "\n")
	return first
}

// Find returns the rule with the id, or nil.
func Find(id string) *Rule {
	i, ok := slices.BinarySearchFunc(Rules, id, func(r *Rule, id string) int { return strings.Compare(r.ID, id) })
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
	var found diag.List
	shared := newIndex(c, s.Others)
	locales := make([]*index, len(c.Locales))
	for i, l := range c.Locales {
		locales[i] = newIndex(l.Pages, s.Others)
	}
	for _, r := range Rules {
		if r.Check == nil || s.offEverywhere(r) {
			continue
		}
		p := &Pass{Catalog: c, Settings: s, index: shared, rule: r, severity: s.base(r)}
		r.Check(p)
		found = append(found, p.found...)
		for i, l := range c.Locales {
			if !r.Translated {
				break
			}
			p := &Pass{Catalog: l.Pages, Settings: s, index: locales[i], rule: r, severity: s.base(r)}
			r.Check(p)
			for _, d := range p.found {
				if l.Has(d.Span.File) { // the originals have been checked
					found = append(found, d)
				}
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

// A Pass is one run of a rule over a catalogue.
type Pass struct {
	Catalog  *catalog.Catalog
	Settings Settings

	*index
	rule     *Rule
	severity diag.Severity
	found    diag.List
}

// Reportf adds a finding with a message formatted as by fmt.Sprintf. It returns
// the finding, so that the rule can add to it; the pointer is valid until the
// next call.
func (p *Pass) Reportf(at source.Span, format string, args ...any) *diag.Diagnostic {
	return p.found.Add(p.rule.ID, p.severity, at, format, args...)
}
