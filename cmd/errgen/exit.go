package main

import (
	"errors"
	"fmt"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/git"
	"github.com/unkeyed/errgen/gen/output"
)

// The exit codes, the same for every command.
const (
	exitFine    = 0
	exitFound   = 1 // findings in the pages, stale output, an unknown code
	exitUsage   = 2 // wrong use or configuration
	exitMachine = 3 // the machine failed: a disk, a permission
)

// errStale says that --check found output that is not what the pages give. The
// differences have been printed.
var errStale = errors.New("stale output")

// A usageError is a wrong call of errgen: flags and arguments.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// report prints what is left to print of an error and returns the exit code for
// it.
func (e env) report(err error) int {
	var usage usageError
	var config *gen.ConfigError
	var refused *output.RefusedError
	var unknown notFoundError
	var noGit *git.Error
	var refusal *author.Error
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, diag.ErrFound), errors.Is(err, errStale):
		return exitFound
	case errors.As(err, &config):
		e.print(config.Found)
		return exitUsage
	case errors.As(err, &usage), errors.As(err, &refused), errors.As(err, &noGit), errors.As(err, &refusal):
		fmt.Fprintf(e.err, "errgen: %v\n", err)
		return exitUsage
	case errors.As(err, &unknown):
		fmt.Fprintf(e.err, "errgen: %v\n", err)
		return exitFound
	}
	fmt.Fprintf(e.err, "errgen: %v\n", err)
	return exitMachine
}
