package draft_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/draft"
)

// alike drafts records like their neighbours, one after another, and returns what that
// changes, and what is then found of the pages but marks of what is to be written.
func alike(t *testing.T, in map[string][]byte) map[string][]byte {
	dir := t.TempDir()
	var drafts []draft.Page
	if err := json.Unmarshal(in["drafts"], &drafts); err != nil {
		t.Fatal(err)
	}
	for name, data := range in {
		if name == "drafts" {
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var diff bytes.Buffer
	refusedCodes := map[catalog.Code]bool{}
	load := func() *gen.Project {
		p, err := gen.Load(gen.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, d := range drafts {
		made, err := load().Author().New(d)
		if refused := new(author.Error); errors.As(err, &refused) {
			diff.WriteString(string(d.Code) + ": " + strings.ReplaceAll(err.Error(), dir, "") + "\n")
			refusedCodes[d.Code] = true
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range made.Changes { // all else stays as it is
			if added := len(c.New) - len(c.Old); added <= 0 || !keeps(c.New, c.Old) {
				t.Errorf("%s: more than one piece of %s changes", d.Code, c.Name)
			}
			if crlf := bytes.Count(c.New, []byte("\r\n")); bytes.Contains(c.Old, []byte("\r\n")) && crlf != bytes.Count(c.New, []byte("\n")) {
				t.Errorf("%s: %s has line ends of two kinds", d.Code, c.Name)
			}
		}
		if err := made.Diff(&diff); err != nil {
			t.Fatal(err)
		}
		if err := made.Apply(); err != nil {
			t.Fatal(err)
		}
	}
	p := load()
	found, err := p.Findings()
	if err != nil {
		t.Fatal(err)
	}
	var left strings.Builder
	for _, d := range found {
		if d.Rule != "todo" {
			left.WriteString(d.Span.File.Name + ": " + d.Message + " [" + d.Rule + "]\n")
		}
	}
	for _, d := range drafts {
		e := p.Catalog.Lookup(d.Code)
		if e == nil || refusedCodes[d.Code] {
			continue
		}
		if d.Status != 0 && e.Status.V != d.Status || d.Title != "" && e.Title.V != d.Title {
			left.WriteString(string(d.Code) + " is read otherwise\n")
		}
	}
	return map[string][]byte{"diff": diff.Bytes(), "found": []byte(left.String())}
}

// keeps reports whether a text is another with one piece added.
func keeps(with, was []byte) bool {
	n := 0
	for n < len(was) && with[n] == was[n] {
		n++
	}
	return bytes.HasSuffix(with, was[n:])
}
