package page

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

func (r *reader) addStatus(v catalog.Value[int], from catalog.Source) {
	r.entry.Statuses = append(r.entry.Statuses, catalog.Stated[int]{Value: v, From: from})
}

// decideStatus takes the status from the strongest place. Inferred ones count
// only where no place is about the status: text may well speak of others.
func (r *reader) decideStatus() {
	e := r.entry
	stated := false
	for i := range r.rule.Status {
		p := &r.rule.Status[i]
		if p.Inferred() && stated {
			continue
		}
		r.statusAt(p)
		stated = stated || len(e.Statuses) > 0 && !p.Inferred()
	}
	if n, own := r.src.Key("status"); len(e.Statuses) == 0 && r.rec.Head == nil && n != nil && n.Tag == "!!null" {
		r.noStatus = r.noStatus || own || n.Value != "" // wherever the rule looks for statuses
	}
	if len(e.Statuses) == 0 && !r.noStatus {
		for _, rule := range r.options.Status {
			if Matches(rule.Match, string(e.Code.V)) {
				r.addStatus(rule.Status, catalog.FromConfig)
				break
			}
		}
	}
	if len(e.Statuses) > 0 && !r.rule.Status.Has("example", "json") {
		// No place of the rule, but what it shows must be what is sent.
		for i := range e.Examples {
			if s := e.Examples[i].Status; !s.Span.IsZero() {
				r.addStatus(s, catalog.FromExample)
			}
		}
	}
	switch {
	case len(e.Statuses) > 0:
		e.Status, e.StatusFrom = e.Statuses[0].Value, e.Statuses[0].From
	case !r.noStatus && r.misspeltStatus():
	case r.noStatus, r.rule.Status.Only():
		e.NoStatus = true
	case r.withoutStatusColumn():
		e.NoStatus = true // said of the table, once
	case r.rule.Status.None():
		e.NoStatus = true
		places := r.rule.Status[:len(r.rule.Status)-1]
		if shown, ok := r.shownStatus(); ok {
			d := r.found.Add(ruleStatusMissing, diag.Error, or(shown.Span, r.here()), "the example of %s shows status %d, but no status is stated", e.Code.V, shown.V)
			d.Hint = "state it in " + places.Says() + ", or add the member of the example to status in errgen.yaml"
			return
		}
		d := r.found.Add(ruleStatusMissing, diag.Warning, or(e.Code.Span, r.here()), "%s states no HTTP status", e.Code.V)
		d.Hint = "state it in " + places.Says()
		switch place, at := r.passedStatus(places); {
		case place != nil:
			d.Hint = place.Says() + " names " + strconv.Quote(at.Text()) + ", but match in errgen.yaml does not match it: '" + place.Match.String() + "'"
			d.Span = at
		case r.rec.Head == nil:
			d.Hint += ", or write \"status: null\" in the front matter if the error has no HTTP status"
		case places.Has("column", "label", "attribute"):
			d.Hint += ", or write a dash there if the error has no HTTP status"
		}
	}
}

// withoutStatusColumn reports whether the record is a row of a table that lacks the
// columns in which all statuses stand, and notes that at the table's first row.
func (r *reader) withoutStatusColumn() bool {
	if r.rec.Head == nil || r.rec.Head.Kind != mdx.TableRow {
		return false
	}
	places := slices.DeleteFunc(slices.Clone(r.rule.Status), func(p record.Place) bool { return p.Word == "none" || p.Inferred() })
	wanted := r.rule.ColumnsOf(places)
	if len(wanted) == 0 || len(wanted) < len(places) || slices.ContainsFunc(wanted, func(c string) bool { return slices.Contains(r.rec.Columns, c) }) {
		return false
	}
	table := r.table()
	if table == nil || slices.Contains(r.lacking, table) {
		return table != nil
	}
	r.lacking = append(r.lacking, table)
	severity := diag.Error
	if r.rule.Status.None() {
		severity = diag.Warning // a table of errors that are none of HTTP may lack it
	}
	d := r.found.Add(ruleStatusMissing, severity, table.Children[0].Span, "the table has no status, want it in %s", places.Says())
	d.Hint = "add the column, or rename the one that has it"
	if severity == diag.Error {
		d.Hint += "; \"status: none\" in errgen.yaml says that errors have none"
	}
	for i, cell := range r.rec.Head.Children {
		if status, ok := threeDigits(strings.Trim(record.Line(mdx.PlainText(cell)), "`* ")); ok && isError(status) && i < len(r.rec.Names) {
			d.Hint = "rename the column " + strconv.Quote(r.rec.Names[i]) + ", or add \"column " + r.rec.Names[i] + "\" to status in errgen.yaml"
		}
	}
	return true
}

