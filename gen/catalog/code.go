package catalog

import (
	"fmt"
	"strings"
)

// Prefix begins every code: codes are URN-like names, err:system:category:specific.
const Prefix = "err:"

// A Code identifies an error: "err:unkey:data:key_auth_not_found".
type Code string

// ParseCode returns s as a Code, or an error that says which part is wrong and
// what was wanted. A code is "err" and three segments, each of lower-case
// letters, digits and underscores beginning with a letter, with colons between.
func ParseCode(s string) (Code, error) {
	rest, ok := strings.CutPrefix(s, Prefix)
	if !ok {
		return "", fmt.Errorf("code %q does not begin with %q", s, Prefix)
	}
	segments := strings.Split(rest, ":")
	if len(segments) != 3 {
		return "", fmt.Errorf("code %q has %d segments after %q, want system:category:specific", s, len(segments), Prefix)
	}
	for i, segment := range segments {
		if !validSegment(segment) {
			return "", fmt.Errorf("%s %q of code %q is not a lower-case letter followed by lower-case letters, digits and underscores",
				[]string{"system", "category", "specific"}[i], segment, s)
		}
	}
	return Code(s), nil
}

func validSegment(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_'):
		default:
			return false
		}
	}
	return s != ""
}

// System returns the first segment: whose error it is.
func (c Code) System() string { return c.segment(0) }

// Category returns the second segment: what kind of error it is.
func (c Code) Category() string { return c.segment(1) }

// Specific returns the third segment: which error it is.
func (c Code) Specific() string { return c.segment(2) }

func (c Code) segment(i int) string {
	rest, ok := strings.CutPrefix(string(c), Prefix)
	if segments := strings.SplitN(rest, ":", 3); ok && i < len(segments) {
		return segments[i]
	}
	return ""
}

// Path returns system/category/specific: the place of the code's page below the
// pages folder, without extension, and of its type URL below the docs URL.
func (c Code) Path() string {
	return strings.ReplaceAll(strings.TrimPrefix(string(c), Prefix), ":", "/")
}
