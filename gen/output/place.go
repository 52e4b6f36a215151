package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A place is a path that has been found to lie where output may go: one without
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

const (
	dangles = reason("is reached through a symbolic link that leads nowhere")
	noDir   = reason("has a file above it where a folder is wanted")
)

// locate returns where an absolute path leads. It fails with a reason
// or with a failure of the file system.
func locate(name, root string, outside bool) (place, error) {
	real, err := resolve(name)
	if err != nil {
		return place{}, err
	}
	if rel, err := filepath.Rel(root, real); err == nil && filepath.IsLocal(rel) {
		return place{root, rel}, nil
	}
	if !outside {
		return place{}, reason("leads out of " + root + ": set allow_outside to write there")
	}
	volume := filepath.VolumeName(real) + string(filepath.Separator)
	rel, err := filepath.Rel(volume, real)
	return place{volume, rel}, err
}

// resolve returns an absolute path without symbolic links. What does not exist
// yet has none.
func resolve(name string) (string, error) {
	name = filepath.Clean(name)
	rest := ""
	for at := name; ; {
		_, err := os.Lstat(at)
		if err == nil {
			real, err := filepath.EvalSymlinks(at)
			if errors.Is(err, fs.ErrNotExist) {
				return "", dangles
			}
			if err != nil {
				return "", err
			}
			if info, err := os.Stat(real); err != nil {
				return "", err
			} else if !info.IsDir() {
				return "", noDir
			}
			return filepath.Join(real, rest), nil
		}
		// Below a file the error is that it is no folder; going up finds it.
		if !errors.Is(err, fs.ErrNotExist) && !notDir(err) {
			return "", err
		}
		up := filepath.Dir(at)
		if up == at {
			return "", err
		}
		rest = filepath.Join(filepath.Base(at), rest)
		at = up
	}
}

// checkPath returns why a target may not ask for this path, whatever machine it
// runs on now, and nil if it may.
func checkPath(name string) error {
	if name == "." || name != path.Clean(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return reason("is no plain relative path")
	}
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(part, ".")
		switch {
		case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) }):
			return reason(fmt.Sprintf("has a character in %q that not every system allows", part))
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return reason(fmt.Sprintf("has a name, %q, that ends as not every system allows", part))
		case reserved[strings.ToLower(strings.TrimRight(stem, " "))]:
			return reason(fmt.Sprintf("has a name, %q, that is a device on Windows", part))
		case temporary(part):
			return reason(fmt.Sprintf("has the name of a temporary file, %q", part))
		}
	}
	return nil
}

var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}
	for _, n := range "123456789¹²³" {
		names["com"+string(n)] = true
		names["lpt"+string(n)] = true
	}
	return names
}()
