package inline

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Label returns the same text for labels that CommonMark treats as equal.
func Label(s []byte) string {
	if utf8.Valid(s) && bytes.IndexFunc(s, func(c rune) bool { return c >= 'A' && c <= 'Z' || c <= ' ' || c >= utf8.RuneSelf }) < 0 {
		return string(s)
	}
	return util.ToLinkReference(s)
}
