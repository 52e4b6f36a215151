// Package compare compares two catalogues of an API: it reports what a change
// of the pages breaks, and for whom.
//
//	changes := compare.Compare(old, now, compare.Settings{})
//
// A code is a promise. Each way to break it is a [Rule] at one of three levels,
// each of which includes the one before:
//
//	wire    clients that read error bodies, built before the change
//	source  code that is compiled against the generated packages
//	docs    readers, bookmarks and links into the documentation
//
// A change that breaks nothing, such as an added code, is also reported: release
// notes list it, and it requires a minor version.
//
// Entries are paired by code. A renamed error that kept its old code as an alias is the
// same error, and so is one whose page moved. Servers send the new code of a renamed
// error, which older clients do not know.
package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/source"
)

// A Level says what a change breaks. Levels are ordered: each includes those
// before it.
type Level uint8

// The levels. None is for changes that break nothing.
const (
	None Level = iota
	Wire
	Source
	Docs
)

// Levels are the levels that a comparison can be made at, by their names.
var Levels = []string{"wire", "source", "docs"}

// ParseLevel returns the level with the name, and reports whether there is one.
func ParseLevel(s string) (Level, bool) {
	i := slices.Index(Levels, s)
	return Level(i + 1), i >= 0
}

// String returns the name of the level, "none" for None.
func (l Level) String() string {
	if l == None {
		return "none"
	}
	return Levels[l-1]
}

// A Kind is a heading of the release notes.
type Kind uint8

// The kinds, in the order of release notes.
const (
	Breaking Kind = iota
	Added
	Deprecated
	Changed
)

// A Rule is one kind of change.
type Rule struct {
	ID    string
	Level Level
	Kind  Kind // of a rule of the level None, and of one that may be wrong; others are Breaking
	// Severity is that of its findings, unless the configuration sets another.
	Severity diag.Severity
	// Doc is a clause for lists on its first line, then who is hit and what to do
	// instead.
	Doc   string
	check func(*pass)
}

// Summary returns the first line of the rule's documentation.
func (r *Rule) Summary() string {
	first, _, _ := strings.Cut(r.Doc, "\n")
	return first
}

// Rules are all rules, by level, in the order in which they are documented.
var Rules = slices.Concat(wireRules, sourceRules, docsRules, quietRules)

