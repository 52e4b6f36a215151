package vet

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// Options say what is looked at, and how.
type Options struct {
	Dir      string   // the folder in which go vet runs
	Tool     string   // the path of a program that calls [Tool]
	Packages []string // patterns as go vet takes them
	Switches bool     // whether to run [Switch]
	Base     string   // findings name files relative to it
}

// A LoadError says that packages could not be checked, since they do not compile
// or do not exist.
type LoadError struct{ Text string }

func (e *LoadError) Error() string {
	lines := []string{"the packages cannot be checked:"}
	for line := range strings.Lines(e.Text) {
		lines = append(lines, diag.Printable(strings.TrimRight(line, "\r\n")))
	}
	return strings.Join(lines, "\n")
}

// A Result is what was found.
type Result struct {
	Found diag.List
	edits map[string][]edit // by path
}

// An edit is one of a suggested fix.
type edit struct {
	Filename   string `json:"filename"`
	Start, End int
	New        string
}

type finding struct {
	Posn, End, Message, Category string
	Fixes                        []struct{ Edits []edit } `json:"suggested_fixes"`
}

// Run runs the analyzers with go vet, which checks packages in parallel and caches
// the results of those that have not changed.
func Run(ctx context.Context, o Options) (*Result, error) {
	args := []string{"vet", "-vettool=" + o.Tool, "-json"}
	if o.Switches {
		args = append(args, "-codeswitch.on")
	}
	cmd := exec.CommandContext(ctx, "go", append(append(args, "--"), o.Packages...)...)
	cmd.Dir = o.Dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		return nil, &LoadError{strings.TrimSpace(stderr.String())}
	case err != nil:
		return nil, fmt.Errorf("run go vet: %w", err)
	}
	// Older go commands write what tools say to stderr, below a line for each package.
	all, err := decode(stdout.Bytes())
	if err == nil && len(bytes.TrimSpace(stdout.Bytes())) == 0 {
		all, err = decode(stderr.Bytes())
	}
	if err != nil {
		return nil, fmt.Errorf("read what go vet says: %w", err)
	}
	return collect(all, o)
}

// decode reads what go vet -json prints: findings by package and analyzer.
func decode(out []byte) (map[string][]finding, error) {
	var objects bytes.Buffer
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			objects.Write(line)
		}
	}
	all := map[string][]finding{}
	for d := json.NewDecoder(&objects); ; {
		var packages map[string]map[string]json.RawMessage
		err := d.Decode(&packages)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		for _, analyzers := range packages {
			for name, raw := range analyzers {
				var found []finding
				if err := json.Unmarshal(raw, &found); err != nil {
					return nil, fmt.Errorf("%s: %s", name, raw)
				}
				all[name] = append(all[name], found...)
			}
		}
	}
}

func collect(all map[string][]finding, o Options) (*Result, error) {
	r := &Result{edits: map[string][]edit{}}
	files := map[string]*source.File{}
	seen := map[string]bool{} // a package is looked at again with its tests
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, f := range all[name] {
			key := name + "\x00" + f.Posn + "\x00" + f.Message
			if seen[key] {
				continue
			}
			seen[key] = true
			path, start, ok := position(f.Posn)
			if !ok {
				return nil, fmt.Errorf("%s: no position in %q", name, f.Posn)
			}
			file := files[path]
			if file == nil {
				data, err := os.ReadFile(path)
				if err != nil {
					return nil, err
				}
				shown := path
				if rel, err := filepath.Rel(o.Base, path); err == nil {
					shown = filepath.ToSlash(rel)
				}
				file = source.NewFile(shown, data)
				files[path] = file
			}
			from := offset(file.Data, start)
			to := from
			if _, end, ok := position(f.End); ok {
				to = max(from, offset(file.Data, end))
			}
			severity := diag.Error
			if f.Category == "warning" {
				severity = diag.Warning
			}
			d := r.Found.Add(name, severity, file.Span(from, to), "%s", f.Message)
			if len(f.Fixes) > 0 {
				d.Hint = "errgen vet --fix can fix it"
				for _, e := range f.Fixes[0].Edits {
					r.edits[e.Filename] = append(r.edits[e.Filename], e)
				}
			}
		}
	}
	r.Found = r.Found.Sorted()
	return r, nil
}

type lineColumn struct{ line, column int }

// position reads "file:line:column".
func position(s string) (path string, at lineColumn, ok bool) {
	j := strings.LastIndexByte(s, ':')
	if j < 0 {
		return "", at, false
	}
	i := strings.LastIndexByte(s[:j], ':')
	if i < 0 {
		return "", at, false
	}
	var err1, err2 error
	at.line, err1 = strconv.Atoi(s[i+1 : j])
	at.column, err2 = strconv.Atoi(s[j+1:])
	return s[:i], at, err1 == nil && err2 == nil
}

