package check

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/cmd/errgen/watch"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/output"
)

func lintCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lint [PATH]...",
		Short: "Report problems in the pages",
		Long: `Report problems in the pages and how to fix them. Each PATH is a page or a
folder of pages; without one, all pages are reported. All pages are always read,
since links and codes are checked across pages.

With -, read one page from standard input in place of the file --stdin-path, as
editors do. On a terminal, findings of a rule on more than ten pages are shown
as one block.

A baseline (lint: {baseline: FILE} in errgen.yaml) hides the findings that it
lists. --fix fixes them, too, and removes resolved ones from the baseline.

The exit code is 1 if there are errors, with --fix if errors are left. Warnings
alone do not change it.`,
		Example: `  errgen lint
  errgen lint errors/unkey/data
  errgen lint --format sarif > findings.sarif
  errgen lint - --stdin-path errors/unkey/data/key_not_found.mdx < draft.mdx
  errgen lint --fix
  errgen lint --watch
  errgen lint --explain status-conflict`,
	}
	l := &linting{env: e}
	config := terminal.ConfigFlag(cmd)
	flags := cmd.Flags()
	flags.StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	flags.BoolVar(&l.all, "all", false, "show each finding in full, also on a terminal")
	flags.StringVar(&l.stdinPath, "stdin-path", "", "with -: the `FILE` whose content is on standard input")
	flags.BoolVar(&l.fix, "fix", false, "fix the problems that need no decision")
	flags.BoolVar(&l.diff, "diff", false, "with --fix: write nothing; show the fixes as a diff")
	flags.BoolVar(&l.writeBaseline, "write-baseline", false, "write the current findings to the baseline file, so that only new ones are reported")
	flags.BoolVarP(&l.verbose, "verbose", "v", false, "also list the pages that were left out, and why")
	rules := flags.Bool("rules", false, "list the rules and exit")
	again := flags.Bool("watch", false, "report again when the pages or errgen.yaml change")
	explain := flags.String("explain", "", "print the documentation of `RULE` and exit")
	terminal.Complete(cmd, "format", terminal.Among(formatWords))
	terminal.Complete(cmd, "explain", terminal.Among(ruleWords))
	for _, once := range []string{"fix", "write-baseline", "rules", "explain", "stdin-path"} {
		cmd.MarkFlagsMutuallyExclusive("watch", once)
	}
	cmd.MarkFlagsMutuallyExclusive("stdin-path", "fix")
	cmd.MarkFlagsMutuallyExclusive("stdin-path", "write-baseline")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		switch {
		case *rules:
			return e.listRules()
		case *explain != "":
			return e.explainRule(*explain)
		case l.diff && !l.fix:
			return terminal.Usage(fmt.Errorf("--diff needs --fix"))
		}
		overlay, err := l.standardInput(&paths)
		if err != nil {
			return err
		}
		if l.config, err = l.configFor(*config, paths); err != nil {
			return err
		}
		if l.format == "" {
			l.format = "text"
			if l.Getenv("GITHUB_ACTIONS") == "true" {
				l.format = "github"
			}
		}
		options := gen.Options{Config: l.config, Base: l.base(), Overlay: overlay, NoMarkdown: true}
		round := func() error {
			project, err := e.Load(options)
			if err != nil {
				return err
			}
			return l.run(project, paths)
		}
		if *again {
			options.Cache = new(gen.Cache)
			return watch.Run(cmd.Context(), e.Env, l.config, round)
		}
		return round()
	}
	return cmd
}

// linting is one run of lint, as its flags have it.
type linting struct {
	env
	config        string
	format        string
	all           bool
	stdinPath     string
	fix, diff     bool
	writeBaseline bool
	verbose       bool
}

