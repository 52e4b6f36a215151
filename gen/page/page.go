// Package page reads error pages into entries of the catalogue.
//
// A rule of package record says what is one error on a page and where its facts
// are. This package divides the page by that rule, chooses between the places that
// state the code, and reads what is the same for every rule: the sections, the links
// and the error bodies that are shown. Package front reads the front matter, package
// fact chooses between the places that state anything else, and package missed notices
// what was meant as an error and is not read.
//
// A page comes in two forms that give the same entries: MDX as its author wrote
// it, with front matter, and Markdown as docs sites export it, with the title
// and the description on top.
//
// Every place that states the code or the status is kept in the entry, so that
// lint rules can compare them. The findings made here are those that an entry
// cannot hold: text that is not valid MDX, YAML or JSON, codes that are not
// valid, and records with two codes.
//
// A code anywhere else, such as in running text or in a link, belongs to another
// record.
package page

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Options are what the configuration says about reading pages.
type Options struct {
	DocsURL  string                           // base of the type URLs, without a final slash
	Envelope *envelope.Template               // what error bodies look like; nil: the default
	Rule     *record.Rule                     // how the page is read; nil: the built-in rule
	Forms    []*form.Form                     // what codes look like, on this page or another; nil: the form of Rule
	Facts    []catalog.Fact                   // of the catalogue
	Sections map[catalog.SectionKind][]string // aliases of headings, added to the built-in ones
	Services []string                         // of the catalogue
	Codes    map[catalog.Code]*yamlpos.Node   // keys of the front matter, by code, of records that have none
	Types    map[string]*yamlpos.Node         // members of types that params share, by name
	Status   []fact.StatusRule                // in order; the first match wins
	// NoMarkdown leaves the Markdown of sections empty.
	NoMarkdown bool
	// Bodies treats each JSON object that has the code of its record in it as an error
	// body, whatever its shape. It is for finding out what bodies look like.
	Bodies bool
	Parse  mdx.Options
	// Site publishes the pages; nil where the configuration names none. Folder is
	// the path of the pages folder below what the site publishes.
	Site   *site.Site
	Folder string
}

// Ids of the rules whose findings are made here.
const (
	ruleCodeMissing   = "code-missing"
	ruleCodeMultiple  = "code-multiple"
	ruleCodeSyntax    = "code-syntax"
	ruleExampleJSON   = "example-json"
	ruleRowCells      = "row-cells"
	ruleUnclosedFence = "unclosed-fence" // of package mdx
)

// A Result is what a page gave.
type Result struct {
	Entries []*catalog.Entry // one for each record, in the page's order
	// Left says why the page has no record, if that is not a mistake. Only the
	// syntax findings of such a page are returned.
	Left  string
	Found diag.List
	Rule  *record.Rule // that read it; nil: none did
	// Seen is what looks like an error but is not one by the rule.
	Seen []missed.Seen
	// Passed are values of the front matter that are left to the docs site.
	Passed []diag.Related
}

var builtin = record.Builtin(nil, nil, nil)

// Read reads one page. path is the page's path relative to the pages folder, with
// forward slashes. A page without an entry has a finding, or Left says why it does
// not describe an error.
func Read(f *source.File, path string, o Options) Result {
	if o.Rule == nil {
		if o.Rule = builtin; o.Site != nil {
			o.Rule = record.Builtin(o.Site, nil, nil)
		}
	}
	if o.Forms == nil {
		o.Forms = []*form.Form{o.Rule.Form}
	}
	doc, found := mdx.Parse(f, o.Parse)
	defer doc.Release()
	p := newReader(f, path, &o, doc)
	found = append(found, p.found...)
	p.faulty = found.Err() != nil
	p.unclosed = slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Rule == ruleUnclosedFence })
	p.syntax, p.found = found, nil
	p.blocks()
	entries, left := p.records()
	if left != "" && len(entries) == 0 && slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Rule == conflict.Rule }) {
		return Result{Found: found, Rule: p.rule} // it may be an error page once that is resolved
	}
	if left != "" {
		return Result{Left: left, Found: found, Rule: p.rule, Seen: p.missed.Seen}
	}
	return Result{Entries: entries, Found: append(found, p.found...), Rule: p.rule, Seen: p.missed.Seen, Passed: p.front.Passed}
}

