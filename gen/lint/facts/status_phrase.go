package facts

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StatusPhrase = &rule.Rule{
	ID:       "status-phrase",
	Severity: diag.Error,
	Doc: `a declared status is next to the reason phrase of another

"423 Conflict" is half wrong, and only a person knows which half: clients compare the
number, readers remember the words. The words next to a status must be its own reason
phrase, or no reason phrase.

Bad:
	~~~json
	{"error": {"status": 423, "title": "Locked"}}
	~~~

	## HTTP Status Code

	423 Conflict

Good:
	~~~json
	{"error": {"status": 423, "title": "Locked"}}
	~~~

	## HTTP Status Code

	423 Locked`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for i := range e.Statuses {
				if s := &e.Statuses[i]; s.From == catalog.FromPlace || s.From == catalog.FromSection || s.From == catalog.FromElement {
					phraseBeside(p, e, &s.Value)
				}
			}
			for i := range e.OtherStatuses {
				phraseBeside(p, e, &e.OtherStatuses[i])
			}
		}
	},
}

// phraseBeside reports the reason phrase of another status after or before one, on its
// line and in its cell.
func phraseBeside(p *rule.Pass, e *catalog.Entry, s *catalog.Value[int]) {
	want := catalog.ReasonPhrase(s.V)
	if want == "" || s.Span.IsZero() {
		return
	}
	data := s.Span.File.Data
	start, end := int(s.Span.Start), int(s.Span.End)
	for end < len(data) && strings.IndexByte("\r\n|", data[end]) < 0 {
		end++
	}
	for start > 0 && strings.IndexByte("\r\n|", data[start-1]) < 0 {
		start--
	}
	at, to := phraseAfter(string(data[s.Span.End:end]))
	at, to = at+int(s.Span.End), to+int(s.Span.End)
	if at == to {
		at, to = phraseBefore(string(data[start:s.Span.Start]))
		at, to = at+start, to+start
	}
	phrase := string(data[at:to])
	other := statusOf(phrase)
	place := s.Span.File.Span(at, to)
	if other == 0 || other == s.V || other == e.Status.V || also(e, other) || e.Code.Span.Contains(place) {
		return
	}
	d := p.Reportf(place, "status %d is next to %s, which is the reason phrase of %d", s.V, rule.Quote(phrase), other)
	d.Hint = fmt.Sprintf("write %d %s, or the status %d", s.V, want, other)
}

// besides are the marks between a status and its phrase.
const besides = " \t`*_()[]:-–—,"

// phraseAfter returns where the phrase is that a text begins with and that no word follows:
// "404 Not Found", but not "(423): Conflict of versions".
func phraseAfter(s string) (start, end int) {
	rest := strings.TrimLeft(s, besides)
	start = len(s) - len(rest)
	if strings.Contains(s[:start], "):") {
		return 0, 0 // the text of an item
	}
	end = start + len(rest)
	if i := strings.IndexAny(rest, "`*()[]:,.;/<"); i >= 0 {
		end = start + i
	}
	for _, dash := range [...]string{" - ", " – ", " — "} {
		if i := strings.Index(s[start:end], dash); i >= 0 {
			end = start + i
		}
	}
	return start, start + len(strings.TrimRight(s[start:end], " \t"))
}

// phraseBefore returns where the phrase is that a text ends with and before which no word
// stands: "Conflict (409)", but not "Order not found (400)".
func phraseBefore(s string) (start, end int) {
	end = len(strings.TrimRight(s, besides))
	if i := strings.LastIndexAny(s[:end], "`*()[]:,.;/>#–—"); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		start = i + size
	}
	return start + len(s[start:end]) - len(strings.TrimLeft(s[start:end], besides)), end
}
