package page

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// depth is how many names a page's path has: system, category, specific.
const depth = 3

// pathCode returns the code whose page lies at the path, "" where there is none,
// and whether the path is as deep as that of an error page.
func pathCode(page string) (code catalog.Code, deep bool) {
	segments := strings.Split(strings.TrimSuffix(page, path.Ext(page)), "/")
	if len(segments) != depth {
		return "", false
	}
	c, _ := form.Default.FromPath(strings.Join(segments, "/"))
	return catalog.Code(c), true
}

// states records that a place states a code, or reports that what it states is
// none.
func (r *reader) states(code string, at source.Span, from catalog.Source) {
	if c, ok := r.code(code, at); ok {
		r.entry.Codes = append(r.entry.Codes, catalog.Stated[catalog.Code]{Value: c, From: from})
	} else {
		r.badCode = true
	}
}

// code returns a text as a code, or reports that it is none.
func (r *reader) code(text string, at source.Span) (catalog.Value[catalog.Code], bool) {
	c, err := parseCode(text)
	if err == nil {
		return catalog.Value[catalog.Code]{V: c, Span: at}, true
	}
	d := r.found.Add(ruleCodeSyntax, diag.Error, at, "%s", err)
	d.Hint = `a code is "err:system:category:specific", for example "err:store:data:order_not_found"`
	if near, ok := nearCode(text); ok {
		d.Hint = "write " + strconv.Quote(string(near))
	}
	return catalog.Value[catalog.Code]{}, false
}

// nearCode returns the code that was meant by a text that is none.
func nearCode(text string) (catalog.Code, bool) {
	if len(text) > 200 {
		return "", false
	}
	text = strings.ToLower(strings.TrimSpace(text))
	text = strings.NewReplacer("/", ":", "-", "_", " ", "_", ".", "_").Replace(text)
	text = strings.Trim(strings.TrimPrefix(strings.Trim(text, ":"), "err:"), ":")
	for strings.Contains(text, "::") {
		text = strings.ReplaceAll(text, "::", ":")
	}
	c, err := parseCode(prefix + text)
	return c, err == nil
}

const prefix = "err:"

func parseCode(s string) (catalog.Code, error) {
	return catalog.ParseCode([]*form.Form{form.Default}, s)
}

// danger reads the code that a Danger element states. Danger is also a docs
// site's loudest callout, so an element that holds other text is passed over.
func (r *reader) danger(n *mdx.Node) {
	t := flatten(n)
	if start, end, ok := codeIn(t.s); ok {
		r.states(t.s[start:end], t.span(start, end), catalog.FromElement)
	}
}

// codeIn finds the code that a text consists of. What is meant as one and is
// none, such as a path, is found too.
func codeIn(s string) (start, end int, ok bool) {
	start, end = trim(s, 0, len(s), " \t\r\n`\"'")
	for _, label := range [...]string{"error code:", "code:"} {
		if end-start > len(label) && strings.EqualFold(s[start:start+len(label)], label) {
			start, end = trim(s, start+len(label), end, " \t\r\n`\"'")
		}
	}
	text := s[start:end]
	word, _, more := strings.Cut(text, " ")
	if i := strings.IndexAny(word, "\t\r\n"); i >= 0 {
		word, more = word[:i], true
	}
	if len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
		if !more {
			return start, end, true
		}
		if _, err := parseCode(strings.TrimRight(word, ".,;`")); err == nil {
			return start, start + len(strings.TrimRight(word, ".,;`")), true
		}
		if i := strings.IndexAny(text, "\r\n"); i >= 0 {
			end = start + len(strings.TrimRight(text[:i], " \t\r"))
		}
		return start, end, true
	}
	if more || strings.Contains(text, "://") {
		return 0, 0, false
	}
	return start, end, strings.Count(text, ":") == 2 || strings.Count(strings.Trim(text, "/"), "/") == 2
}

