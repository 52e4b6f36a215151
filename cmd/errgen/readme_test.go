package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A README block is preceded by a comment that says what the test does with it:
//
//	<!-- in: repository -->   run in this checkout; the commands must leave it as it is
//	<!-- in: module -->       run in a scratch module, the same one for all blocks, in order
//	<!-- in: client -->       run in a second scratch module
//	<!-- in: hook -->         a hook of git; see TestRecipes
//	<!-- file: PATH -->       written to the scratch folder that PATH begins with, else to module
//	<!-- yaml: generate -->   takes the place of generate in the module's errgen.yaml
//	<!-- yaml: add -->        joins generate there
//	<!-- test command -->     what CI runs; running it here would never end
var (
	mark  = regexp.MustCompile(`^<!-- (in|file|yaml|test command)(?:: (\S+))? -->$`)
	fence = regexp.MustCompile(`^(\x60{3,})(\w*)$`)
)

// A block is a fence of the README and the comment before it.
type block struct {
	kind, name string // of the comment; empty where there is none
	language   string
	text       string
}

func blocks(readme string) []block {
	var out []block
	var before block
	lines := strings.Split(readme, "\n")
	for i := 0; i < len(lines); i++ {
		if m := mark.FindStringSubmatch(lines[i]); m != nil {
			before = block{kind: m[1], name: m[2]}
			continue
		}
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			before.language = m[2]
			for i++; i < len(lines) && lines[i] != m[1]; i++ {
				before.text += lines[i] + "\n"
			}
			out = append(out, before)
		}
		before = block{}
	}
	return out
}

// TestReadme runs every command of the README, from a scratch folder outside of
// the repository, as somebody would who pastes it.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and runs what the README says")
	}
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	scratch := t.TempDir()
	r := readmeRun{t: t, repository: repository, module: filepath.Join(scratch, "module"), client: filepath.Join(scratch, "client")}
	r.newModule(r.module, "example.com/shop")
	r.newModule(r.client, "example.com/client")
	for _, b := range blocks(string(readme)) {
		kind, name, text := b.kind, b.name, b.text
		switch {
		case kind == "in" && name == "repository":
			r.run(r.repository, text)
		case kind == "in" && name == "module":
			r.run(r.module, text)
		case kind == "in" && name == "client":
			r.run(r.client, text)
		case kind == "file":
			dir := r.module
			if rest, ok := strings.CutPrefix(name, "client/"); ok {
				dir, name = r.client, rest
			}
			r.write(filepath.Join(dir, name), text)
			if strings.HasSuffix(name, ".go") {
				r.run(dir, "go vet ./...\n")
			}
		case kind == "in" && name == "hook":
			// TestRecipes pushes with it
		case kind == "yaml":
			r.configure(text, name == "add")
		case kind == "test command":
			if text != "go test ./...\n" {
				t.Errorf("the test command is %q", text)
			}
		case b.language == "sh":
			t.Errorf("README.md does not say where these commands are run:\n%s", text)
		}
	}
}

type readmeRun struct {
	t                          *testing.T
	repository, module, client string
}

func (r *readmeRun) newModule(dir, path string) {
	r.write(filepath.Join(dir, "go.mod"), "module "+path+"\n\ngo 1.25.0\n")
}

func (r *readmeRun) write(path, text string) {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *readmeRun) run(dir, commands string) {
	r.t.Helper()
	cmd := exec.Command("sh", "-eu", "-c", commands)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GITHUB_ACTIONS=")
	if dir != r.repository {
		cmd.Env = append(cmd.Env, published(r.t)...)
	}
	out, err := cmd.CombinedOutput()
	r.t.Logf("%s\n%s", strings.TrimSpace(commands), out)
	if err != nil {
		r.t.Fatalf("%v", err)
	}
}

// configure puts a generate list into the module's errgen.yaml, in the place of the one
// that is there or after it, and generates.
func (r *readmeRun) configure(text string, add bool) {
	path := filepath.Join(r.module, "errgen.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	before, list, found := bytes.Cut(data, []byte("generate:\n"))
	if !found {
		r.t.Fatalf("errgen.yaml has no generate list:\n%s", data)
	}
	if items, ok := strings.CutPrefix(text, "generate:\n"); ok && add {
		text = "generate:\n" + string(list) + items
	}
	r.write(path, string(before)+text)
	r.run(r.module, "go tool errgen generate\n")
}
