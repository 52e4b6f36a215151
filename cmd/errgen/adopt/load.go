// Package adopt moves Go code from a handwritten package of error codes to a
// generated one. It determines the values of the expressions of the old package and
// rewrites their uses, according to their types.
package adopt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// listed is what the go command says of a package.
type listed struct {
	ImportPath     string
	Name           string
	Dir            string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string
	ImportMap      map[string]string
	Export         string
	ForTest        string
	DepOnly        bool
	Standard       bool
}

// path returns the import path without the name of a test that it is built for.
func (l *listed) path() string {
	path, _, _ := strings.Cut(l.ImportPath, " ")
	return path
}

// list asks the go command for packages and all that they import, compiled.
func list(ctx context.Context, dir string, patterns ...string) ([]*listed, error) {
	args := []string{"list", "-export", "-deps", "-test", "-json=ImportPath,Name,Dir,GoFiles,CgoFiles,IgnoredGoFiles,ImportMap,Export,ForTest,DepOnly,Standard", "--"}
	out, err := run(ctx, dir, append(args, patterns...)...)
	if err != nil {
		return nil, err
	}
	var packages []*listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		l := &listed{}
		err := d.Decode(l)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the output of go list: %w", err)
		}
		packages = append(packages, l)
	}
}

// run runs the go command and returns what it prints.
func run(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			err = errors.New(said)
		}
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

// A loaded package has its files with the types of what is in them.
type loaded struct {
	*listed
	fset  *token.FileSet
	files []*file
	types *types.Package
	info  *types.Info
}

type file struct {
	path   string
	text   []byte
	syntax *ast.File
}

// load returns the packages that were asked for, with their tests.
func load(packages []*listed) ([]*loaded, error) {
	exports := map[string]string{}
	tested := map[string]bool{}
	for _, l := range packages {
		exports[l.ImportPath] = l.Export
		if l.ForTest == l.path() {
			tested[l.ForTest] = true
		}
	}
	var out []*loaded
	for _, l := range packages {
		switch {
		case l.DepOnly || l.Standard, strings.HasSuffix(l.ImportPath, ".test"):
			continue
		case l.ForTest == "" && tested[l.ImportPath]:
			continue // its files are those of the one with tests, too
		}
		p, err := check(l, exports)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// check parses the files of a package and finds out their types.
func check(l *listed, exports map[string]string) (*loaded, error) {
	p := &loaded{listed: l, fset: token.NewFileSet(), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Scopes: map[ast.Node]*types.Scope{},
	}}
	var syntax []*ast.File
	for _, name := range slices.Concat(l.GoFiles, l.CgoFiles) {
		f := &file{path: name}
		if !filepath.IsAbs(name) {
			f.path = filepath.Join(l.Dir, name)
		}
		var err error
		if f.text, err = os.ReadFile(f.path); err != nil {
			return nil, err
		}
		if f.syntax, err = parser.ParseFile(p.fset, f.path, f.text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		p.files = append(p.files, f)
		syntax = append(syntax, f.syntax)
	}
	lookup := func(path string) (io.ReadCloser, error) {
		if mapped, ok := l.ImportMap[path]; ok {
			path = mapped
		}
		if exports[path] == "" {
			return nil, fmt.Errorf("package %s is not compiled", path)
		}
		return os.Open(exports[path])
	}
	config := types.Config{
		Importer:    importer.ForCompiler(p.fset, "gc", lookup),
		FakeImportC: true,
		Error:       func(error) {}, // the go command compiled it; what only cgo can tell does not matter
	}
	p.types, _ = config.Check(l.path(), p.fset, syntax, p.info)
	return p, nil
}
