package openapi

import (
	"strings"
	"testing"
	"unicode"

	"github.com/unkeyed/errgen/gen/emit"
)

// FuzzQuote: no text ends the scalar that it is in, nor the line.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "\"", "\\", "\\\"", "a\nb", "\u2028", "\xff", "\U000e0041", "<a>", "< a", "<\u200ba>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{emit.Quote(s), prose(s)} {
			inner := strings.ReplaceAll(strings.ReplaceAll(got[1:len(got)-1], `\\`, ""), `\"`, "")
			if got[0] != '"' || got[len(got)-1] != '"' || strings.Contains(inner, `"`) || strings.HasSuffix(inner, `\`) {
				t.Errorf("%q becomes %s", s, got)
			}
			if strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%q becomes %q", s, got)
			}
		}
		if tag.MatchString(prose(s)) {
			t.Errorf("the description of %q has a tag: %s", s, prose(s))
		}
	})
}
