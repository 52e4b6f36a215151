package verify

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

// A mention is a place in a text that names an error, known or not.
type mention struct {
	start, end int
	what       string         // "code" or "URL"
	entry      *catalog.Entry // nil: unknown
}

// Text reads one text: the entries that it mentions in any way, and what is wrong
// with its mentions.
func (r *Reader) Text(f *source.File, ignores []Ignore) (used []*catalog.Entry, found diag.List) {
	text := string(f.Data)
	at := func(i int) int { return i }
	if isDocument(f.Name) {
		text, at = form.Unescaped(text)
	}
	ext := path.Ext(f.Name)
	for _, m := range r.mentions(text, ext == ".yaml" || ext == ".yml") {
		if m.entry != nil {
			used = append(used, m.entry)
		}
		word := text[m.start:m.end]
		if slices.ContainsFunc(ignores, func(i Ignore) bool { return i.Match.MatchString(word) }) {
			continue
		}
		m.start, m.end = at(m.start), at(m.end)
		r.judge(f, m, word, &found)
	}
	return append(used, r.identifiersIn(text)...), found
}

func (r *Reader) judge(f *source.File, m mention, word string, found *diag.List) {
	at := f.Span(m.start, m.end)
	e := m.entry
	switch {
	case e == nil:
		d := found.Add(ruleUnknown, diag.Error, at, "%s", r.unknown(m.what, word))
		d.Hint = "correct it, or document the error on a page of its own"
		if near := r.nearest(m.what, word); near != "" {
			d.Hint = fmt.Sprintf("did you mean %q?", near)
		}
	case e.Retired != nil:
		d := found.Add(ruleRetired, diag.Error, at, "%s %q is retired", m.what, word)
		d.Hint = use(e.Retired.ReplacedBy.V, "it is no longer returned: remove the mention")
	case m.what == "code" && word != string(e.Code.V):
		d := found.Add(ruleDeprecated, diag.Warning, at, "code %q is an older name of %q", word, e.Code.V)
		d.Hint = fmt.Sprintf("use %q", e.Code.V)
	case e.Deprecated != nil:
		d := found.Add(ruleDeprecated, diag.Warning, at, "%s %q is deprecated", m.what, word)
		d.Hint = use(e.Deprecated.ReplacedBy.V, e.Deprecated.Reason.V)
	}
}

func use(code catalog.Code, otherwise string) string {
	if code != "" {
		return fmt.Sprintf("use %q", code)
	}
	return otherwise
}

func (r *Reader) nearest(what, word string) string {
	if what == "code" {
		if f := r.catalog.FormOf(catalog.Code(word)); f != nil && !f.Distinct() {
			return r.spelling.Meant(word)
		}
		var codes []string
		for _, e := range r.catalog.Entries {
			codes = append(codes, string(e.Code.V))
		}
		return nearest.Name(word, codes)
	}
	var urls []string
	for _, e := range r.catalog.Entries {
		urls = append(urls, e.URL())
	}
	return nearest.Name(word, urls)
}

// mentions returns the codes and the URLs of a text, in order. yaml says that its values
// need no quotes.
func (r *Reader) mentions(text string, yaml bool) []mention {
	var out []mention
	forms := r.catalog.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	for _, f := range forms {
		for start, end := range f.Mentions(text) {
			out = append(out, mention{start, end, "code", r.catalog.Lookup(catalog.Code(text[start:end]))})
		}
	}
	if len(r.plain) > 0 {
		out = append(out, r.literals(text, yaml)...)
	}
	for _, base := range r.bases {
		out = append(out, r.links(text, base)...)
	}
	slices.SortStableFunc(out, func(a, b mention) int { return a.start - b.start })
	return out
}

// literals returns the codes of forms that tell none from other words: a text in quotes or
// in back-quotes, or a value of YAML, that is one and nothing else.
func (r *Reader) literals(text string, yaml bool) (out []mention) {
	for at := 0; at < len(text); {
		i := strings.IndexAny(text[at:], "\"'`:")
		if i < 0 {
			break
		}
		quote := text[at+i]
		start := at + i + 1
		if quote == ':' {
			if !yaml || start == len(text) || text[start] != ' ' {
				at = start
				continue
			}
			start++
		}
		end := start
		for end < len(text) && end-start < maxLiteral && isCodeByte(text[end]) {
			end++
		}
		at = max(end, start)
		if end == start || !closes(text, end, quote) {
			continue
		}
		at = end
		if quote != ':' {
			at++
		}
		word := text[start:end]
		if e := r.words[word]; e != nil && !strings.ContainsAny(word, marks) {
			continue // any word: that it is used is seen elsewhere
		} else if e != nil {
			out = append(out, mention{start, end, "code", e})
		} else if r.meant(word, line(text, start)) {
			out = append(out, mention{start, end, "code", nil})
		}
	}
	return out
}

