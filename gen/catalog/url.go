package catalog

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// URLPattern is what a docs URL must match: http or https, a host, a path, and
// neither query nor fragment.
var URLPattern = regexp.MustCompile(`^https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*$`)

// typePattern is what a type may be beside a URL: a name that leads nowhere.
var typePattern = regexp.MustCompile(`^(urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:|tag:[A-Za-z0-9.@-]+,[0-9-]+:)[A-Za-z0-9._~!$&'()*+,;=:@%/#?-]+$`)

// rest is what may follow a URL in a type: a query and a fragment.
var restPattern = regexp.MustCompile(`^(\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?(#[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?$`)

// CheckType returns why a text is not a problem type. What is sent to clients,
// written into links and redirected to is a URL of http or https, a urn or a
// tag, and nothing that could run or end a header.
func CheckType(s string) error {
	if typePattern.MatchString(s) {
		return nil
	}
	base := s
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		base = s[:i]
	}
	if URLPattern.MatchString(base) && restPattern.MatchString(s[len(base):]) {
		return nil
	}
	return fmt.Errorf("%q is not an absolute http or https URL, a urn or a tag", s)
}

// CheckPage returns why a text is not the path of a page: it is relative,
// clean, with forward slashes, and stays in its folder.
func CheckPage(s string) error {
	if s == "" || path.Clean(s) != s || path.IsAbs(s) || s == ".." || strings.HasPrefix(s, "../") ||
		strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }) {
		return fmt.Errorf("%q is not a relative path with forward slashes that stays in its folder", s)
	}
	return nil
}
