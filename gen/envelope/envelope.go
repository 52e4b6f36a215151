// Package envelope is what the body of an error response looks like: a template
// of JSON with placeholders.
//
//	error:
//	  code: "{specific}"
//	  status: "{status}"
//	  message: "{detail|summary}"
//	  hint: "{hint?}"
//	  doc_url: "https://example.com/e/{code}"
//	  details: "{params}"
//
// # Placeholders
//
// A placeholder is one or more names, of which the first that has a value is
// used, and optionally a case: {specific:pascal}. The names are those of
// [Names], and the segments of codes and the facts of the catalogue. Everything
// else stays as it is; {{ and }} are literal braces.
//
//	"{status}"          the value with its type: a number
//	"{detail|summary}"  the summary where there is no detail
//	"{hint?}"           null where there is no value
//	"/e/{code}"         text, with the text of values in it
//	"text {status}"     text whatever the value's type is; empty where there is no value
//	"number {code}"     a number whose digits are the value's text
//	"{status:text}"     text whatever the value's type is
//
// A member whose value is absent is left out, and so is text around placeholders
// if one of them has no value. Objects and lists of the template are always
// written, even if nothing is left in them. An item of a list whose value is
// absent is null, so that those after it keep their places.
//
// # Parameters
//
// {params} is an object of the parameters that have no place of their own, and is
// absent if there are none. {params.limit}, alone in its place in the body, is
// the place of the parameter limit. The member "..." spreads the object: its
// members stand among their siblings. An object that holds nothing else is
// written without parameters too, as {}.
//
//	details: "{params}"            # no member without parameters
//	details: {"...": "{params}"}   # {} without parameters
//
// # Use
//
// The same template says how a body is written ([Template.Fill]), read
// ([Template.Read]), described by a schema, and what in it identifies an error
// ([Template.Identify]). The package does not know the catalogue. Package infer proposes
// a template from bodies.
package envelope

// A Template is the shape of an error response. It does not change.
type Template struct {
	Name      string // of a built-in one that it equals; else empty
	MediaType string
	Headers   []Header // in the order of the configuration
	Status    int      // HTTP status of every response; 0: that of the error
	Body      *Node    // an object
}

// A Header is a response header; one whose value is absent is not sent.
type Header struct {
	Name  string
	Value *Node // of kind Text, or a Literal that is text
}

// A Kind is what a node is.
type Kind uint8

// The kinds of nodes.
const (
	Object  Kind = iota // Members
	Array               // Items
	Literal             // JSON
	Text                // Parts
)

// A Node is a part of a body.
type Node struct {
	Kind    Kind
	Members []Member // of an Object, in the template's order
	Items   []*Node  // of an Array
	JSON    string   // of a Literal: compact JSON of text, a number, true, false or null
	Parts   []Part   // of a Text: at least one of them a placeholder
	// As is how the value of a Text is written. What is not AsIs has one
	// placeholder and nothing else.
	As As
}

// A Member is a named part of an object. Where Spread is set it has no name, and
// the members of its value, which is one placeholder for parameters, stand in its
// place.
type Member struct {
	Name   string
	Spread bool
	Value  *Node
}

// As is how the value of a text node is written.
type As uint8

// The ways to write a value.
const (
	AsIs     As = iota // one placeholder alone: with the type that its value has; else text
	AsString           // "text {status}": always text, empty where there is no value
	AsNumber           // "number {code}": text of digits as a number
)

// A Part is literal text or a placeholder.
type Part struct {
	Text string // literal; empty for a placeholder
	Refs []Ref  // alternatives: the first that has a value; nil for text
	Null bool   // null where no alternative has a value; else the member is left out
}

// A Ref names a value.
type Ref struct {
	Name string // one of Names, or of a segment or a fact
	Arg  string // what follows a dot: the parameter of params.limit, the member of request.id
	Case string // what follows a colon, one of Cases; empty: the value as it is
}

// Alone returns the placeholder of a text that is nothing else, whatever type it
// is written with, or nil.
func (n *Node) Alone() *Part {
	if n == nil || n.Kind != Text || len(n.Parts) != 1 {
		return nil
	}
	return &n.Parts[0]
}

// Param returns the parameter whose own place a value of the body is, or "".
// It is one whose value can be read there: without alternatives, and as it is or
// as text.
func (n *Node) Param() string {
	p := n.Alone()
	if p == nil || len(p.Refs) != 1 || p.Refs[0].Name != paramsName || p.Refs[0].Case != "" && p.Refs[0].Case != textCase {
		return ""
	}
	return p.Refs[0].Arg
}

// AllParams returns whether a value is the object of all parameters that have no
// place of their own, and whether each of them is written as text.
func (n *Node) AllParams() (ok, text bool) {
	p := n.Alone()
	if p == nil || len(p.Refs) != 1 || p.Refs[0].Name != paramsName || p.Refs[0].Arg != "" {
		return false, false
	}
	return true, p.Refs[0].Case == textCase
}
