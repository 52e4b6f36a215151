package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// maxAnnotations is how many errors, and how many warnings, of one step GitHub
// shows as annotations.
const maxAnnotations = 10

// GitHub prints the findings as workflow commands of GitHub Actions, which shows
// them beside the changed lines of a pull request. Where there are more than it
// shows, a notice at the end says how many there are; the log has them all.
//
// Every line printed is a command with all text in it escaped, and the runner
// takes a line for one command alone, so that nothing a page says is one.
// Columns are UTF-16 code units. Files should be named from the repository's
// root.
func GitHub(w io.Writer, l List) error {
	out := bufio.NewWriter(w)
	columns := columns16{}
	for _, d := range l {
		out.WriteString("::" + d.Severity.String() + " ")
		if f := d.Span.File; f != nil {
			out.WriteString("file=" + gitHubProperty(Printable(f.Name)) + ",")
			if f.Data != nil {
				from, to := columns.position(f, int(d.Span.Start)), columns.position(f, int(d.Span.End))
				fmt.Fprintf(out, "line=%d,endLine=%d,", from.Line, to.Line)
				if from.Line == to.Line { // or else GitHub drops them
					fmt.Fprintf(out, "col=%d,endColumn=%d,", from.Column, to.Column)
				}
			}
		}
		title := d.Rule
		if title == "" {
			title = "errgen"
		}
		out.WriteString("title=" + gitHubProperty(Printable(title)) + "::" + gitHubText(&d) + "\n")
	}
	if l.Count(Error) > maxAnnotations || l.Count(Warning) > maxAnnotations {
		fmt.Fprintf(out, "::notice title=errgen::%s; GitHub shows the first %d of each as annotations, and the log has them all\n",
			l.Summary(), maxAnnotations)
	}
	return out.Flush()
}

// gitHubText returns the message, and below it what goes with it.
func gitHubText(d *Diagnostic) string {
	lines := []string{Printable(d.Message)}
	for _, r := range d.Related {
		line := Printable(r.Message)
		if at := place(r.Span); at != "" {
			line = at + ": " + line
		}
		lines = append(lines, line)
	}
	if d.Hint != "" {
		lines = append(lines, "hint: "+Printable(d.Hint))
	}
	if d.Fix != nil {
		lines = append(lines, "fix: "+Printable(d.Fix.Message))
	}
	return gitHubData.Replace(strings.Join(lines, "\n"))
}

var gitHubData = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

var gitHubEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")

func gitHubProperty(s string) string { return gitHubEscapes.Replace(s) }
