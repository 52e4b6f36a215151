// Package page reads one error page into an entry of the catalogue.
//
// A page comes in two forms that give the same entry: MDX as its author wrote
// it, with front matter, and Markdown as docs sites export it, with the title
// and the description on top. What is read, the first that is there wins:
//
//	code         front matter code; a Danger element; a section "Error Code"
//	status       front matter status; the JSON example; a section "HTTP Status
//	             Code"; and, inferred, a back-quoted status in the text, the
//	             description, a rule of errgen.yaml
//	title        the JSON example; the reason phrase of the status
//	detail       front matter detail, a template; an example's is that of one
//	             occurrence
//	description  front matter; the quote under the title
//	the page's   front matter title; a heading of level 1 that begins the page
//	own title
//	params, deprecated, replaced_by, aliases, retryable
//	             front matter
//
// Every place that states the code or the status is kept in the entry, so that
// lint rules can compare them. The findings made here are those that no entry
// could hold: text that is no MDX, YAML or JSON, codes that are none, and two
// codes on one page.
//
// A code anywhere else, such as in running text or in a link, is another page's.
package page

import (
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// Options are what the configuration says about reading pages.
type Options struct {
	DocsURL  string                           // base of the type URLs, without a final slash
	Envelope *envelope.Template               // what error bodies look like; nil: the default
	Sections map[catalog.SectionKind][]string // aliases of headings, added to the built-in ones
	Status   []StatusRule                     // in order; the first match wins
	Parse    mdx.Options
}

// A StatusRule gives a status to the codes that match a pattern, for pages that
// state none.
type StatusRule struct {
	Match  string             // a code with * for any run of characters
	Status catalog.Value[int] // the Span is in the configuration
}

// Ids of the rules whose findings are made here.
const (
	ruleFrontMatter    = "front-matter"
	ruleCodeMissing    = "code-missing"
	ruleCodeMultiple   = "code-multiple"
	ruleCodeSyntax     = "code-syntax"
	ruleExampleJSON    = "example-json"
	ruleDetailTemplate = "detail-template"
	ruleUnclosedFence  = "unclosed-fence" // of package mdx
)

// Read reads one page. path is the page's path relative to the pages folder,
// with forward slashes. The entry is nil for a page that has no code; where it
// also does not lie at the depth of an error page (system/category/specific),
// left says why it is no error page, and there is no finding about the code. Of
// such a page, only the findings of its syntax are returned.
func Read(f *source.File, path string, o Options) (e *catalog.Entry, left string, found diag.List) {
	doc, found := mdx.Parse(f, o.Parse)
	r := &reader{file: f, options: &o, doc: doc, entry: &catalog.Entry{Page: path, File: f}}
	front := r.frontMatter()
	found = append(found, r.found...)
	r.faulty = found.Err() != nil
	r.unclosed = slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Rule == ruleUnclosedFence })
	r.found = nil
	r.keys(front)
	r.body(doc.Root)
	if !r.decideCode() {
		if _, deep := pathCode(path); !deep && !r.badCode {
			return nil, "it has no code and does not lie at system/category/specific", found
		}
		r.codeMissing()
		return nil, "", append(found, r.found...)
	}
	r.decideStatus()
	r.decideTexts()
	return r.entry, "", append(found, r.found...)
}

// reader is the work on one page.
type reader struct {
	file    *source.File
	options *Options
	doc     *mdx.Document
	entry   *catalog.Entry
	found   diag.List

	ownTitle     bool // the front matter has a title
	ownDetail    bool // the front matter has a detail
	badCode      bool // a place states a code that is none
	top          int  // where the text begins: after front matter, title and description
	inRelated    bool // what is walked through is about other errors
	relatedLevel int  // of the heading that this follows from; 0 outside of such a section
	inLead       bool // what is walked through stands before the first section
	backQuoted   []catalog.Value[int]
	slugs        map[string]int // how many headings have an id
	unclosed     bool           // a fence swallows the rest of the page
	faulty       bool           // the page may say more than could be read
}

// decideTexts fills in what depends on the status and the examples.
func (r *reader) decideTexts() {
	e := r.entry
	e.Type.V = r.options.DocsURL + "/" + e.CodePath()
	for i := range e.Examples {
		if x := &e.Examples[i]; x.Title.V != "" {
			e.Title = x.Title
			break
		}
	}
	if e.Title.V == "" {
		e.Title.V = catalog.ReasonPhrase(e.Status.V)
	}
	r.checkTemplate()
}