// Find returns the rule with the id, or nil.
func Find(id string) *Rule {
	i := slices.IndexFunc(Rules, func(r *Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return Rules[i]
}

// An Ignore accepts an intended change.
type Ignore struct {
	Rule string       // id; empty: every rule
	Code catalog.Code // older code of the error; empty: every error
	Why  string
}

// Settings define what counts as breaking.
type Settings struct {
	// Level is the last one that is looked at; None stands for Docs.
	Level Level
	// Severities are those that the configuration sets, by rule.
	Severities map[string]diag.Severity
	Ignores    []Ignore
	// Targets are those that are generated now, and Before those of the older
	// catalogue; nil if that is not known.
	Targets, Before []Target
	// Redirected reports whether the docs site redirects a URL; nil if it redirects none.
	Redirected func(url string) bool
	// LeavesAliases reports that nothing redirects from the URLs of former codes but what
	// Redirected knows.
	LeavesAliases bool
}

// A Target generates code that others are compiled with.
type Target struct {
	Name    string
	Out     string // folder of the files, as errgen.yaml has it
	At      source.Span
	Declare func(c *catalog.Catalog) emit.Declared
}

// A Change is one difference between the catalogues.
type Change struct {
	Rule *Rule
	// Finding describes the change, its place, and what to do instead. Its
	// severity is that of the settings, or Off for a change that breaks
	// nothing.
	Finding diag.Diagnostic
	// Entry is the current error, or the earlier one if it was removed.
	Entry *catalog.Entry
	Was   *catalog.Entry // nil where the code is added
}

// Kind returns the heading of the release notes for the change.
func (c *Change) Kind() Kind {
	if c.Rule.Level != None && c.Finding.Severity == diag.Error {
		return Breaking
	}
	return c.Rule.Kind
}

// Compare returns the changes from an older catalogue to the current one, by code
// and then by rule. Changes that the settings ignore or turn off are left out.
func Compare(old, now *catalog.Catalog, s Settings) []Change {
	if s.Level == None {
		s.Level = Docs
	}
	p := &pass{old: old, now: now, settings: s}
	p.pair()
	p.declare()
	for _, r := range Rules {
		if r.Level > s.Level {
			continue
		}
		p.rule = r
		r.check(p)
	}
	slices.SortStableFunc(p.found, func(a, b Change) int { return cmp.Compare(a.code(), b.code()) })
	return p.found
}

func (c *Change) code() catalog.Code {
	if c.Was != nil {
		return c.Was.Code.V
	}
	if c.Entry != nil {
		return c.Entry.Code.V
	}
	return ""
}

// Findings returns the breaking changes.
func Findings(changes []Change) diag.List {
	var out diag.List
	for _, c := range changes {
		if c.Rule.Level != None {
			out = append(out, c.Finding)
		}
	}
	return out
}

// Semver returns the part of the version to increase for the changes: "major",
// "minor" or "patch".
func Semver(changes []Change) string {
	step := "patch"
	for i := range changes {
		switch changes[i].Kind() {
		case Breaking:
			return "major"
		case Added, Deprecated:
			step = "minor"
		}
	}
	return step
}

// pass is the work of one comparison.
type pass struct {
	old, now *catalog.Catalog
	settings Settings
	targets  []declared       // that were generated and are
	ended    []Target         // that are no longer generated
	pairs    []pair           // errors that are in both
	merged   []pair           // errors that are now former names of another, which was there before
	given    []pair           // retired codes, and errors of now that have them as aliases
	gone     []*catalog.Entry // of before, without a successor
	added    []*catalog.Entry // of now, without a predecessor
	texts    []words          // of added; nil until they are needed
	rule     *Rule
	found    []Change
}

// A pair is one error before and now.
type pair struct{ was, is *catalog.Entry }

func (p *pass) pair() {
	kept := map[*catalog.Entry]bool{}
	for _, was := range p.old.Entries {
		is := p.now.Lookup(was.Code.V)
		if is == nil {
			p.gone = append(p.gone, was)
			continue
		}
		if was.Retired != nil && is.Retired == nil && is.Code.V != was.Code.V {
			p.given = append(p.given, pair{was, is})
			continue
		}
		if other := p.old.Lookup(is.Code.V); is.Code.V != was.Code.V && other != nil && other != was {
			p.merged = append(p.merged, pair{was, is})
			continue
		}
		kept[is] = true
		p.pairs = append(p.pairs, pair{was, is})
	}
	for _, is := range p.now.Entries {
		if !kept[is] {
			p.added = append(p.added, is)
		}
	}
}

// report adds a change of a pair, of which either may be nil, at a place.
func (p *pass) report(was, is *catalog.Entry, at source.Span, format string, args ...any) *diag.Diagnostic {
	c := Change{Rule: p.rule, Entry: is, Was: was}
	if is == nil {
		c.Entry = was
	}
	c.Finding = diag.Diagnostic{Rule: p.rule.ID, Severity: p.rule.Severity, Span: at, Message: fmt.Sprintf(format, args...)}
	if set, ok := p.settings.Severities[p.rule.ID]; ok {
		c.Finding.Severity = set
	}
	if p.rule.Level == None {
		c.Finding.Severity = diag.Off
	} else if c.Finding.Severity == diag.Off || p.ignored(was) {
		return &diag.Diagnostic{}
	}
	p.found = append(p.found, c)
	return &p.found[len(p.found)-1].Finding
}

func (p *pass) ignored(was *catalog.Entry) bool {
	return slices.ContainsFunc(p.settings.Ignores, func(i Ignore) bool {
		return (i.Rule == "" || i.Rule == p.rule.ID) && (i.Code == "" || was != nil && i.Code == was.Code.V)
	})
}

// place returns where an error is stated.
func place(e *catalog.Entry) source.Span {
	if e.Code.Span.IsZero() {
		return e.Start
	}
	return e.Code.Span
}

// or returns the first place that is one.
func or(spans ...source.Span) source.Span {
	for _, s := range spans {
		if !s.IsZero() {
			return s
		}
	}
	return source.Span{}
}
