package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/diag"
)

// frontMatter takes the front matter off the start of the page and returns where
// the rest begins. It stays in the file, so that every offset is one of the
// file.
func (r *reader) frontMatter(doc *Document, start int) int {
	first := r.lineAt(start)
	if !isFence(r.Src[start:first.end]) {
		return start
	}
	for at := first.next; at < len(r.Src); {
		l := r.lineAt(at)
		if isFence(r.Src[at:l.end]) {
			doc.FrontMatter = r.Span(first.next, at)
			return l.next
		}
		at = l.next
	}
	if first.next == len(r.Src) && len(r.Src) == first.end {
		return start // the page is one line of dashes
	}
	d := r.Found.Add("front-matter", diag.Error, r.Span(start, start+3), "the front matter that starts here is never closed")
	d.Hint = "write `---` on a line of its own after the last key"
	return first.next
}

// isFence reports whether a line is three dashes, with nothing but blanks after.
func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.TrimRight(line, " \t")) == 3
}
