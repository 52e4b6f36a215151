package runtime

import (
	"fmt"
	"iter"
	"strings"
)

// A Code is the URN of an error, such as "err:system:category:specific". The
// codes of this package are its constants; any other string is an unknown code.
//
// A Code is an error by itself: a function may return one as it is, and
// [errors.Is] finds it in whatever wraps it.
type Code string

// Error returns the URN.
func (c Code) Error() string { return string(c) }

// Is reports whether target is the same code, or an older name of it. It is
// what [errors.Is] asks.
func (c Code) Is(target error) bool {
	other, ok := target.(Code)
	return ok && same(c, other)
}

// Known reports whether this package has the code, under this or a newer name.
func (c Code) Known() bool { return c.info() != nil }

// HTTPStatus returns the HTTP status of the code's responses, and 500 for an
// unknown code.
func (c Code) HTTPStatus() int {
	if i := c.info(); i != nil {
		return i.status
	}
	return 500
}

// Title returns the short name of the problem, the same at each occurrence, and
// "" for an unknown code.
func (c Code) Title() string {
	if i := c.info(); i != nil {
		return i.title
	}
	return ""
}

// Type returns the URL that identifies the problem and documents it, and "" for
// an unknown code.
func (c Code) Type() string {
	if i := c.info(); i != nil {
		return i.typ
	}
	return ""
}

// Detail returns what a client is told unless the error says more, "" if that
// is nothing or if the code is unknown. For a code with parameters it is a
// template, with their names in braces.
func (c Code) Detail() string {
	if i := c.info(); i != nil {
		return i.detail
	}
	return ""
}

// Description says in a sentence or two what happened and what to do, and is ""
// for an unknown code.
func (c Code) Description() string {
	if i := c.info(); i != nil {
		return i.description
	}
	return ""
}

// Retryable reports whether the same request may succeed later.
func (c Code) Retryable() bool {
	i := c.info()
	return i != nil && i.retryable
}

// Deprecated reports whether the code is no longer used.
func (c Code) Deprecated() bool {
	i := c.info()
	return i != nil && i.deprecated
}

// ReplacedBy returns the code that is used in place of a deprecated one, and ""
// if there is none.
func (c Code) ReplacedBy() Code {
	if i := c.info(); i != nil {
		return i.replacedBy
	}
	return ""
}

// System returns the first segment of the URN: whose error it is.
func (c Code) System() string { return c.segment(0) }

// Category returns the second segment of the URN: what kind of error it is.
func (c Code) Category() string { return c.segment(1) }

// Specific returns the third segment of the URN: which error it is.
func (c Code) Specific() string { return c.segment(2) }

func (c Code) segment(n int) string {
	rest, ok := strings.CutPrefix(string(c), prefix)
	if !ok {
		return ""
	}
	for range n {
		if _, rest, ok = strings.Cut(rest, ":"); !ok {
			return ""
		}
	}
	segment, _, _ := strings.Cut(rest, ":")
	return segment
}

// MarshalText returns the URN.
func (c Code) MarshalText() ([]byte, error) { return []byte(c), nil }

// UnmarshalText reads what [Lookup] reads, and keeps any other text as an
// unknown code: it never fails.
func (c *Code) UnmarshalText(text []byte) error {
	known, ok := Lookup(string(text))
	if !ok {
		known = Code(text)
	}
	*c = known
	return nil
}

// Lookup returns the code of a URN or of a type URL. It knows older names of a
// code too, and returns the one in use. It reports whether there is one.
func Lookup(s string) (Code, bool) {
	if i := find(s); i != nil {
		return i.code, true
	}
	return "", false
}

// Parse returns s as a Code if it has the form of one: "err" and three segments
// of lower-case letters, digits and underscores that begin with a letter, with
// colons between. The code may be unknown.
func Parse(s string) (Code, error) {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return "", fmt.Errorf("code %q does not begin with %q", s, prefix)
	}
	segments := strings.Split(rest, ":")
	if len(segments) != 3 {
		return "", fmt.Errorf("code %q has %d segments after %q, want system:category:specific", s, len(segments), prefix)
	}
	for _, segment := range segments {
		if !isSegment(segment) {
			return "", fmt.Errorf("segment %q of code %q is not a lower-case letter followed by lower-case letters, digits and underscores", segment, s)
		}
	}
	return Code(s), nil
}

func isSegment(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return s != ""
}

// All iterates over the codes of this package in the order of their URNs.
func All() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for i := range table {
			if !yield(table[i].code) {
				return
			}
		}
	}
}
