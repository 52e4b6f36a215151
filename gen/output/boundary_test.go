package output_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
)

func link(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skip(err)
	}
}

func TestTop(t *testing.T) {
	r := newTree(t)
	r.write("a/.git", "gitdir: elsewhere\n")
	r.write("a/b/c/x", "")
	r.write("a/b/go.mod", "module in a repository\n")
	r.write("d/x", "")
	r.write("archive/.errgen-outputs", "")
	r.write("archive/b/go.mod", "module in an archive\n")
	for dir, want := range map[string]string{"a/b/c": "a", "a": "a", "d": ".", ".": ".", "archive/b": "archive"} {
		b, err := output.NewBoundary(r.path(dir), "")
		if err != nil || b.Top() != r.path(want) {
			t.Errorf("the top of %s is %s, %v; want %s", dir, b.Top(), err, r.path(want))
		}
	}
}

// TestBarred: what counts is where a path leads, and a folder .git is outside
// wherever it lies.
func TestBarred(t *testing.T) {
	r, away := newTree(t), newTree(t)
	r.write("docs/x", "")
	away.write("pages/x", "")
	b, err := output.NewBoundary(r.path("docs"), away.path("pages"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		r.dir: true, r.path("x"): true, r.path("docs/a/b"): true, r.path("..x"): true,
		away.path("pages/a"): true, away.path("pages"): true,
		away.dir: false, away.path("pages2"): false, filepath.Dir(r.dir): false, r.dir + "x": false, "/": false,
		r.path(".git"): false, r.path(".git/config"): false, r.path("a/.GIT/hooks"): false, r.path("a/.git ./hooks"): false,
		away.path("pages/.git/x"): false, r.path(".gitattributes"): true, r.path("a.git/x"): true,
	} {
		if got := b.Barred(path, false); (got == "") != want {
			t.Errorf("%s is barred: %q, want %v", path, got, !want)
		}
	}
	if b.Barred(away.dir, true) != "" || b.Barred(away.path(".git/config"), true) != "leads into a .git folder" {
		t.Error("where outside is allowed, .git is not")
	}
}

// TestNamedPages: pages that errgen.yaml itself looks for elsewhere are inside,
// and pages that a link puts elsewhere are not.
func TestNamedPages(t *testing.T) {
	r := newTree(t)
	r.write("repository/.git", "")
	r.write("docs/a.mdx", "")
	link(t, filepath.Join("..", "docs"), r.path("repository/pages"))
	said, err := output.NewBoundary(r.path("repository"), r.path("docs"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := said.Follow(r.path("docs/a.mdx"), "a.mdx", false); err != nil {
		t.Error(err)
	}
	linked, err := output.NewBoundary(r.path("repository"), r.path("repository/pages"))
	if err != nil {
		t.Fatal(err)
	}
	var refused *output.RefusedError
	if _, err := linked.Follow(r.path("repository/pages"), "pages", false); !errors.As(err, &refused) ||
		err.Error() != "pages leads out of "+r.path("repository") {
		t.Errorf("got %v", err)
	}
	if real, err := linked.Follow(r.path("repository/pages"), "pages", true); err != nil || real != r.path("docs") {
		t.Errorf("allowed outside: %s, %v", real, err)
	}
	if _, err := linked.Follow(r.path("repository/none"), "none", false); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there gives %v", err)
	}
}

// TestGitFolder: nothing is written into git's own folder, however it is reached.
func TestGitFolder(t *testing.T) {
	r := newTree(t)
	r.write(".git/hooks/x", "")
	link(t, ".git", r.path("git"))
	files := []emit.File{{Path: "pre-commit", Data: []byte("# " + emit.Header)}}
	for _, dir := range []string{".git/hooks", ".git", "git/hooks", "sub/.Git/x"} {
		for _, outside := range []bool{false, true} {
			_, err := r.plan(output.Folder{Dir: r.path(dir), Files: files, AllowOutside: outside})
			var refused *output.RefusedError
			if !errors.As(err, &refused) || err.Error() != dir+" leads into a .git folder" {
				t.Errorf("out %s: got %v", dir, err)
			}
		}
	}
}

// TestNamesOfFolders: a folder that errgen.yaml names has a name for every system;
// what lies above errgen.yaml may be called as it is.
func TestNamesOfFolders(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there can be no such folders")
	}
	r := newTree(t)
	r.write("aux/errors/x", "")
	b, err := output.NewBoundary(r.path("aux/errors"), "")
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"aux/errors/con":       `contains "con", the name of a device on Windows`,
		"aux/errors/a/NUL.d/b": `contains "NUL.d", the name of a device on Windows`,
		"aux/com1":             `contains "com1", the name of a device on Windows`,
		"aux/errors/a:b":       `has a character in "a:b" that some systems do not allow`,
		"aux/errors/a.":        `contains the name "a.", whose last character some systems do not allow`,
		"aux/errors/" + strings.Repeat("long", 64): `has a name of 256 bytes, "longlonglonglonglong"..., and file systems allow 255`,
		"aux/errors/codes":                         "",
		"aux/codes":                                "",
		"aux/errors":                               "",
	} {
		_, err := output.New([]output.Folder{{Dir: r.path(dir)}}, output.Options{Boundary: b, Base: r.dir})
		switch {
		case want == "" && err != nil:
			t.Errorf("out %s: %v", dir, err)
		case want != "" && (err == nil || err.Error() != dir+" "+want):
			t.Errorf("out %s: got %v, want it to say that it %s", dir, err, want)
		}
	}
}

