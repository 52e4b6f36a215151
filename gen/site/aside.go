package site

import (
	"slices"
	"strings"
)

// Asides say how a site reads boxes between lines of colons, :::note and :::.
type Asides struct {
	// Names are those that the site has without a plug-in; none if it shows the
	// lines as text.
	Names []string
	// Titled says that a title may follow the name after a space, and Spaced that the
	// name may stand apart from the colons.
	Titled, Spaced bool

	site string // as people call it
}

// Problem says what is wrong with the line that starts a box, in words that follow it,
// and what to write; empty if nothing is known to be wrong. spaced says that there is
// a space before the name.
func (a *Asides) Problem(name, after string, spaced bool) (problem, hint string) {
	labelled := after == "" || strings.IndexByte("[{", after[0]) >= 0
	switch {
	case len(a.Names) == 0:
		return "is text on " + a.site, "write the box in the form that " + a.site + " uses"
	case spaced && !a.Spaced:
		return "has a space before the name, so that " + a.site + " shows it as text", "write :::" + name
	case slices.Contains(a.Names, name):
		if !labelled && !a.Titled {
			return "has its title after a space, so that " + a.site + " shows it as text", "write :::" + name + "[" + after + "]"
		}
		return "", ""
	}
	elsewhere := slices.ContainsFunc(Sites, func(s *Site) bool {
		return s.Asides != nil && (slices.Contains(s.Asides.Names, name) || nearAside(name, s.Asides.Names) != "")
	})
	if !elsewhere {
		return "", "" // that of a plug-in
	}
	near := nearAside(name, a.Names)
	hint = a.site + " has " + strings.Join(a.Names, ", ")
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	return "is not a box of " + a.site, hint
}

// nearAside returns the name that a misspelt one stands for, empty where that is not
// clear: its letters in another order, or one more, less or other.
func nearAside(name string, names []string) string {
	for _, n := range names {
		if len(n) >= 4 && (strings.EqualFold(n, name) || near(n, strings.ToLower(name))) {
			return n
		}
	}
	return ""
}

// near reports whether b is a with a letter more, less or other, or two swapped.
func near(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b)) == 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
