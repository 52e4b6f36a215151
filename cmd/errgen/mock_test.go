package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func get(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// TestMockListens runs the command, and ends it.
func TestMockListens(t *testing.T) {
	w := watchIn(t, "../../errors", "mock", "--listen", "127.0.0.1:0")
	w.wants("errgen: listening on http://127.0.0.1:")
	_, rest, _ := strings.Cut(w.screen.text(), "http://")
	address, _, _ := strings.Cut(rest, "/")
	if resp, _ := get(t, "http://"+address+"/key_not_found"); resp.StatusCode < 400 {
		t.Errorf("status is %d", resp.StatusCode)
	}
	w.stop()
	if code := <-w.code; code != 0 {
		t.Errorf("exit code is %d", code)
	}
}
