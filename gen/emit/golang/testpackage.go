package golang

import (
	"bytes"
	_ "embed" // the package for tests
	"fmt"
	"go/format"
	"path"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
)

// testSource is the package for tests.
//
//go:embed helper/test.go.txt
var testSource string

// checkTest returns what is wrong with the option test.
func (m *maker) checkTest() error {
	switch {
	case !m.Options.Test:
		return nil
	case !m.Options.Full():
		return &emit.OptionError{Message: "runtime: none does not decode responses, which test needs; remove one of the options"}
	case !m.Options.HTTP:
		return &emit.OptionError{Message: "http: false does not decode responses, which test needs; remove one of the options"}
	case m.Options.Import == "":
		return &emit.OptionError{Message: "import is empty and there is no go.mod above out to derive it from; set the import path of the package"}
	}
	return nil
}

// testFile returns the file of the package for tests.
func testFile(m *maker) (emit.File, error) {
	pkg := m.Options.Package
	spec := strconv.Quote(m.Options.Import)
	if path.Base(m.Options.Import) != pkg {
		spec = pkg + " " + spec
	}
	text := testSource
	if has, _ := m.usesParams(); !has {
		text, _, _ = strings.Cut(text, "\n// Params fails the test")
	}
	formatted, err := format.Source([]byte(strings.NewReplacer("PACKAGE", pkg, `"IMPORT"`, spec).Replace(text)))
	if err != nil {
		return emit.File{}, fmt.Errorf("%stest: %w", pkg, err)
	}
	b := bytes.NewBufferString(gofile.Header)
	b.Write(formatted)
	return emit.File{Path: pkg + "test/" + pkg + "test_gen.go", Data: gofile.Trimmed(b)}, nil
}
