package typescript

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

var block = regexp.MustCompile("(?s) \\* ```ts\n(.*?) \\* ```\n")

// TestAdapters: the adapters that the doc of the module shows for fetch, ky and
// axios compile and work.
func TestAdapters(t *testing.T) {
	modules := toolchain.NodeModules(t)
	toolchain.Package(t, "ky")
	toolchain.Package(t, "axios")
	var adapters strings.Builder
	adapters.WriteString("import axios from \"axios\";\nimport ky from \"ky\";\nimport { decode, fromResponse } from \"./errors.js\";\n\n")
	n := 0
	for _, m := range block.FindAllStringSubmatch(runtimeText, -1) {
		if code := regexp.MustCompile(`(?m)^ \* ?`).ReplaceAllString(m[1], ""); strings.HasPrefix(code, "export ") {
			adapters.WriteString(code + "\n")
			n++
		}
	}
	if n != 3 {
		t.Fatalf("the doc of the module shows %d adapters, want 3", n)
	}
	dir := t.TempDir()
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	toolchain.Write(t, dir, map[string]string{
		"errors.ts": emitted(t, Options{}), "adapters.ts": adapters.String(),
		"tsconfig.json": read(t, "testdata/tsconfig.json"), "package.json": `{"type": "module"}`,
		"out/adapters.mjs": read(t, "testdata/adapters.mjs"),
	})
	// The types of the libraries need those of a browser; what they export is not
	// declared by hand.
	toolchain.Run(t, dir, nil, toolchain.Node(t, "tsc"), "--project", ".", "--lib", "es2022,dom,dom.iterable", "--isolatedDeclarations", "false", "--declaration", "false", "--skipLibCheck")
	toolchain.Run(t, dir, nil, toolchain.Program(t, "node"), "out/adapters.mjs")
}
