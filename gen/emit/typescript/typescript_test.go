package typescript

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// emitted returns the module that the target makes of the catalogue of the
// conformance tests.
func emitted(t *testing.T, options Options) string {
	t.Helper()
	options.File = "errors.ts"
	return conformance.EmitWith(t, Target, conformance.Catalog(t), &options)["errors.ts"]
}

// modules are the templates, and the options that choose them.
var modules = map[string]Options{"runtime.ts": {Runtime: "full"}, "none.ts": {Runtime: "none"}, "types.ts": {Runtime: "full", Types: true}}

// TestTemplates: the sample in each template is what is emitted for the catalogue
// of the conformance tests, so that whoever works on the template sees and
// compiles the real thing.
func TestTemplates(t *testing.T) {
	for file, options := range modules {
		got := emitted(t, options)
		if os.Getenv("ERRGEN_UPDATE") != "" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(options.module().template, got); diff != "" {
			t.Errorf("%s is not what is emitted for its sample (-file +emitted):\n%s", file, diff)
		}
	}
}

// compile writes files and what the compiler is told beside them, compiles them
// with its strictest settings, and returns their folder.
func compile(t *testing.T, files map[string]string, flags ...string) string {
	t.Helper()
	tsc := toolchain.Node(t, "tsc")
	dir := t.TempDir()
	files["tsconfig.json"] = read(t, "testdata/tsconfig.json")
	files["package.json"] = `{"type": "module"}`
	toolchain.Write(t, dir, files)
	toolchain.Run(t, dir, nil, append([]string{tsc, "--project", "."}, flags...)...)
	return dir
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTypes: each module compiles, and so does a program that uses it; what it
// does wrong on purpose is rejected.
func TestTypes(t *testing.T) {
	files := map[string]string{}
	for file, options := range modules {
		name := strings.TrimSuffix(file, ".ts")
		files[name+"/errors.ts"] = emitted(t, options)
		files[name+"/program.ts"] = read(t, "testdata/"+file)
	}
	for program, c := range map[string]*catalog.Catalog{"numbers": forms(t)["numbers"], "retired": forms(t)["urns"]} {
		files[program+"/errors.ts"] = conformance.Emit(t, Target, c)["errors.ts"]
		files[program+"/program.ts"] = read(t, "testdata/"+program+".ts")
	}
	readme := regexp.MustCompile("(?s)```ts\n(.*?)```\n").FindAllStringSubmatch(read(t, "../../../README.md"), -1)
	if len(readme) != 2 {
		t.Fatalf("README.md has %d programs in TypeScript, want one of the codes alone and one of types", len(readme))
	}
	files["none/readme.ts"] = readme[0][1]
	files["types/readme.ts"] = readme[1][1] + `
failure("err:shop:door:closed", 503);
// @ts-expect-error swapped
failure(503, "err:shop:door:closed");
`
	compile(t, files)
}

// TestMinimum: the modules need no more than ES2020.
func TestMinimum(t *testing.T) {
	for _, target := range []string{"es2020", "es2022", "esnext"} {
		files := map[string]string{}
		for file, options := range modules {
			files[file] = emitted(t, options)
		}
		dir := compile(t, files, "--target", target, "--lib", target)
		toolchain.Write(t, dir, map[string]string{"out/errors.js": read(t, filepath.Join(dir, "out/runtime.js")), "out/behaviour.mjs": read(t, "testdata/behaviour.mjs")})
		toolchain.Run(t, dir, nil, toolchain.Program(t, "node"), "out/behaviour.mjs")
	}
}

func TestConformance(t *testing.T) {
	dir := compile(t, map[string]string{"errors.ts": emitted(t, Options{})})
	toolchain.Write(t, dir, map[string]string{"out/conformance.mjs": read(t, "testdata/conformance.mjs")})
	out := toolchain.Run(t, dir, conformance.Vectors, toolchain.Program(t, "node"), "out/conformance.mjs")
	if !bytes.Contains(out, []byte(" passed, 0 failed")) {
		t.Errorf("%s", out)
	}
}

// TestShapes: what servers write in any shape is read, and so is what they might.
func TestShapes(t *testing.T) {
	shapes := conformance.Shapes(t)
	files := map[string]string{}
	for _, s := range shapes {
		s.Catalog.Envelope = s.Template
		files[s.Name+"/errors.ts"] = conformance.Emit(t, Target, s.Catalog)["errors.ts"]
	}
	dir := compile(t, files)
	for _, s := range shapes {
		cases, err := json.Marshal(map[string]any{"write": s.Write, "read": s.Read})
		if err != nil {
			t.Fatal(err)
		}
		program := "out/" + s.Name + "/conformance.mjs"
		toolchain.Write(t, dir, map[string]string{program: read(t, "testdata/conformance.mjs")})
		if out := toolchain.Run(t, dir, cases, toolchain.Program(t, "node"), program); !bytes.Contains(out, []byte(" passed, 0 failed")) {
			t.Errorf("%s: %s", s.Name, out)
		}
	}
}
