package page

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// frontMatter parses the front matter and works out where the text begins.
func (p *pageReader) frontMatter() {
	span := p.doc.FrontMatter
	if span.IsZero() {
		if bytes.HasPrefix(p.file.Data, []byte("\ufeff")) {
			p.top = len("\ufeff")
		}
		p.start = p.file.Span(p.top, p.top)
		p.misplaced()
		return
	}
	p.start = p.file.Span(int(span.Start), int(span.Start))
	p.top = afterFence(p.file.Data, int(span.End))
	node, found := yamlpos.Parse(span, ruleFrontMatter)
	p.found = append(p.found, found...)
	p.src.Front = node
	p.cutValues()
	if own := node.Get("errgen"); own != nil && own.Kind == yamlpos.Map {
		p.src.Own = own
	}
}

// cutValues reports values that a # has cut: of the keys that errgen reads.
func (p *pageReader) cutValues() {
	if p.src.Front == nil || bytes.IndexByte(p.doc.FrontMatter.File.Data[p.doc.FrontMatter.Start:p.doc.FrontMatter.End], '#') < 0 {
		return
	}
	for _, pair := range p.src.Front.Pairs {
		if pair.Key.Value != "errgen" && pair.Key.Value != "title" && !slices.Contains(ownKeys, pair.Key.Value) && !p.rule.ReadsFront(pair.Key.Value) {
			continue
		}
		pair.Value.Scalars(pair.Key.Value, func(key string, n *yamlpos.Node) {
			rest := n.Cut()
			if rest.IsZero() || p.isCode(n.Value) {
				return // a code with more behind it is none
			}
			whole := n.Span.File.Span(int(n.Span.Start), int(rest.End))
			if n.Span.Start == n.Span.End {
				whole = rest // there is nothing before it
			}
			d := p.found.Add(ruleValueCut, diag.Warning, rest, "%s ends before %s, which YAML reads as a comment", key, strconv.Quote(rest.Text()))
			d.Hint = "put quotes around the value; a comment has a space after its #"
			d.Fix = &diag.Fix{Message: "put quotes around the value", Edits: []diag.Edit{{Span: whole, New: string(jsonpos.AppendString(nil, whole.Text()))}}}
		})
	}
}

// textKey returns the value of a key of the front matter that is text, or nil.
func (p *pageReader) textKey(name string) *yamlpos.Node {
	n, _ := p.src.Key(name)
	if n == nil || n.Kind != yamlpos.Scalar || n.Tag != "!!str" {
		return nil
	}
	return n
}

// misplaced reports what is meant as front matter and is read as text: YAML below
// empty lines, and TOML.
func (r *pageReader) misplaced() {
	data := r.file.Data[r.top:]
	at := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	fence, rest, _ := bytes.Cut(data[at:], []byte("\n"))
	key, _, _ := bytes.Cut(rest, []byte("\n"))
	fence = bytes.TrimRight(fence, " \t\r")
	span := r.file.Span(r.top+at, r.top+at+len(fence))
	switch {
	case string(fence) == "---" && at > 0 && isKey(key, ':'):
		r.found.Add(ruleFrontMatter, diag.Error, span, "front matter starts on line %d, want line 1", span.From().Line).
			Hint = "remove everything above it, spaces included; a docs site shows it as text here"
	case string(fence) == "+++" && isKey(key, '='):
		r.found.Add(ruleFrontMatter, diag.Error, span, "the front matter is TOML, want YAML").
			Hint = "put it between lines of --- and write each key as key: value"
	}
}

// isKey reports whether a line is a key with its value after a mark.
func isKey(line []byte, mark byte) bool {
	key, _, ok := bytes.Cut(line, []byte{mark})
	key = bytes.TrimRight(key, " ")
	return ok && len(key) > 0 && bytes.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == nil
}

// afterFence returns the start of the line after the closing fence of front
// matter that ends at an offset.
func afterFence(data []byte, at int) int {
	at += len(data[at:]) - len(bytes.TrimLeft(data[at:], "\r\n"))
	if !bytes.HasPrefix(data[at:], []byte("---")) {
		return at
	}
	line := bytes.IndexByte(data[at:], '\n')
	if line < 0 {
		return len(data)
	}
	return at + line + 1
}

