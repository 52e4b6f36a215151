package record

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// A Place is where a fact is stated: a word with its argument, such as "front
// code", and which part of the text there is meant.
type Place struct {
	Word  string
	Arg   string         // what follows the word; empty where the word needs none
	Match *regexp.Regexp // takes part of the text: its first group, or all that matches; nil: all of it
	Span  source.Span    // in the configuration; zero in a rule that is built in

	word *Word
	key  string    // Arg as it is compared
	attr [2]string // of an element: an attribute that it must have, and its value
	path []string  // of a JSON pointer: its members
}

// Places are where a fact may be stated; the first place that has it wins. A
// last place "none" says that a record without the fact is not a mistake.
type Places []Place

// None reports whether a record may lack the fact, and Only whether no record
// has it.
func (p Places) None() bool { return len(p) > 0 && p[len(p)-1].Word == "none" }

// Only reports whether there is no other place than "none".
func (p Places) Only() bool { return len(p) == 1 && p.None() }

// Has reports whether one of the places has one of the words.
func (p Places) Has(words ...string) bool {
	return slices.ContainsFunc(p, func(p Place) bool { return slices.Contains(words, p.Word) })
}

// String returns the place as the configuration writes it.
func (p *Place) String() string {
	if p.Arg == "" {
		return p.Word
	}
	return p.Word + " " + p.Arg
}

// A Word is the first word of a place: what kind of place it is.
type Word struct {
	Name     string
	Argument string // what follows it, in capitals; empty: nothing
	Doc      string // what stands there, for the schema and the README
	// Of says which records have such a place; empty: all.
	Of []Kind

	source catalog.Source
	many   bool // each occurrence states the fact; else the first that fits does
	check  func(p *Place) *Error
	read   func(r *Record, p *Place) []Text
}

// Title returns the word with its argument, as the table of places has it.
func (w *Word) Title() string { return strings.TrimSpace(w.Name + " " + w.Argument) }

// Vocabulary is all words, in the order in which they are documented.
var Vocabulary = []*Word{
	{Name: "front", Argument: "KEY", Doc: "a key of the front matter; the first item if it is a list", source: catalog.FromFrontMatter, read: readFront},
	{Name: "file", Doc: "the name of the file without its extension", source: catalog.FromPath, read: readFile},
	{Name: "path", Doc: "the path of the page below pages, without its extension", source: catalog.FromPath, read: readPath},
	{Name: "heading", Doc: "the heading of the record", Of: []Kind{Heading}, source: catalog.FromPlace, read: readHeading},
	{Name: "above", Doc: "the heading above the record", Of: []Kind{Heading, Row, Item, Element}, source: catalog.FromPlace, read: readAbove},
	{Name: "h1", Doc: "a heading of that level, from h1 to h6", source: catalog.FromPlace, read: readLevel},
	{Name: "h2", read: readLevel, source: catalog.FromPlace},
	{Name: "h3", read: readLevel, source: catalog.FromPlace},
	{Name: "h4", read: readLevel, source: catalog.FromPlace},
	{Name: "h5", read: readLevel, source: catalog.FromPlace},
	{Name: "h6", read: readLevel, source: catalog.FromPlace},
	{Name: "element", Argument: "NAME", Doc: "the content of an element: `<Danger>` is `element Danger`, and `<Aside type=\"danger\">` is `element Aside[type=\"danger\"]`", source: catalog.FromElement, many: true, check: checkName, read: readElement},
	{Name: "admonition", Argument: "NAME", Doc: "the content of a box: `:::danger` and `> [!DANGER]` are `admonition danger`; with match, its title comes before that", source: catalog.FromElement, many: true, check: checkName, read: readAdmonition},
	{Name: "attribute", Argument: "ELEMENT NAME", Doc: "an attribute of an element in the record; without an element, of the record's own element", source: catalog.FromPlace, check: checkAttribute, read: readAttribute},
	{Name: "quote", Doc: "the block quotes at the start of the record", source: catalog.FromPlace, read: readQuote},
	{Name: "subtitle", Doc: "the quote below the title of the page, as docs sites export a description", Of: []Kind{Page}, source: catalog.FromPlace, read: readSubtitle},
	{Name: "text", Doc: "the first paragraph of the record that states the fact; a paragraph that holds only the code is not a description", source: catalog.FromPlace, read: readText},
	{Name: "label", Argument: "NAME", Doc: "what follows a label: `Status: 404` on a line or in a list item, `**Status** 404`, or the cell beside or below one in a table", Of: []Kind{Page, Heading, Item, Element}, source: catalog.FromPlace, check: checkHeading, read: readLabel},
	{Name: "section", Argument: "HEADING", Doc: "the text below the heading of that name in the record", source: catalog.FromSection, many: true, check: checkHeading, read: readSection},
	{Name: "json", Argument: "POINTER", Doc: "a member of a JSON block, by its JSON pointer: `json /error/code`", source: catalog.FromExample, many: true, check: checkPointer, read: readJSON},
	{Name: "example", Argument: "MEMBER", Doc: "a value of a JSON block that is an error body, found by the envelope: `status`, `title`, `detail` or `type`", source: catalog.FromExample, many: true, check: checkMember, read: readExample},
	{Name: "fence", Doc: "the line that opens a code block: its language and what follows", source: catalog.FromPlace, read: readFence},
	{Name: "column", Argument: "NAME", Doc: "the cell of the row in the column of that heading", Of: []Kind{Row}, source: catalog.FromPlace, check: checkColumn, read: readColumn},
	{Name: "prose", Doc: "for status: the one that the text names in back-quotes, such as `503 Service Unavailable`; it is inferred, so it counts only if no other place has one", source: catalog.FromProse, read: readNothing},
	{Name: "summary", Doc: "for status: the one that the description names, such as \"a 502 error\"; it is inferred as well", source: catalog.FromDescription, read: readNothing},
	{Name: "none", Doc: "nowhere: as the only place, no record has the fact; as the last place, some records do not"},
}

