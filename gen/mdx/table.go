package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// openTable turns the last line of the open paragraph into the header of a table
// if the line is its row of dashes: as many cells, each of dashes with a colon
// at either end.
func (r *reader) openTable(first int) bool {
	header := r.leaf.lines[len(r.leaf.lines)-1]
	end := tree.TrimRight(r.Src, first, r.line.end)
	cells := r.cells(first, end)
	for _, c := range cells {
		if !isDashes(r.Src[c.Start:c.End]) {
			return false
		}
	}
	if len(cells) == 1 && r.Src[first] != '|' && r.Src[end-1] != '|' && r.Src[first] != ':' && r.Src[end-1] != ':' {
		return false // a line of dashes alone
	}
	header.End = tree.TrimRight(r.Src, header.Start, header.End)
	heads := r.cells(header.Start, header.End)
	if len(heads) != len(cells) {
		return false
	}
	r.leaf.lines = r.leaf.lines[:len(r.leaf.lines)-1]
	if len(r.leaf.lines) > 0 {
		r.closeParagraph()
	} else {
		// The paragraph, the last block there is, was the header alone.
		c := r.open[len(r.open)-1].node
		c.Children = c.Children[:len(c.Children)-1]
	}
	n := r.NewNode(Table, header.Start, end)
	for _, cell := range cells {
		n.Align = append(n.Align, alignment(r.Src[cell.Start:cell.End]))
	}
	r.append(n)
	r.leaf = leaf{kind: tableLeaf, node: n, lines: r.leaf.lines[:0]}
	r.row(n, heads, header.Start, header.End)
	return true
}

// isDashes reports whether a cell is one of a row of dashes.
func isDashes(cell []byte) bool {
	cell = bytes.TrimPrefix(cell, []byte(":"))
	cell = bytes.TrimSuffix(cell, []byte(":"))
	return len(cell) > 0 && len(bytes.Trim(cell, "-")) == 0
}

func alignment(cell []byte) string {
	left := len(cell) > 0 && cell[0] == ':'
	right := len(cell) > 0 && cell[len(cell)-1] == ':'
	switch {
	case left && right:
		return "center"
	case left:
		return "left"
	case right:
		return "right"
	}
	return ""
}

// cells splits a row at its bars; a bar after a backslash is none. White space
// around a cell is not part of it.
func (r *reader) cells(start, end int) []inline.Line {
	var out []inline.Line
	if start < end && r.Src[start] == '|' {
		start++
	}
	from := start
	for i := start; i < end; i++ {
		switch r.Src[i] {
		case '\\':
			i++
		case '|':
			out = append(out, r.trim(from, i))
			from = i + 1
		}
	}
	if rest := r.trim(from, end); rest.Start < rest.End || len(out) == 0 {
		out = append(out, rest)
	}
	return out
}

func (r *reader) trim(start, end int) inline.Line {
	end = tree.TrimRight(r.Src, start, end)
	for start < end && tree.IsSpace(r.Src[start]) {
		start++
	}
	return inline.Line{Start: start, End: end}
}

// tableRow reads a line as a row of the open table.
func (r *reader) tableRow(first int) {
	r.blank = false
	end := tree.TrimRight(r.Src, first, r.line.end)
	n := r.leaf.node
	n.Span.End = int32(end)
	r.row(n, r.cells(first, end), first, end)
}

func (r *reader) row(table *Node, cells []inline.Line, start, end int) {
	row := r.NewNode(TableRow, start, end)
	table.Children = append(table.Children, row)
	for _, c := range cells {
		cell := r.NewNode(TableCell, c.Start, c.End)
		row.Children = append(row.Children, cell)
		if c.Start < c.End {
			r.Add(cell, c)
		}
	}
}
