package lifecycle

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A key is one that front matter knows, with its value as lines of YAML and on one
// line.
type key struct {
	name  string
	lines []string // in block style, the key included
	flow  string   // of the value alone
	cell  string   // as the cell of a table says it; empty where none can
}

func scalar(name, value, cell string) key {
	return key{name: name, lines: []string{name + ": " + value}, flow: value, cell: cell}
}

// nested is a key whose value is a map, of names and values in turn.
func nested(name string, pairs ...string) key {
	k := key{name: name, lines: []string{name + ":"}}
	var flow []string
	for i := 0; i < len(pairs); i += 2 {
		pair := pairs[i] + ": " + pairs[i+1]
		k.lines = append(k.lines, "  "+pair)
		flow = append(flow, pair)
	}
	k.flow = "{" + strings.Join(flow, ", ") + "}"
	return k
}

// ownPage reports whether what is known of an error stands in the front matter of its
// page: the page is the error, and is written here.
func ownPage(e *catalog.Entry) bool { return e.Record.IsZero() && !exported(e) }

// stated returns the value of a key that is known of an error; nil where nothing is.
func (w *World) stated(e *catalog.Entry, name string) *yamlpos.Node {
	if ownPage(e) {
		front := frontMatter(e)
		if n := front.Get("errgen").Get(name); n != nil {
			return n
		}
		return front.Get(name)
	}
	return w.codes().Get(string(e.Code.V)).Get(name)
}

// codes returns the map codes of errgen.yaml; nil where there is none.
func (w *World) codes() *yamlpos.Node {
	root, _ := yamlpos.Parse(w.Config.All(), "config")
	return root.Get("codes")
}

