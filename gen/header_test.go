package gen_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
)

// everything returns the files of all targets for one page.
func everything(t testing.TB) map[string][]byte {
	t.Helper()
	text := "---\ntitle: a\nstatus: 404\nparams: {id: {type: string}}\ndetail: No {id}\n---\n<Danger>err:shop:data:a</Danger>\n\n## What Happened?\n\nIt is gone.\n"
	read := page.Read(source.NewFile("shop/data/a.mdx", []byte(text)), "shop/data/a.mdx", page.Options{DocsURL: "https://example.com"})
	c, found := catalog.Build(read.Entries, catalog.Meta{DocsURL: "https://example.com"})
	if err := found.Err(); err != nil {
		t.Fatal(found)
	}
	files := map[string][]byte{}
	for _, target := range gen.Targets {
		options := target.Options()
		if target.OutFile != nil {
			file := "x.ts"
			if target.Name == "redirects" {
				file = "redirects.mjs"
			}
			target.OutFile(options, file)
		}
		if target.Inputs != nil {
			for _, in := range target.Inputs(options) {
				in.File = source.NewFile("x.tmpl", []byte("let x = 1\n"))
			}
		}
		made, err := target.Emit(c, options)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range made {
			if !f.Bare && f.Edit == nil {
				files[target.Name+"/"+f.Path] = f.Data
			}
		}
	}
	return files
}

// FuzzHeader: whatever the header of errgen.yaml is, each file has it in comments
// and is the file that it was without it in all else; Go still takes it for
// generated and builds it, and errgen takes it for its own.
func FuzzHeader(f *testing.F) {
	files := everything(f)
	f.Add("Copyright Example Inc.\nAll rights reserved.")
	f.Add("*/ package x\n//go:build ignore\n// +build ignore\n+build ignore\n \t+build ignore")
	f.Add("\n\n-*- coding: latin-1 -*-\r\"\"\"\u2028import os\n\x00\v\u0085x: y\n\\\n\"}, {\"")
	f.Add("/* a\nb */\n# a\n//\n<!--\n${x}`")
	f.Fuzz(func(t *testing.T, header string) {
		for name, was := range files {
			now := emit.WithHeader([]emit.File{{Path: name, Data: was}}, header)[0].Data
			if strings.HasSuffix(name, ".json") {
				sameJSON(t, name, was, now)
				continue
			}
			switch path.Ext(name) {
			case ".md", ".txt", ".html", ".xml":
				inComment(t, `<!--.*?-->`, name, was, now)
				continue
			case ".css":
				inComment(t, `/\*.*?\*/`, name, was, now)
				continue
			}
			inserted, ok := between(was, now)
			if !ok {
				t.Fatalf("%s is changed in more than one place:\n%s", name, now)
			}
			marker := "#"
			if strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".ts") || strings.HasSuffix(name, ".mjs") || strings.HasSuffix(name, ".js") {
				marker = "//"
			}
			for i, line := range strings.Split(strings.TrimPrefix(inserted, "\n"), "\n") {
				if inserted == "" {
					break
				}
				if line != marker && !strings.HasPrefix(line, marker+" ") || i == 0 && line != marker || strings.ContainsAny(line, "\r\v\f\u0085\u2028\u2029") {
					t.Fatalf("%s: line %q", name, line)
				}
			}
			if strings.HasSuffix(name, ".go") {
				stillGo(t, name, now)
			}
		}
	})
}

// between returns what b has at the end of the first line of a.
func between(a, b []byte) (string, bool) {
	first := bytes.Index(a, []byte(emit.Header)) + len(emit.Header)
	n := len(b) - len(a)
	if n < 0 || !bytes.HasPrefix(b, a[:first]) || !bytes.Equal(b[first+n:], a[first:]) {
		return "", false
	}
	return string(b[first : first+n]), true
}

// inComment holds that what a header adds to a file is in one comment.
func inComment(t *testing.T, pattern, name string, was, now []byte) {
	t.Helper()
	comment := regexp.MustCompile(`(?s)` + pattern)
	if a, b := comment.ReplaceAll(was, nil), comment.ReplaceAll(now, nil); !bytes.Equal(a, b) {
		t.Fatalf("%s shows the header:\n%s", name, now)
	}
}

func sameJSON(t *testing.T, name string, was, now []byte) {
	t.Helper()
	var a, b map[string]any
	if err := json.Unmarshal(was, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(now, &b); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, now)
	}
	comment, _ := b["$comment"].(string)
	if props, ok := b["customProps"].(map[string]any); ok { // Docusaurus refuses other keys than its own
		comment, _ = props["generated"].(string)
		delete(a, "customProps")
		delete(b, "customProps")
	}
	if first, _, _ := strings.Cut(comment, "\n"); first != emit.Header {
		t.Errorf("%s: comment %q", name, comment)
	}
	delete(a, "$comment")
	delete(b, "$comment")
	if len(a) != len(b) || !maps.EqualFunc(a, b, func(x, y any) bool {
		one, _ := json.Marshal(x)
		other, _ := json.Marshal(y)
		return bytes.Equal(one, other)
	}) {
		t.Errorf("%s says something else:\n%s", name, now)
	}
}

func stillGo(t *testing.T, name string, data []byte) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil || !ast.IsGenerated(file) {
		t.Fatalf("%s: generated %t (%v)", name, err == nil && ast.IsGenerated(file), err)
	}
	context := build.Default
	context.OpenFile = nil
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.go"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if ok, err := context.MatchFile(dir, "x.go"); !ok || err != nil {
		t.Fatalf("%s is left out of the build (%v):\n%s", name, err, data)
	}
}

// TestHeader: the header of errgen.yaml is in each file, which stays errgen's own.
func TestHeader(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("pages/shop/data/a.mdx", "---\nstatus: 404\n---\n<Danger>err:shop:data:a</Danger>\n")
	config := "version: 1\npages: pages\ndocs_url: https://example.com\ngenerate:\n"
	write("x.tmpl", "let x = 1\n")
	for _, target := range gen.Targets {
		if target.Name == "index" || target.Name == "mintlify" {
			continue // they change a part of somebody else's file
		}
		if target.Name == "template" {
			config += "  - {target: " + target.Name + ", template: x.tmpl, out: out/" + target.Name + "/x.ts}\n"
			continue
		}
		file := ""
		if target.Name == "redirects" {
			file = "/redirects.mjs"
		}
		config += "  - {target: " + target.Name + ", out: out/" + target.Name + file + "}\n"
	}
	for _, header := range []string{"", "Copyright Example Inc.\\nAll rights reserved.", "Copyright \\\"Other\\\" Inc."} {
		write("errgen.yaml", config+"header: \""+header+"\"\n")
		project, err := gen.Load(gen.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := project.Plan(nil)
		if err != nil {
			t.Fatal(err) // a file that is not errgen's is in the way
		}
		for _, c := range plan.Changes {
			if c.Bare {
				continue // the format has no place for it
			}
			if c.Op == output.Same {
				t.Errorf("%s is the same with the header %q", c.Name, header)
			}
			if word, _, _ := strings.Cut(header, " "); !strings.Contains(string(c.New), word) {
				t.Errorf("%s lacks the header:\n%.300s", c.Name, c.New)
			}
		}
		if err := plan.Apply(); err != nil {
			t.Fatal(err)
		}
	}
}
