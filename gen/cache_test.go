package gen_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// TestCache: with a cache a project is what it is without, whatever is done to the
// pages between one time and the next.
func TestCache(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, 40); err != nil {
		t.Fatal(err)
	}
	pages := corpus.Pages(40)
	at := func(i int) string { return filepath.Join(dir, "pages", filepath.FromSlash(pages[i].Path)) }
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edit := func(i int, old, new string) {
		t.Helper()
		data, err := os.ReadFile(at(i))
		if err != nil || !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%s lacks %q (%v)", at(i), old, err)
		}
		write(at(i), bytes.Replace(data, []byte(old), []byte(new), 1))
	}
	config := filepath.Join(dir, "errgen.yaml")
	settings, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name string
		do   func()
	}{
		{"at first", func() {}},
		{"nothing", func() {}},
		{"a page", func() { edit(3, "## ", "## Why: ") }},
		{"another status", func() { edit(4, "status", "statut") }},
		{"a page that is gone, which others link to", func() { must(t, os.Remove(at(5))) }},
		{"a page of one that is there", func() {
			data, err := os.ReadFile(at(6))
			must(t, err)
			write(filepath.Join(filepath.Dir(at(6)), "copy.mdx"), data)
		}},
		{"the same no more", func() { must(t, os.Remove(filepath.Join(filepath.Dir(at(6)), "copy.mdx"))) }},
		{"as many bytes", func() { write(at(7), otherLetter(t, at(7))) }},
		{"a page for another, of the same time and size", func() {
			info, err := os.Stat(at(8))
			must(t, err)
			write(at(8)+"~", otherLetter(t, at(8)))
			must(t, os.Chtimes(at(8)+"~", time.Time{}, info.ModTime()))
			must(t, os.Rename(at(8)+"~", at(8)))
		}},
		{"the configuration", func() {
			write(config, bytes.Replace(settings, []byte("docs_url: https://"), []byte("docs_url: https://www."), 1))
		}},
	}
	cache := new(gen.Cache)
	for _, step := range steps {
		step.do()
		want, got := everythingSaid(t, gen.Options{Dir: dir}), everythingSaid(t, gen.Options{Dir: dir, Cache: cache})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("after %s (-without +with the cache):\n%s", step.name, diff)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// otherLetter returns the content of a page with another letter in it.
func otherLetter(t *testing.T, page string) []byte {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.LastIndexByte(data, 'e')] = 'i'
	return data
}

// everythingSaid returns all that a project says.
func everythingSaid(t *testing.T, o gen.Options) string {
	t.Helper()
	p, err := gen.Load(o)
	if err != nil {
		return err.Error()
	}
	var b bytes.Buffer
	if err := snapshot.Write(&b, p.Catalog); err != nil {
		t.Fatal(err)
	}
	found, err := p.Findings()
	if err != nil {
		t.Fatal(err)
	}
	if err := diag.Text(&b, found, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, p.Pages, p.LeftOut)
	return b.String()
}
