// Package gen is errgen as a library: it reads a folder of error pages into a
// catalogue, judges it, and makes code of it. The command errgen is a thin shell
// around it.
//
//	project, err := gen.Load(gen.Options{Dir: "."})   // read errgen.yaml and the pages
//	found, err := project.Findings()                  // what is wrong with them
//	plan, err := project.Plan(nil)                    // what would be written
//	err = plan.Apply()                                // write it
//
// The steps, each a package of its own below this one:
//
//	source   bytes of a file, and positions in them
//	mdx      a page's syntax: MDX or Markdown to a small tree
//	page     a page's meaning: the tree to an entry
//	catalog  all entries: sorted, linked, looked up
//	lint     what is wrong with them
//	emit     the catalogue to files of one output language, a folder each
//	output   those files to disk, all or nothing
//	diag     findings, and how they are printed
//	config   errgen.yaml
//	draft    new pages in the layout of those that are there
//	survey   what a repository without errgen.yaml has, to write one
//
// Findings about the input are values (diag.List); a failure of the machine is
// an error. Load fails with a [ConfigError] where errgen.yaml itself is wrong.
package gen

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
)

// Options say what to load.
type Options struct {
	// Config is the path of errgen.yaml; empty means the nearest one, upward from
	// Dir.
	Config string
	// Dir is the working directory, where relative paths start.
	Dir string
	// Base is the folder that findings name files relative to; empty means Dir.
	Base string
	// OnPage, if set, is told after each page how many of how many are read. It is
	// called from several goroutines.
	OnPage func(done, total int)
}

func (o Options) base() string {
	if o.Base != "" {
		return o.Base
	}
	return o.Dir
}

// A Project is a configuration and the catalogue that was read by it.
type Project struct {
	Config  *config.Config
	Catalog *catalog.Catalog
	Pages   int       // how many were read, those left out included
	LeftOut []LeftOut // pages that are no error pages, in order

	boundary *output.Boundary // nil where the pages are not on the disk
	base     string
	read     diag.List // findings of reading and building, before configuration has its say
	missing  int       // pages that should have a code and have none
}

// LeftOut is a file in the pages folder that is no error page, and why.
type LeftOut struct {
	Page   string // relative to the pages folder
	Reason string
}

// A ConfigError says that errgen.yaml is wrong, or what it names is not there.
type ConfigError struct {
	Found   diag.List
	Missing bool // there is no errgen.yaml at all
}

func (e *ConfigError) Error() string {
	if len(e.Found) == 1 {
		return e.Found[0].Message
	}
	return "errgen.yaml has " + e.Found.Summary()
}

// MissingCodes returns [diag.ErrFound] if a page that should have a code has
// none, so that the catalogue is not the whole truth.
func (p *Project) MissingCodes() error {
	if p.missing > 0 {
		return diag.ErrFound
	}
	return nil
}
