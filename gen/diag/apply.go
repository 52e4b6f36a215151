package diag

import (
	"cmp"
	"slices"

	"github.com/unkeyed/errgen/gen/source"
)

// Apply returns the file's bytes after the fixes, and how many of them it
// applied. A fix is applied whole or not at all, in the order given: one that
// touches what an earlier one changes is left for the next round, and so is one
// that inserts where an earlier one inserts, as nothing says which text comes
// first. A fix with an edit of another file, or whose own edits overlap, is
// never applied. All bytes outside of the edits stay as they are, and without a
// fix to apply the file's own slice is returned.
func Apply(f *source.File, fixes []Fix) (data []byte, applied int) {
	var taken []Edit // by place; no two touch
	for _, fix := range fixes {
		var fits bool
		if taken, fits = merge(f, taken, fix.Edits); fits {
			applied++
		}
	}
	if applied == 0 {
		return f.Data, 0
	}
	size := len(f.Data)
	for _, e := range taken {
		size += len(e.New) - int(e.Span.End-e.Span.Start)
	}
	data = make([]byte, 0, size)
	at := int32(0)
	for _, e := range taken {
		data = append(append(data, f.Data[at:e.Span.Start]...), e.New...)
		at = e.Span.End
	}
	return append(data, f.Data[at:]...), applied
}

// merge adds the edits to those taken, or none of them if one does not fit.
func merge(f *source.File, taken, edits []Edit) ([]Edit, bool) {
	if len(edits) == 0 {
		return taken, false
	}
	added := make([]int, 0, len(edits)) // where in taken
	for _, e := range edits {
		i, _ := slices.BinarySearchFunc(taken, e, byPlace)
		fits := e.Span.File == f && 0 <= e.Span.Start && e.Span.Start <= e.Span.End && int(e.Span.End) <= len(f.Data) &&
			(i == 0 || apart(taken[i-1], e)) && (i == len(taken) || apart(e, taken[i]))
		if !fits {
			for _, i := range slices.Backward(added) {
				taken = slices.Delete(taken, i, i+1)
			}
			return taken, false
		}
		taken = slices.Insert(taken, i, e)
		added = append(added, i)
	}
	return taken, true
}

func byPlace(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// apart reports whether a, which is not after b, does not touch it.
func apart(a, b Edit) bool {
	return a.Span.End <= b.Span.Start && byPlace(a, b) != 0
}
