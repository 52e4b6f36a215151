package python

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// TestExact: whatever pages say, the module runs, declares what it should and
// nothing else, and says what they say.
func TestExact(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{
		"empty":   {DocsURL: "https://example.com"},
		"hostile": conformance.Hostile(1, 400),
		"many":    conformance.Many(10_000),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			files := conformance.Emit(t, Target, c)
			files["exact.py"] = read(t, "testdata/exact.py")
			toolchain.Write(t, dir, files)
			toolchain.Run(t, dir, wanted(t, c), toolchain.Program(t, "python3"), "-W", "error", "exact.py")
			if len(c.Entries) < 1000 { // more take a minute or two
				toolchain.Run(t, dir, nil, toolchain.Program(t, "mypy"), "--strict", "errors.pyi")
			}
		})
	}
}

func wanted(t *testing.T, c *catalog.Catalog) []byte {
	t.Helper()
	m := resolve(c, Target.Options().(*Options))
	names := m.exported()
	for _, g := range m.groups {
		names = append(names, g.class)
	}
	codes := map[string]any{}
	for _, e := range m.entries {
		names = append(names, e.class)
		params := []string{}
		for _, p := range e.params {
			params = append(params, p.Name.V)
			if p.item != "" {
				names = append(names, p.item)
			}
		}
		codes[string(e.Code.V)] = map[string]any{
			"member": e.member, "status": e.Status.V, "title": e.Title.V, "type": e.Type.V, "detail": e.Detail.V,
			"retryable": e.MayRetry(), "deprecated": e.Deprecated != nil, "params": params,
		}
	}
	out, err := json.Marshal(map[string]any{"names": names, "codes": codes})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOnePageMore(t *testing.T) { conformance.OnePageMore(t, Target) }

// TestCollisions: two codes never get one name in silence.
func TestCollisions(t *testing.T) {
	kinds := []catalog.Fact{{Name: "kind", Values: []string{"a", "A"}}, {Name: "error_code", Values: []string{"b"}}}
	for _, tt := range []struct {
		codes []catalog.Code
		facts []catalog.Fact
		want  string
	}{
		{codes: []catalog.Code{"err:a:b_c:d", "err:a_b:c:d"}, want: `"the category a_b:c" gives the Python identifier "ABCError", which "the category a:b_c" already has`},
		{codes: []catalog.Code{"err:a:b:c", "err:a:b_c:d"}, want: `"the category a:b_c" gives the Python identifier "ABCError", which "err:a:b:c" already has`},
		{codes: []catalog.Code{"err:runtime:x:y", "err:io:x:y", "err:os:x:y"}},
		{facts: kinds, want: `"the value A of the fact kind" gives the Python identifier "Kind.A", which "the value a of the fact kind" already has`},
		{facts: kinds, want: `"the fact error_code" gives the Python identifier "ErrorCode", which "the generated module" already has`},
	} {
		c := &catalog.Catalog{Facts: tt.facts}
		for _, code := range tt.codes {
			e := &catalog.Entry{}
			e.Code.V = code
			c.Entries = append(c.Entries, e)
		}
		var got []string
		for _, d := range Target.Check(c, Target.Options()) {
			got = append(got, d.Message)
		}
		if tt.want == "" && len(got) > 0 || tt.want != "" && !slices.Contains(got, tt.want) {
			t.Errorf("%q: found %q, want %q", tt.codes, got, tt.want)
		}
	}
}

// FuzzText: no text ends the docstring or the literal that it is in.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", `"""`, `""`, `"`, `\`, `\"""`, `""\""`, "a\n\"\n\"", "\u2028", "\xff", "\U000e0041", "]\"\"\"\nPWNED"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := &printer{}
		p.docstring(docText(s))
		if doc := string(p.Bytes()); doc != "" {
			inner, ok := strings.CutPrefix(strings.TrimSuffix(doc, "\n"), `"""`)
			inner, ok2 := strings.CutSuffix(inner, `"""`)
			if !ok || !ok2 || ends(inner) {
				t.Errorf("the docstring of %q is %s", s, doc)
			}
		}
		got := emit.Quote(s)
		inner := strings.ReplaceAll(strings.ReplaceAll(got[1:len(got)-1], `\\`, ""), `\"`, "")
		if got[0] != '"' || got[len(got)-1] != '"' || strings.Contains(inner, `"`) || strings.HasSuffix(inner, `\`) {
			t.Errorf("emit.Quote(%q) = %s", s, got)
		}
		row := string(list([]string{s, s}, quoteJSON))
		if endsRaw(row) {
			t.Errorf("the row of %q is %s", s, row)
		}
		var texts []string
		if err := json.Unmarshal([]byte(row), &texts); err != nil || texts[0] != strings.ToValidUTF8(s, "\ufffd") && utf8.ValidString(s) {
			t.Errorf("the row of %q is read as %q, %v", s, texts, err)
		}
		for _, text := range []string{got, row} {
			if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%q is written %q", s, text)
			}
		}
	})
}

// ends reports whether a docstring ends before it should: three quotes in a row
// do, also where the last of them are those after it, and so does a backslash
// that escapes one of those.
func ends(inner string) bool {
	quotes := 0
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case '\\':
			i++
			quotes = 0
			if i == len(inner) || inner[i] != '"' && inner[i] != '\\' {
				return true
			}
		case '"':
			if quotes++; quotes == 3 {
				return true
			}
		default:
			quotes = 0
		}
	}
	return quotes > 0
}

// endsRaw reports whether a raw string between three quotes ends before it should.
func endsRaw(inner string) bool {
	quotes := 0
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case '\\': // the character after it ends nothing
			i++
			quotes = 0
			if i == len(inner) {
				return true
			}
		case '"':
			if quotes++; quotes == 3 {
				return true
			}
		default:
			quotes = 0
		}
	}
	return quotes > 0
}

func TestFromSnapshot(t *testing.T) { conformance.FromSnapshot(t, Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, Target) }
