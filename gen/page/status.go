package page

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
)

func (r *reader) addStatus(v catalog.Value[int], from catalog.Source) {
	r.entry.Statuses = append(r.entry.Statuses, catalog.Stated[int]{Value: v, From: from})
}

// sectionStatus reads the status from a section that is about it: the first
// number of three digits.
func (r *reader) sectionStatus(blocks []*mdx.Node) {
	t := flatten(blocks...)
	for start, end := range words(t.s) {
		start, end = trim(t.s, start, end, "`\"'.,;:()[]*")
		if status, ok := threeDigits(t.s[start:end]); ok {
			r.addStatus(catalog.Value[int]{V: status, Span: t.span(start, end)}, catalog.FromSection)
			return
		}
	}
}

// decideStatus takes the status from the strongest place. Inferred ones count
// only where no place is about the status: text may well speak of others.
func (r *reader) decideStatus() {
	e := r.entry
	for i := range e.Examples {
		if s := e.Examples[i].Status; !s.Span.IsZero() {
			r.addStatus(s, catalog.FromExample)
		}
	}
	if len(e.Statuses) == 0 {
		r.inferStatus()
	}
	if len(e.Statuses) == 0 {
		for _, rule := range r.options.Status {
			if matches(rule.Match, string(e.Code.V)) {
				r.addStatus(rule.Status, catalog.FromConfig)
				break
			}
		}
	}
	if len(e.Statuses) > 0 {
		byRank(e.Statuses)
		e.Status, e.StatusFrom = e.Statuses[0].Value, e.Statuses[0].From
	}
}

// inferStatus looks for the one status that the text names in back-quotes, and
// for the one that the description names.
func (r *reader) inferStatus() {
	if one, ok := only(r.backQuoted); ok {
		r.addStatus(one, catalog.FromProse)
	}
	d := r.entry.Description
	written := d.Span.Text()
	var named []catalog.Value[int]
	for _, status := range statusesNamed(d.V) {
		v := catalog.Value[int]{V: status, Span: d.Span}
		if i := strings.Index(written, strconv.Itoa(status)); i >= 0 {
			start := int(d.Span.Start) + i
			v.Span = d.Span.File.Span(start, start+len("404"))
		}
		named = append(named, v)
	}
	if one, ok := only(named); ok {
		r.addStatus(one, catalog.FromDescription)
	}
}

// only returns the first of statuses that are all the same.
func only(statuses []catalog.Value[int]) (one catalog.Value[int], ok bool) {
	for i, s := range statuses {
		if i > 0 && s.V != one.V {
			return one, false
		}
		if i == 0 {
			one, ok = s, true
		}
	}
	return one, ok
}

// codeSpan notes a status in back-quotes: `503 Service Unavailable`, `HTTP 503`.
func (r *reader) codeSpan(n *mdx.Node) {
	s := n.Value
	prefixed := false
	if rest, ok := strings.CutPrefix(s, "HTTP"); ok {
		if version, after, ok := strings.Cut(rest, " "); ok && (version == "" || version[0] == '/') {
			s, prefixed = after, true
		}
	}
	number, phrase, _ := strings.Cut(s, " ")
	status, ok := threeDigits(number)
	if !ok || !isError(status) || !prefixed && !isPhrase(phrase) {
		return
	}
	start := len(n.Value) - len(s)
	r.backQuoted = append(r.backQuoted, catalog.Value[int]{V: status, Span: n.ValueSpan(start, start+len(number))})
}

// statusesNamed returns the statuses that a sentence names: "a 502 error", "HTTP
// 502", "status code 502", "502 Bad Gateway".
func statusesNamed(s string) []int {
	var out []int
	before, beforeThat := "", ""
	for start, end := range words(s) {
		start, end := trim(s, start, end, "`\"'.,;:()[]*")
		word := s[start:end]
		if status, ok := threeDigits(word); ok && isError(status) {
			after := strings.TrimLeft(s[end:], "`\"'() ")
			next, _, _ := strings.Cut(after, " ")
			next = strings.ToLower(strings.TrimRight(next, ".,;:)"))
			phrase := catalog.ReasonPhrase(status)
			switch {
			case next == "error" || next == "errors" || next == "response" || next == "responses" || next == "status",
				before == "http" || before == "status" || before == "code" && (beforeThat == "status" || beforeThat == "http"),
				phrase != "" && len(after) >= len(phrase) && strings.EqualFold(after[:len(phrase)], phrase):
				out = append(out, status)
			}
		}
		before, beforeThat = strings.ToLower(word), before
	}
	return out
}

func threeDigits(s string) (int, bool) {
	if len(s) != 3 {
		return 0, false
	}
	n := 0
	for i := range 3 {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

func isError(status int) bool { return 400 <= status && status < 600 }

// isPhrase reports whether s looks like a reason phrase: words of letters, the
// first in capitals.
func isPhrase(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && strings.IndexByte(" -'", s[i]) < 0 {
			return false
		}
	}
	return true
}

// matches reports whether s is an instance of a pattern in which * stands for any
// run of characters. It takes time in proportion to both lengths.
func matches(pattern, s string) bool {
	prefix, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == s
	}
	s, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return false
	}
	parts := strings.Split(rest, "*")
	for _, part := range parts[:len(parts)-1] {
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s = s[i+len(part):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}