// pageReader is the work on one page.
type pageReader struct {
	file    *source.File
	options *Options
	rule    *record.Rule
	doc     *mdx.Document
	src     *record.Source
	found   diag.List
	syntax  diag.List // what is wrong with the grammar
	says    string

	front  front.Page
	facts  fact.Page
	missed missed.Page

	start    source.Span
	top      int            // where the text begins: after front matter, title and description
	outer    []*mdx.Node    // elements around the sections of the page, such as a layout's
	slugs    map[string]int // how many headings have an id
	slugger  *site.Slugger  // of the site, made when it is needed
	ids      map[*mdx.Node]string
	anchors  []catalog.Value[string]
	images   []catalog.Value[string]
	ignored  []catalog.Ignore
	read     bool // what the front matter says of all records has been read
	unclosed bool // a fence swallows the rest of the page
	faulty   bool // the page may say more than could be read
}

// newReader reads the front matter of a page by the rule of the options.
func newReader(f *source.File, path string, o *Options, doc *mdx.Document) *pageReader {
	src := &record.Source{File: f, Path: path}
	p := &pageReader{
		file: f, options: o, rule: o.Rule, doc: doc, src: src,
		facts:  fact.Page{Facts: o.Facts, Status: o.Status},
		missed: missed.Page{Source: src, Rule: o.Rule, DocsURL: o.DocsURL, Root: doc.Root, Section: isSection},
	}
	p.front = front.Page{Source: src, Rule: o.Rule, Forms: o.Forms, Services: o.Services, Codes: o.Codes, Types: o.Types, Found: &p.found}
	p.start, p.top = p.front.Parse(doc.FrontMatter)
	return p
}

// records reads the records of the page. left is set where it has none and is not
// meant to have one.
func (p *pageReader) records() (entries []*catalog.Entry, left string) {
	if p.rule.Each.Kind == record.Page {
		r := p.reader(record.Cut(p.src, p.rule)[0])
		p.ignored = append(r.facts.Read(), p.ignored...)
		r.codes()
		r.body()
		r.jsx(p.doc.Root)
		switch {
		case r.decideCode():
			p.scopeIgnores(nil)
			r.finish()
			r.entry.Images = r.images
			return []*catalog.Entry{r.entry}, ""
		case r.badCode:
			return nil, ""
		}
		if left := p.noError(); left != "" {
			r.speaks(left)
			return nil, left
		}
		r.codeMissing()
		return nil, ""
	}
	return p.parts()
}

// noError says why a page without a code is not meant to have one; empty where it
// is.
func (p *pageReader) noError() string {
	if p.options.Site != nil && site.OfFolder(p.src.Path) {
		return "it has no code, and " + p.options.Site.Title + " shows it as the page of its folder"
	}
	if p.rule.Named {
		if _, deep := p.pathCode(); !deep {
			return "it has no code and is not at " + strings.Join(record.Segments(p.rule.Form), "/")
		}
		return ""
	}
	if record.OfFolder(p.src.Path) {
		return "it has no code, and files of this name are index pages or parts of other pages"
	}
	return ""
}

// parts reads the records of a page that are parts of it.
func (p *pageReader) parts() (entries []*catalog.Entry, left string) {
	candidates := record.Cut(p.src, p.rule)
	var told []*record.Record
	var untold []*record.Record
	var in source.Span // the last record: what stands in it is no other
	seen := 0
	bad := false
	for _, rec := range candidates {
		if !in.IsZero() && rec.Within(in) {
			continue
		}
		seen++
		r := p.reader(rec)
		row, wrong := rec.Head.Kind == mdx.TableRow, len(p.found)
		r.codes()
		bad = bad || r.badCode
		if !r.decideCode() {
			switch {
			case r.badCode:
			case row:
				r.rowWithoutCode()
				bad = true
			default:
				untold = append(untold, rec)
			}
			if row {
				r.countCells(wrong)
			}
			continue
		}
		in = rec.Span
		told = append(told, rec)
		if !p.read {
			p.read = true
			p.ignored = append(p.front.Ignores(), p.ignored...)
		}
		r.body()
		if len(told) == 1 {
			r.jsx(p.doc.Root) // what it reads belongs to the page, which is told once
		}
		r.finish()
		if row {
			r.countCells(wrong)
		}
		entries = append(entries, r.entry)
	}
	p.missed.Look(told, untold)
	if len(entries) == 0 && !bad {
		return nil, p.noRecord(seen)
	}
	p.scopeIgnores(told)
	p.around(entries, told)
	if len(entries) > 0 {
		entries[0].Images = p.images
	}
	for _, e := range entries {
		e.Shared = len(entries) > 1
		e.Ignores = p.ignored
		e.Anchors = p.anchors
	}
	return entries, ""
}

