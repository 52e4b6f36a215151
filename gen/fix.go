package gen

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
)

// A Repair is what fixing the findings of a project changes in its pages.
type Repair struct {
	*output.Edits
	Done []Repaired // in the order of the findings
}

// Repaired is one finding that a [Repair] fixes.
type Repaired struct {
	Finding diag.Diagnostic
	Message string // what the fix does
}

// Fix returns the edits that fix findings, and writes nothing. Fixes that would
// touch the same bytes as an earlier one are left for the next run.
func (p *Project) Fix(found diag.List) (*Repair, error) {
	var files []*source.File
	fixes := map[*source.File][]diag.Diagnostic{}
	for _, d := range found.Sorted() {
		f := d.Span.File
		if d.Fix == nil || f == nil {
			continue
		}
		if fixes[f] == nil {
			files = append(files, f)
		}
		fixes[f] = append(fixes[f], d)
	}
	r := &Repair{}
	var edits []output.Edit
	for _, f := range files {
		data := f.Data
		var taken []diag.Fix
		for _, d := range fixes[f] {
			next, applied := diag.Apply(f, append(taken, *d.Fix))
			if applied == len(taken) {
				continue
			}
			data, taken = next, append(taken, *d.Fix)
			r.Done = append(r.Done, Repaired{d, d.Fix.Message})
		}
		edits = append(edits, output.Edit{Path: source.Path(p.base, f.Name), Old: f.Data, New: data, AllowOutside: p.Config.AllowOutside})
	}
	planned, err := p.Edits(edits...)
	if err != nil {
		return nil, fmt.Errorf("fix pages: %w", err)
	}
	r.Edits = planned
	return r, nil
}
