package golang_test

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/source"
)

// TestFormatted: each file is what gofmt would write, has the header by which
// tools know generated code, and belongs to the package.
func TestFormatted(t *testing.T) {
	for seed := range uint64(20) {
		r := newRandom(seed)
		for path, data := range files(t, r.catalog(1+r.IntN(100)), options(func(o *golang.Options) { o.Package = "made" })) {
			formatted, err := format.Source([]byte(data))
			if err != nil {
				t.Fatalf("seed %d: %s: %v", seed, path, err)
			}
			if diff := cmp.Diff(data, string(formatted)); diff != "" {
				t.Errorf("seed %d: gofmt changes %s (-emitted +gofmt):\n%s", seed, path, diff)
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), path, data, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if !ast.IsGenerated(parsed) || !strings.HasPrefix(data, "// "+emit.Header+"\n") || parsed.Name.Name != "made" {
				t.Errorf("%s begins with %q", path, data[:60])
			}
			if !strings.HasSuffix(path, "_gen.go") {
				t.Errorf("%s is not named like a generated file", path)
			}
		}
	}
}

// TestSameBytes: neither the order of the entries nor the number of cores shows.
func TestSameBytes(t *testing.T) {
	for _, c := range []*catalog.Catalog{newRandom(1).catalog(200), large(3000)} {
		want := files(t, c, options(nil))
		for _, cores := range []int{1, 2, 2} {
			before := runtime.GOMAXPROCS(cores)
			shuffled := *c
			shuffled.Entries = slices.Clone(c.Entries)
			rand.Shuffle(len(shuffled.Entries), func(i, j int) {
				shuffled.Entries[i], shuffled.Entries[j] = shuffled.Entries[j], shuffled.Entries[i]
			})
			if diff := cmp.Diff(want, files(t, &shuffled, options(nil))); diff != "" {
				t.Errorf("with %d cores and another order (-first +now):\n%s", cores, diff)
			}
			runtime.GOMAXPROCS(before)
		}
	}
}

// TestOneMore: a code that is added adds lines, all of which are its own, and
// changes no other, but in the file of the hash.
func TestOneMore(t *testing.T) {
	for seed := range uint64(10) {
		r := newRandom(seed)
		c := r.catalog(40)
		less := *c
		added := c.Entries[r.IntN(len(c.Entries))]
		less.Entries = slices.DeleteFunc(slices.Clone(c.Entries), func(e *catalog.Entry) bool { return e == added })
		for _, e := range less.Entries {
			if e.Deprecated != nil && e.Deprecated.ReplacedBy.V == added.Code.V || c.DefaultCode == added.Code.V {
				e.Deprecated, c.DefaultCode, less.DefaultCode = nil, "", "" // they name it, so their lines are its lines too
			}
		}
		before, after := files(t, &less, options(nil)), files(t, c, options(nil))
		for path, now := range after {
			was, existed := before[path]
			if strings.HasPrefix(path, "hash") || !existed {
				continue
			}
			lines := strings.Split(now, "\n")
			kept := 0
			for _, line := range strings.Split(was, "\n") {
				for kept < len(lines) && lines[kept] != line {
					kept++
				}
				if kept == len(lines) {
					t.Errorf("seed %d: adding %s takes %q away from %s", seed, added.Code.V, line, path)
					break
				}
				kept++
			}
			if path == "table_gen.go" && len(strings.Split(was, "\n"))+1+len(added.Aliases) != len(lines) {
				t.Errorf("seed %d: %s grew from %d to %d lines", seed, path, len(strings.Split(was, "\n")), len(lines))
			}
		}
	}
}

// TestLarge: a system of many codes is split by category, and a table can have
// as many codes as an index has numbers, and no more.
func TestLarge(t *testing.T) {
	paths := func(c *catalog.Catalog) (out []string) {
		for path := range files(t, c, options(nil)) {
			if strings.HasPrefix(path, "codes_") {
				out = append(out, path)
			}
		}
		slices.Sort(out)
		return out
	}
	if got, want := paths(large(4000)), []string{"codes_billing_gen.go", "codes_mail_gen.go", "codes_search_gen.go", "codes_store_gen.go"}; !slices.Equal(got, want) {
		t.Errorf("4,000 codes are in %q, want %q", got, want)
	}
	if got := paths(large(4004)); len(got) != 20 || got[0] != "codes_billing-authentication_gen.go" {
		t.Errorf("4,004 codes are in %q, want a file for each category", got)
	}
	if testing.Short() {
		t.Skip("the rest emits 131,073 codes")
	}
	c := &catalog.Catalog{DocsURL: "https://example.com"}
	for i := range 1<<16 + 1 {
		c.Entries = append(c.Entries, &catalog.Entry{Code: val(catalog.Code(fmt.Sprintf("err:a:b:c%d", i))), Status: val(400), Title: val("Bad Request")})
	}
	if _, err := golang.Target.Emit(c, options(nil)); err == nil || err.Error() != "65537 codes and former codes exceed the limit of 65536" {
		t.Errorf("one code too many: %v", err)
	}
	c.Entries = c.Entries[1:]
	if _, err := golang.Target.Emit(c, options(nil)); err != nil {
		t.Errorf("65,536 codes: %v", err)
	}
}

