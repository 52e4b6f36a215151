package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// TestPreCommitHooks: the hooks call commands and flags that exist.
func TestPreCommitHooks(t *testing.T) {
	data, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	ids := regexp.MustCompile(`(?m)^- id: (.*)$`).FindAllStringSubmatch(string(data), -1)
	entries := regexp.MustCompile(`(?m)^  entry: errgen (.*)$`).FindAllStringSubmatch(string(data), -1)
	if len(ids) != 2 || ids[0][1] != "errgen-lint" || ids[1][1] != "errgen-check" || len(entries) != len(ids) {
		t.Fatalf("the hooks are %q with the entries %q", ids, entries)
	}
	root := rootCommand(&terminal.Env{})
	for _, entry := range entries {
		cmd, rest, err := root.Find(strings.Fields(entry[1]))
		if err != nil || cmd == root {
			t.Errorf("entry %q names no command", entry[1])
			continue
		}
		for _, word := range append(rest, "--config") { // which the file says to add
			if cmd.Flags().Lookup(strings.TrimPrefix(word, "--")) == nil {
				t.Errorf("entry %q: errgen %s has no %s", entry[1], cmd.Name(), word)
			}
		}
	}
}
