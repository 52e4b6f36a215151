package lint

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var baselineRule = &rule.Rule{
	ID:       "baseline",
	Severity: diag.Warning,
	Doc: `the baseline lists a finding that is no longer found, or has an invalid line

Remove fixed findings from the baseline, so that the same mistake is reported when
it comes back. "errgen lint --fix" removes them. Set this rule to error to enforce
it.

An entry is kept while its page has another finding of the same rule, which may be
the same mistake in other words, and while the page cannot be read as a whole.`,
}

// A Baseline is a list of known findings. Each consists of its page, rule and
// message, so that it is recognized if it moves on the page or its line changes.
// Equal findings are separate entries.
type Baseline struct {
	entries []entryOf
}

// known is a finding as the baseline has it.
type known struct{ page, rule, message string }

// An entryOf is a line of the baseline.
type entryOf struct {
	known
	line source.Span // with its end; zero where it was not read
}

const baselineHeader = `# Findings that errgen lint ignores: page, rule and message.
# To update this file, run errgen lint --write-baseline.
`

// baselineMark matches the start of every baseline, older ones included.
var baselineMark = regexp.MustCompile(`^# Findings that errgen lint (passes over|ignores): `)

// NewBaseline returns the baseline of findings, both errors and warnings.
// Findings without a page or file are left out.
func NewBaseline(found diag.List, c *catalog.Catalog) *Baseline {
	at := newPages(c)
	b := &Baseline{}
	for _, d := range found.Sorted() {
		if k, ok := knownAs(d, at); ok {
			b.entries = append(b.entries, entryOf{known: k})
		}
	}
	slices.SortFunc(b.entries, func(x, y entryOf) int { return compareKnown(x.known, y.known) })
	return b
}

// Of splits the entries of a baseline into those whose findings the command reports
// and the others.
func (b *Baseline) Of(command string) (own, others *Baseline) {
	own, others = &Baseline{}, &Baseline{}
	for _, e := range b.entries {
		to := own
		if r := Find(e.rule); r != nil && r.By != command || r == nil && command != "" {
			to = others
		}
		to.entries = append(to.entries, e)
	}
	return own, others
}

// With returns a baseline with the entries of both.
func (b *Baseline) With(other *Baseline) *Baseline {
	both := &Baseline{slices.Concat(b.entries, other.entries)}
	slices.SortFunc(both.entries, func(x, y entryOf) int { return compareKnown(x.known, y.known) })
	return both
}

// Len returns how many findings the baseline has.
func (b *Baseline) Len() int { return len(b.entries) }

// Format returns the content of the baseline file: one line per finding,
// sorted, so that changes of two branches can be merged.
func (b *Baseline) Format() []byte {
	var out bytes.Buffer
	out.WriteString(baselineHeader)
	for _, e := range b.entries {
		out.WriteString(quotedWord(e.page) + " " + e.rule + " " + quotedText(e.message) + "\n")
	}
	return out.Bytes()
}

// ReadBaseline parses the output of Format. Lines that it cannot parse are
// reported as findings; the others are used.
func ReadBaseline(f *source.File) (*Baseline, diag.List) {
	b := &Baseline{}
	found := conflict.Find(f, false) // the lines of both sides are used
	merged := len(found) > 0
	old := false
	for n := 1; n <= f.Lines(); n++ {
		line := strings.TrimRight(string(f.Line(n)), " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		start := f.LineStart(n)
		at := f.Span(start, start+len(line))
		k, ok := parseKnown(line)
		switch {
		case merged && conflict.IsMarker(line):
			continue
		case ok && oldHash.MatchString(k.message) && strings.HasSuffix(line, k.message): // not in quotes
			if !old {
				found.Add(baselineRule.ID, diag.Error, at, "the baseline has an older format, with a hash in place of the message, and is not used").
					Hint = "check what errgen lint reports, then update the file with errgen lint --write-baseline"
			}
			old = true
			continue
		case !ok:
			found.Add(baselineRule.ID, diag.Error, at, "invalid line, want a page, a rule and a message").
				Hint = "update the file with errgen lint --write-baseline"
			continue
		}
		end := len(f.Data)
		if n < f.Lines() {
			end = f.LineStart(n + 1)
		}
		b.entries = append(b.entries, entryOf{k, f.Span(start, end)})
	}
	return b, found
}

// IsBaseline reports whether a file is a baseline, in this format or an older
// one, or is empty, so that overwriting it loses nothing.
func IsBaseline(f *source.File) bool {
	text := string(bytes.TrimSpace(f.Data))
	if text == "" || baselineMark.MatchString(text) {
		return true
	}
	any := false
	for n := 1; n <= f.Lines(); n++ {
		line := strings.TrimSpace(string(f.Line(n)))
		if line == "" || line[0] == '#' {
			continue
		}
		k, ok := parseKnown(line)
		if !ok || Find(k.rule) == nil {
			return false
		}
		any = true
	}
	return any
}

// oldHash is what older forms had in place of the message.
var oldHash = regexp.MustCompile(`^[0-9a-f]{16}$`)

var ruleID = regexp.MustCompile(`^[a-z][a-z-]*$`)

func parseKnown(line string) (known, bool) {
	if conflict.IsMarker(line) {
		return known{}, false
	}
	page, rest, ok := cutQuoted(line)
	if !ok || page == "" {
		return known{}, false
	}
	rule, message, _ := strings.Cut(rest, " ")
	if !ruleID.MatchString(rule) || message == "" {
		return known{}, false
	}
	if message[0] == '"' {
		unquoted, err := strconv.Unquote(message)
		if err != nil {
			return known{}, false
		}
		message = unquoted
	}
	return known{page, rule, message}, true
}

// cutQuoted cuts a word off, which may be quoted, and the space after it.
func cutQuoted(s string) (word, rest string, ok bool) {
	if s[0] != '"' {
		return strings.Cut(s, " ")
	}
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", "", false
	}
	word, err = strconv.Unquote(quoted)
	rest, ok = strings.CutPrefix(s[len(quoted):], " ")
	return word, rest, ok && err == nil
}

