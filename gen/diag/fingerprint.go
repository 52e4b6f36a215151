package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/source"
)

// fingerprints identify findings across runs.
type fingerprints struct {
	lines map[fileLine]string // hash of the text
	seen  map[string]int      // fingerprint -> how often
}

type fileLine struct {
	file *source.File
	line int
}

func newFingerprints() *fingerprints {
	return &fingerprints{lines: map[fileLine]string{}, seen: map[string]int{}}
}

// of returns what stays the same while the finding stays and lines come and go
// elsewhere on the page: it is made of the rule, the page, the text of the line,
// and the count of the same ones before it.
func (p *fingerprints) of(rule string, s source.Span) string {
	name, text := "", ""
	if s.File != nil {
		at := fileLine{s.File, s.From().Line}
		known, ok := p.lines[at]
		if !ok {
			sum := sha256.Sum256([]byte(strings.TrimSpace(string(s.File.Line(at.line)))))
			known = string(sum[:])
			p.lines[at] = known
		}
		name, text = s.File.Name, known
	}
	sum := sha256.Sum256([]byte(rule + "\x00" + name + "\x00" + text))
	print := hex.EncodeToString(sum[:8])
	p.seen[print]++
	return fmt.Sprintf("%s:%d", print, p.seen[print])
}
