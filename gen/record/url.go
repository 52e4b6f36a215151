package record

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A URL is what the URL of a record is made of: literal text and names in braces.
type URL struct {
	Span  source.Span
	parts []urlPart
}

// A urlPart is literal text, or the name of what stands there.
type urlPart struct{ text, name string }

// URLNames are the names that a URL may have beside the segments of the form and
// the facts of the rule.
var URLNames = []string{"docs_url", "path", "anchor", "code", "slug"}

var (
	pageType   = mustURL("{docs_url}/{path}")
	recordType = mustURL("{docs_url}/{path}#{anchor}")
	// Rows and items have no ids, and those below one heading have the same place to
	// read: what tells them apart is their code, a fragment that no page needs to have.
	codeType = mustURL("{docs_url}/{path}#{code}")
)

func mustURL(text string) *URL {
	u, err := ParseURL(text, URLNames)
	if err != nil {
		panic(err)
	}
	return u
}

// ParseURL reads a template of URLs that may have the names known.
func ParseURL(text string, known []string) (*URL, *Error) {
	u := &URL{}
	for at := 0; at < len(text); {
		open := strings.IndexAny(text[at:], "{}")
		if open < 0 {
			u.parts = append(u.parts, urlPart{text: text[at:]})
			break
		}
		open += at
		if open > at {
			u.parts = append(u.parts, urlPart{text: text[at:open]})
		}
		end := strings.IndexByte(text[open:], '}')
		if text[open] == '}' || end < 0 {
			return nil, &Error{Start: open, End: open + 1, Message: fmt.Sprintf("unmatched %q", text[open:open+1]), Hint: "write a name in braces, such as {path}"}
		}
		end += open
		name := text[open+1 : end]
		if !slices.Contains(known, name) {
			return nil, &Error{Start: open, End: end + 1, Message: fmt.Sprintf("%q is not a value of a record", text[open:end+1]), Name: name, Known: known}
		}
		u.parts = append(u.parts, urlPart{name: name})
		at = end + 1
	}
	return u, nil
}

// Has reports whether the URL has a value of that name.
func (u *URL) Has(name string) bool {
	return slices.ContainsFunc(u.parts, func(p urlPart) bool { return p.name == name })
}

// URLs returns what the type and the page URL of a record are made of; a nil page is the
// type.
func (r *Rule) URLs(e *catalog.Entry) (typ, page *URL) {
	if r.Type == recordType && e.Anchor == "" && r.PageURL == nil {
		return codeType, recordType // an element without an id or a title
	}
	return r.Type, r.PageURL
}

// web reports whether the URL is one that leads somewhere: not a urn or a tag.
func (u *URL) web() bool {
	return len(u.parts) > 0 && (u.parts[0].name == "docs_url" || strings.HasPrefix(u.parts[0].text, "http"))
}

// Fill returns the URL of the values. A fragment or a query that turns out empty is
// left out.
func (u *URL) Fill(value func(name string) string) string {
	var b strings.Builder
	for _, p := range u.parts {
		if p.name == "" {
			b.WriteString(p.text)
			continue
		}
		s := value(p.name)
		if before := b.String(); s == "" && p.name == "path" && strings.HasSuffix(before, "/") {
			b.Reset() // the page of the docs URL itself
			b.WriteString(strings.TrimSuffix(before, "/"))
		}
		b.WriteString(s)
	}
	return strings.TrimRight(b.String(), "#?")
}

// Published returns where a page is published below the docs URL: its path without
// the extension, and that of its folder for an index.
func Published(page string) string {
	p := withoutExtension(page)
	if rest, ok := strings.CutSuffix("/"+p, "/index"); ok {
		p = strings.TrimPrefix(rest, "/")
	}
	return EscapePath(p)
}

// EscapePath returns a path as it stands in a URL.
func EscapePath(p string) string {
	if clean(p) {
		return p
	}
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// clean reports whether a path needs no escapes in a URL.
func clean(p string) bool {
	for i := range len(p) {
		c := p[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '/' || c == '~') {
			return false
		}
	}
	return true
}

// Values gives the values of a record for its URLs.
func (r *Record) Values(e *catalog.Entry, docsURL string, facts []catalog.Fact) func(name string) string {
	return func(name string) string {
		switch name {
		case "docs_url":
			return docsURL
		case "path":
			return e.Path
		case "anchor":
			if e.Anchor == "" {
				return escaped(r.AboveID)
			}
			return escaped(e.Anchor)
		case "code":
			return escaped(string(e.Code.V))
		case "slug":
			if n, _ := r.Key("slug"); n != nil && n.Value != "" {
				return strings.Trim(n.Value, "/")
			}
			return e.Path
		}
		if v := e.Segment(name); v != "" {
			return escaped(v)
		}
		for i, f := range facts {
			if f.Name == name && i < len(e.Facts) {
				return escaped(e.Facts[i].V)
			}
		}
		return ""
	}
}

func escaped(s string) string {
	if clean(s) {
		return s
	}
	return strings.NewReplacer("%3A", ":", "%40", "@").Replace(url.PathEscape(s))
}

// AnchorID returns the id that leads to the record on its page: one that it gives
// itself, or that sites make of its heading or its title. A row and an item have none
// by default.
func (r *Record) AnchorID() string {
	switch {
	case r.Head == nil:
		return ""
	case r.Head.Kind == mdx.Heading:
		if _, id := HeadingID(r.Head); id != "" {
			return id
		}
	}
	if id := ownID(r.Head); id != "" {
		return id
	}
	switch r.Head.Kind {
	case mdx.Heading:
		return mdx.Slug(Line(mdx.PlainText(r.Head)))
	case mdx.FlowElement, mdx.TextElement:
		for _, t := range attribute(r.Head, "title") {
			return mdx.Slug(t.S)
		}
	}
	return ""
}

// HTMLIDs returns the ids that the tags of a node of HTML have: id="x", <a name="x">.
func HTMLIDs(n *mdx.Node) (ids []string) {
	tree.WalkHTML(n.Value, func(string) {}, func(tag string) {
		id, _, _ := tree.HTMLAttr(tag, "id")
		if id == "" && tree.HTMLName(tag) == "a" {
			id, _, _ = tree.HTMLAttr(tag, "name")
		}
		if id != "" {
			ids = append(ids, id)
		}
	})
	return ids
}

// ownID returns the id that an element of the record's first line has.
func ownID(n *mdx.Node) string {
	if n.Kind == mdx.TextHTML || n.Kind == mdx.FlowHTML {
		for _, id := range HTMLIDs(n) {
			return id
		}
		return ""
	}
	for _, t := range attribute(n, "id") {
		return t.S
	}
	if n.Kind == mdx.FlowElement {
		return ""
	}
	for _, c := range n.Children {
		if c.Kind == mdx.List {
			continue
		}
		if id := ownID(c); id != "" {
			return id
		}
	}
	return ""
}

// Segments returns the names of a form's segments.
func Segments(f *form.Form) []string {
	var out []string
	for _, s := range f.Segments() {
		out = append(out, s.Name)
	}
	return out
}

// Distinct reports whether the URL has something that distinguishes errors.
func (u *URL) Distinct(f *form.Form) bool {
	for _, p := range u.parts {
		if p.name != "" && p.name != "docs_url" && (slices.Contains(URLNames, p.name) || slices.Contains(Segments(f), p.name)) {
			return true
		}
	}
	return false
}
