package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/survey"
)

func initCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write an errgen.yaml for the pages that are here",
		Long: `Look at the pages in this folder and those below, and write an errgen.yaml that
fits them: where they are, where they are published, the shape of error bodies,
headings that errgen does not know. What was found is printed, and what to look
at again. Where there are no pages, a first one is written to start from.

Nothing that exists is overwritten.`,
		Example: `  errgen init
  errgen init --dry-run
  errgen init --go internal/codes`,
		Args: cobra.NoArgs,
	}
	goDir := cmd.Flags().String("go", "", "generate a Go package into `DIR`, and write its go:generate line")
	dryRun := cmd.Flags().Bool("dry-run", false, "show what would be written as a diff, and write nothing")
	cmd.RunE = func(*cobra.Command, []string) error {
		edits, err := e.initial(*goDir)
		if err != nil {
			return err
		}
		boundary, err := output.NewBoundary(e.dir, "")
		if err != nil {
			return err
		}
		planned, err := output.NewEdits(edits, output.Options{Boundary: boundary, Base: e.dir})
		if err != nil {
			return err
		}
		if *dryRun {
			return planned.Diff(e.out)
		}
		if err := planned.Apply(); err != nil {
			return err
		}
		for _, edit := range edits {
			fmt.Fprintln(e.out, e.relative(edit.Path))
		}
		fmt.Fprintln(e.err, "errgen: errgen lint says what is wrong with the pages, errgen generate makes the code")
		return nil
	}
	return cmd
}

// initial returns the files to write, none of which exists, and prints what was
// found.
func (e env) initial(goDir string) ([]output.Edit, error) {
	if err := e.absent(config.Name); err != nil {
		return nil, err
	}
	found, err := survey.Look(e.dir)
	if err != nil {
		return nil, err
	}
	var edits []output.Edit
	add := func(path string, data []byte) error {
		edits = append(edits, output.Edit{Path: e.absolute(filepath.FromSlash(path)), New: data})
		return e.absent(path)
	}
	first := found.Pages == ""
	if first {
		if err := add(found.First(filepath.Base(e.dir))); err != nil {
			return nil, err
		}
	}
	out := survey.Output{{"target", "json"}, {"out", "generated"}}
	if goDir != "" {
		line, err := e.goPackage(goDir)
		if err != nil {
			return nil, err
		}
		out = survey.Output{{"target", "go"}, {"out", line.out}, {"package", line.name}}
		if err := add(line.path, line.text); err != nil {
			return nil, err
		}
	}
	if err := add(config.Name, found.YAML([]survey.Output{out})); err != nil {
		return nil, err
	}
	e.describe(found, first)
	return edits, nil
}

// absent fails where there is a file already.
func (e env) absent(path string) error {
	_, err := os.Lstat(e.absolute(filepath.FromSlash(path)))
	switch {
	case err == nil:
		return usageError{fmt.Errorf("there is a file already: %s; errgen init overwrites nothing", e.relative(e.absolute(path)))}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// describe prints what was found and what to look at again.
func (e env) describe(s *survey.Survey, first bool) {
	say := func(what, is string) { fmt.Fprintf(e.err, "  %-13s %s\n", what, diag.Printable(is)) }
	if first {
		fmt.Fprintln(e.err, "errgen: found no error pages; this is a first one to start from")
	} else {
		fmt.Fprintf(e.err, "errgen: found %s\n", count(s.Count, "error page"))
	}
	if s.Site != "" {
		say("docs site", s.Site)
	}
	say("pages", s.Pages)
	say("docs_url", s.DocsURL)
	say("envelope", string(s.Envelope))
	if s.DefaultCode != "" {
		say("default_code", string(s.DefaultCode))
	}
	for _, a := range s.Sections {
		say("section", fmt.Sprintf("%q is %s", a.Heading, a.Kind))
	}
	if len(s.Unsure) > 0 {
		fmt.Fprintln(e.err, "look at these again, they are guesses:")
	}
	for _, line := range s.Unsure {
		r := &renderer{width: min(e.errWidth, maxWidth)}
		r.wrap(plainWords(line, ""), "  - ", "    ")
		fmt.Fprint(e.err, r.b.String())
	}
}

// A goLine is the file with the go:generate line of a package.
type goLine struct {
	out  string // folder of the package, relative to errgen.yaml
	name string // of the package
	path string // of the file
	text []byte
}

const toolPath = "github.com/unkeyed/errgen/cmd/errgen"

func (e env) goPackage(dir string) (goLine, error) {
	at := e.absolute(filepath.FromSlash(dir))
	root, module, err := goModule(e.dir)
	switch {
	case err != nil:
		return goLine{}, err
	case root == "":
		return goLine{}, usageError{errors.New("--go: there is no go.mod here or in a folder above; go mod init makes one")}
	case !within(at, root):
		return goLine{}, usageError{fmt.Errorf("--go: %s lies outside of the module", e.relative(at))}
	}
	out, err := filepath.Rel(e.dir, at)
	if err != nil {
		return goLine{}, err
	}
	back, err := filepath.Rel(at, filepath.Join(e.dir, config.Name))
	if err != nil {
		return goLine{}, err
	}
	name := packageName(at)
	if !strings.Contains(module, toolPath) {
		fmt.Fprintf(e.err, "errgen: go.mod does not name errgen as a tool yet: go get -tool %s@latest\n", toolPath)
	}
	return goLine{
		out: filepath.ToSlash(out), name: name, path: filepath.ToSlash(filepath.Join(out, "generate.go")),
		text: fmt.Appendf(nil, "package %s\n\n//go:generate go tool errgen generate --config %s\n", name, filepath.ToSlash(back)),
	}, nil
}

// goModule returns the folder and the text of the nearest go.mod, from dir
// upward; an empty folder where there is none.
func goModule(dir string) (root, text string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		data, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err == nil {
			return at, string(data), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", "", fmt.Errorf("look for go.mod: %w", err)
		}
		if at == filepath.Dir(at) {
			return "", "", nil
		}
	}
}
