package gen_test

import (
	"bytes"
	"cmp"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/unkeyed/errgen"

// rows is the order of the packages: each may import only packages of the rows
// before its own. A pattern that ends in /* stands for every package below it.
var rows = [][]string{
	{"gen/source", "gen/nearest", "gen/walk", "gen/git"},
	{"gen/diag", "gen/jsonpos", "gen/name", "gen/form", "gen/mdx/script"},
	{"gen/envelope", "gen/conflict", "gen/mdx/tree", "gen/site"},
	{"gen/catalog", "gen/envelope/infer"},
	{"gen/yamlpos", "gen/mdx/inline", "gen/emit", "gen/lint/raw", "gen/snapshot"},
	{"gen/mdx/pair"},
	{"gen/mdx", "gen/lint/rule", "gen/emit/golang/gofile", "gen/emit/golang/model"},
	{"gen/markdown", "gen/lint/*", "gen/emit/golang/body"},
	{"gen/compare", "gen/lifecycle", "gen/lint", "gen/verify", "gen/vet", "gen/record", "gen/emit/pages", "gen/emit/redirects", "gen/emit/golang/table"},
	{"gen/page/missed"},
	{"gen/page/front"},
	{"gen/page/fact"},
	{"gen/page", "gen/config", "gen/output", "gen/draft", "gen/emit/*", "gen/vet/handlers/report", "gen/vet/handlers/value"},
	{"gen/survey/rules"},
	{"gen/survey", "gen/vet/handlers/routes", "gen/repo", "gen/removal"},
	{"gen/vet/handlers", "gen/author"},
	{"gen"},
	{"cmd/errgen/adopt", "cmd/errgen/render", "cmd/errgen/terminal"},
	{"cmd/errgen/watch", "cmd/errgen/lookup"},
	{"cmd/errgen/check", "cmd/errgen/edit", "cmd/errgen/generate", "cmd/errgen/setup"},
	{"cmd/errgen"},
}

// owners says which packages may import a library that is not the standard one.
// Replacing a library is then a change in one folder. A name that ends in _test
// stands for the tests of a package.
var owners = map[string][]string{
	"github.com/yuin/goldmark":              {"gen/mdx/inline", "gen/mdx_test", "gen_test"}, // benchmarks measure against it
	"gopkg.in/yaml.v3":                      {"gen/yamlpos"},
	"github.com/dave/jennifer":              {"gen/emit/golang/body"},
	"github.com/bmatcuk/doublestar/v4":      {"gen/config"},
	"github.com/rogpeppe/go-internal/diff":  {"gen/output"},
	"github.com/spf13/cobra":                commands,
	"github.com/spf13/pflag":                {"cmd/errgen/terminal"}, // what cobra says of an unknown flag
	"github.com/fsnotify/fsnotify":          {"cmd/errgen/watch"},
	"golang.org/x/term":                     {"cmd/errgen/terminal"},
	"github.com/alecthomas/chroma/v2":       {"gen/emit/html"}, // colours of code; its lexers alone are read for tests
	"golang.org/x/text/unicode/norm":        {"gen/site"},      // VitePress takes accents off
	"github.com/google/go-cmp":              nil,               // nil: tests alone
	"github.com/rogpeppe/go-internal":       nil,
	"github.com/santhosh-tekuri/jsonschema": nil,
	"golang.org/x/tools":                    {"gen/vet", "gen/vet/handlers", "gen/vet/handlers/value"},
	"golang.org/x/net/html":                 nil, // reads what gen/emit/html writes
	"golang.org/x/tools/txtar":              nil,
}

// commands are the packages that make commands, each a cobra.Command with
// its flags and its help: to hide cobra from them would take a second one of it.
var commands = []string{
	"cmd/errgen", "cmd/errgen/terminal", "cmd/errgen/lookup", "cmd/errgen/check", "cmd/errgen/generate", "cmd/errgen/edit", "cmd/errgen/setup",
}

// standalone packages import the standard library alone: what is generated, what
// is copied into it, and the embedded pages.
var standalone = []string{"pkg/codes", "gen/emit/golang/runtime", "errors"}

// TestImports reads the files itself. Asking "go list" would be shorter, but the
// test cache cannot see what a subprocess reads, so a new import would be
// answered with an old "ok".
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	eachGoFile(t, func(file, pkg string) {
		if strings.Contains(pkg, "/internal/") {
			return // helpers of tests; only tests can import them
		}
		seen[pkg] = true
		test := strings.HasSuffix(file, "_test.go")
		own := row(pkg)
		if own < 0 && !slices.Contains(standalone, pkg) {
			t.Errorf("%s: package %s is in no row of the layout", file, pkg)
			return
		}
		for _, imported := range imports(t, file) {
			inner, ours := strings.CutPrefix(imported, module+"/")
			switch {
			case !strings.Contains(strings.Split(imported, "/")[0], "."): // standard library
			case test && ours:
			case slices.Contains(standalone, pkg) && !test:
				t.Errorf("%s imports %s; package %s may import the standard library alone", file, imported, pkg)
			case ours && slices.Contains(standalone, inner):
			case ours && row(inner) >= own:
				t.Errorf("%s imports %s: row %d may not import row %d", file, imported, own+1, row(inner)+1)
			case ours && strings.HasPrefix(inner, "gen/internal/"):
				t.Errorf("%s imports %s, which is for tests", file, imported)
			case !ours && !owns(pkg, imported, test):
				t.Errorf("%s imports %s, which is not its to import: see owners", file, imported)
			}
		}
	})
	for _, packages := range rows {
		for _, pkg := range packages {
			if !strings.HasSuffix(pkg, "/*") && !seen[pkg] {
				t.Errorf("the layout names package %s, which does not exist", pkg)
			}
		}
	}
}

