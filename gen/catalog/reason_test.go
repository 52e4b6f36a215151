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