// FindWord returns the word of that name, or nil.
func FindWord(name string) *Word {
	i := slices.IndexFunc(Vocabulary, func(w *Word) bool { return w.Name == name })
	if i < 0 {
		return nil
	}
	return Vocabulary[i]
}

// An Error says what is wrong with a text of the configuration, and where in it.
type Error struct {
	Start, End int
	Message    string
	Hint       string
	Name       string // what is unknown, to look for one that is near; else empty
	Known      []string
}

func (e *Error) Error() string { return e.Message }

// ParsePlace reads a place. match is a regular expression that takes part of the
// text there; empty takes all of it.
func ParsePlace(text string) (Place, *Error) {
	word, arg, _ := strings.Cut(strings.TrimSpace(text), " ")
	p := Place{Word: word, Arg: strings.TrimSpace(arg)}
	start := strings.Index(text, word)
	at := func(message, hint string) *Error {
		return &Error{Start: 0, End: len(text), Message: message, Hint: hint}
	}
	p.word = FindWord(word)
	switch w := p.word; {
	case word == "":
		return p, at("a place is empty", "write a word with its argument, for example front code")
	case w == nil:
		return p, &Error{Start: start, End: start + len(word), Message: fmt.Sprintf("unknown place %q", word), Name: word, Known: wordNames()}
	case w.Argument == "" && p.Arg != "":
		return p, at(fmt.Sprintf("%q takes no argument", word), "write "+word+" alone")
	case w.Argument != "" && p.Arg == "":
		return p, at(fmt.Sprintf("%q needs an argument, want %s", word, w.Title()), "")
	}
	p.key = p.Arg
	if check := p.word.check; check != nil {
		if err := check(&p); err != nil {
			err.End = len(text)
			return p, err
		}
	}
	return p, nil
}

func wordNames() []string {
	names := make([]string, len(Vocabulary))
	for i, w := range Vocabulary {
		names[i] = w.Name
	}
	return names
}

func place(text string) Place {
	p, err := ParsePlace(text)
	if err != nil {
		panic(err)
	}
	return p
}

func places(texts ...string) Places {
	out := make(Places, len(texts))
	for i, t := range texts {
		out[i] = place(t)
	}
	return out
}

// Source returns what kind of place it is, for messages and for rules that
// distinguish stated from inferred facts.
func (p *Place) Source() catalog.Source { return p.word.source }

// Many reports whether each occurrence of the place states the fact.
func (p *Place) Many() bool {
	return p.word.many && p.Match == nil || p.word.source == catalog.FromExample
}

// Inferred reports whether the place counts only if no other place has the fact.
func (p *Place) Inferred() bool {
	return p.word.source == catalog.FromProse || p.word.source == catalog.FromDescription
}

// HasPlace reports whether a record of the kind can have the place.
func (k Kind) HasPlace(p *Place) bool { return len(p.word.Of) == 0 || slices.Contains(p.word.Of, k) }

// Texts returns the texts at the place, in the record's order: the part that
// Match takes, if it matches.
func (r *Record) Texts(p *Place) []Text {
	if p.word.read == nil {
		return nil
	}
	texts := p.word.read(r, p)
	if p.Match == nil {
		return texts
	}
	out := texts[:0:0]
	for _, t := range texts {
		if t, ok := p.Take(t); ok {
			out = append(out, t)
		}
	}
	return out
}

// Whole returns the whole texts at the place, whatever part of them Match takes.
func (r *Record) Whole(p *Place) []Text {
	if p.word.read == nil {
		return nil
	}
	return p.word.read(r, p)
}

// maxMatched is how much of a text a regular expression is tried on: it takes time
// in proportion to it, and no place that states a fact is as long.
const maxMatched = 64 << 10

