// Package record says what one error is on a page, and where its facts are.
//
// A [Rule] reads pages: it says what is one error (the page, a heading with the
// text below it, a row of a table, an item of a list, an element), what its code
// looks like (a [form.Form]), and for each fact the [Places] where it may be. A
// page that no rule names is read by [Builtin].
//
// [Cut] divides a page into its records, and [Record.Texts] returns the text at a
// place, each byte with its position in the file. [Vocabulary] is the table of all
// places: the parser, the schema of the configuration and the documentation follow
// it.
package record

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Kind is what one error is on a page.
type Kind uint8

// The kinds of records.
const (
	Page Kind = iota
	Heading
	Row
	Item
	Element
)

// String returns the kind as messages name it.
func (k Kind) String() string {
	return [...]string{"page", "heading", "row", "list item", "element"}[k]
}

// An Each says which parts of a page are records.
type Each struct {
	Kind  Kind
	Level int    // of headings
	Name  string // of elements
}

// String returns it as the configuration writes it.
func (e Each) String() string {
	switch e.Kind {
	case Heading:
		return "h" + string(rune('0'+e.Level))
	case Row:
		return "row"
	case Item:
		return "item"
	case Element:
		return "element " + e.Name
	}
	return "page"
}

// A Source is a page as records are read from it.
type Source struct {
	File  *source.File
	Path  string        // below pages, with its extension
	Front *yamlpos.Node // the front matter; nil where there is none
	Own   *yamlpos.Node // its map errgen, whose keys win; nil where there is none
	// Blocks are what the page consists of below its title; Title is that heading,
	// nil where the page does not begin with one, and Subtitle the quote below it.
	Blocks   []*mdx.Node
	Title    *mdx.Node
	Subtitle *mdx.Node

	bodies map[*mdx.Node]*jsonpos.Value
}

// Key returns the value of a key of the front matter, or nil. own reports whether
// it stands in the map errgen.
func (s *Source) Key(name string) (n *yamlpos.Node, own bool) {
	if n := s.Own.Get(name); n != nil {
		return n, true
	}
	return s.Front.Get(name), false
}

// A Record is one error as a page describes it.
type Record struct {
	*Source
	Rule *Rule
	// Head is what the record is known by: its heading, row, item or element; nil
	// where it is the page.
	Head   *mdx.Node
	Above  *mdx.Node // the heading above it; nil if there is none
	Blocks []*mdx.Node
	Span   source.Span // all of it
	// Columns are the headings of the row's columns, as HeadingWords has them.
	Columns []string
	Names   []string // the same as they are written
	// AboveID is the id of the heading Above, which leads to a record without one.
	AboveID string
	// Examples are the error bodies that the reader of the page finds.
	Examples []catalog.Example

	divided bool // parts is filled
	parts   []Section

	listed   bool // the lists below are filled
	elements []*mdx.Node
	fences   []*mdx.Node
}

// list goes through the record once and notes what places ask for.
func (r *Record) list() {
	if r.listed {
		return
	}
	r.listed = true
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			switch n.Kind {
			case mdx.Text:
				continue
			case mdx.CodeBlock:
				r.fences = append(r.fences, n)
			case mdx.FlowElement, mdx.TextElement:
				r.elements = append(r.elements, n)
			}
			walk(n.Children)
		}
	}
	if r.Rule.Each.Kind == Heading {
		walk(r.Head.Children)
	}
	walk(r.Blocks)
}

// Body returns the JSON value of a code block, nil where it has none.
func (s *Source) Body(n *mdx.Node) *jsonpos.Value {
	body, ok := s.bodies[n]
	if !ok {
		body, _ = jsonpos.Parse(n.Value)
		if s.bodies == nil {
			s.bodies = map[*mdx.Node]*jsonpos.Value{}
		}
		s.bodies[n] = body
	}
	return body
}

// JSON reports whether a code block is said to be JSON (sure), or may be. Some
// highlighters take the lines to mark without a space: json{2,4}.
func JSON(n *mdx.Node) (sure, may bool) {
	lang, _, _ := strings.Cut(strings.ToLower(n.Lang), "{")
	switch lang {
	case "json":
		return true, true
	case "", "jsonc", "json5":
		return false, strings.HasPrefix(strings.TrimLeft(n.Value, " \t\r\n"), "{")
	}
	return false, false
}
