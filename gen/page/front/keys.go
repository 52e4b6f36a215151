package front

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Keys reads what the keys say of one error.
type Keys struct {
	*Page
	Entry *catalog.Entry
}

// Of returns what reads the keys of an error.
func (p *Page) Of(e *catalog.Entry) *Keys { return &Keys{p, e} }

func (p *Page) reader() yamlpos.Reader { return yamlpos.Reader{Rule: Rule, Found: p.Found} }

// Read reads the keys of a page that is one error, and returns the rules that it
// silences.
func (k *Keys) Read() (ignored []catalog.Ignore) {
	in := k.reader()
	pairs, ok := in.Map(k.Source.Front)
	if !ok {
		return nil
	}
	e := k.Entry
	var replacedBy catalog.Value[catalog.Code]
	for _, p := range pairs {
		e.Keys = append(e.Keys, catalog.Value[string]{V: p.Key.Value, Span: p.Key.Span})
		if p.Key.Value == "errgen" {
			ignored = append(k.errgenKey(in, p.Value, &replacedBy), ignored...)
		} else if k.Source.Own.Get(p.Key.Value) == nil {
			k.key(in, p, &replacedBy, false)
		}
	}
	k.ReplacedBy(replacedBy)
	return ignored
}

// key reads one key. own says that it stands in the map errgen. It reports whether
// errgen knows it; where the rule finds a fact is read later.
func (k *Keys) key(in yamlpos.Reader, p yamlpos.Pair, replacedBy *catalog.Value[catalog.Code], own bool) bool {
	e := k.Entry
	switch p.Key.Value {
	case "title":
		e.Heading, _ = k.line(in, p.Value)
	case "code", "status", "description", "detail":
	case "params":
		if !own && p.Value.Kind == yamlpos.Seq {
			k.Pass(p.Value, "params")
		} else {
			k.params(in, p.Value)
		}
	case "retryable":
		if v, ok := in.Bool(p.Value); ok {
			e.Retryable = catalog.Value[catalog.Tri]{V: catalog.TriOf(v.V), Span: v.Span}
		}
	case "deprecated":
		k.deprecated(in, p.Value)
	case "replaced_by":
		*replacedBy = k.codeValue(in, p.Value)
	case "aliases":
		k.Aliases(p.Value, own)
	default:
		return k.newerKey(in, p.Key.Value, p.Value, own)
	}
	return true
}

// Aliases reads older codes. A path outside of the map errgen is one that the site
// redirects.
func (k *Keys) Aliases(n *yamlpos.Node, own bool) {
	in := k.reader()
	items, _ := in.List(n)
	for _, item := range items {
		if !own && (item.Kind != yamlpos.Scalar || strings.HasPrefix(item.Value, "/")) {
			k.Pass(item, "aliases")
			continue
		}
		if c := k.codeValue(in, item); c.V != "" {
			k.Entry.Aliases = append(k.Entry.Aliases, c)
		}
	}
}

// line reads text of which line breaks are no part.
func (k *Keys) line(in yamlpos.Reader, n *yamlpos.Node) (catalog.Value[string], bool) {
	v, ok := in.Text(n)
	v.V = record.Line(v.V)
	return v, ok
}

func (k *Keys) codeValue(in yamlpos.Reader, n *yamlpos.Node) (c catalog.Value[catalog.Code]) {
	if n.Kind == yamlpos.Scalar && n.Tag != "!!str" && k.Forms.Has(n.Value) {
		return catalog.Value[catalog.Code]{V: catalog.Code(n.Value), Span: n.Span}
	}
	if v, ok := in.Text(n); ok {
		c, _ = k.Forms.Code(k.Found, v.V, v.Span)
	}
	return c
}

// deprecated reads true, a reason, or a reason and what replaces the code.
func (k *Keys) deprecated(in yamlpos.Reader, n *yamlpos.Node) {
	switch {
	case n.Kind == yamlpos.Scalar && n.Tag == "!!str":
		k.Entry.Deprecated = &catalog.Deprecation{}
		k.Entry.Deprecated.Reason, _ = k.line(in, n)
	case n.Kind == yamlpos.Scalar:
		if v, ok := in.Bool(n); ok && v.V {
			k.Entry.Deprecated = &catalog.Deprecation{}
		}
	default:
		pairs, ok := in.Map(n)
		if !ok {
			return
		}
		d := &catalog.Deprecation{}
		k.Entry.Deprecated = d
		for _, p := range pairs {
			switch p.Key.Value {
			case "reason":
				d.Reason, _ = k.line(in, p.Value)
			case "replaced_by":
				d.ReplacedBy = k.codeValue(in, p.Value)
			default:
				k.badKey(p.Key, "deprecated", "reason", "replaced_by")
			}
		}
	}
}

