package page

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// Options are what the configuration says about reading pages.
type Options struct {
	DocsURL  string                           // base of the type URLs, without a final slash
	Sections map[catalog.SectionKind][]string // aliases of headings, added to the built-in ones
	Status   []StatusRule                     // in order; the first match wins
	Parse    mdx.Options
}

// A StatusRule gives a status to the codes that match a pattern, for pages that
// state none.
type StatusRule struct {
	Match  string             // a code with * for any run of characters
	Status catalog.Value[int] // the Span is in the configuration
}

// Read reads one page. path is the page's path relative to the pages folder,
// with forward slashes. The entry is nil for a page that has no code; where it
// also does not lie at the depth of an error page (system/category/specific),
// left says why it is no error page, and there is no finding about the code.
func Read(f *source.File, path string, o Options) (e *catalog.Entry, left string, found diag.List) {
	panic("to be written")
}
