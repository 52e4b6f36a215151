package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// everyCommand calls do with each command and its words.
func everyCommand(root *cobra.Command, do func(cmd *cobra.Command)) {
	do(root)
	for _, sub := range root.Commands() {
		everyCommand(sub, do)
	}
}

var inExample = regexp.MustCompile(`\berrgen((?: [a-z]+)*)([^|<>\n]*)`)

// TestHelp: help fits into 80 columns, every command has examples, and what these
// show exists.
func TestHelp(t *testing.T) {
	root := rootCommand(&terminal.Env{})
	everyCommand(root, func(cmd *cobra.Command) {
		var out bytes.Buffer
		args := append(strings.Fields(cmd.CommandPath())[1:], "--help")
		if code := run(context.Background(), terminal.Env{Out: &out, Err: &out}, args); code != terminal.ExitFine {
			t.Errorf("errgen %q exits with %d", args, code)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%s: over 80 columns: %s", cmd.CommandPath(), line)
			}
		}
		examples := inExample.FindAllStringSubmatch(strings.ReplaceAll(cmd.Example, "\\\n", " "), -1)
		if len(examples) == 0 {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		for _, x := range examples {
			if !strings.HasPrefix(strings.TrimSpace(x[0]), "errgen") || strings.Contains(x[0], "errgen.") {
				continue
			}
			named, rest, err := root.Find(strings.Fields(x[1] + x[2]))
			if err != nil || named == root {
				t.Errorf("%s: the example %q names no command", cmd.CommandPath(), x[0])
				continue
			}
			for _, word := range rest {
				if flag, ok := strings.CutPrefix(word, "--"); ok && named.Flags().Lookup(flag) == nil {
					t.Errorf("%s: the example %q has the flag --%s, which does not exist", cmd.CommandPath(), x[0], flag)
				}
			}
		}
	})
}
