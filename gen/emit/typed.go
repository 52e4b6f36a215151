package emit

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// A Typed is a [Target] whose functions get the options as what they are: an *O. Each
// may be nil except Emit.
type Typed[O any] struct {
	Name, Doc  string
	Default    O                            // options of which errgen.yaml says nothing
	Locate     func(o *O, dir string) error // completes a copy of the options
	OutFile    func(o *O) *string           // where to put the name of the file
	Inputs     func(o *O) []*Input
	NoMarkdown bool
	Check      func(c *catalog.Catalog, o *O) diag.List
	Emit       func(c *catalog.Catalog, o *O) ([]File, error)
	Declare    func(c *catalog.Catalog, o *O) Declared
}

// Target returns the target.
func (t Typed[O]) Target() Target {
	target := Target{
		Name: t.Name, Doc: t.Doc, NoMarkdown: t.NoMarkdown,
		Options: func() any { o := t.Default; return &o },
		Emit: func(c *catalog.Catalog, options any) ([]File, error) {
			o, ok := options.(*O)
			if !ok {
				return nil, fmt.Errorf("options are %T, want %T", options, o)
			}
			return t.Emit(c, o)
		},
	}
	if t.Locate != nil {
		target.Locate = func(options any, dir string) (any, error) {
			located := *options.(*O)
			err := t.Locate(&located, dir)
			return &located, err
		}
	}
	if t.OutFile != nil {
		target.OutFile = func(options any, file string) { *t.OutFile(options.(*O)) = file }
	}
	if t.Inputs != nil {
		target.Inputs = func(options any) []*Input { return t.Inputs(options.(*O)) }
	}
	if t.Check != nil {
		target.Check = func(c *catalog.Catalog, options any) diag.List { return t.Check(c, options.(*O)) }
	}
	if t.Declare != nil {
		target.Declare = func(c *catalog.Catalog, options any) Declared { return t.Declare(c, options.(*O)) }
	}
	return target
}
