package golang

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
)

// rpcSource is the packages for frameworks of RPCs: Go of modules that this one
// does not require. The tests compile them beside what is generated.
//
//go:embed rpc/connect.go.txt rpc/grpc.go.txt
var rpcSource embed.FS

// checkRPC returns what is wrong with the options of RPCs.
func (m *maker) checkRPC() error {
	switch {
	case !m.Options.Connect && !m.Options.GRPC:
		return nil
	case !m.Options.Full():
		return &emit.OptionError{Message: "runtime: none has no errors for grpc or connect to send; remove one of the options"}
	case m.domain() == "":
		return &emit.OptionError{Message: "domain is empty and there is no docs_url to derive it from; set the domain of the codes, for example api.example.com"}
	case m.Options.Import == "":
		return &emit.OptionError{Message: "import is empty and there is no go.mod above out to derive it from; set the import path of the package"}
	}
	return nil
}

// domain returns the domain of the codes.
func (m *maker) domain() string {
	if m.Options.Domain != "" {
		return m.Options.Domain
	}
	u, err := url.Parse(m.DocsURL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// rpcFile returns the file of a package for RPCs.
func (m *maker) rpcFile(framework string) (emit.File, error) {
	source, err := rpcSource.ReadFile("rpc/" + framework + ".go.txt")
	if err != nil {
		return emit.File{}, err
	}
	pkg := m.Options.Package
	spec := strconv.Quote(m.Options.Import)
	if path.Base(m.Options.Import) != pkg {
		spec = pkg + " " + spec
	}
	text := strings.NewReplacer(
		"PACKAGE", pkg,
		`"IMPORT"`, spec,
		`"DOMAIN"`, strconv.Quote(m.domain()),
	).Replace(string(source))
	formatted, err := format.Source([]byte(text))
	if err != nil {
		return emit.File{}, fmt.Errorf("%s%s: %w", pkg, framework, err)
	}
	b := bytes.NewBufferString(gofile.Header)
	b.Write(formatted)
	return emit.File{Path: pkg + framework + "/" + framework + "_gen.go", Data: b.Bytes()}, nil
}

// locate completes the import path by the go.mod above the folder of the package.
func locate(o *Options, dir string) (err error) {
	if o.Import == "" && (o.Connect || o.GRPC || o.Test) {
		o.Import, err = ImportPath(dir)
	}
	return err
}

// ImportPath returns the import path of the package in a folder, given as an absolute
// path. It is derived from the nearest go.mod in the folder or above it, and is "" if
// there is none.
func ImportPath(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		data, err := os.ReadFile(filepath.Join(at, "go.mod"))
		switch {
		case err == nil:
			module := modulePath(data)
			below, err := filepath.Rel(at, dir)
			if module == "" || err != nil {
				return "", err
			}
			return path.Join(module, filepath.ToSlash(below)), nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		case filepath.Dir(at) == at:
			return "", nil
		}
	}
}

// modulePath returns the path of the module that a go.mod declares, "" if it
// declares none.
func modulePath(goMod []byte) string {
	for line := range strings.Lines(string(goMod)) {
		line, _, _ = strings.Cut(line, "//")
		fields := strings.Fields(line)
		if len(fields) != 2 || fields[0] != "module" {
			continue
		}
		if unquoted, err := strconv.Unquote(fields[1]); err == nil {
			return unquoted
		}
		return fields[1]
	}
	return ""
}
