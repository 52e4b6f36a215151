// Package conformance has what the clients of every output language must agree
// on: a catalogue, and responses with how a client reads each. The tests of
// each target run them through what the target emits.
package conformance

import (
	_ "embed"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

//go:embed catalogue.json
var catalogue []byte

// Vectors is the JSON of the cases; its member "about" says what they hold.
//
//go:embed vectors.json
var Vectors []byte

// Catalog returns the catalogue of the cases.
func Catalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	c, found := snapshot.Read(source.NewFile("catalogue.json", catalogue))
	for _, d := range found {
		t.Error(d.Message)
	}
	c.Envelope = envelope.Default
	c.FormerDocsURLs = []string{"https://old.example.com/e"}
	return c
}
