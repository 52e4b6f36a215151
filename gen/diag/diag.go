// Package diag defines findings: what is wrong with an input, where, and what to
// try. Every stage returns its findings as a [List] together with the best value
// it could build, so that one run reports everything.
//
// Findings are about the input. A failure of the machine is an error, and a bug
// panics; neither is ever a Diagnostic.
//
// A list is printed in one of the [Formats]: [Text] for people, [JSON] for
// programs, [GitHub], [SARIF], [GitLab] and [RDJSON] for reviews. All of them
// treat the text of pages, file names and messages as hostile. They print the list
// in the given order; call [List.Sorted] first. [Apply] applies the edits of fixes.
package diag

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/source"
)

// A Severity says what a finding does: an Error stops generation and sets the
// exit code, a Warning is only shown.
type Severity uint8

// The severities. The zero value is Error, so that a forgotten severity is
// noticed. Off never reaches a printer: it is what configuration sets to
// silence a rule.
const (
	Error Severity = iota
	Warning
	Off
)

// String returns the word that is printed and that configuration uses.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Off:
		return "off"
	}
	return fmt.Sprintf("severity(%d)", uint8(s))
}

// A Diagnostic is one finding. Message is a single clause in lower case with no
// final period; it names what was found and what was expected, both quoted.
// Hint, when present, is the next thing to try.
type Diagnostic struct {
	Rule     string // stable id, for example "status-conflict"
	Severity Severity
	Span     source.Span
	Message  string
	Hint     string
	Related  []Related
	Fix      *Fix
}

// AddRelated adds a second place, unless it is none.
func (d *Diagnostic) AddRelated(at source.Span, message string) {
	if !at.IsZero() {
		d.Related = append(d.Related, Related{Span: at, Message: message})
	}
}

// Related is a second place that the finding is about.
type Related struct {
	Span    source.Span
	Message string
}

// A Fix is a change of the source that fixes the finding. Its edits do not
// overlap.
type Fix struct {
	Message string // what it does, for example "write the status into the front matter"
	Edits   []Edit
}

// Replace returns a fix that puts text in place of a span; nil for no place.
func Replace(at source.Span, text, message string) *Fix {
	if at.IsZero() {
		return nil
	}
	return &Fix{Message: message, Edits: []Edit{{Span: at, New: text}}}
}

// An Edit replaces the bytes of a span; an empty span inserts.
type Edit struct {
	Span source.Span
	New  string
}

// A List is any number of findings.
type List []Diagnostic

// Add appends a finding without hint or fix. The message is made as by
// fmt.Sprintf. It returns the finding, so that a caller can add to it; the
// pointer is valid until the next call.
func (l *List) Add(rule string, severity Severity, span source.Span, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Rule: rule, Severity: severity, Span: span, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// ErrFound is what [List.Err] returns: there are findings, and they have been or
// will be printed, so it needs no text of its own.
var ErrFound = errors.New("errors found in the pages")

// Err returns [ErrFound] if any finding is an error, and a true nil otherwise.
func (l List) Err() error {
	if l.Count(Error) > 0 {
		return ErrFound
	}
	return nil
}

// Count returns how many findings have that severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns the findings by file, place, rule and message, each once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, compare)
	return slices.CompactFunc(out, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
}
