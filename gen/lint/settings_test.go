package lint

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

// TestManyTerms: of many places on a page the first are shown, and the others counted.
func TestManyTerms(t *testing.T) {
	avoid, err := AvoidPattern("site")
	if err != nil {
		t.Fatal(err)
	}
	const shown = 50
	e := entry("s/c/a.mdx")
	e.File = source.NewFile("a.mdx", []byte(strings.Repeat("site ", shown+10)))
	e.Start = e.File.Span(0, 0)
	var messages []string
	for _, d := range Run(made(e), Settings{Terms: []Term{{Avoid: avoid, Use: "region"}}}) {
		if d.Rule == "terms" {
			messages = append(messages, d.Message)
		}
	}
	if len(messages) != shown+1 || messages[shown] != `"site" here and at 9 places below` {
		t.Errorf("%d findings: %q", len(messages), messages)
	}
}
