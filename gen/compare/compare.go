// Package compare holds two catalogues of one API against each other: what a
// change of the pages breaks, and for whom.
//
//	changes := compare.Compare(old, now, compare.Settings{})
//
// A code is a promise. What breaks it is told by a [Rule] at one of three levels,
// each of which includes the one before:
//
//	wire    clients that read error bodies, built before the change
//	source  code that is compiled against the generated packages
//	docs    readers, bookmarks and links into the documentation
//
// What breaks nobody, such as a code that is added, is a change too: release notes
// list it, and it asks for a minor version.
//
// Entries are paired by code: one that was renamed and kept its older code as an
// alias is the same error, and so is one whose page only moved. Servers send the new code
// of one that was renamed, so that clients built before no longer know it.
package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A Level says whom a change breaks. Levels are ordered: each includes those
// before it.
type Level uint8

// The levels. None is that of changes that break nobody.
const (
	None Level = iota
	Wire
	Source
	Docs
)

// Levels are the levels that a comparison can be made at, by their names.
var Levels = []string{"wire", "source", "docs"}

// ParseLevel returns the level of a name, and reports whether there is one.
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

// A Kind says under which heading of the release notes a change belongs.
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
	Kind  Kind // of a rule of the level None; others are Breaking
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

// Rules are all rules: by level, and in the order in which they are documented.
var Rules = slices.Concat(wireRules, sourceRules, docsRules, quietRules)

// Find returns the rule of that id, or nil.
func Find(id string) *Rule {
	i := slices.IndexFunc(Rules, func(r *Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return Rules[i]
}

// An Ignore accepts a change that is meant.
type Ignore struct {
	Rule string       // id; empty: every rule
	Code catalog.Code // older code of the error; empty: every error
	Why  string
}

// Settings say what counts as breaking.
type Settings struct {
	// Level is the last one that is looked at; None stands for Docs.
	Level Level
	// Severities are those that the configuration sets, by rule.
	Severities map[string]diag.Severity
	Ignores    []Ignore
	// Targets are the names of those that are generated; nil: any of them may be,
	// elsewhere.
	Targets []string
	// Redirected says whether the docs site sends visitors of a URL on; nil: it does not.
	Redirected func(url string) bool
}

// A Change is one difference between the catalogues.
type Change struct {
	Rule *Rule
	// Finding says what was and what is, where, and what to do instead. Its
	// severity is that of the settings; Off for a change that breaks nobody.
	Finding diag.Diagnostic
	// Entry is the error of today, and where it is gone, that of before.
	Entry *catalog.Entry
	Was   *catalog.Entry // nil where the code is added
}

// Kind returns under which heading of the release notes the change belongs.
func (c *Change) Kind() Kind {
	if c.Rule.Level != None {
		return Breaking
	}
	return c.Rule.Kind
}

// Compare returns what changed from an older catalogue to one of now, by code and
// then by rule. Changes that the settings ignore or turn off are left out.
func Compare(old, now *catalog.Catalog, s Settings) []Change {
	if s.Level == None {
		s.Level = Docs
	}
	p := &pass{old: old, now: now, settings: s}
	p.pair()
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

// Findings returns the changes that break somebody.
func Findings(changes []Change) diag.List {
	var out diag.List
	for _, c := range changes {
		if c.Rule.Level != None {
			out = append(out, c.Finding)
		}
	}
	return out
}

// Semver returns the part of the version that the changes ask to be raised:
// "major", "minor" or "patch".
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
	pairs    []pair           // errors that are in both
	gone     []*catalog.Entry // of before, without a successor
	added    []*catalog.Entry // of now, without a predecessor
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
	c.Finding = diag.Diagnostic{Rule: p.rule.ID, Severity: diag.Error, Span: at, Message: fmt.Sprintf(format, args...)}
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
