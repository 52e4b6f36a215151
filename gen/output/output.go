// Package output puts generated files on disk: it looks at what is there, says
// what would change, and changes it.
//
// # Whose file it is
//
// A file belongs to errgen when the text [emit.Header] stands in it in one of
// two forms, and by nothing else, neither its name nor its folder:
//
//   - alone behind // or # on one of the first ten lines;
//   - as the first line of the value of the first member of a JSON object that
//     begins the file, whatever the member's name.
//
// Only the first 4 KiB count, and a byte order mark and white space around are
// ignored. errgen overwrites and deletes files of its own alone. Anything else
// that is in the way of a file it wants to write (a file without the header, a
// folder, a symbolic link, a device) is left as it is, and planning fails with a
// [RefusedError] that names all of them at once.
//
// A file of errgen's that nothing wants any more, an orphan, is deleted. Orphans
// are looked for in the folders planned and in the folders of the files wanted,
// and not below these.
//
// # Where it may write
//
// A folder has to lie in [Options.Root] unless it allows for more, and so have
// the folders below it that its files name. What counts is where a path leads
// after its symbolic links, and [os.Root] sees to it that this is still so when
// the files are written.
//
// # All or nothing
//
// Every new content is first written to a temporary file beside the file it is
// for, and reaches the disk (fsync) before any name changes. Without the fsync a
// power failure could leave an empty file under the right name, which has no
// header and would be refused from then on. Then each is renamed over its file,
// and orphans are removed last. So a run that is killed leaves each file old or
// new and never half of one, and the next run mends the rest. When a step fails,
// what was done before it is put back and the temporary files are removed. The
// folder itself is not synced: a rename that a power failure undoes leaves the
// old file, which the next run replaces.
//
// Temporary files are named .errgen-<16 hex digits>.tmp. The next run removes
// those that a killed one left.
//
// Runs that write to the same folder at the same time wait for each other, up to
// ten seconds, by a lock on the folder that the system drops when a process
// ends. Where there are no such locks (Windows, some network file systems) the
// files are still whole, but may come from both runs.
//
// A file whose content stays is not touched and keeps its time stamp; one that
// changes keeps its permissions.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
)

// A Folder is everything wanted in one folder. Targets that share a folder are
// one Folder, or else each would take the other's files for orphans.
type Folder struct {
	Dir          string // absolute
	Files        []emit.File
	AllowOutside bool // whether it may lie outside of Options.Root
}

// Options is what a plan needs to know of its surroundings.
type Options struct {
	Root string // absolute; the folder that output may not leave, see [Root]
	Base string // absolute; files are named relative to it
}

// An Op is what happens to a file.
type Op uint8

// The operations.
const (
	Same Op = iota // it is as it should be
	Create
	Update
	Delete // it is an orphan
)

// String returns the operation as one word.
func (o Op) String() string {
	return [...]string{"same", "create", "update", "delete"}[o]
}

// A Change is one file and what happens to it.
type Change struct {
	Path string // absolute, without symbolic links
	Name string // for people: relative to Options.Base, with forward slashes
	Op   Op
	Old  []byte // nil for Create
	New  []byte // nil for Delete

	at  place
	was fs.FileInfo // of the old file
}

// A RefusedError says that planning came upon things it must not touch, or was
// asked for files that cannot be. Nothing was changed.
type RefusedError struct {
	Refusals []Refusal
}

// A Refusal is one of these.
type Refusal struct {
	Name   string // as in [Change]
	Reason string // "was not written by errgen: move it away, or choose another out"
}

func (e *RefusedError) Error() string {
	lines := make([]string, len(e.Refusals))
	for i, r := range e.Refusals {
		lines[i] = diag.Printable(r.Name) + " " + r.Reason
	}
	return strings.Join(lines, "\n")
}

// Root returns the folder that the output of an errgen.yaml in folder dir may
// not leave: the nearest one, from dir upward, that holds a go.mod or a .git,
// and dir itself where there is none.
func Root(dir string) (string, error) {
	for at := dir; ; {
		for _, name := range []string{"go.mod", ".git"} {
			_, err := os.Lstat(filepath.Join(at, name))
			if err == nil {
				return at, nil
			}
			if !errors.Is(err, fs.ErrNotExist) {
				return "", fmt.Errorf("look for the folder that output may not leave: %w", err)
			}
		}
		up := filepath.Dir(at)
		if up == at {
			return dir, nil
		}
		at = up
	}
}

// failed names the file that an error is about as people know it, instead of by
// the path of a system call, which may be that of a temporary file.
func failed(verb, name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s %s: %w", verb, diag.Printable(name), err)
}
