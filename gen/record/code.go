package record

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/form"
)

// A Verdict says what a text is to a rule that looks for a code in it.
type Verdict uint8

// The verdicts: it has no code, it is a code, it is meant as a code but is not valid.
const (
	NoCode Verdict = iota
	IsCode
	BrokenCode
)

// marks may stand around a code: white space, back-quotes and quotes.
const marks = " \t\r\n`\"'"

// FindCode looks for the code that the text at a place states, and returns where in
// it the code is. docsURL is the base of type URLs; a section states a code by its
// URL or its path as well, and code then differs from the text.
func (rule *Rule) FindCode(p *Place, s, docsURL string) (code string, start, end int, v Verdict) {
	switch {
	case p.Match != nil:
		start, end = Trim(s, 0, len(s), marks)
		if code = s[start:end]; rule.Form.Has(code) {
			return code, start, end, IsCode
		}
		if code == "" {
			return "", 0, 0, NoCode
		}
		return code, start, end, BrokenCode
	case p.Word == "section":
		return rule.codeInWords(s, docsURL)
	}
	start, end, v = rule.codeIn(s)
	if v == NoCode && start < end {
		// What stands in some places stands for nothing else, one word at least.
		switch oneWord := !strings.ContainsAny(s[start:end], " \t\r\n"); p.Word {
		case "json", "column", "label":
			v = BrokenCode
		case "attribute":
			if oneWord {
				v = BrokenCode
			}
		}
	}
	return s[start:end], start, end, v
}

// codeIn finds the code that a text consists of. What is meant as one and is none,
// such as a path, is found too.
func (rule *Rule) codeIn(s string) (start, end int, v Verdict) {
	f := rule.Form
	start, end = Trim(s, 0, len(s), marks)
	for _, label := range [...]string{"error code:", "code:"} {
		if end-start > len(label) && strings.EqualFold(s[start:start+len(label)], label) && !strings.EqualFold(f.Prefix(), label) {
			start, end = Trim(s, start+len(label), end, marks)
		}
	}
	text := s[start:end]
	if f.Has(text) {
		return start, end, IsCode
	}
	word, _, more := strings.Cut(text, " ")
	if i := strings.IndexAny(word, "\t\r\n"); i >= 0 {
		word, more = word[:i], true
	}
	if prefix := f.Prefix(); prefix != "" && len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
		if !more {
			return start, end, BrokenCode
		}
		if word = strings.TrimRight(word, ".,;`"); f.Has(word) {
			return start, start + len(word), IsCode
		}
		if i := strings.IndexAny(text, "\r\n"); i >= 0 {
			end = start + len(strings.TrimRight(text[:i], " \t\r"))
		}
		return start, end, BrokenCode
	}
	if more || text == "" || strings.Contains(text, "://") {
		return start, end, NoCode
	}
	if rule.meant(text) {
		return start, end, BrokenCode
	}
	return start, end, NoCode
}

// meant reports whether one word that is no code of the form was meant as one: it
// has as many parts, or the marks and the case of a code.
func (rule *Rule) meant(word string) bool {
	f := rule.Form
	if n := len(f.Segments()); n > 1 {
		if strings.Count(strings.Trim(word, "/"), "/") == n-1 {
			return true
		}
		if mark := f.Literals()[1]; mark != "" && strings.Count(word, mark) == n-1 {
			return true
		}
		return false
	}
	switch f.Segments()[0].Case {
	case form.Digits:
		return word[0] >= '0' && word[0] <= '9'
	case form.Upper:
		return strings.ToUpper(word) == word && strings.ToLower(word) != word && len(word) > 2
	case form.Snake, form.Kebab:
		return strings.ContainsAny(word, "_-") && strings.ToLower(word) != strings.ToUpper(word)
	}
	return false
}

// codeInWords reads the code from a section that is about it: the first word that
// is a code, a path to the page of one, or a type URL.
func (rule *Rule) codeInWords(s, docsURL string) (code string, start, end int, v Verdict) {
	prefix := rule.Form.Prefix()
	for start, end := range Words(s) {
		start, end = Trim(s, start, end, "`\"'.,;()[]*")
		word := s[start:end]
		switch {
		case prefix != "" && strings.HasPrefix(word, prefix):
			if rule.Form.Has(word) {
				return word, start, end, IsCode
			}
			return word, start, end, BrokenCode
		case prefix == "" && rule.Form.Has(word) && strings.ContainsAny(word, "_-.:0123456789"):
			return word, start, end, IsCode
		}
		if c, ok := rule.codeOfPath(word, docsURL); ok {
			return c, start, end, IsCode
		}
	}
	return "", 0, 0, NoCode
}

// codeOfPath returns the code of a path such as unkey/data/key_not_found, alone
// or below the docs URL or its last segment.
func (rule *Rule) codeOfPath(p, docsURL string) (string, bool) {
	if rest, ok := strings.CutPrefix(p, docsURL); ok && docsURL != "" {
		p = rest
	}
	p = strings.Trim(p, "/")
	for _, folder := range [...]string{"err/", path.Base(docsURL) + "/"} {
		p = strings.TrimPrefix(p, folder)
	}
	if !strings.Contains(p, "/") {
		return "", false // one word is no path
	}
	return rule.Form.FromPath(p)
}
