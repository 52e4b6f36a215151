package gen

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/emit/golang"
)

// A GoPackage is one that errgen.yaml has generated.
type GoPackage struct {
	Dir         string // absolute
	Path        string // import path; empty where there is no go.mod
	Name        string
	Identifiers map[catalog.Code]string // of the constants
}

// ErrNoGo is returned where errgen.yaml lists no Go package.
var ErrNoGo = errors.New("errgen.yaml lists no Go package; add {target: go, out: DIR} to generate")

// GoPackage returns the Go package in a folder, given as an absolute path; empty
// means the only one that errgen.yaml lists.
func (p *Project) GoPackage(dir string) (*GoPackage, error) {
	var found []config.Output
	for _, g := range p.Config.Generate {
		if g.Target.Name == golang.Target.Name && (dir == "" || p.out(g) == filepath.Clean(dir)) {
			found = append(found, g)
		}
	}
	switch {
	case len(found) == 0:
		return nil, ErrNoGo
	case len(found) > 1:
		return nil, fmt.Errorf("errgen.yaml lists several Go packages, such as %s and %s; choose one by its folder", found[0].Out.V, found[1].Out.V)
	}
	o, ok := found[0].Options.(*golang.Options)
	if !ok {
		return nil, fmt.Errorf("options of the Go package %s are %T", found[0].Out.V, found[0].Options)
	}
	out := &GoPackage{Dir: p.out(found[0]), Path: o.Import, Name: o.Package}
	var err error
	if out.Path == "" {
		if out.Path, err = golang.ImportPath(out.Dir); err != nil {
			return nil, err
		}
	}
	out.Identifiers, err = golang.Identifiers(p.Catalog, o)
	return out, err
}
