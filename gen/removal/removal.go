// Package removal says what a plan takes away from the generated folders, so that nobody
// loses codes because of a slip in a page or in errgen.yaml.
package removal

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
)

// A Folder is what a plan takes away from a generated folder.
type Folder struct {
	Name  string   // as its files are named
	Codes []string // that the folder has now and would not have afterwards, sorted
	Had   int      // how many codes it has now
	Files []string // that would be deleted
}

// fewFiles is how many files may go at any time from a folder that says no codes.
const fewFiles = 5

// Unlikely returns, for each folder, what a plan removes of it that is unlikely to
// be intended: more than half of its codes, as if the pages are looked for in the
// wrong place, or of its files where these say no codes, as pages of a site; and files without a header,
// which somebody may have written in the meantime. A code that another one has replaced
// is still in the files, as an alias, and does not count.
func Unlikely(c *catalog.Catalog, plan *output.Plan) (out []Folder) {
	for _, f := range foldersOf(plan) {
		r := f.removed(c)
		if 2*len(r.Codes) > r.Had || r.Had == 0 && len(r.Files) > fewFiles && 2*len(r.Files) > f.had() || f.bare {
			out = append(out, r)
		}
	}
	return out
}

// A folder is a generated folder with those below it.
type folder struct {
	name          string
	changed, same []output.Change
	files         []string // that are deleted
	bare          bool     // whether one of these has no header
}

// foldersOf returns the folders that a plan changes, by name: the planned ones, and of
// those that are generated no more the outermost.
func foldersOf(plan *output.Plan) (out []*folder) {
	if !plan.Stale() {
		return nil
	}
	planned := plan.Folders()
	slices.SortFunc(planned, func(a, b string) int { return len(b) - len(a) }) // the innermost first
	var others []string
	of := map[string]string{} // a folder of files -> the folder that it counts as
	for _, change := range plan.Changes {
		at := path.Dir(change.Name)
		if _, known := of[at]; known {
			continue
		}
		if i := slices.IndexFunc(planned, func(outer string) bool { return inside(at, outer) }); i >= 0 {
			of[at] = planned[i]
		} else {
			of[at] = at
			others = append(others, at)
		}
	}
	slices.Sort(others) // an outer folder before those in it
	outermost := ""
	for i, at := range others {
		if i == 0 || !inside(at, outermost) {
			outermost = at
		}
		of[at] = outermost
	}
	folders := map[string]*folder{}
	for _, change := range plan.Changes {
		name := of[path.Dir(change.Name)]
		f := folders[name]
		if f == nil {
			f = &folder{name: name}
			folders[name] = f
			out = append(out, f)
		}
		switch change.Op {
		case output.Same:
			f.same = append(f.same, change)
			continue
		case output.Delete:
			f.files = append(f.files, change.Name)
			f.bare = f.bare || change.Bare
		}
		f.changed = append(f.changed, change)
	}
	out = slices.DeleteFunc(out, func(f *folder) bool { return len(f.changed) == 0 })
	slices.SortFunc(out, func(a, b *folder) int { return strings.Compare(a.name, b.name) })
	return out
}

// inside reports whether a folder is another one, or in it. The folder of errgen.yaml,
// which all are in, holds only its own files.
func inside(at, outer string) bool {
	return at == outer || outer != "." && strings.HasPrefix(at, outer+"/")
}

// had returns how many files the folder has now.
func (f *folder) had() int {
	n := len(f.same)
	for _, change := range f.changed {
		if change.Op != output.Create {
			n++
		}
	}
	return n
}

// removed returns what is taken away from the folder. What stays as it is, which is most,
// is read only if a code is in nothing else.
func (f *folder) removed(c *catalog.Catalog) Folder {
	r := Folder{Name: f.name, Files: f.files}
	before, after := map[string]bool{}, map[string]bool{}
	for _, change := range f.changed {
		old, new := differing(change.Old, change.New)
		mention(c, before, old)
		mention(c, after, new)
	}
	lost := len(f.files) > 0
	for code := range before {
		lost = lost || !after[code]
	}
	if !lost {
		return r
	}
	for _, change := range slices.Concat(f.changed, f.same) {
		mention(c, before, change.Old)
		mention(c, after, change.New)
	}
	r.Had = len(before)
	for code := range before {
		if !after[code] {
			r.Codes = append(r.Codes, code)
		}
	}
	slices.Sort(r.Codes)
	return r
}

