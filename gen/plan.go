package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
)

// Plan returns what generating would write, and writes nothing. targets are the
// names of the targets to make; nil means all that errgen.yaml lists. The
// project must have no errors among its findings.
//
// If a target shares its folder with another, both are generated: a folder is
// planned as a whole, since files of errgen that no target generates are
// deleted.
func (p *Project) Plan(targets []string) (*output.Plan, error) {
	if len(p.Config.Generate) == 0 {
		if plan, err := p.planOutput(nil, nil, targets != nil); err != nil || plan.Stale() {
			return plan, err // what was generated before goes
		}
		return nil, configError(p.Config.File.Span(0, 0), "there is nothing to generate: the generate list is missing or empty",
			"add a target and its output folder, for example generate: [{target: go, out: ../pkg/codes}]")
	}
	wanted, err := p.wanted(targets)
	if err != nil {
		return nil, err
	}
	if err := p.AnyCode(); err != nil {
		return nil, err
	}
	made := make([][]emit.File, len(wanted))
	failed := make([]error, len(wanted))
	var emitters sync.WaitGroup
	for i, g := range wanted {
		emitters.Go(func() { made[i], failed[i] = p.emit(g) })
	}
	emitters.Wait()
	var folders []output.Folder
	for i, g := range wanted {
		var wrong *ConfigError
		if err := p.wrongOutput(g, failed[i]); errors.As(err, &wrong) {
			return nil, wrong
		}
		if failed[i] != nil {
			return nil, fmt.Errorf("generate %s: %w", g.Target.Name, failed[i])
		}
		at := slices.IndexFunc(folders, func(f output.Folder) bool { return f.Dir == p.out(g) })
		if at < 0 {
			at = len(folders)
			folders = append(folders, output.Folder{Dir: p.out(g), AllowOutside: g.AllowOutside})
		}
		folders[at].Files = append(folders[at].Files, emit.WithHeader(made[i], p.Config.Header)...)
	}
	return p.planOutput(folders, wanted, targets != nil)
}

// planOutput returns what has to change for the folders to be up to date. partial says
// that errgen.yaml asks for others as well.
func (p *Project) planOutput(folders []output.Folder, wanted []config.Output, partial bool) (*output.Plan, error) {
	plan, err := output.New(folders, output.Options{
		Boundary: p.boundary, Base: p.base,
		Owner:   source.Path(p.base, p.Config.File.Name),
		Partial: partial,
		Others:  p.others(folders),
		Claims:  p.claims,
	})
	return plan, p.placed(err, wanted)
}

// of returns the catalogue that an output is made of.
func (p *Project) of(g config.Output) *catalog.Catalog {
	if g.Service.V == "" {
		return p.Catalog
	}
	return p.Catalog.ForService(g.Service.V)
}

// emit returns the files of an output.
func (p *Project) emit(g config.Output) ([]emit.File, error) {
	options, err := p.options(g)
	if err != nil {
		return nil, err
	}
	c := p.of(g)
	if c.DefaultCode != "" && c.Lookup(c.DefaultCode) == nil && p.Catalog.Lookup(c.DefaultCode) != nil {
		return nil, &emit.OptionError{Message: fmt.Sprintf("service %q does not answer with default_code, %q", g.Service.V, c.DefaultCode)}
	}
	return g.Target.Emit(c, options)
}

// options returns the options of an output, with the files that they name.
func (p *Project) options(g config.Output) (any, error) {
	options := g.Options
	if g.Target.Locate != nil {
		var err error
		if options, err = g.Target.Locate(options, p.out(g)); err != nil {
			return nil, err
		}
	}
	if g.Target.Inputs == nil {
		return options, nil
	}
	for _, in := range g.Target.Inputs(options) {
		var err error
		if in.File, err = p.input(in); err != nil {
			return nil, err
		}
	}
	return options, nil
}

// input reads a file that a target names, which must lie in the repository.
func (p *Project) input(in *emit.Input) (*source.File, error) {
	name := in.Path
	at := source.Path(p.Config.Dir, name)
	real, err := p.boundary.Follow(at, name, p.Config.AllowOutside)
	var refused *output.RefusedError
	switch {
	case errors.As(err, &refused) && in.Optional && filepath.IsAbs(name):
		return nil, nil // the target found it, and nobody named it
	case errors.As(err, &refused):
		return nil, &emit.OptionError{Message: fmt.Sprintf("%q %s", name, refused.Refusals[0].Reason)}
	case err == nil:
		at = real
	}
	data, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) && in.Optional {
		return nil, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &emit.OptionError{Message: fmt.Sprintf("there is no file %q, relative to errgen.yaml", name)}
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", diag.Printable(name), err)
	}
	return source.NewFile(source.Name(p.base, source.Path(p.Config.Dir, name)), data), nil
}

// placed returns an error of planning as one of errgen.yaml, at the out that it is
// about, where it is about nothing but folders that may not be written to.
func (p *Project) placed(err error, wanted []config.Output) error {
	var refused *output.RefusedError
	if !errors.As(err, &refused) {
		return err
	}
	placed := &ConfigError{}
	for _, r := range refused.Refusals {
		i := slices.IndexFunc(wanted, func(g config.Output) bool { return source.Name(p.base, p.out(g)) == r.Name })
		if i < 0 {
			return err
		}
		placed.Found.Add(ruleConfig, diag.Error, wanted[i].Out.Span, "out %q %s", wanted[i].Out.V, r.Reason)
	}
	return placed
}

// ErrNoTarget is the error for a target that errgen.yaml does not list.
var ErrNoTarget = errors.New("errgen.yaml lists no target")

// wanted returns the outputs of the targets named, and those that share a folder
// with one of them.
func (p *Project) wanted(targets []string) ([]config.Output, error) {
	if targets == nil {
		return p.Config.Generate, nil
	}
	folders := map[string]bool{}
	for _, name := range targets {
		found := false
		for _, g := range p.Config.Generate {
			if g.Target.Name == name {
				found = true
				folders[p.out(g)] = true
			}
		}
		if !found {
			return nil, fmt.Errorf("%w %q", ErrNoTarget, name)
		}
	}
	var out []config.Output
	for _, g := range p.Config.Generate {
		if folders[p.out(g)] {
			out = append(out, g)
		}
	}
	return out, nil
}

// others returns the folders that errgen.yaml asks for and that are not among those.
func (p *Project) others(folders []output.Folder) (out []string) {
	for _, g := range p.Config.Generate {
		dir := p.out(g)
		if !slices.ContainsFunc(folders, func(f output.Folder) bool { return f.Dir == dir }) {
			out = append(out, dir)
		}
	}
	return out
}

// out returns the absolute folder of an output.
func (p *Project) out(g config.Output) string {
	return filepath.Join(p.Config.Dir, filepath.FromSlash(g.Out.V))
}