// keys reads the keys of the front matter of a page that is one error. Those that
// errgen does not know are the docs site's, and so are those outside of the map errgen
// whose values can only be meant for it.
func (r *reader) keys() {
	in := yamlpos.Reader{Rule: ruleFrontMatter, Found: &r.found}
	pairs, ok := in.Map(r.src.Front)
	if !ok {
		return
	}
	e := r.entry
	var replacedBy catalog.Value[catalog.Code]
	for _, p := range pairs {
		e.Keys = append(e.Keys, catalog.Value[string]{V: p.Key.Value, Span: p.Key.Span})
		if p.Key.Value == "errgen" {
			r.errgenKey(in, p.Value, &replacedBy)
		} else if r.src.Own.Get(p.Key.Value) == nil {
			r.key(in, p, &replacedBy, false)
		}
	}
	r.replacedBy(replacedBy)
}

// key reads one key. own says that it stands in the map errgen. It reports whether
// errgen knows it; where the rule finds a fact is read later.
func (r *reader) key(in yamlpos.Reader, p yamlpos.Pair, replacedBy *catalog.Value[catalog.Code], own bool) bool {
	e := r.entry
	switch p.Key.Value {
	case "title":
		e.Heading, _ = r.line(in, p.Value)
	case "code", "status", "description", "detail":
	case "params":
		if !own && p.Value.Kind == yamlpos.Seq {
			r.pass(p.Value, "params")
		} else {
			r.params(in, p.Value)
		}
	case "retryable":
		if v, ok := in.Bool(p.Value); ok {
			e.Retryable = catalog.Value[catalog.Tri]{V: catalog.TriOf(v.V), Span: v.Span}
		}
	case "deprecated":
		r.deprecated(in, p.Value)
	case "replaced_by":
		*replacedBy = r.codeValue(in, p.Value)
	case "aliases":
		r.aliases(in, p.Value, own)
	default:
		return r.newerKey(in, p.Key.Value, p.Value, own)
	}
	return true
}

// aliases reads older codes. A path outside of the map errgen is one that the site
// redirects.
func (r *reader) aliases(in yamlpos.Reader, n *yamlpos.Node, own bool) {
	items, _ := in.List(n)
	for _, item := range items {
		if !own && (item.Kind != yamlpos.Scalar || strings.HasPrefix(item.Value, "/")) {
			r.pass(item, "aliases")
			continue
		}
		if c := r.codeValue(in, item); c.V != "" {
			r.entry.Aliases = append(r.entry.Aliases, c)
		}
	}
}

// line reads text of which line breaks are no part.
func (r *reader) line(in yamlpos.Reader, n *yamlpos.Node) (catalog.Value[string], bool) {
	v, ok := in.Text(n)
	v.V = record.Line(v.V)
	return v, ok
}

func (r *reader) codeValue(in yamlpos.Reader, n *yamlpos.Node) (c catalog.Value[catalog.Code]) {
	if n.Kind == yamlpos.Scalar && n.Tag != "!!str" && r.isCode(n.Value) {
		return catalog.Value[catalog.Code]{V: catalog.Code(n.Value), Span: n.Span}
	}
	if v, ok := in.Text(n); ok {
		c, _ = r.code(v.V, v.Span)
	}
	return c
}

// deprecated reads true, a reason, or a reason and what replaces the code.
func (r *reader) deprecated(in yamlpos.Reader, n *yamlpos.Node) {
	switch {
	case n.Kind == yamlpos.Scalar && n.Tag == "!!str":
		r.entry.Deprecated = &catalog.Deprecation{}
		r.entry.Deprecated.Reason, _ = r.line(in, n)
	case n.Kind == yamlpos.Scalar:
		if v, ok := in.Bool(n); ok && v.V {
			r.entry.Deprecated = &catalog.Deprecation{}
		}
	default:
		pairs, ok := in.Map(n)
		if !ok {
			return
		}
		d := &catalog.Deprecation{}
		r.entry.Deprecated = d
		for _, p := range pairs {
			switch p.Key.Value {
			case "reason":
				d.Reason, _ = r.line(in, p.Value)
			case "replaced_by":
				d.ReplacedBy = r.codeValue(in, p.Value)
			default:
				r.badKey(p.Key, "deprecated", "reason", "replaced_by")
			}
		}
	}
}

