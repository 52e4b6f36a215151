package gen

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/walk"
)

// ReadConfig reads errgen.yaml alone. It fails like [Load].
func ReadConfig(o Options) (*config.Config, error) { return loadConfig(o) }

// Open is [Load] for whoever writes pages: a pages folder that does not exist yet
// or holds no page gives an empty catalogue.
func Open(o Options) (*Project, error) {
	p, err := newProject(o)
	if err != nil {
		return nil, err
	}
	if p.Config.Catalogue != "" {
		return p, p.loadSnapshot()
	}
	names, _, err := walk.Pages(p.Config.PagesDir(), p.repo().Barred)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	if names, _ = p.exclude(names); len(names) == 0 {
		p.Catalog, _ = catalog.Build(nil, p.Config.Meta())
		return p, nil
	}
	return p, p.loadPages(o)
}
