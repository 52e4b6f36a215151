package source

import "path/filepath"

// Name returns a path as findings print it: relative to a folder if it can be, with
// forward slashes.
func Name(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}

// Path returns the path that [Name] made a name of.
func Path(dir, name string) string {
	path := filepath.FromSlash(name)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