func TestCannotEmit(t *testing.T) {
	bad := func(change func(*catalog.Entry)) *catalog.Catalog {
		e := entry("https://example.com", "err:a:b:c", 400, "", "")
		change(e)
		return &catalog.Catalog{DocsURL: "https://example.com", Entries: []*catalog.Entry{e}}
	}
	for want, tt := range map[string]struct {
		c *catalog.Catalog
		o any
	}{
		`package "my codes" is not a Go package name`:             {bad(func(*catalog.Entry) {}), options(func(o *golang.Options) { o.Package = "my codes" })},
		`package "func" is not a Go package name`:                 {bad(func(*catalog.Entry) {}), options(func(o *golang.Options) { o.Package = "func" })},
		`options are string, want *model.Options`:                 {bad(func(*catalog.Entry) {}), "x"},
		`err:a:b:c: parameter "x" has the type "colour"`:          {bad(func(e *catalog.Entry) { e.Params = []catalog.Param{scalar("x", "colour", "")} }), options(nil)},
		`err:a:b:c: parameter "x" is a list without an item type`: {bad(func(e *catalog.Entry) { e.Params = []catalog.Param{scalar("x", catalog.List, "")} }), options(nil)},
		`invalid classify entry "x=err:a:b:c", want KIND=CODE with one of the kinds canceled, deadline_exceeded, too_large, bad_json, not_found, method_not_allowed`: {
			bad(func(*catalog.Entry) {}), options(func(o *golang.Options) { o.Classify = []string{"x=err:a:b:c"} })},
		`classify entry "too_large=err:a:b:d" has the code "err:a:b:d", which does not exist`: {
			bad(func(*catalog.Entry) {}), options(func(o *golang.Options) { o.Classify = []string{"too_large=err:a:b:d"} })},
		`classify entry "too_large=err:a:b:c" has the code "err:a:b:c", which is retired`: {
			bad(func(e *catalog.Entry) { e.Retired = &catalog.Retirement{} }), options(func(o *golang.Options) { o.Classify = []string{"too_large=err:a:b:c"} })},
		`classify lists the kind "too_large" twice`: {
			bad(func(*catalog.Entry) {}), options(func(o *golang.Options) { o.Classify = []string{"too_large=err:a:b:c", "too_large=err:a:b:c"} })},
	} {
		if _, err := golang.Target.Emit(tt.c, tt.o); err == nil || err.Error() != want {
			t.Errorf("Emit fails with %v, want %s", err, want)
		}
	}
}

// TestCheckPlaces: a finding names both places.
func TestCheckPlaces(t *testing.T) {
	f := source.NewFile("page.mdx", []byte("err:a:b_c:d err:a:b:c_d"))
	first, second := entry("https://x", "err:a:b:c_d", 400, "", ""), entry("https://x", "err:a:b_c:d", 400, "", "")
	first.Code.Span, second.Code.Span = f.Span(12, 23), f.Span(0, 11)
	found := golang.Target.Check(&catalog.Catalog{DocsURL: "https://x", Entries: []*catalog.Entry{first, second}}, options(nil))
	if len(found) != 1 || found[0].Span != second.Code.Span || len(found[0].Related) != 1 || found[0].Related[0].Span != first.Code.Span {
		t.Errorf("found %+v", found)
	}
}

// TestRuntimeNames: an identifier that the runtime exports can be no code's.
func TestRuntimeNames(t *testing.T) {
	exported := 0
	sources, err := os.ReadDir("runtime")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range sources {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") || strings.HasSuffix(f.Name(), "_gen.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), "runtime/"+f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, ident := range declared(parsed) {
			if !ast.IsExported(ident) {
				continue
			}
			exported++
			e := entry("https://x", "err:a:b:c", 400, "", "")
			c := &catalog.Catalog{DocsURL: "https://x", Entries: []*catalog.Entry{e}, Names: map[catalog.Code]catalog.Names{"err:a:b:c": {Identifier: ident}}}
			if found := golang.Target.Check(c, options(nil)); len(found) != 1 {
				t.Errorf("a code may be called %s, which %s declares", ident, f.Name())
			}
		}
	}
	if exported < 20 {
		t.Errorf("only %d identifiers are exported", exported)
	}
}

// declared returns the identifiers that a file declares at its top level.
func declared(f *ast.File) []string {
	var out []string
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				out = append(out, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					out = append(out, s.Name.Name)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						out = append(out, n.Name)
					}
				}
			}
		}
	}
	return out
}
