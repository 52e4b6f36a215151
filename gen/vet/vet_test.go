package vet_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/vet"
)

// TestMain lets the test binary be the tool that go vet runs.
func TestMain(m *testing.M) {
	if vet.IsTool(os.Args[1:]) {
		vet.Tool()
	}
	os.Exit(m.Run())
}

// module is what all cases have in common: errors, and packages made of them.
const module = `
-- go.mod --
module example.com/shop

go 1.25.0
-- errgen.yaml --
version: 1
docs_url: https://docs.example.com/errors
pages: errors
generate:
  - {target: go, out: codes, package: codes}
  - {target: go, out: internal/bare, package: bare, runtime: none}
-- errors/shop/data/order_not_found.mdx --
---
title: Order not found
status: 404
---

<Danger>err:shop:data:order_not_found</Danger>
-- errors/shop/data/order_gone.mdx --
---
title: Order gone
status: 410
aliases: [err:shop:data:order_away]
---

<Danger>err:shop:data:order_gone</Danger>
-- errors/shop/data/order_locked.mdx --
---
title: Order locked
status: [409, 423]
---

<Danger>err:shop:data:order_locked</Danger>
-- errors/shop/data/cart_expired.mdx --
---
title: Cart expired
status: 410
deprecated: Orders replaced carts.
replaced_by: err:shop:data:order_gone
---

<Danger>err:shop:data:cart_expired</Danger>
-- errors/shop/data/cart_lost.mdx --
---
title: Cart lost
status: 404
retired: 2026-01-05
---

<Danger>err:shop:data:cart_lost</Danger>
-- errors/shop/input/bad_number.mdx --
---
title: Bad number
status: 400
detail: "{number} is no number"
params:
  number: {type: string}
---

<Danger>err:shop:input:bad_number</Danger>
`

// lay writes the files of an archive below a folder.
func lay(t testing.TB, dir string, files []txtar.File) {
	t.Helper()
	for _, f := range files {
		if strings.HasPrefix(f.Name, "want/") {
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// generate writes what errgen.yaml asks for.
func generate(t testing.TB, dir string) {
	t.Helper()
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := p.Findings(); err != nil || found.Err() != nil {
		t.Fatal(text(t, found), err)
	}
	plan, err := p.Plan(nil)
	if err == nil {
		err = plan.Apply()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func run(t testing.TB, dir string, packages ...string) *vet.Result {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	result, err := vet.Run(context.Background(), vet.Options{Dir: dir, Tool: exe, Packages: packages, Switches: true, Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func text(t testing.TB, found diag.List) string {
	t.Helper()
	var out strings.Builder
	if err := diag.Text(&out, found, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestGolden vets each case as a package of one module, so that go vet runs once.
// It compares what was found, and the files as they are fixed; what is fixed must
// still compile, and have nothing left to fix.
func TestGolden(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	lay(t, dir, txtar.Parse([]byte(module)).Files)
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lay(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(name), ".txtar")), archive.Files)
	}
	generate(t, dir)
	result := run(t, dir, "./...")
	if _, err := result.Fix(); err != nil {
		t.Fatal(err)
	}
	again := run(t, dir, "./...")
	for _, d := range again.Found {
		if d.Hint != "" {
			t.Errorf("there is something left to fix: %s", d.Message)
		}
	}
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		name := filepath.Base(t.Name())
		var own diag.List
		for _, d := range result.Found {
			if rest, ok := strings.CutPrefix(d.Span.File.Name, name+"/"); ok {
				start, end := int(d.Span.Start), int(d.Span.End)
				d.Span = source.NewFile(rest, d.Span.File.Data).Span(start, end)
				own = append(own, d)
			}
		}
		out := map[string][]byte{"findings": []byte(text(t, own))}
		for path, was := range in {
			data, err := os.ReadFile(filepath.Join(dir, name, path))
			if err != nil {
				t.Fatal(err)
			}
			if string(data) != string(was) {
				out[path] = data
			}
		}
		return out
	})
}
