// Package catalog is the model: what the error pages say, as plain values. It
// knows neither Markdown nor any output language.
//
// The package page makes one [Entry] of each page, [Build] makes a [Catalog] of
// all of them, and from then on nothing changes: lint rules and targets only
// read it. Every value that was read from somewhere is a [Value], which knows
// its place. The package snapshot keeps a catalogue as JSON, and [Restore] makes one
// of what it reads.
package catalog

import (
	"encoding/json"
	"slices"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// A Value is something read from a page, with the place it was read from. A
// value that no page states has the zero Span.
type Value[T any] struct {
	V    T
	Span source.Span
}

// A Catalog is everything that is generated from. Entries are sorted by code,
// and those with the same code, which is a finding, by page.
type Catalog struct {
	DocsURL     string             // base of every type URL, without a final slash
	Envelope    *envelope.Template // what error bodies look like; nil: the default, see [Catalog.Body]
	DefaultCode Code               // the code of errors without a code of their own; may be empty
	Initialisms []string           // words to write in capitals, added to the built-in ones
	Names       map[Code]Names
	Forms       []*form.Form // what codes look like; nil: the default form
	Facts       []Fact       // facts that the configuration adds to the standard ones
	Reserved    []Reserved   // ranges of numbers that are reserved; none in JSON
	Services    []string     // services that answer with the codes; nil where there is one
	Site        *site.Site   // the docs site that publishes the pages; nil where it is not known, and in JSON
	Entries     []*Entry
	Locales     []*Locale // the pages in other languages; none in JSON
	Others      []string  // pages that do not describe an error, relative to the pages folder; none in JSON

	// FormerDocsURLs are earlier values of DocsURL: what was published below
	// them is now below DocsURL.
	FormerDocsURLs []string

	snapshot bool   // it was restored: the links are those of another site
	language string // of the pages of a locale; empty for the originals

	byCode map[Code]*Entry // codes and aliases; nil in a catalogue written by hand
}

// A Fact is something that the configuration adds to each error under its own
// name: a kind, an owner, an exit code.
type Fact struct {
	Name    string
	Doc     string   // what it is, for generated code; may be empty
	Values  []string // what it may be, in their order; nil: any text
	Default string   // of errors that do not say; may be empty
}

// Names are the identifiers that the configuration pins for a code, in the
// form that Go exports them.
type Names struct {
	Identifier string   // empty: derived from the code
	Aliases    []string // older identifiers, kept as deprecated
}

// Lookup returns the entry of a code, or of an alias of it, or nil. It takes the
// same time for any number of entries in a catalogue that [Build] or [Restore]
// made, and looks at each in one written by hand.
func (c *Catalog) Lookup(code Code) *Entry {
	if c.byCode != nil {
		return c.byCode[code]
	}
	for _, e := range c.Entries {
		if e.Code.V == code {
			return e
		}
	}
	for _, e := range c.Entries {
		for _, a := range e.Aliases {
			if a.V == code {
				return e
			}
		}
	}
	return nil
}

// A Source names the place that a fact was read from, strongest first.
type Source string

// The sources, in the order in which they win. A fact from a source at or below
// FromProse is inferred. FromPlace is a place that a rule of the configuration
// names.
const (
	FromFrontMatter Source = "front_matter"
	FromPlace       Source = "place"
	FromElement     Source = "element" // <Danger>; codes only
	FromExample     Source = "example"
	FromSection     Source = "section"
	FromProse       Source = "prose"
	FromDescription Source = "description"
	FromConfig      Source = "config"
	FromPath        Source = "path" // codes only
)

// A Stated fact is a value that one place states; if places disagree, the first
// wins and the others are findings.
type Stated[T any] struct {
	Value[T]
	From Source
}

// An Entry is one error as its record says it: a page, or a part of one.
type Entry struct {
	Code Value[Code]
	Form *form.Form // what the code looks like; nil: the default form
	// Name is the identifier that the record states, in words of any spelling;
	// empty where identifiers are made of the code.
	Name       Value[string]
	Status     Value[int] // HTTP status; 0 where none is stated
	StatusFrom Source     // empty where Status is 0
	// NoStatus says that the error has no HTTP status, or that its catalogue has no
	// statuses: a missing status is not a mistake.
	NoStatus bool
	// OtherStatuses are further statuses that the code is answered with; Status is
	// the default one.
	OtherStatuses []Value[int]
	// ByService are the statuses of services that differ from Status.
	ByService []ServiceStatus
	Services  []Value[string] // services that answer with the code; nil: all
	Title     Value[string]   // RFC 9457 title: the example's, else the status's reason phrase
	Type      Value[string]   // RFC 9457 type: what identifies the problem, by default its PageURL
	PageURL   Value[string]   // where the error is documented; empty: at its Type
	Detail    Value[string]   // RFC 9457 detail; a template where Params is not empty
	Params    []Param         // in the page's order
	Facts     []Value[string] // of Catalog.Facts, in their order; empty where there is none
	Headers   []Header        // response headers beside those of the envelope, in the page's order
	// Description says in one sentence what happened and what to do.
	Description  Value[string]
	Retryable    Value[Tri]
	GRPC         Value[string] // the gRPC code, for example FAILED_PRECONDITION; empty: by the status
	Deprecated   *Deprecation  // nil where the code is not deprecated
	Retired      *Retirement   // nil where the code is in use
	Aliases      []Value[Code] // older codes of the same error
	Sections     []Section     // in the page's order
	Related      []Link        // links of the Related Errors section, or of the page where it has none
	Examples     []Example     // error bodies shown on the page
	Translations []Translation // what the page says in other languages, in their order

	// Page is the path of the page relative to the pages folder, with forward
	// slashes.
	Page string
	// Path is where the page is published below the docs URL; Anchor is the id of
	// the record on it, empty where the record is the page, or a part without an id.
	Path, Anchor string
	File         *source.File

	// What follows is kept for lint rules; no target reads it.

	// Language is that of a translation; empty of an original.
	Language string
	// Record is the first line of what the record is known by: its heading, row,
	// list item or element; zero where the record is the page.
	Record source.Span
	Shared bool     // the page has other records too
	Named  bool     // the page is called by its code: path and title state it
	Shown  bool     // the record is to show its error body
	Merge  bool     // several records may describe the error
	Places string   // where the status is read from, in words
	Merged []*Entry // the other records that describe it, by path

	Heading     Value[string]   // the page's own title
	Codes       []Stated[Code]  // every place that states the page's code, strongest first
	Statuses    []Stated[int]   // every place that states a status, strongest first
	Links       []Link          // every link of the page, Related included
	Around      []Link          // links of the page that stand in none of its records; with the first of them
	Beside      []Example       // error bodies of the page that stand in none of its records; with the first of them
	Images      []Value[string] // where the images of the page are; with the first of its records
	Reserved    Value[string]   // for whom the page reserves its code
	Anchors     []Value[string] // ids that a link's #fragment may name, in the page's order
	Keys        []Value[string] // top-level keys of the front matter
	Expressions []Expression    // of an MDX page: those that read names from elsewhere or are objects
	Elements    []Element       // of an MDX page: elements of HTML with attributes that are text, and void ones with content
	Components  []Value[string] // of an MDX page: elements that are no HTML and that it does not import
	Ignores     []Ignore
	// Unpublished is the line of the front matter that keeps the page from being
	// published, such as "draft: true"; empty where none does.
	Unpublished Value[string]
	// Start is where front matter can be written: the point after its opening
	// fence, or the start of the file where it has none.
	Start          source.Span
	HasFrontMatter bool
}

// Tri is an answer that may not have been given.
type Tri uint8

// The answers.
const (
	Unset Tri = iota
	True
	False
)

// String returns "true", "false" or "".
func (t Tri) String() string { return [...]string{"", "true", "false"}[t] }

// TriOf returns the answer that b is.
func TriOf(b bool) Tri {
	if b {
		return True
	}
	return False
}

// MayRetry reports whether the same request may succeed later. Where the record
// does not say, the status decides: 408, 425, 429, 502, 503 and 504 pass by
// themselves.
func (e *Entry) MayRetry() bool {
	if e.Retryable.V != Unset {
		return e.Retryable.V == True
	}
	switch e.Status.V {
	case 408, 425, 429, 502, 503, 504:
		return true
	}
	return false
}

// Where returns where the error is described, below the pages folder: the path of
// its page, with the anchor of a record that is a part of one, or its code where it
// has none, as a row.
func (e *Entry) Where() string {
	switch {
	case e.Anchor != "":
		return e.Page + "#" + e.Anchor
	case !e.Record.IsZero():
		return e.Page + "#" + string(e.Code.V)
	}
	return e.Page
}

// MayAnswer reports whether a status is one of those that the code is answered with.
func (e *Entry) MayAnswer(status int) bool {
	return e.Status.V == status || slices.ContainsFunc(e.OtherStatuses, func(v Value[int]) bool { return v.V == status }) ||
		slices.ContainsFunc(e.ByService, func(s ServiceStatus) bool { return s.Status.V == status })
}

// URL returns where the error is documented.
func (e *Entry) URL() string {
	if e.PageURL.V != "" {
		return e.PageURL.V
	}
	return e.Type.V
}

// PageTitle returns the title of the error's page: its own, else its OtherTitle.
func (e *Entry) PageTitle() Value[string] {
	if e.Heading.V != "" {
		return e.Heading
	}
	return e.OtherTitle()
}

// OtherTitle returns the title of a page that has none of its own: that of the problem
// unless it is only the reason phrase of the status, else the last part of the code,
// which has no place.
func (e *Entry) OtherTitle() Value[string] {
	if e.Title.V != "" && !IsReasonPhrase(e.Title.V, e.Status.V) {
		return e.Title
	}
	return Value[string]{V: e.Last()}
}

// A ServiceStatus is the status that one service answers a code with.
type ServiceStatus struct {
	Service Value[string]
	Status  Value[int]
}

// A Header is a response header of an error.
type Header struct {
	Name  Value[string]
	Value Value[string]
}

// A Retirement says since when a code is no longer raised. Clients still know the
// code, so it is never reused.
type Retirement struct {
	Since      Value[string] // a date, as 2006-01-02
	Reason     Value[string]
	ReplacedBy Value[Code] // empty where nothing replaces it
}

// Instead returns the code to use in the place of one that is retired or deprecated, or
// both; empty if there is none.
func (e *Entry) Instead() Code {
	if e.Retired != nil && e.Retired.ReplacedBy.V != "" {
		return e.Retired.ReplacedBy.V
	}
	if e.Deprecated != nil {
		return e.Deprecated.ReplacedBy.V
	}
	return ""
}

// A Deprecation says why a code should no longer be used, and what to use instead.
type Deprecation struct {
	Reason     Value[string]
	ReplacedBy Value[Code] // empty where nothing replaces it
}

// A ParamType is the type of a parameter.
type ParamType string

// The parameter types.
const (
	String ParamType = "string"
	Int    ParamType = "int"
	Float  ParamType = "float"
	Bool   ParamType = "bool"
	Time   ParamType = "time" // RFC 3339 in JSON
	List   ParamType = "list"
	Object ParamType = "object" // only as Items of a list
)

// A Param is one parameter of an error: a placeholder of its detail, a
// constructor argument, and an extension member of its JSON.
type Param struct {
	Name        Value[string]
	Type        Value[ParamType]
	Description Value[string]
	Example     Value[json.RawMessage] // compact JSON; nil where there is none
	Optional    Value[bool]
	Log         Value[Tri] // whether the value may stand in logs; Unset: it may
	// TypeName is the name of the type that the configuration shares between errors,
	// of the Items of a list; empty where the type is the parameter's own.
	TypeName string
	Items    *Param  // of a List: the type of its items, without a name; scalar or Object
	Members  []Param // of an Object, in the page's order; scalars only
}

// A SectionKind is what a section is for.
type SectionKind string

// The kinds of sections.
const (
	WhatHappened   SectionKind = "what_happened"
	HowToFix       SectionKind = "how_to_fix"
	CommonMistakes SectionKind = "common_mistakes"
	RelatedErrors  SectionKind = "related_errors"
	Other          SectionKind = "other"
)

// A Section is one heading and what is below it, up to the next heading.
type Section struct {
	Kind     SectionKind
	Heading  Value[string] // plain text
	Level    int           // 1 to 6
	Markdown string        // the content, in one canonical form whatever the page's is; empty where it was not asked for
	Items    []string      // plain text of the list items directly in the section
	Span     source.Span   // heading and content
}

// A Link is a link of a page.
type Link struct {
	URL  Value[string] // as written
	Text Value[string] // plain text of the label
	Code Code          // of the error page it leads to; empty where it leads elsewhere
	// Target is the path of the page that the link names, relative to the pages
	// folder and without extension, whether it exists or not; empty where the
	// link leads out of the error pages. Fragment is what follows the #.
	Target   string
	Fragment string
}

// An Ignore silences a rule on a page, or on the block after it.
type Ignore struct {
	Rule   Value[string]
	Reason string
	Scope  source.Span // where it holds; zero: the whole page
}
