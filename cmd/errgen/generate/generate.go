package generate

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/cmd/errgen/watch"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/removal"
)

func generateCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Generate code from the pages",
		Long: `Read the pages and write the targets listed in errgen.yaml. Nothing is written
if the pages have errors. Unchanged files keep their modification time.
Generated files that are no longer needed are deleted, including those of a
target that is no longer listed. A run that would remove more than half of the
codes of a folder, or of its files if these are pages, stops and lists them,
unless --allow-removal is given. So does a run that would remove a code that a
page still mentions in something that looks like an error but cannot be read as
one.

With --check, write nothing. Show stale, missing and orphaned files as a diff,
and exit with 1 if there are any.`,
		Example: `  errgen generate
  errgen generate --check
  errgen generate --watch
  errgen generate --config errors/errgen.yaml --target go`,
		Args: terminal.NoArgs,
	}
	config := terminal.ConfigFlag(cmd)
	check := cmd.Flags().Bool("check", false, "write nothing; show stale files as a diff and exit with 1")
	targets := cmd.Flags().StringArray("target", nil, "generate only this `TARGET`; can be repeated")
	allowRemoval := cmd.Flags().Bool("allow-removal", false, "allow removing codes that pages may still describe, or more than half of a folder")
	again := cmd.Flags().Bool("watch", false, "generate again when the pages or errgen.yaml change")
	cmd.MarkFlagsMutuallyExclusive("check", "watch")
	terminal.Complete(cmd, "target", e.targets(config))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		options := gen.Options{Config: *config, NoMarkdown: true}
		once := func() error { return e.generate(options, *targets, *check, *allowRemoval) }
		if *again {
			options.Cache = new(gen.Cache)
			return watch.Run(cmd.Context(), e.Env, *config, once)
		}
		return once()
	}
	return cmd
}

func (e env) generate(o gen.Options, targets []string, check, allowRemoval bool) error {
	start := time.Now()
	project, err := e.Load(o)
	if err != nil {
		return err
	}
	judged, err := project.Judge()
	if err != nil {
		return err
	}
	found := slices.Concat(judged.Found, judged.Stopping()).Sorted()
	e.obstacles(found)
	if err := found.Err(); err != nil {
		if err := project.AnyCode(); err != nil {
			return err
		}
		return err
	}
	plan, err := project.Plan(targets)
	if errors.Is(err, gen.ErrNoTarget) {
		return terminal.Usage(err)
	}
	if err != nil {
		return err
	}
	if lost := removal.Slips(project.Catalog, plan, slices.Concat(judged.Found, judged.Hidden)); len(lost) > 0 && !allowRemoval {
		e.Print(lost[:min(len(lost), maxErrors)])
		if !check {
			fmt.Fprintln(e.Err, "errgen: nothing was written; correct the pages, or use --allow-removal")
			return terminal.ErrStale
		}
	}
	if check {
		return e.check(plan)
	}
	if removals := removal.Unlikely(project.Catalog, plan); len(removals) > 0 && !allowRemoval {
		e.ask(removals)
		return terminal.ErrStale
	}
	removed := removal.Codes(project.Catalog, plan)
	if err := plan.Apply(); err != nil {
		return err
	}
	e.removed(removed)
	e.deleted(plan)
	e.Note("errgen: %s\n", summary(project, plan, time.Since(start)))
	return nil
}

// maxErrors is how many errors generate shows: a few say what is wrong, and lint
// shows them all.
const maxErrors = 20

// obstacles prints what is wrong with the pages: errors, and how many warnings
// there are.
func (e env) obstacles(found diag.List) {
	var errors diag.List
	for _, d := range found {
		if d.Severity == diag.Error {
			errors = append(errors, d)
		}
	}
	e.Print(errors[:min(len(errors), maxErrors)])
	if more := len(errors) - maxErrors; more > 0 {
		fmt.Fprintf(e.Err, "and %s; run errgen lint to see all\n", terminal.Count(more, "more error"))
	}
	switch warnings := found.Count(diag.Warning); {
	case len(errors) > 0:
		fmt.Fprintf(e.Err, "errgen: %s; nothing was written\n", found.Summary())
	case warnings > 0:
		e.Note("errgen: %s; run errgen lint to see them\n", found.Summary())
	}
}

// maxNames is how many codes or files are named.
const maxNames = 20

// ask says what a run would remove, and how to have it removed.
func (e env) ask(removals []removal.Folder) {
	for _, r := range removals {
		if len(r.Codes) > 0 {
			fmt.Fprintf(e.Err, "errgen: %s would lose %d of its %s:\n", diag.Printable(r.Name), len(r.Codes), terminal.Count(r.Had, "code"))
			e.names(r.Codes)
		}
		if len(r.Files) > 0 {
			fmt.Fprintf(e.Err, "errgen: %s would be deleted from %s:\n", terminal.Count(len(r.Files), "file"), diag.Printable(r.Name))
			e.names(r.Files)
		}
	}
	fmt.Fprintln(e.Err, "errgen: nothing was written; check pages and exclude in errgen.yaml, or use --allow-removal")
}

// names prints names, one on a line.
func (e env) names(names []string) {
	for _, name := range names[:min(len(names), maxNames)] {
		fmt.Fprintf(e.Err, "  %s\n", diag.Printable(name))
	}
	if more := len(names) - maxNames; more > 0 {
		fmt.Fprintf(e.Err, "  and %d more\n", more)
	}
}

// removed names the codes that no generated file has any longer: a row or a heading that
// is gone may be a slip.
func (e env) removed(codes []string) {
	if len(codes) > 0 {
		fmt.Fprintln(e.Err, "errgen: removed codes that the pages no longer have:")
		e.names(codes)
	}
}

// deleted names the files that a run has deleted.
func (e env) deleted(plan *output.Plan) {
	var names []string
	for _, c := range plan.Changes {
		if c.Op == output.Delete {
			names = append(names, c.Name)
		}
	}
	if len(names) > 0 {
		fmt.Fprintln(e.Err, "errgen: deleted files that are no longer generated:")
		e.names(names)
	}
}

// check prints what is stale.
func (e env) check(plan *output.Plan) error {
	if !plan.Stale() {
		e.Note("errgen: all generated files are up to date\n")
		return nil
	}
	if err := plan.Diff(e.Out); err != nil {
		return err
	}
	e.Note("errgen: generated files are stale; run errgen generate\n")
	return terminal.ErrStale
}

// summary reads "89 pages, 89 codes: 2 files written, 1 deleted, 3 unchanged in 120ms".
func summary(p *gen.Project, plan *output.Plan, took time.Duration) string {
	n := plan.Count()
	text := fmt.Sprintf("%s, %s: %s written", terminal.Count(p.Pages, "page"), terminal.Count(len(p.Catalog.Entries), "code"),
		terminal.Count(n[output.Create]+n[output.Update], "file"))
	if n[output.Delete] > 0 {
		text += fmt.Sprintf(", %d deleted", n[output.Delete])
	}
	return fmt.Sprintf("%s, %d unchanged in %v", text, n[output.Same], took.Round(time.Millisecond))
}

// targets completes with the targets that errgen.yaml lists.
func (e env) targets(config *string) terminal.Completer {
	return terminal.Among(func() []cobra.Completion {
		c, err := gen.ReadConfig(gen.Options{Config: *config, Dir: e.Dir})
		if err != nil {
			return nil
		}
		var out []cobra.Completion
		for _, g := range c.Generate {
			out = append(out, g.Target.Name+"\t"+g.Target.Doc)
		}
		return out
	})
}
