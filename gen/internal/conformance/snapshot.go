package conformance

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// FromSnapshot tests that a target makes the same of a catalogue that was
// written as JSON and read again.
func FromSnapshot(t *testing.T, target emit.Target) {
	t.Helper()
	for _, c := range []*catalog.Catalog{Catalog(t), Many(40)} {
		var b bytes.Buffer
		if err := snapshot.Write(&b, c); err != nil {
			t.Fatal(err)
		}
		read, found := snapshot.Read(source.NewFile("catalogue.json", b.Bytes()))
		for _, d := range found {
			t.Error(d.Message)
		}
		read.Envelope, read.DefaultCode, read.Names, read.Initialisms = c.Envelope, c.DefaultCode, c.Names, c.Initialisms
		read.FormerDocsURLs = c.FormerDocsURLs
		if diff := cmp.Diff(Emit(t, target, c), Emit(t, target, read)); diff != "" {
			t.Errorf("the output from a snapshot differs (-pages +snapshot):\n%s", diff)
		}
	}
}
