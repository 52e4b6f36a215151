package lint

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

var ignoreUnused = &Rule{
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
	entry *catalog.Entry
	used  []bool
}

func newIgnores(c *catalog.Catalog) *ignores {
	x := &ignores{of: map[*source.File]*pageIgnores{}}
	add := func(e *catalog.Entry) {
		if len(e.Ignores) > 0 && e.File != nil && x.of[e.File] == nil {
			x.entries = append(x.entries, e)
			x.of[e.File] = &pageIgnores{e, make([]bool, len(e.Ignores))}
		}
	}
	for _, e := range c.Entries {
		add(e)
		for _, o := range e.Merged {
			add(o)
		}
	}
	return x
}

// hit reports whether the page ignores the finding, and marks all ignores that
// say so.
func (x *ignores) hit(d diag.Diagnostic) bool {
	p := x.of[d.Span.File]
	if p == nil {
		return false
	}
	hit := false
	for i, ignore := range p.entry.Ignores {
		in := ignore.Scope.IsZero() || ignore.Scope.File == d.Span.File &&
			ignore.Scope.Start <= d.Span.Start && d.Span.Start < ignore.Scope.End
		if in && ignore.Rule.V == d.Rule {
			p.used[i], hit = true, true
		}
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
				return found.Add(ignoreUnused.ID, s.base(ignoreUnused), at, format, args...)
			}
			r := Find(id)
			switch {
			case r == nil:
				d := report("unknown rule %s", quote(id))
				d.Hint = "run errgen lint --rules to see all rules"
				if near := NearestRule(id); near != "" {
					d.Hint = "did you mean " + near + "?"
				}
			case r.Firm:
				report("%s cannot be ignored, since the generated code would not match the page", id).
					Hint = "fix the problem, or add the page to exclude in errgen.yaml"
			case r == ignoreUnused:
				report("%s cannot be ignored on a page", id).Hint = "turn it off under lint: rules: in errgen.yaml"
			case s.on(r, e.Page, s.base(r)) == diag.Off:
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
