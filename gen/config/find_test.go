package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/config"
)

func TestFind(t *testing.T) {
	for name, test := range map[string]struct {
		files []string
		from  string
		want  string // relative path, or
		hint  string // a part of the hint
	}{
		"here":              {[]string{"errgen.yaml"}, ".", "errgen.yaml", ""},
		"above":             {[]string{"errgen.yaml", "a/b/x"}, "a/b", "errgen.yaml", ""},
		"the nearest":       {[]string{"errgen.yaml", "a/errgen.yaml", "a/b/x"}, "a/b", "a/errgen.yaml", ""},
		"not a folder":      {[]string{"errgen.yaml", "a/errgen.yaml/x"}, "a", "errgen.yaml", ""},
		"none":              {[]string{"a/x"}, "a", "", `create one with "errgen init"`},
		"another ending":    {[]string{"errgen.yml", "a/x"}, "a", "", "rename ../errgen.yml to errgen.yaml"},
		"below":             {[]string{"errors/errgen.yaml", "a/x"}, ".", "", "add --config errors/errgen.yaml"},
		"below another one": {[]string{"errors/errgen.yaml", "a/x"}, "a", "", "add --config ../errors/errgen.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			for _, f := range test.files {
				path := filepath.Join(root, filepath.FromSlash(f))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, nil, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got, err := config.Find(filepath.Join(root, filepath.FromSlash(test.from)))
			var missing *config.MissingError
			switch {
			case test.want != "":
				if want := filepath.Join(root, filepath.FromSlash(test.want)); got != want || err != nil {
					t.Errorf("got %q, %v, want %q", got, err, want)
				}
			case !errors.As(err, &missing):
				t.Errorf("got %q, %v, want a MissingError", got, err)
			case !strings.Contains(missing.Hint, test.hint) || !strings.Contains(err.Error(), "no errgen.yaml in this folder"):
				t.Errorf("got %v, hint %q, want a hint with %q", err, missing.Hint, test.hint)
			}
		})
	}
}
