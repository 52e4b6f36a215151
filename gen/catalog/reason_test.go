package catalog

import (
	"net/http"
	"testing"
)

func TestReasonPhrase(t *testing.T) {
	for status := 400; status < 600; status++ {
		want := http.StatusText(status)
		if status == 499 {
			want = "Client Closed Request"
		}
		if got := ReasonPhrase(status); got != want {
			t.Errorf("ReasonPhrase(%d) = %q, want %q", status, got, want)
		}
	}
}

// Servers say "Request Entity Too Large", RFC 9110 says "Content Too Large": both tell no
// more than the status does.
func TestIsReasonPhrase(t *testing.T) {
	for _, phrase := range []string{"Request Entity Too Large", "Content Too Large", "Payload Too Large"} {
		if !IsReasonPhrase(phrase, 413) || IsReasonPhrase(phrase, 414) {
			t.Errorf("IsReasonPhrase(%q) is %t for 413 and %t for 414, want true and false", phrase, IsReasonPhrase(phrase, 413), IsReasonPhrase(phrase, 414))
		}
	}
	if IsReasonPhrase("", 413) || IsReasonPhrase("", 599) || IsReasonPhrase("File too large", 413) {
		t.Error("a text that is no reason phrase is taken for one")
	}
}
