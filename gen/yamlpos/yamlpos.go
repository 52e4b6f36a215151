// Package yamlpos parses YAML into a small tree whose nodes know their position in
// the file. It is the only package that imports the YAML library.
//
// It accepts the part of YAML that configuration and front matter need: maps with
// scalar keys, lists and scalars. Anything that makes a text mean something other
// than it says is a finding: aliases, anchors, merge keys, tags, duplicate keys, a
// second document. [Reader] turns nodes into Go values just as strictly: a number
// is not text, text is not a number, and nothing is converted.
//
// # Places
//
// The library returns the line and the column of the start of a node, but not
// its end. It also ends a line at U+0085, U+2028 and U+2029, and it counts
// columns in characters; package source does neither. So its positions are
// converted to byte offsets first, and the end of each node is found in the
// text. Spans of scalars cover exactly what is written: quotes, the | of a
// block scalar and its lines up to the last that is not blank.
//
// # Syntax errors
//
// The library reports only a line, often not that of the mistake, and no line
// at all for the first one. After an error a scanner that knows common mistakes
// reads the text again (see mistake.go); the first mistake at or before the
// byte where the library stopped is reported.
package yamlpos

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
	"gopkg.in/yaml.v3"
)

// A Kind is what a [Node] is.
type Kind uint8

// The kinds of nodes.
const (
	Map Kind = iota
	Seq
	Scalar
)

// A Node is a map, a list or a scalar. The spans of its children lie inside its
// own, in order and apart.
type Node struct {
	Kind Kind
	// Tag is the type of a scalar as YAML takes it: "!!str", "!!int", "!!float",
	// "!!bool", "!!null" or "!!timestamp". It is loose (0404 is an !!int);
	// [Reader] is not.
	Tag   string
	Value string // of a scalar: its text without quotes, escapes resolved
	Span  source.Span
	Pairs []Pair  // of a map, in order, each key once
	Items []*Node // of a list

	name string // the key it stands under, for messages
}

// A Pair is a key of a map and its value. The key is a scalar. A key that has
// nothing after its colon has an empty !!null as value.
type Pair struct {
	Key, Value *Node
}

// Get returns the value of a key, or nil if n is nil, not a map, or has no such
// key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return nil
}

// maxDepth is how deep maps and lists may nest. Whoever walks a tree may
// therefore recurse.
const maxDepth = 100

// Parse reads the YAML text of a span: a whole file or its front matter. The
// node is nil if the text is empty or has only comments, and if it is not valid
// YAML, which is then a finding. Findings are errors of the given rule.
func Parse(span source.Span, rule string) (*Node, diag.List) {
	p := &parser{file: span.File, base: int(span.Start), text: span.Text(), rule: rule}
	if p.badCharacter() {
		return nil, p.found
	}
	doc, second, err := decode(strings.NewReader(p.text))
	if rest, ok := strings.CutPrefix(p.text, byteOrderMark); ok {
		// The library skips it without counting it as a column.
		p.text, p.base = rest, p.base+len(byteOrderMark)
	}
	if err != nil {
		p.syntax(err)
		return nil, p.found
	}
	if doc == nil || len(doc.Content) == 0 {
		return nil, p.found
	}
	p.places = newPlaces(p.text)
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" && root.Value == "" {
		root = nil
	}
	var node *Node
	if root != nil {
		node, _ = p.build(root, "", 0)
	}
	if second != nil {
		at := p.places.offset(second.Line, second.Column)
		p.add(at, lineEnd(p.text, at), "a second document starts here, want one").Hint = "remove this line and the text after it"
	}
	if p.tooDeep {
		return nil, p.found
	}
	return node, p.found
}

const byteOrderMark = "\ufeff"

// parser is the work on one text. Offsets are bytes of the text.
type parser struct {
	file    *source.File
	base    int // where the text begins in the file
	text    string
	rule    string
	found   diag.List
	places  *places
	tooDeep bool
}

func (p *parser) span(start, end int) source.Span {
	return p.file.Span(p.base+start, p.base+end)
}

func (p *parser) add(start, end int, format string, args ...any) *diag.Diagnostic {
	return p.found.Add(p.rule, diag.Error, p.span(start, end), format, args...)
}

// decode returns the first document of a text, nil where there is none, and the
// second one where there is. It decodes to nodes alone: decoding to Go values
// can panic and converts what it likes.
func decode(r io.Reader) (doc, second *yaml.Node, err error) {
	defer func() {
		if v := recover(); v != nil {
			doc, second, err = nil, nil, fmt.Errorf("the YAML library failed: %v", v)
		}
	}()
	d := yaml.NewDecoder(r)
	var first, next yaml.Node
	switch err := d.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, nil, nil
	case err != nil:
		return nil, nil, err
	}
	switch err := d.Decode(&next); {
	case errors.Is(err, io.EOF):
		return &first, nil, nil
	case err != nil:
		return nil, nil, err
	}
	return &first, &next, nil
}
