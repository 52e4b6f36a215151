// Command errgen turns error documentation pages into code: Go constants and
// constructors, TypeScript and Python modules, an OpenAPI document, all from one
// catalogue. Run "errgen help" for its commands. They are in the packages below, by what
// they are for:
//
//	setup     bring errgen into a repository: init, adopt, config
//	lookup    look errors up: list, explain
//	check     check something against the pages: lint, verify, vet, breaking
//	generate  make something of the pages: generate, mock, serve
//	edit      change the pages: new, rename, deprecate, retire
//	adopt     rewrites Go code from a handwritten package of codes
//	watch     runs a command again when the pages change
//	render    shows Markdown on a terminal
//	terminal  has what all commands share: streams, global flags, help, exit codes
package main

import (
	"context"
	"os"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/vet"
)

func main() {
	if vet.IsTool(os.Args[1:]) {
		vet.Tool() // of go vet
	}
	spareMemory()
	dir, err := os.Getwd()
	if err != nil {
		os.Stderr.WriteString("errgen: " + err.Error() + "\n")
		os.Exit(terminal.ExitMachine)
	}
	os.Exit(run(context.Background(), terminal.New(dir), os.Args[1:]))
}
