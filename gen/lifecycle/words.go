package lifecycle

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// words finds what else names the code, on its page and on others: text, tables and
// bodies that no rule reads. On its own page they are changed where the code is no word of
// the language, and the page still reads the same with them. The others are left for
// somebody to read.
func (r *renaming) words() {
	e := r.entry
	own, paths := r.wordsOf(e.File, r.top())
	if r.form.Distinct() && len(own) > 0 {
		try := r.withEdits(e.File)
		for _, at := range own {
			try.add(at, r.respelled(at.Text()))
		}
		if data, err := try.applied(e.File); err == nil && r.world.again(e, data, r.page, r.to) != nil {
			for _, at := range own {
				r.add(at, r.respelled(at.Text()))
			}
			own = nil
		}
	}
	if !r.form.Distinct() && r.mere() {
		own = slices.DeleteFunc(own, func(at source.Span) bool { return !marked(at) })
	}
	r.left = append(own, paths...)
	pages := maps.Clone(r.world.Others)
	if pages == nil {
		pages = map[string]*source.File{}
	}
	for _, o := range r.catalog.Entries {
		pages[o.Page] = o.File
		for _, m := range o.Merged {
			pages[m.Page] = m.File
		}
	}
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		if f := pages[page]; f != nil && f.Data != nil && f != e.File {
			words, paths := r.wordsOf(f, 0)
			if !r.form.Distinct() { // it may well be another word, or number
				words = slices.DeleteFunc(words, func(at source.Span) bool { return !marked(at) && !stands(at) })
				paths = nil
			}
			r.left = slices.Concat(r.left, words, paths)
		}
	}
}

// marked reports whether a word is written as code, or is the text of a body.
func marked(at source.Span) bool {
	data := at.File.Data
	return at.Start > 0 && int(at.End) < len(data) && strings.IndexByte("`\"", data[at.Start-1]) >= 0 && data[at.Start-1] == data[at.End]
}

// stands reports whether a word stands where codes do: alone on a line, in a heading, an
// item or a cell, or behind a label.
func stands(at source.Span) bool {
	const around = " \t\r*"
	data := at.File.Data
	before := strings.TrimRight(string(data[lineStart(data, int(at.Start)):at.Start]), around)
	after := strings.TrimLeft(strings.TrimRight(string(data[at.End:nextLine(data, int(at.End))]), "\n"+around), around)
	begins := strings.Trim(before, "#-+> \t") == "" || before[len(before)-1] == '|' || before[len(before)-1] == ':'
	return begins && (after == "" || after[0] == '|')
}

// afterwards returns the places that are left in the files as they are with the edits.
func (r *renaming) afterwards(out []Edit) []source.Span {
	files := map[*source.File]*source.File{}
	for _, e := range out {
		name := e.File.Name
		if above, ok := strings.CutSuffix(name, r.entry.Page); ok && e.Page != "" {
			name = above + e.Page
		}
		files[e.File] = source.NewFile(name, e.Data)
	}
	var left []source.Span
	for _, at := range r.left {
		f := files[at.File]
		if f == nil {
			left = append(left, at)
			continue
		}
		moved := 0
		for _, edit := range r.of[at.File] {
			if edit.Span.End <= at.Start {
				moved += len(edit.New) - int(edit.Span.End-edit.Span.Start)
			}
		}
		left = append(left, f.Span(int(at.Start)+moved, int(at.End)+moved))
	}
	return left
}

// top returns where the text of the page begins, below its front matter, which states
// codes of the past in keys of its own.
func (r *renaming) top() int {
	e := r.entry
	if !e.HasFrontMatter {
		return 0
	}
	at := int(e.Start.Start)
	for at < len(e.File.Data) && !bytes.HasPrefix(e.File.Data[at:], []byte("---")) {
		at = nextLine(e.File.Data, at)
	}
	return at
}

// wordsOf returns where a file has the older code as a word, from an offset on, and no edit
// is made; apart from these where it ends a path or is an id, which may lead elsewhere.
func (r *renaming) wordsOf(f *source.File, from int) (words, paths []source.Span) {
	spellings := []string{string(r.from)}
	if escaped := escape(string(r.from)); escaped != spellings[0] {
		spellings = append(spellings, escaped)
	}
	for _, word := range spellings {
		for at := from; ; {
			i := bytes.Index(f.Data[at:], []byte(word))
			if i < 0 {
				break
			}
			span := f.Span(at+i, at+i+len(word))
			at += i + len(word)
			switch {
			case slices.ContainsFunc(r.of[f], func(o diag.Edit) bool { return o.Span.Start < span.End && span.Start < o.Span.End }):
			case !alone(f.Data, int(span.Start), int(span.End)):
			case span.Start > 0 && (f.Data[span.Start-1] == '/' || f.Data[span.Start-1] == '#'):
				paths = append(paths, span)
			default:
				words = append(words, span)
			}
		}
	}
	return words, paths
}

// respelled returns the new code as the older one is written.
func (r *renaming) respelled(written string) string {
	if written != string(r.from) {
		return escape(string(r.to))
	}
	return string(r.to)
}

func escape(s string) string { return strings.ReplaceAll(s, "_", `\_`) }

// alone reports whether some bytes are no part of a longer word, and not an id.
func alone(data []byte, start, end int) bool {
	part := func(b byte) bool {
		return b == '_' || b == '-' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
	}
	if start > 0 && (part(data[start-1]) || data[start-1] == '.' || data[start-1] == '\\' || bytes.HasSuffix(data[:start], []byte(`id="`))) {
		return false
	}
	if end < len(data) && (part(data[end]) || data[end] == '\\') {
		return false
	}
	return end+1 >= len(data) || strings.IndexByte(".:/", data[end]) < 0 || !part(data[end+1])
}

// hasWord reports whether a text has the code as a word, once.
func hasWord(text, code string) bool {
	i := strings.Index(text, code)
	return i >= 0 && strings.Count(text, code) == 1 && alone([]byte(text), i, i+len(code))
}
