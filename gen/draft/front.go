package draft

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

func itoa(n int) string { return strconv.Itoa(n) }

// frontKey is the key of the part that is all before the first block of a page.
const frontKey = "front matter"

// open adds what stands before the first block of a page.
func (l *liker) open(t *told, add func(start, end int, key string, c context) *part, blocks []*mdx.Node) {
	end := len(t.entry.File.Data)
	if len(blocks) > 0 {
		end = int(blocks[0].Span.Start)
	}
	add(0, end, frontKey, inMarkdown)
}

// lived are keys of the front matter that say what became of one error, or what only it
// has.
var lived = []string{"aliases", "deprecated", "replaced_by", "retired", "retryable", "params", "headers", "ignore", "reserved"}

// front returns the front matter of the new page: the keys that neighbours have, with
// what is known of the new error.
func (l *liker) front(t *told, i int) string {
	span := l.doc(t.entry.File).FrontMatter
	p := &t.parts[i]
	data := t.entry.File.Data
	if span.IsZero() {
		return string(data[p.start:p.end])
	}
	root, _ := yamlpos.Parse(span, "front-matter")
	var roots []*yamlpos.Node
	for _, o := range l.alike {
		if other := l.doc(o.entry.File).FrontMatter; o != t && !other.IsZero() {
			n, _ := yamlpos.Parse(other, "front-matter")
			roots = append(roots, n)
		}
	}
	return string(data[p.start:span.Start]) + l.pairs(t, p, root, roots) + string(data[span.End:p.end])
}

// pairs returns the lines of a map in block style. Keys that most neighbours lack are left
// out.
func (l *liker) pairs(t *told, p *part, n *yamlpos.Node, others []*yamlpos.Node) string {
	data := t.entry.File.Data
	var b strings.Builder
	if n == nil {
		return ""
	}
	for _, pair := range n.Pairs {
		start := lineStart(data, int(pair.Key.Span.Start))
		end := int(pair.Value.Span.End)
		for end < len(data) && data[end] != '\n' {
			end++
		}
		end = min(end+1, len(data))
		states := slices.ContainsFunc(p.facts, func(f fact) bool {
			return int(pair.Value.Span.Start) <= f.start && f.end <= int(pair.Value.Span.End)
		})
		status := slices.ContainsFunc(p.facts, func(f fact) bool {
			return f.kind == theStatus && start <= f.start && f.end <= end
		})
		have, same := 0, 0
		var values []*yamlpos.Node
		for _, o := range others {
			if v := o.Get(pair.Key.Value); v != nil {
				have++
				values = append(values, v)
				if v.Span.Text() == pair.Value.Span.Text() {
					same++
				}
			}
		}
		switch {
		case status && l.page.Status == 0:
			b.WriteString(string(data[start:pair.Value.Span.Start]) + "null" + string(data[pair.Value.Span.End:end]))
		case slices.Contains(lived, pair.Key.Value) || !states && have*2 < len(others):
		case pair.Value.Kind == yamlpos.Scalar && (states || pair.Value.Tag == "!!str" && same < len(others)) || !states && len(others) == 0 && pair.Value.Tag == "!!str":
			b.WriteString(string(data[start:pair.Value.Span.Start]) + l.scalar(t, p, pair.Value) + string(data[pair.Value.Span.End:end]))
		case states && pair.Value.Kind != yamlpos.Map && !strings.Contains(pair.Value.Span.Text(), "\n"):
			at := start
			for i := range p.facts {
				if f := &p.facts[i]; start <= f.start && f.end <= end {
					b.WriteString(string(data[at:f.start]) + l.known(t, f, string(data[f.start:f.end])))
					at = f.end
				}
			}
			b.Write(data[at:end])
		case pair.Value.Kind == yamlpos.Map && len(pair.Value.Pairs) > 0 && int(pair.Value.Pairs[0].Key.Span.Start) > end-1:
			b.WriteString(string(data[start:end]))
		case pair.Value.Kind == yamlpos.Map && len(pair.Value.Pairs) > 0 && !strings.HasPrefix(pair.Value.Span.Text(), "{"):
			if inner := l.pairs(t, p, pair.Value, values); inner != "" {
				b.WriteString(string(data[start:lineStart(data, int(pair.Value.Pairs[0].Key.Span.Start))]) + inner)
			}
		case same == len(others) && len(others) > 0:
			b.WriteString(string(data[start:end]))
		}
	}
	return b.String()
}

// scalar returns the value of a key: the text with the facts of the new error in the
// place of those of another, quoted as the other is where it can be.
func (l *liker) scalar(t *told, p *part, n *yamlpos.Node) string {
	text, whole := n.Value, true
	for i := range p.facts {
		f := &p.facts[i]
		if f.start < int(n.Span.Start) || f.end > int(n.Span.End) {
			continue
		}
		whole = false
		was := string(t.entry.File.Data[f.start:f.end])
		now := l.known(t, f, was)
		if f.start == int(n.Span.Start) && f.end == int(n.Span.End) {
			text = now
			continue
		}
		text = strings.Replace(text, was, now, 1)
	}
	if whole {
		text = "TODO"
	}
	switch written := n.Span.Text(); {
	case strings.HasPrefix(written, "'") && !strings.ContainsAny(text, "\n"):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case !strings.HasPrefix(written, `"`) && n.Tag != "!!str" && isNumber(text):
		return text
	case !strings.HasPrefix(written, `"`) && plainScalar(text):
		return text
	}
	return quote(text)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// plainScalar reports whether YAML reads a text as it is without quotes.
func plainScalar(s string) bool {
	if s == "" || isNumber(s) || strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") || strings.TrimSpace(s) != s {
		return false
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return false
	}
	c := s[0]
	return ('a' <= c|0x20 && c|0x20 <= 'z') && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}
