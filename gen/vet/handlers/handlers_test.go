package handlers_test

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/vet/handlers"
)

// lay writes an archive below a folder, and generates what its errgen.yaml says.
func lay(t testing.TB, archive string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := p.Plan(nil)
	if err == nil {
		err = plan.Apply()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// wanted returns what the comments of handlers say that they answer.
func wanted(t *testing.T, dir string) map[string]string {
	want := map[string]string{}
	fset := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(dir, "api", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok || d.Doc == nil {
				continue
			}
			_, words, ok := strings.Cut("\n"+d.Doc.Text(), "\nwant")
			if !ok {
				continue
			}
			name := d.Name.Name
			if d.Recv != nil {
				star := d.Recv.List[0].Type.(*ast.StarExpr)
				name = "(*" + star.X.(*ast.Ident).Name + ")." + name
			}
			want["api."+name] = sorted(strings.Fields(words))
		}
	}
	return want
}

func sorted(words []string) string {
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// server writes the server, and gets its router.
func server(t *testing.T) (dir string) {
	t.Helper()
	dir = lay(t, "testdata/server.txtar")
	download := exec.Command("go", "mod", "download")
	download.Dir = dir
	if out, err := download.CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v\n%s", err, out)
		}
		t.Skipf("the router of the server cannot be had, so handlers are not looked for: %v\n%s", err, out)
	}
	return dir
}

// TestFacts: where nothing is new, no function is looked at again but those that
// register handlers.
func TestFacts(t *testing.T) {
	dir := server(t)
	asked, looked, register, err := handlers.Settle(t.Context(), handlers.Options{Dir: dir, Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	if looked != register || register == 0 || asked < 5*looked {
		t.Errorf("%d of %d facts were computed again, but only %d register handlers", looked, asked, register)
	}
}

// TestServer holds what is found of a server against what a person found.
func TestServer(t *testing.T) {
	dir := server(t)
	want := wanted(t, dir)
	report, err := handlers.Find(context.Background(), handlers.Options{Dir: dir, Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	if len(want) < 60 {
		t.Errorf("%d handlers are wanted", len(want))
	}
	var routes []string
	for _, h := range report.Handlers {
		routes = append(routes, fmt.Sprintf("%s %s %s", h.Method, h.Path, h.Name))
		var got []string
		for _, c := range h.Codes {
			got = append(got, c.Code[strings.LastIndexByte(c.Code, ':')+1:])
		}
		for _, u := range h.Uncoded {
			got = append(got, fmt.Sprintf("~%d", u.Status))
		}
		for range h.Unresolved {
			got = append(got, "?")
		}
		if h.Path == "/files/" {
			if h.Looked {
				t.Errorf("%s: is not of this module, and was looked at", h.Path)
			}
			continue
		}
		if w, ok := want[h.Name]; !ok || w != sorted(got) {
			t.Errorf("%s %s %s: got %q, want %q\n%+v %+v", h.Method, h.Path, h.Name, sorted(got), w, h.Uncoded, h.Unresolved)
		}
		delete(want, h.Name)
	}
	for name := range want {
		t.Errorf("%s was not found", name)
	}
	data, err := os.ReadFile("testdata/routes")
	if err != nil && os.Getenv("ERRGEN_UPDATE") == "" {
		t.Fatal(err)
	}
	if got := strings.Join(routes, "\n") + "\n"; os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile("testdata/routes", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != string(data) {
		t.Errorf("routes are\n%s\nwant\n%s", got, data)
	}
}
