package fact

import (
	"iter"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/record"
)

// statusWords yields the words of a text, of which several may stand between commas or
// slashes.
func statusWords(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for start, end := range record.Words(s) {
			for at := start; at <= end; {
				next := end
				if i := strings.IndexAny(s[at:end], ",/|"); i >= 0 {
					next = at + i
				}
				if s, e := record.Trim(s, at, next, "`\"'.;:()[]*"); s < e && !yield(s, e) {
					return
				}
				at = next + 1
			}
		}
	}
}

// noStatus reports whether a text says that there is no status.
func noStatus(s string) bool {
	switch strings.ToLower(strings.Trim(s, " \t\r\n`*")) {
	case "-", "–", "—", "n/a", "none", "null":
		return true
	}
	return false
}

// isWord reports whether a text is words of letters alone.
func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != ' ' && s[i] != '-' && s[i] != '_' {
			return false
		}
	}
	return s != ""
}

// statusesNamed returns the statuses that a sentence names: "a 502 error", "HTTP
// 502", "status code 502", "502 Bad Gateway".
func statusesNamed(s string) []int {
	var out []int
	before, beforeThat := "", ""
	for start, end := range record.Words(s) {
		start, end := record.Trim(s, start, end, "`\"'.,;:()[]*")
		word := s[start:end]
		if status, ok := threeDigits(word); ok && isError(status) {
			after := strings.TrimLeft(s[end:], "`\"'() ")
			next, _, _ := strings.Cut(after, " ")
			next = strings.ToLower(strings.TrimRight(next, ".,;:)"))
			named := func(phrase string) bool {
				return len(after) >= len(phrase) && strings.EqualFold(after[:len(phrase)], phrase)
			}
			switch {
			case next == "error" || next == "errors" || next == "response" || next == "responses" || next == "status",
				before == "http" || before == "status" || before == "code" && (beforeThat == "status" || beforeThat == "http"),
				slices.ContainsFunc(catalog.ReasonPhrases(status), named):
				out = append(out, status)
			}
		}
		before, beforeThat = strings.ToLower(word), before
	}
	return out
}

func threeDigits(s string) (int, bool) {
	if len(s) != 3 {
		return 0, false
	}
	n := 0
	for i := range 3 {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

func isError(status int) bool { return 400 <= status && status < 600 }

// isPhrase reports whether s looks like a reason phrase: words of letters, the
// first in capitals.
func isPhrase(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && strings.IndexByte(" -'", s[i]) < 0 {
			return false
		}
	}
	return true
}

// Matches reports whether s is an instance of a pattern in which * stands for any
// run of characters. It takes time in proportion to both lengths.
func Matches(pattern, s string) bool {
	prefix, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == s
	}
	s, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return false
	}
	parts := strings.Split(rest, "*")
	for _, part := range parts[:len(parts)-1] {
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s = s[i+len(part):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}
