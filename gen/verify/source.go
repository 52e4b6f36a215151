package verify

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A File is one file to be read: where it is, and what findings call it.
type File struct {
	Path, Name string
}

// Result is what the files say.
type Result struct {
	Found diag.List
	Used  map[*catalog.Entry]bool // mentioned in any way
	Read  int                     // files that were read
}

// maxSize is the size in bytes over which a file is data, not source.
const maxSize = 4 << 20

// Files reads the files, several at a time. Those that are generated, binary or
// unreadable are skipped.
func (r *Reader) Files(files []File, ignores []Ignore) *Result {
	type one struct {
		used  []*catalog.Entry
		found diag.List
		read  bool
	}
	results := make([]one, len(files))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				data, ok := read(files[i].Path)
				if !ok {
					continue
				}
				results[i].read = true
				results[i].used, results[i].found = r.Text(source.NewFile(files[i].Name, data), ignores)
				if isDocument(files[i].Path) {
					results[i].used = nil // what tells of an error does not raise it
				}
			}
		})
	}
	workers.Wait()
	out := &Result{Used: map[*catalog.Entry]bool{}}
	for _, one := range results {
		out.Found = append(out.Found, one.found...)
		for _, e := range one.used {
			out.Used[e] = true
		}
		if one.read {
			out.Read++
		}
	}
	return out
}

// NeverRaised returns a finding for each code in use that no file mentions. The
// default code is never reported: generated packages answer with it by
// themselves.
func (r *Reader) NeverRaised(used map[*catalog.Entry]bool) (found diag.List) {
	for _, e := range r.catalog.Entries {
		if used[e] || e.Retired != nil || e == r.catalog.Lookup(r.catalog.DefaultCode) {
			continue
		}
		at := e.Code.Span
		if at.IsZero() {
			at = e.Start
		}
		found.Add(ruleNeverRaised, diag.Warning, at, "%s is documented, but no source file mentions it", e.Code.V).
			Hint = "raise it, retire it with errgen retire, or add the files that raise it to verify: source: in errgen.yaml"
	}
	return found
}

// read returns the text of a file, and false for one that is no source: binary,
// very large, generated.
func read(name string) ([]byte, bool) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSize {
		return nil, false
	}
	data, err := os.ReadFile(name)
	if err != nil || bytes.IndexByte(data[:min(len(data), 8<<10)], 0) >= 0 || generated(data) {
		return nil, false
	}
	return data, true
}

func isDocument(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".mdx" || ext == ".rst" || ext == ".adoc" || ext == ".txt"
}

var generatedLine = regexp.MustCompile(`(?m)^\W*(Code generated .* DO NOT EDIT\.|@generated\b)`)

// generated reports whether a file says at its top that it is generated.
func generated(data []byte) bool {
	return generatedLine.Match(data[:min(len(data), 2<<10)])
}

// Skipped reports whether a path, with forward slashes, is that of a file that
// is not part of the project: of a dependency or of a tool.
func Skipped(name string) bool {
	for dir := range strings.SplitSeq(path.Dir(name), "/") {
		switch dir {
		case "vendor", "node_modules", "third_party", ".git":
			return true
		}
	}
	switch path.Base(name) {
	case "go.sum", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "Cargo.lock", "poetry.lock", "uv.lock":
		return true
	}
	return strings.HasSuffix(name, ".min.js") || strings.HasSuffix(name, ".map") || strings.HasSuffix(name, ".sarif")
}

// Walk lists the regular files below a folder, as paths relative to it with forward
// slashes; folders whose names start with a dot are skipped.
func Walk(root string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(root, func(at string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, at)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case d.IsDir() && rel != "." && (strings.HasPrefix(d.Name(), ".") || Skipped(rel+"/x")):
			return filepath.SkipDir
		case d.Type().IsRegular():
			out = append(out, rel)
		}
		return nil
	})
	return out, err
}
