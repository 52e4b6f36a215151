// Package front reads the front matter of error pages.
//
// [Page.Parse] parses it, and finds YAML and TOML that stand where no front matter is
// read. [Keys] reads what its keys say of an error: its parameters, its headers, whether
// it is retired, the rules that the page silences. The configuration may have the same
// keys for a code. Keys that errgen does not know are the docs site's, and so are those
// outside of the map errgen whose values can only be meant for it; where an error's code,
// status and texts stand, the rule of the page says.
package front

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Rule is the rule of what is wrong with front matter.
const Rule = "front-matter"

const ruleValueCut = "value-cut"

// A Page is the front matter of a page, and what it is read by.
type Page struct {
	Source   *record.Source
	Rule     *record.Rule
	Forms    missed.Forms                   // what codes look like, on this page or another
	Services []string                       // of the catalogue
	Codes    map[catalog.Code]*yamlpos.Node // keys of the front matter, by code, of records that have none
	Types    map[string]*yamlpos.Node       // members of types that params share, by name
	Found    *diag.List
	Passed   []diag.Related // values that are left to the docs site
}

// Parse parses the front matter, which is zero where the page has none, into the source
// of the page. start is where front matter can be written, and top where the text begins.
func (p *Page) Parse(at source.Span) (start source.Span, top int) {
	f := p.Source.File
	if at.IsZero() {
		if bytes.HasPrefix(f.Data, []byte("\ufeff")) {
			top = len("\ufeff")
		}
		p.misplaced(top)
		return f.Span(top, top), top
	}
	node, found := yamlpos.Parse(at, Rule)
	*p.Found = append(*p.Found, found...)
	p.Source.Front = node
	p.cutValues(at)
	if own := node.Get("errgen"); own != nil && own.Kind == yamlpos.Map {
		p.Source.Own = own
	}
	return f.Span(int(at.Start), int(at.Start)), afterFence(f.Data, int(at.End))
}

// cutValues reports values that a # has cut: of the keys that errgen reads.
func (p *Page) cutValues(at source.Span) {
	if p.Source.Front == nil || bytes.IndexByte(at.File.Data[at.Start:at.End], '#') < 0 {
		return
	}
	for _, pair := range p.Source.Front.Pairs {
		if pair.Key.Value != "errgen" && pair.Key.Value != "title" && !slices.Contains(ownKeys, pair.Key.Value) && !p.Rule.ReadsFront(pair.Key.Value) {
			continue
		}
		pair.Value.Scalars(pair.Key.Value, func(key string, n *yamlpos.Node) {
			rest := n.Cut()
			if rest.IsZero() || p.Forms.Has(n.Value) {
				return // a code with more behind it is none
			}
			whole := n.Span.File.Span(int(n.Span.Start), int(rest.End))
			if n.Span.Start == n.Span.End {
				whole = rest // there is nothing before it
			}
			d := p.Found.Add(ruleValueCut, diag.Warning, rest, "%s ends before %s, which YAML reads as a comment", key, strconv.Quote(rest.Text()))
			d.Hint = "put quotes around the value; a comment has a space after its #"
			d.Fix = &diag.Fix{Message: "put quotes around the value", Edits: []diag.Edit{{Span: whole, New: string(jsonpos.AppendString(nil, whole.Text()))}}}
		})
	}
}

// Text returns the value of a key of the front matter that is text, or nil.
func (p *Page) Text(name string) *yamlpos.Node {
	n, _ := p.Source.Key(name)
	if n == nil || n.Kind != yamlpos.Scalar || n.Tag != "!!str" {
		return nil
	}
	return n
}

// misplaced reports what is meant as front matter and is read as text: YAML below
// empty lines, and TOML.
func (p *Page) misplaced(top int) {
	data := p.Source.File.Data[top:]
	at := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	fence, rest, _ := bytes.Cut(data[at:], []byte("\n"))
	key, _, _ := bytes.Cut(rest, []byte("\n"))
	fence = bytes.TrimRight(fence, " \t\r")
	span := p.Source.File.Span(top+at, top+at+len(fence))
	switch {
	case string(fence) == "---" && at > 0 && isKey(key, ':'):
		p.Found.Add(Rule, diag.Error, span, "front matter starts on line %d, want line 1", span.From().Line).
			Hint = "remove everything above it, spaces included; a docs site shows it as text here"
	case string(fence) == "+++" && isKey(key, '='):
		p.Found.Add(Rule, diag.Error, span, "the front matter is TOML, want YAML").
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