func (l *linting) run(project *gen.Project, paths []string) error {
	print, err := l.printer()
	if err != nil {
		return err
	}
	if l.verbose {
		for _, left := range project.LeftOut {
			l.Note("errgen: left out %s: %s\n", diag.Printable(left.Page), diag.Printable(left.Reason))
		}
		for _, passed := range project.Passed {
			at := passed.Span.From()
			l.Note("errgen: %s:%d:%d: %s\n", diag.Printable(passed.Span.File.Name), at.Line, at.Column, diag.Printable(passed.Message))
		}
		for _, c := range project.Coverage {
			all := len(project.Catalog.Entries)
			l.Note("errgen: %s: %d of %s translated%s%s\n", c.Language, all-len(c.Missing)-len(c.Copies), terminal.Count(all, "error"),
				some("missing", c.Missing), some("copied from the original", c.Copies))
		}
	}
	if l.writeBaseline {
		return l.baseline(project)
	}
	if l.fix {
		return l.repair(project, paths)
	}
	judged, err := l.judge(project, paths)
	if err != nil {
		return err
	}
	if err := print(l.Out, judged.Found); err != nil {
		return err
	}
	if l.grouped() && judged.Found.Grouped() {
		l.Note("errgen: run errgen lint --all to see each finding in full\n")
	}
	l.Note("errgen: %s, %s%s\n", terminal.Count(project.Pages, "page"), judged.Found.Summary(), hidden(judged))
	if err := project.AnyCode(); err != nil {
		return err
	}
	return judged.Found.Err()
}

// some lists the first few of some codes, for a note.
func some(what string, codes []catalog.Code) string {
	const most = 5
	if len(codes) == 0 {
		return ""
	}
	var names []string
	for _, c := range codes[:min(len(codes), most)] {
		names = append(names, diag.Printable(string(c)))
	}
	if more := len(codes) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return "; " + what + ": " + strings.Join(names, ", ")
}

// hidden says what the baseline hides, and whether generate will stop at it.
func hidden(j *gen.Judgement) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning} {
		if n := j.Hidden.Count(s); n > 0 {
			parts = append(parts, terminal.Count(n, s.String()))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := "; the baseline hides " + strings.Join(parts, " and ")
	switch n := len(j.Stopping()); n {
	case 0:
		return text
	case 1:
		return text + ", 1 of which stops errgen generate"
	default:
		return fmt.Sprintf("%s, %d of which stop errgen generate", text, n)
	}
}

// judge judges the pages and folders named.
func (l *linting) judge(project *gen.Project, paths []string) (*gen.Judgement, error) {
	judged, err := project.Judge()
	if err != nil {
		return nil, err
	}
	if judged.Found, err = l.below(judged.Found, paths, project.Config); err == nil {
		judged.Hidden, err = l.below(judged.Hidden, paths, project.Config)
	}
	return judged, err
}

// below keeps the findings of the files and folders named.
func (l *linting) below(found diag.List, paths []string, c *config.Config) (diag.List, error) {
	if len(paths) == 0 {
		return found, nil
	}
	var kept diag.List
	for i := range paths {
		path := l.Absolute(paths[i])
		if _, err := os.Stat(path); err != nil && l.stdinPath == "" {
			return nil, terminal.Usage(fmt.Errorf("no such page or folder: %q", paths[i]))
		}
		inside := terminal.Within(path, c.PagesDir()) || terminal.Within(c.PagesDir(), path)
		for _, locale := range c.Locales {
			inside = inside || terminal.Within(path, c.LocaleDir(locale)) || terminal.Within(c.LocaleDir(locale), path)
		}
		if !inside {
			return nil, terminal.Usage(fmt.Errorf("%q is not in the pages folder %q", paths[i], c.PagesDir()))
		}
		paths[i] = path
	}
	for _, d := range found {
		if d.Span.File == nil {
			kept = append(kept, d)
			continue
		}
		at := filepath.FromSlash(d.Span.File.Name)
		if !filepath.IsAbs(at) {
			at = filepath.Join(l.base(), at)
		}
		for _, path := range paths {
			if terminal.Within(at, path) {
				kept = append(kept, d)
				break
			}
		}
	}
	return kept, nil
}

// base returns the folder that findings name files relative to: for a service
// that shows them beside the files, that of the repository, since it knows no
// other.
func (l *linting) base() string {
	if f := diag.FindFormat(l.format); f == nil || !f.Rooted {
		return l.Dir
	}
	for at := l.Dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return l.Dir
		}
	}
}

// printer returns what prints findings in the format asked for.
func (l *linting) printer() (func(io.Writer, diag.List) error, error) {
	f := diag.FindFormat(l.format)
	if f == nil {
		return nil, terminal.Usage(fmt.Errorf("unknown --format %q, want %s", l.format, formatNames()))
	}
	return func(w io.Writer, found diag.List) error {
		return f.Print(w, found, diag.Options{Color: l.Colored(l.OutWidth), Group: l.grouped(), Rules: ruleInfos(), Version: terminal.Version()})
	}, nil
}

// grouped reports whether findings of one rule on many pages are shown as a
// block: where a person reads them, unless told otherwise.
func (l *linting) grouped() bool { return l.format == "text" && l.OutWidth > 0 && !l.all }

