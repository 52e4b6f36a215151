package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// TestTerminal shows what stands on a terminal of some width, where it is
// coloured: an escape is shown as ␛, and the command line is the file args. The
// screen is the last file; ERRGEN_UPDATE=1 writes it.
func TestTerminal(t *testing.T) {
	files, err := filepath.Glob("testdata/terminal/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files (%v)", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { screenOf(t, file) })
	}
}

func screenOf(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(data))
	}
	width, err := strconv.Atoi(read("width"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := terminal.Env{Out: &out, Err: &out, OutWidth: width, Colour: true, Dir: dir, Getenv: func(string) string { return "" }}
	if code := run(context.Background(), e, strings.Fields(read("args"))); code != 0 {
		t.Errorf("exit code %d", code)
	}
	got := strings.ReplaceAll(out.String(), "\x1b", "␛")
	screen := &archive.Files[len(archive.Files)-1]
	if os.Getenv("ERRGEN_UPDATE") != "" {
		screen.Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(screen.Data), got); screen.Name != "screen" || diff != "" {
		t.Errorf("the last file, %s, is another (-want +got):\n%s", screen.Name, diff)
	}
}

// TestWeb: --web hands the type URL to the browser, and a browser that fails is
// the machine's failure.
func TestWeb(t *testing.T) {
	var opened []string
	var out, messages bytes.Buffer
	e := terminal.Env{
		Out: &out, Err: &messages, Dir: t.TempDir(),
		Browse: func(url string) error { opened = append(opened, url); return nil },
	}
	if code := run(context.Background(), e, []string{"explain", "--web", "key_auth_not_found"}); code != terminal.ExitFine {
		t.Errorf("exit code %d: %s", code, &messages)
	}
	if want := "https://unkey.com/docs/errors/unkey/data/key_auth_not_found"; len(opened) != 1 || opened[0] != want {
		t.Errorf("opened %q, want %q", opened, want)
	}
	if out.Len() > 0 {
		t.Errorf("printed %q", &out)
	}
	e.Browse = func(string) error { return os.ErrNotExist }
	if code := run(context.Background(), e, []string{"explain", "--web", "key_auth_not_found"}); code != terminal.ExitMachine {
		t.Errorf("a browser that fails gives the exit code %d", code)
	}
}
