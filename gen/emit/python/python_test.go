package python

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// emitted returns what the target makes of the catalogue of the conformance tests.
func emitted(t *testing.T) map[string]string {
	t.Helper()
	return conformance.Emit(t, Target, conformance.Catalog(t))
}

// TestTemplate: the sample in the templates is what is emitted for the catalogue
// of the conformance tests, so that whoever works on a template sees and checks
// the real thing.
func TestTemplate(t *testing.T) {
	got := emitted(t)
	if os.Getenv("ERRGEN_UPDATE") != "" {
		for path, text := range map[string]string{"runtime.py": got["errors.py"], "runtime.pyi": got["errors.pyi"]} {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	want := map[string]string{"errors.py": runtime, "errors.pyi": runtimeStub}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the templates are not what is emitted for their sample (-template +emitted):\n%s", diff)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestConformance(t *testing.T) {
	conform(t, conformance.Catalog(t), conformance.Vectors)
}

// TestShapes: each body in use is read as what it says.
func TestShapes(t *testing.T) {
	for _, s := range conformance.Shapes(t) {
		t.Run(s.Name, func(t *testing.T) {
			s.Catalog.Envelope = s.Template
			cases, err := json.Marshal(map[string]any{"write": s.Write, "read": s.Read})
			if err != nil {
				t.Fatal(err)
			}
			conform(t, s.Catalog, cases)
		})
	}
}

// conform runs cases through what is emitted for a catalogue.
func conform(t *testing.T, c *catalog.Catalog, cases []byte) {
	t.Helper()
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"errors.py":      conformance.Emit(t, Target, c)["errors.py"],
		"conformance.py": read(t, "testdata/conformance.py"),
	})
	out := toolchain.Run(t, dir, cases, toolchain.Program(t, "python3"), "conformance.py")
	if !bytes.Contains(out, []byte(" cases, 0 failed")) || bytes.HasPrefix(out, []byte("0 ")) {
		t.Errorf("%s", out)
	}
}

// variants are modules that differ in what they have: by name, what is emitted with
// __init__.py as the file.
func variants(t *testing.T, minimum string) map[string]map[string]string {
	t.Helper()
	catalogs := map[string]*catalog.Catalog{"sample": conformance.Catalog(t), "hostile": conformance.Hostile(2, 60), "empty": {DocsURL: "https://example.com"}}
	for _, s := range conformance.Shapes(t) {
		s.Catalog.Envelope = s.Template
		switch s.Name {
		case "number", "combination":
			catalogs[s.Name] = s.Catalog
		}
	}
	out := map[string]map[string]string{}
	for name, c := range catalogs {
		out[name] = conformance.EmitWith(t, Target, c, &Options{File: "__init__.py", Runtime: runtimeFull, Minimum: minimum})
	}
	for _, name := range []string{"sample", "number", "combination"} {
		out[name+"_none"] = conformance.EmitWith(t, Target, catalogs[name], &Options{File: "__init__.py", Runtime: runtimeNone, Minimum: minimum})
	}
	return out
}

// TestTypes: mypy --strict and pyright's strict mode have nothing to say of a module,
// nor of its stub.
func TestTypes(t *testing.T) {
	for _, minimum := range []string{python39, python311} {
		t.Run(minimum, func(t *testing.T) {
			dir := t.TempDir()
			for name, files := range variants(t, minimum) {
				toolchain.Write(t, filepath.Join(dir, "stubbed", name), files)
				delete(files, "__init__.pyi")
				toolchain.Write(t, filepath.Join(dir, "bare", name), files)
			}
			toolchain.Write(t, dir, map[string]string{"pyrightconfig.json": `{"typeCheckingMode": "strict", "pythonVersion": "` + minimum + `"}`})
			for _, part := range []string{"stubbed", "bare"} {
				toolchain.Run(t, dir, nil, toolchain.Program(t, "mypy"), "--strict", "--python-version", minimum, part)
			}
			toolchain.Run(t, dir, nil, toolchain.Node(t, "pyright"), "stubbed")
		})
	}
}

// TestProgram: so it is with a program that uses the module, which is what the stub
// says, and does what it should.
func TestProgram(t *testing.T) {
	dir := t.TempDir()
	files := emitted(t)
	files["types_test.py"] = read(t, "testdata/types.py")
	files["allowed"] = "errors\\.ShopCartItemGoneOthersItem\n" // a TypedDict has a metaclass that no stub shows
	toolchain.Write(t, dir, files)
	mypy := toolchain.Program(t, "mypy")
	toolchain.Run(t, dir, nil, mypy, "--strict", "errors.pyi", "types_test.py")
	t.Setenv("PYTHONPATH", dir)
	toolchain.Run(t, dir, nil, filepath.Join(filepath.Dir(mypy), "stubtest"), "--allowlist", "allowed", "errors")
	toolchain.Write(t, dir, map[string]string{"pyrightconfig.json": `{"typeCheckingMode": "strict"}`})
	toolchain.Run(t, dir, nil, toolchain.Node(t, "pyright"))
	for version, python := range interpreters(t, 11) {
		t.Logf("Python %s", version)
		toolchain.Run(t, dir, nil, python, "-W", "error", "types_test.py")
	}
}

