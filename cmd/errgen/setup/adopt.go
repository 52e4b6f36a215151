package setup

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/adopt"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/output"
)

func adoptCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "adopt --from DIR --go PATTERN...",
		Short: "Rewrite Go code from a handwritten package of codes",
		Long: `Rewrite Go code that uses a handwritten package of error codes so that it uses
the generated one. The values of the old package are found by compiling it:
constants, and variables with fields and methods, such as
codes.Data.Key.NotFound.URN(). An expression whose value is a code of the
catalogue is replaced by the generated constant, and one whose value is a type
URL by a call of its Type method.

Print the changes as a diff, or make them with --write. Then list what needs a
decision: other uses of the old package, and statuses in a switch or a map that
differ from the pages. Run it while the old package still compiles.`,
		Example: `  errgen adopt --from pkg/codes --go ./...
  errgen adopt --from pkg/codes --go ./... --write`,
		Args: terminal.NoArgs,
	}
	path := terminal.ConfigFlag(cmd)
	from := cmd.Flags().String("from", "", "`DIR` of the handwritten package")
	patterns := cmd.Flags().StringSlice("go", nil, "`PATTERN` of the packages to rewrite, such as ./...")
	to := cmd.Flags().String("to", "", "`DIR` of the generated package, if errgen.yaml lists several")
	write := cmd.Flags().Bool("write", false, "make the changes")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *from == "" || len(*patterns) == 0 {
			return terminal.Usage(errors.New("--from and --go are required"))
		}
		project, err := e.Load(gen.Options{Config: *path})
		if err != nil {
			return err
		}
		dir := ""
		if *to != "" {
			dir = e.Absolute(*to)
		}
		generated, err := project.GoPackage(dir)
		if err != nil {
			return terminal.Usage(fmt.Errorf("--to: %w", err))
		}
		if generated.Path == "" {
			return terminal.Usage(fmt.Errorf("no go.mod above %s", e.Relative(generated.Dir)))
		}
		old, err := adopt.Read(cmd.Context(), e.Absolute(*from))
		if err != nil {
			return terminal.Usage(err)
		}
		plan := planOf(project, generated, old)
		result, err := plan.Rewrite(cmd.Context(), e.Dir, *patterns...)
		if err != nil {
			return terminal.Usage(err)
		}
		var edits []output.Edit
		for _, edit := range result.Edits {
			edits = append(edits, output.Edit{Path: edit.Path, Old: edit.Old, New: edit.New})
		}
		planned, err := project.Edits(edits...)
		if err != nil {
			return err
		}
		if *write {
			if err := planned.Apply(); err != nil {
				return err
			}
			for _, c := range planned.Changes {
				fmt.Fprintf(e.Out, "%s %s\n", c.Op, e.Relative(c.Path))
			}
		} else if err := planned.Diff(e.Out); err != nil {
			return err
		}
		e.adopted(result, *write)
		return nil
	}
	return cmd
}

// planOf returns what takes the place of a handwritten package.
func planOf(project *gen.Project, generated *gen.GoPackage, old *adopt.Package) *adopt.Plan {
	types := map[string]string{}
	for _, entry := range project.Catalog.Entries {
		if entry.Type.V != "" && types[entry.Type.V] == "" {
			types[entry.Type.V] = generated.Identifiers[entry.Code.V]
		}
	}
	return &adopt.Plan{
		From: old, Path: generated.Path, Name: generated.Name,
		Code: func(text string) (string, bool) {
			ident, ok := generated.Identifiers[catalog.Code(text)]
			return ident, ok
		},
		Type: func(url string) (string, bool) {
			ident, ok := types[url]
			return ident, ok
		},
		Older: func(text string) (string, bool) {
			entry := project.Catalog.Lookup(catalog.Code(text))
			if entry == nil || string(entry.Code.V) == text {
				return "", false
			}
			return generated.Identifiers[entry.Code.V], true
		},
		Status: func(code string) (int, bool) {
			entry := project.Catalog.Lookup(catalog.Code(code))
			if entry == nil {
				return 0, false
			}
			status := project.Catalog.StatusOf(entry)
			return status, status != 0
		},
	}
}

