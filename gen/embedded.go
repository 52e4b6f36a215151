package gen

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// LoadFS reads the errgen.yaml at the top of a file system and the pages that it
// names below. It is Load for pages that are embedded in a program: findings
// name files by their paths there, and nothing can be generated or fixed.
func LoadFS(fsys fs.FS) (*Project, error) {
	data, err := fs.ReadFile(fsys, config.Name)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	cfg, found := parseConfig(source.NewFile(config.Name, data), ".")
	if found.Err() != nil {
		return nil, &ConfigError{Found: found.Sorted()}
	}
	p := &Project{Config: cfg}
	root := path.Clean(cfg.Pages.V)
	names, err := walk.PagesFS(fsys, root)
	if err != nil {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	names, _ = p.originals(names, nil)
	names, excluded := p.exclude(names)
	options := pageOptions(cfg)
	p.build(names, readAll(names, nil, func(name string) (r page.Result) {
		at := path.Join(root, name)
		data, err := fs.ReadFile(fsys, at)
		if err != nil {
			r.Found.Add(ruleUnreadable, diag.Error, source.NewFile(at, nil).All(), "cannot be read: %s", walk.Cause(err))
			return r
		}
		return p.readPage(source.NewFile(at, data), name, options)
	}))
	p.LeftOut = append(p.LeftOut, excluded...)
	return p, nil
}
