// Package terminal is what all commands share: the outside world as a command sees it,
// the global flags, exit codes, help, completion and what is said of a misspelt word.
package terminal

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// Env is all of the outside world that a command may touch, besides the files it
// is about.
type Env struct {
	In       io.Reader
	Out      io.Writer // results
	Err      io.Writer // everything else
	OutWidth int       // columns of the terminal that Out is, or 0
	ErrWidth int       // columns of the terminal that Err is, or 0
	Colour   bool      // whether a terminal may be given colours
	Dir      string    // working directory
	Getenv   func(string) string
	Browse   func(url string) error // opens a page in a browser

	global *global // the flags of all commands
}

// New returns the outside world of this process, in a working directory.
func New(dir string) Env {
	return Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		OutWidth: widthOf(os.Stdout), ErrWidth: widthOf(os.Stderr),
		Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Dir:    dir, Getenv: os.Getenv, Browse: browse,
	}
}

// Commands returns the commands about errgen itself: completion and version.
func Commands(e Env) []*cobra.Command {
	return []*cobra.Command{completionCommand(e), versionCommand(e)}
}

// Load reads the project that a command is about, from the working directory and
// with a progress bar where somebody sees it.
func (e Env) Load(o gen.Options) (*gen.Project, error) { return e.loadBy(gen.Load, o) }

// Open is Load for commands that write pages, of which there may be none yet.
func (e Env) Open(o gen.Options) (*gen.Project, error) { return e.loadBy(gen.Open, o) }

func (e Env) loadBy(load func(gen.Options) (*gen.Project, error), o gen.Options) (*gen.Project, error) {
	o.Dir = e.Dir
	o.OnFinished = func(names []string) {
		e.Note("errgen: finished an interrupted run: %s\n", diag.Printable(strings.Join(names, ", ")))
	}
	if e.ErrWidth > 0 && !e.global.quiet {
		bar := &progress{w: e.Err, width: e.ErrWidth}
		defer bar.clear()
		o.OnPage = bar.page
	}
	return load(o)
}

// Relative returns a path as people here name it.
func (e Env) Relative(path string) string {
	return diag.Printable(source.Name(e.Dir, path))
}

// Print writes findings for a person, to Err, since they are not what a command
// other than lint was asked for.
func (e Env) Print(found diag.List) {
	// An error of writing to stderr leaves nowhere to say so.
	_ = diag.Text(e.Err, found, diag.TextOptions{Color: e.Colored(e.ErrWidth)})
}

// Within reports whether a path is a folder or lies in it.
func Within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+string(filepath.Separator))
}

// Absolute returns the absolute path of what the command line names.
func (e Env) Absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(e.Dir, path)
}

// Silent is for completion: whatever goes wrong, the shell must not show it.
func (e Env) Silent() Env {
	e.Err, e.ErrWidth = io.Discard, 0
	return e
}

// MaxInput is how many bytes of standard input are looked at.
const MaxInput = 16 << 20
