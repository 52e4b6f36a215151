package errors_test

import (
	"bufio"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	errorpages "github.com/unkeyed/errgen/errors"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
)

// TestNoSharedSentences: a sentence of more than twelve words stands on one page
// only. What two pages say alike, one of them says carelessly.
func TestNoSharedSentences(t *testing.T) {
	seen := map[string]string{}
	err := fs.WalkDir(errorpages.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".mdx") {
			return err
		}
		data, err := fs.ReadFile(errorpages.FS, path)
		if err != nil {
			return err
		}
		for _, sentence := range sentences(string(data)) {
			if other, ok := seen[sentence]; ok && other != path {
				t.Errorf("%s and %s both say: %s", other, path, sentence)
			}
			seen[sentence] = path
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) < 500 {
		t.Errorf("only %d sentences of more than twelve words were compared", len(seen))
	}
}

// sentences returns the sentences of more than twelve words, in lower case,
// without headings, code and punctuation.
func sentences(page string) []string {
	var out []string
	code := false
	for line := range strings.Lines(page) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			code = !code
			continue
		}
		if code || strings.HasPrefix(line, "#") {
			continue
		}
		for _, s := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
			words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '_'
			})
			if len(words) > 12 {
				out = append(out, strings.Join(words, " "))
			}
		}
	}
	return out
}

// TestNoFindings: the pages are clean without a baseline and without ignores.
func TestNoFindings(t *testing.T) {
	project := load(t)
	found, err := project.Findings()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		p := d.Span.From()
		t.Errorf("%s:%d:%d: %s [%s]", d.Span.File.Name, p.Line, p.Column, d.Message, d.Rule)
	}
	for _, e := range project.Catalog.Entries {
		if len(e.Ignores) > 0 {
			t.Errorf("%s ignores a rule", e.Page)
		}
		if len(e.Examples) != 1 {
			t.Errorf("%s has %d examples, want one", e.Page, len(e.Examples))
		}
	}
}

// TestFacts compares with the table of codes that the pages were written from,
// where it is at hand.
func TestFacts(t *testing.T) {
	f, err := os.Open("../../shared/facts/codes.tsv")
	if err != nil {
		t.Skip("the table of codes is not here; the pages are tested by the other tests")
	}
	defer f.Close()
	project := load(t)
	lines := bufio.NewScanner(f)
	lines.Scan() // the heading
	codes := 0
	for lines.Scan() {
		codes++
		cells := strings.Split(lines.Text(), "\t")
		e := project.Catalog.Lookup(catalog.Code(cells[0]))
		switch {
		case e == nil:
			t.Errorf("no page for %s", cells[0])
		case strconv.Itoa(e.Status.V) != cells[1]:
			t.Errorf("%s has status %d, want %s", cells[0], e.Status.V, cells[1])
		case e.Title.V != cells[2]:
			t.Errorf("%s has title %q, want %q", cells[0], e.Title.V, cells[2])
		}
	}
	if n := len(project.Catalog.Entries); n != codes {
		t.Errorf("%d codes, want %d", n, codes)
	}
}

func load(t *testing.T) *gen.Project {
	t.Helper()
	project, err := gen.Load(gen.Options{Config: "errgen.yaml", Dir: "."})
	if err != nil {
		t.Fatal(err)
	}
	return project
}
