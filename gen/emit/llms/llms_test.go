package llms_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/llms"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// TestFiles: an overview with a line for each code, all texts in one file, and for each
// code its text and its entry as the catalogue has it.
func TestFiles(t *testing.T) {
	c := conformance.Catalog(t)
	files := conformance.EmitWith(t, llms.Target, c, &llms.Options{Title: "Errors of the shop", Pages: true})
	if len(files) != 2+2*len(c.Entries) {
		t.Errorf("%d files for %d codes", len(files), len(c.Entries))
	}
	var b bytes.Buffer
	if err := snapshot.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	var all struct{ Errors []json.RawMessage }
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	for i, e := range c.Entries {
		code, url := string(e.Code.V), e.URL()
		if strings.Count(files["llms.txt"], "- ["+code+"]("+url+")") != 1 {
			t.Errorf("llms.txt has not one line of %s", code)
		}
		if !strings.Contains(files["llms-full.txt"], "\n## "+code+"\n") {
			t.Errorf("llms-full.txt has no %s", code)
		}
		at := strings.TrimPrefix(url, c.DocsURL+"/")
		if !strings.HasPrefix(files[at+".md"], "# "+code+"\n") {
			t.Errorf("%s.md begins otherwise: %q", at, files[at+".md"])
		}
		var got, want bytes.Buffer
		if json.Compact(&got, []byte(files[at+".json"])) != nil || json.Compact(&want, all.Errors[i]) != nil || got.String() != strings.Replace(want.String(), "{", `{"$comment":"`+emit.Header+`",`, 1) {
			t.Errorf("%s.json is %s, want %s", at, &got, &want)
		}
	}
	if !strings.HasPrefix(files["llms.txt"], "# Errors of the shop\n\n<!-- "+emit.Header+" -->\n\n## ") {
		t.Errorf("llms.txt begins otherwise: %q", files["llms.txt"][:40])
	}
}

// TestHostile: whatever texts say, an error has one line of the overview.
func TestHostile(t *testing.T) {
	c := conformance.Hostile(2, 50)
	files := conformance.EmitWith(t, llms.Target, c, &llms.Options{Title: "x\ny"})
	lines := 0
	for line := range strings.Lines(files["llms.txt"]) {
		if strings.HasPrefix(line, "- ") {
			lines++
		} else if line != "\n" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "<!--") {
			t.Errorf("a line %q", line)
		}
	}
	if lines != len(c.Entries) {
		t.Errorf("%d lines for %d codes", lines, len(c.Entries))
	}
}

func TestSnapshot(t *testing.T) { conformance.FromSnapshot(t, llms.Target) }
