package links

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ReferenceUndefined = &rule.Rule{
	ID:         "reference-undefined",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a reference has no definition, so readers see its brackets

A link [text][name] needs a line "[name]: address" on the same page, and a footnote
[^1] needs a line "[^1]: text".

Bad:
	## How To Fix

	Create the key first, see [all keys][dashboard].

Good:
	## How To Fix

	Create the key first, see [all keys][dashboard].

	[dashboard]: https://example.com/keys`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			if e.File == nil || bytes.IndexByte(e.File.Data, '[') < 0 || !bytes.Contains(e.File.Data, []byte("][")) && !bytes.Contains(e.File.Data, []byte("[^")) {
				continue
			}
			text := raw.Prose(e, false)
			defined := map[string]bool{}
			for _, m := range definition.FindAllSubmatch(text, -1) {
				defined[refLabel(m[1])] = true
			}
			for _, m := range reference.FindAllSubmatchIndex(text, -1) {
				label := text[m[4]:m[5]]
				if len(label) == 0 {
					label = e.File.Data[m[2]:m[3]] // with the code in it
				}
				if !isReference(text, m) || defined[refLabel(label)] {
					continue
				}
				at := e.File.Span(m[2]-1, m[1])
				p.Reportf(at, "%s has no definition, so readers see the brackets", rule.Quote("["+string(label)+"]")).
					Hint = "add the line \"[" + strings.Join(strings.Fields(string(label)), " ") + "]: address\", or write the address in parentheses: [text](address)"
			}
			for _, m := range footnote.FindAllSubmatchIndex(text, -1) {
				if label := text[m[2]:m[3]]; !defined[refLabel(label)] && bytes.IndexByte([]byte(`\])`), text[max(m[0]-1, 0)]) < 0 {
					p.Reportf(e.File.Span(m[0], m[1]), "footnote %s does not exist, so readers see the brackets", rule.Quote(string(text[m[0]:m[1]]))).
						Hint = "add the line \"[" + string(label) + "]: text\", or remove the mark"
				}
			}
		}
	},
}

var (
	definition = regexp.MustCompile(`(?m)^[ \t>]*\[((?:\\.|[^\[\]\\])+)\]:`)
	reference  = regexp.MustCompile(`\[((?:\\.|[^\[\]\\])*)\]\[((?:\\.|[^\[\]\\])*)\]`)
	footnote   = regexp.MustCompile(`\[(\^[0-9]+)\]`)
)

// isReference reports whether two pairs of brackets are meant as a link. Indexes of
// arrays, sets of characters and citations are shown as they are written.
func isReference(text []byte, m []int) bool {
	end := m[1]
	if !free(text, m[0]) || end < len(text) && bytes.IndexByte([]byte("[("), text[end]) >= 0 {
		return false
	}
	label := string(text[m[4]:m[5]])
	if label == "" {
		label = string(text[m[2]:m[3]])
		return len(strings.Fields(label)) > 1 // a slice of Go is one word
	}
	if len(label) < 3 && len(strings.TrimSpace(string(text[m[2]:m[3]]))) < 3 {
		return false
	}
	for i, c := range label {
		if !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c) && !strings.ContainsRune(" _-./:", c)) {
			return false
		}
	}
	return !characters.MatchString(label) && !characters.Match(text[m[2]:m[3]])
}

// characters is a set of characters of a regular expression, such as a-z0-9.
var characters = regexp.MustCompile(`^\^?(?:[A-Za-z0-9]-[A-Za-z0-9])+`)

// free reports whether what stands at an offset follows neither a word, as an index
// does, nor a backslash.
func free(text []byte, at int) bool {
	if at > 0 && text[at-1] == '!' {
		at-- // an image
	}
	return at == 0 || bytes.IndexByte([]byte(`\])_$`), text[at-1]) < 0 && !raw.IsWordByte(text[at-1])
}

// refLabel returns a label as references are compared: in any case, with any white space.
func refLabel(label []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(label)), " "))
}
