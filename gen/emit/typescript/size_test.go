package typescript

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// TestBundle: a program carries what it uses. One that matches a code need not
// carry what is known of all codes.
func TestBundle(t *testing.T) {
	const n = 100
	modules := toolchain.NodeModules(t)
	input, err := json.Marshal(map[string]any{"modules": modules, "programs": map[string]string{
		"all":      `import * as e from "./errors"; globalThis.e = e`,
		"runtime":  `import * as e from "./empty"; globalThis.e = e`,
		"literal":  `import { isErrorCode } from "./errors"; globalThis.f = (x) => isErrorCode(x, "err:store:data:order_00000_not_found")`,
		"constant": `import { isErrorCode, ErrorCode } from "./errors"; globalThis.f = (x) => isErrorCode(x, ErrorCode.StoreDataOrder00000NotFound)`,
		"read":     `import { fromResponse } from "./errors"; globalThis.f = fromResponse`,
	}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"errors.ts": conformance.Emit(t, Target, conformance.Many(n))["errors.ts"],
		"empty.ts":  conformance.Emit(t, Target, conformance.Many(0))["errors.ts"],
		"size.mjs":  read(t, "testdata/size.mjs"),
	})
	var got map[string]struct {
		Bytes, Gzipped int
		Text           string
	}
	if err := json.Unmarshal(toolchain.Run(t, dir, input, toolchain.Program(t, "node"), "size.mjs"), &got); err != nil {
		t.Fatal(err)
	}
	for name, size := range got {
		t.Logf("%-8s %6d bytes, %6d gzipped", name, size.Bytes, size.Gzipped)
	}
	perCode := float64(got["all"].Gzipped-got["runtime"].Gzipped) / n
	t.Logf("a code is %.1f bytes gzipped, %.1f minified", perCode, float64(got["all"].Bytes-got["runtime"].Bytes)/n)
	if perCode > 40 {
		t.Errorf("a code is %.1f bytes gzipped, want 40 or fewer", perCode)
	}
	if strings.Count(got["literal"].Text, "err:") > 1 {
		t.Errorf("a program that matches one code as text carries others:\n%s", got["literal"].Text)
	}
	for _, name := range []string{"literal", "constant"} {
		if strings.Contains(got[name].Text, "problem came up") {
			t.Errorf("a program that matches a code carries the catalogue:\n%s", got[name].Text)
		}
	}
	if strings.Contains(got["read"].Text, "StoreData") {
		t.Error("a program that reads errors carries the names of the codes")
	}
}