// TestRetired: the class of a retired code can be caught and received, but no exception is
// made of it, as type checkers know.
func TestRetired(t *testing.T) {
	value := func(s string) catalog.Value[string] { return catalog.Value[string]{V: s} }
	made := func(code catalog.Code, retired *catalog.Retirement) *catalog.Entry {
		e := &catalog.Entry{Retired: retired, Type: value("https://example.com/errors/" + string(code))}
		e.Code.V, e.Status.V = code, 410
		return e
	}
	lost := made("err:shop:cart:lost", &catalog.Retirement{Since: value("2026-01-31"), Reason: value("Carts are kept")})
	lost.Params = []catalog.Param{{Name: value("cart"), Type: catalog.Value[catalog.ParamType]{V: catalog.String}}}
	entries := []*catalog.Entry{made("err:shop:cart:gone", &catalog.Retirement{Since: value("2026-01-31")}), lost, made("err:shop:cart:sold", nil)}
	c, _ := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/errors"})
	dir := t.TempDir()
	files := conformance.EmitWith(t, Target, c, &Options{File: "errors.py", Runtime: runtimeFull, Minimum: python311})
	files["retired_test.py"] = read(t, "testdata/retired.py")
	toolchain.Write(t, dir, files)
	mypy := toolchain.Program(t, "mypy")
	toolchain.Run(t, dir, nil, mypy, "--strict", "errors.pyi", "retired_test.py")
	t.Setenv("PYTHONPATH", dir)
	toolchain.Run(t, dir, nil, filepath.Join(filepath.Dir(mypy), "stubtest"), "errors")
	for version, python := range interpreters(t, 11) {
		t.Logf("Python %s", version)
		toolchain.Run(t, dir, nil, python, "-W", "ignore", "retired_test.py")
	}
}

// interpreters returns the interpreters that the machine has from version 3.minor
// on: those on PATH and those of pyenv.
func interpreters(t *testing.T, minor int) map[string]string {
	t.Helper()
	found := map[string]string{"default": toolchain.Program(t, "python3")}
	root := os.Getenv("PYENV_ROOT")
	if home, err := os.UserHomeDir(); root == "" && err == nil {
		root = filepath.Join(home, ".pyenv")
	}
	for ; minor < 20; minor++ {
		version := "3." + strconv.Itoa(minor)
		if path, err := exec.LookPath("python" + version); err == nil {
			found[version] = path
		}
		if paths, _ := filepath.Glob(filepath.Join(root, "versions", version+".*", "bin", "python3")); len(paths) > 0 {
			found[version] = paths[0]
		}
	}
	return found
}

// TestMinimum: a module for Python 3.9 does there, and in later versions, what it
// should.
func TestMinimum(t *testing.T) {
	c := conformance.Catalog(t)
	dir := t.TempDir()
	files := conformance.EmitWith(t, Target, c, &Options{File: "errors.py", Runtime: runtimeFull, Minimum: python39})
	files["conformance.py"] = read(t, "testdata/conformance.py")
	toolchain.Write(t, dir, files)
	for version, python := range interpreters(t, 9) {
		t.Logf("Python %s", version)
		toolchain.Run(t, dir, conformance.Vectors, python, "conformance.py")
	}
	for _, path := range []string{"errors.py", "errors.pyi"} {
		if !strings.Contains(files[path], "needs Python 3.9 or later") {
			t.Errorf("%s does not say what it needs", path)
		}
	}
}

// TestCopies: copies of a module know each other's errors.
func TestCopies(t *testing.T) {
	dir := t.TempDir()
	c := conformance.Catalog(t)
	module := emitted(t)["errors.py"]
	c.Entries[0].Title.V += "!"
	toolchain.Write(t, dir, map[string]string{
		"errors.py": module, "inner/vendored.py": module,
		"inner/newer.py": conformance.Emit(t, Target, c)["errors.py"],
		"copies.py":      read(t, "testdata/copies.py"),
	})
	if err := os.Symlink("../errors.py", filepath.Join(dir, "inner", "errors.py")); err != nil {
		t.Fatal(err)
	}
	for _, python := range interpreters(t, 11) {
		toolchain.Run(t, dir, nil, python, "-W", "error", "copies.py")
	}
}

