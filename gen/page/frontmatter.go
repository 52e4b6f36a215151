package page

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// frontMatter parses the front matter and works out where the text begins. The
// node is nil where there is none that can be read.
func (r *reader) frontMatter() *yamlpos.Node {
	span := r.doc.FrontMatter
	if span.IsZero() {
		if bytes.HasPrefix(r.file.Data, []byte("\ufeff")) {
			r.top = len("\ufeff")
		}
		r.entry.Start = r.file.Span(r.top, r.top)
		r.misplaced()
		return nil
	}
	r.entry.HasFrontMatter = true
	r.entry.Start = r.file.Span(int(span.Start), int(span.Start))
	r.top = afterFence(r.file.Data, int(span.End))
	node, found := yamlpos.Parse(span, ruleFrontMatter)
	r.found = append(r.found, found...)
	return node
}

// misplaced reports what is meant as front matter and is read as text: YAML below
// empty lines, and TOML.
func (r *reader) misplaced() {
	data := r.file.Data[r.top:]
	at := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	fence, rest, _ := bytes.Cut(data[at:], []byte("\n"))
	key, _, _ := bytes.Cut(rest, []byte("\n"))
	fence = bytes.TrimRight(fence, " \t\r")
	span := r.file.Span(r.top+at, r.top+at+len(fence))
	switch {
	case string(fence) == "---" && at > 0 && isKey(key, ':'):
		r.found.Add(ruleFrontMatter, diag.Error, span, "front matter begins on line %d, want it on the first", span.From().Line).
			Hint = "remove what stands above it, spaces too; here it is text to a docs site"
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

// keys reads the keys of the front matter. Those that errgen does not know are
// the docs site's.
func (r *reader) keys(front *yamlpos.Node) {
	in := yamlpos.Reader{Rule: ruleFrontMatter, Found: &r.found}
	pairs, ok := in.Map(front)
	if !ok {
		return
	}
	e := r.entry
	var replacedBy catalog.Value[catalog.Code]
	for _, p := range pairs {
		e.Keys = append(e.Keys, catalog.Value[string]{V: p.Key.Value, Span: p.Key.Span})
		switch p.Key.Value {
		case "title":
			e.Heading, r.ownTitle = r.line(in, p.Value)
		case "description":
			e.Description, _ = r.line(in, p.Value)
		case "code":
			if v, ok := in.Text(p.Value); ok {
				r.states(v.V, v.Span, catalog.FromFrontMatter)
			} else {
				r.badCode = true
			}
		case "status":
			if v, ok := in.Int(p.Value); ok {
				r.addStatus(v, catalog.FromFrontMatter)
			}
		case "detail":
			e.Detail, r.ownDetail = in.Text(p.Value)
		case "params":
			r.params(in, p.Value)
		case "retryable":
			if v, ok := in.Bool(p.Value); ok {
				e.Retryable = catalog.Value[catalog.Tri]{V: catalog.TriOf(v.V), Span: v.Span}
			}
		case "deprecated":
			r.deprecated(in, p.Value)
		case "replaced_by":
			replacedBy = r.codeValue(in, p.Value)
		case "aliases":
			texts, _ := in.Texts(p.Value)
			for _, t := range texts {
				if c, ok := r.code(t.V, t.Span); ok {
					e.Aliases = append(e.Aliases, c)
				}
			}
		case "errgen":
			r.errgenKey(in, p.Value)
		}
	}
	r.replacedBy(replacedBy)
}

// line reads text of which line breaks are no part.
func (r *reader) line(in yamlpos.Reader, n *yamlpos.Node) (catalog.Value[string], bool) {
	v, ok := in.Text(n)
	v.V = oneLine(v.V)
	return v, ok
}

func (r *reader) codeValue(in yamlpos.Reader, n *yamlpos.Node) (c catalog.Value[catalog.Code]) {
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

// errgenKey reads errgen: {ignore: {rule: reason}}.
func (r *reader) errgenKey(in yamlpos.Reader, n *yamlpos.Node) {
	pairs, _ := in.Map(n)
	for _, p := range pairs {
		if p.Key.Value != "ignore" {
			r.badKey(p.Key, "errgen", "ignore")
			continue
		}
		rules, _ := in.Map(p.Value)
		for _, rule := range rules {
			reason, ok := in.Text(rule.Value)
			if ok {
				r.entry.Ignores = append(r.entry.Ignores, catalog.Ignore{
					Rule:   catalog.Value[string]{V: rule.Key.Value, Span: rule.Key.Span},
					Reason: reason.V,
				})
			}
		}
	}
}

// badKey reports a key below one that errgen owns.
func (r *reader) badKey(key *yamlpos.Node, of string, want ...string) {
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

// part returns the place of a text inside a value of the front matter, or the
// whole value where it is not written there as it is.
func part(of source.Span, text string) source.Span {
	// Not of.Text(): it copies, and this is called for every placeholder.
	if i := bytes.Index(of.File.Data[of.Start:of.End], []byte(text)); i >= 0 {
		start := int(of.Start) + i
		return of.File.Span(start, start+len(text))
	}
	return of
}
