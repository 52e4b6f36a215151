package setup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/adopt"
	"github.com/unkeyed/errgen/cmd/errgen/render"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/survey"
)

func initCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Create an errgen.yaml for the pages in this folder",
		Long: `Examine the pages in this folder and its subfolders, and create an errgen.yaml
for them: where they are, where they are published, what an error body looks
like, and headings that errgen does not know. Print what was found and what to
check. If no page is about errors, create a first one in the folder that the
docs site publishes.

With --from-go, read a handwritten Go package of codes and make its constants
former names of the generated ones, which go fix replaces where they are used.

The following docs sites are supported. site in errgen.yaml names the detected
one, and pages are written and checked accordingly:
` + siteLines() + `
Existing files are never overwritten.`,
		Example: `  errgen init
  errgen init --dry-run
  errgen init --go internal/codes
  errgen init --go internal/codes --from-go pkg/codes`,
		Args: terminal.NoArgs,
	}
	goDir := cmd.Flags().String("go", "", "generate a Go package into `DIR` and create its go:generate line")
	example := cmd.Flags().String("example", "", "derive the shape of error bodies from `FILE`, a body sent by the server")
	fromGo := cmd.Flags().String("from-go", "", "read constants from `DIR`, a handwritten Go package of codes")
	dryRun := cmd.Flags().Bool("dry-run", false, "write nothing; show the new files as a diff")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		_, err := os.Lstat(e.Absolute(config.Name))
		exists := err == nil
		switch {
		case exists && *fromGo != "":
			names, err := e.formerNames(cmd.Context(), *fromGo, *goDir)
			if err == nil && names != "" {
				e.Note("errgen: errgen.yaml already exists; add these lines\n")
				fmt.Fprintf(e.Out, "# %s\n%s", config.Name, names)
			}
			return err
		case exists && *goDir != "":
			return e.addGo(*goDir)
		case *fromGo != "" && *goDir == "":
			return terminal.Usage(errors.New("--from-go needs --go, the folder of the generated package"))
		case *fromGo != "" && *dryRun:
			return terminal.Usage(errors.New("--from-go needs errgen.yaml; run errgen init without --dry-run first"))
		}
		boundary, err := output.NewBoundary(e.Dir, "")
		if err != nil {
			return err
		}
		edits, unread, err := e.initial(boundary.Top(), *goDir, *example)
		if err != nil {
			return err
		}
		planned, err := output.NewEdits(edits, output.Options{Boundary: boundary, Base: e.Dir})
		if err != nil {
			return err
		}
		if *dryRun {
			return planned.Diff(e.Out)
		}
		if err := planned.Apply(); err != nil {
			return err
		}
		for _, change := range planned.Changes {
			fmt.Fprintln(e.Out, change.Name)
		}
		if unread {
			e.Note("errgen: next, fill in records in errgen.yaml and run errgen list to see the codes\n")
			return nil
		}
		if *fromGo != "" {
			if err := e.addNames(cmd.Context(), boundary, *fromGo, *goDir); err != nil {
				return err
			}
		}
		e.Note("errgen: next, run errgen lint to check the pages and errgen generate to generate the code\n")
		return nil
	}
	return cmd
}

// formerNames returns the key names of errgen.yaml for the constants of a handwritten
// package; empty where there is nothing to say.
func (e env) formerNames(ctx context.Context, from, goDir string) (string, error) {
	project, err := e.Load(gen.Options{Config: config.Name})
	if err != nil {
		return "", err
	}
	if goDir != "" {
		goDir = e.Absolute(goDir)
	}
	generated, err := project.GoPackage(goDir)
	if err != nil {
		return "", terminal.Usage(err)
	}
	old, err := adopt.Read(ctx, e.Absolute(from))
	if err != nil {
		return "", terminal.Usage(fmt.Errorf("--from-go: %w", err))
	}
	lines := e.proposeNames(project, generated, old)
	if lines == "" {
		return "", nil
	}
	return "names:\n" + lines, nil
}

