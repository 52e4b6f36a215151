package terminal

import (
	"strings"
	"testing"
)

func TestBrowser(t *testing.T) {
	for goos, want := range map[string]string{
		"linux":   "xdg-open https://example.com",
		"freebsd": "xdg-open https://example.com",
		"darwin":  "open https://example.com",
		"windows": "rundll32 url.dll,FileProtocolHandler https://example.com",
	} {
		name, args := browser(goos, "https://example.com")
		if got := name + " " + strings.Join(args, " "); got != want {
			t.Errorf("%s: %q, want %q", goos, got, want)
		}
	}
	if err := browse("--help"); err == nil {
		t.Error("what is no web address was opened")
	}
}
