package snapshot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

func (r *reader) at(start, end int) source.Span {
	return r.file.Span(r.start+start, r.start+end)
}

func (r *reader) add(v *jsonpos.Value, format string, args ...any) *diag.Diagnostic {
	end := v.End
	if v.Kind == jsonpos.Object || v.Kind == jsonpos.Array {
		end = v.Start + 1 // a caret says more than a page of them
	}
	return r.found.Add(ruleCatalogue, diag.Error, r.at(v.Start, end), format, args...)
}

// is reports a value that is not of the wanted kind.
func (r *reader) is(v *jsonpos.Value, what string, kind jsonpos.Kind) bool {
	if v == nil {
		return false
	}
	if v.Kind != kind {
		r.add(v, "%q is %s, want %s", what, v.Describe(), kind)
		return false
	}
	return true
}

// fields returns the values of an object's members in the order of names, and
// reports those that are missing, unless they end in "?". Others are those of a
// newer writer.
func (r *reader) fields(v *jsonpos.Value, what string, names ...string) ([]*jsonpos.Value, bool) {
	if !r.is(v, what, jsonpos.Object) {
		return nil, false
	}
	out := make([]*jsonpos.Value, len(names))
	ok := true
	for i, name := range names {
		name, optional := strings.CutSuffix(name, "?")
		names[i] = name
		if out[i] = v.Get(name); out[i] == nil && !optional {
			r.add(v, "%q has no member %q", what, name).Hint = "write the file again with errgen list --format json"
			ok = false
		}
	}
	return out, ok
}

func (r *reader) text(v *jsonpos.Value, what string) catalog.Value[string] {
	if !r.is(v, what, jsonpos.String) {
		return catalog.Value[string]{}
	}
	return catalog.Value[string]{V: v.Text, Span: r.at(v.Start, v.End)}
}

func (r *reader) bool(v *jsonpos.Value, what string) catalog.Value[bool] {
	if !r.is(v, what, jsonpos.Bool) {
		return catalog.Value[bool]{}
	}
	return catalog.Value[bool]{V: v.Text == "true", Span: r.at(v.Start, v.End)}
}

func (r *reader) int(v *jsonpos.Value, what string) catalog.Value[int] {
	n, ok := v.Int()
	if v != nil && !ok {
		r.add(v, "%q is %s, want a whole number", what, v.Describe())
	}
	if !ok {
		return catalog.Value[int]{}
	}
	return catalog.Value[int]{V: n, Span: r.at(v.Start, v.End)}
}

// tri reads true, false or null.
func (r *reader) tri(v *jsonpos.Value, what string) catalog.Value[catalog.Tri] {
	if v == nil || v.Kind == jsonpos.Null {
		return catalog.Value[catalog.Tri]{}
	}
	b := r.bool(v, what)
	if b.Span.IsZero() || r.version == 1 && !b.V {
		return catalog.Value[catalog.Tri]{} // the first version said false where a page said nothing
	}
	return catalog.Value[catalog.Tri]{V: catalog.TriOf(b.V), Span: b.Span}
}

// optional reads a text that may be left out.
func (r *reader) optional(v *jsonpos.Value, what string) catalog.Value[string] {
	if v == nil {
		return catalog.Value[string]{}
	}
	return r.text(v, what)
}

// texts reads a list of texts that may be left out.
func (r *reader) texts(v *jsonpos.Value, what string) (out []catalog.Value[string]) {
	if v == nil {
		return nil
	}
	for _, item := range r.items(v, what) {
		out = append(out, r.text(item, what))
	}
	return out
}

func plain(values []catalog.Value[string]) (out []string) {
	for _, v := range values {
		out = append(out, v.V)
	}
	return out
}

// members returns the members of an object that may be left out.
func (r *reader) members(v *jsonpos.Value, what string) []jsonpos.Member {
	if v == nil || !r.is(v, what, jsonpos.Object) {
		return nil
	}
	return v.Members
}

func (r *reader) code(v *jsonpos.Value, what string) catalog.Value[catalog.Code] {
	s := r.text(v, what)
	if s.Span.IsZero() {
		return catalog.Value[catalog.Code]{}
	}
	c, err := r.names.Parse(s.V)
	if err != nil {
		r.add(v, "%s", err)
		return catalog.Value[catalog.Code]{}
	}
	return catalog.Value[catalog.Code]{V: c, Span: s.Span}
}

// oneOf reads a text that is one of some.
func oneOf[T ~string](r *reader, v *jsonpos.Value, what string, want ...T) catalog.Value[T] {
	s := r.text(v, what)
	if s.Span.IsZero() {
		return catalog.Value[T]{}
	}
	if !slices.Contains(want, T(s.V)) {
		quoted := make([]string, len(want))
		for i, w := range want {
			quoted[i] = strconv.Quote(string(w))
		}
		r.add(v, "%q is %q, want %s", what, s.V, strings.Join(quoted, " or "))
		return catalog.Value[T]{}
	}
	return catalog.Value[T]{V: T(s.V), Span: s.Span}
}

func (r *reader) items(v *jsonpos.Value, what string) []*jsonpos.Value {
	if !r.is(v, what, jsonpos.Array) {
		return nil
	}
	return v.Items
}
