package output_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
)

// TestPart: of a file that is not errgen's own a part is changed, by several targets if
// need be. It has to be there, what is in its folder is nobody's business, and it is
// never deleted.
func TestPart(t *testing.T) {
	r := newTree(t)
	r.write("docs/docs.json", "one two")
	r.write("docs/old.go", header) // errgen's by its header, and no target's folder
	replace := func(old, with string) emit.File {
		return emit.File{Path: "docs.json", Edit: func(data []byte) ([]byte, error) {
			if !bytes.Contains(data, []byte(old)) && !bytes.Contains(data, []byte(with)) {
				return nil, errors.New("has no " + old)
			}
			return bytes.Replace(data, []byte(old), []byte(with), 1), nil
		}}
	}
	docs := func(files ...emit.File) output.Folder { return output.Folder{Dir: r.path("docs"), Files: files} }

	plan := r.mustPlan(docs(replace("one", "1"), replace("two", "2")))
	if got := ops(plan); got != "update docs/docs.json" {
		t.Errorf("planned %q", got)
	}
	if err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	if got := r.files(); got["docs/docs.json"] != "1 2" || got["docs/old.go"] != header {
		t.Errorf("the files are %q", got)
	}
	if plan := r.mustPlan(docs(replace("one", "1"), replace("two", "2"))); plan.Stale() {
		t.Error("it is stale at once")
	}
	if _, err := r.plan(docs(replace("three", "3"))); err == nil || err.Error() != "docs/docs.json has no three" {
		t.Errorf("no place: %v", err)
	}
	if _, err := r.plan(output.Folder{Dir: r.path("none"), Files: []emit.File{replace("x", "y")}}); err == nil ||
		err.Error() != "none/docs.json does not exist, and errgen only changes a part of it: create it" {
		t.Errorf("no file: %v", err)
	}
	r.apply(docs())
	if got := r.files(); got["docs/docs.json"] != "1 2" {
		t.Errorf("a file of somebody else's is gone: %q", got)
	}
}
