package output_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
)

const listHeader = `# What errgen generates: a folder, or a file whose format has no place for a header,
# and the errgen.yaml that it belongs to. "errgen generate" keeps this list; commit it.
`

// owned plans folders for an errgen.yaml, which may ask for more where partial.
// Other errgen.yaml files ask for what the list says of them, unless gone has them.
func (r tree) owned(owner string, partial bool, gone string, folders ...output.Folder) (*output.Plan, error) {
	r.t.Helper()
	b, err := output.NewBoundary(filepath.Dir(r.path(owner)), "")
	if err != nil {
		r.t.Fatal(err)
	}
	return output.New(folders, output.Options{
		Boundary: b, Base: r.dir, Owner: r.path(owner), Partial: partial,
		Claims: func(config, _ string) bool { return config != r.path(gone) },
	})
}

func (r tree) generate(owner string, folders ...output.Folder) {
	r.t.Helper()
	p, err := r.owned(owner, false, "", folders...)
	if err == nil {
		err = p.Apply()
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r tree) at(dir string, pairs ...string) output.Folder {
	f := r.want(pairs...)
	f.Dir = r.path(dir)
	return f
}

func (r tree) list() string {
	return strings.TrimPrefix(r.files()[".errgen-outputs"], listHeader)
}

func TestList(t *testing.T) {
	r := newTree(t)
	r.write("errors/errgen.yaml", "")
	r.generate("errors/errgen.yaml", r.at("sdk", "b.go", ""), r.at("codes", "a.go", "", "sub/c.go", ""))
	if got, want := r.list(), "codes/ errors/errgen.yaml\ncodes/sub/ errors/errgen.yaml\nsdk/ errors/errgen.yaml\n"; got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
	if p, err := r.owned("errors/errgen.yaml", false, "", r.at("sdk", "b.go", ""), r.at("codes", "a.go", "", "sub/c.go", "")); err != nil || p.Stale() {
		t.Errorf("stale after applying (%v)", err)
	}
	// One target alone leaves the others.
	p, err := r.owned("errors/errgen.yaml", true, "", r.at("codes", "a.go", "", "sub/c.go", ""))
	if err != nil || p.Stale() {
		t.Errorf("one target alone makes the list stale (%v)", err)
	}
	// A repository that is older than the list is not stale, and gets one.
	if err := os.Remove(r.path(".errgen-outputs")); err != nil {
		t.Fatal(err)
	}
	if p, err = r.owned("errors/errgen.yaml", false, "", r.at("codes", "a.go", "", "sub/c.go", "")); err != nil || p.Stale() {
		t.Errorf("a missing list is stale (%v)", err)
	}
	if n := p.Count(); n != [4]int{output.Same: 2} {
		t.Errorf("counts are %v", n)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if got, want := r.list(), "codes/ errors/errgen.yaml\ncodes/sub/ errors/errgen.yaml\n"; got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
}

// TestLeftTarget: what a target made that errgen.yaml does not list any more is an
// orphan, wherever it lies, and what others made beside it is not.
func TestLeftTarget(t *testing.T) {
	r := newTree(t)
	r.write("errgen.yaml", "")
	r.write("sdk/hand.go", "package sdk\n")
	r.generate("errgen.yaml", r.at("codes", "a.go", ""), r.at("sdk", "b.go", "", "sub/c.go", ""))
	p, err := r.owned("errgen.yaml", false, "", r.at("codes", "a.go", ""))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ops(p), "same codes/a.go, delete sdk/b.go, delete sdk/sub/c.go"; got != want || !p.Stale() {
		t.Errorf("%s; want %s", got, want)
	}
	var diff strings.Builder
	if err := p.Diff(&diff); err != nil || !strings.Contains(diff.String(), "orphaned: sdk/b.go\n") || !strings.Contains(diff.String(), "stale: .errgen-outputs\n") {
		t.Errorf("the diff is\n%s(%v)", diff.String(), err)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"errgen.yaml": "", "codes/a.go": header, "sdk/hand.go": "package sdk\n",
		".errgen-outputs": listHeader + "codes/ errgen.yaml\n"}
	if d := cmp.Diff(want, r.files()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if p, err := r.owned("errgen.yaml", false, "", r.at("codes", "a.go", "")); err != nil || p.Stale() {
		t.Errorf("stale afterwards (%v)", err)
	}
}

// TestTwoOwners: of two errgen.yaml files with one folder, the second is refused,
// until the first gives the folder up.
func TestTwoOwners(t *testing.T) {
	r := newTree(t)
	r.write("one/errgen.yaml", "")
	r.write("two/errgen.yaml", "")
	r.generate("one/errgen.yaml", r.at("codes", "a.go", ""))
	before := r.files()
	_, err := r.owned("two/errgen.yaml", false, "", r.at("codes", "b.go", ""))
	if err == nil || err.Error() != "codes belongs to one/errgen.yaml: give each errgen.yaml its own out" {
		t.Errorf("got %v", err)
	}
	if d := cmp.Diff(before, r.files()); d != "" {
		t.Errorf("refusing changed something (-before +after):\n%s", d)
	}
	p, err := r.owned("two/errgen.yaml", false, "one/errgen.yaml", r.at("codes", "b.go", ""))
	if err == nil {
		err = p.Apply()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.list(), "codes/ two/errgen.yaml\n"; got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
	// Two branches gave it to two: whoever runs is told.
	r.write(".errgen-outputs", "codes/ one/errgen.yaml\ncodes/ two/errgen.yaml\n")
	if _, err := r.owned("two/errgen.yaml", false, "", r.at("codes", "b.go", "")); err == nil {
		t.Error("a folder of two owners was planned")
	}
	// And who gives it up deletes nothing of the other's.
	p, err = r.owned("one/errgen.yaml", false, "", r.at("mine", "c.go", ""))
	if err != nil || ops(p) != "create mine/c.go" {
		t.Errorf("%s (%v)", ops(p), err)
	}
}

// TestBare: a file without a header is errgen's by the list.
func TestBare(t *testing.T) {
	r := newTree(t)
	r.write("errgen.yaml", "")
	bare := func(data string) output.Folder {
		return output.Folder{Dir: r.path("api"), Files: []emit.File{{Path: "errors.json", Data: []byte(data), Bare: true}}}
	}
	r.write("api/errors.json", "somebody's own")
	if _, err := r.owned("errgen.yaml", false, "", bare("{}")); err == nil {
		t.Error("somebody's own file was planned over")
	}
	if err := os.Remove(r.path("api/errors.json")); err != nil {
		t.Fatal(err)
	}
	r.generate("errgen.yaml", bare("{}"))
	if got, want := r.list(), "api/ errgen.yaml\napi/errors.json errgen.yaml\n"; got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
	r.generate("errgen.yaml", bare("[]"))
	if got := r.files()["api/errors.json"]; got != "[]" {
		t.Errorf("it holds %q", got)
	}
	p, err := r.owned("errgen.yaml", false, "", r.at("api", "a.go", ""))
	if err != nil || ops(p) != "create api/a.go, delete api/errors.json" || !p.Changes[1].Bare {
		t.Fatalf("%s (%v)", ops(p), err)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	if got, want := r.list(), "api/ errgen.yaml\n"; got != want {
		t.Errorf("the list is\n%swant\n%s", got, want)
	}
}

// TestYields: a file that people wrote takes the place of one that yields, and is not
// claimed; one that errgen wrote does not.
func TestYields(t *testing.T) {
	r := newTree(t)
	r.write("errgen.yaml", "")
	yields := func(data string) output.Folder {
		data = "{\n  \"customProps\": {\n    \"generated\": \"" + emit.Header + "\"\n  },\n  \"label\": \"" + data + "\"\n}\n"
		return output.Folder{Dir: r.path("docs"), Files: []emit.File{{Path: "a/_category_.json", Data: []byte(data), Yields: true}}}
	}
	const own = "{\"customProps\": {\"generated\": \"by somebody\"}}"
	r.write("docs/a/_category_.json", own)
	r.generate("errgen.yaml", yields("1"))
	if got := r.files()["docs/a/_category_.json"]; got != own {
		t.Errorf("it holds %q", got)
	}
	if err := os.Remove(r.path("docs/a/_category_.json")); err != nil {
		t.Fatal(err)
	}
	r.generate("errgen.yaml", yields("1"))
	r.generate("errgen.yaml", yields("2"))
	if got := r.files()["docs/a/_category_.json"]; !strings.Contains(got, `"label": "2"`) {
		t.Errorf("it holds %q", got)
	}
	p, err := r.owned("errgen.yaml", false, "", r.at("docs", "a/x.go", ""))
	if err != nil || ops(p) != "delete docs/a/_category_.json, create docs/a/x.go" {
		t.Errorf("%s (%v)", ops(p), err)
	}
}

// TestOthers: what lies in the folder of an output that is not planned is no orphan of
// the one around it.
func TestOthers(t *testing.T) {
	r := newTree(t)
	r.write("docs/a/b/x.go", header)
	r.write("docs/a/y.go", header)
	folders := []output.Folder{r.at("docs", "a/b/z.go", ""), r.at("docs", "a/z.go", "")}
	for _, tt := range []struct {
		others []string
		want   string
	}{
		{nil, "delete docs/a/b/x.go, create docs/a/b/z.go, delete docs/a/y.go, create docs/a/z.go"},
		{[]string{r.path("docs/a/b"), r.path("docs"), r.path("doc")}, "create docs/a/b/z.go, delete docs/a/y.go, create docs/a/z.go"},
	} {
		p, err := output.New(folders, output.Options{Boundary: r.boundary(), Base: r.dir, Others: tt.others})
		if err != nil || ops(p) != tt.want {
			t.Errorf("%s (%v), want %s", ops(p), err, tt.want)
		}
	}
}

// TestHostileList: a list is no way to have anything deleted that errgen did not
// write, or anything outside.
func TestHostileList(t *testing.T) {
	r, away := newTree(t), newTree(t)
	r.write("errgen.yaml", "")
	r.write("main.go", "package main\n")
	r.write(".git/config", "")
	away.write("gen.go", header)
	link(t, away.dir, r.path("link"))
	out, err := filepath.Rel(r.dir, away.dir)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"./ errgen.yaml":                              "create codes/a.go",
		"main.go/ errgen.yaml":                        "create codes/a.go",
		"nowhere/ errgen.yaml":                        "create codes/a.go",
		`"no where/" "errgen.yaml"`:                   "create codes/a.go",
		filepath.ToSlash(out) + "/ errgen.yaml":       "",
		filepath.ToSlash(out) + "/gen.go errgen.yaml": "",
		"link/ errgen.yaml":                           "",
		".git/config errgen.yaml":                     "",
		"codes":                                       "",
		"codes/ errgen.yaml more":                     "",
		"<<<<<<< ours":                                "create codes/a.go", // another's claim, of no account
		"=======":                                     "",
		`"codes/ errgen.yaml`:                         "",
		"/ errgen.yaml":                               "",
	} {
		r.write(".errgen-outputs", line+"\n")
		p, err := r.owned("errgen.yaml", false, "", r.at("codes", "a.go", ""))
		switch {
		case want == "" && err == nil:
			t.Errorf("%q was taken: %s", line, ops(p))
		case want != "" && (err != nil || ops(p) != want):
			t.Errorf("%q: got %v, want %s", line, err, want)
		}
	}
}

// TestListInTheWay: what is not a regular file is not written over.
func TestListInTheWay(t *testing.T) {
	r := newTree(t)
	r.write("errgen.yaml", "")
	r.write("x", "")
	link(t, "x", r.path(".errgen-outputs"))
	_, err := r.owned("errgen.yaml", false, "", r.at("codes", "a.go", ""))
	var refused *output.RefusedError
	if !errors.As(err, &refused) || err.Error() != ".errgen-outputs is not a regular file; remove it" {
		t.Errorf("got %v", err)
	}
}
