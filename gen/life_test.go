package gen_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/lifecycle"
)

const renameIn, retireIn = "ERRGEN_TEST_RENAME_IN", "ERRGEN_TEST_RETIRE_IN"

// TestMain is the process that TestKilledRename and TestKilledRetire kill, where it is asked
// to be.
func TestMain(m *testing.M) {
	if dir := os.Getenv(renameIn) + os.Getenv(retireIn); dir != "" {
		p, err := gen.Load(gen.Options{Dir: dir})
		if err == nil {
			change := func() (*author.Life, error) { return p.Author().Rename("err:shop:data:old", "err:shop:data:new") }
			if os.Getenv(retireIn) != "" {
				change = func() (*author.Life, error) {
					return p.Author().Retire("ERR_OLD", lifecycle.Retirement{Since: "2026-01-31", Reason: "Nobody sends it"})
				}
			}
			var l *author.Life
			if l, err = change(); err == nil {
				fmt.Println("ready") // the parent counts from here
				err = l.Apply(context.Background())
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// renameFixture writes a project in which many pages link to one.
func renameFixture(t testing.TB, dir string, pages, links int) {
	t.Helper()
	write := func(name, text string) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("errgen.yaml", "version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\ndefault_code: err:shop:data:old\n")
	write("errors/shop/data/old.mdx", "---\nstatus: 404\n---\n\n<Danger>err:shop:data:old</Danger>\n")
	for i := range pages {
		to := "old"
		if i >= links {
			to = "e0"
		}
		write(fmt.Sprintf("errors/shop/data/e%d.mdx", i),
			fmt.Sprintf("---\nstatus: 404\n---\n\n<Danger>err:shop:data:e%d</Danger>\n\n## Related Errors\n\n- [err:shop:data:%s](./%s)\n", i, to, to))
	}
}

// state counts the files that name the older code's page and those that name the
// new one's.
func state(t *testing.T, dir string) (old, now int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(at)
		if strings.Contains(string(data), "(./old)") || strings.Contains(string(data), "default_code: err:shop:data:old") || d.Name() == "old.mdx" {
			old++
		}
		if strings.Contains(string(data), "(./new)") || strings.Contains(string(data), "default_code: err:shop:data:new") || d.Name() == "new.mdx" {
			now++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return old, now
}

// TestKilledRename kills a rename of many files at many moments: the next run finds
// all of them old, or makes all of them new.
func TestKilledRename(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	const links = 60
	kills, finished := 0, 0
	for delay := time.Duration(0); delay < 60*time.Millisecond; delay += 4 * time.Millisecond {
		dir := t.TempDir()
		renameFixture(t, dir, links, links)
		if killed(t, renameIn+"="+dir, delay) {
			kills++
		}
		recovered := false
		p, err := gen.Load(gen.Options{Dir: dir, OnFinished: func([]string) { recovered = true }})
		if err != nil {
			t.Fatal(err)
		}
		if recovered {
			finished++
		}
		old, now := state(t, dir)
		if old != links+2 && now != links+2 || old*now != 0 {
			t.Fatalf("killed after %v: %d files are old and %d new", delay, old, now)
		}
		if want := map[bool]string{true: "err:shop:data:old", false: "err:shop:data:new"}[old > 0]; string(p.Config.DefaultCode.V) != want {
			t.Errorf("errgen.yaml was read before it was finished: %s, want %s", p.Config.DefaultCode.V, want)
		}
	}
	t.Logf("%d runs were killed, %d of them finished by the next", kills, finished)
	if kills == 0 {
		t.Error("no run was killed: nothing is tested")
	}
}

// killed starts a process that changes the pages of a folder, and kills it a while after it
// began to write. It reports whether the process was still running.
func killed(t *testing.T, env string, delay time.Duration) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 16)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(delay)
	_ = cmd.Process.Kill()
	return cmd.Wait() != nil
}

// TestKilledRetire kills a retirement that writes a page and errgen.yaml: the next run finds
// both as they were, or both changed.
func TestKilledRetire(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	kills := 0
	for delay := time.Duration(0); delay < 6*time.Millisecond; delay += 300 * time.Microsecond {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "errors"), 0o777); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"errgen.yaml":   "version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\nrecords: [{in: all.md, each: h2, form: \"ERR_{name}\", case: upper, code: heading, status: label Status}]\n",
			"errors/all.md": "# Errors\n\n## ERR_OLD\n\nStatus: 404\n\nIt is old.\n\n## ERR_NEW\n\nStatus: 404\n\nIt is new.\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if killed(t, retireIn+"="+dir, delay) {
			kills++
		}
		p, err := gen.Load(gen.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(dir, "errors", "all.md"))
		if err != nil {
			t.Fatal(err)
		}
		noticed, retired := strings.Contains(string(page), "Retired on"), p.Catalog.Lookup("ERR_OLD").Retired != nil
		if noticed != retired {
			t.Errorf("killed after %v: the page says that it is retired: %t, and errgen.yaml: %t", delay, noticed, retired)
		}
	}
	if kills == 0 {
		t.Error("no run was killed: nothing is tested")
	}
}

// BenchmarkLife changes one of 10,000 pages, from reading them to the last write.
func BenchmarkLife(b *testing.B) {
	for name, change := range map[string]func(p *gen.Project) (*author.Life, error){
		"rename": func(p *gen.Project) (*author.Life, error) {
			return p.Author().Rename("err:shop:data:old", "err:shop:data:new")
		},
		"retire": func(p *gen.Project) (*author.Life, error) {
			return p.Author().Retire("err:shop:data:old", lifecycle.Retirement{Since: "2026-01-31", ReplacedBy: "err:shop:data:e0"})
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				renameFixture(b, dir, 10_000, 20)
				b.StartTimer()
				p, err := gen.Load(gen.Options{Dir: dir})
				if err != nil {
					b.Fatal(err)
				}
				l, err := change(p)
				if err != nil {
					b.Fatal(err)
				}
				if err := l.Apply(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
