package check

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/diag"
)

func breakingCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "breaking",
		Short: "Report changes that break clients, code or links",
		Long: `Compare the errors with earlier ones and report breaking changes: removed codes,
changed statuses and types, removed identifiers, moved pages.

The other side is a git revision (default: where this branch left the main one),
a folder of pages, or a JSON catalogue written by errgen list. The checkout is
not touched.

The exit code is 1 if there are breaking changes at the level: wire covers
clients that read error bodies, source also code that is compiled, docs also
pages and links.`,
		Example: `  errgen breaking
  errgen breaking --against v1.2.0 --level wire
  errgen breaking --against old-catalogue.json
  errgen breaking --format markdown > release-notes.md
  errgen breaking --semver`,
		Args: terminal.NoArgs,
	}
	b := &breaking{env: e}
	flags := cmd.Flags()
	config := terminal.ConfigFlag(cmd)
	flags.StringVar(&b.against, "against", "", "git `REVISION`, folder or JSON catalogue to compare with (default: where the branch left the main one)")
	flags.StringVar(&b.level, "level", "", "last `LEVEL` to report: wire, source or docs (default: that of errgen.yaml, else docs)")
	flags.StringVar(&b.format, "format", "", "output `FORMAT`: "+terminal.Either(breakingFormats())+" (default: github in GitHub Actions, else text)")
	flags.BoolVar(&b.semver, "semver", false, "print which part of the version to increase: major, minor or patch")
	rules := flags.Bool("rules", false, "list the rules and exit")
	explain := flags.String("explain", "", "print the documentation of `RULE` and exit")
	terminal.Complete(cmd, "format", terminal.Fixed(breakingFormats()...))
	terminal.Complete(cmd, "level", terminal.Fixed(compare.Levels...))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		switch {
		case *rules:
			return e.listBreakingRules()
		case *explain != "":
			return e.explainBreakingRule(*explain)
		}
		return b.run(cmd.Context(), *config)
	}
	return cmd
}

// notesFormat is the format that is no list of findings.
const notesFormat = "markdown"

func breakingFormats() []string {
	return append(formats(), notesFormat)
}

// breaking is one run of breaking, as its flags have it.
type breaking struct {
	env
	against, level, format string
	semver                 bool
}

func (b *breaking) run(ctx context.Context, config string) error {
	if b.format == "" {
		b.format = "text"
		if b.Getenv("GITHUB_ACTIONS") == "true" {
			b.format = "github"
		}
	}
	format := diag.FindFormat(b.format)
	if format == nil && b.format != notesFormat {
		return terminal.Usage(fmt.Errorf("unknown --format %q, want %s", b.format, terminal.Either(breakingFormats())))
	}
	level, ok := compare.ParseLevel(b.level)
	if b.level != "" && !ok {
		return terminal.Usage(fmt.Errorf("unknown --level %q, want wire, source or docs", b.level))
	}
	project, err := b.Load(gen.Options{Config: config, Base: (&linting{env: b.env, format: b.format}).base(), NoMarkdown: true})
	if err != nil {
		return err
	}
	settings := project.Config.Breaking
	if ok {
		settings.Level = level
	}
	if b.against == "" {
		b.against = project.Config.Against
	}
	past, err := project.Past(ctx, b.Dir, b.against)
	if err != nil {
		return err
	}
	if past.Note != "" {
		b.Note("errgen: %s\n", diag.Printable(past.Note))
	}
	changes := project.Breaking(past, settings)
	found := compare.Findings(changes).Sorted()
	switch {
	case b.semver:
		_, err := fmt.Fprintln(b.Out, compare.Semver(changes))
		return err
	case b.format == notesFormat:
		if err := compare.Notes(b.Out, changes); err != nil {
			return err
		}
		return found.Err()
	}
	if b.format != "text" && b.format != "json" {
		past.Paths(found)
	}
	options := diag.Options{Color: b.Colored(b.OutWidth), Rules: breakingRuleInfos(), Version: terminal.Version()}
	if err := format.Print(b.Out, found, options); err != nil {
		return err
	}
	b.Note("errgen: compared with %s: %s\n", diag.Printable(past.Name), broke(changes))
	return found.Err()
}

// broke reads "2 breaking changes, 3 others".
func broke(changes []compare.Change) string {
	n := 0
	for i := range changes {
		if changes[i].Kind() == compare.Breaking {
			n++
		}
	}
	switch others := len(changes) - n; {
	case len(changes) == 0:
		return "no errors changed"
	case others == 0:
		return terminal.Count(n, "breaking change")
	case n == 0:
		return "no breaking change, " + terminal.Count(others, "other")
	default:
		return terminal.Count(n, "breaking change") + ", " + terminal.Count(others, "other")
	}
}

func (e env) listBreakingRules() error {
	t := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	for _, r := range compare.Rules {
		if r.Level != compare.None {
			fmt.Fprintf(t, "%s\t%s\t%s\n", r.ID, r.Level, r.Summary())
		}
	}
	return t.Flush()
}

func (e env) explainBreakingRule(id string) error {
	r := compare.Find(id)
	if r == nil {
		return terminal.Usage(fmt.Errorf("unknown rule %q; errgen breaking --rules lists them", id))
	}
	_, err := fmt.Fprintf(e.Out, "%s (%s)\n\n%s\n", r.ID, r.Level, r.Doc)
	return err
}

func breakingRuleInfos() []diag.RuleInfo {
	var infos []diag.RuleInfo
	for _, r := range compare.Rules {
		if r.Level != compare.None {
			infos = append(infos, diag.RuleInfo{ID: r.ID, Summary: r.Summary(), Help: r.Doc, Severity: diag.Error})
		}
	}
	return infos
}
