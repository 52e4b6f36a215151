// Package removal says what a plan takes away from the generated folders, so that nobody
// loses codes because of a slip in a page or in errgen.yaml.
package removal

import (
	"bytes"
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

// Unlikely returns, for each folder, what a plan removes of it that is unlikely to
// be intended: more than half of its codes, as if the pages are looked for in the
// wrong place; and files without a header, which somebody may have written in the
// meantime. A code that another one has replaced is still in the files, as an
// alias, and does not count.
func Unlikely(c *catalog.Catalog, plan *output.Plan) (out []Folder) {
	each(c, plan, func(r Folder, bare bool) {
		if 2*len(r.Codes) > r.Had || bare {
			out = append(out, r)
		}
	})
	return out
}

// each calls f with what a plan takes away from each folder, and whether a file of it
// has no header.
func each(c *catalog.Catalog, plan *output.Plan, f func(r Folder, bare bool)) {
	if !plan.Stale() {
		return
	}
	type codes map[string]bool
	before, after := map[string]codes{}, map[string]codes{}
	files, bare := map[string][]string{}, map[string]bool{}
	var folders []string
	for _, change := range plan.Changes {
		folder := path.Dir(change.Name)
		if before[folder] == nil {
			folders = append(folders, folder)
			before[folder], after[folder] = codes{}, codes{}
		}
		mention(c, before[folder], change.Old)
		mention(c, after[folder], change.New)
		if change.Op == output.Delete {
			files[folder] = append(files[folder], change.Name)
			bare[folder] = bare[folder] || change.Bare
		}
	}
	slices.Sort(folders)
	for _, folder := range folders {
		r := Folder{Name: folder, Had: len(before[folder]), Files: files[folder]}
		for code := range before[folder] {
			if !after[folder][code] {
				r.Codes = append(r.Codes, code)
			}
		}
		slices.Sort(r.Codes)
		f(r, bare[folder])
	}
}

// Codes returns the codes whose constants a plan takes away, sorted. A code that another
// one has replaced is kept as an alias, and is none of these.
func Codes(c *catalog.Catalog, plan *output.Plan) (removed []string) {
	before, after := map[string]bool{}, map[string]bool{}
	for _, change := range plan.Changes {
		if slices.Contains([]string{".go", ".ts", ".pyi"}, path.Ext(change.Name)) {
			declared(c, before, change.Old)
			mention(c, after, change.New)
		}
	}
	for code := range before {
		if !after[code] {
			removed = append(removed, code)
		}
	}
	slices.Sort(removed)
	return removed
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
	each(c, plan, func(r Folder, _ bool) { removed = append(removed, r.Codes...) })
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
