package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// A Boundary is the part of the disk that errgen keeps to: the repository of an
// errgen.yaml, and the folder of its pages where that is another. Everything that
// errgen writes is checked against it, and so is every symbolic link that it
// follows. A .git folder is outside wherever it is, since it may hold credentials
// and programs that git runs.
type Boundary struct {
	dir   string // folder of errgen.yaml, as it was given
	top   string // of the repository, without symbolic links
	pages string // the same for the pages; "" where they lie below top
}

// NewBoundary returns the boundary of the errgen.yaml in folder dir. pages is the
// path of the pages folder that it names, and "" if it names none; it may be
// outside of the repository, if its path says so and no link leads there. Both are
// absolute.
//
// The repository is the nearest folder, from dir upward, that holds a .git; else,
// as in an unpacked archive, the nearest with a list of outputs, and else with a
// go.mod; and dir itself where there is none.
func NewBoundary(dir, pages string) (*Boundary, error) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, failed("read", dir, err)
	}
	b := &Boundary{dir: filepath.Clean(dir)}
	if b.top, err = top(real); err != nil {
		return nil, err
	}
	if pages == "" {
		return b, nil
	}
	said, err := filepath.Rel(b.dir, pages)
	if err != nil {
		return nil, failed("read", pages, err)
	}
	if _, inside := below(b.top, filepath.Join(real, said)); inside {
		return b, nil
	}
	b.pages, err = resolve(pages)
	if why := reason(""); errors.As(err, &why) {
		return b, nil // whoever reads it says what is wrong
	}
	return b, err
}

