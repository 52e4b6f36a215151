package record_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/record"
)

func TestHeadingWords(t *testing.T) {
	for heading, want := range map[string]string{
		"What Happened?":           "what happened",
		"  2)  How  to-fix  it!! ": "how to fix it",
		"What’s wrong":             "whats wrong",
		"HTTP 404":                 "http 404",
		"🔧":                        "",
		"Was nun, Ägypten":         "was nun ägypten",
	} {
		if got := record.HeadingWords(heading); got != want {
			t.Errorf("record.HeadingWords(%q) = %q, want %q", heading, got, want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " ": "", "a": "a", "a b": "a b", " a": "a", "a ": "a", "a  b": "a b", "a\n b\t": "a b", "ä\u00a0b": "ä b",
	} {
		if got := record.Line(text); got != want {
			t.Errorf("record.Line(%q) = %q, want %q", text, got, want)
		}
	}
}
