package fact

import (
	"fmt"
	"testing"
)

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, code string
		want          bool
	}{
		{"err:a:b:c", "err:a:b:c", true},
		{"err:a:b:c", "err:a:b:cd", false},
		{"err:a:*", "err:a:b:c", true},
		{"err:a:*", "err:b:b:c", false},
		{"*", "err:a:b:c", true},
		{"*:not_found", "err:a:b:not_found", true},
		{"*:not_found", "err:a:b:key_not_found", false},
		{"*_not_found", "err:a:b:key_not_found", true},
		{"err:*:limits:*", "err:a:limits:x", true},
		{"err:*:limits:*", "err:a:limit:x", false},
		{"err:*:b:*_c", "err:a:b:b:d_c", true},
		{"err:*b*", "err:a", false},
		{"err:a*a", "err:a", false}, // the two ends do not share a letter
	} {
		if got := Matches(c.pattern, c.code); got != c.want {
			t.Errorf("Matches(%q, %q) = %v", c.pattern, c.code, got)
		}
	}
}

func TestStatusesNamed(t *testing.T) {
	for text, want := range map[string]string{
		"It represents a 502 error.":           "[502]",
		"Answered with 413 Content Too Large.": "[413]",
		"This is HTTP 404":                     "[404]",
		"Answered with status code 409.":       "[409]",
		"The status is 409":                    "[]",
		"Answered with 429 Too Many Requests":  "[429]",
		"Answered with (503) responses":        "[503]",
		"It holds 500 items and 404 more":      "[]",
		"A 200 response":                       "[]",
		"A 404 error or a 410 error":           "[404 410]",
		"Error 404s":                           "[]",
	} {
		if got := fmt.Sprint(statusesNamed(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
