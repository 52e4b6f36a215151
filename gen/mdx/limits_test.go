package mdx

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

func parseFile(t *testing.T, name string) *Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Error(err)
	}
	doc, found := Parse(source.NewFile(name, data), Options{})
	for _, d := range found {
		t.Errorf("%s: %s", name, d.Message)
	}
	return doc
}

func TestLimits(t *testing.T) {
	deepTags := strings.Repeat("<A>\n", 101) + "text\n" + strings.Repeat("</A>\n", 101)
	for _, c := range []struct {
		name, text string
		max        int
		want       string // the one finding
	}{
		{"size", strings.Repeat("a", 11), 10, "the page has 11 bytes, and at most 10 are read"},
		{"size that is just right", strings.Repeat("a", 10), 10, ""},
		{"usual size", strings.Repeat("a\n", 128<<10) + "a", 0, "the page has 262145 bytes, and at most 262144 are read"},
		{"quotes", strings.Repeat(">", 101) + " a\n" + strings.Repeat(">", 101), 0, "quotes and lists are nested more than 100 deep"},
		{"quotes that are just right", strings.Repeat(">", 100) + " a", 0, ""},
		{"lists", strings.Repeat("- ", 101) + "a", 0, "quotes and lists are nested more than 100 deep"},
		{"elements", deepTags, 0, "elements are nested more than 100 deep"},
		{"elements that are just right", strings.Repeat("<A>\n", 100) + "text\n" + strings.Repeat("</A>\n", 100), 0, ""},
		{"elements in text", "x " + strings.Repeat("<A>", 101) + "text" + strings.Repeat("</A>", 101), 0, "elements are nested more than 100 deep"},
		{"tags in tags", strings.Repeat("<A b={", 101) + "1" + strings.Repeat("} />", 101), 0, "expressions are nested more than 100 deep"},
		{"marks", strings.Repeat("*a ", 1001), 0, "1001 brackets and marks of emphasis in one paragraph, and at most 1000 are read"},
		{"marks in more paragraphs", strings.Repeat("*a*\n\n", 1001), 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := Parse(source.NewFile("page.mdx", []byte(c.text)), Options{MaxSize: c.max})
			switch {
			case c.want == "" && len(found) > 0:
				t.Fatalf("found %q", found[0].Message)
			case c.want == "":
				return
			case len(found) != 1 || found[0].Message != c.want:
				t.Fatalf("found %+v, wanted only %q", found, c.want)
			}
			if found[0].Rule != "mdx-syntax" || found[0].Hint == "" {
				t.Errorf("rule %q, hint %q", found[0].Rule, found[0].Hint)
			}
			if strings.Contains(c.text, "text") && !strings.Contains(PlainText(doc.Root), "text") {
				t.Error("what stands too deep is lost")
			}
		})
	}
}

// TestManyFindings has a page that is wrong in every line.
func TestManyFindings(t *testing.T) {
	for lines, want := range map[int]int{100: 100, 101: 101, 5000: 101} {
		_, found := Parse(source.NewFile("page.mdx", []byte(strings.Repeat("a <1\n\n", lines))), Options{})
		if len(found) != want {
			t.Errorf("%d lines give %d findings, wanted %d", lines, len(found), want)
		}
		if last := found[len(found)-1]; lines == 5000 && (last.Message != "the page has 4900 more findings from here on" || last.Span.From().Line != 201) {
			t.Errorf("the last one is %q in line %d", last.Message, last.Span.From().Line)
		}
	}
}

// TestPanic has a page trip over a fault in the parser: it is one finding on that
// page.
func TestPanic(t *testing.T) {
	f := source.NewFile("page.mdx", []byte("a"))
	var found diag.List
	newReader(f, nil, &found).read(&Document{}) // no root: what no page can do
	if len(found) != 1 || !strings.Contains(found[0].Message, "could not be read") {
		t.Errorf("found %+v", found)
	}
}

// TestConflict has a page with two versions of a part of it: nothing else is
// reported, and none of them is read.
func TestConflict(t *testing.T) {
	text := "a <1\n\n<<<<<<< ours\n<Note>\n=======\n```\n>>>>>>> theirs\n\nb <2\n"
	doc, found := Parse(source.NewFile("page.mdx", []byte(text)), Options{})
	if len(found) != 1 || found[0].Rule != "merge-conflict" || found[0].Span.Text() != "<<<<<<< ours" || len(doc.Root.Children) > 0 {
		t.Errorf("found %+v and read %s", found, dump(doc.Root))
	}
}