// addNames adds them to an errgen.yaml that was just made.
func (e env) addNames(ctx context.Context, boundary *output.Boundary, from, goDir string) error {
	names, err := e.formerNames(ctx, from, goDir)
	if err != nil || names == "" {
		return err
	}
	at := e.Absolute(config.Name)
	text, err := os.ReadFile(at)
	if err != nil {
		return err
	}
	added := slices.Concat(text, []byte("\n# Former names of constants, which go fix replaces.\n"+names))
	planned, err := output.NewEdits([]output.Edit{{Path: at, Old: text, New: added}}, output.Options{Boundary: boundary, Base: e.Dir})
	if err != nil {
		return err
	}
	return planned.Apply()
}

// initial returns the files to write, none of which exists, and prints what was
// found. top is the top folder of the repository; unread says that no code was found on
// pages about errors.
func (e env) initial(top, goDir, example string) (edits []output.Edit, unread bool, err error) {
	if err := e.absent(config.Name); err != nil {
		return nil, false, err
	}
	found, err := survey.Look(e.Dir)
	if err != nil {
		return nil, false, err
	}
	if example != "" {
		data, err := os.ReadFile(e.Absolute(example))
		if err != nil {
			return nil, false, terminal.Usage(err)
		}
		if err := found.ReadExample(data); err != nil {
			return nil, false, terminal.Usage(fmt.Errorf("--example %s: %w", example, err))
		}
	}
	add := func(path string, data []byte) error {
		edits = append(edits, output.Edit{Path: e.Absolute(filepath.FromSlash(path)), New: data})
		return e.absent(path)
	}
	first := found.Pages == ""
	if first {
		if err := add(found.First(filepath.Base(e.Dir))); err != nil {
			return nil, false, err
		}
	}
	out, generated := survey.Output{{"target", "json"}, {"out", "generated"}}, "generated/*"
	if goDir != "" {
		line, err := e.goPackage(goDir)
		if err != nil {
			return nil, false, err
		}
		out = survey.Output{{"target", "go"}, {"out", line.out}, {"package", line.name}}
		generated = line.out + "/*_gen.go"
		if err := add(line.path, line.text); err != nil {
			return nil, false, err
		}
	}
	if err := add(config.Name, found.YAML([]survey.Output{out})); err != nil {
		return nil, false, err
	}
	schema, err := e.schemaEdit(e.Absolute(survey.SchemaFile))
	if err != nil {
		return nil, false, err
	}
	e.describe(found, first)
	return append(edits, schema), found.Unread > 0, e.proposeAttributes(top, generated)
}

// proposeAttributes prints the line of .gitattributes that is good for generated
// files: the same line ends in every checkout, and folded in reviews. Nothing is
// printed without git, or where the file has a line for them.
func (e env) proposeAttributes(top, generated string) error {
	if _, err := os.Lstat(filepath.Join(top, ".git")); err != nil {
		return nil
	}
	real, err := filepath.EvalSymlinks(e.Dir)
	if err != nil {
		return err
	}
	pattern, err := filepath.Rel(top, filepath.Join(real, filepath.FromSlash(generated)))
	if err != nil {
		return err
	}
	if pattern = filepath.ToSlash(pattern); strings.ContainsAny(pattern, " \t") {
		pattern = strconv.Quote(pattern)
	}
	attributes := filepath.Join(top, ".gitattributes")
	data, err := os.ReadFile(attributes)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !strings.Contains(string(data), pattern+" ") {
		e.Note("errgen: to keep line endings and fold generated files in reviews, add this line to %s:\n  %s text eol=lf linguist-generated\n",
			e.Relative(attributes), diag.Printable(pattern))
	}
	return nil
}

// addGo prints what to add for a Go package where there is an errgen.yaml, which
// people may have edited.
func (e env) addGo(dir string) error {
	line, err := e.goPackage(dir)
	if err != nil {
		return err
	}
	c, err := gen.ReadConfig(gen.Options{Config: config.Name, Dir: e.Dir})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(c.Generate, func(o config.Output) bool {
		return o.Target.Name == "go" && path.Clean(o.Out.V) == line.out
	}) {
		e.Note("errgen: errgen.yaml already has the Go package %s\n", line.out)
		return nil
	}
	e.Note("errgen: errgen.yaml already exists; add these lines\n")
	_, err = fmt.Fprintf(e.Out, "# %s, below generate:\n%s\n# %s\n%s", config.Name,
		survey.Output{{"target", "go"}, {"out", line.out}, {"package", line.name}}.YAML(), line.path, line.text)
	return err
}

