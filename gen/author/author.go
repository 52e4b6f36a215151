// Package author changes pages for their authors: it creates errors in the form of
// their neighbours, and renames, deprecates and retires them. Packages draft and
// lifecycle know what changes in a text; this one knows in which files, and what may not
// be done.
package author

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/repo"
	"github.com/unkeyed/errgen/gen/source"
)

// A Project is what authors change.
type Project struct {
	*repo.Repo
	Catalog *catalog.Catalog
	Others  []string // pages that are not error pages, relative to the pages folder
	// Read reads the errors of a page that may not be on the disk yet.
	Read func(f *source.File, page string) []*catalog.Entry
}

// An Error says why an error cannot be changed, or created, as requested.
type Error struct{ err error }

func (e *Error) Error() string { return e.err.Error() }
func (e *Error) Unwrap() error { return e.err }

// own returns the entry of a code that has a page here.
func (p *Project) own(code catalog.Code) (*catalog.Entry, error) {
	e := p.Catalog.Lookup(code)
	switch {
	case p.Config.Catalogue != "":
		return nil, &Error{fmt.Errorf("errgen.yaml reads a catalogue and has no pages; change the page in the repository that %s comes from", p.Config.Catalogue)}
	case e == nil:
		var codes []string
		for _, e := range p.Catalog.Entries {
			codes = append(codes, string(e.Code.V))
		}
		near := ""
		if n := nearest.Name(string(code), codes); n != "" {
			near = fmt.Sprintf("; did you mean %q?", n)
		}
		return nil, &Error{fmt.Errorf("there is no code %q%s", code, near)}
	case e.Code.V != code:
		return nil, &Error{fmt.Errorf("%q is an older name of %s", code, e.Code.V)}
	}
	return e, nil
}

// world returns what a change of a code's life may touch.
func (p *Project) world() *lifecycle.World {
	return &lifecycle.World{Catalog: p.Catalog, Config: p.Config.File, Column: p.column, Read: p.Read}
}
