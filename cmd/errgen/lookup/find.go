package lookup

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
)

// Find returns the entry that a code, the end of one, a type or a URL names, or the place
// where it is told: errors.md#order-not-found.
func Find(c *catalog.Catalog, name string) (*catalog.Entry, error) {
	if e := c.Lookup(catalog.Code(name)); e != nil {
		return e, nil
	}
	if strings.Contains(name, "://") || strings.HasPrefix(name, "urn:") || strings.HasPrefix(name, "tag:") {
		if e := urlsOf(c).find(name); e != nil {
			return e, nil
		}
		return nil, terminal.NotFound(fmt.Sprintf("unknown type URL %q", name))
	}
	if e := toldAt(c, name); e != nil {
		return e, nil
	}
	for _, e := range c.Entries {
		if e.Name.V != "" && e.Name.V == name {
			return e, nil
		}
	}
	var ending []*catalog.Entry
	for _, e := range c.Entries {
		endsSo := func(code catalog.Value[catalog.Code]) bool { return slices.Contains(endsOf(c, code.V), name) }
		if endsSo(e.Code) || slices.ContainsFunc(e.Aliases, endsSo) {
			ending = append(ending, e)
		}
	}
	switch len(ending) {
	case 1:
		return ending[0], nil
	case 0:
		return nil, Unknown(c, name)
	}
	return nil, terminal.NotFound(fmt.Sprintf("%q is ambiguous, it matches %s:%s", name, terminal.Count(len(ending), "code"), codeLines(ending)))
}

