package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/emit/openapi"
	"github.com/unkeyed/errgen/gen/emit/python"
	"github.com/unkeyed/errgen/gen/emit/typescript"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// A response is what a server sends, one for each error that it raises.
type response struct {
	Raised      string `json:"raised"`
	Status      int    `json:"status"`
	ContentType string `json:"content_type"`
	Body        string `json:"body"`
}

// seen is what a client makes of it.
type seen struct {
	Code       string         `json:"code"`
	Known      bool           `json:"known"`
	Status     int            `json:"status"`
	Title      string         `json:"title"`
	Detail     string         `json:"detail"`
	Retryable  bool           `json:"retryable"`
	Deprecated bool           `json:"deprecated"`
	Params     map[string]any `json:"params"`
}

// TestGenerations: servers and clients of which some were built before the pages changed
// and some after it, in each language, understand each other as far as they can. The files
// below old/ and new/ are the pages, and want/ shows what each client sees.
func TestGenerations(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles generated code")
	}
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		dir := t.TempDir()
		builds := []string{"old", "new"}
		for _, build := range builds {
			generate(t, dir, build, in)
		}
		toolchain.Write(t, dir, map[string]string{
			"go.mod": "module example.com/made\n\ngo 1.24\n", "program.py": string(in["program.py"]), "program.mjs": string(in["program.mjs"]),
		})
		t.Setenv("GOWORK", "off")
		t.Setenv("GOFLAGS", "")
		toolchain.Run(t, dir, nil, toolchain.Program(t, "go"), "build", "-o", filepath.Join(dir, "bin")+string(filepath.Separator), "./old", "./new")
		toolchain.Run(t, dir, nil, toolchain.Node(t, "tsc"), "--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--rootDir", ".", "--outDir", "out", "old/errors.ts", "new/errors.ts")
		toolchain.Write(t, dir, map[string]string{"out/package.json": `{"type": "module"}`})
		node, py := toolchain.Program(t, "node"), toolchain.Program(t, "python3")
		programs := map[string]func(build, mode string) []string{
			"Go":         func(build, mode string) []string { return []string{filepath.Join(dir, "bin", build), mode} },
			"TypeScript": func(build, mode string) []string { return []string{node, "program.mjs", build, mode} },
			"Python":     func(build, mode string) []string { return []string{py, "program.py", build, mode} },
		}
		languages := []string{"Go", "TypeScript", "Python"}
		var table strings.Builder
		for _, server := range builds {
			for _, client := range builds {
				fmt.Fprintf(&table, "server %s, client %s\n", server, client)
				var rows string
				for _, language := range languages {
					sent := toolchain.Run(t, dir, nil, programs[language](server, "serve")...)
					var responses []response
					if err := json.Unmarshal(sent, &responses); err != nil {
						t.Fatal(err)
					}
					for _, reader := range languages {
						var read []seen
						if err := json.Unmarshal(toolchain.Run(t, dir, sent, programs[reader](client, "read")...), &read); err != nil {
							t.Fatal(err)
						}
						got := shown(t, responses, read)
						if rows == "" {
							rows = got
						}
						if got != rows {
							t.Errorf("of a server in %s (%s) a client in %s (%s) reads\n%swant\n%s", language, server, reader, client, got, rows)
						}
					}
				}
				table.WriteString(rows)
			}
		}
		return map[string][]byte{"table": []byte(table.String()), "marks": marks(t, filepath.Join(dir, "new"))}
	})
}

// marks returns the lines of generated files that tell tools which names are deprecated,
// each with the next line that is no comment, where the name stands.
func marks(t *testing.T, dir string) []byte {
	t.Helper()
	var b strings.Builder
	for _, of := range []struct{ file, mark string }{
		{"codes/codes_shop_gen.go", "// Deprecated: "}, {"errors.ts", "@deprecated "}, {"errors.pyi", "@_deprecated("}, {"openapi.yaml", "deprecated: true"},
	} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(of.file)))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		for i, line := range lines {
			if !strings.Contains(line, of.mark) {
				continue
			}
			name := lines[i-1] // of OpenAPI, the key above
			for n := i + 1; of.mark != "deprecated: true" && n < len(lines); n++ {
				if name = strings.TrimSpace(lines[n]); !strings.HasPrefix(name, "//") && !strings.HasPrefix(name, "*") {
					break
				}
			}
			fmt.Fprintf(&b, "%s: %s: %s\n", of.file, strings.TrimSpace(name), strings.TrimSpace(line))
		}
	}
	return []byte(b.String())
}

// shown lists what a client reads of the responses of a server, one on each line.
func shown(t *testing.T, sent []response, read []seen) string {
	t.Helper()
	if len(sent) != len(read) {
		t.Fatalf("%d responses and %d readings", len(sent), len(read))
	}
	var b strings.Builder
	for i, s := range read {
		var notes []string
		if s.Code != sent[i].Raised {
			notes = append(notes, "as "+s.Code)
		}
		if !s.Known {
			notes = append(notes, "unknown")
		}
		if s.Deprecated {
			notes = append(notes, "deprecated")
		}
		if s.Retryable {
			notes = append(notes, "may be retried")
		}
		params, _ := json.Marshal(s.Params)
		fmt.Fprintf(&b, "  %-29s %d %s, %q %s %s\n", sent[i].Raised, s.Status, s.Title, s.Detail, params, strings.Join(notes, ", "))
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

// generate writes what is generated of one of the catalogues.
func generate(t *testing.T, dir, build string, in map[string][]byte) {
	t.Helper()
	pages := filepath.Join(dir, "pages", build)
	files := map[string]string{"errgen.yaml": string(in["errgen.yaml"])}
	for name, data := range in {
		if page, ok := strings.CutPrefix(name, build+"/"); ok {
			files["pages/"+page] = string(data)
		}
	}
	toolchain.Write(t, pages, files)
	p, err := gen.Load(gen.Options{Dir: pages})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := p.Findings(); err != nil || found.Err() != nil {
		t.Fatal(err, found)
	}
	made := map[string]string{}
	for path, text := range conformance.Emit(t, golang.Target, p.Catalog) {
		made[build+"/codes/"+path] = text
	}
	made[build+"/errors.ts"] = conformance.Emit(t, typescript.Target, p.Catalog)["errors.ts"]
	for name, text := range conformance.Emit(t, python.Target, p.Catalog) {
		made[build+"/"+name] = text
	}
	made[build+"/openapi.yaml"] = conformance.Emit(t, openapi.Target, p.Catalog)["openapi.yaml"]
	made[build+"/main.go"] = string(bytes.ReplaceAll(in["main.go"], []byte("BUILD"), []byte(build)))
	made[build+"/raise.go"] = string(bytes.ReplaceAll(in[build+".go"], []byte("BUILD"), []byte(build)))
	toolchain.Write(t, dir, made)
}
