package mdx

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// openESM reads import and export statements, which begin at the first column of
// the page and go up to a blank line at which the last statement is complete.
func (r *reader) openESM(first int) bool {
	rest := r.Src[first:r.line.end]
	if !bytes.HasPrefix(rest, []byte("import ")) && !bytes.HasPrefix(rest, []byte("export ")) {
		return false
	}
	c, _ := r.flowChars(first, 1)
	if r.exhausted() {
		r.oneBlock(c)
	}
	end, f := c.Module()
	if f != nil {
		r.work += len(c.Buf)
		r.Fault(c, f)
		end = blockEnd(c) // code all the same
	}
	end = tree.TrimRight(c.Buf, 0, end)
	n := r.leafNode(ESM, first, c.After(end), 1)
	n.Value = string(c.Buf[:end])
	n.Pieces = c.PiecesOf(0, end)
	for l := r.line; ; l = r.lineAt(l.next) {
		if r.next = l.next; l.next >= len(r.Src) || l.next > int(n.Span.End) {
			break
		}
	}
	return true
}

// oneBlock ends a text at the next blank line. Statements may go on behind one, but
// where many of them were read to the end of the page in vain, no more are.
func (r *reader) oneBlock(c *script.Text) {
	more := c.More
	c.More = func(c *script.Text) bool {
		return !bytes.HasSuffix(c.Buf, []byte("\n\n")) && more(c)
	}
}

// blockEnd returns where the next blank line of a text is, or its end.
func blockEnd(c *script.Text) int {
	// Each round looks at what is new alone.
	for seen := 0; ; {
		if at := bytes.Index(c.Buf[seen:], []byte("\n\n")); at >= 0 {
			return seen + at
		}
		seen = max(len(c.Buf)-1, 0)
		if !c.Has(len(c.Buf)) {
			return len(c.Buf)
		}
	}
}
