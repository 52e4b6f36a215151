package conformance

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
)

const docsURL = "https://example.com/docs/errors"

func newCatalog() *catalog.Catalog {
	return &catalog.Catalog{DocsURL: docsURL, Envelope: envelope.Default, Names: map[catalog.Code]catalog.Names{}}
}

// newEntry returns the entry of a code, given as system/category/specific, with
// nothing but what the code says.
func newEntry(path string) *catalog.Entry {
	e := &catalog.Entry{Page: path + ".mdx", StatusFrom: catalog.FromFrontMatter}
	e.Code.V = catalog.Code(form.Default.Prefix() + strings.ReplaceAll(path, "/", ":"))
	e.Type.V = docsURL + "/" + path
	e.Status.V = 400
	return e
}

func sortEntries(c *catalog.Catalog) {
	slices.SortFunc(c.Entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code.V), string(b.Code.V)) })
}
