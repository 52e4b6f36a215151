package config

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// The types of this file are errgen.yaml: each field is a key. Their tags:
//
//	yaml      the key
//	doc       what it is for; the schema's description
//	required  "true": it may not be left out
//	example   a value to show where it is missing or wrong
//	enum      the values allowed, separated by commas
//	pattern   a regular expression for text, and want, the same in words
//	format    a kind of text, or of the items of a list: see format.go
//	keys      the format of a map's keys
//	min, max  of a number
//	default   what holds where it is left out; said in the schema alone
//
// Fields are text, numbers, truth values, lists and structs of these, a
// catalog.Value where a later stage may point at the place, and entries for maps.

type text = catalog.Value[string]

type keys struct {
	Version     catalog.Value[int] `yaml:"version" required:"true" min:"1" max:"1" example:"1" doc:"Version of this file's format."`
	Pages       text               `yaml:"pages" format:"path" default:"." doc:"Folder of the error pages, relative to this file."`
	Catalogue   text               `yaml:"catalogue" format:"path" doc:"JSON snapshot of a catalogue, as written by errgen list --format json, to read instead of pages. Relative to this file."`
	Exclude     []text             `yaml:"exclude" format:"glob" doc:"Globs of pages that are not error pages, relative to the pages folder; ** stands for any number of folders."`
	DocsURL     text               `yaml:"docs_url" format:"url" example:"https://example.com/docs/errors" doc:"Base of every type URL: the URL of a page is this, a slash, and system/category/specific."`
	Site        text               `yaml:"site" format:"site" example:"docusaurus" doc:"Docs site that publishes the pages, which determines what they may contain, how they show their code and where they are published; the default is as for Mintlify."`
	Slash       text               `yaml:"trailing_slash" enum:"always,never" example:"always" doc:"Whether the site publishes pages with a slash at the end of their URLs, where relative links start below the page; by default as the site does without configuration."`
	Locales     entries[text]      `yaml:"locales" keys:"language" format:"path" example:"{de: docs/de/errors}" doc:"Folders of the pages in other languages, by language, relative to this file. A page has the path that its original has below pages."`
	FormerURLs  []text             `yaml:"former_docs_urls" format:"url" doc:"Former values of docs_url; clients still know the types that start with them."`
	Records     []recordKeys       `yaml:"records" doc:"How errors are found on the pages; the first rule whose in matches a page applies. By default, each page at system/category/specific is an error."`
	Services    []text             `yaml:"services" pattern:"^[a-z][a-z0-9_-]*$" want:"a lower-case name" example:"api" doc:"Services that answer with the errors, if there are several."`
	Types       entries[typeKeys]  `yaml:"types" keys:"type" doc:"Types of list items that several errors share, by name: a type for each member."`
	Reserved    []reservedKeys     `yaml:"reserved" doc:"Reserved ranges of numbered codes."`
	Envelope    envelopeKey        `yaml:"envelope" doc:"Shape of the server's error bodies: the name of a built-in shape, or a template. Placeholders in its texts stand for values: {code}, {status}, {detail}."`
	DefaultCode text               `yaml:"default_code" format:"code" example:"err:example:application:unexpected_error" doc:"Code for errors that have no code of their own."`
	Sections    entries[[]text]    `yaml:"sections" keys:"heading" format:"line" doc:"Headings that mean the same as the usual ones, by kind of section."`
	Status      []statusKeys       `yaml:"status" doc:"Statuses for pages that state none; the first match wins."`
	Initialisms []text             `yaml:"initialisms" pattern:"^[A-Za-z0-9]+$" want:"a word of letters and digits" example:"VPC" doc:"Words that identifiers write in capitals, added to the built-in ones."`
	Names       entries[nameKeys]  `yaml:"names" keys:"code" doc:"Identifiers that are not derived from the code, by code."`
	Codes       entries[codeKeys]  `yaml:"codes" keys:"code" doc:"Front matter keys, by code, for codes whose record has no front matter, such as a table row: aliases, deprecated, replaced_by, retired, retryable."`
	Generate    []outputKeys       `yaml:"generate" doc:"What to generate, and where."`
	Header      text               `yaml:"header" doc:"Text below the first line of each generated file, such as a licence; each of its lines becomes a comment."`
	Lint        lintKeys           `yaml:"lint" doc:"Rules and their severities."`
	Breaking    breakingKeys       `yaml:"breaking" doc:"What errgen breaking counts as breaking."`
	Verify      verifyKeys         `yaml:"verify" doc:"Files to check against the catalogue."`
	MaxPageSize catalog.Value[int] `yaml:"max_page_size" min:"1" default:"262144" doc:"Maximum size of a page in bytes."`

	AllowOutside bool `yaml:"allow_outside" default:"false" doc:"Whether symbolic links to pages or to the catalogue may lead out of the repository; lint --fix and new then write through them."`
}

