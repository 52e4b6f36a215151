package catalog_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

func TestSummary(t *testing.T) {
	for description, want := range map[string]string{
		"":                                     "",
		"No key has the id.":                   "No key has the id.",
		"No key has the id. Check it.":         "No key has the id.",
		"Is it there? Check it.":               "Is it there?",
		"Use a tool, e.g. curl. Check it.":     "Use a tool, e.g. curl.",
		"A limit of 1.5 MB. Check it.":         "A limit of 1.5 MB.",
		"Sent vs. received. Check it.":         "Sent vs. received.",
		"No stop at all":                       "No stop at all",
		"First line.\nSecond":                  "First line.",
		"See https://example.com/a. Check it.": "See https://example.com/a. Check it.",
	} {
		e := catalog.Entry{Description: catalog.Value[string]{V: description}}
		if got := e.Summary(); got != want {
			t.Errorf("summary of %q is %q, want %q", description, got, want)
		}
	}
}
