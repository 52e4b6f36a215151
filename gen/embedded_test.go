package gen_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	errorpages "github.com/unkeyed/errgen/errors"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// TestLoadFS: the embedded pages give the catalogue that the files give.
func TestLoadFS(t *testing.T) {
	var got, want bytes.Buffer
	embedded, err := gen.LoadFS(errorpages.FS)
	if err != nil {
		t.Fatal(err)
	}
	files, err := gen.Load(gen.Options{Config: "../errors/errgen.yaml", Dir: "."})
	if err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Write(&got, embedded.Catalog); err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Write(&want, files.Catalog); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" {
		t.Errorf("-files +embedded:\n%s", diff)
	}
	if len(embedded.Catalog.Entries) == 0 {
		t.Error("no pages are embedded")
	}
}
