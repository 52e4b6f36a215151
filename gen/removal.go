package gen

import (
	"bytes"
	"path"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/output"
)

// A Removal is what a plan takes away from a generated folder.
type Removal struct {
	Folder string   // as its files are named
	Codes  []string // that the folder has now and would not have afterwards, sorted
	Had    int      // how many codes it has now
	Files  []string // that would be deleted
}

// Removals returns, for each folder, what of it a plan takes away that nobody takes
// away without meaning it: more than half of its codes, as where the pages are
// looked for in the wrong place; and files without a header, which somebody may
// have written in the meantime. A code that another one has replaced is still in
// the files, as an alias, and is not taken away.
func (p *Project) Removals(plan *output.Plan) []Removal {
	if !plan.Stale() {
		return nil
	}
	type codes map[string]bool
	before, after := map[string]codes{}, map[string]codes{}
	files, bare := map[string][]string{}, map[string]bool{}
	var folders []string
	for _, c := range plan.Changes {
		folder := path.Dir(c.Name)
		if before[folder] == nil {
			folders = append(folders, folder)
			before[folder], after[folder] = codes{}, codes{}
		}
		p.mention(before[folder], c.Old)
		p.mention(after[folder], c.New)
		if c.Op == output.Delete {
			files[folder] = append(files[folder], c.Name)
			bare[folder] = bare[folder] || c.Bare
		}
	}
	slices.Sort(folders)
	var out []Removal
	for _, folder := range folders {
		r := Removal{Folder: folder, Had: len(before[folder]), Files: files[folder]}
		for code := range before[folder] {
			if !after[folder][code] {
				r.Codes = append(r.Codes, code)
			}
		}
		if 2*len(r.Codes) > r.Had || bare[folder] {
			slices.Sort(r.Codes)
			out = append(out, r)
		}
	}
	return out
}

// maxCode is the length over which a text is not looked at as a code.
const maxCode = 1024

// mention adds the codes of a generated file, which stand in double quotes in every
// language. Those in its comments are examples.
func (p *Project) mention(codes map[string]bool, data []byte) {
	for start := bytes.IndexByte(data, '"'); start >= 0; {
		length := bytes.IndexByte(data[start+1:], '"')
		if length < 0 {
			return
		}
		text := data[start+1 : start+1+length]
		if length <= maxCode && p.Catalog.FormOf(catalog.Code(text)) != nil && !inComment(data[:start]) {
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