// replacedBy adds what the key of its own says; a page that is replaced is
// deprecated.
func (r *reader) replacedBy(by catalog.Value[catalog.Code]) {
	e := r.entry
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
		d := r.found.Add(ruleFrontMatter, diag.Error, by.Span, "replaced_by is %q, but deprecated names %q", by.V, have.V)
		d.Hint = "remove one of the two"
		d.Related = []diag.Related{{Span: have.Span, Message: "the other code is here"}}
	}
}

// ownKeys are the keys of the map errgen.
var ownKeys = []string{"ignore", "code", "status", "title", "description", "detail", "params", "retryable", "deprecated", "replaced_by", "aliases",
	"retired", "headers", "grpc", "services", "reserved"}

// errgenKey reads the map errgen: every key that errgen has, and ignore: {rule:
// reason}.
func (r *reader) errgenKey(in yamlpos.Reader, n *yamlpos.Node, replacedBy *catalog.Value[catalog.Code]) {
	pairs, _ := in.Map(n)
	for _, p := range pairs {
		switch {
		case p.Key.Value == "ignore":
			r.ignored = append(ignoresOf(in, p.Value), r.ignored...)
		case !r.key(in, p, replacedBy, true):
			r.badKey(p.Key, "errgen", ownKeys...)
		}
	}
}

// configKeys are the keys of the front matter that the configuration may have for a
// code; what else a record says stands at the places of its rule.
var configKeys = []string{"aliases", "deprecated", "replaced_by", "retired", "retryable", "params", "headers", "grpc", "services", "reserved"}

// configKeys reads what the configuration says of the code, in the keys of the front
// matter.
func (r *reader) configKeys() {
	n := r.options.Codes[r.entry.Code.V]
	if n == nil {
		return
	}
	in := yamlpos.Reader{Rule: ruleFrontMatter, Found: &r.found}
	e := r.entry
	var replacedBy catalog.Value[catalog.Code]
	for _, p := range n.Pairs {
		if !slices.Contains(configKeys, p.Key.Value) {
			r.badKey(p.Key, string(e.Code.V), configKeys...)
			continue
		}
		if at, stated := r.stated(p.Key.Value); stated {
			d := r.found.Add(ruleFrontMatter, diag.Error, p.Key.Span, "%q of %s is set both in errgen.yaml and on its page", p.Key.Value, e.Code.V)
			d.Hint = "keep it on the page only"
			if !at.IsZero() {
				d.Related = []diag.Related{{Span: at, Message: "the page sets it here"}}
			}
			continue
		}
		r.key(in, p, &replacedBy, true)
	}
	r.replacedBy(replacedBy)
}

// stated reports whether the page says a key of the front matter already, and where. Former
// codes may stand in both.
func (r *reader) stated(key string) (at source.Span, ok bool) {
	e := r.entry
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
	if n, _ := r.src.Key(key); n != nil && r.rule.Each.Kind == record.Page {
		return n.Span, true
	}
	return at, false
}

// partKeys reads what the front matter of a page says of each of its records: what
// they ignore.
func (r *reader) partKeys() {
	in := yamlpos.Reader{Rule: ruleFrontMatter, Found: &r.found}
	if len(r.entry.Codes) == 0 || r.read {
		return
	}
	r.read = true
	if n := r.src.Own.Get("ignore"); n != nil {
		r.ignored = append(ignoresOf(in, n), r.ignored...)
	}
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
func (r *reader) badKey(key *yamlpos.Node, of string, want ...string) {
	if len(want) > 6 {
		d := r.found.Add(ruleFrontMatter, diag.Error, key.Span, "%s has the unknown key %q", of, key.Value)
		d.Hint = "its keys are " + strings.Join(want, ", ")
		if near := nearest.Name(key.Value, want); near != "" {
			d.Hint = "did you mean " + strconv.Quote(near) + "?"
		}
		return
	}
	r.found.Add(ruleFrontMatter, diag.Error, key.Span, "%s has the key %q, want %s", of, key.Value, either(want)).
		Hint = "correct the key or remove it"
}

// either lists words as messages do: "a", "b" or "c".
func either(words []string) string {
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
