package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

const killedAt, killedIn, killedHow = "ERRGEN_TEST_KILLED_AT", "ERRGEN_TEST_KILLED_IN", "ERRGEN_TEST_KILLED_HOW"

// TestMain is the process that TestKilledTogether ends, where it is asked to be.
func TestMain(m *testing.M) {
	if dir := os.Getenv(killedIn); dir != "" {
		left, _ := strconv.Atoi(os.Getenv(killedAt))
		touching = func() {
			if left--; left == 0 {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					_ = self.Kill()
				}
				select {} // until it is dead
			}
		}
		var err error
		if os.Getenv(killedHow) == "recover" {
			_, err = recoverIn(dir)
		} else {
			err = changeAll(dir)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// before and after are the files of a change, by their paths; one that is not there is
// empty.
var (
	before = map[string]string{"errgen.yaml": "old: yes\n", "a/moved.mdx": "old\n", "a/link.mdx": "[old](./moved)\n", "b/link.mdx": "[old](../a/moved)\n", "c/new/moved.mdx": ""}
	after  = map[string]string{"errgen.yaml": "new: yes\n", "a/moved.mdx": "", "a/link.mdx": "[new](../c/new/moved)\n", "b/link.mdx": "[new](../c/new/moved)\n", "c/new/moved.mdx": "new\n"}
)

func changeAll(dir string) error {
	boundary, err := NewBoundary(dir, dir)
	if err != nil {
		return err
	}
	var edits []Edit
	for name, old := range before {
		e := Edit{Path: filepath.Join(dir, filepath.FromSlash(name))}
		if old != "" {
			e.Old = []byte(old)
		}
		if after[name] != "" {
			e.New = []byte(after[name])
		}
		edits = append(edits, e)
	}
	e, err := NewEdits(edits, Options{Boundary: boundary, Base: dir})
	if err != nil {
		return err
	}
	return e.ApplyTogether(dir)
}

func recoverIn(dir string) ([]string, error) {
	boundary, err := NewBoundary(dir, dir)
	if err != nil {
		return nil, err
	}
	return Recover(dir, Options{Boundary: boundary, Base: dir})
}

// TestKilledTogether ends a change of several files before each of its writes, and the run that
// finishes it before each of its own: in the end, all files are old or all are new.
func TestKilledTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	killed := func(dir, how string, at int) bool {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killedIn+"="+dir, killedHow+"="+how, killedAt+"="+strconv.Itoa(at))
		cmd.Stderr = os.Stderr
		var exit *exec.ExitError
		err := cmd.Run()
		if errors.As(err, &exit) && exit.ExitCode() != 3 {
			return true
		}
		if err != nil {
			t.Fatal(err)
		}
		return false
	}
	// both ends the change before one write, and its recovery before another.
	both := func(at, again int) (first, second bool) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, ".git"), 0o777); err != nil {
			t.Fatal(err)
		}
		for name, data := range before {
			if data == "" {
				continue // its folder is made by the change
			}
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		first = killed(dir, "change", at)
		if again > 0 {
			second = killed(dir, "recover", again)
		}
		if _, err := recoverIn(dir); err != nil {
			t.Errorf("ended before write %d, and then %d: %v", at, again, err)
		}
		old, now := 0, 0
		for name := range before {
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			if string(data) == before[name] {
				old++
			}
			if string(data) == after[name] {
				now++
			}
		}
		if old != len(before) && now != len(after) {
			t.Errorf("ended before write %d, and then %d: %d files are old and %d are new of %d", at, again, old, now, len(before))
		}
		if _, err := os.Lstat(filepath.Join(dir, journalName)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("ended before write %d, and then %d: the journal is left (%v)", at, again, err)
		}
		if !first && now != len(after) {
			t.Errorf("a run that nobody ended made %d of %d files new", now, len(after))
		}
		return first, second
	}
	writes, recoveries := 0, 0
	for at := 1; ; at++ {
		first, _ := both(at, 0)
		if !first {
			break
		}
		writes++
		for again := 1; ; again++ {
			if _, second := both(at, again); !second {
				break
			}
			recoveries++
		}
	}
	t.Logf("ended before each of %d writes, and %d times while that was finished", writes, recoveries)
	if writes < 3*len(before) || recoveries == 0 {
		t.Errorf("ended %d runs and %d of those that finish them: too few to prove anything", writes, recoveries)
	}
}
