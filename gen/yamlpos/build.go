package yamlpos

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"gopkg.in/yaml.v3"
)

// build returns the node that y stands for, and where it ends. The node is nil
// where it is refused, which is then a finding. name is the key that it stands
// under.
func (p *parser) build(y *yaml.Node, name string, depth int) (*Node, int) {
	start := p.places.offset(y.Line, y.Column)
	if p.tooDeep || depth > maxDepth {
		if !p.tooDeep {
			p.add(start, start+1, "maps and lists are nested more than %d levels deep", maxDepth)
		}
		p.tooDeep = true
		return nil, start
	}
	if y.Kind == yaml.AliasNode {
		end := start + len("*") + len(y.Value)
		p.add(start, end, "alias %q is not supported here", "*"+y.Value).Hint = aliasHint
		return nil, end
	}
	start = p.properties(y, start)
	n := &Node{Tag: y.Tag, name: name}
	var end int
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind, n.Tag = Map, "!!map"
		end = p.buildMap(n, y, start, depth)
	case yaml.SequenceNode:
		n.Kind, n.Tag = Seq, "!!seq"
		end = p.buildSeq(n, y, start, depth)
	default:
		n.Kind, n.Value = Scalar, y.Value
		end = p.scalarEnd(y, start)
		switch n.Tag {
		case "!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp":
		default:
			n.Tag = "!!str"
		}
	}
	n.Span = p.span(start, end)
	return n, end
}

const (
	aliasHint = "write the value itself, or put quotes around text that starts with *"
	tagHint   = "remove it, or put quotes around text that starts with !"
	nameHint  = "remove it, or put quotes around text that starts with &"
)

// properties reports the anchor and the tag that stand before a node, and
// returns where the node itself begins.
func (p *parser) properties(y *yaml.Node, start int) int {
	if y.Kind == yaml.MappingNode && p.beginsAtKey(y, start) {
		return start // what stands there is the key's
	}
	for start < len(p.text) && (p.text[start] == '&' || p.text[start] == '!') {
		end := start + 1
		for end < len(p.text) && white(p.text, end) == 0 && (p.text[start] == '!' || isNameByte(p.text[end])) {
			end++
		}
		if p.text[start] == '&' {
			p.add(start, end, "anchor %q is not supported here", p.text[start:end]).Hint = nameHint
		} else {
			p.add(start, end, "tag %q is not supported here", p.text[start:end]).Hint = tagHint
		}
		next := skipSpace(p.text, end)
		if y.Kind == yaml.ScalarNode && y.Style&^yaml.TaggedStyle == 0 && y.Value == "" {
			return end // nothing follows; what does is another node
		}
		start = next
	}
	return start
}

// isNameByte reports whether c can stand in an anchor's name.
func isNameByte(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '_' || c == '-'
}

func (p *parser) buildMap(n *Node, y *yaml.Node, start, depth int) int {
	end := start
	braces := strings.HasPrefix(p.text[start:], "{") && !p.beginsAtKey(y, start)
	if braces {
		end++
	}
	seen := map[string]*Node{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		y, yv := y.Content[i], y.Content[i+1]
		key, keyEnd := p.key(y, depth)
		name := ""
		if key != nil {
			name = key.Value
		}
		value, valueEnd := p.build(yv, name, depth+1)
		end = max(end, keyEnd, valueEnd)
		switch {
		case key == nil || value == nil:
		case seen[name] != nil:
			first := seen[name]
			p.found = append(p.found, diag.Diagnostic{
				Rule: p.rule, Span: key.Span, Message: "duplicate key " + quoted(name),
				Hint:    "keep one of the two",
				Related: []diag.Related{{Span: first.Span, Message: "the first one is here"}},
			})
		default:
			seen[name] = key
			n.Pairs = append(n.Pairs, Pair{key, value})
		}
	}
	if braces {
		return p.closing(end, '}')
	}
	return end
}

// key returns the node of a key, nil where it is refused.
func (p *parser) key(y *yaml.Node, depth int) (*Node, int) {
	key, end := p.build(y, "", depth+1)
	switch {
	case key == nil:
	case key.Kind != Scalar:
		p.found.Add(p.rule, diag.Error, key.Span, "a key is a %s, want text", kindWord(key.Kind)).Hint =
			"put quotes around text that starts with { or ["
		return nil, end
	case y.Tag == "!!merge":
		p.found.Add(p.rule, diag.Error, key.Span, `merge key "<<" is not supported here`).Hint = "write out the keys"
		return nil, end
	case key.Value == "" && key.Span.Start == key.Span.End:
		start := int(key.Span.Start) - p.base
		p.add(start, min(start+1, len(p.text)), "value without a key")
		return nil, end
	}
	return key, end
}

func (p *parser) buildSeq(n *Node, y *yaml.Node, start, depth int) int {
	end := min(start+1, len(p.text)) // the [ or the -
	for _, y := range y.Content {
		item, itemEnd := p.build(y, n.name, depth+1)
		end = max(end, itemEnd)
		if item != nil {
			n.Items = append(n.Items, item)
		}
	}
	if strings.HasPrefix(p.text[start:], "[") {
		return p.closing(end, ']')
	}
	return end
}

// beginsAtKey reports whether a map begins with its first key and not with a
// brace, a tag or an anchor of its own: maps in block style do, and the map
// without braces in [{a: b}: c].
func (p *parser) beginsAtKey(y *yaml.Node, start int) bool {
	if len(y.Content) == 0 {
		return false
	}
	first := y.Content[0]
	return p.places.offset(first.Line, first.Column) == start
}

// closing returns the offset after the bracket that closes a flow map or list
// whose last child ends at i.
func (p *parser) closing(i int, bracket byte) int {
	for at := i; ; at++ {
		at = skipSpace(p.text, at)
		if at == len(p.text) {
			return i
		}
		switch p.text[at] {
		case bracket:
			return at + 1
		case ',', ':', '?': // after a last child that is empty
		default:
			return i
		}
	}
}

// scalarEnd returns the offset after a scalar that begins at start.
func (p *parser) scalarEnd(y *yaml.Node, start int) int {
	switch {
	case start == len(p.text):
		return start
	case y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return max(closingQuote(p.text, start), start)
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		header := start + 1
		for header < len(p.text) && strings.IndexByte("+-0123456789", p.text[header]) >= 0 {
			header++
		}
		body := nextLine(p.text, header)
		if end := written(p.text, body, y.Value); end > body {
			return end
		}
		return header
	}
	return written(p.text, start, y.Value)
}

func kindWord(k Kind) string {
	return [...]string{Map: "map", Seq: "list", Scalar: "scalar"}[k]
}
