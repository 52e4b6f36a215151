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
)

func generateCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Generate code from the pages",
		Long: `Read the pages that errgen.yaml names and write what it asks for. Nothing is
written while there are errors in the pages. Files that are as they should be
keep their time stamp; files that errgen once wrote and no page asks for any
more are deleted, those of a target that errgen.yaml no longer lists as well.
A run that would take more than half of its codes from a folder only says so,
unless --allow-removal is given.

With --check nothing is written: stale, missing and orphaned files are named and
shown as a diff, and the exit code is 1.`,
		Example: `  errgen generate
  errgen generate --check
  errgen generate --watch
  errgen generate --config errors/errgen.yaml --target go`,
		Args: cobra.NoArgs,
	}
	config := configFlag(cmd)
	check := cmd.Flags().Bool("check", false, "write nothing; show what is stale and exit with 1")
	targets := cmd.Flags().StringArray("target", nil, "generate this `TARGET` alone; may be repeated")
	allowRemoval := cmd.Flags().Bool("allow-removal", false, "delete even more than half of the codes of a folder")
	watch := cmd.Flags().Bool("watch", false, "generate again whenever the pages or errgen.yaml change")
	cmd.MarkFlagsMutuallyExclusive("check", "watch")
	complete(cmd, "target", e.targets(config))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		once := func() error { return e.generate(*config, *targets, *check, *allowRemoval) }
		if *watch {
			return e.watch(cmd.Context(), *config, once)
		}
		return once()
	}
	return cmd
}

func (e env) generate(config string, targets []string, check, allowRemoval bool) error {
	start := time.Now()
	project, err := e.load(gen.Options{Config: config})
	if err != nil {
		return err
	}
	judged, err := project.Judge()
	if err != nil {
		return err
	}
	found := slices.Concat(judged.Found, judged.Stopping()).Sorted()
	e.print(found)
	if err := found.Err(); err != nil {
		fmt.Fprintf(e.err, "errgen: %s; nothing was written\n", found.Summary())
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
	if check {
		return e.check(plan)
	}
	if removals := gen.Removals(plan); len(removals) > 0 && !allowRemoval {
		e.ask(removals)
		return errStale
	}
	if err := plan.Apply(); err != nil {
		return err
	}
	e.deleted(plan)
	fmt.Fprintf(e.err, "errgen: %s\n", summary(project, plan, time.Since(start)))
	return nil
}

// most is how many codes or files of a kind are named.
const most = 20

// ask says what a run would take away, and how to have it taken away.
func (e env) ask(removals []gen.Removal) {
	for _, r := range removals {
		if len(r.Codes) > 0 {
			fmt.Fprintf(e.err, "errgen: %s would lose %d of its %s:\n", diag.Printable(r.Folder), len(r.Codes), count(r.Had, "code"))
			e.some(r.Codes)
		}
		if len(r.Files) > 0 {
			fmt.Fprintf(e.err, "errgen: %s would be deleted from %s:\n", count(len(r.Files), "file"), diag.Printable(r.Folder))
			e.some(r.Files)
		}
	}
	fmt.Fprintln(e.err, "errgen: nothing was written; check pages and exclude in errgen.yaml, or add --allow-removal")
}

// some prints lines, of many only the first.
func (e env) some(lines []string) {
	for _, line := range lines[:min(len(lines), most)] {
		fmt.Fprintf(e.err, "  %s\n", diag.Printable(line))
	}
	if more := len(lines) - most; more > 0 {
		fmt.Fprintf(e.err, "  and %d more\n", more)
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
		fmt.Fprintln(e.err, "errgen: deleted, as nothing asks for them any more:")
		e.some(names)
	}
}

// check prints what is stale.
func (e env) check(plan *output.Plan) error {
	if !plan.Stale() {
		fmt.Fprintln(e.err, "errgen: everything generated is up to date")
		return nil
	}
	if err := plan.Diff(e.out); err != nil {
		return err
	}
	fmt.Fprintln(e.err, "errgen: generated files are not what the pages give; run errgen generate")
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
