package raw

import "testing"

func TestNextLine(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 1, "a\n": 2, "a\nb": 2, "a\r\nb": 3, "a\rb\n": 2, "\r\r\n": 1, "\r\n": 2, "\r": 1, "a\r": 2, "\n\r": 1} {
		if got := NextLine([]byte(text), 0); got != want {
			t.Errorf("NextLine(%q) = %d, want %d", text, got, want)
		}
	}
}
