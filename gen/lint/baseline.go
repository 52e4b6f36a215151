package lint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

var baselineRule = &Rule{
	ID:       "baseline",
	Severity: diag.Warning,
	Doc: `the baseline lists a finding that is fixed, or has an invalid line

Remove fixed findings from the baseline, so that the same mistake is reported when
it comes back. "errgen lint --write-baseline" updates the file. Set this rule to
error to enforce it.`,
}

// A Baseline is a set of findings that are known. Each is kept as its rule, its
// page and a hash of the line that it is on, so that it is found again wherever
// the line moves on the page, and is new where the line is changed.
type Baseline struct {
	entries []known
}

type known struct {
	page, rule, hash string
	at               source.Span // the line of the baseline that was read
}

const baselineHeader = `# Findings that errgen lint ignores: page, rule, and a hash of the line.
# To update this file, run errgen lint --write-baseline.
`

// NewBaseline returns the baseline of findings, errors and warnings alike. Those
// on no page and in no file are left out.
func NewBaseline(found diag.List, c *catalog.Catalog) *Baseline {
	at := newPages(c)
	b := &Baseline{}
	for _, d := range found.Sorted() {
		if k, ok := knownAs(d, at); ok {
			b.entries = append(b.entries, k)
		}
	}
	slices.SortFunc(b.entries, compareKnown)
	return b
}

// Len returns how many findings the baseline has.
func (b *Baseline) Len() int { return len(b.entries) }

// Format returns the baseline as a file: sorted, one line for each finding, so
// that two branches that change it merge.
func (b *Baseline) Format() []byte {
	var out bytes.Buffer
	out.WriteString(baselineHeader)
	for _, k := range b.entries {
		out.WriteString(quotedPage(k.page) + " " + k.rule + " " + k.hash + "\n")
	}
	return out.Bytes()
}

// ReadBaseline reads what Format has written. Lines that it cannot read are
// findings, and the rest is used.
func ReadBaseline(f *source.File) (*Baseline, diag.List) {
	b := &Baseline{}
	found := conflict.Find(f, false) // the lines of both sides are used
	for n := 1; n <= f.Lines(); n++ {
		line := strings.TrimRight(string(f.Line(n)), " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		start := f.LineStart(n)
		at := f.Span(start, start+len(line))
		k, ok := parseKnown(line)
		if !ok && len(found) > 0 && conflict.IsMarker(line) {
			continue
		}
		if !ok {
			found.Add(baselineRule.ID, diag.Error, at, "invalid line, want a page, a rule and a hash").
				Hint = "update the file with errgen lint --write-baseline"
			continue
		}
		k.at = at
		b.entries = append(b.entries, k)
	}
	return b, found
}

// parseKnown reads a line from its end, as a page's path may hold spaces.
func parseKnown(line string) (known, bool) {
	rest, hash, ok1 := cutLast(line)
	page, rule, ok2 := cutLast(rest)
	if _, err := hex.DecodeString(hash); !ok1 || !ok2 || err != nil || len(hash) != hashDigits || page == "" {
		return known{}, false
	}
	if page[0] == '"' {
		unquoted, err := strconv.Unquote(page)
		if err != nil {
			return known{}, false
		}
		page = unquoted
	}
	return known{page: page, rule: rule, hash: hash}, true
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// quotedPage returns a path as the baseline has it: as it is, unless it could not
// be told from something else.
func quotedPage(page string) string {
	if q := strconv.Quote(page); q != `"`+page+`"` || strings.HasPrefix(page, "#") || strings.TrimSpace(page) != page || page == "" {
		return q
	}
	return page
}

// Filter takes the known findings out. Each entry of the baseline takes out one.
// mended has a finding for each entry that takes out none.
func (b *Baseline) Filter(found diag.List, c *catalog.Catalog, s Settings) (rest, mended diag.List) {
	at := newPages(c)
	left := map[known]int{}
	for _, k := range b.entries {
		k.at = source.Span{}
		left[k]++
	}
	for _, d := range found.Sorted() {
		if k, ok := knownAs(d, at); ok && left[k] > 0 {
			left[k]--
			continue
		}
		rest = append(rest, d)
	}
	severity := s.base(baselineRule)
	for _, k := range slices.Backward(b.entries) {
		where := k.at
		k.at = source.Span{}
		if left[k] == 0 || severity == diag.Off {
			continue
		}
		left[k]--
		mended.Add(baselineRule.ID, severity, where, "%s on %s is fixed", k.rule, quote(k.page)).
			Hint = "remove it from the baseline with errgen lint --write-baseline"
	}
	return rest, mended.Sorted()
}

// hashDigits is the length of a line's hash: 64 bits, so that lines of one page
// and one rule never meet by chance.
const hashDigits = 16

// knownAs returns a finding as the baseline keeps it. White space around the
// line does not count, as formatters change it.
func knownAs(d diag.Diagnostic, at pages) (known, bool) {
	f := d.Span.File
	if f == nil {
		return known{}, false
	}
	sum := sha256.Sum256(bytes.TrimSpace(f.Line(d.Span.From().Line)))
	return known{page: at.name(f), rule: d.Rule, hash: hex.EncodeToString(sum[:])[:hashDigits]}, true
}

func compareKnown(a, b known) int {
	return cmp.Or(strings.Compare(a.page, b.page), strings.Compare(a.rule, b.rule), strings.Compare(a.hash, b.hash))
}
