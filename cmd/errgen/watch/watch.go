// Package watch runs a command again whenever the pages change.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
)

// settle is how long nothing must change before the next round. Editors write a
// file in several steps: a new one beside it, renamed over it, or emptied first.
const settle = 50 * time.Millisecond

// A watcher runs a command again whenever something changes that it reads:
// errgen.yaml, the pages, or the catalogue that takes their place.
type watcher struct {
	terminal.Env
	config string // path of errgen.yaml
	notify *fsnotify.Watcher
	files  map[string]bool // that count, besides pages
	pages  []string        // folders of the pages, in all languages; none where a catalogue takes their place

	folders map[string]bool // that are watched
}

// Run runs a round at once and after each change, until the context ends or
// somebody interrupts it. What a round fails with is printed, and the next change
// may fix it.
func Run(ctx context.Context, e terminal.Env, path string, round func() error) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	path, err := configPath(e, path)
	if err != nil {
		return err
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch for changes: %w", err)
	}
	defer notify.Close()
	w := &watcher{Env: e, config: path, notify: notify}
	for first := true; ; first = false {
		// Before the round, so that what changes while it reads is not missed.
		if err := w.look(); err != nil {
			return err
		}
		e.Report(round())
		if first {
			e.Note("errgen: watching for changes; press Ctrl-C to stop\n")
		}
		changed, err := w.wait(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		e.Note("\nerrgen: %s changed\n", e.Relative(changed))
	}
}

// configPath returns the absolute path of errgen.yaml. There must be one when a
// watch begins: it says what to watch.
func configPath(e terminal.Env, path string) (string, error) {
	if path == "" {
		found, err := config.Find(e.Dir)
		var missing *config.MissingError
		if errors.As(err, &missing) {
			return "", terminal.Usage(fmt.Errorf("%w; %s", missing, missing.Hint))
		}
		return found, err
	}
	path = e.Absolute(path)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", terminal.Usage(fmt.Errorf("no such file: %s", e.Relative(path)))
	}
	return path, nil
}

// look finds out what to watch. Folders are watched and not files: a file that is
// replaced takes its watch along.
func (w *watcher) look() error {
	dir := filepath.Dir(w.config)
	w.files = map[string]bool{w.config: true}
	folders := map[string]bool{dir: true}
	// One that is wrong now keeps the folders that it had when it was right.
	if c, err := gen.ReadConfig(gen.Options{Config: w.config, Dir: w.Dir}); err == nil {
		w.pages = []string{c.PagesDir()}
		for _, l := range c.Locales {
			w.pages = append(w.pages, c.LocaleDir(l))
		}
		for _, file := range c.Reads() {
			at := filepath.Join(dir, filepath.FromSlash(file))
			w.files[at] = true
			folders[filepath.Dir(at)] = true
		}
		if c.Catalogue != "" {
			w.pages = nil
		}
	}
	for _, pages := range w.pages {
		folders[existing(filepath.Dir(pages))] = true
		below(pages, folders)
	}
	for _, folder := range w.notify.WatchList() {
		if !folders[folder] {
			_ = w.notify.Remove(folder) // it may be gone already
		}
	}
	w.folders = folders
	for folder := range folders {
		if err := w.notify.Add(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("watch %s: %w", w.Relative(folder), err)
		}
	}
	return nil
}

// existing returns a folder, or the nearest one above it that exists.
func existing(dir string) string {
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return dir
}

// below adds a folder and those in it, through symbolic links too, since pages
// are read through them.
func below(root string, folders map[string]bool) {
	seen := map[string]bool{}
	var enter func(dir string)
	enter = func(dir string) {
		real, err := filepath.EvalSymlinks(dir)
		if err != nil || seen[real] {
			return
		}
		seen[real] = true
		entries, err := os.ReadDir(dir)
		if err != nil {
			return
		}
		folders[dir] = true
		for _, entry := range entries {
			if name := entry.Name(); !strings.HasPrefix(name, ".") && name != "node_modules" {
				at := filepath.Join(dir, name)
				if info, err := os.Stat(at); err == nil && info.IsDir() {
					enter(at)
				}
			}
		}
	}
	enter(root)
}

// wait returns what has changed last, once nothing more has for a moment.
func (w *watcher) wait(ctx context.Context) (changed string, err error) {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case event, ok := <-w.notify.Events:
			switch {
			case !ok:
				return "", errors.New("watch for changes: ended by the system")
			case w.counts(event):
				changed = event.Name
				quiet = time.After(settle)
			}
		case err, ok := <-w.notify.Errors:
			switch {
			case !ok:
				return "", errors.New("watch for changes: ended by the system")
			case errors.Is(err, fsnotify.ErrEventOverflow):
				changed = w.config // or something else: it was too much to be told
				quiet = time.After(settle)
			default:
				fmt.Fprintf(w.Err, "errgen: watch for changes: %s\n", diag.Printable(err.Error()))
			}
		case <-quiet:
			return changed, nil
		}
	}
}

// counts reports whether a change is one of something that is read. Of the files
// that editors write besides, none ends like a page and begins without a dot.
func (w *watcher) counts(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod {
		return false
	}
	at := filepath.Clean(event.Name)
	name := filepath.Base(at)
	switch {
	case w.files[at]:
		return true
	case strings.HasPrefix(name, ".") || !slices.ContainsFunc(w.pages, func(pages string) bool { return terminal.Within(at, pages) || terminal.Within(pages, at) }):
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mdx", ".md":
		return true
	}
	if event.Has(fsnotify.Create) {
		info, err := os.Stat(at)
		return err == nil && info.IsDir()
	}
	return w.folders[at] && (event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename))
}
