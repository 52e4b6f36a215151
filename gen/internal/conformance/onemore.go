package conformance

import (
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/emit"
)

// OnePageMore tests that a page that is added, wherever it comes in the order of
// codes, adds lines to what a target emits and changes none.
func OnePageMore(t *testing.T, target emit.Target) {
	t.Helper()
	full := Many(40)
	after := Emit(t, target, full)
	for i, left := range full.Entries {
		fewer := *full
		fewer.Entries = slices.Delete(slices.Clone(full.Entries), i, i+1)
		for path, text := range Emit(t, target, &fewer) {
			for _, line := range lost(text, after[path]) {
				t.Errorf("adding %s to %s takes away the line %q", left.Code.V, path, line)
			}
			if after[path] == text && !strings.HasSuffix(path, "schema.json") && path != "py.typed" {
				t.Errorf("adding %s leaves %s as it is", left.Code.V, path)
			}
		}
	}
}

// lost returns the lines of before that after has not, or not in that order.
func lost(before, after string) []string {
	rest := strings.Split(after, "\n")
	var out []string
	for _, line := range strings.Split(before, "\n") {
		at := slices.Index(rest, line)
		if at < 0 {
			out = append(out, line)
			continue
		}
		rest = rest[at+1:]
	}
	return out
}
