package mdx

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
)

var bom = []byte("\uFEFF")

// encoding reports what is no text, once for each kind, and returns the bytes to
// read: with every CR as LF and every byte that is no text as a question mark,
// so that no offset changes.
func (r *reader) encoding() {
	r.Src = r.raw
	own := false
	copied := func() {
		if !own {
			own = true
			r.Src = bytes.Clone(r.raw)
		}
	}
	if i := bytes.IndexByte(r.raw, 0); i >= 0 {
		d := r.Found.Add("encoding", diag.Error, r.Span(i, i+1), "a NUL byte in the page%s", more(bytes.Count(r.raw, []byte{0})))
		d.Hint = "save the page as UTF-8 text"
		copied()
		for k := i; k < len(r.Src); k++ {
			if r.Src[k] == 0 {
				r.Src[k] = '?'
			}
		}
	}
	if !utf8.Valid(r.raw) {
		copied()
		first, count := -1, 0
		for i := 0; i < len(r.Src); {
			if r.Src[i] < utf8.RuneSelf {
				i++
				continue
			}
			c, n := utf8.DecodeRune(r.Src[i:])
			if c == utf8.RuneError && n == 1 {
				if first < 0 {
					first = i
				}
				count++
				r.Src[i] = '?'
			}
			i += n
		}
		d := r.Found.Add("encoding", diag.Error, r.Span(first, first+1), "byte 0x%02X is not valid UTF-8%s", r.raw[first], more(count))
		d.Hint = "save the page as UTF-8"
	}
	if bytes.IndexByte(r.raw, '\r') >= 0 {
		copied()
		r.hasCR = true
		for i, b := range r.Src {
			if b == '\r' {
				r.Src[i] = '\n'
			}
		}
	}
}

func more(count int) string {
	if count < 2 {
		return ""
	}
	return fmt.Sprintf(", the first of %d", count)
}
