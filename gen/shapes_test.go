package gen_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/draft"
	"github.com/unkeyed/errgen/gen/lifecycle"
)

// TestLifeOfEveryShape renames and retires errors of every shape that pages are read in,
// and adds one: each time, the pages are read as that, and every other error as before.
func TestLifeOfEveryShape(t *testing.T) {
	files, err := filepath.Glob("page/testdata/shape_*.txtar")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d shapes (%v)", len(files), err)
	}
	added := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
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
			load := func() *gen.Project {
				t.Helper()
				p, err := gen.Load(gen.Options{Dir: dir})
				if err != nil {
					t.Fatal(err)
				}
				return p
			}
			told := map[catalog.Code]int{}
			for _, e := range load().Catalog.Entries {
				told[e.Code.V]++
			}
			for _, e := range load().Catalog.Entries {
				from := e.Code.V
				p := load()
				if told[from] > 1 {
					if _, err := p.Author().Rename(from, from+"0"); err == nil || !strings.Contains(err.Error(), "is described twice, in ") {
						t.Errorf("%s is told twice, and renamed: %v", from, err)
					}
					continue
				}
				to, ok := another(p.Catalog, from)
				if !ok {
					continue
				}
				change(t, "rename "+string(from), p, load, func() (*author.Life, error) { return p.Author().Rename(from, to) })
				after := load()
				if is := after.Catalog.Lookup(from); is == nil || is.Code.V != to {
					t.Fatalf("after the rename of %s to %s, the older code is %v", from, to, is)
				}
				if after.Config.DefaultCode.V == to {
					if _, err := after.Author().Retire(to, lifecycle.Retirement{Since: "2026-01-31"}); err == nil {
						t.Errorf("the default code %s can be retired", to)
					}
					continue
				}
				change(t, "retire "+string(to), after, load, func() (*author.Life, error) {
					return after.Author().Retire(to, lifecycle.Retirement{Since: "2026-01-31", Reason: "It | is */ <gone> {x}"})
				})
				retired := load()
				if is := retired.Catalog.Lookup(to); is == nil || is.Retired == nil || is.Retired.Since.V != "2026-01-31" {
					t.Fatalf("%s is not retired", to)
				}
				fresh, ok := another(retired.Catalog, to)
				if !ok {
					continue
				}
				made, err := retired.Author().New(draft.Page{Code: fresh, Status: e.Status.V})
				if refused := new(author.Error); errors.As(err, &refused) {
					t.Logf("new %s: %v", fresh, err)
					continue
				}
				if err == nil {
					err = made.Apply()
				}
				if err != nil {
					t.Fatal(err)
				}
				if is := load().Catalog.Lookup(fresh); is == nil || is.Status.V != e.Status.V {
					t.Fatalf("the new %s is %v", fresh, is)
				}
				added++
			}
		})
	}
	if added < len(files) {
		t.Errorf("%d errors were added, of %d shapes", added, len(files))
	}
}

// change makes a change and fails where another error is gone or new after it.
func change(t *testing.T, what string, p *gen.Project, load func() *gen.Project, do func() (*author.Life, error)) {
	t.Helper()
	life, err := do()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if err := life.Apply(context.Background()); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if now := len(load().Catalog.Entries); now != len(p.Catalog.Entries) {
		t.Errorf("%s: %d errors became %d", what, len(p.Catalog.Entries), now)
	}
}

// another returns a code of the same form that no error has.
func another(c *catalog.Catalog, code catalog.Code) (catalog.Code, bool) {
	last := rune(code[len(code)-1])
	for n := range 9 {
		next := string(code) + strings.Repeat("q", n+1)
		if unicode.IsDigit(last) {
			next = string(code[:len(code)-1]) + string(rune('0'+(int(last-'0')+n+1)%10))
		} else if unicode.IsUpper(last) {
			next = string(code) + strings.Repeat("Q", n+1)
		}
		if c.FormOf(catalog.Code(next)) != nil && c.Lookup(catalog.Code(next)) == nil {
			return catalog.Code(next), true
		}
	}
	return "", false
}
