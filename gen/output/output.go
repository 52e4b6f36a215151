// Package output puts generated files on disk: it looks at what is there, says
// what would change, and changes it.
//
// # Whose file it is
//
// A file belongs to errgen if it contains the text [emit.Header] in one of two
// forms, whatever its name and its folder:
//
//   - alone behind //, # or <!-- on one of the first ten lines;
//   - as the first line of the value of the first member of a JSON object that
//     begins the file, whatever the member's name.
//
// Only the first 4 KiB count; a byte order mark and surrounding white space are
// ignored. A file whose format has no place for a header ([emit.File] says so)
// belongs to errgen if the list of outputs names it. errgen overwrites and
// deletes only its own files. Anything else that is in the way of a file it is
// about to write (a file without the header, a folder, a symbolic link, a device)
// is left as it is, and planning fails with a [RefusedError] that names all of
// them at once.
//
// A file that errgen changes a part of, such as a page with a table between two marks
// ([emit.File] says so), belongs to its author: it must exist, and is never deleted.
//
// A file of errgen that is no longer generated, an orphan, is deleted. Orphans
// are looked for in the planned folders and in the folders of the generated
// files, not below these; and in the folders that the list of outputs still
// assigns to this errgen.yaml.
//
// # The list of outputs
//
// The file .errgen-outputs in the top folder of a repository has a line for each
// folder that is generated, and for each file without a header, with the
// errgen.yaml that it belongs to. It shows two errgen.yaml files with the same
// folder, which would delete each other's files in turn, and a folder that
// errgen.yaml no longer names; neither the generated files nor a list beside each
// errgen.yaml could show both. The first is refused, unless the other errgen.yaml
// has given the folder up; in the second every file is an orphan.
//
// Paths in it are relative to its folder, and lines are sorted, so that it is the
// same on every machine and two branches that each add a line merge. Pages never
// change it. A repository without the list is not stale: the next run that writes
// adds it, and treats what is in its folders as its own.
//
// # Where it may write
//
// A folder must be in the [Boundary] unless it may be outside, and so must the
// folders below it that its files name. What counts is where a path leads after
// its symbolic links are resolved, and [os.Root] ensures that this is still so
// when the files are written. No name from errgen.yaml or a page may be one that
// Windows or git reserves, whatever the system.
//
// # How lines end
//
// If git converts line ends at checkout, a generated file is the same with CRLF
// as with LF. A file that differs only in its line ends is up to date, and one
// that changes keeps its line ends.
//
// # All or nothing
//
// Every new content is first written to a temporary file beside the file it is
// for, and reaches the disk (fsync) before any name changes. Without the fsync a
// power failure could leave an empty file under the right name, which has no
// header and would be refused from then on. Then each is renamed over its file,
// and orphans are removed last. So a run that is killed leaves each file either
// old or new, never half written, and the next run completes the rest. If a step
// fails, the steps before it are undone and the temporary files are removed. The
// folder itself is not synced: a rename that a power failure undoes leaves the old
// file, which the next run replaces.
//
// Temporary files are named .errgen-<16 hex digits>.tmp. The next run removes
// those that a killed run left.
//
// Runs that write to the same repository at the same time wait for each other, up
// to ten seconds, with a lock on its folder, or on a folder outside of it, that the
// system releases when a process ends. Where there are no such locks (Windows, some network file systems) the
// files are still whole, but may come from both runs.
//
// A file whose content is unchanged is not touched and keeps its time stamp;
// one that changes keeps its permissions.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
)

// A Folder is everything that is generated in one folder. Targets that share a
// folder are one Folder; otherwise each would treat the files of the other as
// orphans.
type Folder struct {
	Dir          string // absolute
	Files        []emit.File
	AllowOutside bool // whether it may lie outside of Options.Root
}

// Options is what a plan needs to know of its surroundings.
type Options struct {
	Boundary *Boundary
	Base     string // absolute; files are named relative to it
	// Owner is the absolute path of the errgen.yaml that asks for the folders.
	// Without it no list of outputs is kept.
	Owner string
	// Partial says that errgen.yaml asks for other folders as well, so that what
	// is not planned is no orphan.
	Partial bool
	// Others are the folders that errgen.yaml asks for besides, as absolute paths: what
	// lies in them is no orphan of a folder around them.
	Others []string
	// Claims reports whether another errgen.yaml asks for output in a folder; both
	// paths are absolute. nil takes the list's word for it.
	Claims func(config, folder string) bool
}

// An Op is what happens to a file.
type Op uint8

// The operations.
const (
	Same Op = iota // it is up to date
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
	Bare bool   // whether it is errgen's by the list of outputs alone
	Old  []byte // nil for Create
	New  []byte // nil for Delete

	at  place
	was fs.FileInfo // of the old file
}

// A RefusedError says that planning found files that it must not touch, or was
// asked for files that cannot exist. Nothing was changed.
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

// refused returns err, where it is a reason, as the refusal of what is called name.
func refused(name string, err error) error {
	if why := reason(""); errors.As(err, &why) {
		return &RefusedError{[]Refusal{{name, string(why)}}}
	}
	return err
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
