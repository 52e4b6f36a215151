package lint

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

// An index finds entries. It is built once for all rules.
type index struct {
	byPath map[string]*catalog.Entry // by the page's path without extension
	byCode map[catalog.Code]*catalog.Entry
	byType map[string]*catalog.Entry
	ofFile map[*source.File][]*catalog.Entry // of pages that have several
	twice  map[catalog.Code]bool             // codes that several entries have
	codes  []string                          // sorted
	ends   nearest.Spelling                  // of the codes
	paths  []string                          // sorted
	others map[string]bool                   // paths of pages that are not error pages, without extension
	// budget is how many more names may be compared to find near ones. A hint is
	// not worth a stall on pages that have nothing but broken links.
	budget int
	near   map[[2]string]string // answers already found
	// outlines are kept, as two rules ask for them.
	outlines map[*catalog.Entry]outline
}

// nearBudget is about half a second of comparisons.
const nearBudget = 1_000_000

func newIndex(c *catalog.Catalog, others []string) *index {
	x := &index{
		byPath:   make(map[string]*catalog.Entry, len(c.Entries)),
		byCode:   make(map[catalog.Code]*catalog.Entry, len(c.Entries)),
		byType:   make(map[string]*catalog.Entry, len(c.Entries)),
		twice:    map[catalog.Code]bool{},
		ofFile:   map[*source.File][]*catalog.Entry{},
		budget:   nearBudget,
		near:     map[[2]string]string{},
		outlines: make(map[*catalog.Entry]outline, len(c.Entries)),
		others:   make(map[string]bool, len(others)),
	}
	for _, page := range others {
		x.others[strings.TrimSuffix(page, path.Ext(page))] = true
	}
	for _, e := range c.Entries {
		if at := pagePath(e); x.byPath[at] == nil {
			x.byPath[at] = e
		}
		if x.byType[e.Type.V] == nil {
			x.byType[e.Type.V] = e
		}
		if e.Shared {
			x.ofFile[e.File] = append(x.ofFile[e.File], e)
		}
		for _, o := range e.Merged {
			if at := pagePath(o); x.byPath[at] == nil {
				x.byPath[at] = o
			}
		}
		if x.byCode[e.Code.V] == nil {
			x.byCode[e.Code.V] = e
		} else {
			x.twice[e.Code.V] = true
		}
	}
	return x
}

// doubtful reports whether the code of an entry may be what is wrong, so that nothing may
// be fixed by it.
func (x *index) doubtful(e *catalog.Entry) bool { return codeElsewhere(e) || x.twice[e.Code.V] }

// pagePath returns the path of an entry's page without extension, which is how
// links name it.
func pagePath(e *catalog.Entry) string {
	return strings.TrimSuffix(e.Page, path.Ext(e.Page))
}

// nearestCode returns the code of the catalogue that was probably meant, or "".
func (x *index) nearestCode(code string) string { return x.nearest("code", code, x.allCodes(), ":") }

func (x *index) allCodes() []string {
	if x.codes == nil {
		for code := range x.byCode {
			x.codes = append(x.codes, string(code))
		}
		slices.Sort(x.codes)
	}
	return x.codes
}

// nearestPath returns the path of the page that was probably meant, or "".
func (x *index) nearestPath(target string) string {
	if x.paths == nil {
		for p := range x.byPath {
			x.paths = append(x.paths, p)
		}
		slices.Sort(x.paths)
	}
	return x.nearest("page", target, x.paths, "/")
}

// nearest looks for a name of few other letters, then for the same last segment
// in another place. Answers are kept by name and kind, which stands for the
// candidates.
func (x *index) nearest(kind, name string, among []string, separator string) string {
	key := [2]string{kind, name}
	if known, ok := x.near[key]; ok {
		return known
	}
	if x.budget < len(among) {
		return ""
	}
	x.budget -= len(among)
	var s nearest.Search
	last := separator + name[strings.LastIndex(name, separator)+1:]
	var moved string
	for _, candidate := range among {
		s.Offer(name, candidate, nearest.Tolerance(ownLetters(name, candidate, separator[0])))
		if moved == "" && len(last) > 1 && strings.HasSuffix(candidate, last) {
			moved = candidate
		}
	}
	best := s.Best
	if best == "" {
		best = moved
	}
	x.near[key] = best
	return best
}

// ownLetters counts the letters of a name without the segments that it begins and
// ends with as the other name does: all pages of a category are alike in those.
func ownLetters(name, other string, separator byte) int {
	start, end := 0, len(name)
	for i := 0; i < len(name) && i < len(other) && name[i] == other[i]; i++ {
		if name[i] == separator {
			start = i + 1
		}
	}
	for i, j := len(name)-1, len(other)-1; i >= start && j >= start && name[i] == other[j]; i, j = i-1, j-1 {
		if name[i] == separator {
			end = i
		}
	}
	return end - start
}

// examples yields each error body that pages show, with the error that it is of: in a
// record, that of the record, and elsewhere on its page the one whose code it states. own
// is false of the latter.
func (p *Pass) examples(yield func(e *catalog.Entry, x *catalog.Example, own bool) bool) {
	beside := func(o *catalog.Entry) bool {
		for i := range o.Beside {
			x := &o.Beside[i]
			if e := p.Catalog.Lookup(catalog.Code(x.Code.V)); e != nil && !yield(e, x, false) {
				return false
			}
		}
		return true
	}
	for _, e := range p.Catalog.Entries {
		for i := range e.Examples {
			if !yield(e, &e.Examples[i], true) {
				return
			}
		}
		if !beside(e) {
			return
		}
		for _, o := range e.Merged {
			if !beside(o) {
				return
			}
		}
	}
}

// pages returns an entry of each page, the first one.
func (p *Pass) pages() []*catalog.Entry {
	out := make([]*catalog.Entry, 0, len(p.Catalog.Entries))
	for _, e := range p.Catalog.Entries {
		if p.first(e) {
			out = append(out, e)
		}
	}
	return out
}

// first reports whether an entry is the first one of its page.
func (x *index) first(e *catalog.Entry) bool { return !e.Shared || x.ofFile[e.File][0] == e }

// records returns the entries of the page of an entry.
func (x *index) records(e *catalog.Entry) []*catalog.Entry {
	if !e.Shared {
		return []*catalog.Entry{e}
	}
	return x.ofFile[e.File]
}

// outline returns what fences do to the page of an entry.
func (x *index) outline(e *catalog.Entry) outline {
	o, ok := x.outlines[e]
	if !ok {
		o = outlineOf(e)
		x.outlines[e] = o
	}
	return o
}

// place returns where a finding about the page as a whole is shown: at its code,
// at its record, or at the start of a page whose code is nowhere on it.
func place(e *catalog.Entry) source.Span {
	if e.Code.Span.File == e.File {
		return e.Code.Span
	}
	return cmp.Or(e.Record, e.Start)
}
