package diag

import (
	"bufio"
	"io"
	"strings"
)

// GitLab prints the findings as a Code Quality report, which GitLab shows in a
// merge request. Files should be named from the repository's root.
//
// A finding that is new to the merge request is one whose fingerprint is new: see
// [SARIF], which has the same ones. Every finding of the format has a place, so
// those without one are given the first line of the repository's root.
func GitLab(w io.Writer, l List) error {
	out := bufio.NewWriter(w)
	prints := newFingerprints()
	out.WriteString("[")
	for i, d := range l {
		at := gitLabLocation{Path: "."}
		at.Lines.Begin = 1
		if f := d.Span.File; f != nil {
			at.Path = f.Name
			if f.Data != nil {
				at.Lines.Begin = d.Span.From().Line
				at.Lines.End = d.Span.To().Line
			}
		}
		severity := "major"
		if d.Severity != Error {
			severity = "minor"
		}
		line, err := marshal(gitLabFinding{
			Description: gitLabText(&d), Check: d.Rule, Fingerprint: prints.of(d.Rule, d.Span), Severity: severity, Location: at,
		}, "")
		if err != nil {
			return err
		}
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n")
		out.Write(line)
	}
	if len(l) > 0 {
		out.WriteString("\n")
	}
	out.WriteString("]\n")
	return out.Flush()
}

// gitLabText returns the message and the hint: the format has one line of text.
func gitLabText(d *Diagnostic) string {
	if d.Hint == "" {
		return d.Message
	}
	return strings.TrimSuffix(d.Message, ".") + " (" + d.Hint + ")"
}

type gitLabFinding struct {
	Description string         `json:"description"`
	Check       string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	} `json:"lines"`
}
