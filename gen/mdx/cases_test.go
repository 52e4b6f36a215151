package mdx

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
)

// A grammarCase is one text of testdata/cases and what becomes of it.
type grammarCase struct {
	name string
	text string // as it stands in the file
	want string
}

// question returns the text that the case is about. One that cannot be shown as
// it is stands in quotes, as a string of Go.
func (c grammarCase) question(file string) question {
	text := c.text
	if strings.HasPrefix(text, `"`) {
		if s, err := strconv.Unquote(strings.TrimSuffix(text, "\n")); err == nil {
			text = s
		}
	}
	return question{Text: text, MDX: !strings.Contains(file, ".md.")}
}

// readCases reads a file of cases: after "### " the name, then the text, then
// below "=>" what is read: the tree, as [notation] writes it, and the findings.
func readCases(t *testing.T, file string) []grammarCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []grammarCase
	for part := range strings.SplitSeq("\n"+string(data), "\n### ") {
		if part == "" {
			continue
		}
		name, rest, _ := strings.Cut(part, "\n")
		text, want, _ := strings.Cut("\n"+rest, "\n=>\n")
		cases = append(cases, grammarCase{name, strings.TrimPrefix(text, "\n") + "\n", strings.TrimRight(want, "\n")})
	}
	return cases
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	return files
}

// TestCases holds the reading of every text in testdata/cases to what stands
// below it. ERRGEN_UPDATE=1 writes what is read now.
func TestCases(t *testing.T) {
	for _, file := range caseFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			cases := readCases(t, file)
			var out strings.Builder
			for i, c := range cases {
				doc, found := parseQuestion(c.question(file))
				got := notation(doc.Root, false) + "\n" + findings(found)
				got = strings.TrimRight(got, "\n")
				if i > 0 {
					out.WriteByte('\n')
				}
				fmt.Fprintf(&out, "### %s\n%s=>\n%s\n", c.name, c.text, got)
				if got != c.want && os.Getenv("ERRGEN_UPDATE") != "1" {
					t.Errorf("%s:\n%s\ngot:\n%s\nwant:\n%s", c.name, c.text, got, c.want)
				}
			}
			if os.Getenv("ERRGEN_UPDATE") == "1" {
				if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// findings writes each finding with the bytes that its carets stand under.
func findings(found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		at := d.Span.From()
		fmt.Fprintf(&b, "%d:%d %s: %s [%s] %q\n\thint: %s\n", at.Line, at.Column, d.Severity, d.Message, d.Rule, d.Span.Text(), d.Hint)
		for _, r := range d.Related {
			at := r.Span.From()
			fmt.Fprintf(&b, "\t%d:%d %s %q\n", at.Line, at.Column, r.Message, r.Span.Text())
		}
	}
	return b.String()
}

// TestReference asks the reference implementation about every .mdx text of the
// cases: what it accepts has to read the same here, and what it refuses has to be
// a finding in the same line.
func TestReference(t *testing.T) {
	var questions []question
	var names []string
	for _, file := range caseFiles(t) {
		for _, c := range readCases(t, file) {
			if q := c.question(file); q.MDX {
				questions = append(questions, q)
				names = append(names, filepath.Base(file)+": "+c.name)
			}
		}
	}
	for i, a := range ask(t, questions) {
		if reason := looser[names[i]]; reason != "" {
			continue
		}
		if diff := compare(questions[i], a); diff != "" {
			t.Errorf("%s\n%q %s", names[i], questions[i].Text, diff)
		}
	}
}

// looser are the cases in which we differ, and why.
var looser = map[string]string{
	"esm.txt: with attributes":                              "the reference reads the JavaScript of 2024",
	"frontmatter.txt: never closed":                         "a break for the reference, and hardly ever meant as one",
	"frontmatter.txt: never opened":                         "keys and a list for the reference, and hardly ever meant as that",
	"markdown.txt: a fence that is left open in an element": "the fence is found, and what it swallows is not",
	"markdown.txt: CR LF":                                   "line ends are LF here",
	"markdown.txt: CR":                                      "line ends are LF here",
	"markdown.txt: NUL":                                     "no fault for the reference",
	"markdown.txt: no UTF-8":                                "no fault for the reference",
}
