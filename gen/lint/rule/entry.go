package rule

import (
	"cmp"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// Place returns where a finding about the page as a whole is shown: at its code,
// at its record, or at the start of a page whose code is nowhere on it.
func Place(e *catalog.Entry) source.Span {
	if e.Code.Span.File == e.File {
		return e.Code.Span
	}
	return cmp.Or(e.Record, e.Start)
}

// PagePath returns the path of an entry's page without extension, which is how
// links name it.
func PagePath(e *catalog.Entry) string {
	return strings.TrimSuffix(e.Page, path.Ext(e.Page))
}

// CodeElsewhere reports whether the code of a page that is called by its code is not
// that of its path, neither as a file nor as it is published.
func CodeElsewhere(e *catalog.Entry) bool {
	return e.Named && e.Page != "" && e.CodePath() != PagePath(e) && e.CodePath() != e.Path
}

// CopyOf returns the example of another page that x repeats, or nil.
func CopyOf(x *catalog.Example, other *catalog.Entry) *catalog.Example {
	for i := range other.Examples {
		y := &other.Examples[i]
		if x.Type.V == y.Type.V && x.Detail.V == y.Detail.V && x.Detail.V != "" && x.Title.V == y.Title.V && x.Status.V == y.Status.V {
			return y
		}
	}
	return nil
}

// InExample reports whether an offset of an entry's page is in one of its examples.
func InExample(e *catalog.Entry, at int) bool {
	for i := range e.Examples {
		if s := e.Examples[i].Span; s.File == e.File && int(s.Start) <= at && at < int(s.End) {
			return true
		}
	}
	return false
}
