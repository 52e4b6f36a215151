// Package gen is errgen as a library. It reads a folder of error pages into a
// catalogue, checks it, and generates code from it. The command errgen is a thin
// wrapper around it.
//
//	project, err := gen.Load(gen.Options{Dir: "."})   // read errgen.yaml and the pages
//	found, err := project.Findings()                  // what is wrong with them
//	plan, err := project.Plan(nil)                    // what would be written
//	err = plan.Apply()                                // write it
//
// The steps, each a package of its own below this one:
//
//	source    bytes of a file, and positions in them
//	jsonpos   reads JSON with positions
//	yamlpos   reads YAML with positions
//	git       runs git: its commits, the files of one, what is not committed
//	walk      finds the pages below a folder, and reads one
//	conflict  finds the marks of an unfinished merge in a file
//	form      says what a code looks like: literal text and named segments
//	name      makes identifiers from codes
//	nearest   finds the name that a misspelt one was meant to be
//	envelope  says what an error body looks like: a template
//	site      knows the docs sites that publish pages
//	mdx       parses MDX or Markdown into a small tree
//	markdown  writes the tree as canonical Markdown
//	record    finds the errors on a page and the places of their facts
//	page      reads entries from the tree of a page
//	catalog   holds all entries: sorted, linked, indexed
//	snapshot  writes the catalogue as JSON and reads it back
//	lint      checks them
//	compare   compares two catalogues: what is breaking, release notes
//	lifecycle edits the text of pages where a code is renamed, deprecated or retired
//	verify    compares the catalogue with sources, docs sites and traffic
//	vet       checks how Go code uses a generated package
//	emit      turns the catalogue into files, one folder per target
//	output    writes those files to disk, all or nothing
//	diag      findings and how to print them
//	config    reads errgen.yaml
//	draft     writes new records in the layout of the existing ones
//	repo      knows what of the repository may be read and changed, and its docs site
//	author    creates, renames, deprecates and retires errors in their pages
//	removal   says what a plan takes away from generated folders
//	survey    examines a repository in order to write its errgen.yaml
//
// Findings about the input are values (diag.List); system failures are errors.
// Load fails with a [ConfigError] if errgen.yaml itself is invalid.
package gen

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/record"
)

// Options say what to load.
type Options struct {
	// Config is the path of errgen.yaml; empty means the one in Dir or in its nearest
	// parent.
	Config string
	// Dir is the working directory, where relative paths start.
	Dir string
	// Base is the folder that findings name files relative to; empty means Dir.
	Base string
	// Overlay is content that takes the place of pages on disk, by absolute path, as
	// an editor has it before it is saved.
	Overlay map[string][]byte
	// NoMarkdown leaves the Markdown of sections out of the catalogue unless a target
	// of errgen.yaml asks for it: linting and most targets do not need it, and it is a
	// tenth of the work.
	NoMarkdown bool
	// Cache, if set, keeps what pages said for the next Load.
	Cache *Cache
	// OnPage, if set, is called after each page with how many of how many are
	// read. It is called from several goroutines.
	OnPage func(done, total int)
	// OnFinished, if set, is called with the files that an interrupted run had
	// started to change and this one finished.
	OnFinished func(names []string)
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
	Pages   int            // how many were read, those left out included
	LeftOut []LeftOut      // pages that are not error pages, in order
	Passed  []diag.Related // values of front matter that are left to the docs site
	// Coverage says what is translated, for each language of errgen.yaml.
	Coverage []Coverage

	boundary *output.Boundary // nil where the pages are not on the disk
	base     string
	read     diag.List // findings of reading and building, before configuration has its say
	missing  int       // pages, and parts of pages, that should have a code and have none
	unread   []string  // the paths of the pages
	byRule   map[*record.Rule]*pagesOf
}

// LeftOut is a file in the pages folder that is not an error page, and why.
type LeftOut struct {
	Page   string // relative to the pages folder
	Reason string
}

// A ConfigError says that errgen.yaml is invalid, or that something it names does not
// exist.
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

// Unread returns the pages that should describe an error and could not be read as
// one, relative to the pages folder.
func (p *Project) Unread() []string { return p.unread }

// MissingCodes returns [diag.ErrFound] if a page that should have a code has
// none, so that the catalogue is incomplete.
func (p *Project) MissingCodes() error {
	if p.missing > 0 {
		return diag.ErrFound
	}
	return nil
}