// toldAt returns the one entry that is told at a place: its page, with what tells it from
// others on it. The path may begin above the pages folder, or below it.
func toldAt(c *catalog.Catalog, place string) *catalog.Entry {
	if !strings.Contains(place, ".md") {
		return nil
	}
	var found *catalog.Entry
	for _, e := range c.Entries {
		switch where := e.Where(); {
		case where == place:
			return e
		case strings.HasSuffix(where, "/"+place) || strings.HasSuffix(place, "/"+where):
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// urls finds entries by their types and by where they are documented.
type urls struct {
	catalog *catalog.Catalog
	entries map[string]*catalog.Entry
}

func urlsOf(c *catalog.Catalog) urls {
	u := urls{c, make(map[string]*catalog.Entry, len(c.Entries))}
	for _, e := range c.Entries {
		if u.entries[e.Type.V] == nil {
			u.entries[e.Type.V] = e
		}
	}
	for _, e := range c.Entries {
		if u.entries[e.URL()] == nil {
			u.entries[e.URL()] = e
		}
	}
	return u
}

// Find returns the entry of a type URL. The docs site may have moved since the
// URL was written, so where no page has it, the end of its path decides.
func (u urls) find(url string) *catalog.Entry {
	if e := u.entries[url]; e != nil {
		return e
	}
	url, _, _ = strings.Cut(url, "#")
	url, _, _ = strings.Cut(url, "?")
	url = strings.TrimRight(url, "/")
	for _, ext := range []string{".md", ".mdx"} {
		url = strings.TrimSuffix(url, ext)
	}
	if e := u.entries[url]; e != nil {
		return e
	}
	segments := strings.Split(url, "/")
	if len(segments) < 3 {
		return nil
	}
	code, _ := u.catalog.CodeOfPath(strings.Join(segments[len(segments)-3:], "/"))
	return u.catalog.Lookup(code)
}

// endsOf returns the short names of a code.
func endsOf(c *catalog.Catalog, code catalog.Code) []string {
	f := c.FormOf(code)
	if f == nil {
		return nil
	}
	return f.Ends(string(code))
}

var (
	wordInText = regexp.MustCompile(`[A-Za-z0-9_]+(?:[-./:][A-Za-z0-9_]+)*`)
	urlInText  = regexp.MustCompile("https?://[^\\s\"'`<>()\\[\\]{}\\\\,]+")
)

// olderName returns the older code of an entry that a name, which found it, is or ends.
func olderName(c *catalog.Catalog, e *catalog.Entry, name string) (catalog.Code, bool) {
	if string(e.Code.V) == name || slices.Contains(endsOf(c, e.Code.V), name) {
		return "", false
	}
	for _, a := range e.Aliases {
		if string(a.V) == name || slices.Contains(endsOf(c, a.V), name) {
			return a.V, true
		}
	}
	return "", false
}

// mentioned returns the entries of the codes and type URLs in a text, each once,
// in order, the codes in it that are older ones, and those that no page has.
func mentioned(c *catalog.Catalog, text string) (found []*catalog.Entry, older []catalog.Code, unknown []string) {
	text = strings.ReplaceAll(text, `\/`, "/") // as some encoders write JSON
	type mention struct {
		at   int
		code string
		e    *catalog.Entry
	}
	var all []mention
	forms := c.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	for _, f := range forms {
		for start, end := range f.Mentions(text) {
			code := text[start:end]
			all = append(all, mention{start, code, c.Lookup(catalog.Code(code))})
		}
	}
	// Where codes look like any word, those that there are count.
	if slices.ContainsFunc(forms, func(f *form.Form) bool { return !f.Distinct() }) {
		for _, at := range wordInText.FindAllStringIndex(text, -1) {
			word := strings.TrimRight(text[at[0]:at[1]], ".:/-")
			if e := c.Lookup(catalog.Code(word)); e != nil {
				all = append(all, mention{at[0], word, e})
			}
		}
	}
	byURL := urlsOf(c)
	for _, at := range urlInText.FindAllStringIndex(text, -1) {
		if e := byURL.find(strings.TrimRight(text[at[0]:at[1]], ".:;!")); e != nil {
			all = append(all, mention{at[0], "", e})
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return a.at - b.at })
	seen := map[any]bool{}
	for _, m := range all {
		code := catalog.Code(m.code)
		if m.e != nil && code != "" && code != m.e.Code.V && !slices.Contains(older, code) {
			older = append(older, code)
		}
		var key any = m.code
		if m.e != nil {
			key = m.e
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		if m.e != nil {
			found = append(found, m.e)
		} else {
			unknown = append(unknown, m.code)
		}
	}
	return found, older, unknown
}

// Unknown says that no page has a code, and which ones are near.
func Unknown(c *catalog.Catalog, name string) error {
	message := fmt.Sprintf("unknown code %q", name)
	near := nearestTo(c, name)
	switch len(near) {
	case 0:
		message += "; run errgen list to see all codes"
	case 1:
		message += fmt.Sprintf("; did you mean %q?", near[0].Code.V)
	default:
		message += "; did you mean one of these?" + codeLines(near)
	}
	return terminal.NotFound(message)
}

// maxSuggested is for how many codes of a text near ones are looked for: each
// search looks at the whole catalogue, and a log may hold any number of codes.
const maxSuggested = 20

// unknownCodes says of each code that no page has it, and of the first few which
// ones are near. It is nil for none.
func unknownCodes(c *catalog.Catalog, codes []string) error {
	var missing []error
	for i, code := range codes {
		if i < maxSuggested {
			missing = append(missing, Unknown(c, code))
		} else {
			missing = append(missing, terminal.NotFound(fmt.Sprintf("unknown code %q", code)))
		}
	}
	return errors.Join(missing...)
}

// maxNear is how many near codes are named.
const maxNear = 3

// nearestTo returns the entries whose codes, older ones included, are like a name: as a
// whole, or at the end.
func nearestTo(c *catalog.Catalog, name string) []*catalog.Entry {
	var names []string
	by := map[string][]*catalog.Entry{}
	add := func(name string, e *catalog.Entry) {
		if by[name] == nil {
			names = append(names, name)
		}
		by[name] = append(by[name], e)
	}
	words := func(s string) int { return strings.Count(s, ":") + strings.Count(s, ".") + strings.Count(s, "/") }
	for _, e := range c.Entries {
		codes := []catalog.Code{e.Code.V}
		for _, a := range e.Aliases {
			codes = append(codes, a.V)
		}
		for _, code := range codes {
			// Of the short names of a code, that is compared which is as long in words.
			end := string(code)
			for _, short := range endsOf(c, code) {
				if words(end) != words(name) && words(short) == words(name) {
					end = short
				}
			}
			add(end, e)
		}
	}
	var near []*catalog.Entry
	for len(near) < maxNear {
		best := nearest.Name(name, names)
		if best == "" {
			break
		}
		for _, e := range by[best] {
			if !slices.Contains(near, e) {
				near = append(near, e)
			}
		}
		names = slices.DeleteFunc(names, func(s string) bool { return s == best })
	}
	return near[:min(len(near), maxNear)]
}

// codeLines lists codes, each on a line of its own.
func codeLines(entries []*catalog.Entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "\n  %s", diag.Printable(string(e.Code.V)))
	}
	return b.String()
}
