package diag

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/source"
)

// RuleInfo is what a format prints about a rule.
type RuleInfo struct {
	ID       string
	Summary  string // one sentence
	Help     string // why it is so, and what to do
	Severity Severity
}

// What code scanning takes at most. More results make it refuse the whole file.
const (
	maxSARIFResults   = 25_000
	maxSARIFLocations = 1000
)

// SARIF prints the findings as a log of SARIF 2.1.0 with one run. rules are all
// rules there are; one that only a finding names is added without help. version
// is errgen's and may be empty.
//
// A result's fingerprint is made of its rule, its page and the text of its line,
// and the count of the same ones before it; so it survives lines added above.
// Findings without a place, which code scanning would refuse, are notifications
// of the run; so is the note that there were more than 25,000 findings; errors
// are kept first. Relative names of files are taken to start at the root of the
// repository.
func SARIF(w io.Writer, l List, rules []RuleInfo, version string) error {
	p := &sarifPrinter{
		columns: columns16{}, ruleIndex: map[string]int{}, prints: newFingerprints(),
		rules: make([]sarifRule, 0, len(rules)), results: []sarifResult{},
	}
	for _, r := range rules {
		p.rule(r)
	}
	left := 0
	for _, d := range errorsFirst(l) {
		switch {
		case d.Span.File == nil:
			p.notify(d.Severity, d.Rule, sarifMessage(&d))
		case len(p.results) == maxSARIFResults:
			left++
		default:
			p.result(&d)
		}
	}
	if left > 0 {
		p.notify(Warning, "", fmt.Sprintf("%d more findings are not in this file", left))
	}
	log, err := marshal(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{sarifDriver{
				Name: "errgen", Version: version, InformationURI: "https://github.com/unkeyed/errgen", Rules: p.rules,
			}},
			Invocations: []sarifInvocation{{Successful: true, Notifications: p.notes}},
			Results:     p.results,
			ColumnKind:  "utf16CodeUnits",
			Newlines:    []string{"\r\n", "\n", "\r"},
		}},
	}, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(log, '\n'))
	return err
}

// errorsFirst returns the findings as they are if all can be printed, and else
// with the errors before the warnings.
func errorsFirst(l List) List {
	if len(l) <= maxSARIFResults {
		return l
	}
	out := make(List, 0, len(l))
	for _, isError := range []bool{true, false} {
		for _, d := range l {
			if (d.Severity == Error) == isError {
				out = append(out, d)
			}
		}
	}
	return out
}

type sarifPrinter struct {
	columns   columns16
	rules     []sarifRule
	ruleIndex map[string]int
	results   []sarifResult
	notes     []sarifNotification
	prints    *fingerprints
}

// rule adds a rule and returns its index.
func (p *sarifPrinter) rule(r RuleInfo) int {
	if i, ok := p.ruleIndex[r.ID]; ok {
		return i
	}
	rule := sarifRule{ID: r.ID, Config: sarifConfig{Enabled: r.Severity != Off, Level: sarifLevel(r.Severity)}}
	if r.Summary != "" {
		rule.Short = &sarifText{r.Summary}
		rule.Full = rule.Short
	}
	if r.Help != "" {
		rule.Help = &sarifText{r.Help}
	}
	p.ruleIndex[r.ID] = len(p.rules)
	p.rules = append(p.rules, rule)
	return len(p.rules) - 1
}

func (p *sarifPrinter) notify(s Severity, rule, text string) {
	n := sarifNotification{Level: sarifLevel(s), Message: sarifText{text}}
	if rule != "" {
		n.Rule = &sarifRuleRef{ID: rule}
	}
	p.notes = append(p.notes, n)
}

func (p *sarifPrinter) result(d *Diagnostic) {
	rule := d.Rule
	if rule == "" {
		rule = "errgen"
	}
	r := sarifResult{
		RuleID: rule, RuleIndex: p.rule(RuleInfo{ID: rule, Severity: d.Severity}), Level: sarifLevel(d.Severity),
		Message:      sarifText{sarifMessage(d)},
		Locations:    []sarifLocation{{Physical: p.physical(d.Span)}},
		Fingerprints: map[string]string{"primaryLocationLineHash": p.prints.of(rule, d.Span)},
	}
	for i, related := range d.Related {
		if related.Span.File != nil && len(r.Related) < maxSARIFLocations {
			r.Related = append(r.Related, sarifLocation{
				ID: i + 1, Message: &sarifText{unlinked(related.Message)}, Physical: p.physical(related.Span),
			})
		}
	}
	if fix, ok := p.fix(d.Fix); ok {
		r.Fixes = []sarifFix{fix}
	}
	p.results = append(p.results, r)
}

// sarifMessage returns the message and what has no field of its own.
func sarifMessage(d *Diagnostic) string {
	text := d.Message
	for _, r := range d.Related {
		if r.Span.File == nil {
			text += "\n" + r.Message
		}
	}
	if d.Hint != "" {
		text += "\nhint: " + d.Hint
	}
	return unlinked(text)
}

// unlinked escapes what a viewer of SARIF would take for a link, so that a page
// cannot put one into its finding.
func unlinked(text string) string {
	if !strings.Contains(text, "](") {
		return text
	}
	return strings.ReplaceAll(text, "[", `\[`)
}

func (p *sarifPrinter) physical(s source.Span) *sarifPhysical {
	out := &sarifPhysical{Artifact: sarifArtifactOf(s.File)}
	if s.File.Data != nil {
		region := p.region(s)
		out.Region = &region
	}
	return out
}

func (p *sarifPrinter) region(s source.Span) sarifRegion {
	from, to := p.columns.position(s.File, int(s.Start)), p.columns.position(s.File, int(s.End))
	return sarifRegion{from.Line, from.Column, to.Line, to.Column}
}

func (p *sarifPrinter) fix(f *Fix) (sarifFix, bool) {
	if f == nil {
		return sarifFix{}, false
	}
	out := sarifFix{Description: sarifText{unlinked(f.Message)}}
	index := map[*source.File]int{}
	for _, e := range f.Edits {
		file := e.Span.File
		if file == nil || file.Data == nil {
			return sarifFix{}, false
		}
		i, ok := index[file]
		if !ok {
			i = len(out.Changes)
			index[file] = i
			out.Changes = append(out.Changes, sarifChange{Artifact: sarifArtifactOf(file)})
		}
		r := sarifReplacement{Deleted: p.region(e.Span)}
		if e.New != "" {
			r.Inserted = &sarifText{e.New}
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, r)
	}
	return out, len(out.Changes) > 0
}

func sarifLevel(s Severity) string {
	if s == Off {
		return "none"
	}
	return s.String()
}

func sarifArtifactOf(f *source.File) sarifArtifact {
	uri, relative := fileURI(f.Name)
	if !relative {
		return sarifArtifact{URI: uri}
	}
	return sarifArtifact{URI: uri, Base: "%SRCROOT%"}
}

var drive = regexp.MustCompile(`^[A-Za-z]:/`) // of Windows

// fileURI returns a file's name as a reference, and whether that is one below
// the repository's root.
func fileURI(name string) (uri string, relative bool) {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	uri = b.String()
	switch {
	case strings.HasPrefix(name, "/"):
		return "file://" + uri, false
	case drive.MatchString(name):
		return "file:///" + name[:2] + uri[len("c%3A"):], false
	}
	return uri, name != ".." && !strings.HasPrefix(name, "../")
}
