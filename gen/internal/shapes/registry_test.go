package shapes_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/survey"
)

// TestRegistry makes of the registry all that somebody who has an error type, or another
// language, takes: the codes alone, types alone, and texts by templates.
func TestRegistry(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles in four languages")
	}
	archive, err := txtar.ParseFile("testdata/shape_registry.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{
		"map.tmpl": `{
{{- range $i, $e := .errors}}{{if $i}},{{end}}
  {{json .code}}: {"identifier": {{json .name}}, "title": {{json .title}}, "summary": {{json .description}}}
{{- end}}
}
`,
		"kotlin.tmpl": `package com.example.registry

enum class ErrorCode(val code: Int, val title: String) {
{{- range .errors}}
    {{comment "//" .description | indent 4}}
    {{screaming .name}}({{.code}}, {{kotlin .title}}),
{{- end}}
}

fun main() = println(ErrorCode.values().first { it.code == 40142 }.title)
`,
		"csv.tmpl": "code,identifier,title\n{{range .errors}}{{csv .code}},{{csv .name}},{{csv .title}}\n{{end}}",
	}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "codes/") {
			files[f.Name] = string(f.Data)
		}
	}
	toolchain.Write(t, dir, files)
	found, err := survey.Look(dir)
	if err != nil {
		t.Fatal(err)
	}
	output := func(pairs ...string) (out survey.Output) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, [2]string{pairs[i], pairs[i+1]})
		}
		return out
	}
	config := found.YAML([]survey.Output{
		output("target", "go", "out", "full", "package", "full"),
		output("target", "go", "out", "none", "package", "none", "runtime", "none"),
		output("target", "typescript", "out", "ts/full"),
		output("target", "typescript", "out", "ts/none", "runtime", "none"),
		output("target", "python", "out", "py/full"),
		output("target", "python", "out", "py/none", "runtime", "none"),
		output("target", "template", "template", "map.tmpl", "out", "out/map.json"),
		output("target", "template", "template", "kotlin.tmpl", "out", "out/ErrorCode.kt"),
		output("target", "template", "template", "csv.tmpl", "out", "out/codes.csv"),
	})
	config = append(config, "  - {target: typescript, out: ts/types, types: true}\n"...)
	toolchain.Write(t, dir, map[string]string{"errgen.yaml": string(config)})
	project, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatalf("%v\n%s", err, config)
	}
	if n := len(project.Catalog.Entries); n != 30 {
		t.Fatalf("%d codes, want 30", n)
	}
	plan, err := project.Plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	t.Run("go", func(t *testing.T) { registryInGo(t, dir) })
	t.Run("typescript", func(t *testing.T) { registryInTypeScript(t, dir) })
	t.Run("python", func(t *testing.T) { registryInPython(t, dir) })
	t.Run("templates", func(t *testing.T) { registryByTemplate(t, dir) })
}

