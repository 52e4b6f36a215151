package check

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
)

func verifyCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check source files, traffic and the docs site against the pages",
		Long: `Check the codes in source files, documents and recorded traffic against the
pages, or the URLs of all errors against the published docs site.`,
		Example: `  errgen verify source
  errgen verify source server docs
  errgen verify traffic recording.har
  errgen verify site build`,
		Args: terminal.UnknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(verifySourceCommand(e), verifyTrafficCommand(e), verifySiteCommand(e))
	return cmd
}

func verifySourceCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source [PATH]...",
		Short: "Report mentions of unknown, retired and deprecated codes",
		Long: `Read source files and documents in any language, and report each mention of an
unknown, retired or deprecated code or type URL. Also report codes that no
source file mentions; documents do not count.

Each PATH is a file or a folder; without one, the files listed in errgen.yaml
under verify: source: are read, or the whole repository. Files that git ignores,
dependencies, generated files and binary files are left out.

The exit code is 1 if there are errors. Warnings alone do not change it.`,
		Example: `  errgen verify source
  errgen verify source server docs
  errgen verify source --format sarif > mentions.sarif`,
	}
	config := terminal.ConfigFlag(cmd)
	l := &linting{env: e}
	cmd.Flags().StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	cmd.Flags().BoolVar(&l.writeBaseline, "write-baseline", false, "write the current findings to the baseline file, so that only new ones are reported")
	terminal.Complete(cmd, "format", terminal.Fixed(formats()...))
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if l.format == "" {
			l.format = "text"
			if l.Getenv("GITHUB_ACTIONS") == "true" {
				l.format = "github"
			}
		}
		return l.verifySource(cmd.Context(), *config, paths)
	}
	return cmd
}

func verifyTrafficCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "traffic FILE...",
		Short: "Report recorded errors that differ from the pages",
		Long: `Read recorded HTTP exchanges, and report each error response with an unknown
code, another status than its page declares, or a body with other members, types
or media type. Then list the codes that each endpoint answered with.

A FILE is an HTTP archive (HAR), or has one line of JSON per exchange, as the
recorder of codestest writes it: {"request": {"method", "url"}, "response":
{"status", "headers", "body"}}.

Findings show only paths and types of bodies, so that no secret gets into a log,
unless --show is given. The exit code is 1 if there are errors.`,
		Example: `  errgen verify traffic recording.har
  errgen verify traffic --show test.ndjson`,
		Args: cobra.MinimumNArgs(1),
	}
	config := terminal.ConfigFlag(cmd)
	l := &linting{env: e}
	cmd.Flags().StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	show := cmd.Flags().Bool("show", false, "show values in bodies")
	terminal.Complete(cmd, "format", terminal.Fixed(formats()...))
	cmd.RunE = func(_ *cobra.Command, files []string) error {
		if l.format == "" {
			l.format = "text"
			if l.Getenv("GITHUB_ACTIONS") == "true" {
				l.format = "github"
			}
		}
		return l.verifyTraffic(*config, files, *show)
	}
	return cmd
}

func (l *linting) verifyTraffic(config string, files []string, show bool) error {
	print, err := l.printer()
	if err != nil {
		return err
	}
	for i := range files {
		path := l.Absolute(files[i])
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return terminal.Usage(fmt.Errorf("no such file: %q", files[i]))
		}
		files[i] = path
	}
	project, err := l.Load(gen.Options{Config: config, Base: l.base()})
	if err != nil {
		return err
	}
	judged, traffic, err := project.VerifyTraffic(files, show)
	if err != nil {
		return err
	}
	if err := print(l.Out, judged.Found); err != nil {
		return err
	}
	if l.format == "text" {
		if len(judged.Found) > 0 {
			fmt.Fprintln(l.Out)
		}
		fmt.Fprint(l.Out, traffic.Covered(project.Catalog))
	}
	l.Note("errgen: %s, %s\n", terminal.Count(traffic.Answers, "error response"), judged.Found.Summary())
	return judged.Found.Err()
}

func (l *linting) verifySource(ctx context.Context, config string, paths []string) error {
	print, err := l.printer()
	if err != nil {
		return err
	}
	for i := range paths {
		path := l.Absolute(paths[i])
		if _, err := os.Stat(path); err != nil {
			return terminal.Usage(fmt.Errorf("no such file or folder: %q", paths[i]))
		}
		paths[i] = path
	}
	project, err := l.Load(gen.Options{Config: config, Base: l.base()})
	if err != nil {
		return err
	}
	if l.writeBaseline {
		n, name, err := project.WriteSourceBaseline(ctx)
		return l.baselineWritten(n, name, err)
	}
	judged, read, err := project.VerifySource(ctx, paths)
	if err != nil {
		return err
	}
	if err := print(l.Out, judged.Found); err != nil {
		return err
	}
	l.Note("errgen: %s, %s\n", terminal.Count(read, "file"), judged.Found.Summary())
	return judged.Found.Err()
}

func verifySiteCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "site DIR|URL",
		Short: "Look up the URLs of all errors on the docs site",
		Long: `Look up type URLs, page URLs, URLs of aliases, and links between errors with
their anchors on the docs site: in the folder that its build wrote, or on a
server. Links are followed as they are on the pages of the site. Report URLs
that are not found, pages that do not show their code, and missing anchors.

In a folder, a page is index.html below its path, or its path with .html;
_redirects and pages that redirect are followed. On a server, the paths of the
URLs are requested, whatever their host.

The exit code is 1 if there are errors.`,
		Example: `  errgen verify site build
  errgen verify site https://docs.example.com
  errgen verify site http://localhost:3000 --rate 50`,
		Args: cobra.ExactArgs(1),
	}
	config := terminal.ConfigFlag(cmd)
	l := &linting{env: e}
	rate := cmd.Flags().Int("rate", 10, "send at most `N` requests a second")
	cmd.Flags().StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	cmd.Flags().BoolVar(&l.writeBaseline, "write-baseline", false, "write the current findings to the baseline file, so that only new ones are reported")
	terminal.Complete(cmd, "format", terminal.Fixed(formats()...))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *rate < 1 || *rate > 1000 {
			return terminal.Usage(fmt.Errorf("--rate %d, want 1 to 1000", *rate))
		}
		if l.format == "" {
			l.format = "text"
			if l.Getenv("GITHUB_ACTIONS") == "true" {
				l.format = "github"
			}
		}
		return l.verifySite(cmd.Context(), *config, args[0], *rate)
	}
	return cmd
}

func (l *linting) verifySite(ctx context.Context, config, at string, rate int) error {
	print, err := l.printer()
	if err != nil {
		return err
	}
	if !strings.HasPrefix(at, "http://") && !strings.HasPrefix(at, "https://") {
		info, err := os.Stat(l.Absolute(at))
		if err != nil || !info.IsDir() {
			return terminal.Usage(fmt.Errorf("no such folder: %q; want the folder of a built site, or a URL", at))
		}
		at = l.Absolute(at)
	}
	project, err := l.Load(gen.Options{Config: config, Base: l.base()})
	if err != nil {
		return err
	}
	if l.writeBaseline {
		n, name, err := project.WriteSiteBaseline(ctx, at, rate)
		return l.baselineWritten(n, name, err)
	}
	judged, n, err := project.VerifySite(ctx, at, rate)
	if err != nil {
		return err
	}
	if err := print(l.Out, judged.Found); err != nil {
		return err
	}
	l.Note("errgen: %s, %s\n", terminal.Count(n, "URL"), judged.Found.Summary())
	return judged.Found.Err()
}
