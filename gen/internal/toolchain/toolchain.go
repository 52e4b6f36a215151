// Package toolchain finds the tools that generated files are checked with:
// compilers and validators of their languages. A test that needs a missing tool
// is skipped with a message; if CI is set in the environment, it fails.
//
// Those from npm are installed by
//
//	npm ci --ignore-scripts --prefix gen/internal/toolchain/testdata/node
//
// docs sites the same way in the folders below gen/site/testdata/build, and mypy, kotlin
// and chromium are packages of Debian and others.
package toolchain

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Node returns the path of a program that a package of npm brings.
func Node(t testing.TB, program string) string {
	t.Helper()
	Program(t, "node")
	path := filepath.Join(NodeModules(t), ".bin", program)
	if _, err := os.Stat(path); err != nil {
		missing(t, program)
	}
	return path
}

// NodeModules returns the folder of the packages of npm.
func NodeModules(t testing.TB) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("the place of the package is not known")
	}
	dir := filepath.Join(filepath.Dir(file), "testdata", "node", "node_modules")
	if _, err := os.Stat(dir); err != nil {
		missing(t, "node_modules")
	}
	return dir
}

// Package asks for a package of npm.
func Package(t testing.TB, name string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(NodeModules(t), name)); err != nil {
		missing(t, name)
	}
}

// Site returns the folder of a docs site that pages are built with, in which its
// packages of npm are installed.
func Site(t testing.TB, name string) string {
	t.Helper()
	Program(t, "node")
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("the place of the package is not known")
	}
	dir := filepath.Join(filepath.Dir(file), "..", "..", "site", "testdata", "build", name)
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		missing(t, name)
	}
	return dir
}

// Program returns the path of a program of the machine.
func Program(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		missing(t, program)
	}
	return path
}

// Run runs a command in a folder with an input and returns what it writes to
// its output. It fails the test with all that the command said if the command
// does.
func Run(t testing.TB, dir string, stdin []byte, command ...string) []byte {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", filepath.Base(command[0]), err, out, &stderr)
	}
	return out
}

// Write writes files, by path, below a folder.
func Write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for path, text := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func missing(t testing.TB, tool string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed; the package toolchain says how to", tool)
	}
	t.Skipf("%s is not installed, so the generated files are not checked with it; the package toolchain says how to install it", tool)
}