// matched is told no white space around the text, so that ^ and $ are where a reader
// sees its ends.
func (p *Place) matched(s string) (start, end int, ok bool) {
	s = strings.TrimRight(s[:min(len(s), maxMatched)], " \t\r\n")
	m := p.Match.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, 0, false
	}
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			return m[i], m[i+1], true
		}
	}
	return m[0], m[1], true
}

// Take returns the part of a text that Match takes, and whether it takes any; without
// Match, all of it.
func (p *Place) Take(t Text) (Text, bool) {
	if p.Match == nil {
		return t, true
	}
	start, end, ok := p.matched(t.S)
	if !ok {
		return t, false
	}
	return t.Cut(start, end), true
}

// First returns the first text at the places that is not blank, and its place.
func (r *Record) First(ps Places) (Text, *Place, bool) {
	for i := range ps {
		for _, t := range r.Texts(&ps[i]) {
			if strings.TrimSpace(t.S) != "" {
				return t, &ps[i], true
			}
		}
	}
	return Text{}, nil, false
}

// withAttribute is the name of an element with an attribute that it must have.
var withAttribute = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9._:-]*)\[([A-Za-z][A-Za-z0-9_-]*)=(?:"([^"]*)"|'([^']*)'|([^\]"'\s]+))\]$`)

func checkName(p *Place) *Error {
	if m := withAttribute.FindStringSubmatch(p.Arg); m != nil && p.Word == "element" {
		p.key, p.attr = m[1], [2]string{m[2], m[3] + m[4] + m[5]}
		return nil
	}
	if strings.ContainsAny(p.Arg, " <>") {
		return &Error{Message: fmt.Sprintf("%q is not a name", p.Arg), Hint: "write the name alone, without brackets, for example " + p.Word + " Danger"}
	}
	p.key = strings.ToLower(p.Arg)
	if p.Word == "element" {
		p.key = p.Arg
	}
	return nil
}

func checkHeading(p *Place) *Error {
	if p.key = HeadingWords(p.Arg); p.key == "" {
		return &Error{Message: fmt.Sprintf("%q has no words", p.Arg), Hint: "write the text of a heading"}
	}
	return nil
}

func checkColumn(p *Place) *Error {
	p.key = columnKey(p.Arg)
	return nil
}

// columnKey is the name of a column as it is compared.
func columnKey(name string) string {
	if words := HeadingWords(name); words != "" {
		return words
	}
	return strings.ToLower(Line(name))
}

func checkAttribute(p *Place) *Error {
	if n := len(strings.Fields(p.Arg)); n > 2 {
		return &Error{Message: fmt.Sprintf("%q is more than an element and an attribute", p.Arg), Hint: "for example attribute Error code"}
	}
	return nil
}

func checkPointer(p *Place) *Error {
	if p.Arg[0] != '/' {
		return &Error{Message: fmt.Sprintf("%q is not a JSON pointer", p.Arg), Hint: "write json /" + strings.ReplaceAll(p.Arg, ".", "/")}
	}
	p.path = strings.Split(p.Arg[1:], "/")
	for i, member := range p.path {
		p.path[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(member)
	}
	return nil
}

// exampleMembers are what an envelope says of a body.
var exampleMembers = []string{"status", "title", "detail", "type"}

func checkMember(p *Place) *Error {
	if !slices.Contains(exampleMembers, p.Arg) {
		return &Error{Message: fmt.Sprintf("%q is not a value of an envelope", p.Arg), Name: p.Arg, Known: exampleMembers}
	}
	return nil
}

// Says returns the place as messages name it: "the front matter".
func (p *Place) Says() string {
	switch p.Word {
	case "front":
		if p.Arg == "code" || p.Arg == "status" {
			return "the front matter"
		}
		return fmt.Sprintf("the front matter key %q", p.Arg)
	case "file":
		return "the file name"
	case "element":
		return "the " + p.key + " element"
	case "admonition":
		return "the " + p.Arg + " box"
	case "attribute":
		return fmt.Sprintf("the attribute %q", p.Arg)
	case "above":
		return "the heading above"
	case "text":
		return "the first paragraph"
	case "label":
		return fmt.Sprintf("the label %q", p.Arg)
	case "section":
		if p.Span.IsZero() {
			return "the section about the code"
		}
		return fmt.Sprintf("the section %q", p.Arg)
	case "json":
		return fmt.Sprintf("the member %q of the JSON", p.Arg)
	case "column":
		return fmt.Sprintf("the column %q", p.Arg)
	case "fence":
		return "the line that opens the code block"
	}
	return "the " + p.Word
}

// Says lists the places as messages name them.
func (ps Places) Says() string {
	var b strings.Builder
	for i := range ps {
		switch {
		case i > 0 && i == len(ps)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(ps[i].Says())
	}
	return b.String()
}
