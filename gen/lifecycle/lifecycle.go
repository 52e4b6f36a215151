// Package lifecycle changes what pages say about a code during its life: it
// renames, deprecates and retires codes. It returns edits and writes nothing.
//
// A change is exact: it touches only the bytes that state the fact. The life of a code is
// recorded in the front matter of a page that is one error. A record that is a part of a
// page has no front matter of its own; its life is recorded under codes: in errgen.yaml,
// with the same keys.
package lifecycle

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A World is what a change may touch.
type World struct {
	Catalog *catalog.Catalog
	Config  *source.File // errgen.yaml
	// Navigation are files of the docs site that list pages by their paths, in JSON or in
	// strings of a program, or by their names if the file is in the folder of the page.
	Navigation []*source.File
	// Redirects are other files with redirects of the docs site, in JSON or in lines of text.
	Redirects []*source.File
	// Others are pages of the docs site without an error, by their paths relative to the
	// pages folder: they may link to error pages.
	Others map[string]*source.File
	// Translation says that the catalogue is that of another language, whose originals
	// record the life of a code.
	Translation bool
	// Read reads a page as it would be afterwards, with its path below the pages folder.
	Read func(f *source.File, page string) []*catalog.Entry
	// Column returns the cell that the rule of a table's row has for a key, without the
	// marks around it; nil: there is none.
	Column func(e *catalog.Entry, key string) (source.Span, bool)
}

// An Edit is the change of one file.
type Edit struct {
	File *source.File
	Data []byte // what it holds afterwards
	// Page is the path that the file has afterwards below the pages folder, if it
	// moves; else empty.
	Page string
}

// edits collects changes of files, in the order in which these are first changed.
type edits struct {
	files []*source.File
	of    map[*source.File][]diag.Edit
}

func (e *edits) add(at source.Span, text string) {
	if at.File == nil || at.File.Data == nil {
		return
	}
	if e.of == nil {
		e.of = map[*source.File][]diag.Edit{}
	}
	if e.of[at.File] == nil {
		e.files = append(e.files, at.File)
	}
	edit := diag.Edit{Span: at, New: text}
	if !slices.Contains(e.of[at.File], edit) {
		e.of[at.File] = append(e.of[at.File], edit)
	}
}

// apply returns the files that change. Two edits of the same bytes are a bug of the
// caller or a page that states two facts with one text; neither may pass.
func (e *edits) apply() ([]Edit, error) {
	var out []Edit
	for _, f := range e.files {
		data, err := e.applied(f)
		if err != nil {
			return nil, err
		}
		out = append(out, Edit{File: f, Data: data})
	}
	return out, nil
}

// applied returns what a file holds with its edits.
func (e *edits) applied(f *source.File) ([]byte, error) {
	if len(e.of[f]) == 0 {
		return f.Data, nil
	}
	data, applied := diag.Apply(f, []diag.Fix{{Edits: e.of[f]}})
	if applied == 0 {
		return nil, fmt.Errorf("%s states several facts with the same text; change it by hand", f.Name)
	}
	return data, nil
}

// checked returns the entry as it is to be changed, or an error where it cannot be.
func (w *World) checked(e *catalog.Entry) error {
	if e.File == nil || e.Page == "" {
		return fmt.Errorf("%s has no page here", e.Code.V)
	}
	for _, o := range w.Catalog.Entries {
		if o != e && o.Code.V == e.Code.V {
			return fmt.Errorf("%s is described twice, in %s and %s; give one of them another code first", e.Code.V, shown(e), shown(o))
		}
	}
	return nil
}

// exported reports whether an error is the page of a docs site's export: it has no front
// matter, and what is written to it is lost with the next export.
func exported(e *catalog.Entry) bool {
	return e.Record.IsZero() && !e.HasFrontMatter && !strings.EqualFold(path.Ext(e.Page), ".mdx")
}

// again reads a page with its edits, and returns the entry of a code there. Every
// other error of the page must be there still.
func (w *World) again(e *catalog.Entry, data []byte, page string, code catalog.Code) *catalog.Entry {
	left := map[catalog.Code]bool{}
	for _, o := range w.Catalog.Entries {
		if o.File == e.File && o != e {
			left[o.Code.V] = true
		}
	}
	var found *catalog.Entry
	for _, o := range w.Read(source.NewFile(e.File.Name, data), page) {
		if o.Code.V == code {
			found = o
		}
		delete(left, o.Code.V)
	}
	if len(left) > 0 {
		return nil
	}
	return found
}
