// Package nearest finds the name that a misspelt word was meant to be, for the hints
// "did you mean".
//
//	nearest.Name("staus", []string{"status", "title"})     // "status": of few names
//	nearest.Misspelt("key_not_fond", codes)                // a letter or two, no more
//	nearest.NewSpelling(codes).Meant("key_not_fond")       // the same, of thousands
//
// A [Search] is for those who say themselves how far a name may be.
package nearest

import "strings"

// Name returns the candidate that a misspelt word was most likely meant to
// be, or "" if none is similar. Case and separators are ignored.
func Name(word string, candidates []string) string {
	var s Search
	for _, c := range candidates {
		if Plain(c) == Plain(word) {
			return c
		}
		s.Offer(word, c, Tolerance(len(word)))
	}
	return s.Best
}

// Misspelt returns the name that a word was probably meant as: one that differs in one
// letter, or in two of a long word; "" where there is none. Two letters that changed
// places are one.
func Misspelt(word string, names []string) string {
	if len(word) < 3 {
		return ""
	}
	var s Search
	for _, name := range names {
		s.Offer(word, name, 1+len(word)/8)
	}
	return s.Best
}

// A Spelling finds the code that a word was meant as among many: by the letters that codes
// begin and end with, of which one is right.
type Spelling map[string][]string

// NewSpelling returns the spelling of codes.
func NewSpelling(codes []string) Spelling {
	s := make(Spelling, len(codes))
	for _, code := range codes {
		if len(code) >= sameLetters {
			start, end := code[:sameLetters]+"-", "-"+code[len(code)-sameLetters:]
			s[start], s[end] = append(s[start], code), append(s[end], code)
		}
	}
	return s
}

// Meant returns the code that a word of some length is but for a letter or two; "" where
// there is none.
func (s Spelling) Meant(word string) string {
	if len(word) < shortestCode || len(word) > maxCompared {
		return ""
	}
	if code := Misspelt(word, s[word[:sameLetters]+"-"]); code != "" {
		return code
	}
	return Misspelt(word, s["-"+word[len(word)-sameLetters:]])
}

const (
	sameLetters  = 4
	shortestCode = 8 // shorter words are near to others by chance
)

// Tolerance is by how many letters a word of that many may differ from the one
// that was meant: a third.
func Tolerance(letters int) int { return min(max(letters/3, 1), 4) }

// A Search keeps the candidate that differs least from a word. Of two that
// differ as much, the first wins.
type Search struct {
	Best     string // "" while there is none
	distance int
	rows     [3][maxCompared + 1]int // of distance, kept as clearing them costs more than using them
}

// maxCompared is the length in bytes over which words are not compared.
const maxCompared = 256

// Offer considers a candidate that may differ from the word by limit letters.
func (s *Search) Offer(word, candidate string, limit int) {
	if s.Best != "" {
		limit = min(limit, s.distance-1)
	}
	if d := s.between(word, candidate, limit); d <= limit && d > 0 {
		s.Best, s.distance = candidate, d
	}
}

// between returns how many letters must be put in, taken out, replaced or
// swapped with their neighbour to make b of a, and limit+1 where these are more
// than limit. It counts bytes, as the names compared are of ASCII letters.
func (s *Search) between(a, b string, limit int) int {
	if limit < 0 || abs(len(a)-len(b)) > limit || len(a) > maxCompared || len(b) > maxCompared {
		return limit + 1
	}
	// What both begin and end with costs nothing; most names share much of both.
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	before, last, next := &s.rows[0], &s.rows[1], &s.rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, next = last, next, before
	}
	return min(last[len(b)], limit+1)
}

func abs(n int) int { return max(n, -n) }

// Plain returns a name without case and separators, so that "Replaced-By" is
// replaced_by.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', '.':
			return -1
		}
		return r
	}, strings.ToLower(name))
}
