package gen

import (
	"bytes"
	"path"
	"regexp"
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
func Removals(plan *output.Plan) []Removal {
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
		mention(before[folder], c.Old)
		mention(after[folder], c.New)
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

// codeText finds the codes in a generated file, of whatever language. Nothing
// stands before the prefix, so that the search for it is fast.
var codeText = regexp.MustCompile(regexp.QuoteMeta(catalog.Prefix) + `[a-z][a-z0-9_]*:[a-z][a-z0-9_]*:[a-z][a-z0-9_]*`)

// mention adds the codes of a file. Those of its comments are only talked about.
func mention(codes map[string]bool, data []byte) {
	for _, at := range codeText.FindAllIndex(data, -1) {
		line := bytes.TrimLeft(data[bytes.LastIndexByte(data[:at[0]], '\n')+1:at[0]], " \t")
		if !slices.ContainsFunc([]string{"//", "*", "#"}, func(mark string) bool { return bytes.HasPrefix(line, []byte(mark)) }) {
			codes[string(data[at[0]:at[1]])] = true
		}
	}
}
