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
	Doc: `an ignore hits no finding, names no rule or gives no reason

An ignore outlives what it was written for: the page is mended, and years later
the ignore hides a new mistake of the same kind. One that names no rule never did
anything, and one without a reason cannot be judged by the next person.

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
	for _, e := range c.Entries {
		if len(e.Ignores) > 0 && e.File != nil {
			x.entries = append(x.entries, e)
			x.of[e.File] = &pageIgnores{e, make([]bool, len(e.Ignores))}
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
				d := report("no rule is called %s", quote(id))
				d.Hint = "errgen lint --rules lists them"
				if near := NearestRule(id); near != "" {
					d.Hint = "did you mean " + near + "?"
				}
			case r.Firm:
				report("%s cannot be ignored, as what is generated would not be what the page says", id).
					Hint = "mend what it found, or leave the page out with exclude in errgen.yaml"
			case r == ignoreUnused:
				report("%s cannot be ignored in a page", id).Hint = "turn it off in errgen.yaml, under lint: rules:"
			case s.on(r, e.Page, s.base(r)) == diag.Off:
				// Nobody looked, so nobody knows whether it would hit.
			case !x.of[e.File].used[i]:
				switch {
				case ignore.Scope.IsZero():
					report("the ignore of %s hits nothing on this page", id).Hint = "take it out"
				case ignore.Scope.Start == ignore.Scope.End:
					report("the ignore of %s stands before no block", id).
						Hint = "put it on a line of its own before the block that the finding is in, or take it out"
				default:
					report("the ignore of %s hits nothing in the block after it", id).
						Hint = "take it out, or put it on a line of its own before the block that the finding is in"
				}
			case strings.TrimSpace(ignore.Reason) == "":
				report("the ignore of %s gives no reason", id).Hint = "say after a colon why the finding is right to be passed over"
			}
		}
	}
	return found
}