type statusKeys struct {
	Match  text               `yaml:"match" required:"true" format:"code_pattern" example:"err:example:auth:*" doc:"A code; * stands for any run of characters."`
	Status catalog.Value[int] `yaml:"status" required:"true" min:"400" max:"599" example:"401" doc:"HTTP status."`
}

type nameKeys struct {
	Identifier text   `yaml:"identifier" pattern:"^[A-Z][A-Za-z0-9_]*$" want:"an exported Go identifier" example:"KeyNotFound" doc:"Identifier of the code, as an exported Go name."`
	Aliases    []text `yaml:"aliases" pattern:"^[A-Z][A-Za-z0-9_]*$" want:"an exported Go identifier" example:"KeyNotFound" doc:"Former identifiers, generated as deprecated."`
}

// outputKeys are the keys of every output; those of its target's options join
// them.
type outputKeys struct {
	Target       text `yaml:"target" required:"true" format:"target" doc:"Output language."`
	Out          text `yaml:"out" required:"true" format:"path" example:"../pkg/codes" doc:"Folder of the generated files, relative to this file."`
	Service      text `yaml:"service" example:"api" doc:"One of services: only the codes of this service are generated, with its statuses."`
	AllowOutside bool `yaml:"allow_outside" default:"false" doc:"Whether out may be outside the repository."`

	target  *emit.Target // nil where it is none
	options any
	place   source.Span // of the whole item
}

type reservedKeys struct {
	From catalog.Value[int] `yaml:"from" required:"true" example:"100000" doc:"First number of the range."`
	To   catalog.Value[int] `yaml:"to" required:"true" example:"100999" doc:"Last number of the range."`
	For  text               `yaml:"for" required:"true" format:"line" example:"asset tracking" doc:"Purpose of the range; a page in the range must have the same text under reserved:."`
	In   globs              `yaml:"in" doc:"Globs of the pages that may use numbers of the range without reserved:."`
}

// codeKeys are keys of the front matter: the node is read where those are.
type codeKeys struct{ node *yamlpos.Node }

// typeKeys is a shared type: the node is read where params are.
type typeKeys struct{ node *yamlpos.Node }

type lintKeys struct {
	Rules            entries[text]   `yaml:"rules" keys:"rule" enum:"error,warning,off" doc:"Severity by rule; errgen lint --rules lists them."`
	Overrides        []overrideKeys  `yaml:"overrides" doc:"Severities for some pages; the last override that matches wins."`
	Description      descriptionKeys `yaml:"description" doc:"Length of a description."`
	Sections         []text          `yaml:"sections" format:"section" doc:"Sections that every page must have."`
	SectionOrder     []text          `yaml:"section_order" format:"section" doc:"Order of the sections of a page."`
	TitleWords       wordKeys        `yaml:"title_words" doc:"Number of words in a title."`
	DescriptionWords wordKeys        `yaml:"description_words" doc:"Number of words in a description."`
	Forbid           []forbidKeys    `yaml:"forbid" doc:"Texts that pages must not contain."`
	Terms            []termKeys      `yaml:"terms" doc:"Words to avoid, and their replacements."`
	Baseline         text            `yaml:"baseline" format:"path" doc:"File of known findings to ignore, relative to this file; errgen lint --write-baseline writes it."`
}

