package lint

import (
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// Apply sets the severities of findings, both of [Run] and of reading, to those
// of the settings, and removes findings that are off, ignored on their page, or
// explained by another finding. It adds a finding for each ignore that has no
// effect. Findings with an id that is not a rule's are kept unchanged.
func Apply(found diag.List, c *catalog.Catalog, s Settings) diag.List {
	at := newPages(c)
	ignores := newIgnores(c)
	out := make(diag.List, 0, len(found))
	for _, d := range found {
		r := Find(d.Rule)
		if r == nil {
			out = append(out, d)
			continue
		}
		d.Severity = s.On(r, at.name(d.Span.File), d.Severity)
		// What is off is not looked up among the ignores, so that an ignore is
		// used only by what it keeps from being shown.
		if d.Severity == diag.Off || !r.Firm && ignores.hit(d) {
			continue
		}
		out = append(out, d)
	}
	for _, d := range ignores.useless(s) {
		if d.Severity = s.On(ignoreUnused, at.name(d.Span.File), d.Severity); d.Severity != diag.Off {
			out = append(out, d)
		}
	}
	return unexplained(out, c)
}

// regions tell the records of a page apart: where each begins.
type regions map[*source.File][]int32

func newRegions(c *catalog.Catalog) regions {
	out := regions{}
	eachEntry(c, func(e *catalog.Entry) {
		if !e.Record.IsZero() {
			out[e.File] = append(out[e.File], e.Record.Start)
		}
	})
	for _, starts := range out {
		slices.Sort(starts)
	}
	return out
}

// of returns which record of its page a place is in; 0 is what stands before the first.
func (r regions) of(s source.Span) int {
	starts := r[s.File]
	n, at := slices.BinarySearch(starts, s.Start)
	if at {
		n++
	}
	return n
}

// unexplained leaves out the findings that others of the same record, or of the page
// as a whole, explain.
func unexplained(found diag.List, c *catalog.Catalog) diag.List {
	explains := map[string]bool{}
	for _, r := range Rules {
		for _, id := range r.After {
			explains[id] = true
		}
	}
	type key struct {
		file   string // its name: what is no error page is read again by those who ask for it
		region int
		rule   string
	}
	in := newRegions(c)
	shown := map[key]diag.Severity{}
	for _, d := range found {
		if !explains[d.Rule] || d.Span.File == nil {
			continue
		}
		k := key{d.Span.File.Name, in.of(d.Span), d.Rule}
		if worst, ok := shown[k]; !ok || d.Severity < worst {
			shown[k] = d.Severity
		}
	}
	if len(shown) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		r := Find(d.Rule)
		if r == nil {
			return false
		}
		return slices.ContainsFunc(r.After, func(id string) bool {
			explained := func(at source.Span) bool {
				if at.File == nil {
					return false
				}
				s, ok := shown[key{at.File.Name, in.of(at), id}]
				whole, of := shown[key{at.File.Name, 0, id}]
				return ok && s <= d.Severity || of && whole <= d.Severity
			}
			return explained(d.Span) || slices.ContainsFunc(d.Related, func(r diag.Related) bool { return explained(r.Span) })
		})
	})
}
