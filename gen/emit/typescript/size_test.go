package typescript

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

type bundle struct {
	Bytes, Gzipped int
	Text           string
}

// bundles returns what a bundler keeps of the modules of n codes for each program,
// which imports them as "./runtime", "./none" and "./types".
func bundles(t *testing.T, n int, programs map[string]string) map[string]bundle {
	t.Helper()
	input, err := json.Marshal(map[string]any{"modules": toolchain.NodeModules(t), "programs": programs})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"size.mjs": read(t, "testdata/size.mjs")}
	for file, options := range modules {
		options.File = file
		files[file] = conformance.EmitWith(t, Target, conformance.Many(n), &options)[file]
	}
	dir := t.TempDir()
	toolchain.Write(t, dir, files)
	var got map[string]bundle
	if err := json.Unmarshal(toolchain.Run(t, dir, input, toolchain.Program(t, "node"), "size.mjs"), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// TestBundle: a program carries what it uses. One that matches codes need not carry
// what is known of all codes, and one that only has types carries nothing.
func TestBundle(t *testing.T) {
	codes := `"err:store:data:order_00000_not_found", "err:mail:data:message_00003_already_exists", "err:billing:data:invoice_00001_not_found"`
	programs := map[string]string{
		"all":      `import * as e from "./runtime"; globalThis.e = e`,
		"literal":  `import { isErrorCode } from "./runtime"; globalThis.f = (x) => isErrorCode(x, ` + codes + `)`,
		"slim":     `import { isErrorCode, slim } from "./runtime"; globalThis.f = async (x) => isErrorCode(await slim.fromResponse(x), ` + codes + `)`,
		"constant": `import { isErrorCode, ErrorCode } from "./runtime"; globalThis.f = (x) => isErrorCode(x, ErrorCode.StoreDataOrder00000NotFound)`,
		"read":     `import { fromResponse } from "./runtime"; globalThis.f = fromResponse`,
		"none":     `import { ErrorCode } from "./none"; globalThis.f = (x) => x === ErrorCode.StoreDataOrder00000NotFound`,
		"types":    `import type { ErrorCode } from "./types"; export type Mine = ErrorCode;`,
		"types too": `import { ErrorCode } from "./types"; import * as e from "./types"; export { e };
			export type Mine = ErrorCode;`,
	}
	const n = 100
	got, few, more := bundles(t, n, programs), bundles(t, 10, programs), bundles(t, 10*n, programs)
	for name, size := range got {
		t.Logf("%-9s %6d bytes, %6d gzipped; of %d codes: %d, %d gzipped", name, size.Bytes, size.Gzipped, 10*n, more[name].Bytes, more[name].Gzipped)
	}
	perCode := float64(more["all"].Gzipped-got["all"].Gzipped) / (9 * n)
	t.Logf("a code is %.1f bytes gzipped, %.1f minified", perCode, float64(more["all"].Bytes-got["all"].Bytes)/(9*n))
	if perCode > 40 {
		t.Errorf("a code is %.1f bytes gzipped, want 40 or fewer", perCode)
	}
	for _, name := range []string{"literal", "slim"} {
		if few[name].Bytes != more[name].Bytes { // the short names that they have may differ
			t.Errorf("%s: a program carries %d bytes of 10 codes, and %d of %d:\n%s", name, few[name].Bytes, more[name].Bytes, 10*n, few[name].Text)
		}
	}
	for _, name := range []string{"constant", "none"} {
		if strings.Contains(got[name].Text, "problem came up") {
			t.Errorf("%s: a program that matches a code carries the catalogue:\n%s", name, got[name].Text)
		}
	}
	if strings.Contains(got["read"].Text, "StoreData") {
		t.Error("a program that reads errors carries the names of the codes")
	}
	if got["types"].Bytes != 0 {
		t.Errorf("types add %d bytes to a program: %s", got["types"].Bytes, got["types"].Text)
	}
	if strings.Contains(got["types too"].Text, "err:") {
		t.Errorf("types add to a program: %s", got["types too"].Text)
	}
}

// TestManyParams: the compiler can compare the types of thousands of errors that
// have params.
func TestManyParams(t *testing.T) {
	if testing.Short() {
		t.Skip("the compiler takes some seconds for so many codes")
	}
	program := `import { ApiError, createError, decode, isErrorCode, isKnownError } from "./errors.js";
export function left(thrown: unknown): number | bigint | string | undefined {
  if (isErrorCode(thrown, "err:store:data:order_00000_not_found")) return thrown.params.limit;
  if (isKnownError(thrown)) return thrown.code;
  return thrown instanceof ApiError ? thrown.code : undefined;
}
const error: ApiError | undefined = decode("") ?? createError("err:store:data:order_00000_not_found", { params: { name: "x", limit: 1 } });
throw error;
`
	compile(t, map[string]string{"errors.ts": manyParams(t, 3000), "program.ts": program})
}

func manyParams(t testing.TB, n int) string {
	t.Helper()
	c := conformance.Many(n)
	for _, e := range c.Entries {
		var name, limit catalog.Param
		name.Name.V, name.Type.V, name.Description.V = "name", catalog.String, "The name that was asked for."
		limit.Name.V, limit.Type.V, limit.Description.V = "limit", catalog.Int, "How many there may be."
		e.Params = []catalog.Param{name, limit}
		e.Detail.V = "{name} is over {limit}"
	}
	return conformance.Emit(t, Target, c)["errors.ts"]
}

// BenchmarkCompile measures the compiler on a module whose codes have two params
// each.
func BenchmarkCompile(b *testing.B) {
	tsc := toolchain.Node(b, "tsc")
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("codes=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			config, err := os.ReadFile("testdata/tsconfig.json")
			if err != nil {
				b.Fatal(err)
			}
			toolchain.Write(b, dir, map[string]string{"errors.ts": manyParams(b, n), "tsconfig.json": string(config), "package.json": `{"type": "module"}`})
			for b.Loop() {
				out := toolchain.Run(b, dir, nil, tsc, "--project", ".", "--noEmit", "--extendedDiagnostics")
				for line := range strings.Lines(string(out)) {
					if kilobytes, ok := strings.CutPrefix(line, "Memory used:"); ok {
						used, _ := strconv.Atoi(strings.TrimRight(strings.TrimSpace(kilobytes), "K"))
						b.ReportMetric(float64(used)/1024, "MB")
					}
				}
			}
		})
	}
}
