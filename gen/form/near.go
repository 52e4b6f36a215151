package form

import (
	"strings"
	"unicode"
)

// maxNear is the length over which nothing is taken for a misspelt code.
const maxNear = 200

// Near returns the code that was meant by a text that is not a code, such as
// one in another case, with other marks between its words, or without its
// prefix, and reports whether there is exactly one.
func (f *Form) Near(text string) (code string, ok bool) {
	if len(text) > maxNear {
		return "", false
	}
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1 // nobody sees it
		}
		return r
	}, text)
	text = strings.TrimFunc(text, func(r rune) bool { return r <= ' ' || strings.ContainsRune("`\"'.,;:!?()[]<>", r) })
	if f.Has(text) {
		return text, true
	}
	// Where the marks stand as the form has them, each segment is read alone.
	if len(text) >= len(f.Prefix()) && strings.EqualFold(text[:len(f.Prefix())], f.Prefix()) {
		if values, ok := f.split(nil, f.Prefix()+text[len(f.Prefix()):]); ok {
			if code, ok := f.respell(values); ok {
				return code, true
			}
		}
	}
	// Else it is cut at whatever marks there are, and must have as many parts.
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(":/. ", r) })
	if prefix := strings.Trim(f.Prefix(), ":/._- "); prefix != "" && len(parts) > 0 && strings.EqualFold(parts[0], prefix) {
		parts = parts[1:]
	}
	if len(parts) != len(f.segments) || len(parts) < 2 {
		return "", false
	}
	return f.respell(parts)
}

// Meant looks for the code that a text was to begin with: one that is spelled with
// another mark, a letter for a digit, or a slip in what codes begin with, such as "PAY 1002:
// Declined" for PAY-1002. It returns where that stands in the text, and what is near; what
// is a code already is near itself. Of codes that are words like others, only a text that
// is one word can be told, unless it is likely: then one with the marks of a code is meant.
func (f *Form) Meant(text string, likely bool) (near string, start, end int, ok bool) {
	text = text[:min(len(text), maxNear)]
	start = len(text) - len(strings.TrimLeft(text, " \t\r\n`\"'*([<"))
	end = wordEnd(text, start)
	word := text[start:end]
	if word == "" {
		return "", 0, 0, false
	}
	whole := strings.Trim(text[end:], " \t\r\n`\"'*)]>") == ""
	switch {
	case f.Has(word) && (f.Distinct() || (whole || likely) && strings.ContainsAny(word, "_-.:/0123456789")):
		return word, start, end, true
	case !f.Distinct():
		near, ok = f.nearAlone(word, whole || likely && f.sameCase(word))
		return near, start, end, ok
	}
	letters := strings.TrimRight(f.Prefix(), ":/._- ")
	if len(text)-start > len(letters) && strings.EqualFold(text[start:start+len(letters)], letters) {
		after := start + len(letters)
		rest := strings.TrimLeft(text[after:], " -_./:#\u2010\u2011\u2012\u2013\u2014")
		from := len(text) - len(rest)
		end = wordEnd(text, from)
		if near, ok = f.complete(text[from:end], text[after:from]); ok {
			return near, start, end, true
		}
	}
	// A slip in the letters is told by what follows them, which must be a number.
	if n := len(f.Prefix()); n > 2 && len(word) > n && f.segments[0].Case == Digits && alike(word[:n], f.Prefix()) {
		if code := f.Prefix() + word[n:]; f.Has(code) {
			return code, start, start + len(word), true
		}
	}
	return "", 0, 0, false
}

// wordEnd returns the end of the word that begins in a text, without the marks that end
// a sentence.
func wordEnd(text string, start int) int {
	end := start
	for end < len(text) && strings.IndexByte(" \t\r\n,;()[]<>`\"'*", text[end]) < 0 {
		end++
	}
	return start + len(strings.TrimRight(text[start:end], ".:!?"))
}

// complete returns the code of which a text is what follows the prefix, after some marks.
func (f *Form) complete(rest, marks string) (string, bool) {
	if rest == "" {
		return "", false
	}
	sure := strings.ContainsAny(rest, "_-.:/0123456789") || len(rest) > 2 && strings.ToUpper(rest) == rest
	// After a space, or nothing, may as well stand another word.
	if strings.TrimSpace(marks) == "" && (!sure || marks == "" && (rest[0] < '0' || rest[0] > '9') && f.segments[0].Case != Digits) {
		return "", false
	}
	code := f.Prefix() + rest
	if f.Has(code) {
		return code, true
	}
	if near, ok := f.Near(code); ok {
		return near, true
	}
	if code = f.Prefix() + digits.Replace(rest); sure && f.Has(code) {
		return code, true
	}
	return "", false
}

// digits are what letters are taken for where a number was meant.
var digits = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1")

// nearAlone returns the code that was meant by a word whose codes begin with nothing of
// their own. whole says that the word is all there is.
func (f *Form) nearAlone(word string, whole bool) (string, bool) {
	if len(f.segments) == 1 && f.segments[0].Case == Digits {
		number := strings.Trim(word, "0123456789")
		code := f.Prefix() + digits.Replace(word)
		if 2*len(number) < len(word) && len(word) > 2 && f.Has(code) {
			return code, true
		}
		return "", false
	}
	if !whole || !strings.ContainsAny(word, "_-.:/") || strings.Contains(word, "://") {
		return "", false
	}
	return f.Near(word)
}

// sameCase reports whether a word has the letters of the form's case.
func (f *Form) sameCase(word string) bool {
	switch f.segments[0].Case {
	case Upper:
		return word == strings.ToUpper(word)
	case Snake, Kebab:
		return word == strings.ToLower(word)
	}
	return false
}

// alike reports whether one text becomes another of its length by one other byte, or by
// two that change places.
func alike(a, b string) bool {
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
}

// respell returns the code of segments whose words are those of the values.
func (f *Form) respell(values []string) (string, bool) {
	out := make([]string, len(values))
	for i, s := range f.segments {
		out[i] = values[i]
		if s.Case != Any && s.Case != Digits && !s.Case.Valid(out[i]) {
			out[i] = spell(strings.FieldsFunc(values[i], func(r rune) bool { return strings.ContainsRune("_-. \u2010\u2011\u2012\u2013\u2014", r) }), s.Case)
		}
	}
	code := f.Print(out)
	return code, f.Has(code)
}

// spell writes words as a case has them.
func spell(words []string, c Case) string {
	switch c {
	case Kebab:
		return strings.ToLower(strings.Join(words, "-"))
	case Upper:
		return strings.ToUpper(strings.Join(words, "_"))
	case Camel:
		var b strings.Builder
		for i, w := range words {
			if i > 0 && w != "" {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w)
		}
		return b.String()
	}
	return strings.ToLower(strings.Join(words, "_"))
}
