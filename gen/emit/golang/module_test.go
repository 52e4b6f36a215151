package golang_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A module is a temporary Go module that requires nothing, so that what compiles
// in it imports the standard library alone.
type module struct {
	t   testing.TB
	dir string
}

// newModule skips the test where it should be short, as compiling takes seconds.
func newModule(t testing.TB) module {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles generated code")
	}
	m := module{t, t.TempDir()}
	m.write("go.mod", "module example.com/made\n\ngo 1.24\n")
	return m
}

func (m module) write(path, data string) {
	m.t.Helper()
	path = filepath.Join(m.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

// writeAll writes emitted files into a folder.
func (m module) writeAll(dir string, files map[string]string) {
	m.t.Helper()
	for path, data := range files {
		m.write(dir+"/"+path, data)
	}
}

// run runs a command in the module and returns what it printed.
func (m module) run(env []string, command ...string) string {
	m.t.Helper()
	out, err := m.try(env, command...)
	if err != nil {
		m.t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return out
}

func (m module) try(env []string, command ...string) (string, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = m.dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOFLAGS="), env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

// vet lets go vet, gofmt and staticcheck judge the module. staticcheck is left
// out where it cannot be had, unless CI is set.
func (m module) vet() {
	m.t.Helper()
	m.run(nil, "go", "vet", "./...")
	if unformatted := m.run(nil, "gofmt", "-l", "."); unformatted != "" {
		m.t.Errorf("gofmt would change %s", unformatted)
	}
	if out, err := m.try(nil, "go", "run", staticcheck, "-version"); err != nil {
		if os.Getenv("CI") != "" {
			m.t.Fatalf("staticcheck is not there: %s", out)
		}
		m.t.Logf("staticcheck is not there: %v", err)
		return
	}
	m.run(nil, "go", "run", staticcheck, "./...")
}
