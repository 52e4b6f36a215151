package golang_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/envelope"
)

// TestRandomCatalogues emits, compiles and runs packages of random catalogues:
// each code is looked up by URN and URL, raised, served over a connection,
// decoded and matched, whatever the pages say.
func TestRandomCatalogues(t *testing.T) {
	m := newModule(t)
	program, err := os.ReadFile("testdata/property/codes_test.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(4) {
		r := newRandom(seed)
		c := r.catalog(1 + r.IntN(60))
		c.Envelope = envelope.Builtins()[seed%2]
		if found := golang.Target.Check(c, options(nil)); len(found) > 0 {
			t.Fatalf("seed %d: %s", seed, found[0].Message)
		}
		dir := fmt.Sprintf("codes%d", seed)
		m.writeAll(dir, files(t, c, options(nil)))
		wanted, raise := r.cases(c)
		m.write(dir+"/wanted.json", wanted)
		m.write(dir+"/raise_test.go", raise)
		m.write(dir+"/codes_test.go", string(program))
	}
	m.run(nil, "gofmt", "-w", ".") // of the test alone is there anything to do; see TestFormatted
	m.run(nil, "go", "test", "./...")
	m.vet()
}

// TestOptionsCompile compiles what each option leaves out, as the parts that
// stay must neither miss nor keep what only the others used.
func TestOptionsCompile(t *testing.T) {
	m := newModule(t)
	bare := &catalog.Catalog{DocsURL: "https://example.com"}
	one := func(params ...catalog.Param) *catalog.Catalog {
		e := entry("https://example.com", "err:a:b:c", 400, "", "")
		e.Params = params
		return &catalog.Catalog{DocsURL: "https://example.com", Entries: []*catalog.Entry{e}}
	}
	for i, tt := range []struct {
		c      *catalog.Catalog
		change func(*golang.Options)
	}{
		{bare, nil},
		{bare, func(o *golang.Options) { o.HTTP = false }},
		{one(), nil},
		{one(scalar("x", catalog.Float, "")), nil},
		{one(optional(scalar("x", catalog.Time, ""))), nil},
		{one(list("x", scalar("", catalog.Bool, ""), "")), nil},
		{sample(), func(o *golang.Options) { o.HTTP = false }},
		{sample(), func(o *golang.Options) { o.Constructors = "none" }},
		{sample(), func(o *golang.Options) { o.HTTP, o.Constructors = false, "none" }},
		{sample(), func(o *golang.Options) { o.Names = "specific" }},
	} {
		m.writeAll(fmt.Sprintf("codes%d", i), files(t, tt.c, options(tt.change)))
	}
	m.vet()
	for dir, wanted := range map[string]bool{"codes7": true, "codes6": false} {
		if imports := m.run(nil, "go", "list", "-deps", "./"+dir); strings.Contains(imports, "net/http\n") != wanted {
			t.Errorf("%s imports net/http: %v, want %v", dir, !wanted, wanted)
		}
	}
}

// TestNoInit: a program pays for the package when it uses it, not when it
// starts.
func TestNoInit(t *testing.T) {
	m := newModule(t)
	m.writeAll("codes", files(t, sample(), options(nil)))
	m.write("main.go", "package main\n\nimport \"example.com/made/codes\"\n\nfunc main() { println(codes.WarehouseBusy.HTTPStatus()) }\n")
	m.run(nil, "go", "build", "-o", "program", ".")
	out := m.run([]string{"GODEBUG=inittrace=1"}, "./program")
	if !strings.Contains(out, "503\n") || !strings.Contains(out, "init runtime @") {
		t.Fatalf("the program printed\n%s", out)
	}
	if strings.Contains(out, "example.com/made") {
		t.Errorf("the package is initialised:\n%s", out)
	}
}
