package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/unkeyed/errgen/gen/config"
)

// standardInput reads the page that - stands for and puts its path in place of -.
// The overlay is what to load in place of files.
func (l *linting) standardInput(paths *[]string) (overlay map[string][]byte, err error) {
	switch {
	case !slices.Contains(*paths, "-") && l.stdinPath == "":
		return nil, nil
	case l.stdinPath == "":
		return nil, usageError{errors.New("- needs --stdin-path, the path of the page on standard input")}
	case len(*paths) != 1 || (*paths)[0] != "-":
		return nil, usageError{errors.New("--stdin-path needs - as the only path")}
	}
	data, err := io.ReadAll(io.LimitReader(l.in, maxInput))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	*paths = []string{l.stdinPath}
	return map[string][]byte{l.absolute(l.stdinPath): data}, nil
}

// configFor returns the errgen.yaml to use for paths: the one of the command
// line, else the nearest one for the working directory, which is left to the
// loader, else the nearest one for the paths.
func (e env) configFor(stated string, paths []string) (string, error) {
	var missing *config.MissingError
	if _, err := config.Find(e.dir); stated != "" || !errors.As(err, &missing) {
		return stated, nil
	}
	chosen := ""
	for _, path := range paths {
		found, err := config.Find(folderOf(e.absolute(path)))
		switch {
		case errors.As(err, &missing):
			continue
		case err != nil:
			return "", err
		case chosen != "" && found != chosen:
			return "", usageError{fmt.Errorf("the paths belong to different configurations, %s and %s", e.relative(chosen), e.relative(found))}
		}
		chosen = found
	}
	return chosen, nil
}

// folderOf returns a folder itself, and the folder of anything else.
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}
