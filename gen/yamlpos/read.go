package yamlpos

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A Reader turns nodes into Go values. A value of another type is added to
// Found, as an error of the rule, and the method returns false. A nil node,
// which is what [Node.Get] gives for a key that is not there, returns false
// without a finding.
type Reader struct {
	Rule  string
	Found *diag.List
}

// Text returns a scalar that YAML takes as text. 404, true, null and 2024-01-01
// are text only in quotes.
func (r Reader) Text(n *Node) (catalog.Value[string], bool) {
	switch {
	case n == nil:
		return catalog.Value[string]{}, false
	case n.Kind == Scalar && n.Tag == "!!str":
		return catalog.Value[string]{V: n.Value, Span: n.Span}, true
	}
	d := r.wrong(n, "text")
	switch {
	case n.Kind != Scalar:
	case n.Value == "" || n.Tag == "!!null":
		d.Hint = "write the text, or remove the key"
	default:
		d.Hint = "put quotes around the value: " + quote(n.Value)
		d.Fix = &diag.Fix{Message: "put quotes around the value", Edits: []diag.Edit{{Span: n.Span, New: quote(n.Value)}}}
	}
	return catalog.Value[string]{}, false
}

var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

// Int returns a whole number in plain decimal: 404, but not 0404, 0x194, 1_000,
// 404.0 or "404".
func (r Reader) Int(n *Node) (catalog.Value[int], bool) {
	if n == nil {
		return catalog.Value[int]{}, false
	}
	if n.Kind == Scalar && n.Tag == "!!int" && decimal.MatchString(n.Value) {
		if v, err := strconv.Atoi(n.Value); err == nil {
			return catalog.Value[int]{V: v, Span: n.Span}, true
		}
	}
	d := r.wrong(n, "a whole number")
	switch {
	case n.Kind != Scalar:
	case n.Tag == "!!str" && decimal.MatchString(n.Value):
		d.Hint = "remove the quotes: " + n.Value
	default:
		d.Hint = "write only digits, without quotes, decimal point, sign or leading zero, for example 404"
	}
	return catalog.Value[int]{}, false
}

// Bool returns true or false, in these spellings alone.
func (r Reader) Bool(n *Node) (catalog.Value[bool], bool) {
	if n == nil {
		return catalog.Value[bool]{}, false
	}
	if n.Kind == Scalar && n.Tag == "!!bool" && (n.Value == "true" || n.Value == "false") {
		return catalog.Value[bool]{V: n.Value == "true", Span: n.Span}, true
	}
	d := r.wrong(n, "true or false")
	if n.Kind == Scalar {
		switch strings.ToLower(n.Value) {
		case "true", "yes", "on", "y", "1":
			d.Hint = "write true, in lower case and without quotes"
		case "false", "no", "off", "n", "0":
			d.Hint = "write false, in lower case and without quotes"
		}
	}
	return catalog.Value[bool]{}, false
}

// Map returns the pairs of a map.
func (r Reader) Map(n *Node) ([]Pair, bool) {
	if n == nil {
		return nil, false
	}
	if n.Kind != Map {
		r.wrong(n, "a map").Hint = `write "key: value" lines, indented below the key`
		return nil, false
	}
	return n.Pairs, true
}

// List returns the items of a list.
func (r Reader) List(n *Node) ([]*Node, bool) {
	if n == nil {
		return nil, false
	}
	if n.Kind != Seq {
		d := r.wrong(n, "a list")
		d.Hint = `write each item on its own line, starting with "- "`
		if n.Kind == Scalar && n.Value != "" && !strings.ContainsAny(n.Span.Text(), "\r\n") {
			d.Hint = "put brackets around the value: [" + n.Span.Text() + "]"
		}
		return nil, false
	}
	return n.Items, true
}

// Texts returns a list of text. An item that is not text is a finding and is
// left out; the others are returned.
func (r Reader) Texts(n *Node) ([]catalog.Value[string], bool) {
	items, ok := r.List(n)
	if !ok {
		return nil, false
	}
	out := make([]catalog.Value[string], 0, len(items))
	for _, item := range items {
		if v, ok := r.Text(item); ok {
			out = append(out, v)
		}
	}
	return out, true
}

// JSON returns a node as compact JSON, keys in the order in which they are
// written. Dates become text. A number that JSON cannot write as it stands is a
// finding.
func (r Reader) JSON(n *Node) (catalog.Value[json.RawMessage], bool) {
	if n == nil {
		return catalog.Value[json.RawMessage]{}, false
	}
	out, ok := r.appendJSON(nil, n)
	if !ok {
		return catalog.Value[json.RawMessage]{}, false
	}
	return catalog.Value[json.RawMessage]{V: out, Span: n.Span}, true
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

func (r Reader) appendJSON(b []byte, n *Node) (_ []byte, ok bool) {
	ok = true
	switch n.Kind {
	case Map:
		b = append(b, '{')
		for i, p := range n.Pairs {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendText(b, p.Key.Value), ':')
			var fine bool
			b, fine = r.appendJSON(b, p.Value)
			ok = ok && fine
		}
		return append(b, '}'), ok
	case Seq:
		b = append(b, '[')
		for i, item := range n.Items {
			if i > 0 {
				b = append(b, ',')
			}
			var fine bool
			b, fine = r.appendJSON(b, item)
			ok = ok && fine
		}
		return append(b, ']'), ok
	}
	switch n.Tag {
	case "!!null":
		return append(b, "null"...), true
	case "!!bool":
		return append(b, strings.ToLower(n.Value)...), true
	case "!!int", "!!float":
		if !jsonNumber.MatchString(n.Value) {
			r.wrong(n, "a number that JSON can represent").Hint =
				"write it in plain decimal, for example 404 or 0.5, or put quotes around it if it is text"
			return b, false
		}
		return append(b, n.Value...), true
	}
	return appendText(b, n.Value), true
}

func appendText(b []byte, s string) []byte {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return append(b, strings.TrimSuffix(out.String(), "\n")...)
}

// wrong reports that a node is not what was wanted.
func (r Reader) wrong(n *Node, want string) *diag.Diagnostic {
	subject := "the value"
	if n.name != "" {
		subject = quoted(n.name)
	}
	span := n.Span
	if n.Kind != Scalar {
		span = firstLine(span)
	}
	return r.Found.Add(r.Rule, diag.Error, span, "%s is %s, want %s", subject, describe(n), want)
}

// firstLine returns a span up to the end of its first line: a finding about a
// map or list is shown where it begins.
func firstLine(s source.Span) source.Span {
	text := s.Text()
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return s.File.Span(int(s.Start), int(s.Start)+len(strings.TrimRight(text[:i], " \t")))
	}
	return s
}

// describe says what a node is and, where that is short, how it is written.
func describe(n *Node) string {
	switch {
	case n.Kind == Map:
		return "a map"
	case n.Kind == Seq:
		return "a list"
	case n.Value == "" && n.Tag == "!!null":
		return "empty"
	}
	word := map[string]string{
		"!!str": "text", "!!int": "number", "!!float": "number", "!!bool": "boolean",
		"!!null": "null value", "!!timestamp": "date",
	}[n.Tag]
	if n.Tag != "!!str" {
		return "the " + word + " " + strings.Trim(quoted(n.Value), `"`)
	}
	return "the " + word + " " + quoted(n.Value)
}
