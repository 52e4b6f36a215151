//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/internal/conformance"
)

// A missingTool says that a tool is not on the machine.
type missingTool struct{ tool string }

func (e *missingTool) Error() string { return e.tool + " is not installed" }

func asMissing(err error, to **missingTool) bool { return errors.As(err, to) }

// work is the scratch folders of a run, and what several rows share.
type work struct {
	dirs []string
	goes map[string]usage // by what was built
	tsc  map[int][2]usage
	py   map[int][2]usage
}

func newWork() *work {
	return &work{goes: map[string]usage{}, tsc: map[int][2]usage{}, py: map[int][2]usage{}}
}

func (w *work) remove() {
	for _, dir := range w.dirs {
		_ = os.RemoveAll(dir)
	}
}

func (w *work) dir(files map[string]string) (string, error) {
	dir, err := os.MkdirTemp("", "errgen-ratio-")
	if err != nil {
		return "", err
	}
	w.dirs = append(w.dirs, dir)
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// usage is what a command took, with all that it started.
type usage struct {
	cpu    time.Duration
	memory float64 // the most that one of its processes had, in MB
	out    []byte
}

func tool(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", &missingTool{name}
	}
	return path, nil
}

// alone is the variable of a process of this program that measures one command.
const alone = "ERRGEN_RATIO_ALONE"

// measure runs a command. A process that starts another hands its own memory on to what
// that one is said to have taken at most, and this program takes more than some commands:
// so it is started by a process that is small.
func measure(dir string, env []string, command ...string) (usage, error) {
	path, err := tool(command[0])
	if err != nil {
		return usage{}, err
	}
	self, err := os.Executable()
	if err != nil {
		return usage{}, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return usage{}, err
	}
	defer read.Close()
	cmd := exec.Command(self, append([]string{path}, command[1:]...)...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), env...), alone+"=1")
	cmd.ExtraFiles = []*os.File{write}
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err = cmd.Run()
	write.Close()
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s%s", filepath.Base(command[0]), err, out.Bytes(), stderr.Bytes())
	}
	u := usage{out: out.Bytes()}
	_, err = fmt.Fscan(read, &u.cpu, &u.memory)
	return u, err
}

// measureAlone is what the small process does. It returns its exit code.
func measureAlone(command []string) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, alone+"=") })
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var memory float64
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = float64(r.Maxrss) / 1024
		if runtime.GOOS == "darwin" {
			memory /= 1024
		}
	}
	said := os.NewFile(3, "usage")
	if _, err := fmt.Fprintln(said, int64(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()), memory); err != nil {
		return 1
	}
	return 0
}

// many returns a catalogue of n codes; with params each has two.
func many(n int, params bool) *catalog.Catalog {
	c := conformance.Many(n)
	for _, e := range c.Entries {
		e.Params, e.Detail.V = nil, "Something is wrong"
		if params {
			var name, limit catalog.Param
			name.Name.V, name.Type.V, name.Description.V = "name", catalog.String, "The name that was asked for."
			limit.Name.V, limit.Type.V, limit.Description.V = "limit", catalog.Int, "How many there may be."
			e.Params = []catalog.Param{name, limit}
			e.Detail.V = "{name} is over {limit}"
		}
	}
	return c
}

// emitted returns the files that a target makes, by path below a folder.
func emitted(folder string, target emit.Target, c *catalog.Catalog) (map[string]string, error) {
	files, err := target.Emit(c, target.Options())
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, f := range files {
		out[folder+"/"+f.Path] = string(f.Data)
	}
	return out, nil
}
