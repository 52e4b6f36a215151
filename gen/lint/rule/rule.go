// Package rule is what the rules of lint are made of: a [Rule], the [Pass] that its
// Check reports through, and what several of them ask.
//
// A rule is a variable in a file of its own, named after its id, in the package that
// looks at the same things:
//
//	var TitleWords = &rule.Rule{
//		ID:       "title-words",
//		Severity: diag.Off,
//		Doc:      "a title has too few or too many words\n\n...",
//		Check: func(p *rule.Pass) {
//			for _, e := range p.Catalog.Entries {
//				...
//				p.Reportf(e.Heading.Span, "the title has %s, want at most %d", ...).Hint = "..."
//			}
//		},
//	}
//
// [Pass.Reportf] adds a finding with the severity of the rule, and returns it for a hint,
// a fix (diag.Replace) and a second place (AddRelated). A Pass is also an [Index]: it finds
// entries by code, path and type, pages, examples, and what a misspelt code or path was
// meant to be. What an entry does not say is read from the bytes of its page, with package
// raw.
//
// Findings about a page as a whole are at [Place]. Messages quote texts with [Quote],
// which shortens them, and list them with [List]. Front matter may be written into a page
// that [CanHaveFrontMatter]; a status or a code that is only inferred is written by two
// rules, of which one writes both where they would write at the same place, see
// [DangerAtStart].
//
// [Settings] are what errgen.yaml says under lint.
package rule

import (
	"strings"

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

// Run returns the findings of the rule in the catalogue of an index, with its own
// severity. There are none where the settings switch it off everywhere.
func (r *Rule) Run(x *Index) diag.List {
	if r.Check == nil || x.Settings.offEverywhere(r) {
		return nil
	}
	p := &Pass{Index: x.own(), rule: r, severity: x.Settings.Base(r)}
	r.Check(p)
	return p.Found
}

// A Pass is one run of a rule over a catalogue.
type Pass struct {
	*Index
	Found diag.List // what the rule has reported so far

	rule     *Rule
	severity diag.Severity
}

// Reportf adds a finding with a message formatted as by fmt.Sprintf. It returns
// the finding, so that the rule can add to it; the pointer is valid until the
// next call.
func (p *Pass) Reportf(at source.Span, format string, args ...any) *diag.Diagnostic {
	return p.Found.Add(p.rule.ID, p.severity, at, format, args...)
}
