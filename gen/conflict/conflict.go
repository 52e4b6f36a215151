// Package conflict finds the markers that a version control system leaves where two
// changes of a file could not be merged: a line that starts with <<<<<<<, one side, a
// line of =======, the other side, a line that starts with >>>>>>>. A third side may
// be in between, after a line that starts with |||||||.
//
// A file with markers is not read any further: somebody has to resolve the
// conflict first.
package conflict

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// Rule is the id of the findings.
const Rule = "merge-conflict"

const (
	ours   = "<<<<<<<"
	base   = "|||||||"
	middle = "======="
	theirs = ">>>>>>>"
)

// Find returns a finding for each conflict of a file, and for each marker that one
// was resolved around.
//
// In Markdown, a single marker is ignored inside of a code block, which may explain it,
// and so is a line of nothing but >>>>>>>, which is a nested quote. A whole conflict is
// reported in code as well, since it looks like one from a merge.
func Find(f *source.File, markdown bool) diag.List {
	if !bytes.Contains(f.Data, []byte(ours)) && !bytes.Contains(f.Data, []byte(theirs)) {
		return nil
	}
	s := scanner{file: f, markdown: markdown}
	for n := 1; n <= f.Lines(); n++ {
		s.line(n, f.Line(n))
	}
	s.abandon()
	return s.found
}

// A scanner reads the lines of a file in order.
type scanner struct {
	file     *source.File
	markdown bool
	found    diag.List

	fence byte        // what the code block is marked with that the line is in, 0 for none
	size  int         // and by how many
	start source.Span // of the conflict that the line may be in
	alone bool        // whether its first marker counts on its own
	half  bool        // its middle has come
}

func (s *scanner) line(n int, line []byte) {
	switch {
	case marks(line, ours):
		s.abandon()
		s.start, s.alone, s.half = s.span(n, line), s.fence == 0, false
	case marks(line, middle) && len(bytes.TrimRight(line, " \t")) == len(middle) && !s.start.IsZero():
		s.half = true
	case marks(line, theirs) && s.half:
		s.report(s.start, "unresolved merge conflict, up to line %d", n)
		s.start, s.half = source.Span{}, false
	case marks(line, theirs) && s.fence == 0 && len(bytes.TrimSpace(line)) > len(theirs):
		s.abandon()
		s.report(s.span(n, line), "a merge left this line")
	case marks(line, base) || !s.markdown:
	default:
		s.code(line)
	}
}

// abandon ends a conflict that is none, or only the first line of one.
func (s *scanner) abandon() {
	if !s.start.IsZero() && s.alone {
		s.report(s.start, "a merge left this line")
	}
	s.start, s.half = source.Span{}, false
}

func (s *scanner) span(n int, line []byte) source.Span {
	start := s.file.LineStart(n)
	return s.file.Span(start, start+len(line))
}

func (s *scanner) report(at source.Span, format string, args ...any) {
	s.found.Add(Rule, diag.Error, at, format, args...).Hint = "keep one version, or a mix of both, and remove the conflict markers"
}

// code keeps track of code blocks.
func (s *scanner) code(line []byte) {
	line = bytes.TrimLeft(line, " \t>")
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return
	}
	size := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	rest := bytes.TrimSpace(line[size:])
	switch {
	case s.fence == 0 && size >= 3 && bytes.IndexByte(rest, '`') < 0:
		s.fence, s.size = line[0], size
	case s.fence == line[0] && size >= s.size && len(rest) == 0:
		s.fence = 0
	}
}

// IsMarker reports whether a line is one that a merge adds.
func IsMarker(line string) bool {
	for _, m := range []string{ours, base, middle, theirs} {
		if marks([]byte(line), m) {
			return true
		}
	}
	return false
}

// marks reports whether a line is a marker: seven characters, and nothing or a space
// and a name after them.
func marks(line []byte, marker string) bool {
	return bytes.HasPrefix(line, []byte(marker)) && (len(line) == len(marker) || line[len(marker)] == ' ')
}