// marks stand between the words of a code.
const marks = "_-.:/"

// maxLiteral is the length over which a text is not looked at as a code.
const maxLiteral = 200

// closes reports whether a text that a mark opened ends where something stands.
func closes(text string, end int, mark byte) bool {
	if mark == ':' {
		return end == len(text) || text[end] == '\n' || text[end] == '\r'
	}
	return end < len(text) && text[end] == mark
}

// line returns what stands on its line before a byte of a text.
func line(text string, at int) string {
	return text[strings.LastIndexByte(text[:at], '\n')+1 : at]
}

func isCodeByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("_-./:#@+~", b) >= 0
}

// meant reports whether a text in quotes that is no code was meant as one. Source code has
// much that looks alike: names of files, paths into objects, keys of messages. So it must
// begin as codes do: with all segments of one but the last, where these are two at least,
// or with the first one where its line speaks of errors or codes, or it is almost one.
func (r *Reader) meant(word, before string) bool {
	for _, f := range r.plain {
		values, ok := f.Match(word)
		if !ok || fileNames[values[len(values)-1]] {
			continue
		}
		if len(values) == 1 {
			return strings.ContainsAny(word, marks) && r.spelling.Meant(word) != ""
		}
		if !r.starts[values[0]] {
			return r.spelling.Meant(word) != ""
		}
		if len(values) > 2 && r.starts[strings.Join(values[:len(values)-1], "\x00")] {
			return true
		}
		before = strings.ToLower(before)
		return strings.Contains(before, "err") || strings.Contains(before, "code") || r.spelling.Meant(word) != ""
	}
	return false
}

// fileNames are endings of names of files and of hosts.
var fileNames = map[string]bool{
	"go": true, "ts": true, "tsx": true, "js": true, "jsx": true, "mjs": true, "py": true, "rb": true, "rs": true, "java": true, "kt": true,
	"json": true, "yaml": true, "yml": true, "toml": true, "xml": true, "csv": true, "sql": true, "sh": true, "proto": true,
	"md": true, "mdx": true, "html": true, "css": true, "svg": true, "png": true, "txt": true, "log": true, "com": true, "org": true, "io": true, "net": true, "dev": true,
}

// links returns the URLs of a text below a base, which has no scheme.
func (r *Reader) links(text, base string) (out []mention) {
	host, _, _ := strings.Cut(base, "/")
	for at := 0; ; {
		i := strings.Index(text[at:], host)
		if i < 0 {
			return out
		}
		start := at + i
		at = start + len(host)
		scheme := ""
		for _, s := range []string{"https://", "http://"} {
			if strings.HasSuffix(text[:start], s) {
				scheme = s
				break
			}
		}
		if scheme == "" {
			continue
		}
		end := at
		for end < len(text) && isURL(text[end]) {
			end++
		}
		end = start + len(strings.TrimRight(text[start:end], ".,;:!?'*_"))
		url := text[start-len(scheme) : end]
		at = max(end, at)
		b := bare(url)
		if !strings.HasPrefix(b, base) {
			continue
		}
		e := r.urls[b]
		page, _, _ := strings.Cut(b, "#")
		if e == nil {
			e = r.urls[page]
		}
		if e == nil && (r.others[page] || r.sections[page] || strings.ContainsAny(url, "{}$%<>*")) {
			continue // an index, another page, or a URL that is put together
		}
		out = append(out, mention{start - len(scheme), end, "URL", e})
	}
}

func isURL(b byte) bool {
	return b > ' ' && b < 0x7f && strings.IndexByte("\"'`<>()[]\\|^", b) < 0
}

// identifiersIn returns the entries whose identifiers are words of a text, and
// those whose codes are, where no form tells codes from words.
func (r *Reader) identifiersIn(text string) (out []*catalog.Entry) {
	start := -1
	for i := 0; i <= len(text); i++ {
		if i < len(text) {
			c := text[i]
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' && len(r.words) > 0 {
				if start < 0 {
					start = i
				}
				continue
			}
		}
		if start < 0 {
			continue
		}
		if e := r.idents[text[start:i]]; e != nil {
			out = append(out, e)
		} else if e := r.words[text[start:i]]; e != nil {
			out = append(out, e)
		}
		start = -1
	}
	return out
}
