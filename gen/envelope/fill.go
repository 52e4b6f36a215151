package envelope

import (
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Values gives the value of a name: one of [Names], a segment or a fact; nil
// where it has none. The value of params is an object of all parameters in the
// page's order, that of request one of what the request gives. Empty text is no
// value, unless it is that of a parameter.
type Values func(name string) *jsonpos.Value

// AppendBody appends the body of an error with the values, as compact JSON.
func (t *Template) AppendBody(b []byte, values Values) []byte {
	return t.Fill(values).Append(b)
}

// Fill returns the body of an error with the values. The generated writers are
// tested against it.
//
// A parameter that has the name of a member beside which it would stand is left
// out, so that no member is there twice; the catalogue refuses such a parameter.
func (t *Template) Fill(values Values) *jsonpos.Value {
	f := filler{values: values, own: t.OwnParams()}
	return f.node(t.Body)
}

// Header returns the value of a header for an error with the values, and whether
// it is sent. What is not printable ASCII is written in percent-encoded UTF-8, so
// that no value can end the header.
func (t *Template) Header(h Header, values Values) (string, bool) {
	f := filler{values: values, own: t.OwnParams()}
	v := f.node(h.Value)
	if v == nil || v.Kind == jsonpos.Null {
		return "", false
	}
	return escapeField(v.AsText()), true
}

func escapeField(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return strings.Trim(b.String(), " ")
}

type filler struct {
	values Values
	own    []string // parameters with places of their own
}

// node returns nil for what is absent.
func (f *filler) node(n *Node) *jsonpos.Value {
	switch n.Kind {
	case Object:
		return f.object(n)
	case Array:
		v := &jsonpos.Value{Kind: jsonpos.Array}
		for _, item := range n.Items {
			one := f.node(item)
			if one == nil {
				one = &jsonpos.Value{Kind: jsonpos.Null}
			}
			v.Items = append(v.Items, one)
		}
		return v
	case Literal:
		v, _ := jsonpos.Parse(n.JSON)
		return v
	}
	return f.text(n)
}

func (f *filler) object(n *Node) *jsonpos.Value {
	out := &jsonpos.Value{Kind: jsonpos.Object}
	for _, m := range n.Members {
		v := f.node(m.Value)
		switch {
		case v == nil:
		case m.Spread:
			for _, param := range v.Members {
				if !slices.ContainsFunc(n.Members, func(m Member) bool { return m.Name == param.Name }) {
					out.Members = append(out.Members, param)
				}
			}
		default:
			out.Members = append(out.Members, jsonpos.Member{Name: m.Name, Value: v})
		}
	}
	return out
}

func (f *filler) text(n *Node) *jsonpos.Value {
	if p := n.Alone(); p != nil {
		v := f.part(p)
		switch {
		case v == nil && p.Null:
			return &jsonpos.Value{Kind: jsonpos.Null}
		case v == nil && n.As == AsString:
			return textValue("")
		case v == nil || n.As == AsIs:
			return v
		case n.As == AsNumber && IsNumber(v.AsText()):
			return &jsonpos.Value{Kind: jsonpos.Number, Text: v.AsText()}
		}
		return textValue(v.AsText())
	}
	var b strings.Builder
	for i := range n.Parts {
		p := &n.Parts[i]
		if p.Refs == nil {
			b.WriteString(p.Text)
			continue
		}
		v := f.part(p)
		if v == nil {
			if p.Null {
				return &jsonpos.Value{Kind: jsonpos.Null}
			}
			return nil
		}
		b.WriteString(v.AsText())
	}
	return textValue(b.String())
}

// IsNumber reports whether a text is a whole number as JSON writes it, so that it
// can be written as one and read as the same text.
func IsNumber(s string) bool { return wholeNumber.MatchString(s) }

var wholeNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,17})$`)

// part returns the value of a placeholder, nil where it has none.
func (f *filler) part(p *Part) *jsonpos.Value {
	for _, r := range p.Refs {
		if v := f.ref(r); v != nil {
			return v
		}
	}
	return nil
}

func (f *filler) ref(r Ref) *jsonpos.Value {
	v := f.values(r.Name)
	switch {
	case v == nil || v.Kind == jsonpos.Null:
		return nil
	case r.Name == paramsName && r.Arg == "":
		return f.rest(v, r.Case == textCase)
	case r.Arg != "":
		if v = v.Get(r.Arg); v == nil || v.Kind == jsonpos.Null {
			return nil
		}
	case v.Kind == jsonpos.String && v.Text == "":
		return nil
	}
	if r.Case != "" {
		return textValue(Spell(v.AsText(), r.Case))
	}
	return v
}

// rest returns the parameters that have no place of their own, nil where there
// are none.
func (f *filler) rest(params *jsonpos.Value, asText bool) *jsonpos.Value {
	out := &jsonpos.Value{Kind: jsonpos.Object}
	for _, m := range params.Members {
		if slices.Contains(f.own, m.Name) {
			continue
		}
		if asText && m.Value.Kind != jsonpos.Null {
			m.Value = textValue(m.Value.AsText())
		}
		out.Members = append(out.Members, m)
	}
	if len(out.Members) == 0 {
		return nil
	}
	return out
}

func textValue(s string) *jsonpos.Value { return &jsonpos.Value{Kind: jsonpos.String, Text: s} }
