package output

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

const (
	headBytes = 4096 // how much of a file is looked at for the header
	headLines = 10
)

// jsonHeader is the header as the first member of a JSON file, or of an object in it.
var jsonHeader = regexp.MustCompile(`^\{\s*"[^"\\]*"\s*:\s*(?:\{\s*"[^"\\]*"\s*:\s*)?"` + regexp.QuoteMeta(emit.Header) + `(?:"|\\n)`)

// owned reports whether a file that begins like this is errgen's.
func owned(data []byte) bool {
	head := string(bytes.TrimPrefix(data[:min(len(data), headBytes)], []byte("\ufeff")))
	if jsonHeader.MatchString(strings.TrimSpace(head)) {
		return true
	}
	lines := 0
	for line := range strings.Lines(head) {
		if lines++; lines > headLines {
			break
		}
		line = strings.TrimSpace(line)
		for _, marker := range []string{"//", "#", "--", "<!--", "/*"} {
			rest, ok := strings.CutPrefix(line, marker)
			switch marker {
			case "<!--":
				rest = strings.TrimSuffix(rest, "-->")
			case "/*":
				rest = strings.TrimSuffix(rest, "*/")
			}
			if ok && strings.TrimSpace(rest) == emit.Header {
				return true
			}
		}
	}
	return false
}
