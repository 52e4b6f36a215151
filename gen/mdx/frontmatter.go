package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// frontMatter takes the front matter off the start of the page and returns where
// the rest begins. It stays in the file, so that every offset is one of the
// file.
func (r *reader) frontMatter(doc *Document, start int) int {
	first := r.lineAt(start)
	if !isFence(r.Src[start:first.end]) {
		return r.unopened(doc, start)
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

// unopened takes front matter off the start of the page whose opening dashes are
// missing. To Markdown it is a paragraph that the closing dashes make a heading.
func (r *reader) unopened(doc *Document, start int) int {
	keys, known := 0, false
	for at := start; at < len(r.Src); {
		l := r.lineAt(at)
		text := r.Src[at:l.end]
		if isFence(text) {
			if keys == 0 || keys == 1 && !known {
				return start
			}
			d := r.Found.Add("front-matter", diag.Error, r.Span(start, r.lineAt(start).end), "the page starts with keys of front matter, and the `---` before them is missing")
			d.Hint = "write `---` on a line of its own before the first key"
			d.Fix = &diag.Fix{Message: "open the front matter", Edits: []diag.Edit{{Span: r.Span(start, start), New: "---" + r.lineEnd(l)}}}
			doc.FrontMatter = r.Span(start, at)
			return l.next
		}
		key, isKey := keyOf(text)
		switch {
		case isKey:
			keys++
			known = known || key == "title" || key == "description"
		case keys == 0 || len(text) > 0 && text[0] != ' ' && text[0] != '-' && text[0] != '#':
			return start
		}
		at = l.next
	}
	return start
}

// keyOf returns the key that a line of YAML starts with.
func keyOf(line []byte) (string, bool) {
	i := 0
	for i < len(line) && (line[i] >= 'a' && line[i] <= 'z' || i > 0 && (tree.IsLetter(line[i]) || tree.IsDigit(line[i]) || line[i] == '_' || line[i] == '-')) {
		i++
	}
	if i == 0 || i == len(line) || line[i] != ':' || i+1 < len(line) && line[i+1] != ' ' {
		return "", false
	}
	return string(line[:i]), true
}

// lineEnd returns how a line of the file ends.
func (r *reader) lineEnd(l line) string {
	return string(r.raw[l.end:l.next])
}

// isFence reports whether a line is three dashes, with nothing but blanks after.
func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("---")) && len(bytes.TrimRight(line, " \t")) == 3
}
