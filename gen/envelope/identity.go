package envelope

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Identity returns the places whose value may identify the error of a body: those
// that depend only on the code. The best come first: a value alone before one
// with text around it; of those the code, then the type, segments and facts, the
// page's URL, and last what many codes share, such as the status; and of the same
// value the body before the headers.
//
// Titles and descriptions identify nothing: they are prose. identifies says which
// segments and facts do; nil: all.
func (t *Template) Identity(identifies func(name string) bool) []Place {
	var out []Place
	ranks := map[string]int{}
	for _, p := range t.Places() {
		if n := p.rank(identifies); n >= 0 {
			out = append(out, p)
			ranks[p.String()] = n
		}
	}
	slices.SortStableFunc(out, func(a, b Place) int { return cmp.Compare(ranks[a.String()], ranks[b.String()]) })
	return out
}

// ranks orders the names that identify; segments and facts come between.
var ranks = map[string]int{"code": 1, "type": 2, "page_url": 4, "rpc_status": 5, "reason_phrase": 6, "status": 7}

// rank returns how well a place identifies an error, the less the better, and a
// negative number where it does not.
func (p Place) rank(identifies func(string) bool) int {
	best := -1
	for _, part := range p.Value.Parts {
		if len(part.Refs) > 1 {
			return -1
		}
		for _, r := range part.Refs {
			if !r.Static() {
				return -1
			}
			if r.traits()&identifying == 0 || !isBuiltinName(r.Name) && identifies != nil && !identifies(r.Name) {
				continue
			}
			if n := cmp.Or(ranks[r.Name], 3); best < 0 || n < best {
				best = n
			}
		}
	}
	if best < 0 {
		return -1
	}
	best *= 2
	if p.Header != "" {
		best++
	}
	if len(p.Value.Parts) > 1 {
		best += 100
	}
	return best
}

// Rendered returns the text at a place for an error with the values, and false
// if there is none.
func (t *Template) Rendered(p Place, values Values) (string, bool) {
	f := filler{values: values}
	v := f.text(p.Value)
	if v == nil {
		return "", false
	}
	return v.AsText(), true
}

// An Ambiguity says that a template does not distinguish errors.
type Ambiguity struct {
	// Places are what the template shows of a code; empty where it shows nothing.
	Places []Place
	// A and B are two errors that look alike; meaningless where Places is empty.
	A, B int
}

// Identify returns the places that together distinguish n errors, whose values
// the function values gives: a single place if possible, else as few as are found
// by taking the best first. If two errors look alike at all places, it returns
// them. identifies is as for [Template.Identity].
func (t *Template) Identify(n int, values func(i int) Values, identifies func(name string) bool) ([]Place, *Ambiguity) {
	places := t.Identity(identifies)
	if len(places) == 0 {
		return nil, &Ambiguity{}
	}
	texts := make([][]string, len(places)) // by place, then error
	for i, p := range places {
		texts[i] = make([]string, n)
		for j := range n {
			if s, ok := t.Rendered(p, values(j)); ok {
				texts[i][j] = "=" + s // absent is not empty
			}
		}
		if count(texts[i:i+1], n) == n && !slices.Contains(texts[i], "") {
			return []Place{p}, nil
		}
	}
	var chosen []int
	distinct := 1
	for i := range places {
		if d := count(pick(texts, append(slices.Clone(chosen), i)), n); d > distinct || n == 1 {
			chosen, distinct = append(chosen, i), d
		}
	}
	if distinct < n || len(chosen) == 0 {
		a, b := alike(texts, n)
		return nil, &Ambiguity{Places: places, A: a, B: b}
	}
	// One that was taken first may be of no use beside those that came later.
	for i := len(chosen) - 1; i >= 0; i-- {
		if less := slices.Delete(slices.Clone(chosen), i, i+1); len(less) > 0 && count(pick(texts, less), n) == n {
			chosen = less
		}
	}
	return pick(places, chosen), nil
}

func pick[T any](all []T, which []int) []T {
	out := make([]T, len(which))
	for i, w := range which {
		out[i] = all[w]
	}
	return out
}

// count returns how many of n errors differ by the texts.
func count(texts [][]string, n int) int {
	seen := make(map[string]bool, n)
	for j := range n {
		seen[key(texts, j)] = true
	}
	return len(seen)
}

// alike returns the first two errors that have the same texts.
func alike(texts [][]string, n int) (int, int) {
	first := make(map[string]int, n)
	for j := range n {
		k := key(texts, j)
		if i, ok := first[k]; ok {
			return i, j
		}
		first[k] = j
	}
	return 0, 0
}

func key(texts [][]string, j int) string {
	if len(texts) == 1 {
		return texts[0][j]
	}
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(strconv.Itoa(len(t[j])))
		b.WriteByte(':')
		b.WriteString(t[j])
	}
	return b.String()
}
