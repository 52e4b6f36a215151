// Package lifecycle changes what pages say of a code over its life: it is renamed,
// deprecated, retired. It works out edits and writes nothing.
//
// A change is exact: the bytes that state the fact, and no others. What a page does
// not hold in one place, such as a code in a table's row beside other codes, is
// refused rather than guessed.
package lifecycle

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// An Edit is the change of one file.
type Edit struct {
	File *source.File
	Data []byte // what it holds afterwards
	// Page is the path that the file has afterwards below the pages folder, where it
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
		data, applied := diag.Apply(f, []diag.Fix{{Edits: e.of[f]}})
		if applied == 0 {
			return nil, fmt.Errorf("%s says several facts with the same text; change it by hand", f.Name)
		}
		out = append(out, Edit{File: f, Data: data})
	}
	return out, nil
}

func lineEnd(f *source.File) string {
	if i := bytes.IndexByte(f.Data, '\n'); i > 0 && f.Data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// owns returns an error where a code shares its page with others, so that the front
// matter is not its own.
func owns(c *catalog.Catalog, e *catalog.Entry) error {
	if e.File == nil || e.Page == "" {
		return fmt.Errorf("%s has no page here", e.Code.V)
	}
	for _, o := range c.Entries {
		if o != e && o.File == e.File {
			return fmt.Errorf("%s shares the page %s with other codes; change it by hand", e.Code.V, e.Page)
		}
	}
	if !e.HasFrontMatter && !strings.EqualFold(path.Ext(e.Page), ".mdx") {
		return fmt.Errorf("%s has no front matter; a page that a docs site exported is changed where it was exported from", e.Page)
	}
	return nil
}