type breakingKeys struct {
	Against text           `yaml:"against" example:"origin/main" doc:"Git revision to compare with; by default the point where the branch left the main one."`
	Level   text           `yaml:"level" enum:"wire,source,docs" default:"docs" doc:"Last level that counts: wire for clients, source for code that is compiled, docs for pages and links."`
	Rules   entries[text]  `yaml:"rules" keys:"breaking_rule" enum:"error,warning,off" doc:"Severity by rule; errgen breaking --rules lists them."`
	Ignore  []acceptedKeys `yaml:"ignore" doc:"Intended changes."`
}

type acceptedKeys struct {
	Rule text `yaml:"rule" format:"breaking_rule" example:"status-changed" doc:"Rule to ignore; all rules if omitted."`
	Code text `yaml:"code" format:"line" example:"err:example:data:key_not_found" doc:"Code before the change; all errors if omitted."`
	Why  text `yaml:"why" required:"true" format:"line" example:"no client has matched on it since 2024" doc:"Reason, for later readers."`
}

type verifyKeys struct {
	Source []text        `yaml:"source" format:"reach" doc:"Globs of source files and documents that errgen verify source reads, relative to this file; by default the whole repository."`
	Ignore []mentionKeys `yaml:"ignore" doc:"Intended mentions."`
}

type mentionKeys struct {
	Match text `yaml:"match" required:"true" format:"regexp" example:"^err:example:" doc:"Regular expression for the code or the URL."`
	Why   text `yaml:"why" required:"true" format:"line" example:"codes of another service" doc:"Reason, for later readers."`
}

type overrideKeys struct {
	Pages []text        `yaml:"pages" required:"true" format:"glob" example:"[\"legacy/**\"]" doc:"Globs of pages, relative to the pages folder; ** stands for any number of folders."`
	Rules entries[text] `yaml:"rules" required:"true" keys:"rule" enum:"error,warning,off" example:"{stub: off}" doc:"Severity by rule."`
}

type descriptionKeys struct {
	Min catalog.Value[int] `yaml:"min" min:"1" doc:"Minimum number of characters."`
	Max catalog.Value[int] `yaml:"max" min:"1" doc:"Maximum number of characters."`
}

// entries is a map in the order of the file.
type entries[T any] []entry[T]

type entry[T any] struct {
	Key   text
	Value T
}

// A tag is what the tags of a field say.
type tag struct {
	key, doc, format, keys, want, example, byDefault string
	required                                         bool
	enum                                             []string
	pattern                                          *regexp.Regexp
	min, max                                         *int
}

// tagOf reads the tags of a field. One that does not parse is a bug of the type.
func tagOf(f reflect.StructField) tag {
	t := tag{
		key: f.Tag.Get("yaml"), doc: f.Tag.Get("doc"), format: f.Tag.Get("format"), keys: f.Tag.Get("keys"),
		want: f.Tag.Get("want"), example: f.Tag.Get("example"), byDefault: f.Tag.Get("default"),
		required: f.Tag.Get("required") == "true",
	}
	if s := f.Tag.Get("enum"); s != "" {
		t.enum = strings.Split(s, ",")
	}
	if s := f.Tag.Get("pattern"); s != "" {
		t.pattern = regexp.MustCompile(s)
	}
	t.min, t.max = number(f.Tag.Get("min")), number(f.Tag.Get("max"))
	return t
}

func number(s string) *int {
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return &n
}

// item returns the tag of a list's or a map's values.
func (t tag) item() tag {
	t.keys, t.required, t.doc, t.byDefault = "", false, "", ""
	return t
}