// trim returns the part of s from start to end without the bytes of cut at both
// ends.
func trim(s string, start, end int, cut string) (int, int) {
	for start < end && strings.IndexByte(cut, s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(cut, s[end-1]) >= 0 {
		end--
	}
	return start, end
}

// sectionCode reads the code from a section that is about it: the first word
// that is a code, a path to the page of one, or a type URL.
func (r *reader) sectionCode(blocks []*mdx.Node) {
	t := flatten(blocks...)
	for start, end := range words(t.s) {
		start, end = trim(t.s, start, end, "`\"'.,;()[]*")
		word := t.s[start:end]
		if strings.HasPrefix(word, prefix) {
			r.states(word, t.span(start, end), catalog.FromSection)
			return
		}
		if c, ok := r.codeOfPath(word); ok {
			r.entry.Codes = append(r.entry.Codes, catalog.Stated[catalog.Code]{
				Value: catalog.Value[catalog.Code]{V: c, Span: t.span(start, end)}, From: catalog.FromSection,
			})
			return
		}
	}
}

// codeOfPath returns the code of a path such as unkey/data/key_not_found, alone
// or below the docs URL or its last segment.
func (r *reader) codeOfPath(p string) (catalog.Code, bool) {
	if rest, ok := strings.CutPrefix(p, r.options.DocsURL); ok && r.options.DocsURL != "" {
		p = rest
	}
	p = strings.Trim(p, "/")
	for _, folder := range [...]string{"err/", path.Base(r.options.DocsURL) + "/"} {
		p = strings.TrimPrefix(p, folder)
	}
	if strings.Count(p, "/") != depth-1 {
		return "", false
	}
	c, ok := form.Default.FromPath(p)
	return catalog.Code(c), ok
}

// ranks are the sources from the strongest to the weakest.
var ranks = []catalog.Source{
	catalog.FromFrontMatter, catalog.FromElement, catalog.FromExample, catalog.FromSection,
	catalog.FromProse, catalog.FromDescription, catalog.FromConfig,
}

func byRank[T any](stated []catalog.Stated[T]) {
	slices.SortStableFunc(stated, func(a, b catalog.Stated[T]) int {
		return cmp.Compare(slices.Index(ranks, a.From), slices.Index(ranks, b.From))
	})
}

// places name the sources of a code for messages.
var places = map[catalog.Source]string{
	catalog.FromFrontMatter: "the front matter",
	catalog.FromElement:     "the Danger element",
	catalog.FromSection:     "the section about the code",
}

// decideCode takes the code from the strongest place, reports the others that
// disagree, and returns whether there is one.
func (r *reader) decideCode() bool {
	codes := r.entry.Codes
	if len(codes) == 0 {
		return false
	}
	byRank(codes)
	first := codes[0]
	r.entry.Code = first.Value
	reported := map[catalog.Code]bool{first.V: true}
	for _, c := range codes[1:] {
		if reported[c.V] {
			continue
		}
		reported[c.V] = true
		where := places[first.From]
		if c.From == first.From {
			where = "another place"
		}
		d := r.found.Add(ruleCodeMultiple, diag.Error, c.Span, "%s states the code %q, but %s states %q",
			places[c.From], c.V, where, first.V)
		d.Hint = "a page has one code: remove the other, or give it a page of its own"
		d.Related = []diag.Related{{Span: first.Span, Message: "the other code is here"}}
	}
	return true
}

// codeMissing reports a page that states no code, unless it states something
// that should be one, which has been reported.
func (r *reader) codeMissing() {
	if r.badCode {
		return
	}
	at := r.file.Span(r.top, r.top)
	code, _ := pathCode(r.entry.Page)
	if code == "" {
		d := r.found.Add(ruleCodeMissing, diag.Error, at, "the page states no code, want one in a Danger element")
		d.Hint = "name the file by its code, system/category/specific in lower-case letters, digits and underscores, " +
			"or leave the page out with exclude in errgen.yaml if it is no error page"
		ext := path.Ext(r.entry.Page)
		if near, ok := nearCode(strings.TrimSuffix(r.entry.Page, ext)); ok {
			d.Hint = "rename the file to " + form.Default.Path(string(near)) + ext + " and add the line " + element(near) +
				", or leave the page out with exclude in errgen.yaml if it is no error page"
		}
		return
	}
	d := r.found.Add(ruleCodeMissing, diag.Error, at, "the page states no code, want %q in a Danger element", code)
	d.Hint = "add the line " + element(code) + ", or leave the page out with exclude in errgen.yaml if it is no error page"
	// A page that could not be read may well state its code, and what a docs site
	// exported, the next export writes over.
	if r.faulty || !r.isError(code) {
		return
	}
	if r.entry.HasFrontMatter || strings.EqualFold(path.Ext(r.entry.Page), ".mdx") {
		d.Fix = &diag.Fix{
			Message: "state the code that the path gives",
			Edits:   []diag.Edit{{Span: at, New: r.onItsOwn(element(code))}},
		}
	}
}

// isError reports whether a page without a code shows that it is about the error
// of that code: a page of another kind may lie as deep, above all where pages names
// the folder of a whole docs site.
func (r *reader) isError(code catalog.Code) bool {
	e := r.entry
	switch {
	case len(bytes.TrimSpace(r.file.Data)) == 0, strings.HasSuffix(string(code), ":"+e.Heading.V),
		len(e.Examples) > 0, len(e.Statuses) > 0, len(e.Params) > 0, e.Detail.V != "":
		return true
	}
	return slices.ContainsFunc(e.Sections, func(s catalog.Section) bool { return s.Kind != catalog.Other })
}

func element(c catalog.Code) string { return "<Danger>" + string(c) + "</Danger>" }

// onItsOwn returns a line to be inserted where the text begins, with line breaks
// so that there is an empty line on both sides of it.
func (r *reader) onItsOwn(line string) string {
	data := r.file.Data
	end := "\n"
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		end = "\r\n"
	}
	line += end
	if before := bytes.TrimPrefix(data[:r.top], []byte("\ufeff")); len(before) > 0 {
		line = end + line
		if before[len(before)-1] != '\n' {
			line = end + line
		}
	}
	if next, _, _ := bytes.Cut(data[r.top:], []byte("\n")); len(bytes.TrimSpace(next)) > 0 {
		line += end
	}
	return line
}
