package catalog

import "github.com/unkeyed/errgen/gen/source"

// An Expression is JavaScript in braces on an MDX page.
type Expression struct {
	Span source.Span // braces included
	// Free are the names that it reads and that neither it nor the page's imports and
	// exports declare, each once.
	Free []Value[string]
	// Shown says that its value stands among the text, and is no attribute's.
	Shown bool
	// Object says that it is nothing but an object, as in {{ key }}.
	Object bool
}

// An Element is an element of HTML on an MDX page: its name begins with a lower-case
// letter.
type Element struct {
	Name       string
	Span       source.Span
	Attributes []Attribute
	Content    bool // something stands between its tags
}

// An Attribute is an attribute of an [Element] whose value is text.
type Attribute struct {
	Name  string
	Value Value[string]
	Span  source.Span // name and value
}
