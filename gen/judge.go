package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
)

// Findings returns everything that is wrong with the project, sorted: what the
// reader found, what the lint rules found, and what the configured targets
// cannot express, with the severities that the configuration and the pages ask
// for. Findings of the baseline are left out, and those of its entries that are
// mended are added.
func (p *Project) Findings() (diag.List, error) {
	found := p.judge()
	path := p.baselinePath()
	if path == "" {
		return found, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil // it is not written yet
	}
	if err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	baseline, wrong := lint.ReadBaseline(source.NewFile(display(p.base, path), data))
	rest, mended := baseline.Filter(found, p.Catalog, p.Config.Lint)
	return append(append(rest, wrong...), mended...).Sorted(), nil
}

// Obstacles returns what keeps the project from being generated, and what else is
// wrong with it: its Findings, and those errors of the baseline with which nothing
// right can be generated.
func (p *Project) Obstacles() (diag.List, error) {
	found, err := p.Findings()
	if err != nil || p.baselinePath() == "" {
		return found, err
	}
	for _, d := range p.judge() {
		if rule := lint.Find(d.Rule); d.Severity == diag.Error && (rule == nil || rule.Firm) {
			found = append(found, d)
		}
	}
	return found.Sorted(), nil
}

func (p *Project) judge() diag.List {
	settings := p.Config.Lint
	for _, left := range p.LeftOut {
		settings.Others = append(settings.Others, left.Page)
	}
	found := append(diag.List{}, p.read...)
	if p.Config.Catalogue == "" { // a snapshot was judged where its pages are
		found = append(found, lint.Run(p.Catalog, settings)...)
	}
	for _, g := range p.Config.Generate {
		if g.Target.Check != nil {
			found = append(found, g.Target.Check(p.Catalog, g.Options)...)
		}
	}
	return lint.Apply(found, p.Catalog, settings).Sorted()
}

// ErrNoBaseline is returned by WriteBaseline where the configuration names no
// file for it.
var ErrNoBaseline = errors.New("errgen.yaml has no baseline file")

// WriteBaseline stores the findings of today in the baseline file and returns
// how many they are and the file's name.
func (p *Project) WriteBaseline() (n int, name string, err error) {
	path := p.baselinePath()
	if path == "" {
		return 0, "", ErrNoBaseline
	}
	baseline := lint.NewBaseline(p.judge(), p.Catalog)
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, "", fmt.Errorf("read baseline: %w", err)
	}
	edits, err := output.NewEdits([]output.Edit{{Path: path, Old: old, New: baseline.Format()}}, p.base)
	if err == nil {
		err = edits.Apply()
	}
	return baseline.Len(), display(p.base, path), err
}

func (p *Project) baselinePath() string {
	if p.Config.Baseline == "" {
		return ""
	}
	return filepath.Join(p.Config.Dir, filepath.FromSlash(p.Config.Baseline))
}
