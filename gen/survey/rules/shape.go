package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/form"
)

// A shape is a way to spell codes.
type shape struct {
	pattern *regexp.Regexp
	sure    *regexp.Regexp // what is a code, too, at a place that is about codes; may be nil
	cased   form.Case
	between string // what stands between segments; "" for codes of one

	wordlike bool // names of fields look so, too

	begins string // a regular expression of what is meant as such a code and no other word
}

// shapes are the ways, the first that fits a text counts.
var shapes = []*shape{
	{pattern: regexp.MustCompile(`^[a-z][a-z0-9]*(:[a-z0-9_]+)+$`), cased: form.Snake, between: ":", begins: `[a-z]\S*?:\S*?`},
	{pattern: regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$`), sure: regexp.MustCompile(`^[A-Z]{3,}$`), cased: form.Upper, begins: `[A-Z]\S*?_\S*?`},
	{pattern: regexp.MustCompile(`^[A-Z]{1,8}([-_.][A-Z]{1,12})*[-_.]?[0-9]{2,6}$`), cased: form.Digits, begins: `[A-Z]\S*?\d\S*?`},
	{pattern: regexp.MustCompile(`^[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)+$`), cased: form.Any, begins: `[A-Z]\S*?-\S*?`},
	{pattern: regexp.MustCompile(`^[A-Z][A-Z0-9_]*((\.|::)[A-Z][A-Z0-9_]*)+$`), cased: form.Any, begins: `[A-Z]\S*?[.:]\S*?`},
	{pattern: regexp.MustCompile(`^-?[0-9]{4,9}$`), sure: regexp.MustCompile(`^-?[0-9]{3,9}$`), cased: form.Digits, begins: `-?\d\S*?`},
	{pattern: regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`), sure: regexp.MustCompile(`^[a-z]{3,}$`), cased: form.Snake, wordlike: true, begins: `[a-z]\S*?_\S*?`},
	{pattern: regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$`), cased: form.Snake, between: ".", begins: `[a-z]\S*?\.\S*?`},
	{pattern: regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`), cased: form.Kebab, wordlike: true, begins: `[a-z]\S*?-\S*?`},
	{pattern: regexp.MustCompile(`^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)+$`), cased: form.Any, begins: `[a-z]\S*?/\S*?`},
	{pattern: regexp.MustCompile(`^([A-Z][a-z0-9]+){2,}$`), cased: form.Camel, wordlike: true, begins: `[A-Z][a-z0-9]+[A-Z]\S*?`},
	{pattern: regexp.MustCompile(`^[a-z]+([A-Z][a-z0-9]*)+$`), cased: form.Camel, wordlike: true, begins: `[a-z]+[A-Z]\S*?`},
}

// maxCode is the length over which no text is taken for a code.
const maxCode = 100

// shapeOf returns how a text is spelled as a code, nil where it is none.
func shapeOf(s string, sure bool) *shape {
	if s == "" || len(s) > maxCode {
		return nil
	}
	for _, sh := range shapes {
		if sh.pattern.MatchString(s) || sure && sh.sure != nil && sh.sure.MatchString(s) {
			return sh
		}
	}
	return nil
}

// commonShape returns the shape of most codes.
func commonShape(codes []string, sure bool) *shape {
	count := map[*shape]int{}
	for _, s := range codes {
		count[shapeOf(s, sure)]++
	}
	var best *shape
	for _, sh := range shapes {
		if count[sh] > count[best] || best == nil && count[sh] > 0 {
			best = sh
		}
	}
	return best
}

// many is how many codes do not begin alike by chance.
const many = 8