// TestTopLevel keeps the top level as it is: dot-files may join it, nothing else.
func TestTopLevel(t *testing.T) {
	want := []string{"cmd", "errors", "gen", "go.mod", "go.sum", "Makefile", "pkg", "README.md"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(want, e.Name()) && e.Name() != "errgen" && e.Name() != "bin" {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}

func row(pkg string) int {
	for i, packages := range rows {
		for _, p := range packages {
			if prefix, ok := strings.CutSuffix(p, "*"); p == pkg || ok && strings.HasPrefix(pkg, prefix) {
				return i
			}
		}
	}
	return -1
}

func owns(pkg, imported string, test bool) bool {
	best := ""
	for library := range owners {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && len(library) > len(best) {
			best = library
		}
	}
	if best == "" {
		return false
	}
	return slices.Contains(owners[best], pkg) || test && (owners[best] == nil || slices.Contains(owners[best], pkg+"_test"))
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// eachGoFile calls do with every Go file of the module, as a path from its root,
// and its package's folder.
func eachGoFile(t *testing.T, do func(file, pkg string)) {
	t.Helper()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && file != "."):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(file, ".go"):
			do(file, path.Dir(file))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMap: the documentation of this package and of the command names each package
// below it, once, and no other.
func TestMap(t *testing.T) {
	line := regexp.MustCompile(`(?m)^//\t([a-z]+) {1,9}[a-z]`)
	for file, heading := range map[string]string{"gen/gen.go": "below this one", "cmd/errgen/main.go": "the packages below"} {
		doc, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		entries, err := os.ReadDir(filepath.Dir(filepath.Join("..", file)))
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, e := range entries {
			if e.IsDir() && e.Name() != "internal" && e.Name() != "testdata" {
				want = append(want, e.Name())
			}
		}
		_, rooms, _ := strings.Cut(string(doc), heading)
		for _, m := range line.FindAllStringSubmatch(rooms, -1) {
			got = append(got, m[1])
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("the map in %s has the packages\n%q, want\n%q", file, got, want)
		}
	}
}

// maxLines is how many lines a package may have, without its tests: what a person can
// read in an afternoon.
const maxLines = 2500

// whole packages may have more, since they cannot be split.
var whole = []string{
	"pkg/codes",               // generated
	"gen/emit/golang/runtime", // copied into one generated package
}

// TestRooms: no package has more lines than maxLines.
func TestRooms(t *testing.T) {
	type file struct {
		name  string
		lines int
	}
	files := map[string][]file{}
	total := map[string]int{}
	eachGoFile(t, func(name, pkg string) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		n := bytes.Count(data, []byte("\n"))
		files[pkg] = append(files[pkg], file{filepath.Base(name), n})
		total[pkg] += n
	})
	for pkg, lines := range total {
		if lines <= maxLines || slices.Contains(whole, pkg) {
			continue
		}
		slices.SortFunc(files[pkg], func(a, b file) int { return cmp.Compare(b.lines, a.lines) })
		var largest []string
		for _, f := range files[pkg][:min(5, len(files[pkg]))] {
			largest = append(largest, fmt.Sprintf("%s %d", f.name, f.lines))
		}
		t.Errorf("%s has %d lines, want at most %d; its largest files: %s", pkg, lines, maxLines, strings.Join(largest, ", "))
	}
	for _, pkg := range whole {
		if total[pkg] <= maxLines {
			t.Errorf("%s has %d lines: remove it from whole", pkg, total[pkg])
		}
	}
}