// noRecord says why a page has no record.
func (p *pageReader) noRecord(seen int) string {
	one, many := "", ""
	switch each := p.rule.Each; each.Kind {
	case record.Heading:
		one, many = "heading of level "+each.String()[1:], "headings of level "+each.String()[1:]
	case record.Row:
		one, many = "table row that could be an error", "table rows"
	case record.Item:
		one, many = "list item", "list items"
	case record.Element:
		one, many = "element "+each.Name, "elements "+each.Name
	}
	if seen == 0 {
		return "it has no " + one
	}
	return "none of its " + many + " states a code"
}

// reader is the work on one record.
type reader struct {
	*pageReader
	rec   *record.Record
	entry *catalog.Entry
	facts *fact.Reader
	from  []*record.Place // of the codes that the entry has, each its place

	foreign []source.Span // codes that the record states and that are not its own

	badCode      bool // a place states a code that is none
	inRelated    bool // what is walked through is about other errors
	relatedLevel int  // of the heading that this follows from; 0 outside of such a section
	inLead       bool // what is walked through stands before the first section
}

func (p *pageReader) reader(rec *record.Record) *reader {
	e := &catalog.Entry{
		Page: p.src.Path, File: p.file, Start: p.start, HasFrontMatter: !p.doc.FrontMatter.IsZero(),
		Record: rec.At(), Named: p.rule.Named, Shown: p.rule.Shown, Merge: p.rule.Merge,
	}
	if p.rule.Form != form.Default {
		e.Form = p.rule.Form
	}
	if !p.rule.Named {
		e.Places = p.statusPlaces()
	}
	r := &reader{pageReader: p, rec: rec, entry: e}
	r.facts = p.facts.Of(rec, p.front.Of(e), r.here())
	return r
}

// statusPlaces says where statuses are read from; it is said once for all records.
func (p *pageReader) statusPlaces() string {
	switch {
	case p.says != "":
	case p.rule.Status[0].Span.IsZero() && p.rule.Each.Kind == record.Page: // errgen.yaml names none
		p.says = "the front matter or an example"
	case p.rule.Status[0].Span.IsZero():
		p.says = `an example of its body or under a heading "HTTP Status Code"`
	default:
		stated := slices.DeleteFunc(slices.Clone(p.rule.Status), func(p record.Place) bool { return p.Inferred() || p.Word == "none" })
		p.says = stated.Says()
	}
	return p.says
}

// finish decides what depends on the code and on each other.
func (r *reader) finish() {
	r.leaveForeign()
	e := r.entry
	r.rec.Examples = e.Examples
	r.published()
	if r.rec.Head != nil {
		if e.Anchor = r.ids[r.rec.Head]; e.Anchor == "" {
			e.Anchor = r.rec.AnchorID()
		}
		if e.Anchor == "" && r.rec.Above != nil {
			r.rec.AboveID = r.ids[r.rec.Above]
		}
	}
	r.facts.Decide()
	r.facts.Configured()
	values := r.rec.Values(e, r.options.DocsURL, r.options.Facts)
	typ, page := r.rule.URLs(e)
	e.Type.V = typ.Fill(values)
	if e.PageURL.V != "" && r.rule.Named {
		e.Type.V = e.PageURL.V // the page is published elsewhere
	}
	if page != nil {
		e.PageURL.V = page.Fill(values)
	}
	r.facts.Title()
	r.facts.Detail()
	if r.rec.Head == nil {
		e.Anchors, e.Ignores = r.anchors, r.ignored
	}
}
