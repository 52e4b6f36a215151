package record

import (
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
)

// readLabel gives what follows a label, wherever in the record it stands.
func readLabel(r *Record, p *Place) []Text {
	var out []Text
	eachBlocks(r.Blocks, func(blocks []*mdx.Node) {
		for _, n := range blocks {
			switch n.Kind {
			case mdx.Paragraph:
				out = append(out, labelled(n, p.key)...)
			case mdx.Table:
				out = append(out, labelledCells(n, p.key)...)
			}
		}
	})
	return out
}

// Labels returns the names of the labels of a page, each as often as it occurs.
func Labels(s *Source) (names []string) {
	eachBlocks(s.Blocks, func(blocks []*mdx.Node) {
		for _, n := range blocks {
			if n.Kind == mdx.Table {
				for _, row := range n.Children {
					if len(row.Children) == 2 {
						names = append(names, Line(mdx.PlainText(row.Children[0])))
					}
				}
			}
			if n.Kind != mdx.Paragraph {
				continue
			}
			eachLine(n, func(t Text, _, _ int, labels []label) {
				for _, l := range labels {
					names = append(names, strings.Trim(t.S[l.start:l.end], " \t:"))
				}
			})
		}
	})
	return names
}

// NamesIn returns the names of the labels of a record, or of the attributes of its
// element.
func (r *Record) NamesIn(word string) (out []Text) {
	if word == "attribute" {
		for i := range r.Head.Attrs {
			if a := &r.Head.Attrs[i]; a.Name != "" {
				out = append(out, Written(a.Name, Part(a.Span, a.Name)))
			}
		}
		return out
	}
	eachBlocks(r.Blocks, func(blocks []*mdx.Node) {
		for _, n := range blocks {
			switch n.Kind {
			case mdx.Table:
				for _, row := range n.Children {
					if len(row.Children) == 2 {
						out = append(out, CellText(row.Children[0]))
					}
				}
			case mdx.Paragraph:
				eachLine(n, func(t Text, _, _ int, labels []label) {
					for _, l := range labels {
						out = append(out, t.Cut(l.start, l.end))
					}
				})
			}
		}
	})
	return out
}

// separators stand between several labels of one line.
var separators = []string{" | ", " · ", " • "}

// labelled gives what follows a label in a paragraph: one that begins a line, or one
// in strong text. It ends with the line, or where the next label begins.
func labelled(n *mdx.Node, key string) []Text {
	var out []Text
	eachLine(n, func(t Text, _, end int, labels []label) {
		for i, l := range labels {
			if HeadingWords(t.S[l.start:l.end]) != key {
				continue
			}
			upTo := end
			if i+1 < len(labels) {
				upTo = labels[i+1].start
			}
			if start, upTo := Trim(t.S, l.after, upTo, " \t|,;"); start < upTo {
				out = append(out, t.Cut(start, upTo))
			}
		}
	})
	return out
}

// onlyLabels reports whether each line of a paragraph is a label that the rule reads,
// with what follows it.
func (r *Rule) onlyLabels(n *mdx.Node) bool {
	if !r.labels {
		return false
	}
	only := true
	eachLine(n, func(t Text, start, end int, labels []label) {
		only = only && (strings.TrimSpace(t.S[start:end]) == "" ||
			len(labels) > 0 && strings.TrimSpace(t.S[start:labels[0].start]) == "" && r.has("label", HeadingWords(t.S[labels[0].start:labels[0].end])))
	})
	return only
}

// eachLine calls f for each line of a paragraph, and for each part of one that may have a
// label of its own, with the labels in it.
func eachLine(n *mdx.Node, do func(t Text, start, end int, labels []label)) {
	f := flattener{lines: true}
	var strong [][2]int
	for _, c := range n.Children {
		start := f.b.Len()
		f.node(c)
		if c.Kind == mdx.Strong {
			strong = append(strong, [2]int{start, f.b.Len()})
		}
	}
	t := f.text()
	for start := 0; start < len(t.S); {
		end := start + lineEnd(t.S[start:])
		do(t, start, end, labelsIn(t.S, start, end, strong))
		start = end
		for start < len(t.S) && strings.HasPrefix(t.S[start:], "\n") {
			start++
		}
		for _, s := range separators {
			if strings.HasPrefix(t.S[start:], s) {
				start += len(s)
			}
		}
	}
}

// lineEnd returns where a line ends, or a part of one with a label of its own.
func lineEnd(s string) int {
	end := len(s)
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		end = i
	}
	for _, sep := range separators {
		if i := strings.Index(s[:end], sep); i >= 0 {
			end = i
		}
	}
	return end
}

// A label stands from start to end, and what it is the label of begins after it.
type label struct{ start, end, after int }

// labelsIn returns the labels of a line.
func labelsIn(s string, start, end int, strong [][2]int) []label {
	var out []label
	if i := strings.IndexByte(s[start:end], ':'); i >= 0 && (start+i+1 == end || s[start+i+1] == ' ' || isStrong(strong, start+i+1)) {
		out = append(out, label{start, start + i, start + i + 1})
	}
	for _, at := range strong {
		from, to := at[0], at[1]
		if from < start || to > end || to == from {
			continue
		}
		after := to
		rest := strings.TrimLeft(s[after:end], " ")
		colon := strings.HasSuffix(strings.TrimRight(s[from:to], " "), ":")
		if strings.HasPrefix(rest, ":") {
			colon, after = true, end-len(rest)+1
		}
		first := strings.TrimSpace(s[start:from]) == ""
		if !colon && !first || len(out) > 0 && first && out[0].start == start && out[0].end <= to {
			continue // emphasis, or the label that begins the line
		}
		out = append(out, label{from, to, after})
	}
	return out
}

func isStrong(strong [][2]int, at int) bool {
	for _, s := range strong {
		if s[0] == at || s[1] == at {
			return true
		}
	}
	return false
}

// labelledCells gives the cell beside a label in a table of two columns, or that below
// it in a table of one row.
func labelledCells(t *mdx.Node, key string) []Text {
	var out []Text
	for _, row := range t.Children {
		if cells := row.Children; len(cells) == 2 && HeadingWords(mdx.PlainText(cells[0])) == key {
			out = append(out, CellText(cells[1]))
		}
	}
	if len(out) > 0 || len(t.Children) != 2 {
		return out
	}
	for i, cell := range t.Children[0].Children {
		if below := t.Children[1].Children; i < len(below) && HeadingWords(mdx.PlainText(cell)) == key {
			out = append(out, CellText(below[i]))
		}
	}
	return out
}
