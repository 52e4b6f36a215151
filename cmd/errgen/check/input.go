package check

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/config"
)

// standardInput reads the page that - stands for and puts its path in place of -.
// The overlay is what to load in place of files.
func (l *linting) standardInput(paths *[]string) (overlay map[string][]byte, err error) {
	switch {
	case !slices.Contains(*paths, "-") && l.stdinPath == "":
		return nil, nil
	case l.stdinPath == "":
		return nil, terminal.Usage(errors.New("- needs --stdin-path, the path of the page on standard input"))
	case len(*paths) != 1 || (*paths)[0] != "-":
		return nil, terminal.Usage(errors.New("--stdin-path needs - as the only path"))
	}
	data, err := io.ReadAll(io.LimitReader(l.In, terminal.MaxInput))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	*paths = []string{l.stdinPath}
	return map[string][]byte{l.Absolute(l.stdinPath): data}, nil
}

// configFor returns the errgen.yaml to use for paths: the one of the command
// line, else the nearest one for the working directory, which is left to the
// loader, else the nearest one for the paths.
func (e env) configFor(stated string, paths []string) (string, error) {
	var missing *config.MissingError
	if _, err := config.Find(e.Dir); stated != "" || !errors.As(err, &missing) {
		return stated, nil
	}
	chosen := ""
	for _, path := range paths {
		found, err := config.Find(folderOf(e.Absolute(path)))
		switch {
		case errors.As(err, &missing):
			continue
		case err != nil:
			return "", err
		case chosen != "" && found != chosen:
			return "", terminal.Usage(fmt.Errorf("the paths belong to different configurations, %s and %s", e.Relative(chosen), e.Relative(found)))
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