// passedStatus returns a place that names a status which its Match does not take, nil
// where there is none.
func (r *reader) passedStatus(places record.Places) (*record.Place, source.Span) {
	for i := range places {
		p := &places[i]
		if p.Match == nil {
			continue
		}
		for _, t := range r.rec.Whole(p) {
			for s, e := range statusWords(t.S) {
				if status, ok := threeDigits(t.S[s:e]); ok && isError(status) {
					return p, or(t.Span(s, e), r.here())
				}
			}
		}
	}
	return nil, source.Span{}
}

// shownStatus returns the status of an error that an example shows.
func (r *reader) shownStatus() (catalog.Value[int], bool) {
	for i := range r.entry.Examples {
		if s := r.entry.Examples[i].Status; isError(s.V) {
			return s, true
		}
	}
	return catalog.Value[int]{}, false
}

// statusAt reads the statuses that a place states. Of several, the first is the
// default one.
func (r *reader) statusAt(p *record.Place) {
	switch {
	case p.Word == "front":
		if n, own := r.src.Key(p.Arg); p.Match == nil && n != nil {
			r.frontStatus(p, n, own)
			return
		}
	case p.Word == "prose":
		if one, ok := only(r.backQuoted); ok {
			r.addStatus(one, p.Source())
		}
		return
	case p.Word == "summary":
		r.summaryStatus()
		return
	}
	for _, t := range r.rec.Texts(p) {
		if r.statusIn(p, t) && !p.Many() || p.Word == "label" && strings.ContainsAny(t.S, "0123456789") {
			break // what follows may be another error's, whose heading was lost
		}
	}
}

// statusIn reads the statuses in a text: a number, or the words of three digits in
// it. A dash says that there is none.
func (r *reader) statusIn(p *record.Place, t record.Text) bool {
	if status, err := strconv.Atoi(strings.TrimSpace(t.S)); err == nil && p.Source() == catalog.FromExample {
		r.addStatus(catalog.Value[int]{V: status, Span: t.All()}, p.Source())
		return true
	}
	if noStatus(t.S) && p.Word != "section" {
		r.noStatus = true
		return true
	}
	first := true
	for s, e := range statusWords(t.S) {
		status, ok := threeDigits(t.S[s:e])
		if !ok {
			continue
		}
		v := catalog.Value[int]{V: status, Span: t.Span(s, e)}
		switch {
		case first:
			r.addStatus(v, p.Source())
		case p.Word == "section" || !isError(status):
			return true
		default:
			r.other(v)
		}
		first = false
	}
	return !first
}

// statusWords yields the words of a text, of which several may stand between commas or
// slashes.
func statusWords(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for start, end := range record.Words(s) {
			for at := start; at <= end; {
				next := end
				if i := strings.IndexAny(s[at:end], ",/|"); i >= 0 {
					next = at + i
				}
				if s, e := trim(s, at, next, "`\"'.;:()[]*"); s < e && !yield(s, e) {
					return
				}
				at = next + 1
			}
		}
	}
}

// misspeltStatus reports what stands in a place of a status and is none: all that a place
// says which is about nothing else, or a word of three characters that looks like one.
func (r *reader) misspeltStatus() bool {
	for i := range r.rule.Status {
		p := &r.rule.Status[i]
		if p.Inferred() || p.Word == "front" && p.Arg == "status" && p.Match == nil {
			continue // which is read as what it is
		}
		for _, t := range r.rec.Whole(p) {
			start, end := trim(t.S, 0, len(t.S), " \t\r\n`*")
			hint := "write three digits, from 400 to 599"
			for s, e := range statusWords(t.S) {
				if _, ok := threeDigits(t.S[s:e]); ok {
					continue // it is one, which Match does not take
				}
				if status, ok := threeDigits(lookalikes.Replace(t.S[s:e])); ok && isError(status) && strings.ContainsAny(t.S[s:e], "0123456789") {
					start, end, hint = s, e, "did you mean "+strconv.Itoa(status)+"?"
					break
				}
			}
			about := slices.Contains([]string{"column", "label", "attribute", "json", "front"}, p.Word) && hint[0] != 'd'
			if start == end || noStatus(t.S) || hint[0] != 'd' && !about || len(t.S) > 200 {
				continue
			}
			at := or(t.Span(start, end), r.here())
			r.found.Add(ruleStatusRange, diag.Error, at, "%s is not an HTTP status", strconv.Quote(record.Line(t.S[start:end]))).Hint = hint
			r.addStatus(catalog.Value[int]{Span: at}, p.Source())
			return true
		}
	}
	return false
}

