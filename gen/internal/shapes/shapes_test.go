package shapes_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/survey"
)

// TestShapes goes with each documentation of testdata the way of a new user: init finds
// how it tells its errors, list and lint agree, and what is generated in each language
// compiles, looks each code up and reads the body of it.
func TestShapes(t *testing.T) {
	made := &shapes{files: map[string]string{}}
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		return made.add(t, strings.TrimPrefix(t.Name(), "TestShapes/shape_"), in)
	})
	if testing.Short() || t.Failed() || os.Getenv("ERRGEN_UPDATE") != "" {
		return
	}
	for language, read := range map[string]func(t *testing.T, dir string) []byte{"go": made.inGo, "typescript": made.inTypeScript, "python": made.inPython} {
		t.Run(language, func(t *testing.T) {
			dir := t.TempDir()
			toolchain.Write(t, dir, made.files)
			if diff := cmp.Diff(strings.Join(made.want, "\n"), strings.TrimSpace(string(read(t, dir)))); diff != "" {
				t.Errorf("what is read (-want +got):\n%s", diff)
			}
		})
	}
}

// shapes are the packages that were made of all documentations.
type shapes struct {
	files map[string]string // by path
	names []string
	cases []shapeCase
	want  []string
}

// A shapeCase is an error of a documentation, and the body that tells it.
type shapeCase struct {
	Shape string `json:"shape"`
	Code  string `json:"code"`
	Type  string `json:"type"`
	Body  string `json:"body"`
}

func (s *shapes) add(t *testing.T, name string, in map[string][]byte) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{}
	for path, data := range in {
		files[path] = string(data)
	}
	toolchain.Write(t, dir, files)
	found, err := survey.Look(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := func(target, at string) survey.Output { return survey.Output{{"target", target}, {"out", "out/" + at}} }
	config := found.YAML([]survey.Output{append(out("go", name), [2]string{"package", "codes"}), out("typescript", "ts/"+name), out("python", "py/"+name)})
	toolchain.Write(t, dir, map[string]string{"errgen.yaml": string(config)})
	project, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatalf("%v\n%s", err, config)
	}
	judged, err := project.Findings()
	if err != nil {
		t.Fatal(err)
	}
	var lint bytes.Buffer
	if err := diag.Text(&lint, judged, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if lint.Len() > 0 {
		t.Errorf("lint says of right pages\n%s", &lint)
	}
	plan, err := project.Plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	for _, e := range project.Catalog.Entries {
		fmt.Fprintf(&list, "%s %d %s: %s (%s)\n", e.Code.V, e.Status.V, e.Title.V, e.Description.V, e.Where())
	}
	kept, _, _ := strings.Cut(string(config), "\n# What to generate")
	_, rule, _ := strings.Cut(kept, "records:\n")
	maps.Copy(s.files, filesBelow(t, filepath.Join(dir, "out")))
	fromSnapshot(t, dir, project, config)
	s.probe(name, project.Catalog)
	return map[string][]byte{"records": []byte(strings.TrimSpace(rule) + "\n"), "list": []byte(list.String())}
}

// fromSnapshot holds that a repository which reads the catalogue alone generates the same.
func fromSnapshot(t *testing.T, dir string, project *gen.Project, config []byte) {
	t.Helper()
	var text bytes.Buffer
	if err := snapshot.Write(&text, project.Catalog); err != nil {
		t.Fatal(err)
	}
	_, outputs, _ := strings.Cut(string(config), "\ngenerate:\n")
	elsewhere := t.TempDir()
	toolchain.Write(t, elsewhere, map[string]string{
		"catalogue.json": text.String(), "errgen.yaml": "version: 1\ncatalogue: catalogue.json\ngenerate:\n" + outputs,
	})
	again, err := gen.Load(gen.Options{Dir: elsewhere})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := again.Plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(filesBelow(t, filepath.Join(dir, "out")), filesBelow(t, filepath.Join(elsewhere, "out"))); diff != "" {
		t.Errorf("from the snapshot it is generated otherwise (-pages +snapshot):\n%s", diff)
	}
}

