package lint

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var ignoreUnused = &rule.Rule{
	ID:       "ignore-unused",
	Severity: diag.Warning,
	Doc: `an ignore matches no finding, has an unknown rule or has no reason

An ignore outlives its purpose: the page is fixed, and years later the ignore hides
a new mistake of the same kind. An ignore of an unknown rule has no effect, and one
without a reason cannot be reviewed.

Bad:
	---
	errgen:
	  ignore:
	    stub: the page is written next week
	---

Good:
	---
	errgen:
	  ignore:
	    title-code: the title is what the dashboard shows
	title: This key is not known
	---`,
}

// ignores are those of all pages.
type ignores struct {
	entries []*catalog.Entry // with ignores
	of      map[*source.File]*pageIgnores
}

type pageIgnores struct {
	used   []bool // by their order on the page
	byRule map[string][]scope
}

// A scope is the part of a page that an ignore is for.
type scope struct {
	start, end int32
	ignore     int // which of the page
	outer      int // the innermost scope around it, of those of its rule; -1 for none
}

// newPageIgnores makes the scopes of each rule a forest: blocks are one in the other or
// apart.
func newPageIgnores(e *catalog.Entry) *pageIgnores {
	p := &pageIgnores{make([]bool, len(e.Ignores)), map[string][]scope{}}
	for i, ignore := range e.Ignores {
		s := scope{0, math.MaxInt32, i, -1}
		if !ignore.Scope.IsZero() {
			s.start, s.end = ignore.Scope.Start, ignore.Scope.End
		}
		p.byRule[ignore.Rule.V] = append(p.byRule[ignore.Rule.V], s)
	}
	for _, scopes := range p.byRule {
		slices.SortStableFunc(scopes, func(a, b scope) int {
			return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
		})
		for i := range scopes {
			outer := i - 1
			for outer >= 0 && scopes[outer].end < scopes[i].end {
				outer = scopes[outer].outer
			}
			scopes[i].outer = outer
		}
	}
	return p
}

func newIgnores(c *catalog.Catalog) *ignores {
	x := &ignores{of: map[*source.File]*pageIgnores{}}
	eachEntry(c, func(e *catalog.Entry) {
		if len(e.Ignores) > 0 && e.File != nil && x.of[e.File] == nil {
			x.entries = append(x.entries, e)
			x.of[e.File] = newPageIgnores(e)
		}
	})
	return x
}

// hit reports whether the page ignores the finding, and marks all ignores that
// say so.
func (x *ignores) hit(d diag.Diagnostic) bool {
	p := x.of[d.Span.File]
	if p == nil {
		return false
	}
	scopes := p.byRule[d.Rule]
	hit := false
	i := sort.Search(len(scopes), func(i int) bool { return scopes[i].start > d.Span.Start }) - 1
	for ; i >= 0; i = scopes[i].outer {
		if d.Span.Start >= scopes[i].end {
			continue
		}
		hit = true
		if p.used[scopes[i].ignore] {
			break // and so are those around it
		}
		p.used[scopes[i].ignore] = true
	}
	return hit
}

// useless returns a finding for each ignore that cannot be right.
func (x *ignores) useless(s Settings) diag.List {
	var found diag.List
	for _, e := range x.entries {
		for i, ignore := range e.Ignores {
			id, at := ignore.Rule.V, ignore.Rule.Span
			report := func(format string, args ...any) *diag.Diagnostic {
				return found.Add(ignoreUnused.ID, s.Base(ignoreUnused), at, format, args...)
			}
			r := Find(id)
			switch {
			case r == nil:
				d := report("unknown rule %s", rule.Quote(id))
				d.Hint = "run errgen lint --rules to see all rules"
				if near := NearestRule(id); near != "" {
					d.Hint = "did you mean " + near + "?"
				}
			case r.Firm:
				report("%s cannot be ignored, since the generated code would not match the page", id).
					Hint = "fix the problem, or add the page to exclude in errgen.yaml"
			case r == ignoreUnused:
				report("%s cannot be ignored on a page", id).Hint = "turn it off under lint: rules: in errgen.yaml"
			case s.On(r, pageName(e), s.Base(r)) == diag.Off, e.Language != "" && !r.Translated:
				// Nobody looked, so nobody knows whether it would hit.
			case !x.of[e.File].used[i]:
				switch {
				case ignore.Scope.IsZero():
					report("the ignore of %s matches nothing on this page", id).Hint = "remove it"
				case ignore.Scope.Start == ignore.Scope.End:
					report("the ignore of %s is not before a block", id).
						Hint = "put it on its own line before the block with the finding, or remove it"
				default:
					report("the ignore of %s matches nothing in the block after it", id).
						Hint = "remove it, or put it on its own line before the block with the finding"
				}
			case strings.TrimSpace(ignore.Reason) == "":
				report("the ignore of %s has no reason", id).Hint = "add a colon and the reason to ignore the finding"
			}
		}
	}
	return found
}
