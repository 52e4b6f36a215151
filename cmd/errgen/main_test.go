package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaning{m}, map[string]func(){"errgen": main})
}

// cleaning removes after all tests what they share.
type cleaning struct{ m *testing.M }

func (c cleaning) Run() int {
	code := c.m.Run()
	if proxyDir != "" {
		_ = os.RemoveAll(proxyDir)
	}
	return code
}

// TestScripts runs testdata/script: what a user types and sees, exit codes
// included.
func TestScripts(t *testing.T) {
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	environment := append(published(t), "GOCACHE="+strings.TrimSpace(string(out)), "REPOSITORY="+repository)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("ERRGEN_UPDATE") != "",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			// Scripts have no home of their own to keep caches in.
			for _, variable := range environment {
				name, value, _ := strings.Cut(variable, "=")
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"appears": appears,
			"exits":   exits,
		},
	})
}

// appears waits until a line of a file, which may not exist yet, matches a regular
// expression: appears REGEXP FILE.
func appears(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: appears REGEXP FILE")
	}
	want := regexp.MustCompile("(?m)" + args[0])
	for begun := time.Now(); time.Since(begun) < 20*time.Second; time.Sleep(20 * time.Millisecond) {
		if data, err := os.ReadFile(ts.MkAbs(args[1])); err == nil && want.Match(data) {
			return
		}
	}
	ts.Fatalf("no line of %s matches %q", args[1], args[0])
}

// exits runs a command and wants an exit code: exits 2 errgen generate. Testscript
// itself tells only zero from non-zero.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = exitCode(err)
	}
	if got != args[0] {
		ts.Fatalf("%s exited with %s, want %s (%v)", args[1], got, args[0], err)
	}
}

func exitCode(err error) string {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err.Error()
	}
	return strconv.Itoa(exit.ExitCode())
}
