package edit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/lookup"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lifecycle"
)

// living is one run of a command that changes what pages say of a code.
type living struct {
	env
	config        string
	dryRun, force bool
}

// flags gives a command the flags that all of them have.
func (l *living) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&l.config, "config", "", "`FILE` to use as errgen.yaml (default: the one in this folder or the nearest parent)")
	flags.BoolVar(&l.dryRun, "dry-run", false, "write nothing; show the changes as a diff")
	flags.BoolVar(&l.force, "force", false, "change files that have uncommitted changes, too")
}

func renameCommand(e env) *cobra.Command {
	l := &living{env: e}
	cmd := &cobra.Command{
		Use:   "rename OLD NEW",
		Short: "Give an error another code",
		Long: `Give an error another code: on its page, in links and labels of other pages, in
errgen.yaml and in the navigation of the docs site. The page moves if its path
follows from the code. The old code becomes an alias: clients built after the
change know both codes, so servers may still send the old one.

Clients built before the change do not know the new code, so errgen breaking
reports a rename. To avoid the break, release the new code as an alias of the
old one (aliases: [NEW]) and rename once clients have been built with that
release.

Either all files change or none. The next run finishes an interrupted one.`,
		Example: `  errgen rename err:shop:data:no_order err:shop:data:order_not_found
  errgen rename err:shop:data:no_order err:shop:data:order_not_found --dry-run`,
		Args: cobra.ExactArgs(2),
	}
	group := cmd.Flags().Bool("new-category", false, "allow a new category or system with a name close to an existing one")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return l.run(cmd.Context(), func(p *gen.Project) (*author.Life, error) {
			from, to := catalog.Code(args[0]), catalog.Code(args[1])
			e := p.Catalog.Lookup(from)
			if e == nil || e.Code.V != from {
				return p.Author().Rename(from, to) // which says what is wrong
			}
			if err := checkGroup(p.Catalog, to, e); err != nil && !*group {
				return nil, terminal.Usage(err)
			}
			if odd := oddWidth(p.Catalog, to, e); odd != "" {
				l.Note("errgen: %s\n", odd)
			}
			return p.Author().Rename(from, to)
		})
	}
	l.flags(cmd)
	cmd.ValidArgsFunction = terminal.First(lookup.Codes(e.Env, &l.config, false))
	return cmd
}

func deprecateCommand(e env) *cobra.Command {
	l := &living{env: e}
	cmd := &cobra.Command{
		Use:   "deprecate CODE",
		Short: "Mark a code as deprecated",
		Long: `Mark a code as deprecated in the front matter of its page, with the reason or
the code to use instead. Compilers and editors then warn about its uses.`,
		Example: `  errgen deprecate err:shop:data:no_order \
      --replaced-by err:shop:data:order_not_found
  errgen deprecate err:shop:data:no_order --reason "Orders are never deleted"`,
		Args: cobra.ExactArgs(1),
	}
	by := cmd.Flags().String("replaced-by", "", "`CODE` to use instead")
	reason := cmd.Flags().String("reason", "", "why the code is deprecated")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *by == "" && *reason == "" {
			return terminal.Usage(fmt.Errorf("--replaced-by or --reason is required"))
		}
		return l.run(cmd.Context(), func(p *gen.Project) (*author.Life, error) {
			return p.Author().Deprecate(catalog.Code(args[0]), catalog.Code(*by), *reason)
		})
	}
	l.flags(cmd)
	cmd.ValidArgsFunction = terminal.First(lookup.Codes(e.Env, &l.config, false))
	terminal.Complete(cmd, "replaced-by", lookup.Codes(e.Env, &l.config, false))
	return cmd
}

func retireCommand(e env) *cobra.Command {
	l := &living{env: e}
	cmd := &cobra.Command{
		Use:   "retire CODE",
		Short: "Mark a code as no longer raised",
		Long: `Mark a code as no longer raised in the front matter of its page. The page and
its URL stay. The code can no longer be constructed, but clients still recognize
it, and it is never reused for another error.`,
		Example: `  errgen retire err:shop:data:no_order \
      --replaced-by err:shop:data:order_not_found
  errgen retire err:shop:data:no_order --reason "Orders are never deleted"`,
		Args: cobra.ExactArgs(1),
	}
	r := lifecycle.Retirement{}
	by := cmd.Flags().String("replaced-by", "", "`CODE` that replaces it")
	cmd.Flags().StringVar(&r.Reason, "reason", "", "why the code is retired")
	cmd.Flags().StringVar(&r.Since, "since", "", "`DATE` of the retirement, as 2006-01-02 (default: today)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r.ReplacedBy = catalog.Code(*by)
		today := time.Now().Format(time.DateOnly)
		if r.Since == "" {
			r.Since = today
		} else if _, err := time.Parse(time.DateOnly, r.Since); err != nil {
			return terminal.Usage(fmt.Errorf("invalid --since %q, want a date such as 2026-01-31", r.Since))
		} else if r.Since > today {
			return terminal.Usage(fmt.Errorf("--since %s is in the future; run errgen deprecate now, and retire the code when it is no longer raised", r.Since))
		}
		return l.run(cmd.Context(), func(p *gen.Project) (*author.Life, error) { return p.Author().Retire(catalog.Code(args[0]), r) })
	}
	l.flags(cmd)
	cmd.ValidArgsFunction = terminal.First(lookup.Codes(e.Env, &l.config, false))
	terminal.Complete(cmd, "replaced-by", lookup.Codes(e.Env, &l.config, false))
	return cmd
}

func (l *living) run(ctx context.Context, change func(*gen.Project) (*author.Life, error)) error {
	project, err := l.Load(gen.Options{Config: l.config})
	if err != nil {
		return err
	}
	life, err := change(project)
	if err != nil {
		return err
	}
	for _, at := range life.Left {
		from := at.From()
		l.Note("errgen: %s:%d:%d still says %s; change it if it is not about the past\n", diag.Printable(at.File.Name), from.Line, from.Column, diag.Printable(at.Text()))
	}
	if l.dryRun {
		return life.Diff(l.Out)
	}
	if dirty := life.Dirty(ctx); len(dirty) > 0 && !l.force {
		return terminal.Usage(fmt.Errorf("uncommitted changes in %s; commit them, or use --force", strings.Join(dirty, ", ")))
	}
	if err := life.Apply(ctx); err != nil {
		return err
	}
	for _, c := range life.Changes {
		fmt.Fprintf(l.Out, "%s %s\n", c.Op, l.Relative(c.Path))
	}
	if life.Unnoticed {
		l.Note("errgen: no notice was added to the page, since the record has no place for one; tell readers there\n")
	}
	if len(project.Config.Generate) > 0 {
		l.Note("errgen: run errgen generate to update the generated files\n")
	}
	return nil
}
