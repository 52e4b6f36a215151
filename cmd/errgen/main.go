// Command errgen turns error documentation pages into code: Go constants and
// constructors, TypeScript and Python modules, an OpenAPI document, all from one
// catalogue. Run "errgen help" for its commands.
package main

import (
	"context"
	"os"

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
		os.Exit(exitMachine)
	}
	e := env{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		outWidth: terminalOf(os.Stdout), errWidth: terminalOf(os.Stderr),
		colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		dir:    dir, getenv: os.Getenv, browse: browse,
	}
	os.Exit(run(context.Background(), e, os.Args[1:]))
}