// filesBelow returns the files below a folder, by path.
func filesBelow(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// probe makes a case of each error.
func (s *shapes) probe(name string, c *catalog.Catalog) {
	s.names = append(s.names, name)
	for _, e := range c.Entries {
		body := c.Body().AppendBody(nil, c.Values(e, catalog.Occurrence{Detail: "It broke", RequestID: "req_1"}))
		s.cases = append(s.cases, shapeCase{name, string(e.Code.V), e.Type.V, string(body)})
		s.want = append(s.want, fmt.Sprintf("%s %s: %s %s", name, e.Code.V, e.Code.V, e.Code.V))
	}
}

func (s *shapes) inGo(t *testing.T, dir string) []byte {
	var imports, readers strings.Builder
	for _, name := range s.names {
		fmt.Fprintf(&imports, "\t%s \"example.com/shapes/%[1]s\"\n", name)
		fmt.Fprintf(&readers, "\tcase %q:\n\t\tcode, _ := %[1]s.Lookup(c.Type)\n\t\te, _ := %[1]s.Decode([]byte(c.Body))\n\t\tfmt.Println(c.Shape, c.Code+\":\", code, e.Code())\n", name)
	}
	toolchain.Write(t, dir, map[string]string{"go.mod": "module example.com/shapes\n\ngo 1.24\n", "main.go": `package main

import (
	"encoding/json"
	"fmt"
	"os"

` + imports.String() + `)

func main() {
	var cases []struct{ Shape, Code, Type, Body string }
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	for _, c := range cases {
		switch c.Shape {
` + readers.String() + `		}
	}
}
`})
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	program := toolchain.Program(t, "go")
	toolchain.Run(t, dir, nil, program, "build", "-o", "made", ".")
	return toolchain.Run(t, dir, s.input(t), filepath.Join(dir, "made"))
}

func (s *shapes) inTypeScript(t *testing.T, dir string) []byte {
	tsc := toolchain.Node(t, "tsc")
	var imports, modules strings.Builder
	for _, name := range s.names {
		fmt.Fprintf(&imports, "import * as %s from \"./ts/%[1]s/errors.js\";\n", name)
		fmt.Fprintf(&modules, "%s, ", name)
	}
	toolchain.Write(t, dir, map[string]string{
		"package.json":  `{"type": "module"}`,
		"tsconfig.json": `{"compilerOptions": {"strict": true, "module": "nodenext", "target": "es2022", "rootDir": ".", "types": []}, "include": ["ts/**/*.ts", "main.ts"]}`,
		"main.ts": imports.String() + `
const modules = { ` + modules.String() + `};
type Case = { shape: keyof typeof modules; code: string; type: string; body: string };
export const read = (cases: readonly Case[]): string =>
  cases.map((c) => {
    const { lookup, decode } = modules[c.shape];
    return c.shape + " " + c.code + ": " + String(lookup(c.type)) + " " + String(decode(JSON.parse(c.body))?.code);
  }).join("\n");
`,
		"run.mjs": `import { readFileSync } from "node:fs";
import { read } from "./main.js";
console.log(read(JSON.parse(readFileSync(0, "utf8"))));
`,
	})
	toolchain.Run(t, dir, nil, tsc, "--project", ".")
	return toolchain.Run(t, dir, s.input(t), toolchain.Program(t, "node"), "run.mjs")
}

func (s *shapes) inPython(t *testing.T, dir string) []byte {
	toolchain.Write(t, dir, map[string]string{"main.py": `import importlib
import json
import sys

for c in json.load(sys.stdin):
    module = importlib.import_module("py." + c["shape"] + ".errors")
    error = module.decode(json.loads(c["body"]))
    print(c["shape"], c["code"] + ":", module.lookup(c["type"]).code, error.code)
`})
	return toolchain.Run(t, dir, s.input(t), toolchain.Program(t, "python3"), "main.py")
}

func (s *shapes) input(t *testing.T) []byte {
	t.Helper()
	slices.SortStableFunc(s.cases, func(a, b shapeCase) int { return strings.Compare(a.Shape, b.Shape) })
	data, err := json.Marshal(s.cases)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
