// Package envelope is what the body of an error response looks like: a template
// of JSON with placeholders.
//
//	error:
//	  code: "{specific}"        # text
//	  status: "{status}"        # a placeholder alone keeps its type: a number
//	  message: "{detail|summary}"
//	  hint: "{hint?}"           # null where there is none
//	  details: "{params}"       # all parameters, as one object
//	  "...": "{params}"         # the same, among the members that stand beside it
//
// A placeholder is one or more names, of which the first that has a value gives
// it, and what is made of the value: {specific:pascal}. A member whose value is
// absent is left out, and is null where the placeholder ends in a question mark.
// What is neither placeholder nor text around one stays as it is.
//
// The same template tells how a body is written, read, described by a schema and
// compared with the examples of a page. It knows no catalogue: names other than
// those of [Names] are segments of codes and facts of the catalogue.
package envelope

// A Template is the shape of an error response. It does not change.
type Template struct {
	Name      string // of a built-in one, "nested" or "problem"; else empty
	MediaType string
	Headers   []Header // in the order of the configuration
	Status    int      // HTTP status of every response; 0: that of the error
	Body      *Node    // an object
}

// A Header is a response header; one whose value is absent is not sent.
type Header struct {
	Name  string
	Value *Node // of kind Text
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
	JSON    string   // of a Literal: compact JSON
	Parts   []Part   // of a Text: at least one of them a placeholder
	// As is how the value of a Text is written.
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
	AsIs     As = iota // one placeholder alone: with the type that its value has
	AsString           // text with placeholders in it, or "text {status}"
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