// form returns what codes of the shape look like, and the case of their segments;
// "" for the case that a form has by itself.
func (s *shape) form(codes []string) (text, cased string) {
	switch {
	case s.between != "":
		return segmented(codes, s.between)
	case s.cased == form.Digits:
		codes = withoutSlips(codes)
		prefix := strings.TrimRight(commonPrefix(codes), "0123456789")
		for _, c := range codes {
			if strings.Trim(c[len(prefix):], "0123456789") != "" {
				return lettered(codes)
			}
		}
		return prefix + "{number}", ""
	case s.cased == form.Upper:
		prefix := commonPrefix(codes)
		i := strings.LastIndexByte(prefix, '_')
		if len(codes) < many { // what few codes have in common may be chance, but for this
			if i = strings.IndexByte(prefix, '_'); i > 0 && prefix[:i] != "ERR" && prefix[:i] != "ERROR" && prefix[:i] != "E" {
				i = -1
			}
		}
		if i > 0 {
			return prefix[:i+1] + "{name}", string(s.cased)
		}
	}
	if s.cased == form.Any && s.between == "" && len(codes) >= many {
		// What stands before the first mark in all of them is part of each.
		prefix := commonPrefix(codes)
		if i := strings.IndexAny(prefix, "-.:"); i > 0 {
			end := i + len(prefix[i:]) - len(strings.TrimLeft(prefix[i:], "-.:"))
			return prefix[:end] + "{name}", string(form.Any)
		}
	}
	return "{name}", string(s.cased)
}

// withoutSlips leaves out codes whose letters are a slip in those of many others: two of
// them changed places, or one is missing or there twice.
func withoutSlips(codes []string) []string {
	letters := func(code string) string { return strings.TrimRight(code, "0123456789") }
	count := map[string]int{}
	for _, c := range codes {
		count[letters(c)]++
	}
	return slices.DeleteFunc(slices.Clone(codes), func(c string) bool {
		own := letters(c)
		for other, n := range count {
			if count[own] == 1 && n >= 5 && slip(own, other) {
				return true
			}
		}
		return false
	})
}

// slip reports whether a text is another but for two neighbours that changed places, or one
// letter that is missing or there twice.
func slip(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0] || len(a)+len(b) == 1 && strings.Trim(a+b, "-_.") != ""
}

// lettered returns the form of numbered codes whose letters differ: SHP-L-101, SHP-R-201.
func lettered(codes []string) (text, cased string) {
	whole := string(form.Upper)
	for _, mark := range []string{"-", "_", "."} {
		first := strings.Split(codes[0], mark)
		last := len(first) - 1
		alike := last // how many parts are the same in all
		fits := last > 0
		for _, c := range codes {
			parts := strings.Split(c, mark)
			if fits = fits && len(parts) == len(first) && strings.Trim(parts[last], "0123456789") == ""; !fits {
				break
			}
			n := 0
			for n < alike && parts[n] == first[n] {
				n++
			}
			alike = n
		}
		if strings.Contains(codes[0], mark) && mark != "_" {
			whole = string(form.Any)
		}
		if !fits || last-alike > len(areas) {
			continue
		}
		out := slices.Clone(first[:alike])
		for i := range last - alike {
			out = append(out, "{"+areas[last-alike-1-i]+":upper}")
		}
		return strings.Join(append(out, "{number}"), mark), ""
	}
	return "{code}", whole
}

// areas are what the letters of numbered codes are called, from the last ones.
var areas = []string{"area", "group", "system"}

// names are what segments are called, from the last one.
var names = []string{"specific", "category", "system"}

// segmented returns the form of codes of several segments.
func segmented(codes []string, between string) (text, cased string) {
	first := strings.Split(codes[0], between)
	alike := true // whether all begin with the same segment
	for _, c := range codes {
		parts := strings.Split(c, between)
		if len(parts) != len(first) {
			return "{code}", string(form.Any)
		}
		alike = alike && parts[0] == first[0]
	}
	var out []string
	segments := len(first)
	if alike {
		out = append(out, first[0])
		segments--
	}
	for i := segments - 1; i >= 0; i-- {
		if i < len(names) {
			out = append(out, "{"+names[i]+"}")
		} else {
			out = append(out, "{part"+string(rune('0'+i%10))+"}")
		}
	}
	if segments == 0 || segments > 9 || len(slices.Compact(slices.Clone(out))) != len(out) {
		return "{code}", string(form.Any)
	}
	return strings.Join(out, between), string(form.Snake)
}

func commonPrefix(codes []string) string {
	prefix := codes[0]
	for _, c := range codes {
		for !strings.HasPrefix(c, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix
}