// ReplacedBy adds what the key of its own says; a page that is replaced is
// deprecated.
func (k *Keys) ReplacedBy(by catalog.Value[catalog.Code]) {
	e := k.Entry
	if by.V == "" {
		return
	}
	if e.Deprecated == nil {
		e.Deprecated = &catalog.Deprecation{}
	}
	switch have := e.Deprecated.ReplacedBy; have.V {
	case "", by.V:
		e.Deprecated.ReplacedBy = by
	default:
		d := k.Found.Add(Rule, diag.Error, by.Span, "replaced_by is %q, but deprecated names %q", by.V, have.V)
		d.Hint = "remove one of the two"
		d.Related = []diag.Related{{Span: have.Span, Message: "the other code is here"}}
	}
}

// ownKeys are the keys of the map errgen.
var ownKeys = []string{"ignore", "code", "status", "title", "description", "detail", "params", "retryable", "deprecated", "replaced_by", "aliases",
	"retired", "headers", "grpc", "services", "reserved"}

// errgenKey reads the map errgen: every key that errgen has, and ignore: {rule:
// reason}.
func (k *Keys) errgenKey(in yamlpos.Reader, n *yamlpos.Node, replacedBy *catalog.Value[catalog.Code]) (ignored []catalog.Ignore) {
	pairs, _ := in.Map(n)
	for _, p := range pairs {
		switch {
		case p.Key.Value == "ignore":
			ignored = append(ignoresOf(in, p.Value), ignored...)
		case !k.key(in, p, replacedBy, true):
			k.badKey(p.Key, "errgen", ownKeys...)
		}
	}
	return ignored
}

// configKeys are the keys of the front matter that the configuration may have for a
// code; what else a record says stands at the places of its rule.
var configKeys = []string{"aliases", "deprecated", "replaced_by", "retired", "retryable", "params", "headers", "grpc", "services", "reserved"}

// Configured reads what the configuration says of the code, in the keys of the front
// matter.
func (k *Keys) Configured() {
	n := k.Codes[k.Entry.Code.V]
	if n == nil {
		return
	}
	in := k.reader()
	e := k.Entry
	var replacedBy catalog.Value[catalog.Code]
	for _, p := range n.Pairs {
		if !slices.Contains(configKeys, p.Key.Value) {
			k.badKey(p.Key, string(e.Code.V), configKeys...)
			continue
		}
		if at, stated := k.stated(p.Key.Value); stated {
			d := k.Found.Add(Rule, diag.Error, p.Key.Span, "%q of %s is set both in errgen.yaml and on its page", p.Key.Value, e.Code.V)
			d.Hint = "keep it on the page only"
			if !at.IsZero() {
				d.Related = []diag.Related{{Span: at, Message: "the page sets it here"}}
			}
			continue
		}
		k.key(in, p, &replacedBy, true)
	}
	k.ReplacedBy(replacedBy)
}

// stated reports whether the page says a key of the front matter already, and where. Former
// codes may stand in both.
func (k *Keys) stated(key string) (at source.Span, ok bool) {
	e := k.Entry
	switch {
	case key == "aliases":
		return at, false
	case key == "retired" && e.Retired != nil:
		return e.Retired.Since.Span, true
	case key == "deprecated" && e.Deprecated != nil:
		return e.Deprecated.Reason.Span, true
	case key == "retryable" && e.Retryable.V != catalog.Unset:
		return e.Retryable.Span, true
	}
	if n, _ := k.Source.Key(key); n != nil && k.Rule.Each.Kind == record.Page {
		return n.Span, true
	}
	return at, false
}

// Ignores returns the rules that the front matter of a page silences for each of its
// records.
func (p *Page) Ignores() []catalog.Ignore {
	n := p.Source.Own.Get("ignore")
	if n == nil {
		return nil
	}
	return ignoresOf(p.reader(), n)
}

func ignoresOf(in yamlpos.Reader, n *yamlpos.Node) (out []catalog.Ignore) {
	rules, _ := in.Map(n)
	for _, rule := range rules {
		if reason, ok := in.Text(rule.Value); ok {
			out = append(out, catalog.Ignore{Rule: catalog.Value[string]{V: rule.Key.Value, Span: rule.Key.Span}, Reason: reason.V})
		}
	}
	return out
}

// badKey reports a key below one that errgen owns.
func (k *Keys) badKey(key *yamlpos.Node, of string, want ...string) {
	if len(want) > 6 {
		d := k.Found.Add(Rule, diag.Error, key.Span, "%s has the unknown key %q", of, key.Value)
		d.Hint = "its keys are " + strings.Join(want, ", ")
		if near := nearest.Name(key.Value, want); near != "" {
			d.Hint = "did you mean " + strconv.Quote(near) + "?"
		}
		return
	}
	k.Found.Add(Rule, diag.Error, key.Span, "%s has the key %q, want %s", of, key.Value, Either(want)).
		Hint = "correct the key or remove it"
}

// Either lists words as messages do: "a", "b" or "c".
func Either(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(w))
	}
	return b.String()
}