// formats are the names of the formats.
func formats() []string {
	names := make([]string, 0, len(diag.Formats))
	for _, f := range diag.Formats {
		names = append(names, f.Name)
	}
	return names
}

// formatNames reads "text, json or sarif".
func formatNames() string { return terminal.Either(formats()) }

func (l *linting) baseline(project *gen.Project) error {
	return l.baselineWritten(project.WriteBaseline())
}

func (l *linting) baselineWritten(n int, name string, err error) error {
	if errors.Is(err, gen.ErrNoBaseline) {
		return terminal.Usage(fmt.Errorf("%w; add one, for example lint: {baseline: errgen.baseline}", err))
	}
	if err != nil {
		return err
	}
	l.Note("errgen: wrote %s to %s\n", terminal.Count(n, "finding"), name)
	return nil
}

// maxRounds bounds the rounds of fixing: the fix of one finding can uncover
// another, as when a page gets the code it lacked, and none uncovers many.
const maxRounds = 10

// repair makes the edits that fix findings until there are none left to make, or
// shows them.
func (l *linting) repair(project *gen.Project, paths []string) error {
	fixed := 0
	verb := "fixed"
	var shown *gen.Repair // of all rounds
	pages := map[string][]byte{}
	if l.diff {
		verb = "would fix"
	}
	for range maxRounds {
		judged, err := l.judge(project, paths)
		if err != nil {
			return err
		}
		// What the baseline hides is fixed as well: it is there to put off decisions,
		// and a fix needs none.
		repair, err := project.Fix(slices.Concat(judged.Found, judged.Hidden))
		if err != nil {
			return err
		}
		if len(repair.Done) == 0 {
			break
		}
		if l.diff {
			shown = over(shown, repair, pages)
		} else if err := repair.Apply(); err != nil {
			return err
		}
		fixed += len(repair.Done)
		l.report(verb, repair)
		if project, err = l.Load(gen.Options{Config: l.config, Base: l.base(), Overlay: pages}); err != nil {
			return err
		}
	}
	if shown != nil {
		if err := shown.Diff(l.Out); err != nil {
			return err
		}
	}
	left, err := l.judge(project, paths)
	if err != nil {
		return err
	}
	l.env.Note("errgen: %s %s; %s left%s\n", verb, terminal.Count(fixed, "problem"), left.Found.Summary(), hidden(left))
	return left.Found.Err()
}

// over adds the changes of one more round to those of the rounds before it, and to the
// pages as they would be.
func over(shown, next *gen.Repair, pages map[string][]byte) *gen.Repair {
	for _, c := range next.Changes {
		pages[c.Path] = c.New
	}
	if shown == nil {
		return next
	}
	for _, c := range next.Changes {
		i := slices.IndexFunc(shown.Changes, func(o output.Change) bool { return o.Path == c.Path })
		if i < 0 {
			shown.Changes = append(shown.Changes, c)
		} else {
			shown.Changes[i].New = c.New
		}
	}
	return shown
}

// report says what a repair does, a line for each finding.
func (l *linting) report(verb string, repair *gen.Repair) {
	for _, done := range repair.Done {
		at := done.Finding.Span
		l.env.Note("%s %s:%d: %s [%s]\n", verb, diag.Printable(at.File.Name), at.From().Line, done.Message, done.Finding.Rule)
	}
}

// listRules prints a line for each rule: its severity, its id and what it finds.
func (e env) listRules() error {
	t := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	for _, r := range lint.Rules {
		fmt.Fprintf(t, "%s\t%s\t%s\n", r.ID, r.Standing(), r.Summary())
	}
	return t.Flush()
}

func (e env) explainRule(id string) error {
	r := lint.Find(id)
	if r == nil {
		err := fmt.Errorf("unknown rule %q", id)
		if near := lint.NearestRule(id); near != "" {
			err = fmt.Errorf("%w; did you mean %q?", err, near)
		}
		return terminal.Usage(err)
	}
	_, err := fmt.Fprintf(e.Out, "%s (%s)\n\n%s\n", r.ID, r.Standing(), r.Doc)
	return err
}

func ruleInfos() []diag.RuleInfo {
	infos := make([]diag.RuleInfo, 0, len(lint.Rules))
	for _, r := range lint.Rules {
		infos = append(infos, diag.RuleInfo{ID: r.ID, Summary: r.Summary(), Help: r.Doc, Severity: r.Severity})
	}
	return infos
}
