// Package lint judges what the pages say.
//
// A [Rule] stands in a file of its own, named after its id. [Run] makes the
// findings of the rules that compare what was read; findings of reading itself
// (the grammar, the front matter, the code) are made by mdx, page and the
// targets under the ids of rules that stand here for their documentation and
// their severity alone. [Apply] then gives all findings, wherever they were
// made, their say from the configuration and from the pages:
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
// A page can ignore a rule, as a whole in its front matter or for one block by
// a comment before it, each with a reason. An ignore that hits nothing, names no
// rule or gives no reason is a finding itself, of the rule ignore-unused; so a
// page collects no ignores that mean nothing. An ignore of a rule that is off
// there says nothing and is passed over.
//
// Rules whose findings mean that errgen read something else than the page says,
// or that nothing right can be generated from it, are firm: a page cannot ignore
// them, and where errgen.yaml turns one off it is still shown, as a warning.
// What is no error page is left out with exclude instead.
//
// # One mistake, one finding
//
// A finding that only follows from another on the same page is left out as long
// as the other is shown: a fence that swallows the page is one finding, not one
// for each thing that the page then lacks.
//
// # Baseline
//
// A [Baseline] lists findings that are known and passed over, so that a site
// with many can begin with none and let no new one in. It knows a finding by what
// it says, not by where it stands.
//
// # Fixes
//
// A fix changes only what it must, to the byte, and only where there is one right
// way to do it. The fixes that the rules of this package make in one run never
// overlap, and after all of them a second run has none left; only the fix of
// what kept a page from being read can bring up others.
package lint

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
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
	// Firm rules cannot be ignored in a page, and Off in the configuration makes
	// them warnings.
	Firm bool
	// After names the rules that explain this one's finding: where one of them
	// is shown for the same page, at least as severe, the finding is left out.
	After []string
	// Check reports the findings of a catalogue; nil where they are made in
	// reading.
	Check func(*Pass)
}

// Summary returns the first line of the rule's documentation.
func (r *Rule) Summary() string {
	first, _, _ := strings.Cut(r.Doc, "\n")
	return first
}

// Find returns the rule of that id, or nil.
func Find(id string) *Rule {
	i, ok := slices.BinarySearchFunc(Rules, id, func(r *Rule, id string) int { return strings.Compare(r.ID, id) })
	if !ok {
		return nil
	}
	return Rules[i]
}

// NearestRule returns the id of the rule that was probably meant by id, or ""
// where none is near.
func NearestRule(id string) string {
	ids := make([]string, 0, len(Rules))
	for _, r := range Rules {
		ids = append(ids, r.ID)
	}
	return Nearest(id, ids)
}

// Run returns the findings of all rules that are not off everywhere, with the
// severities of the rules; [Apply] gives them those of the settings.
func Run(c *catalog.Catalog, s Settings) diag.List {
	var found diag.List
	shared := newIndex(c, s.Others)
	for _, r := range Rules {
		if r.Check == nil || s.offEverywhere(r) {
			continue
		}
		p := &Pass{Catalog: c, Settings: s, index: shared, rule: r, severity: s.base(r)}
		r.Check(p)
		found = append(found, p.found...)
	}
	return found
}

// A Pass is one run of one rule over a catalogue.
type Pass struct {
	Catalog  *catalog.Catalog
	Settings Settings

	*index
	rule     *Rule
	severity diag.Severity
	found    diag.List
}

// Reportf adds a finding. The message is made as by fmt.Sprintf. It returns the
// finding, so that the rule can add what it knows more; the pointer is valid
// until the next call.
func (p *Pass) Reportf(at source.Span, format string, args ...any) *diag.Diagnostic {
	return p.found.Add(p.rule.ID, p.severity, at, format, args...)
}

// related adds a second place to a finding, unless it is no place.
func related(d *diag.Diagnostic, at source.Span, message string) {
	if !at.IsZero() {
		d.Related = append(d.Related, diag.Related{Span: at, Message: message})
	}
}
