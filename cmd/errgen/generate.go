package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

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
codes of a folder stops and lists them, unless --allow-removal is given. So does
a run that would remove a code that a page still mentions in something that
looks like an error but cannot be read as one.

With --check, write nothing. Show stale, missing and orphaned files as a diff,
and exit with 1 if there are any.`,
		Example: `  errgen generate
  errgen generate --check
  errgen generate --watch
  errgen generate --config errors/errgen.yaml --target go`,
		Args: noArgs,
	}
	config := configFlag(cmd)
	check := cmd.Flags().Bool("check", false, "write nothing; show stale files as a diff and exit with 1")
	targets := cmd.Flags().StringArray("target", nil, "generate only this `TARGET`; can be repeated")
	allowRemoval := cmd.Flags().Bool("allow-removal", false, "allow removing codes that pages may still describe, or more than half of the codes of a folder")
	watch := cmd.Flags().Bool("watch", false, "generate again when the pages or errgen.yaml change")
	cmd.MarkFlagsMutuallyExclusive("check", "watch")
	complete(cmd, "target", e.targets(config))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		options := gen.Options{Config: *config, NoMarkdown: true}
		once := func() error { return e.generate(options, *targets, *check, *allowRemoval) }
		if *watch {
			options.Cache = new(gen.Cache)
			return e.watch(cmd.Context(), *config, once)
		}
		return once()
	}
	return cmd
}

func (e env) generate(o gen.Options, targets []string, check, allowRemoval bool) error {
	start := time.Now()
	project, err := e.load(o)
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
		return usageError{err}
	}
	if err != nil {
		return err
	}
	if lost := removal.Slips(project.Catalog, plan, slices.Concat(judged.Found, judged.Hidden)); len(lost) > 0 && !allowRemoval {
		e.print(lost[:min(len(lost), maxErrors)])
		if !check {
			fmt.Fprintln(e.err, "errgen: nothing was written; correct the pages, or use --allow-removal")
			return errStale
		}
	}
	if check {
		return e.check(plan)
	}
	if removals := removal.Unlikely(project.Catalog, plan); len(removals) > 0 && !allowRemoval {
		e.ask(removals)
		return errStale
	}
	removed := removal.Codes(project.Catalog, plan)
	if err := plan.Apply(); err != nil {
		return err
	}
	e.removed(removed)
	e.deleted(plan)
	e.note("errgen: %s\n", summary(project, plan, time.Since(start)))
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
	e.print(errors[:min(len(errors), maxErrors)])
	if more := len(errors) - maxErrors; more > 0 {
		fmt.Fprintf(e.err, "and %s; run errgen lint to see all\n", count(more, "more error"))
	}
	switch warnings := found.Count(diag.Warning); {
	case len(errors) > 0:
		fmt.Fprintf(e.err, "errgen: %s; nothing was written\n", found.Summary())
	case warnings > 0:
		e.note("errgen: %s; run errgen lint to see them\n", found.Summary())
	}
}

// maxNames is how many codes or files are named.
const maxNames = 20

// ask says what a run would remove, and how to have it removed.
func (e env) ask(removals []removal.Folder) {
	for _, r := range removals {
		if len(r.Codes) > 0 {
			fmt.Fprintf(e.err, "errgen: %s would lose %d of its %s:\n", diag.Printable(r.Name), len(r.Codes), count(r.Had, "code"))
			e.names(r.Codes)
		}
		if len(r.Files) > 0 {
			fmt.Fprintf(e.err, "errgen: %s would be deleted from %s:\n", count(len(r.Files), "file"), diag.Printable(r.Name))
			e.names(r.Files)
		}
	}
	fmt.Fprintln(e.err, "errgen: nothing was written; check pages and exclude in errgen.yaml, or use --allow-removal")
}

// names prints names, one on a line.
func (e env) names(names []string) {
	for _, name := range names[:min(len(names), maxNames)] {
		fmt.Fprintf(e.err, "  %s\n", diag.Printable(name))
	}
	if more := len(names) - maxNames; more > 0 {
		fmt.Fprintf(e.err, "  and %d more\n", more)
	}
}

// removed names the codes that no generated file has any longer: a row or a heading that
// is gone may be a slip.
func (e env) removed(codes []string) {
	if len(codes) > 0 {
		fmt.Fprintln(e.err, "errgen: removed codes that the pages no longer have:")
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
		fmt.Fprintln(e.err, "errgen: deleted files that are no longer generated:")
		e.names(names)
	}
}

// check prints what is stale.
func (e env) check(plan *output.Plan) error {
	if !plan.Stale() {
		e.note("errgen: all generated files are up to date\n")
		return nil
	}
	if err := plan.Diff(e.out); err != nil {
		return err
	}
	e.note("errgen: generated files are stale; run errgen generate\n")
	return errStale
}

// summary reads "89 pages, 89 codes: 2 files written, 1 deleted, 3 unchanged in 120ms".
func summary(p *gen.Project, plan *output.Plan, took time.Duration) string {
	n := plan.Count()
	text := fmt.Sprintf("%s, %s: %s written", count(p.Pages, "page"), count(len(p.Catalog.Entries), "code"),
		count(n[output.Create]+n[output.Update], "file"))
	if n[output.Delete] > 0 {
		text += fmt.Sprintf(", %d deleted", n[output.Delete])
	}
	return fmt.Sprintf("%s, %d unchanged in %v", text, n[output.Same], took.Round(time.Millisecond))
}

// count reads "1 page", "2 pages".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
