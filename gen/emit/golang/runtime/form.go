package runtime

import (
	"errors"
	"strconv"
	"strings"
)

// A form of codes consists of segments, and the text before each of them and
// after the last.
type form struct {
	text     string // as in errgen.yaml
	segments []segment
	end      string
}

type segment struct {
	before  string
	name    string
	spelled spelling
}

// A spelling is a set of characters for a segment.
type spelling uint8

const (
	snake spelling = iota
	kebab
	upper
	camel
	digits
	anyMarks
)

// words describe the spellings.
var words = [...]string{
	"a lower-case letter followed by lower-case letters, digits and underscores",
	"a lower-case letter followed by lower-case letters, digits and hyphens",
	"an upper-case letter followed by upper-case letters, digits and underscores",
	"a letter followed by letters and digits",
	"a number",
	"letters, digits and the marks _ - . / : # @ + ~",
}

func (s spelling) has(text string) bool {
	for i := range len(text) {
		c := text[i]
		lower, capital, digit, first := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', i == 0
		ok := false
		switch s {
		case snake:
			ok = lower || !first && (digit || c == '_')
		case kebab:
			ok = lower || !first && (digit || c == '-')
		case upper:
			ok = capital || !first && (digit || c == '_')
		case camel:
			ok = lower || capital || !first && digit
		case digits:
			ok = digit
		default:
			ok = lower || capital || digit || strings.IndexByte("_-./:#@+~", c) >= 0
		}
		if !ok {
			return false
		}
	}
	return text != ""
}

// cut returns the segment with the name, and whether the code contains the text
// of the form. Each segment ends where the text after it starts.
func (f *form) cut(code, name string) (value string, ok bool) {
	for i := range f.segments {
		s := &f.segments[i]
		if code, ok = strings.CutPrefix(code, s.before); !ok {
			return "", false
		}
		var this string
		if i+1 == len(f.segments) {
			this, ok = strings.CutSuffix(code, f.end)
		} else if n := strings.Index(code, f.segments[i+1].before); n >= 0 {
			this, code = code[:n], code[n:]
		} else {
			ok = false
		}
		if !ok || this == "" {
			return "", false
		}
		if s.name == name {
			value = this
		}
	}
	return value, true
}

// fits reports whether a code has the form.
func (f *form) fits(code string) bool {
	for i := range f.segments {
		s := &f.segments[i]
		if value, ok := f.cut(code, s.name); !ok || !s.spelled.has(value) {
			return false
		}
	}
	return true
}

// mistake returns the reason why a code does not have the form.
func (f *form) mistake(code string) error {
	for _, s := range f.segments {
		if value, ok := f.cut(code, s.name); ok && !s.spelled.has(value) {
			return errors.New(s.name + " " + strconv.Quote(value) + " of code " + strconv.Quote(code) + " is not " + words[s.spelled])
		}
	}
	return errors.New("code " + strconv.Quote(code) + " does not have the form " + f.text)
}

// formOf returns the first form that a code has, or nil if it has none.
func formOf(code string) *form {
	for i := range forms {
		if forms[i].fits(code) {
			return &forms[i]
		}
	}
	return nil
}

// segment returns a segment of the code, or "" if it has none of that name.
func (c Code) segment(name string) string {
	f := &forms[0]
	if len(forms) > 1 {
		if f = formOf(string(c)); f == nil {
			return ""
		}
	}
	value, _ := f.cut(string(c), name)
	return value
}

// Parse returns s as a Code if it has the form of a code. The code may be unknown.
func Parse(s string) (Code, error) {
	if formOf(s) == nil {
		return "", forms[0].mistake(s)
	}
	return Code(s), nil
}

// path returns the segments of a code, separated by slashes, or "" if it has no form.
func (c Code) path() string {
	f := formOf(string(c))
	if f == nil {
		return ""
	}
	var b strings.Builder
	for i, s := range f.segments {
		if i > 0 {
			b.WriteByte('/')
		}
		value, _ := f.cut(string(c), s.name)
		b.WriteString(value)
	}
	return b.String()
}

// typeOf returns the type derived from an unknown code.
func typeOf(c Code) string {
	if !typesFollow {
		return ""
	}
	if path := c.path(); path != "" {
		return docsURL + path
	}
	return ""
}
