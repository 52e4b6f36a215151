package verify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint"
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
	for _, m := range r.mentions(text) {
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
		var codes []string
		for _, e := range r.catalog.Entries {
			codes = append(codes, string(e.Code.V))
		}
		return lint.Nearest(word, codes)
	}
	var urls []string
	for _, e := range r.catalog.Entries {
		urls = append(urls, e.URL())
	}
	return lint.Nearest(word, urls)
}

// mentions returns the codes and the URLs of a text, in order.
func (r *Reader) mentions(text string) []mention {
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
	for _, base := range r.bases {
		out = append(out, r.links(text, base)...)
	}
	slices.SortStableFunc(out, func(a, b mention) int { return a.start - b.start })
	return out
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
