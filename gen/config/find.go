package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Name is the name of the file.
const Name = "errgen.yaml"

// A MissingError reports that there is no errgen.yaml in a folder or its parents.
type MissingError struct {
	Dir  string // where the search began
	Hint string // what to do about it
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("no %s in this folder or any parent", Name)
}

// Find returns the path of the nearest errgen.yaml in dir or its parents. It
// fails with a [MissingError] if there is none, and if a folder cannot be read.
func Find(dir string) (path string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", Name, err)
	}
	missing := &MissingError{Dir: dir, Hint: `create one with "errgen init"; a handwritten one needs "version: 1", docs_url and generate, ` +
		`see "errgen config schema"`}
	for at := dir; ; at = filepath.Dir(at) {
		found, err := isFile(filepath.Join(at, Name))
		if found || err != nil {
			return filepath.Join(at, Name), err
		}
		for _, near := range []string{"errgen.yml", filepath.Join("errors", Name)} {
			if found, _ := isFile(filepath.Join(at, near)); found {
				missing.Hint = nearHint(dir, filepath.Join(at, near))
				return "", missing
			}
		}
		if at == filepath.Dir(at) {
			return "", missing
		}
	}
}

// nearHint says what to do with a file that is nearly the one looked for.
func nearHint(dir, path string) string {
	shown := path
	if rel, err := filepath.Rel(dir, path); err == nil {
		shown = filepath.ToSlash(rel)
	}
	if filepath.Base(path) == Name {
		return "there is one at " + shown + ": add --config " + shown
	}
	return "rename " + shown + " to " + Name
}

func isFile(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("find %s: %w", Name, err)
	}
	return !info.IsDir(), nil
}
