package mdx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A question is a text that the reference implementation is asked about.
type question struct {
	Text string `json:"text"`
	MDX  bool   `json:"mdx"`
}

// An answer is a tree in the notation of [notation], or the lines of an error.
type answer struct {
	Tree  string `json:"tree"`
	Error string `json:"error"`
	Lines []int  `json:"lines"`
}

// ask gives the answers of the reference implementation. Its packages are
// installed with "npm ci" in testdata/oracle, or in the folder that
// ERRGEN_MDX_ORACLE_DIR names.
func ask(t *testing.T, questions []question) []answer {
	t.Helper()
	if os.Getenv("ERRGEN_MDX_ORACLE") != "1" {
		t.Skip("set ERRGEN_MDX_ORACLE=1 to compare with the reference implementation")
	}
	dir := os.Getenv("ERRGEN_MDX_ORACLE_DIR")
	if dir == "" {
		dir = filepath.Join("testdata", "oracle")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join("testdata", "oracle", "oracle.mjs"), dir)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the reference implementation does not run (npm ci in testdata/oracle installs it): %v", err)
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

func parseQuestion(q question) (*Document, diag.List) {
	name := "page.md"
	if q.MDX {
		name = "page.mdx"
	}
	return Parse(source.NewFile(name, []byte(q.Text)), Options{})
}

// compare reports how our reading of a text differs from the reference's, as an
// empty string where it does not.
func compare(q question, a answer) string {
	doc, found := parseQuestion(q)
	// A fence or front matter that is never closed is no error of the grammar.
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Rule == "unclosed-fence" || d.Rule == "front-matter" })
	switch {
	case a.Error != "" && len(found) == 0:
		return fmt.Sprintf("is accepted; the reference says: %s", a.Error)
	case a.Error != "":
		var lines []int
		for _, d := range found {
			lines = append(lines, d.Span.From().Line)
			for _, r := range d.Related {
				lines = append(lines, r.Span.From().Line)
			}
		}
		// Where the text ends too early, we show what was opened, not the end; and
		// JavaScript is not parsed, so the place where it goes wrong is another.
		if strings.HasPrefix(a.Error, "Unexpected end of file") || strings.Contains(a.Error, "acorn") {
			return ""
		}
		if !slices.ContainsFunc(a.Lines, func(n int) bool { return slices.Contains(lines, n) }) {
			return fmt.Sprintf("is wrong in lines %v (%s); the reference says %v: %s", lines, found[0].Message, a.Lines, a.Error)
		}
	case found.Count(diag.Error) > 0:
		return "is refused: " + found[0].Message + "\n\tthe reference accepts: " + a.Tree
	default:
		if got := notation(doc.Root, false); got != a.Tree {
			return fmt.Sprintf("reads as\n\t%s\n\tthe reference:\n\t%s", got, a.Tree)
		}
	}
	return ""
}

// notation writes a tree as oracle.mjs does.
func notation(n *Node, inline bool) string {
	var b strings.Builder
	b.WriteString(kindNames[n.Kind])
	switch n.Kind {
	case Heading:
		fmt.Fprint(&b, n.Level)
	case List:
		if n.Ordered {
			fmt.Fprint(&b, n.Start)
		}
		if n.Loose {
			b.WriteString("loose")
		}
	case ListItem:
		if n.Checked != nil {
			fmt.Fprint(&b, *n.Checked)
		}
	case CodeBlock:
		b.WriteString(quote(n.Lang) + quote(n.Meta))
	case Table:
		b.WriteString(quote(strings.Join(n.Align, ",")))
	case Link, Image, Definition:
		b.WriteString(quote(n.URL) + quote(n.Title))
	case FlowElement, TextElement:
		b.WriteString(quote(n.Name))
		for _, a := range n.Attrs {
			v := quote(squeeze(a.Value))
			switch a.Kind {
			case SpreadAttr:
				b.WriteString("{" + v)
			case BooleanAttr:
				b.WriteString(" " + a.Name)
			case StringAttr:
				b.WriteString(" " + a.Name + "=" + v)
			case ExpressionAttr:
				b.WriteString(" " + a.Name + "={" + v)
			}
		}
	}
	switch n.Kind {
	case FlowHTML:
		b.WriteString(quote(strings.TrimRight(n.Value, " \t\n")))
	case Text, CodeBlock, CodeSpan, TextHTML:
		b.WriteString(quote(n.Value))
	case ESM, FlowExpression, TextExpression:
		b.WriteString(quote(squeeze(n.Value)))
	case Break, ThematicBreak, FootnoteRef, Image, Definition:
	default:
		inner := inline || n.Kind == Paragraph || n.Kind == Heading || n.Kind == TableCell
		var children []string
		for _, c := range n.Children {
			children = append(children, notation(c, inner))
		}
		b.WriteString("(" + strings.Join(children, " ") + ")")
	}
	return b.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// quote writes a string as JavaScript does.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)
	out := strings.TrimSuffix(b.String(), "\n")
	out = strings.ReplaceAll(out, `\u2028`, "\u2028")
	return strings.ReplaceAll(out, `\u2029`, "\u2029")
}
