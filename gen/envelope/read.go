package envelope

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Reading is what a body says when it is read by a template.
type Reading struct {
	Found   []Found // in the template's order
	Missing []Missing
	Wrong   []Wrong
	Differs []Differs
	Extra   []Extra // neither in the template nor where it spreads parameters
	// Params are the parameters, in the order of the body: members where the
	// template spreads them, of the object that holds them, and those with places
	// of their own.
	Params []Param

	matched int
	steps   []Step // room for paths
}

// Found is a value where the template has a placeholder.
type Found struct {
	Place
	Refs []Ref // the alternatives: it is the value of one of them
	// Value is the whole value at the place; Text is that of the placeholder,
	// which is less where text stands around it.
	Value *jsonpos.Value
	Text  string
}

// A Param is a parameter. Start and End are the bytes of its name, or of its value
// where that is an item of a list.
type Param struct {
	jsonpos.Member
	AsText bool // parameters are written as text there, whatever their type is
}

// Missing is a part of the template that the body lacks.
type Missing struct {
	Place
	In *jsonpos.Value // the object or list that lacks it
}

// Wrong is a value of another type than the template's.
type Wrong struct {
	Place
	Value *jsonpos.Value
	Want  jsonpos.Kind
}

// Differs is a value that is not the template's literal text.
type Differs struct {
	Place
	Value *jsonpos.Value
	Want  string // as the template has it
}

// Extra is a member or an item that the template does not have. Start and End
// are the bytes of its name, or of the item.
type Extra struct {
	Path       []Step
	Start, End int
	Value      *jsonpos.Value
	// Empty says that it is the object of all parameters, which the template has, but
	// does not write without any.
	Empty bool
}

// String returns the place as messages name it.
func (e Extra) String() string { return pathString(e.Path) }

// Get returns what was found for a name, with its alternatives; not what is made
// of it in another spelling.
func (r *Reading) Get(name string) (Found, bool) {
	for _, f := range r.Found {
		if slices.ContainsFunc(f.Refs, func(ref Ref) bool {
			return ref.Name == name && ref.Arg == "" && (ref.Case == "" || ref.Case == textCase)
		}) {
			return f, true
		}
	}
	return Found{}, false
}

// Fit says how well the body fits the template, from 0 to 1. What a template
// writes for some occurrences alone may be missing.
func (r *Reading) Fit() float64 {
	bad := len(r.Wrong) + len(r.Differs) + len(r.Extra)
	for _, m := range r.Missing {
		if !m.Value.Optional() {
			bad++
		}
	}
	if r.matched == 0 {
		return 0
	}
	return float64(r.matched) / float64(r.matched+bad)
}

// Optional reports whether a part is left out of some occurrences of an error:
// text one of whose placeholders has no value that every occurrence has.
func (n *Node) Optional() bool {
	if n.Kind != Text || n.As == AsString {
		return false
	}
	return slices.ContainsFunc(n.Parts, func(p Part) bool {
		return p.Refs != nil && !p.Null && !slices.ContainsFunc(p.Refs, func(r Ref) bool { return !r.Sometimes() })
	})
}

// Read walks a body along the template.
func (t *Template) Read(body *jsonpos.Value) *Reading {
	r := Reading{Found: make([]Found, 0, 6), steps: make([]Step, 0, 16)}
	r.node(t.Body, body, nil, jsonpos.Member{Start: body.Start, End: body.End})
	slices.SortStableFunc(r.Params, func(a, b Param) int { return cmp.Compare(a.Start, b.Start) })
	return &r
}

// node reads a value. at has the bytes of its name, or its own.
func (r *Reading) node(n *Node, v *jsonpos.Value, path []Step, at jsonpos.Member) {
	path = path[:len(path):len(path)]
	place := Place{Path: path, Value: n}
	switch n.Kind {
	case Object:
		if v.Kind != jsonpos.Object {
			r.Wrong = append(r.Wrong, Wrong{place, v, jsonpos.Object})
			return
		}
		r.object(n, v, path)
	case Array:
		if v.Kind != jsonpos.Array {
			r.Wrong = append(r.Wrong, Wrong{place, v, jsonpos.Array})
			return
		}
		r.array(n, v, path)
	case Literal:
		if string(v.Append(nil)) != n.JSON {
			r.Differs = append(r.Differs, Differs{place, v, n.JSON})
			return
		}
		r.matched++
	case Text:
		r.text(place, v, at)
	}
}

// path returns a path with one more step.
func (r *Reading) path(above []Step, step Step) []Step {
	n := len(r.steps)
	r.steps = append(append(r.steps, above...), step)
	return r.steps[n:len(r.steps):len(r.steps)]
}

