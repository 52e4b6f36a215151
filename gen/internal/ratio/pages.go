//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
	"gopkg.in/yaml.v3"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/removal"
	"github.com/unkeyed/errgen/gen/snapshot"
)

func (w *work) pages(n int) (string, error) {
	dir, err := w.dir(map[string]string{"go.mod": "module example.com/made\n"})
	if err != nil {
		return "", err
	}
	return dir, corpus.Write(dir, n)
}

// spent is the time of the processor that this program has taken.
func spent() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// took returns the least of three times that something took.
func took(do func() error) (time.Duration, error) {
	var least time.Duration
	for i := range 3 {
		runtime.GC()
		start := spent()
		if err := do(); err != nil {
			return 0, err
		}
		if d := spent() - start; i == 0 || d < least {
			least = d
		}
	}
	return least, nil
}

// made generates all, as the command does.
func made(dir string, cache *gen.Cache) error {
	p, err := gen.Load(gen.Options{Dir: dir, NoMarkdown: true, Cache: cache})
	if err != nil {
		return err
	}
	found, err := p.Findings()
	if err != nil {
		return err
	}
	if err := found.Err(); err != nil {
		return err
	}
	plan, err := p.Plan(nil)
	if err != nil {
		return err
	}
	if len(removal.Unlikely(p.Catalog, plan)) > 0 || len(removal.Codes(p.Catalog, plan)) > 0 {
		return errors.New("codes would be removed")
	}
	return plan.Apply()
}

// floor does what no program could leave out: it reads the files, has goldmark read
// each and yaml its front matter, and writes as many bytes as are generated.
func floor(dir string) error {
	var out []string
	for _, p := range corpus.Pages(countPages(dir)) {
		data, err := os.ReadFile(filepath.Join(dir, "pages", filepath.FromSlash(p.Path)))
		if err != nil {
			return err
		}
		front, body := data, data
		if rest, ok := bytes.CutPrefix(data, []byte("---\n")); ok {
			front, body, _ = bytes.Cut(rest, []byte("\n---\n"))
		}
		var node yaml.Node
		if err := yaml.Unmarshal(front, &node); err != nil {
			return err
		}
		goldmark.DefaultParser().Parse(text.NewReader(body))
	}
	generated, err := filepath.Glob(filepath.Join(dir, "codes", "*.go"))
	if err != nil {
		return err
	}
	for _, name := range generated {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		out = append(out, name+".floor")
		if err := os.WriteFile(out[len(out)-1], data, 0o644); err != nil {
			return err
		}
	}
	for _, name := range out {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

func countPages(dir string) (n int) {
	_ = filepath.WalkDir(filepath.Join(dir, "pages"), func(path string, _ os.DirEntry, _ error) error {
		if strings.HasSuffix(path, ".mdx") {
			n++
		}
		return nil
	})
	return n
}

func generate(w *work, n int) (result, error) {
	dir, err := w.pages(n)
	if err != nil {
		return result{}, err
	}
	have, err := took(func() error {
		if err := os.RemoveAll(filepath.Join(dir, "codes")); err != nil {
			return err
		}
		return made(dir, nil)
	})
	if err != nil {
		return result{}, err
	}
	against, err := took(func() error { return floor(dir) })
	return result{seconds(have), seconds(against), "s", "the libraries alone:"}, err
}

// generateMemory runs the command, as the memory of this program is that of all rows.
func generateMemory(w *work, n int) (result, error) {
	dir, err := w.pages(n)
	if err != nil {
		return result{}, err
	}
	program := filepath.Join(dir, "errgen")
	if _, err := measure(".", nil, "go", "build", "-o", program, "./cmd/errgen"); err != nil {
		return result{}, err
	}
	u, err := measure(dir, nil, program, "generate")
	if err != nil {
		return result{}, err
	}
	var size int64
	err = filepath.Walk(filepath.Join(dir, "pages"), func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			size += info.Size()
		}
		return err
	})
	return result{u.memory, float64(size) / (1 << 20), "MB", "bytes of the pages:"}, err
}

func again(w *work, n int) (result, error) {
	dir, err := w.pages(n)
	if err != nil {
		return result{}, err
	}
	cache := new(gen.Cache)
	start := spent()
	if err := made(dir, cache); err != nil {
		return result{}, err
	}
	first := spent() - start
	page := filepath.Join(dir, "pages", filepath.FromSlash(corpus.Pages(n)[0].Path))
	data, err := os.ReadFile(page)
	if err != nil {
		return result{}, err
	}
	i := 0
	next, err := took(func() error {
		i++
		if err := os.WriteFile(page, fmt.Appendf(bytes.Clone(data), "\nAgain %d.\n", i), 0o644); err != nil {
			return err
		}
		return made(dir, cache)
	})
	return result{seconds(next), seconds(first), "s", "all pages:"}, err
}

func slim(w *work, n int) (result, error) {
	dir, err := w.pages(n)
	if err != nil {
		return result{}, err
	}
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		return result{}, err
	}
	var whole, small bytes.Buffer
	if err := snapshot.Write(&whole, p.Catalog); err != nil {
		return result{}, err
	}
	err = snapshot.WriteSlim(&small, p.Catalog)
	return result{float64(small.Len()) / 1e6, float64(whole.Len()) / 1e6, "MB", "the whole one:"}, err
}