// adopted prints what was done and what is left to do.
func (e env) adopted(r *adopt.Result, written bool) {
	done := "would be rewritten; use --write to do it"
	if written {
		done = "rewritten"
	}
	e.Note("errgen: %s in %s %s\n", terminal.Count(r.Uses, "use"), terminal.Count(len(r.Edits), "file"), done)
	for _, list := range []struct {
		what  string
		notes []adopt.Note
	}{
		{"left to do by hand", r.Left},
		{"statuses that differ from the pages", r.Switches},
	} {
		if len(list.notes) == 0 {
			continue
		}
		e.Note("errgen: %s:\n", list.what)
		for _, n := range list.notes {
			e.Note("  %s:%d:%d: %s\n", e.Relative(n.At.Filename), n.At.Line, n.At.Column, n.Text)
		}
	}
}

// goName is what names in errgen.yaml are.
var goName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_]*$`)

// proposeNames returns the entries of names in errgen.yaml that keep the constants of
// a handwritten package, and says what it has that the pages have not and the other
// way round.
func (e env) proposeNames(project *gen.Project, generated *gen.GoPackage, old *adopt.Package) string {
	aliases := map[catalog.Code][]string{}
	taken := map[string]catalog.Code{}
	for code, ident := range generated.Identifiers {
		taken[ident] = code
	}
	seen := map[catalog.Code]bool{}
	var unknown, clash []string
	chains := 0
	example := ""
	for _, v := range old.Values {
		code := catalog.Code(v.Text)
		ident, ok := generated.Identifiers[code]
		switch {
		case !ok && project.Catalog.Lookup(code) != nil:
			unknown = append(unknown, fmt.Sprintf("%s is %q, a former code of %q", v.Expr, v.Text, project.Catalog.Lookup(code).Code.V))
		case !ok && project.Catalog.FormOf(code) != nil:
			unknown = append(unknown, fmt.Sprintf("%s is %q, which is not the code of any page", v.Expr, v.Text))
		case !ok:
		case !v.Constant():
			seen[code] = true
			chains++
			example = v.Expr
		case v.Expr == ident:
			seen[code] = true
		case !goName.MatchString(v.Expr):
			seen[code] = true
			clash = append(clash, fmt.Sprintf("%s is %q, but names in errgen.yaml consist of ASCII letters and digits", v.Expr, code))
		case taken[v.Expr] != "":
			seen[code] = true
			clash = append(clash, fmt.Sprintf("%s is %q, but the generated constant of that name is %q", v.Expr, code, taken[v.Expr]))
		default:
			seen[code] = true
			taken[v.Expr] = code
			aliases[code] = append(aliases[code], v.Expr)
		}
	}
	var missing []string
	var b strings.Builder
	for _, entry := range project.Catalog.Entries {
		code := entry.Code.V
		if !seen[code] {
			missing = append(missing, fmt.Sprintf("%s has a page but no constant", code))
		}
		known := project.Catalog.Names[code].Aliases
		names := slices.DeleteFunc(aliases[code], func(s string) bool { return slices.Contains(known, s) })
		if len(names) > 0 {
			fmt.Fprintf(&b, "  %s: {aliases: [%s]}\n", code, strings.Join(names, ", "))
		}
	}
	e.Note("errgen: read %s of %s\n", terminal.Count(len(old.Values), "text"), old.Path)
	for _, list := range [][]string{clash, unknown, missing} {
		for _, line := range list {
			e.Note("  - %s\n", line)
		}
	}
	if chains > 0 {
		e.Note("errgen: %s, for example %s.%s; errgen adopt rewrites their uses\n",
			map[bool]string{true: "1 code is not a constant", false: fmt.Sprintf("%d codes are not constants", chains)}[chains == 1], old.Name, example)
	}
	return b.String()
}