// offset returns where a line and a column of bytes are.
func offset(data []byte, at lineColumn) int {
	start := 0
	for range at.line - 1 {
		i := bytes.IndexByte(data[start:], '\n')
		if i < 0 {
			return len(data)
		}
		start += i + 1
	}
	return min(start+at.column-1, len(data))
}

// Fix applies the suggested fixes, formats the files, and returns how many it
// has written. Of two fixes of the same place it applies the first; the other is
// reported again by the next run.
func (r *Result) Fix() (int, error) {
	for _, name := range slices.Sorted(maps.Keys(r.edits)) {
		data, err := os.ReadFile(name)
		if err != nil {
			return 0, err
		}
		info, err := os.Stat(name)
		if err != nil {
			return 0, err
		}
		fixed, err := format.Source(unimport(data, joinImports(apply(data, r.edits[name]))))
		if err != nil {
			return 0, fmt.Errorf("fix %s: %w", name, err)
		}
		if err := os.WriteFile(name, fixed, info.Mode()); err != nil {
			return 0, err
		}
	}
	return len(r.edits), nil
}

func apply(data []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(a.New, b.New))
	})
	var out []byte
	at := 0
	var before *edit
	for i, e := range edits {
		if before != nil && e == *before || e.Start < at || e.End > len(data) {
			continue // an import that two fixes need, or another fix of the same text
		}
		out = append(append(out, data[at:e.Start]...), e.New...)
		at, before = e.End, &edits[i]
	}
	return append(out, data[at:]...)
}

// singles are declarations of one import each, one below the other.
var singles = regexp.MustCompile(`(?m)(?:^import (?:\w+ )?"[^"\n]+"\n\s*){2,}`)

// joinImports makes one declaration of several.
func joinImports(data []byte) []byte {
	at := singles.FindIndex(data)
	if at == nil {
		return data
	}
	var groups [2][]string
	for line := range strings.Lines(string(data[at[0]:at[1]])) {
		if spec, ok := strings.CutPrefix(strings.TrimSpace(line), "import "); ok {
			group := 1
			if isStandard(strings.Trim(spec[strings.IndexByte(spec, '"'):], `"`)) {
				group = 0
			}
			groups[group] = append(groups[group], spec)
		}
	}
	var b strings.Builder
	b.WriteString("import (")
	for _, group := range groups {
		slices.Sort(group)
		for _, spec := range group {
			b.WriteString("\n\t" + spec)
		}
		b.WriteString("\n")
	}
	b.WriteString(")\n\n")
	return slices.Concat(data[:at[0]], []byte(b.String()), data[at[1]:])
}

// unimport removes the imports that a file used before it was fixed and uses no more.
func unimport(before, after []byte) []byte {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", after, parser.ParseComments|parser.SkipObjectResolution)
	was, err2 := parser.ParseFile(fset, "", before, parser.SkipObjectResolution)
	if err != nil || err2 != nil {
		return after // it cannot be formatted either, which is told
	}
	used, uses := selected(was), selected(f)
	unused := func(spec ast.Spec) bool {
		s := spec.(*ast.ImportSpec)
		imported, err := strconv.Unquote(s.Path.Value)
		name := path.Base(imported)
		if s.Name != nil {
			name = s.Name.Name
		}
		return err == nil && used[name] && !uses[name]
	}
	var out []byte
	at := 0
	drop := func(from, to token.Pos) { // whole lines
		start, end := fset.Position(from).Offset, fset.Position(to).Offset
		start = bytes.LastIndexByte(after[:start], '\n') + 1
		if n := bytes.IndexByte(after[end:], '\n'); n >= 0 {
			end += n + 1
		}
		out, at = append(out, after[at:start]...), end
	}
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		switch {
		case !ok || d.Tok != token.IMPORT:
		case !slices.ContainsFunc(d.Specs, func(s ast.Spec) bool { return !unused(s) }):
			drop(d.Pos(), d.End())
		default:
			for _, s := range d.Specs {
				if unused(s) {
					drop(s.Pos(), s.End())
				}
			}
		}
	}
	return append(out, after[at:]...)
}

// selected returns the names that something is selected from.
func selected(f *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

// Rules describes the analyzers for the printers of findings.
func Rules() (infos []diag.RuleInfo) {
	for _, a := range Analyzers {
		summary, _, _ := strings.Cut(a.Doc, "\n")
		infos = append(infos, diag.RuleInfo{ID: a.Name, Summary: summary, Help: a.Doc, Severity: severity(a)})
	}
	return infos
}

func severity(a *analysis.Analyzer) diag.Severity {
	if a == Switch {
		return diag.Warning
	}
	return diag.Error
}