// top returns the top folder of the repository that a folder lies in.
func top(dir string) (string, error) {
	for _, name := range []string{".git", listName, "go.mod"} {
		for at := dir; ; at = filepath.Dir(at) {
			_, err := os.Lstat(filepath.Join(at, name))
			if err == nil {
				return at, nil
			}
			if !errors.Is(err, fs.ErrNotExist) {
				return "", fmt.Errorf("look for the top of the repository: %w", err)
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return dir, nil
}

// Top returns the top folder of the repository, without symbolic links.
func (b *Boundary) Top() string { return b.top }

// OutOfRepository is what [Boundary.Barred] returns for what may be allowed.
const OutOfRepository = leadsOut + "the repository"

// Barred returns why a path without symbolic links may not be read, and "" if it
// may; outside allows paths outside of the repository.
func (b *Boundary) Barred(real string, outside bool) string {
	_, err := b.place(real, outside)
	switch why := reason(""); {
	case err == nil:
		return ""
	case errors.As(err, &why) && !strings.HasPrefix(string(why), leadsOut):
		return string(why)
	}
	return OutOfRepository
}

// Follow returns where a path leads, a file or a folder. It fails with a
// [RefusedError] that calls it name where that is outside, unless outside allows
// for it.
func (b *Boundary) Follow(path, name string, outside bool) (real string, err error) {
	real, err = filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	if _, err := b.place(real, outside); err != nil {
		return "", refused(name, err)
	}
	return real, nil
}

// find returns the place of a path without symbolic links.
func (b *Boundary) find(real string) (place, bool) {
	for _, folder := range []string{b.top, b.pages} {
		if rel, inside := below(folder, real); folder != "" && inside {
			return place{folder, rel}, true
		}
	}
	return place{}, false
}

// place is find, and fails with a reason for what lies outside.
func (b *Boundary) place(real string, outside bool) (place, error) {
	at, inside := b.find(real)
	switch {
	case !inside && !outside:
		return place{}, reason(leadsOut + b.top)
	case !inside:
		volume := filepath.VolumeName(real) + string(filepath.Separator)
		rel, err := filepath.Rel(volume, real)
		if err != nil {
			return place{}, err
		}
		at = place{volume, rel}
	}
	if inGit(at.rel) {
		return place{}, reason("leads into a .git folder")
	}
	return at, nil
}

// locate returns where an absolute path of a folder leads, which need not exist
// yet. It fails with a reason or with a failure of the file system.
func (b *Boundary) locate(name string, outside bool) (place, error) {
	return b.locateBy(resolver{}, name, outside)
}

// locateBy is locate with what is known already of where folders lead.
func (b *Boundary) locateBy(known resolver, name string, outside bool) (place, error) {
	real, _, err := known.resolve(filepath.Clean(name))
	if err != nil {
		return place{}, err
	}
	return b.place(real, outside)
}

// named returns what of an absolute path errgen.yaml or its pages say, with
// forward slashes: what follows the folder of errgen.yaml, and any way up from it.
func (b *Boundary) named(path string) string {
	rel, err := filepath.Rel(b.dir, path)
	if err != nil {
		return ""
	}
	rel = filepath.ToSlash(rel)
	for rel == ".." || strings.HasPrefix(rel, "../") {
		rel = strings.TrimPrefix(rel[len(".."):], "/")
	}
	if rel == "." {
		return ""
	}
	return rel
}

// below returns the path of name relative to a folder that holds it or is it.
func below(folder, name string) (rel string, ok bool) {
	rel, err := filepath.Rel(folder, name)
	return rel, err == nil && filepath.IsLocal(rel)
}

// inGit reports whether a path goes through a folder .git, in any spelling that a
// file system might take for it.
func inGit(rel string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if strings.EqualFold(strings.TrimRight(part, ". "), ".git") {
			return true
		}
	}
	return false
}

// A place is a path that has been found to lie where errgen may write: one without
// symbolic links, and the folder, holding it, that access to it goes through.
type place struct {
	boundary string // absolute, without symbolic links
	rel      string // below boundary
}

func (p place) path() string { return filepath.Join(p.boundary, p.rel) }

func (p place) join(name string) place { return place{p.boundary, filepath.Join(p.rel, name)} }

func (p place) dir() place { return place{p.boundary, filepath.Dir(p.rel)} }

// A reason is why something is refused, as the text of a [Refusal].
type reason string

func (r reason) Error() string { return string(r) }

// leadsOut begins the reason of what lies outside.
const leadsOut = "leads out of "

const (
	dangles = reason("is reached through a broken symbolic link")
	noDir   = reason("has a file in its path where a folder is needed")
)

// resolve returns an absolute path of a folder without symbolic links. What does
// not exist yet has none.
func resolve(name string) (string, error) {
	real, _, err := resolver{}.resolve(filepath.Clean(name))
	return real, err
}

// A resolver finds where folders lead, each once, by their paths.
type resolver map[string]resolved

type resolved struct {
	real    string
	missing bool // whether it does not exist yet
	err     error
}

func (r resolver) resolve(name string) (real string, missing bool, err error) {
	got, known := r[name]
	if !known {
		got = r.look(name)
		r[name] = got
	}
	return got.real, got.missing, got.err
}

func (r resolver) look(name string) resolved {
	up := filepath.Dir(name)
	if up == name {
		_, err := os.Lstat(name)
		return resolved{real: name, err: err}
	}
	real, missing, err := r.resolve(up)
	if err != nil {
		return resolved{err: err}
	}
	real = filepath.Join(real, filepath.Base(name))
	if missing {
		return resolved{real: real, missing: true}
	}
	info, err := os.Lstat(real)
	if errors.Is(err, fs.ErrNotExist) {
		return resolved{real: real, missing: true}
	}
	// Windows has short names, and folders that lead elsewhere without being links.
	if err == nil && (info.Mode()&fs.ModeSymlink != 0 || runtime.GOOS == "windows") {
		if real, err = filepath.EvalSymlinks(real); errors.Is(err, fs.ErrNotExist) {
			return resolved{err: dangles}
		}
		if err == nil {
			info, err = os.Stat(real)
		}
	}
	if err != nil {
		return resolved{err: err}
	}
	if !info.IsDir() {
		return resolved{err: noDir}
	}
	return resolved{real: real}
}
