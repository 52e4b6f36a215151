package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// A screen is what has been printed; it may be looked at while more is.
type screen struct {
	mu      sync.Mutex
	b       bytes.Buffer
	changed chan struct{}
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default:
	}
	return s.b.Write(p)
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// A watched is a command that runs in a folder until it is stopped.
type watched struct {
	t      *testing.T
	dir    string
	screen *screen
	seen   int // how much of the screen has been waited for
	stop   context.CancelFunc
	code   chan int
}

func watchIn(t *testing.T, dir string, args ...string) *watched {
	ctx, stop := context.WithCancel(context.Background())
	w := &watched{t: t, dir: dir, screen: &screen{changed: make(chan struct{}, 1)}, stop: stop, code: make(chan int, 1)}
	e := terminal.Env{Out: w.screen, Err: w.screen, Dir: dir, Getenv: func(string) string { return "" }}
	go func() { w.code <- run(ctx, e, args) }()
	t.Cleanup(stop)
	return w
}

// wants waits until the screen has something new.
func (w *watched) wants(text string) {
	w.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		got := w.screen.text()[w.seen:]
		if i := strings.Index(got, text); i >= 0 {
			w.seen += i + len(text)
			return
		}
		select {
		case <-w.screen.changed:
		case code := <-w.code:
			w.t.Fatalf("ended with exit code %d; want %q in\n%s", code, text, w.screen.text())
		case <-deadline:
			w.t.Fatalf("want %q in\n%s", text, got)
		}
	}
}

// ends stops the command and wants the exit code 0.
func (w *watched) ends() {
	w.t.Helper()
	w.stop()
	select {
	case code := <-w.code:
		if code != terminal.ExitFine {
			w.t.Errorf("ended with exit code %d", code)
		}
	case <-time.After(20 * time.Second):
		w.t.Fatal("does not end")
	}
}

func (w *watched) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *watched) write(name, text string) {
	w.t.Helper()
	must(w.t, os.MkdirAll(filepath.Dir(w.path(name)), 0o755))
	must(w.t, os.WriteFile(w.path(name), []byte(text), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const watchConfig = "version: 1\npages: pages\ndocs_url: https://example.com/errors\ngenerate: [{target: json, out: out}]\n"

func watchPage(code, status string) string {
	return "---\nstatus: " + status + "\n---\n\n<Danger>" + code + "</Danger>\n"
}

func watchFolder(t *testing.T) *watched {
	w := &watched{t: t, dir: t.TempDir()}
	w.write("errgen.yaml", watchConfig)
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
	return w
}

// TestWatchGenerate does what people and their editors do to pages.
func TestWatchGenerate(t *testing.T) {
	w := watchIn(t, watchFolder(t).dir, "generate", "--watch")
	generated := func(text string) {
		t.Helper()
		data, err := os.ReadFile(w.path("out/catalogue.json"))
		if err != nil || !strings.Contains(string(data), text) {
			t.Errorf("%v: the catalogue lacks %q", err, text)
		}
	}
	w.wants("1 page, 1 code: 1 file written")
	w.wants("watching for changes")

	// Written in place, at once and in steps.
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "410"))
	w.wants("pages/shop/data/a.mdx changed")
	w.wants("1 file written")
	generated(`"status": 410`)
	w.write("pages/shop/data/a.mdx", "")
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "409"))
	w.wants("1 file written")
	generated(`"status": 409`)

	// Written beside and renamed over; the old one moved away first.
	w.write("pages/shop/data/.a.mdx.swp", "x")
	w.write("pages/shop/data/a.tmp", watchPage("err:shop:data:a", "408"))
	must(t, os.Rename(w.path("pages/shop/data/a.tmp"), w.path("pages/shop/data/a.mdx")))
	w.wants("1 file written")
	generated(`"status": 408`)
	must(t, os.Rename(w.path("pages/shop/data/a.mdx"), w.path("pages/shop/data/a.mdx~")))
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "407"))
	must(t, os.Remove(w.path("pages/shop/data/a.mdx~")))
	w.wants("1 file written")
	generated(`"status": 407`)

	// A new folder, with a page in it at once and one later.
	w.write("pages/bank/new/b.mdx", watchPage("err:bank:new:b", "404"))
	w.wants("2 pages, 2 codes")
	w.write("pages/bank/new/c.mdx", watchPage("err:bank:new:c", "404"))
	w.wants("3 pages, 3 codes")
	generated("err:bank:new:c")

	// A page that is wrong, and right again.
	w.write("pages/bank/new/c.mdx", watchPage("err:bank:new:c", "99"))
	w.wants("nothing was written")
	w.write("pages/bank/new/c.mdx", watchPage("err:bank:new:c", "400"))
	w.wants("1 file written")

	// A page that is deleted; a folder with a dot in its name that is moved away.
	must(t, os.Remove(w.path("pages/bank/new/c.mdx")))
	w.wants("2 pages, 2 codes")
	must(t, os.Rename(w.path("pages/bank"), w.path("away")))
	w.wants("1 page, 1 code")

	// The configuration, wrong and right, replaced as editors do.
	w.write("errgen.yaml", watchConfig+"nothing: 1\n")
	w.wants(`"nothing"`)
	w.write("other.yaml", strings.Replace(watchConfig, "pages: pages", "pages: more", 1))
	w.write("more/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
	w.write("more/shop/data/z.mdx", watchPage("err:shop:data:z", "404"))
	must(t, os.Rename(w.path("other.yaml"), w.path("errgen.yaml")))
	w.wants("errgen.yaml changed")
	w.wants("2 pages, 2 codes: 1 file written")
	generated("err:shop:data:z")
	w.write("more/shop/data/y.mdx", watchPage("err:shop:data:y", "404"))
	w.wants("3 pages, 3 codes")

	// The pages folder as a whole, gone and back.
	must(t, os.RemoveAll(w.path("more")))
	w.wants("does not exist")
	for _, end := range []string{"a", "x", "y"} {
		w.write("more/shop/data/"+end+".mdx", watchPage("err:shop:data:"+end, "404"))
	}
	w.wants("3 pages, 3 codes")
	generated("err:shop:data:x")

	// A template of a target, in a folder of its own.
	w.write("t/codes.tmpl", "{{range .errors}}{{.code}}\n{{end}}")
	w.write("errgen.yaml", strings.Replace(strings.Replace(watchConfig, "pages: pages", "pages: more", 1),
		"out: out}", "out: out}, {target: template, template: t/codes.tmpl, out: out/codes.txt}", 1))
	w.wants("errgen.yaml changed")
	w.wants("1 file written")
	w.write("t/codes.tmpl", "{{range .errors}}{{.title}}\n{{end}}")
	w.wants("t/codes.tmpl changed")
	w.wants("1 file written")
	w.ends()
}

