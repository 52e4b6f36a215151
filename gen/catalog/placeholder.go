package catalog

import (
	"regexp"
	"strings"
)

const word = `([A-Za-z][A-Za-z0-9_]*)`

// styles are the ways in which pages write the name of a parameter into a text, with
// their patterns: each has one group, the name, and what stands before it is no part of a
// word.
var styles = map[string]*regexp.Regexp{
	"{name}":  regexp.MustCompile(`\{` + word + `\}`),
	"%name%":  regexp.MustCompile(`%` + word + `%`),
	"<name>":  regexp.MustCompile(`<` + word + `>`),
	"${name}": regexp.MustCompile(`\$\{` + word + `\}`),
	"$name":   regexp.MustCompile(`\$` + word),
	":name":   regexp.MustCompile(`(?:^|[^A-Za-z0-9_:]):` + word),
}

// A Placeholder is the name of a parameter in a text, and where it stands.
type Placeholder struct {
	Name       string
	Start, End int
}

// TemplateIn returns a text with placeholders of a style as a template, in which they
// are {name} and braces that are text are doubled, and the placeholders, with their
// places in the text.
func TemplateIn(style, s string) (template string, found []Placeholder) {
	var b strings.Builder
	at := 0
	for _, m := range styles[style].FindAllStringSubmatchIndex(s, -1) {
		start := m[0]
		if style == ":name" {
			start = m[2] - 1
		}
		b.WriteString(EscapeTemplate(s[at:start]))
		name := s[m[2]:m[3]]
		b.WriteString("{" + name + "}")
		found = append(found, Placeholder{Name: name, Start: m[2], End: m[3]})
		at = m[1]
	}
	b.WriteString(EscapeTemplate(s[at:]))
	return b.String(), found
}
