package rules

import (
	"cmp"
	"slices"
)

// Votes count how often something was seen.
type Votes map[string]int

// Add counts something once.
func (v Votes) Add(what string) { v[what]++ }

// Ranked returns what was seen, most often first; a single empty text where
// nothing was.
func (v Votes) Ranked() []string {
	out := make([]string, 0, len(v))
	for what := range v {
		out = append(out, what)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(v[b], v[a]), cmp.Compare(a, b)) })
	if len(out) == 0 {
		return []string{""}
	}
	return out
}