func TestWatchLint(t *testing.T) {
	w := watchIn(t, watchFolder(t).dir, "lint", "--watch", "pages/shop")
	w.wants("1 page, 1 warning") // a stub
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "99"))
	w.wants("[status-range]")
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "404")+"\nText.\n")
	w.wants("changed")
	w.wants("errgen: 1 page, ")
	w.ends()
}

// TestWatchTranslations: pages in other languages are watched where they are.
func TestWatchTranslations(t *testing.T) {
	w := watchFolder(t)
	w.write("i18n/de/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
	w.write("errgen.yaml", watchConfig+"locales: {de: i18n/de}\n")
	w = watchIn(t, w.dir, "lint", "--watch")
	w.wants("watching for changes")
	w.write("i18n/de/shop/data/a.mdx", watchPage("err:shop:data:a", "410"))
	w.wants("i18n/de/shop/data/a.mdx changed")
	w.wants(`status is 410, but the original has 404 [translation-fact]`)
	w.ends()
}

// TestWatchSnapshot: where a catalogue takes the place of pages, it is watched.
func TestWatchSnapshot(t *testing.T) {
	w := &watched{t: t, dir: t.TempDir()}
	w.write("errgen.yaml", "version: 1\ncatalogue: in/catalogue.json\ngenerate: [{target: python, out: out}]\n")
	w.write("in/catalogue.json", `{"version": 1, "docs_url": "https://example.com/errors", "errors": []}`)
	w = watchIn(t, w.dir, "generate", "--watch")
	w.wants("watching for changes")
	w.write("in/catalogue.json", `{"version": 1, "docs_url": "https://example.com/moved", "errors": []}`)
	w.wants("in/catalogue.json changed")
	w.ends()
}

// TestWatchSoon: the next round begins within 100 ms of the last write.
func TestWatchSoon(t *testing.T) {
	w := watchIn(t, watchFolder(t).dir, "lint", "--watch")
	w.wants("watching for changes")
	best := time.Hour
	for range 5 {
		start := time.Now()
		w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
		w.wants("changed")
		best = min(best, time.Since(start))
		w.wants("errgen: 1 page")
	}
	if best > 100*time.Millisecond {
		t.Errorf("the fastest of five rounds began %v after the write", best)
	}
	w.ends()
}