// TestAdapters: what the documentation says of requests, httpx and aiohttp works.
func TestAdapters(t *testing.T) {
	success := *envelope.Default
	success.Status = 200
	for _, tt := range []struct {
		template *envelope.Template
		status   string // of a response that has an error's body and is none
	}{{envelope.Default, "200"}, {&success, "302"}} {
		c := conformance.Catalog(t)
		c.Envelope = tt.template
		dir := t.TempDir()
		files := conformance.Emit(t, Target, c)
		files["adapters.py"] = read(t, "testdata/adapters.py")
		toolchain.Write(t, dir, files)
		toolchain.Run(t, dir, nil, toolchain.Program(t, "python3"), "adapters.py", tt.status)
	}
}

// TestLazy: what is not asked for is not made.
func TestLazy(t *testing.T) {
	dir := t.TempDir()
	files := conformance.Emit(t, Target, conformance.Many(1000))
	files["lazy.py"] = read(t, "testdata/lazy.py")
	toolchain.Write(t, dir, files)
	if out := toolchain.Run(t, dir, nil, toolchain.Program(t, "python3"), "lazy.py"); string(out) != "1000\n" {
		t.Errorf("%s", out)
	}
}

// TestFacts, TestNumbers: the codes have what the catalogue says of them.
func TestFacts(t *testing.T) { programs(t, "error_object", "facts.py") }

func TestNumbers(t *testing.T) { programs(t, "number", "numbers.py") }

// programs runs a program with the codes of a shape, of all options.
func programs(t *testing.T, shape, program string) {
	t.Helper()
	for _, s := range conformance.Shapes(t) {
		if s.Name != shape {
			continue
		}
		s.Catalog.Envelope = s.Template
		for minimum, from := range map[string]int{python39: 9, python311: 11} {
			for _, runtime := range []string{runtimeFull, runtimeNone} {
				dir := t.TempDir()
				files := conformance.EmitWith(t, Target, s.Catalog, &Options{File: "errors.py", Runtime: runtime, Minimum: minimum})
				files[program] = read(t, "testdata/"+program)
				toolchain.Write(t, dir, files)
				for _, python := range interpreters(t, from) {
					toolchain.Run(t, dir, nil, python, "-W", "error", program)
				}
			}
		}
	}
}

// TestNone: without a runtime the module is the codes and a table, for a program
// with an error type of its own.
func TestNone(t *testing.T) {
	dir := t.TempDir()
	files := conformance.EmitWith(t, Target, conformance.Catalog(t), &Options{File: "errors.py", Runtime: runtimeNone, Minimum: python311})
	if len(files) != 1 || strings.Contains(files["errors.py"], "def ") || strings.Count(files["errors.py"], "import ") != 2 {
		t.Errorf("%q have what they do not need", slices.Sorted(maps.Keys(files)))
	}
	files["foreign.py"] = read(t, "testdata/foreign.py")
	_, readme, ok := strings.Cut(read(t, "../../../README.md"), "```python\nfrom errors import ERRORS,")
	readme, _, closed := strings.Cut(readme, "```\n")
	if !ok || !closed {
		t.Fatal("README.md has no error type in Python that uses the codes alone")
	}
	files["readme.py"] = "from errors import ERRORS," + readme
	toolchain.Write(t, dir, files)
	for _, program := range []string{"foreign.py", "readme.py"} {
		toolchain.Run(t, dir, nil, toolchain.Program(t, "python3"), "-W", "error", program)
	}
	toolchain.Run(t, dir, nil, toolchain.Program(t, "mypy"), "--strict", "errors.py", "foreign.py", "readme.py")
}

// TestRuff: the default rules of ruff find nothing.
func TestRuff(t *testing.T) {
	dir := t.TempDir()
	modules := toolchain.NodeModules(t)
	toolchain.Write(t, dir, map[string]string{"ruff.mjs": read(t, "testdata/ruff.mjs")})
	for minimum, version := range map[string]string{python39: "py39", python311: "py311"} {
		all := map[string]string{}
		for name, files := range variants(t, minimum) {
			all[name] = files["__init__.py"]
		}
		input, err := json.Marshal(map[string]any{"modules": modules, "files": all, "version": version})
		if err != nil {
			t.Fatal(err)
		}
		if out := toolchain.Run(t, dir, input, toolchain.Program(t, "node"), "ruff.mjs"); len(out) > 0 {
			t.Errorf("%s", out)
		}
	}
}

// TestPackage: a module that is a package is marked as typed.
func TestPackage(t *testing.T) {
	o := Target.Options().(*Options)
	o.File = "__init__.py"
	files := conformance.EmitWith(t, Target, conformance.Catalog(t), o)
	want := emitted(t)
	if files["__init__.py"] != want["errors.py"] || files["__init__.pyi"] != want["errors.pyi"] || files["py.typed"] != "# "+emit.Header+"\n" || len(files) != 3 {
		t.Errorf("emitted %q, want __init__.py and py.typed", slices.Sorted(maps.Keys(files)))
	}
}
