package rule

import (
	"bytes"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint/raw"
)

// CanHaveFrontMatter reports whether front matter may be written into the page.
// A Markdown page without any is what a docs site exported: the next export
// writes over it.
func CanHaveFrontMatter(e *catalog.Entry) bool {
	return e.File != nil && e.Start.File == e.File && (e.HasFrontMatter || strings.EqualFold(path.Ext(e.Page), ".mdx"))
}

// FrontMatterLine returns what to insert at the entry's Start, so that its front
// matter, made where there is none, begins with the line.
func FrontMatterLine(e *catalog.Entry, line string) string {
	end := e.File.LineEnd()
	if e.HasFrontMatter {
		return line + end
	}
	return "---" + end + line + end + "---" + end + end
}

// DangerAtStart reports whether code-inferred writes the element at the very
// start of the page, which is where new front matter goes.
func DangerAtStart(e *catalog.Entry) bool {
	if len(e.Codes) == 0 || e.Codes[0].From != catalog.FromSection && e.Codes[0].From != catalog.FromPath {
		return false
	}
	return DangerPlace(e) == int(e.Start.Start)
}

// DangerPlace returns where the element goes: the start of the line after the
// front matter, or after a title written with # that begins the page.
func DangerPlace(e *catalog.Entry) int {
	data, at := e.File.Data, raw.Start(e)
	title := at
	for title < len(data) && len(bytes.TrimSpace(data[title:raw.NextLine(data, title)])) == 0 {
		title = raw.NextLine(data, title)
	}
	if title < len(data) && bytes.HasPrefix(data[title:], []byte("# ")) {
		return raw.NextLine(data, title)
	}
	return at
}