var lookalikes = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1")

// other adds a further status that the code is answered with.
func (r *reader) other(v catalog.Value[int]) {
	has := func(o catalog.Value[int]) bool { return o.V == v.V }
	if r.entry.Statuses[0].V != v.V && !slices.ContainsFunc(r.entry.OtherStatuses, has) {
		r.entry.OtherStatuses = append(r.entry.OtherStatuses, v)
	}
}

// noStatus reports whether a text says that there is no status.
func noStatus(s string) bool {
	switch strings.ToLower(strings.Trim(s, " \t\r\n`*")) {
	case "-", "–", "—", "n/a", "none", "null":
		return true
	}
	return false
}

// frontStatus reads a status of the front matter: a number, a list of them, or none.
// Under the key status nothing else is one, and a word there is the site's, such as
// "published".
func (r *reader) frontStatus(p *record.Place, n *yamlpos.Node, own bool) {
	ours := p.Arg == "status"
	in := yamlpos.Reader{Rule: ruleFrontMatter, Found: &r.found}
	switch {
	case n.Kind == yamlpos.Seq:
		items, _ := in.List(n)
		for i, item := range items {
			v, ok := in.Int(item)
			switch {
			case !ok:
			case i == 0 || len(r.entry.Statuses) == 0:
				r.addStatus(v, catalog.FromFrontMatter)
			default:
				r.other(v)
			}
		}
	case n.Kind == yamlpos.Scalar && n.Tag == "!!null", n.Kind == yamlpos.Scalar && n.Tag == "!!str" && n.Value == "none":
		r.noStatus = n.Value != "" || own || !ours
		if !r.noStatus {
			in.Int(n)
		}
	case n.Kind == yamlpos.Map && (own || ours):
		r.serviceStatuses(in, n)
	case n.Kind == yamlpos.Scalar && n.Tag == "!!str" && !own && isWord(n.Value):
		r.pass(n, p.Arg)
	case !ours && n.Kind == yamlpos.Scalar && n.Tag == "!!str":
		r.statusIn(p, record.Written(n.Value, n.Span))
	default:
		if v, ok := in.Int(n); ok {
			r.addStatus(v, catalog.FromFrontMatter)
		}
	}
}

// isWord reports whether a text is words of letters alone.
func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != ' ' && s[i] != '-' && s[i] != '_' {
			return false
		}
	}
	return s != ""
}

// summaryStatus looks for the one status that the description names.
func (r *reader) summaryStatus() {
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
	for start, end := range record.Words(s) {
		start, end := trim(s, start, end, "`\"'.,;:()[]*")
		word := s[start:end]
		if status, ok := threeDigits(word); ok && isError(status) {
			after := strings.TrimLeft(s[end:], "`\"'() ")
			next, _, _ := strings.Cut(after, " ")
			next = strings.ToLower(strings.TrimRight(next, ".,;:)"))
			named := func(phrase string) bool {
				return len(after) >= len(phrase) && strings.EqualFold(after[:len(phrase)], phrase)
			}
			switch {
			case next == "error" || next == "errors" || next == "response" || next == "responses" || next == "status",
				before == "http" || before == "status" || before == "code" && (beforeThat == "status" || beforeThat == "http"),
				slices.ContainsFunc(catalog.ReasonPhrases(status), named):
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

// Matches reports whether s is an instance of a pattern in which * stands for any
// run of characters. It takes time in proportion to both lengths.
func Matches(pattern, s string) bool {
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

// trim returns the part of s from start to end without the bytes of cut at both
// ends.
func trim(s string, start, end int, cut string) (int, int) {
	for start < end && strings.IndexByte(cut, s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(cut, s[end-1]) >= 0 {
		end--
	}
	return start, end
}
