package typescript

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/name"
)

// TestExact: whatever pages say, the module compiles, declares what it should
// and nothing else, and says what they say.
func TestExact(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{
		"empty":   {DocsURL: "https://example.com"},
		"hostile": conformance.Hostile(1, 400),
		"many":    conformance.Many(10_000),
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && len(c.Entries) > 1000 {
				t.Skip("the compiler takes some seconds for so many codes")
			}
			dir := compile(t, conformance.Emit(t, Target, c))
			toolchain.Write(t, dir, map[string]string{"out/exact.mjs": read(t, "testdata/exact.mjs")})
			toolchain.Run(t, dir, wanted(t, c), toolchain.Program(t, "node"), "out/exact.mjs")
		})
	}
}

func wanted(t *testing.T, c *catalog.Catalog) []byte {
	t.Helper()
	codes, infos := map[string]any{}, map[string]any{}
	casing := name.Casing{}
	for _, e := range c.Entries {
		codes[casing.Pascal(e.Naming())] = e.Code.V
		infos[string(e.Code.V)] = map[string]any{
			"status": e.Status.V, "title": e.Title.V, "type": e.Type.V, "detail": e.Detail.V,
			"retryable": e.Retryable.V == catalog.True, "deprecated": e.Deprecated != nil,
		}
	}
	out, err := json.Marshal(map[string]any{
		"codes": codes, "catalogue": infos, "exports": []string{
			"ApiError", "ErrorCode", "catalogue", "createError", "decode", "fromResponse", "isErrorCode", "isKnownError",
			"lookup", "unreachable",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOnePageMore(t *testing.T) { conformance.OnePageMore(t, Target) }

// FuzzText: no text ends the comment or the literal that it is in, and neither
// holds what cannot be seen or would end a script element.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "*/", "*\u200b/", "**//", "<\u00ad/script>", "<!--", "{@link x}", "@x", "a\n@x", "\"", "\\", "\u2028", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, line := range docText(s) {
			if strings.Contains(line, "*/") || strings.HasPrefix(line, "@") || strings.Contains(line, "{@") || strings.ContainsAny(line, "\n\r\u2028\u2029") {
				t.Errorf("docText(%q) has the line %q", s, line)
			}
			if strings.Contains(line, "</") || strings.Contains(line, "<!--") {
				t.Errorf("docText(%q) has the line %q, which upsets a script element", s, line)
			}
		}
		got := quote(s)
		inner := strings.ReplaceAll(strings.ReplaceAll(got[1:len(got)-1], `\\`, ""), `\"`, "")
		if got[0] != '"' || got[len(got)-1] != '"' || strings.Contains(inner, `"`) || strings.HasSuffix(inner, `\`) {
			t.Errorf("quote(%q) = %s", s, got)
		}
		if strings.Contains(got, "</") || strings.Contains(got, "<!") || strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("quote(%q) = %q", s, got)
		}
	})
}

func TestFromSnapshot(t *testing.T) { conformance.FromSnapshot(t, Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, Target) }
