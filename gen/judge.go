package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// A Judgement is what is wrong with a project.
type Judgement struct {
	// Found is what is to be reported, sorted: what the reader found, what the lint
	// rules found, and what the configured targets cannot express, with the
	// severities that the configuration and the pages ask for; and the entries of
	// the baseline that are no longer needed.
	Found diag.List
	// Hidden are the findings that the baseline hides, sorted.
	Hidden diag.List
}

// Judge judges the project. It fails with a [ConfigError] where the baseline that
// errgen.yaml names may not be read.
func (p *Project) Judge() (*Judgement, error) { return p.known(p.judge(), "") }

// known takes the findings of a command out that the baseline knows.
func (p *Project) known(found diag.List, command string) (*Judgement, error) {
	path, err := p.baselinePath()
	if err != nil || path == "" {
		return &Judgement{Found: found}, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Judgement{Found: found}, nil // it is not written yet
	}
	if err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	baseline, wrong := lint.ReadBaseline(source.NewFile(source.Name(p.base, path), data))
	own, _ := baseline.Of(command)
	rest, hidden, gone := own.Filter(found, p.Catalog, p.Config.Lint)
	return &Judgement{slices.Concat(rest, wrong, gone).Sorted(), hidden}, nil
}

// Findings returns what is to be reported of a project, see [Judgement].
func (p *Project) Findings() (diag.List, error) {
	j, err := p.Judge()
	if err != nil {
		return nil, err
	}
	return j.Found, nil
}

// Stopping returns the errors of the baseline that stop generation all the same. A
// baseline postpones fixing mistakes in what a page says; these errors mean that
// errgen did not read what the page says, or that there is nothing to generate from
// it, so the generated code would be wrong.
func (j *Judgement) Stopping() (found diag.List) {
	for _, d := range j.Hidden {
		if rule := lint.Find(d.Rule); d.Severity == diag.Error && (rule == nil || rule.Firm) {
			found = append(found, d)
		}
	}
	return found
}

func (p *Project) judge() diag.List {
	settings := p.Config.Lint
	for _, left := range p.LeftOut {
		settings.Others = append(settings.Others, left.Page)
	}
	settings.Others = append(settings.Others, p.unread...) // a link to one is not broken
	settings.Documents = p.documents()
	if p.boundary != nil {
		settings.Lacks = p.repo().Images()
	}
	var rules diag.List
	of := make([]diag.List, len(p.Config.Generate))
	var wait sync.WaitGroup
	if p.Config.Catalogue == "" { // a snapshot was judged where its pages are
		wait.Go(func() { rules = lint.Run(p.Catalog, settings) })
	}
	for i, g := range p.Config.Generate {
		if g.Target.Check == nil {
			continue
		}
		wait.Go(func() {
			// What the target cannot read is said when it is made.
			if options, err := p.options(g); err == nil {
				of[i] = g.Target.Check(p.of(g), options)
			}
		})
	}
	wait.Wait()
	found := slices.Concat(append([]diag.List{p.read, rules, p.unanswered(p.read)}, of...)...)
	return lint.Apply(found, p.Catalog, settings).Sorted()
}

// documents returns the pages that are not error pages and can be read.
func (p *Project) documents() (out []*source.File) {
	if p.boundary == nil {
		return nil // the pages are not on the disk
	}
	for _, left := range p.LeftOut {
		path := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(left.Page))
		if real, err := filepath.EvalSymlinks(path); err != nil || p.repo().Barred(real) != "" {
			continue
		}
		if data, _, err := walk.Read(path, maxDocument); err == nil && data != nil {
			out = append(out, source.NewFile(source.Name(p.base, path), data))
		}
	}
	return out
}

// maxDocument is the size in bytes over which a page that is no error page is passed over.
const maxDocument = 4 << 20

// ErrNoBaseline is returned by WriteBaseline where the configuration names no
// file for it.
var ErrNoBaseline = errors.New("errgen.yaml has no baseline file")

// WriteBaseline stores the current findings in the baseline file and returns how
// many they are and the file's name. It fails with a [ConfigError] where the
// file may not be written, or is not a baseline.
func (p *Project) WriteBaseline() (n int, name string, err error) {
	return p.writeBaseline(p.judge(), "")
}

// writeBaseline stores the findings of a command in the place of those that it had,
// and keeps those of the others.
func (p *Project) writeBaseline(found diag.List, command string) (n int, name string, err error) {
	path, err := p.baselinePath()
	if err != nil {
		return 0, "", err
	}
	if path == "" {
		return 0, "", ErrNoBaseline
	}
	old, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return 0, "", fmt.Errorf("read baseline: %w", err)
	case !lint.IsBaseline(source.NewFile(path, old)):
		return 0, "", configError(p.Config.Baseline.Span, fmt.Sprintf("baseline is %q, a file that is not a baseline", p.Config.Baseline.V),
			"name a file that does not exist yet, or empty this one")
	}
	baseline := lint.NewBaseline(found, p.Catalog)
	before, _ := lint.ReadBaseline(source.NewFile(path, old))
	_, others := before.Of(command)
	n = baseline.Len()
	baseline = baseline.With(others)
	edits, err := p.Edits(output.Edit{Path: path, Old: old, New: output.EndLines(baseline.Format(), old)})
	if err == nil {
		err = edits.Apply()
	}
	if refused := new(output.RefusedError); errors.As(err, &refused) {
		err = p.baselineRefused(refused)
	}
	return n, source.Name(p.base, path), err
}

// baselinePath returns the path of the baseline, and "" where there is none. It
// fails where it leads to where errgen may not read.
func (p *Project) baselinePath() (string, error) {
	if p.Config.Baseline.V == "" || p.boundary == nil {
		return "", nil
	}
	path := source.Path(p.Config.Dir, p.Config.Baseline.V)
	_, err := p.boundary.Follow(path, p.Config.Baseline.V, false)
	if refused := new(output.RefusedError); errors.As(err, &refused) {
		return "", p.baselineRefused(refused)
	}
	return path, nil // what else is wrong is said where it is read
}

func (p *Project) baselineRefused(refused *output.RefusedError) error {
	return configError(p.Config.Baseline.Span, fmt.Sprintf("baseline is %q, which %s", p.Config.Baseline.V, refused.Refusals[0].Reason), "name a file in the repository")
}
