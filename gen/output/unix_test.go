//go:build unix

package output_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/output"
)

func TestPipeInTheWay(t *testing.T) {
	r := newTree(t)
	r.write("out/x", "")
	if err := syscall.Mkfifo(r.path("out/pipe.go"), 0o600); err != nil {
		t.Skip(err)
	}
	_, err := r.plan(r.want("pipe.go", ""))
	var refused *output.RefusedError
	if !errors.As(err, &refused) || err.Error() != "out/pipe.go is not a regular file; remove it" {
		t.Errorf("got %v", err)
	}
}

// TestFullDisk: when the disk is full nothing has changed, and the error names
// the file that there was no room for.
func TestFullDisk(t *testing.T) {
	r := newTree(t)
	r.write("out/x", "")
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", r.path("out")).CombinedOutput(); err != nil {
		t.Skipf("no small disk to try: %v: %s", err, out)
	}
	defer exec.Command("umount", r.path("out")).Run()
	r.apply(r.want("a.go", "1", "b.go", "1"))
	before := r.files()
	err := r.mustPlan(r.want("a.go", "2", "b.go", strings.Repeat("2", 1<<20), "sub/c.go", "2")).Apply()
	if err == nil || err.Error() != "write out/b.go: no space left on device" {
		t.Errorf("got %v", err)
	}
	if d := cmp.Diff(before, r.files()); d != "" {
		t.Errorf("a failed run left something (-before +after):\n%s", d)
	}
}

// version is a folder of which every file tells its version, and how long it is
// to be.
func (r tree) version(n int) output.Folder {
	var pairs []string
	for i := range 4 {
		pairs = append(pairs, fmt.Sprintf("%d.go", i), strings.Repeat(fmt.Sprintf("%08d\n", n), 20_000))
	}
	return r.want(pairs...)
}

// TestKilled kills a run over and over at moments of chance: each file is a
// whole one at any time, and the next run sweeps up.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("ERRGEN_TEST_KILLED"); dir != "" {
		fmt.Println("begun")
		for n := 1; ; n++ {
			tree{t, dir}.apply(tree{t, dir}.version(n))
		}
	}
	r := newTree(t)
	r.apply(r.version(0))
	var kills, between, litter int
	begun := time.Now()
	for ; time.Since(begun) < 2*time.Second || litter == 0 && time.Since(begun) < time.Minute; kills++ {
		run := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		run.Env = append(os.Environ(), "ERRGEN_TEST_KILLED="+r.dir)
		stdout, err := run.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := stdout.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		// Later and later while nothing was hit: a machine that is busy begins late.
		time.Sleep(rand.N(time.Duration(40<<min(kills/5, 5)) * time.Millisecond))
		if err := run.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = run.Wait() // it says that it was killed
		versions := map[string]bool{}
		for name, data := range r.files() {
			if strings.HasSuffix(name, ".tmp") {
				litter++
				continue
			}
			body, found := strings.CutPrefix(data, header)
			if !found || len(body) != 9*20_000 || body != strings.Repeat(body[:9], 20_000) {
				t.Fatalf("%s is neither old nor new: %d bytes, beginning with %.80q", name, len(data), data)
			}
			versions[body[:9]] = true
		}
		if len(versions) > 1 {
			between++
		}
	}
	r.apply(r.version(0))
	if got := len(r.files()); got != 4 {
		t.Errorf("%d files after the run that sweeps up, want 4", got)
	}
	t.Logf("%d kills, %d between two renames, %d temporary files left", kills, between, litter)
	if litter == 0 {
		t.Error("no kill came while a file was written: this tested nothing")
	}
}

// TestAtOnce: of runs that write the same folder at the same time one is last,
// and the folder is all its.
func TestAtOnce(t *testing.T) {
	r := newTree(t)
	failures := make(chan error)
	for n := range 6 {
		go func() {
			var err error
			for range 5 {
				var p *output.Plan
				if p, err = r.plan(r.version(n)); err == nil {
					err = p.Apply()
				}
				if err != nil {
					break
				}
			}
			failures <- err
		}()
	}
	for range 6 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	files := r.files()
	if len(files) != 4 {
		t.Errorf("%d files, want 4", len(files))
	}
	for name, data := range files {
		if !bytes.Equal([]byte(data), []byte(files["out/0.go"])) {
			t.Errorf("%s is of another run than 0.go", name)
		}
	}
}

func TestLockedByAnother(t *testing.T) {
	r := newTree(t)
	r.apply(r.want("a.go", "1"))
	dir, err := os.Open(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX); err != nil {
		t.Skip(err)
	}
	done := make(chan error)
	go func() { done <- r.mustPlan(r.want("a.go", "2")).Apply() }()
	select {
	case err := <-done:
		t.Fatalf("a run did not wait for the one that holds the lock: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	if err := dir.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestManyFolders: a site has a folder for each page, and a process may have fewer files
// open than that.
func TestManyFolders(t *testing.T) {
	r := newTree(t)
	files := func(text string) (pairs []string) {
		for i := range 300 {
			pairs = append(pairs, fmt.Sprintf("%d/index.go", i), text)
		}
		return pairs
	}
	r.apply(r.want(files("1")...))
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Skip(err)
	}
	few := limit
	few.Cur = 200
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few); err != nil {
		t.Skip(err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
			t.Error(err)
		}
	}()
	r.apply(r.want(files("2")...))
}
