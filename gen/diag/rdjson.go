package diag

import (
	"io"
	"strings"

	"github.com/unkeyed/errgen/gen/source"
)

// RDJSON prints the findings in the Reviewdog Diagnostic Format, one JSON object.
// Columns are bytes, counted from 1, and a range ends after its last byte. A fix
// is a suggestion where it is one edit of the finding's own file, as each
// suggestion of the format stands alone. Files should be named from the
// repository's root.
func RDJSON(w io.Writer, l List) error {
	log := rdLog{Source: rdSource{Name: "errgen", URL: "https://github.com/unkeyed/errgen"}, Diagnostics: make([]rdFinding, 0, len(l))}
	for _, d := range l {
		out := rdFinding{Message: rdText(&d), Location: rdLocationOf(d.Span), Severity: strings.ToUpper(d.Severity.String())}
		if d.Rule != "" {
			out.Code = &rdCode{d.Rule}
		}
		for _, r := range d.Related {
			out.Related = append(out.Related, rdRelated{r.Message, rdLocationOf(r.Span)})
		}
		if d.Fix != nil && len(d.Fix.Edits) == 1 {
			if e := d.Fix.Edits[0]; e.Span.File == d.Span.File && e.Span.File != nil && e.Span.File.Data != nil {
				out.Suggestions = []rdSuggestion{{*rdRangeOf(e.Span), e.New}}
			}
		}
		log.Diagnostics = append(log.Diagnostics, out)
	}
	data, err := marshal(log, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

func rdText(d *Diagnostic) string {
	if d.Hint == "" {
		return d.Message
	}
	return d.Message + "\nhint: " + d.Hint
}

func rdLocationOf(s source.Span) *rdLocation {
	if s.File == nil {
		return nil
	}
	return &rdLocation{Path: s.File.Name, Range: rdRangeOf(s)}
}

func rdRangeOf(s source.Span) *rdRange {
	if s.File.Data == nil {
		return nil
	}
	from, to := s.From(), s.To()
	return &rdRange{rdPosition{from.Line, from.Column}, rdPosition{to.Line, to.Column}}
}

type rdLog struct {
	Source      rdSource    `json:"source"`
	Diagnostics []rdFinding `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdFinding struct {
	Message     string         `json:"message"`
	Location    *rdLocation    `json:"location,omitempty"`
	Severity    string         `json:"severity"`
	Code        *rdCode        `json:"code,omitempty"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"related_locations,omitempty"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string      `json:"message"`
	Location *rdLocation `json:"location,omitempty"`
}