// absent fails where there is a file already.
func (e env) absent(path string) error {
	_, err := os.Lstat(e.Absolute(filepath.FromSlash(path)))
	switch {
	case err == nil:
		return terminal.Usage(fmt.Errorf("file already exists: %s; errgen init never overwrites files", e.Relative(e.Absolute(path))))
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// describe prints what was found and what to look at again.
func (e env) describe(s *survey.Survey, first bool) {
	say := func(what, is string) { e.Note("  %-13s %s\n", what, diag.Printable(is)) }
	if first {
		e.Note("errgen: found no error pages; creating a first one\n")
	} else {
		switch {
		case s.Unread > 0 && s.Records > 0:
			e.Note("errgen: found %d codes on %s, but could read none of them\n", s.Records, terminal.Count(s.Unread, "page"))
		case s.Unread > 0:
			e.Note("errgen: found %s about errors, but no code on any\n", terminal.Count(s.Unread, "page"))
		case len(s.Rules) > 0:
			e.Note("errgen: found %d codes and read %d of them\n", s.Records, s.Count)
		default:
			e.Note("errgen: found %s\n", terminal.Count(s.Count, "error page"))
		}
	}
	if s.Site != "" {
		say("docs site", s.Site)
	}
	say("pages", s.Pages)
	for _, l := range s.Locales {
		say("language", fmt.Sprintf("%s in %s: %s translated", l.Language, l.Folder, terminal.Count(l.Pages, "page")))
	}
	say("docs_url", s.DocsURL)
	say("envelope", cmp.Or(s.Envelope.Name, s.Envelope.Outline()))
	if s.Envelope.Name == "" {
		for _, m := range s.Members {
			say("", fmt.Sprintf("%s: %s, %s", m.Place, m.Text, m.Why))
		}
	}
	if len(s.Rules) > 0 {
		var each []string
		for _, r := range s.Rules {
			if one := "one " + r.Each; !slices.Contains(each, one) {
				each = append(each, one)
			}
		}
		say("each error", strings.Join(each, " or ")+", with a code such as "+string(s.Sample))
	}
	if s.DefaultCode != "" {
		say("default_code", string(s.DefaultCode))
	}
	for _, a := range s.Sections {
		say("section", fmt.Sprintf("%q is %s", a.Heading, a.Kind))
	}
	if len(s.Unsure) > 0 {
		e.Note("please check these guesses:\n")
	}
	for _, line := range s.Unsure {
		r := &render.Renderer{Width: min(e.ErrWidth, render.MaxWidth)}
		r.Wrap(render.Words(line, ""), "  - ", "    ")
		e.Note("%s", r.String())
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
	at := e.Absolute(filepath.FromSlash(dir))
	root, module, err := goModule(e.Dir)
	switch {
	case err != nil:
		return goLine{}, err
	case root == "":
		return goLine{}, terminal.Usage(errors.New("--go: no go.mod in this folder or any parent; create one with go mod init"))
	case !terminal.Within(at, root):
		return goLine{}, terminal.Usage(fmt.Errorf("--go: %s is outside the module", e.Relative(at)))
	}
	out, err := filepath.Rel(e.Dir, at)
	if err != nil {
		return goLine{}, err
	}
	back, err := filepath.Rel(at, filepath.Join(e.Dir, config.Name))
	if err != nil {
		return goLine{}, err
	}
	name := packageName(at)
	if !strings.Contains(module, toolPath) {
		e.Note("errgen: errgen is not yet a tool in go.mod; run go get -tool %s@latest\n", toolPath)
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

// siteLines lists the docs sites for a help text.
func siteLines() string {
	var b strings.Builder
	for _, s := range site.Sites {
		fmt.Fprintf(&b, "  %-11s %s\n", s.Name, s.Doc)
	}
	return b.String()
}
