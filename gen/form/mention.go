package form

import (
	"iter"
	"sort"
	"strings"
)

// Distinct reports whether codes of the form can be distinguished from other words
// of a text: they start with two letters at least, or with a letter and then a mark
// or a number.
func (f *Form) Distinct() bool {
	letters := 0
	for _, b := range []byte(f.Prefix()) {
		if isWord(b) && b != '_' {
			letters++
		}
	}
	return letters >= 2 || letters == 1 && (len(f.Prefix()) > 1 || f.segments[0].Case == Digits)
}

// Mentions yields where in a text a code of the form is a separate word, whether
// any error has that code or not: not a part of a longer word, a path or a URL.
// Only codes of a [Form.Distinct] form can be found so; of others there are none.
func (f *Form) Mentions(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		if !f.Distinct() {
			return
		}
		prefix := f.Prefix()
		for at := 0; ; {
			i := f.indexPrefix(text[at:])
			if i < 0 {
				return
			}
			start := at + i
			end := start + len(prefix)
			for end < len(text) && isCode(text[end]) {
				end++
			}
			at = end
			if !Bounded(text, start) {
				continue
			}
			for end > start && !isWord(text[end-1]) && !strings.HasSuffix(f.literals[len(f.segments)], text[end-1:end]) {
				end-- // the mark that ends a sentence, or a list of codes
			}
			if f.Has(text[start:end]) && !yield(start, end) {
				return
			}
		}
	}
}

// Names reports whether a code occurs in a text as a separate word.
func Names(text, code string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], code)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(code)
		if Bounded(text, start) && (end == len(text) || !isWord(text[end])) {
			return true
		}
		at = start + 1
	}
}

// indexPrefix returns where the prefix stands first in a text, -1 where it does not.
// Marks such as colons are rarer in prose than letters, so it looks for those.
func (f *Form) indexPrefix(text string) int {
	prefix := f.Prefix()
	mark := len(prefix) - 1
	if mark < 0 || isWord(prefix[mark]) {
		return strings.Index(text, prefix)
	}
	for at := mark; at < len(text); {
		i := strings.IndexByte(text[at:], prefix[mark])
		if i < 0 {
			return -1
		}
		if start := at + i - mark; text[start:at+i] == prefix[:mark] {
			return start
		}
		at += i + 1
	}
	return -1
}

// Unescaped returns a text of Markdown with the marks of codes as readers see them,
// without the backslashes that some programs write before them, and where in the text
// a byte of it stands.
func Unescaped(text string) (plain string, at func(i int) int) {
	if !strings.Contains(text, `\_`) {
		return text, func(i int) int { return i }
	}
	var b strings.Builder
	var left []int // where in the plain text a backslash was left out
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && text[i+1] == '_' {
			left = append(left, b.Len())
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String(), func(i int) int {
		return i + sort.SearchInts(left, i) // those before it
	}
}

// isWord reports whether a byte is part of a word in any language.
func isWord(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_' || b >= 0x80
}

// isCode reports whether a byte may go on a code.
func isCode(b byte) bool { return isWord(b) || strings.IndexByte("-./:#@+~%", b) >= 0 }

// Bounded reports whether a word can begin at a byte of a text: what stands before
// it is no part of a word, a path or a URL. An n, r or t after a backslash is the
// end of a line or a tab, as source code writes them.
func Bounded(text string, at int) bool {
	if at == 0 {
		return true
	}
	before := text[at-1]
	if at > 1 && text[at-2] == '\\' && strings.IndexByte("nrt", before) >= 0 {
		return true
	}
	return !isWord(before) && strings.IndexByte("-./:#@+~%", before) < 0
}
