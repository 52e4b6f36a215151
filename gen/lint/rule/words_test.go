package rule

import (
	"strings"
	"testing"
)

func TestQuote(t *testing.T) {
	if got := Quote(strings.Repeat("ä", 81)); got != `"`+strings.Repeat("ä", 80)+`…"` {
		t.Errorf("a long text is quoted as %s", got)
	}
	if got := Quote("a\n\u202e"); got != `"a\n\u202e"` {
		t.Errorf("got %s", got)
	}
	if got := List([]string{"a", "b", "c"}); got != "a, b and c" {
		t.Errorf("got %s", got)
	}
}