// Codes returns the codes whose constants a plan takes away, sorted. A code that another
// one has replaced is kept as an alias, and is none of these.
func Codes(c *catalog.Catalog, plan *output.Plan) (removed []string) {
	var changed, same []output.Change
	for _, change := range plan.Changes {
		switch {
		case !slices.Contains([]string{".go", ".ts", ".pyi"}, path.Ext(change.Name)):
		case change.Op == output.Same:
			same = append(same, change)
		default:
			changed = append(changed, change)
		}
	}
	gone := map[string]bool{}
	for _, change := range changed {
		old, _ := differing(change.Old, change.New)
		declared(c, gone, old)
	}
	for _, files := range [][]output.Change{changed, same} {
		if len(gone) == 0 {
			return nil
		}
		still := map[string]bool{}
		for _, change := range files {
			mention(c, still, change.New)
		}
		maps.DeleteFunc(gone, func(code string, _ bool) bool { return still[code] })
	}
	return slices.Sorted(maps.Keys(gone))
}

// differing returns the lines of two texts between those with which both begin and end.
func differing(old, new []byte) ([]byte, []byte) {
	start := 0
	for start < min(len(old), len(new)) && old[start] == new[start] {
		start++
	}
	start = bytes.LastIndexByte(old[:start], '\n') + 1
	old, new = old[start:], new[start:]
	end := 0
	for end < min(len(old), len(new)) && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	tail := old[len(old)-end:]
	line := bytes.IndexByte(tail, '\n') // the rest of the line in which they differ
	if line < 0 {
		return old, new
	}
	end -= line + 1
	return old[:len(old)-end], new[:len(new)-end]
}

// constant is the line of a constant in any of the languages, and its value.
var constant = regexp.MustCompile(`(?m)[\w\]] ?[:=] "([^"\n]*)"[,;]?\r?$`)

// declared adds the codes of which a generated file has constants.
func declared(c *catalog.Catalog, codes map[string]bool, data []byte) {
	for _, m := range constant.FindAllSubmatchIndex(data, -1) {
		if code := string(data[m[2]:m[3]]); c.FormOf(catalog.Code(code)) != nil && !inComment(data[:m[2]]) {
			codes[code] = true
		}
	}
}

// ruleMissed is the rule of what looks like an error and is none.
const ruleMissed = "record-missed"

// Slips returns, as errors, the warnings among findings about what looks like an error but is not read
// as one, if the page names a code that a plan removes: the code is then removed by
// mistake.
func Slips(c *catalog.Catalog, plan *output.Plan, found diag.List) (lost diag.List) {
	var missed diag.List
	for _, d := range found {
		if d.Rule == ruleMissed && d.Span.File != nil {
			missed = append(missed, d)
		}
	}
	if len(missed) == 0 {
		return nil
	}
	var removed []string
	for _, f := range foldersOf(plan) {
		removed = append(removed, f.removed(c).Codes...)
	}
	slices.Sort(removed)
	removed = slices.Compact(removed)
	texts := map[*source.File]string{}
	for _, d := range missed {
		file := d.Span.File
		text, ok := texts[file]
		if !ok {
			text, _ = form.Unescaped(string(file.Data))
			texts[file] = text
		}
		for _, code := range removed {
			if form.Names(text, code) {
				d.Severity = diag.Error
				what := strconv.Quote(code)
				if strings.Contains(d.Message, what) {
					what = "it"
				}
				d.Message += "; the generated code would lose " + what
				lost = append(lost, d)
				break
			}
		}
	}
	return lost
}

// maxCode is the length over which a text is not looked at as a code.
const maxCode = 1024

// mention adds the codes of a generated file, which stand in double quotes in every
// language. Those in its comments are examples.
func mention(c *catalog.Catalog, codes map[string]bool, data []byte) {
	for start := bytes.IndexByte(data, '"'); start >= 0; {
		length := bytes.IndexByte(data[start+1:], '"')
		if length < 0 {
			return
		}
		text := data[start+1 : start+1+length]
		if length <= maxCode && c.FormOf(catalog.Code(text)) != nil && !inComment(data[:start]) {
			codes[string(text)] = true
		}
		start += 1 + length // the quote that ends one text may begin the next
	}
}

// inComment reports whether the last line begins as a comment does.
func inComment(before []byte) bool {
	line := bytes.TrimLeft(before[bytes.LastIndexByte(before, '\n')+1:], " \t")
	return slices.ContainsFunc([]string{"//", "*", "#"}, func(mark string) bool { return bytes.HasPrefix(line, []byte(mark)) })
}
