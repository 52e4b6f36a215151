package typescript

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// TestExact: whatever pages say, each module compiles, declares what it should and
// nothing else, and says what they say.
func TestExact(t *testing.T) {
	catalogs := forms(t)
	catalogs["empty"] = &catalog.Catalog{DocsURL: "https://example.com"}
	catalogs["hostile"] = conformance.Hostile(1, 400)
	if !testing.Short() { // the compiler takes some seconds for so many codes
		catalogs["many"] = conformance.Many(10_000)
	}
	files := map[string]string{}
	for name, c := range catalogs {
		for file, options := range modules {
			options.File = "errors.ts"
			files[name+"/"+strings.TrimSuffix(file, ".ts")+"/errors.ts"] = conformance.EmitWith(t, Target, c, &options)["errors.ts"]
		}
	}
	dir := compile(t, files)
	for name, c := range catalogs {
		for module, exports := range map[string]string{
			"runtime": "ApiError ErrorCode catalogue createError decode fromResponse isErrorCode isKnownError lookup segments slim unreachable",
			"none":    "ErrorCode catalogue isErrorCode",
			"types":   "",
		} {
			program := "out/" + name + "/" + module + "/exact.mjs"
			toolchain.Write(t, dir, map[string]string{program: read(t, "testdata/exact.mjs")})
			toolchain.Run(t, dir, wanted(t, c, strings.Fields(exports)), toolchain.Program(t, "node"), program)
		}
	}
}

func wanted(t *testing.T, c *catalog.Catalog, exports []string) []byte {
	t.Helper()
	codes, infos, types := map[string]any{}, map[string]any{}, map[string]any{}
	p := newPrinter(c)
	for _, e := range c.Entries {
		code := any(e.Code.V)
		if p.numeric {
			code = json.RawMessage(e.Code.V)
		}
		codes[p.ident(e.Code.V)] = code
		for _, alias := range e.Aliases {
			codes[p.ident(alias.V)] = code
			types[string(alias.V)] = code
			if t := e.AliasType(alias.V); t != "" {
				types[t] = code
			}
		}
		types[e.Type.V] = code
		info := map[string]any{"status": e.Status.V, "title": e.Title.V, "type": e.Type.V, "detail": e.Detail.V}
		if e.Retryable.V != catalog.Unset {
			info["retryable"] = e.Retryable.V == catalog.True
		}
		if e.Deprecated != nil || e.Retired != nil {
			info["deprecated"] = true
		}
		if e.PageURL.V != "" {
			info["pageUrl"] = e.PageURL.V
		}
		for i, f := range c.Facts {
			if i < len(e.Facts) && e.Facts[i].V != "" {
				info[p.casing.Camel(f.Name)] = e.Facts[i].V
			}
		}
		infos[string(e.Code.V)] = info
	}
	for _, f := range c.Facts {
		if len(f.Values) > 0 && len(exports) > 0 {
			exports = append(exports, "Error"+p.casing.Pascal(f.Name))
		}
	}
	slices.Sort(exports)
	out, err := json.Marshal(map[string]any{"codes": codes, "catalogue": infos, "types": types, "exports": exports})
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
