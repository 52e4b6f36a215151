package lint

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// canHaveFrontMatter reports whether front matter may be written into the page.
// A Markdown page without any is what a docs site exported: the next export
// writes over it.
func canHaveFrontMatter(e *catalog.Entry) bool {
	return e.File != nil && e.Start.File == e.File && (e.HasFrontMatter || strings.EqualFold(path.Ext(e.Page), ".mdx"))
}

// frontMatterLine returns what to insert at the entry's Start, so that its front
// matter, made where there is none, begins with the line.
func frontMatterLine(e *catalog.Entry, line string) string {
	end := e.File.LineEnd()
	if e.HasFrontMatter {
		return line + end
	}
	return "---" + end + line + end + "---" + end + end
}

// danger returns what states the page's code: an element, or what the docs site has in
// its place.
func (p *Pass) danger(e *catalog.Entry) string { return p.Settings.Site.Shown(string(e.Code.V)) }

// dangerAtStart reports whether code-inferred writes the element at the very
// start of the page, which is where new front matter goes.
func dangerAtStart(e *catalog.Entry) bool {
	if len(e.Codes) == 0 || e.Codes[0].From != catalog.FromSection && e.Codes[0].From != catalog.FromPath {
		return false
	}
	return dangerPlace(e) == int(e.Start.Start)
}

// dangerFix writes the element below the front matter and the title. It is nil
// for a page that is written by an export.
func (p *Pass) dangerFix(e *catalog.Entry) *diag.Fix {
	if !canHaveFrontMatter(e) {
		return nil
	}
	at := dangerPlace(e)
	end := e.File.LineEnd()
	message := "state the code at the top of the page"
	text := strings.ReplaceAll(p.danger(e), "\n", end) + end
	before, after := e.File.Data[:at], e.File.Data[at:]
	if at > int(e.Start.Start) || e.HasFrontMatter {
		text = end + text
		if len(before) > 0 && before[len(before)-1] != '\n' && before[len(before)-1] != '\r' {
			text = end + text
		}
	}
	if line, _, _ := bytes.Cut(after, []byte("\n")); len(bytes.TrimSpace(line)) > 0 {
		text += end
	}
	if dangerAtStart(e) && !e.HasFrontMatter && statusIsInferred(e) {
		text = frontMatterLine(e, fmt.Sprintf("status: %d", e.Status.V)) + text
		message = "state the status and the code at the top of the page"
	}
	return diag.Replace(e.File.Span(at, at), text, message)
}

// dangerPlace returns where the element goes: the start of the line after the
// front matter, or after a title written with # that begins the page.
func dangerPlace(e *catalog.Entry) int {
	data, at := e.File.Data, int(e.Start.Start)
	if e.HasFrontMatter {
		at = afterFrontMatter(e)
	}
	title := at
	for title < len(data) && len(bytes.TrimSpace(data[title:nextLine(data, title)])) == 0 {
		title = nextLine(data, title)
	}
	if title < len(data) && bytes.HasPrefix(data[title:], []byte("# ")) {
		return nextLine(data, title)
	}
	return at
}

// afterFrontMatter returns where the line after the closing fence begins.
func afterFrontMatter(e *catalog.Entry) int {
	data, at := e.File.Data, int(e.Start.Start)
	for at < len(data) {
		next := nextLine(data, at)
		if string(bytes.TrimRight(data[at:next], " \t\r\n")) == "---" {
			return next
		}
		at = next
	}
	return at
}

// nextLine returns where the line after the one at that offset begins.
func nextLine(data []byte, at int) int {
	end := len(data)
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	// A lone CR ends a line too; one before the LF does not.
	if i := bytes.IndexByte(data[at:end], '\r'); i >= 0 && at+i+2 != end {
		return at + i + 1
	}
	return end
}

// statusIsInferred reports whether status-inferred has something to write. Where
// two places imply two statuses, status-conflict says so.
func statusIsInferred(e *catalog.Entry) bool {
	for _, s := range e.Statuses {
		if s.V != e.Status.V {
			return false
		}
	}
	switch e.StatusFrom {
	case catalog.FromProse, catalog.FromDescription, catalog.FromConfig:
		return inRange(e.Status.V)
	}
	return false
}