func (r *Reading) object(n *Node, v *jsonpos.Value, path []Step) {
	spreads, asText := false, false
	for _, m := range n.Members {
		if m.Spread {
			spreads, asText = m.Value.AllParams()
			continue
		}
		inner := r.path(path, Step{Name: m.Name})
		i := slices.IndexFunc(v.Members, func(o jsonpos.Member) bool { return o.Name == m.Name })
		if i < 0 {
			r.missing(m.Value, inner, v)
			continue
		}
		r.node(m.Value, v.Members[i].Value, inner, v.Members[i])
	}
	for _, m := range v.Members {
		switch {
		case slices.ContainsFunc(n.Members, func(o Member) bool { return !o.Spread && o.Name == m.Name }):
		case spreads:
			r.Params = append(r.Params, Param{m, asText})
		default:
			r.Extra = append(r.Extra, Extra{append(path, Step{Name: m.Name}), m.Start, m.End, m.Value, false})
		}
	}
}

func (r *Reading) array(n *Node, v *jsonpos.Value, path []Step) {
	for i, item := range n.Items {
		inner := r.path(path, Step{Item: i})
		if i >= len(v.Items) {
			r.missing(item, inner, v)
			continue
		}
		one := v.Items[i]
		if one.Kind == jsonpos.Null && item.Kind == Text && !item.Parts[0].Null {
			r.missing(item, inner, v) // an item that is absent is written as null
			continue
		}
		r.node(item, one, inner, jsonpos.Member{Start: one.Start, End: one.End})
	}
	for i := len(n.Items); i < len(v.Items); i++ {
		r.Extra = append(r.Extra, Extra{append(path, Step{Item: i}), v.Items[i].Start, v.Items[i].End, v.Items[i], false})
	}
}

func (r *Reading) missing(n *Node, path []Step, in *jsonpos.Value) {
	if all, _ := n.AllParams(); all {
		return
	}
	r.Missing = append(r.Missing, Missing{Place{Path: path[:len(path):len(path)], Value: n}, in})
}

func (r *Reading) text(place Place, v *jsonpos.Value, at jsonpos.Member) {
	n := place.Value
	nullable := slices.ContainsFunc(n.Parts, func(p Part) bool { return p.Null })
	p := n.Alone()
	want, known := jsonpos.String, true
	switch {
	case n.As == AsNumber:
		want = jsonpos.Number
	case p != nil && n.As == AsIs:
		want, known = kindOf(p.Refs)
	}
	switch {
	case v.Kind == jsonpos.Null && nullable:
		r.matched++
		return
	case known && v.Kind != want:
		r.Wrong = append(r.Wrong, Wrong{place, v, want})
		return
	}
	if p == nil {
		texts, ok := cut(n.Parts, v.Text)
		if !ok {
			r.Differs = append(r.Differs, Differs{place, v, n.text()})
			return
		}
		r.matched++
		for i, part := range n.Parts {
			if part.Refs != nil && texts != nil {
				r.Found = append(r.Found, Found{place, part.Refs, v, texts[i]})
			}
		}
		return
	}
	r.matched++
	if all, asText := n.AllParams(); all {
		if len(v.Members) == 0 {
			r.Extra = append(r.Extra, Extra{place.Path, at.Start, at.End, v, true})
		}
		for _, m := range v.Members {
			r.Params = append(r.Params, Param{m, asText})
		}
		return
	}
	if n.As == AsString && v.Text == "" {
		return // there was no value
	}
	if name := n.Param(); name != "" {
		r.Params = append(r.Params, Param{jsonpos.Member{Name: name, Start: at.Start, End: at.End, Value: v}, n.As == AsString || p.Refs[0].Case != ""})
	}
	r.Found = append(r.Found, Found{place, p.Refs, v, v.AsText()})
}

// kindOf returns the kind that all alternatives have, and false where they may
// have several.
func kindOf(refs []Ref) (jsonpos.Kind, bool) {
	want, known := refs[0].Kind()
	for _, r := range refs[1:] {
		k, ok := r.Kind()
		known = known && ok && k == want
	}
	return want, known
}

// cut returns the texts of the placeholders among parts, by part, and whether
// the text has the literals around them. Each placeholder ends at the first
// occurrence of what follows it. Where nothing separates two placeholders the
// texts are nil.
func cut(parts []Part, s string) (texts []string, ok bool) {
	texts = make([]string, len(parts))
	separate := true
	for i, p := range parts {
		last := i == len(parts)-1
		switch {
		case p.Refs == nil && i == 0:
			if s, ok = strings.CutPrefix(s, p.Text); !ok {
				return nil, false
			}
		case p.Refs == nil && last:
			if texts[i-1], ok = strings.CutSuffix(s, p.Text); !ok {
				return nil, false
			}
			s = ""
		case p.Refs == nil:
			if texts[i-1], s, ok = strings.Cut(s, p.Text); !ok {
				return nil, false
			}
		case last:
			texts[i] = s
		default:
			separate = separate && parts[i+1].Refs == nil
		}
	}
	if !separate {
		return nil, true
	}
	return texts, true
}