// quotedWord returns a path as the baseline has it: as it is, unless it could not
// be told from what follows.
func quotedWord(s string) string {
	if q := quotedText(s); q != s || strings.ContainsAny(s, " \"") || strings.HasPrefix(s, "#") || conflict.IsMarker(s) {
		return strconv.Quote(s)
	}
	return s
}

// quotedText returns a text as it is, unless a line of the baseline would lose
// something of it.
func quotedText(s string) string {
	rest := strings.ReplaceAll(s, `"`, "")
	if s == "" || s[0] == '"' || strings.TrimSpace(s) != s || strconv.Quote(rest) != `"`+rest+`"` || oldHash.MatchString(s) {
		return strconv.Quote(s)
	}
	return s
}

// Filter splits findings into new ones and those that the baseline hides; each
// entry hides one. gone has a finding for each entry whose finding no longer
// exists, with a fix that removes the entry.
func (b *Baseline) Filter(found diag.List, c *catalog.Catalog, s Settings) (rest, hidden, gone diag.List) {
	at := newPages(c)
	left := map[known]int{}
	for _, e := range b.entries {
		left[e.known]++
	}
	// A finding of the same rule on the same page may be the one that an entry
	// means: a number in it has changed, or the words of the rule.
	type kind struct{ page, rule string }
	standing := map[kind]int{}
	for _, d := range found.Sorted() {
		k, ok := knownAs(d, at)
		if ok && left[k] > 0 {
			left[k]--
			hidden = append(hidden, d)
			continue
		}
		standing[kind{k.page, k.rule}]++
		rest = append(rest, d)
	}
	severity := s.Base(baselineRule)
	if severity == diag.Off {
		return rest, hidden, nil
	}
	unclear := unclearPages(found, at)
	for _, e := range slices.Backward(b.entries) {
		k := kind{e.page, e.rule}
		switch {
		case left[e.known] == 0:
			continue
		case standing[k] > 0:
			standing[k]--
			left[e.known]--
			continue
		case unclear(e.page, e.rule):
			continue
		}
		left[e.known]--
		d := gone.Add(baselineRule.ID, severity, trimEnd(e.line), "%s is no longer found on %s", e.rule, rule.Quote(e.page))
		d.Hint = "remove the line with errgen lint --fix"
		d.Fix = diag.Replace(e.line, "", "remove the line")
	}
	return rest, hidden, gone.Sorted()
}

// unclearPages returns what reports whether a page may have a finding of a rule
// that is not shown: because the page could not be read as a whole, or because
// another finding explains it.
func unclearPages(found diag.List, at pages) func(page, rule string) bool {
	firm := map[string]bool{}
	shown := map[string]map[string]bool{}
	for _, d := range found {
		page := at.name(d.Span.File)
		if r := Find(d.Rule); r != nil && r.Firm {
			firm[page] = true
		}
		if shown[page] == nil {
			shown[page] = map[string]bool{}
		}
		shown[page][d.Rule] = true
	}
	return func(page, rule string) bool {
		r := Find(rule)
		return firm[page] || r != nil && slices.ContainsFunc(r.After, func(id string) bool { return shown[page][id] })
	}
}

// trimEnd returns the span of a line without its end.
func trimEnd(line source.Span) source.Span {
	if line.File == nil {
		return line
	}
	return line.File.Span(int(line.Start), int(line.Start)+len(strings.TrimRight(line.Text(), " \t\r\n")))
}

// lineNumber matches what of a message changes when lines are added above.
var lineNumber = regexp.MustCompile(`\b(lines?|columns?) [0-9]+`)

// knownAs returns a finding as the baseline keeps it.
func knownAs(d diag.Diagnostic, at pages) (known, bool) {
	if d.Span.File == nil {
		return known{}, false
	}
	return known{page: at.name(d.Span.File), rule: d.Rule, message: lineNumber.ReplaceAllString(d.Message, "$1 N")}, true
}

func compareKnown(a, b known) int {
	return cmp.Or(strings.Compare(a.page, b.page), strings.Compare(a.rule, b.rule), strings.Compare(a.message, b.message))
}