// TestEditsOutside: no file outside is changed or made, by any way that leads
// there, and none of the others of the same run.
func TestEditsOutside(t *testing.T) {
	r, away := newTree(t), newTree(t)
	away.write("secret.txt", "secret\n")
	r.write("pages/real.mdx", "page\n")
	link(t, away.dir, r.path("pages/other"))
	link(t, away.path("secret.txt"), r.path("pages/env.mdx"))
	link(t, "real.mdx", r.path("pages/inside.mdx"))
	options := output.Options{Boundary: r.boundary(), Base: r.dir}
	edits := []output.Edit{
		{Path: r.path("pages/real.mdx"), Old: []byte("page\n"), New: []byte("changed\n")},
		{Path: r.path("pages/env.mdx"), Old: []byte("secret\n"), New: []byte("changed\n")},
		{Path: r.path("pages/other/new.mdx"), New: []byte("made\n")},
		{Path: r.path("pages/con.mdx"), New: []byte("made\n")},
		{Path: r.path(".git/config"), New: []byte("made\n")},
		{Path: filepath.Join(r.dir, "..", "x"), New: []byte("made\n")},
	}
	_, err := output.NewEdits(edits, options)
	want := `pages/env.mdx leads out of ` + r.dir + `
pages/other/new.mdx leads out of ` + r.dir + `
pages/con.mdx contains "con.mdx", the name of a device on Windows
.git/config leads into a .git folder
../x leads out of ` + r.dir
	var refused *output.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	if d := cmp.Diff(want, err.Error()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	for i := range edits {
		edits[i].AllowOutside = true
	}
	allowed, err := output.NewEdits(append(edits[:3:3], output.Edit{Path: r.path("pages/inside.mdx"), Old: []byte("page\n"), New: []byte("changed\n")}), options)
	if err != nil {
		t.Fatal(err)
	}
	if allowed.Changes = allowed.Changes[1:]; allowed.Apply() != nil {
		t.Fatal("what is allowed outside was not written")
	}
	if d := cmp.Diff(map[string]string{"secret.txt": "changed\n", "new.mdx": "made\n"}, away.files()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if got := r.files()["pages/real.mdx"]; got != "changed\n" {
		t.Errorf("a link inside was not written through: %q", got)
	}
}

// TestSwappedFolder: a folder that becomes a link between planning and writing
// takes no file out.
func TestSwappedFolder(t *testing.T) {
	r, away := newTree(t), newTree(t)
	r.write("pages/x", "")
	edits, err := output.NewEdits([]output.Edit{{Path: r.path("pages/new.mdx"), New: []byte("made\n")}}, output.Options{Boundary: r.boundary(), Base: r.dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(r.path("pages")); err != nil {
		t.Fatal(err)
	}
	link(t, away.dir, r.path("pages"))
	if err := edits.Apply(); err == nil {
		t.Error("it was written")
	}
	if got := away.files(); len(got) > 0 {
		t.Errorf("outside there is %v", got)
	}
}