// says runs a program and holds what it prints against what it should.
func says(t *testing.T, want, dir string, command ...string) {
	t.Helper()
	if got := strings.TrimSpace(string(toolchain.Run(t, dir, nil, command...))); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func registryInGo(t *testing.T, dir string) {
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	toolchain.Write(t, dir, map[string]string{"go.mod": "module example.com/registry\n\ngo 1.25.0\n", "main.go": `package main

import (
	"errors"
	"fmt"

	"example.com/registry/full"
	"example.com/registry/none"
)

// Fault is an error type that was there before.
type Fault struct{ Code none.Code }

func (f *Fault) Error() string { return string(f.Code) + ": " + f.Code.Title() }
func (f *Fault) Unwrap() error { return f.Code }

func main() {
	err := fmt.Errorf("publish: %w", &Fault{none.TokenExpired})
	fmt.Println(err, none.TokenExpired.HTTPStatus(), errors.Is(err, none.TokenExpired))
	received, _ := full.Decode([]byte(` + "`" + `{"error": {"code": 40142, "status": 401}}` + "`" + `))
	fmt.Println(received == nil, full.TokenExpired)
}
`})
	entries, err := os.ReadDir(filepath.Join(dir, "none"))
	if err != nil || len(entries) > 2 {
		t.Errorf("the codes alone are %d files, want at most 2 (%v)", len(entries), err)
	}
	program := toolchain.Program(t, "go")
	toolchain.Run(t, dir, nil, program, "vet", "./...")
	says(t, "publish: 40142: Token expired 401 true\nfalse 40142", dir, program, "run", ".")
	deps := string(toolchain.Run(t, dir, nil, program, "list", "-deps", "./none"))
	for _, large := range []string{"net/http", "encoding/json", "log/slog"} {
		if strings.Contains(deps, large+"\n") {
			t.Errorf("the codes alone import %s", large)
		}
	}
}

func registryInTypeScript(t *testing.T, dir string) {
	tsc := toolchain.Node(t, "tsc")
	dir = filepath.Join(dir, "ts")
	toolchain.Write(t, dir, map[string]string{
		"package.json":  `{"type": "module"}`,
		"tsconfig.json": `{"compilerOptions": {"strict": true, "module": "nodenext", "target": "es2022", "rootDir": ".", "types": []}, "include": ["**/*.ts"]}`,
		"main.ts": `import { ErrorCode, catalogue, isErrorCode } from "./none/errors.js";
import type { ErrorCode as Code } from "./types/errors.js";
import { ApiError } from "./full/errors.js";

class Fault extends Error {
  constructor(readonly code: Code, readonly status: number) {
    super(catalogue[code].title);
  }
}

export const fault = new Fault(ErrorCode.TokenExpired, 401);
// @ts-expect-error: a status is no code, so the two cannot be swapped
export const swapped = (): Fault => new Fault(401, ErrorCode.TokenExpired);
// @ts-expect-error: no page has this code
export const unknown = (): Fault => new Fault("no such code", 401);
export const says = [fault.message, String(fault.code), isErrorCode(fault.code), typeof ApiError].join(" ");
`,
		"run.mjs": `import { says } from "./main.js"; console.log(says);`,
	})
	toolchain.Run(t, dir, nil, tsc, "--project", ".")
	says(t, "Token expired 40142 true function", dir, toolchain.Program(t, "node"), "run.mjs")
}

func registryInPython(t *testing.T, dir string) {
	toolchain.Write(t, dir, map[string]string{"main.py": `from py.none.errors import ERRORS, ErrorCode
from py.full import errors as full


class Fault(Exception):
    def __init__(self, code: ErrorCode) -> None:
        super().__init__(f"{code}: {ERRORS[code].title}")


print(Fault(ErrorCode.TOKEN_EXPIRED), issubclass(full.ApiError, Exception))
`})
	says(t, "40142: Token expired True", dir, toolchain.Program(t, "python3"), "main.py")
}

func registryByTemplate(t *testing.T, dir string) {
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var codes map[string]struct{ Identifier, Title, Summary string }
	if err := json.Unmarshal([]byte(read("map.json")), &codes); err != nil {
		t.Fatal(err)
	}
	if c := codes["40142"]; len(codes) != 30 || c.Identifier != "TokenExpired" || c.Title != "Token expired" || c.Summary == "" {
		t.Errorf("the map has %d codes, and %+v", len(codes), c)
	}
	rows, err := csv.NewReader(strings.NewReader(read("codes.csv"))).ReadAll()
	if err != nil || len(rows) != 31 || len(rows[30]) != 3 {
		t.Errorf("the table has %d rows (%v)", len(rows), err)
	}
	kotlinc := toolchain.Program(t, "kotlinc")
	toolchain.Run(t, filepath.Join(dir, "out"), nil, kotlinc, "ErrorCode.kt", "-include-runtime", "-d", "out.jar")
	if out := toolchain.Run(t, filepath.Join(dir, "out"), nil, toolchain.Program(t, "java"), "-jar", "out.jar"); len(out) == 0 {
		t.Error("the enum says nothing")
	} else if got := strings.TrimSpace(string(out)); got != "Token expired" {
		t.Errorf("the enum says %q", got)
	}
}
