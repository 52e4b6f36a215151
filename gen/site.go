package gen

import (
	"errors"
	"slices"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/html"
)

// A Site is the static site of a project, in memory.
type Site = html.Site

// Site returns the site that the target html makes: with the options of errgen.yaml
// where it lists that target. It fails with a [ConfigError] if these are invalid.
func (p *Project) Site() (*Site, error) {
	g := config.Output{Target: html.Target, Options: html.Target.Options(), Span: p.Config.File.Span(0, 0)}
	if i := slices.IndexFunc(p.Config.Generate, func(g config.Output) bool { return g.Target.Name == html.Target.Name }); i >= 0 {
		g = p.Config.Generate[i]
	}
	options, err := p.options(g)
	if err != nil {
		return nil, p.wrongOutput(g, err)
	}
	s, err := html.New(p.of(g), options.(*html.Options))
	return s, p.wrongOutput(g, err)
}

// wrongOutput returns an error of an output as one of errgen.yaml, where it is about that.
func (p *Project) wrongOutput(g config.Output, err error) error {
	var option *emit.OptionError
	var found *emit.FoundError
	switch {
	case errors.As(err, &option):
		return configError(g.Span, option.Message, "")
	case errors.As(err, &found):
		return &ConfigError{Found: found.Found}
	}
	return err
}
