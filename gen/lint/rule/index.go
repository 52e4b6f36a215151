package rule

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

// An Index finds entries of a catalogue. It is built once for all rules.
type Index struct {
	Catalog  *catalog.Catalog
	Settings Settings

	byPath map[string]*catalog.Entry // by the page's path without extension
	byCode map[catalog.Code]*catalog.Entry
	byType map[string]*catalog.Entry
	ofFile map[*source.File][]*catalog.Entry // of pages that have several
	twice  map[catalog.Code]bool             // codes that several entries have
	codes  func() []string                   // sorted
	paths  func() []string                   // sorted
	others map[string]bool                   // paths of pages that are not error pages, without extension
	// outlines are kept, as several rules ask for them.
	outlines *sync.Map // of raw.Outline, by *catalog.Entry

	// What one rule has: all run at once, and what a finding says depends on no other.
	//
	// budget is how many more names may be compared to find near ones. A hint is
	// not worth a stall on pages that have nothing but broken links.
	budget int
	near   map[[2]string]string // answers already found
}

// nearBudget is about a quarter of a second of comparisons.
const nearBudget = 500_000

// NewIndex returns the index of a catalogue.
func NewIndex(c *catalog.Catalog, s Settings) *Index {
	x := &Index{
		Catalog:  c,
		Settings: s,
		byPath:   make(map[string]*catalog.Entry, len(c.Entries)),
		byCode:   make(map[catalog.Code]*catalog.Entry, len(c.Entries)),
		byType:   make(map[string]*catalog.Entry, len(c.Entries)),
		twice:    map[catalog.Code]bool{},
		ofFile:   map[*source.File][]*catalog.Entry{},
		outlines: new(sync.Map),
		others:   make(map[string]bool, len(s.Others)),
	}
	for _, page := range s.Others {
		x.others[strings.TrimSuffix(page, path.Ext(page))] = true
	}
	for _, e := range c.Entries {
		if at := PagePath(e); x.byPath[at] == nil {
			x.byPath[at] = e
		}
		if x.byType[e.Type.V] == nil {
			x.byType[e.Type.V] = e
		}
		if e.Shared {
			x.ofFile[e.File] = append(x.ofFile[e.File], e)
		}
		for _, o := range e.Merged {
			if at := PagePath(o); x.byPath[at] == nil {
				x.byPath[at] = o
			}
		}
		if x.byCode[e.Code.V] == nil {
			x.byCode[e.Code.V] = e
		} else {
			x.twice[e.Code.V] = true
		}
	}
	x.codes = sync.OnceValue(func() []string {
		codes := make([]string, 0, len(x.byCode))
		for code := range x.byCode {
			codes = append(codes, string(code))
		}
		slices.Sort(codes)
		return codes
	})
	x.paths = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(x.byPath)) })
	return x.own()
}

// own returns the index for one more rule.
func (x *Index) own() *Index {
	o := *x
	o.budget, o.near = nearBudget, map[[2]string]string{}
	return &o
}

// ByCode returns the entry of a code, the first of several; nil where there is none.
// It does not know older codes, see catalog.Lookup.
func (x *Index) ByCode(code catalog.Code) *catalog.Entry { return x.byCode[code] }

// ByPath returns the entry whose page has a path, which is without extension, or nil.
func (x *Index) ByPath(at string) *catalog.Entry { return x.byPath[at] }

// ByType returns the entry of a type URL, or nil.
func (x *Index) ByType(url string) *catalog.Entry { return x.byType[url] }

// Twice reports whether several entries have a code.
func (x *Index) Twice(code catalog.Code) bool { return x.twice[code] }

// Exists reports whether there is a page at a path, be it one that is no error
// page.
func (x *Index) Exists(at string) bool {
	return x.byPath[at] != nil || x.others[at] || x.others[at+"/index"]
}

// IsFolder reports whether pages lie below a path.
func (x *Index) IsFolder(at string) bool {
	paths := x.paths()
	i, _ := slices.BinarySearch(paths, at+"/")
	return i < len(paths) && strings.HasPrefix(paths[i], at+"/")
}

// Doubtful reports whether the code of an entry may be what is wrong, so that nothing may
// be fixed by it.
func (x *Index) Doubtful(e *catalog.Entry) bool { return CodeElsewhere(e) || x.twice[e.Code.V] }

// PathCode returns the code that the path of an entry's page gives.
func (x *Index) PathCode(e *catalog.Entry) (catalog.Code, bool) {
	return x.Catalog.CodeOfPath(PagePath(e))
}

// LabelCode returns the code that is the whole label of a link.
func (x *Index) LabelCode(l *catalog.Link) (catalog.Code, bool) {
	code, err := x.Catalog.Parse(strings.TrimSpace(l.Text.V))
	return code, err == nil
}

// NearestCode returns the code of the catalogue that was probably meant, or "".
func (x *Index) NearestCode(code string) string { return x.Nearest("code", code, x.Codes(), ":") }

// Codes returns all codes, sorted.
func (x *Index) Codes() []string { return x.codes() }

// NearestPath returns the path of the page that was probably meant, or "".
func (x *Index) NearestPath(target string) string {
	return x.Nearest("page", target, x.paths(), "/")
}

// Nearest looks for a name of few other letters, then for the same last segment
// in another place. Answers are kept by name and kind, which stands for the
// candidates.
func (x *Index) Nearest(kind, name string, among []string, separator string) string {
	key := [2]string{kind, name}
	if known, ok := x.near[key]; ok {
		return known
	}
	if !x.Spend(len(among)) {
		return ""
	}
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

// Spend reports whether that many names may still be compared, and counts them.
func (x *Index) Spend(names int) bool {
	if x.budget < names {
		return false
	}
	x.budget -= names
	return true
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

// Examples yields each error body that pages show, with the error that it is of: in a
// record, that of the record, and elsewhere on its page the one whose code it states. own
// is false of the latter.
func (x *Index) Examples(yield func(e *catalog.Entry, example *catalog.Example, own bool) bool) {
	beside := func(o *catalog.Entry) bool {
		for i := range o.Beside {
			example := &o.Beside[i]
			if e := x.Catalog.Lookup(catalog.Code(example.Code.V)); e != nil && !yield(e, example, false) {
				return false
			}
		}
		return true
	}
	for _, e := range x.Catalog.Entries {
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

// Pages returns an entry of each page, the first one.
func (x *Index) Pages() []*catalog.Entry {
	out := make([]*catalog.Entry, 0, len(x.Catalog.Entries))
	for _, e := range x.Catalog.Entries {
		if x.First(e) {
			out = append(out, e)
		}
	}
	return out
}

// First reports whether an entry is the first one of its page.
func (x *Index) First(e *catalog.Entry) bool { return !e.Shared || x.ofFile[e.File][0] == e }

// Records returns the entries of the page of an entry.
func (x *Index) Records(e *catalog.Entry) []*catalog.Entry {
	if !e.Shared {
		return []*catalog.Entry{e}
	}
	return x.ofFile[e.File]
}

// Outline returns what fences do to the page of an entry.
func (x *Index) Outline(e *catalog.Entry) raw.Outline {
	if o, ok := x.outlines.Load(e); ok {
		return o.(raw.Outline)
	}
	o := raw.OutlineOf(e)
	x.outlines.Store(e, o)
	return o
}
