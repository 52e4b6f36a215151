package terminal

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
	ExitFine    = 0
	ExitFound   = 1 // findings in the pages, stale output, an unknown code
	ExitUsage   = 2 // wrong use or configuration
	ExitMachine = 3 // the machine failed: a disk, a permission
)

// ErrStale says that --check found output that is not what the pages give. The
// differences have been printed.
var ErrStale = errors.New("stale output")

// A usageError is a wrong call of errgen: flags and arguments.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// Usage returns the error of a wrong call, for exit code 2.
func Usage(err error) error { return usageError{err} }

// Report prints what is left to print of an error and returns the exit code for
// it.
func (e Env) Report(err error) int {
	var usage usageError
	var config *gen.ConfigError
	var refused *output.RefusedError
	var unknown notFoundError
	var noGit *git.Error
	var refusal *author.Error
	switch {
	case err == nil:
		return ExitFine
	case errors.Is(err, diag.ErrFound), errors.Is(err, ErrStale):
		return ExitFound
	case errors.As(err, &config):
		e.Print(config.Found)
		return ExitUsage
	case errors.As(err, &usage), errors.As(err, &refused), errors.As(err, &noGit), errors.As(err, &refusal):
		fmt.Fprintf(e.Err, "errgen: %v\n", err)
		return ExitUsage
	case errors.As(err, &unknown):
		fmt.Fprintf(e.Err, "errgen: %v\n", err)
		return ExitFound
	}
	fmt.Fprintf(e.Err, "errgen: %v\n", err)
	return ExitMachine
}

// A notFoundError says that a catalogue has not what was asked for, or has it
// more than once.
type notFoundError struct{ message string }

func (e notFoundError) Error() string { return e.message }

// NotFound returns the error for what a catalogue has not, for exit code 1.
func NotFound(message string) error { return notFoundError{message} }
