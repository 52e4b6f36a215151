package output_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
)

const header = "// " + emit.Header + "\n"

// A tree is a project's folder with a go.mod in it.
type tree struct {
	t   testing.TB
	dir string
}

func newTree(t testing.TB) tree {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := tree{t, dir}
	r.write("go.mod", "module x\n")
	return r
}

func (r tree) path(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

func (r tree) write(name, data string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Dir(r.path(name)), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(r.path(name), []byte(data), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// files returns every file of the tree but go.mod, with its content, and every
// empty folder, with a slash.
func (r tree) files() map[string]string {
	r.t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(r.dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(r.dir, file)
		switch rel = filepath.ToSlash(rel); {
		case d.Type().IsRegular() && rel != "go.mod":
			data, err := os.ReadFile(file)
			out[rel] = string(data)
			return err
		case d.IsDir():
			if inside, err := os.ReadDir(file); err == nil && len(inside) == 0 {
				out[rel+"/"] = ""
			}
		case rel != "go.mod":
			out[rel] = d.Type().String()
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

// want is a folder "out" with these files; pairs of name and content, which is
// given the header.
func (r tree) want(pairs ...string) output.Folder {
	f := output.Folder{Dir: r.path("out")}
	for i := 0; i < len(pairs); i += 2 {
		f.Files = append(f.Files, emit.File{Path: pairs[i], Data: []byte(header + pairs[i+1])})
	}
	return f
}

func (r tree) plan(folders ...output.Folder) (*output.Plan, error) {
	return output.New(folders, output.Options{Boundary: r.boundary(), Base: r.dir})
}

func (r tree) boundary() *output.Boundary {
	r.t.Helper()
	b, err := output.NewBoundary(r.dir, "")
	if err != nil {
		r.t.Fatal(err)
	}
	return b
}

func (r tree) mustPlan(folders ...output.Folder) *output.Plan {
	r.t.Helper()
	p, err := r.plan(folders...)
	if err != nil {
		r.t.Fatal(err)
	}
	return p
}

func (r tree) apply(folders ...output.Folder) {
	r.t.Helper()
	if err := r.mustPlan(folders...).Apply(); err != nil {
		r.t.Fatal(err)
	}
}

func ops(p *output.Plan) string {
	var out []string
	for _, c := range p.Changes {
		out = append(out, c.Op.String()+" "+c.Name)
	}
	return strings.Join(out, ", ")
}

func TestLife(t *testing.T) {
	r := newTree(t)
	r.write("out/hand.go", "package out\n")
	r.write("out/below/old.go", header+"not looked at: nothing is planned in this folder")

	p := r.mustPlan(r.want("a.go", "a", "sub/b.go", "b"))
	if got, want := ops(p), "create out/a.go, create out/sub/b.go"; got != want {
		t.Errorf("first plan: %s; want %s", got, want)
	}
	if _, err := os.Stat(r.path("out/a.go")); err == nil {
		t.Error("planning wrote a file")
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if p = r.mustPlan(r.want("a.go", "a", "sub/b.go", "b")); p.Stale() {
		t.Errorf("stale after applying: %s", ops(p))
	}

	p = r.mustPlan(r.want("a.go", "a", "sub/c.go", "c"))
	if got, want := ops(p), "same out/a.go, delete out/sub/b.go, create out/sub/c.go"; got != want {
		t.Errorf("second plan: %s; want %s", got, want)
	}
	if n := p.Count(); n != [4]int{output.Same: 1, output.Create: 1, output.Delete: 1} {
		t.Errorf("counts are %v", n)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"out/a.go": header + "a", "out/sub/c.go": header + "c",
		"out/hand.go": "package out\n", "out/below/old.go": header + "not looked at: nothing is planned in this folder",
	}
	if d := cmp.Diff(want, r.files()); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
}

func TestUntouched(t *testing.T) {
	r := newTree(t)
	r.apply(r.want("same.go", "1", "changed.go", "1"))
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"out/same.go", "out/changed.go"} {
		if err := os.Chtimes(r.path(name), long, long); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(r.path(name), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	r.apply(r.want("same.go", "1", "changed.go", "2"))
	same, err := os.Stat(r.path("out/same.go"))
	if err != nil || !same.ModTime().Equal(long) {
		t.Errorf("an unchanged file has the time stamp %v, want %v (%v)", same.ModTime(), long, err)
	}
	changed, err := os.Stat(r.path("out/changed.go"))
	if err != nil || changed.Mode() != same.Mode() || runtime.GOOS != "windows" && changed.Mode() != 0o640 {
		t.Errorf("a changed file has the mode %v, want 0640 (%v)", changed.Mode(), err)
	}
	if changed.ModTime().Equal(long) {
		t.Error("a changed file kept its time stamp")
	}
}

func TestRefused(t *testing.T) {
	r := newTree(t)
	elsewhere := newTree(t)
	r.write("out/hand.go", "package out\n")
	r.write("out/nearly.go", "// code generated by errgen. DO NOT EDIT.\n")
	r.write("out/folder.go/x", "")
	r.write("out/file", "")
	r.write("out/target.go", header)
	for link, to := range map[string]string{
		"out/link.go": r.path("out/target.go"), "out/dangling.go": r.path("nowhere"), "out/away": elsewhere.dir,
		"out/lost": r.path("nowhere"),
	} {
		if err := os.Symlink(to, r.path(link)); err != nil {
			t.Skip(err)
		}
	}
	before := r.files()
	_, err := r.plan(r.want("hand.go", "", "nearly.go", "", "folder.go", "", "file/x.go", "", "link.go", "", "dangling.go", "",
		"away/x.go", "", "lost/x.go", "", "twice.go", "", "Twice.go", "", "fine.go", ""), r.want("fine.go", ""))
	want := `out/Twice.go is the same file as out/twice.go on systems that ignore case
out/away/x.go leads out of ` + r.dir + `: set allow_outside to write there
out/dangling.go is a symbolic link, which errgen does not write through: remove it
out/file/x.go has a file in its path where a folder is needed
out/fine.go is written by two targets: give one of them another out
out/folder.go is a folder, not a file
out/hand.go was not written by errgen: move it away, or choose another out
out/link.go is a symbolic link, which errgen does not write through: remove it
out/lost/x.go is reached through a broken symbolic link
out/nearly.go was not written by errgen: move it away, or choose another out`
	var refused *output.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want a RefusedError", err)
	}
	if d := cmp.Diff(want, err.Error()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if d := cmp.Diff(before, r.files()); d != "" {
		t.Errorf("refusing changed something (-before +after):\n%s", d)
	}
}

func TestPaths(t *testing.T) {
	r := newTree(t)
	for _, bad := range []string{
		"", ".", "..", "../x.go", "a/../../x.go", "a/../x.go", "/x.go", "./x.go", "a//x.go", "x/", `a\x.go`, "c:x.go",
		"con", "NUL.go", "aux/x.go", "com1.tar.gz", "lpt¹", "x.", "x /y.go", "a\nb.go", "a\x00b", "a?.go", ".errgen-0123456789abcdef.tmp",
		"\xff.go", ".git/hooks/x",
	} {
		if p, err := r.plan(r.want(bad, "")); err == nil {
			t.Errorf("path %q was planned: %s", bad, ops(p))
		}
	}
	for _, good := range []string{"x.go", "a/b/c.go", ".hidden", "..x", "console.go", "com10.go", "é.go"} {
		if _, err := r.plan(r.want(good, "")); err != nil {
			t.Errorf("path %q: %v", good, err)
		}
	}
	if _, err := r.plan(output.Folder{Dir: r.path("out"), Files: []emit.File{{Path: "x.go", Data: []byte("package x\n")}}}); err == nil {
		t.Error("a file without the header was planned: the next run would refuse it")
	}
}

func TestOutside(t *testing.T) {
	r, away := newTree(t), newTree(t)
	if err := os.Symlink(away.dir, r.path("link")); err != nil {
		t.Skip(err)
	}
	for _, dir := range []string{away.path("out"), filepath.Dir(r.dir), r.path("link/out"), r.dir + "x"} {
		f := output.Folder{Dir: dir, Files: []emit.File{{Path: "x.go", Data: []byte(header)}}}
		var refused *output.RefusedError
		if _, err := r.plan(f); !errors.As(err, &refused) {
			t.Errorf("out %s: got %v, want a RefusedError", dir, err)
		}
	}
	f := output.Folder{Dir: r.path("link/out"), AllowOutside: true, Files: []emit.File{{Path: "x.go", Data: []byte(header)}}}
	r.apply(f)
	if d := cmp.Diff(map[string]string{"out/x.go": header}, away.files()); d != "" {
		t.Errorf("allowed outside (-want +got):\n%s", d)
	}
	// A link that stays inside is nobody's harm, and names the same file.
	if err := os.Symlink(r.path("real"), r.path("inner")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(r.path("real"), 0o777); err != nil {
		t.Fatal(err)
	}
	one, two := r.want("x.go", ""), r.want("x.go", "")
	one.Dir, two.Dir = r.path("real"), r.path("inner")
	r.apply(two)
	if _, err := r.plan(one, two); err == nil {
		t.Error("two outs that are one folder were planned with the same file")
	}
}

func TestOwner(t *testing.T) {
	for head, want := range map[string]bool{
		"// " + emit.Header:                               true,
		"# " + emit.Header + "\r\nx":                      true,
		"\ufeff//" + emit.Header + " \n":                  true,
		"#!/usr/bin/env python3\n# " + emit.Header + "\n": true,
		"{\n  \"$comment\": \"" + emit.Header + "\",\n":   true,
		"{\"x\":\"" + emit.Header + "\"}":                 true,
		strings.Repeat("\n", 9) + "# " + emit.Header:      true,
		strings.Repeat("\n", 10) + "# " + emit.Header:     false,
		emit.Header:                        false,
		"":                                 false,
		"// " + emit.Header + " Really.\n": false,
		"// not " + emit.Header:            false,
		"s = \"// " + emit.Header + "\"\n": false,
		"{\"a\": 1, \"b\": \"" + emit.Header + "\"}":    false,
		"[{\"a\": \"" + emit.Header + "\"}]":            false,
		strings.Repeat(" ", 5000) + "// " + emit.Header: false,
	} {
		r := newTree(t)
		r.write("out/x", head)
		_, err := r.plan(r.want("x", ""))
		if got := err == nil; got != want {
			t.Errorf("%.60q: errgen's %v, want %v (%v)", head, got, want, err)
		}
	}
}

func TestLitter(t *testing.T) {
	r := newTree(t)
	f := r.want("x.go", "")
	r.apply(f)
	r.write("out/.errgen-0123456789abcdef.tmp", "half of a fi")
	old := time.Now().Add(-2 * time.Hour) // as without locks younger ones may be another run's
	if err := os.Chtimes(r.path("out/.errgen-0123456789abcdef.tmp"), old, old); err != nil {
		t.Fatal(err)
	}
	r.write("out/.errgen-mine.tmp", "not errgen's")
	p := r.mustPlan(f)
	if p.Stale() {
		t.Errorf("a temporary file made the output stale: %s", ops(p))
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"out/x.go": header, "out/.errgen-mine.tmp": "not errgen's"}
	if d := cmp.Diff(want, r.files()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// TestLate: what happens between plan and apply is seen.
func TestLate(t *testing.T) {
	r := newTree(t)
	p := r.mustPlan(r.want("new/a.go", "", "b.go", ""))
	r.write("out/b.go", "somebody's own\n")
	var refused *output.RefusedError
	if err := p.Apply(); !errors.As(err, &refused) {
		t.Errorf("got %v, want a RefusedError", err)
	}
	if d := cmp.Diff(map[string]string{"out/b.go": "somebody's own\n"}, r.files()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// TestOvertaken: another run made the files after this one planned. What is
// written in the end is all of this one's, even what needed no change before.
func TestOvertaken(t *testing.T) {
	r := newTree(t)
	r.apply(r.want("a.go", "1", "b.go", "1"))
	p := r.mustPlan(r.want("a.go", "1", "b.go", "2"))
	r.apply(r.want("a.go", "3", "b.go", "2", "c.go", "3"))
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]string{"out/a.go": header + "1", "out/b.go": header + "2"}, r.files()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if got, want := ops(p), "update out/a.go, same out/b.go, delete out/c.go"; got != want {
		t.Errorf("the plan says that it did %s; want %s", got, want)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("no folder is read-only here")
	}
	r := newTree(t)
	r.apply(r.want("a.go", "1"))
	if err := os.Chmod(r.path("out"), 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(r.path("out"), 0o755)
	err := r.mustPlan(r.want("a.go", "2")).Apply()
	if err == nil || err.Error() != "write out/a.go: permission denied" {
		t.Errorf("got %v", err)
	}
}

func TestManyTargets(t *testing.T) {
	r := newTree(t)
	var folders []output.Folder
	for i := range 20 {
		f := r.want("x.go", fmt.Sprint(i))
		f.Dir = r.path(fmt.Sprintf("out/%d", i))
		folders = append(folders, f)
	}
	r.apply(folders...)
	slices.Reverse(folders)
	if p := r.mustPlan(folders...); p.Stale() || len(p.Changes) != 20 {
		t.Errorf("the order of the folders matters: %s", ops(p))
	}
}

// FuzzPlan: whatever path and content a target comes up with, a plan is refused
// or makes exactly that file, inside of the folder, and is then done.
func FuzzPlan(f *testing.F) {
	for _, name := range []string{"x.go", "a/b/c.go", "../x.go", "/x", "a\x00", "con", "a/./b", "\xff", "..", "a\nb", ".errgen-0123456789abcdef.tmp"} {
		f.Add(name, header+"x")
	}
	f.Add("a b/#c/\u00e9.go", header)
	f.Add("x.json", `{"$comment": "`+emit.Header+`"}`)
	f.Fuzz(func(t *testing.T, name, data string) {
		r := newTree(t)
		r.write("errgen.yaml", "")
		folder := output.Folder{Dir: r.path("out"), Files: []emit.File{{Path: name, Data: []byte(data)}}}
		p, err := r.owned("errgen.yaml", false, "", folder)
		if err != nil {
			return
		}
		if err := p.Apply(); err != nil {
			if errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EILSEQ) {
				return
			}
			t.Fatal(err)
		}
		files := r.files()
		delete(files, ".errgen-outputs")
		if d := cmp.Diff(map[string]string{"errgen.yaml": "", "out/" + name: data}, files); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
		again := func(folders ...output.Folder) *output.Plan {
			p, err := r.owned("errgen.yaml", false, "", folders...)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		if p := again(folder); p.Stale() {
			t.Errorf("stale after applying: %s", ops(p))
		}
		if p := again(); len(p.Changes) != 1 || p.Changes[0].Op != output.Delete {
			t.Errorf("the file that errgen wrote is no orphan once it is not wanted: %s", ops(p))
		}
	})
}

func BenchmarkPlan(b *testing.B) {
	r := newTree(b)
	f := r.want("a.go", strings.Repeat("x\n", 1<<20), "b.go", strings.Repeat("y\n", 1<<20), "c.go", "")
	r.apply(f)
	for b.Loop() {
		if r.mustPlan(f).Stale() {
			b.Fatal("stale")
		}
	}
}

func BenchmarkApply(b *testing.B) {
	r := newTree(b)
	for n := 0; b.Loop(); n++ {
		r.apply(r.want("a.go", strings.Repeat(fmt.Sprintf("%8d\n", n), 1<<18), "b.go", strings.Repeat(fmt.Sprintf("%8d\n", n), 1<<18)))
	}
}