// say adds keys to what is known of an error. code is what it is called afterwards.
func (x *edits) say(w *World, e *catalog.Entry, code catalog.Code, keys ...key) error {
	if len(keys) == 0 {
		return nil
	}
	if ownPage(e) {
		x.setKeys(e, w.nested(e), keys...)
		return nil
	}
	var rest []key
	for _, k := range keys {
		if !x.inColumn(w, e, k) {
			rest = append(rest, k)
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return x.configKeys(w, e, code, rest)
}

// restate writes a value in the place of one that is none: true where a date is wanted, or
// a day that does not exist. It reports whether there is such a one. Other text that stands
// at the top is the docs site's.
func (x *edits) restate(w *World, e *catalog.Entry, k key) bool {
	var pair *yamlpos.Pair
	if ownPage(e) {
		front := frontMatter(e)
		if pair = keyOf(front.Get("errgen"), k.name); pair == nil {
			if pair = keyOf(front, k.name); pair != nil && pair.Value.Tag != "!!bool" && pair.Value.Tag != "!!null" && !numeric(pair.Value.Value) {
				return false
			}
		}
	} else {
		pair = keyOf(w.codes().Get(string(e.Code.V)), k.name)
	}
	if pair == nil || pair.Value.Kind != yamlpos.Scalar {
		return false
	}
	text := k.flow
	if pair.Value.Span.Start == pair.Value.Span.End {
		text = " " + text
	}
	x.add(pair.Value.Span, text)
	return true
}

// numeric reports whether a text begins like a date.
func numeric(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// inColumn writes a key into the cell of the table that the rule has for it, if that is
// blank. It reports whether it could.
func (x *edits) inColumn(w *World, e *catalog.Entry, k key) bool {
	if w.Column == nil || k.cell == "" {
		return false
	}
	cell, ok := w.Column(e, k.name)
	if !ok || strings.Trim(cell.Text(), " \t-–—") != "" {
		return false
	}
	text := " " + cellText(k.cell) + " "
	x.add(cell, text+strings.Repeat(" ", max(int(cell.End-cell.Start)-len(text), 0)))
	return true
}

// cellText returns text as the cell of a table has it.
func cellText(s string) string {
	return strings.ReplaceAll(markdown.Escape(strings.Join(strings.Fields(s), " ")), `\:`, ":")
}

// configKeys adds keys of a code to errgen.yaml.
func (x *edits) configKeys(w *World, e *catalog.Entry, to catalog.Code, keys []key) error {
	f := w.Config
	end := f.LineEnd()
	var flow, block []string
	for _, k := range keys {
		flow = append(flow, k.name+": "+k.flow)
		block = append(block, k.name+": "+k.flow)
	}
	entry := append([]string{code(to) + ":"}, strings.Split(indented(block, "  ", "\n"), "\n")...)
	entry = entry[:len(entry)-1]
	root, _ := yamlpos.Parse(f.All(), "config")
	all := keyOf(root, "codes")
	if all == nil {
		before := ""
		if n := len(f.Data); n > 0 && f.Data[n-1] != '\n' {
			before = end
		}
		x.add(f.Span(len(f.Data), len(f.Data)), before+"codes:"+end+indented(entry, "  ", end))
		return nil
	}
	if one := keyOf(all.Value, string(e.Code.V)); one != nil {
		if at, indent, ok := below(one.Key.Span); ok {
			x.add(at, indented(block, indent, end))
			return nil
		}
		if inFlow(one.Value) {
			x.addFlow(one.Value, strings.Join(flow, ", "))
			return nil
		}
	} else if at, indent, ok := below(all.Key.Span); ok {
		x.add(at, indented(entry, indent, end))
		return nil
	} else if inFlow(all.Value) {
		x.addFlow(all.Value, code(to)+": {"+strings.Join(flow, ", ")+"}")
		return nil
	}
	p := all.Key.Span.From()
	return fmt.Errorf("%s:%d: codes is written in a way that cannot be changed; add %s by hand", f.Name, p.Line, strings.Join(flow, ", "))
}

func keyOf(n *yamlpos.Node, name string) *yamlpos.Pair {
	if n == nil {
		return nil
	}
	for i := range n.Pairs {
		if n.Pairs[i].Key.Value == name {
			return &n.Pairs[i]
		}
	}
	return nil
}

// inFlow reports whether a map is written in braces.
func inFlow(n *yamlpos.Node) bool {
	return n.Kind == yamlpos.Map && strings.HasPrefix(n.Span.Text(), "{")
}

// addFlow adds pairs to a map in braces, as the first ones.
func (x *edits) addFlow(n *yamlpos.Node, pairs string) {
	if len(n.Pairs) > 0 {
		pairs += ", "
	}
	at := int(n.Span.Start) + 1
	x.add(n.Span.File.Span(at, at), pairs)
}

// setKeys adds keys to the front matter of a page: in its map errgen where it has one, or
// is to have one, and at the top elsewhere.
func (x *edits) setKeys(e *catalog.Entry, nested bool, keys ...key) {
	end := e.File.LineEnd()
	var lines, flow []string
	for _, k := range keys {
		lines = append(lines, k.lines...)
		flow = append(flow, k.name+": "+k.flow)
	}
	if own := keyOf(frontMatter(e), "errgen"); own != nil {
		if at, indent, ok := below(own.Key.Span); ok {
			x.add(at, indented(lines, indent, end))
			return
		}
		if inFlow(own.Value) {
			x.addFlow(own.Value, strings.Join(flow, ", "))
			return
		}
		nested = false
	}
	for _, k := range keys {
		nested = nested || keyOf(frontMatter(e), k.name) != nil // that one is the docs site's
	}
	text := indented(lines, "", end)
	if nested {
		text = "errgen:" + end + indented(lines, "  ", end)
	}
	if !e.HasFrontMatter {
		text = "---" + end + text + "---" + end + end
	}
	x.add(e.Start, text)
}

// nested reports whether most pages beside a page have a map errgen.
func (w *World) nested(e *catalog.Entry) bool {
	have, lack := 0, 0
	for _, o := range w.Catalog.Entries {
		switch {
		case path.Dir(o.Page) != path.Dir(e.Page) || !o.Record.IsZero() || !o.HasFrontMatter:
		case slices.ContainsFunc(o.Keys, func(k catalog.Value[string]) bool { return k.V == "errgen" }):
			have++
		case o != e:
			lack++
		}
	}
	return have > lack
}

func indented(lines []string, indent, end string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(indent + line + end)
	}
	return b.String()
}

// below returns where a key's map in block style can be given another key, and the
// indentation of its keys. It reports false for a map in braces.
func below(key source.Span) (at source.Span, indent string, ok bool) {
	data := key.File.Data
	eol := bytes.IndexByte(data[key.End:], '\n')
	if eol < 0 {
		return at, "", false
	}
	rest := strings.TrimSpace(string(data[key.End : int(key.End)+eol]))
	if rest != ":" && !strings.HasPrefix(rest, ": #") && !strings.HasPrefix(rest, ":  #") {
		return at, "", false
	}
	start := int(key.End) + eol + 1
	line, _, _ := bytes.Cut(data[start:], []byte("\n"))
	indent = string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	if indent == "" {
		return at, "", false
	}
	return key.File.Span(start, start), indent, true
}

// code returns a code as a YAML scalar, in quotes where it would be read as
// something else than text.
func code(c catalog.Code) string {
	s := string(c)
	plain := s != "" && strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || strings.ContainsRune(" #,[]{}&*!|>'\"%@`?", r) }) < 0
	if _, err := strconv.ParseFloat(s, 64); err == nil || strings.HasSuffix(s, ":") || strings.HasPrefix(s, "-") {
		plain = false
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "~", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return emit.Quote(s)
}

// frontMatter parses the front matter of a page again; nil where it has none.
func frontMatter(e *catalog.Entry) *yamlpos.Node {
	if !e.HasFrontMatter {
		return nil
	}
	start := int(e.Start.Start)
	end := start
	for end < len(e.File.Data) && !bytes.HasPrefix(e.File.Data[end:], []byte("---")) {
		end = nextLine(e.File.Data, end)
	}
	node, _ := yamlpos.Parse(e.File.Span(start, end), "front-matter")
	return node
}
