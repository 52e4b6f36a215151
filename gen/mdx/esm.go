package mdx

import (
	"bytes"

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
	end, f := c.Module()
	if f != nil {
		r.Fault(c, f)
		// Code up to the next blank line all the same.
		// Each round looks at what is new alone.
		for seen := 0; ; {
			if at := bytes.Index(c.Buf[seen:], []byte("\n\n")); at >= 0 {
				end = seen + at
				break
			}
			end, seen = -1, max(len(c.Buf)-1, 0)
			if !c.More(c) {
				break
			}
		}
		if end < 0 {
			end = len(c.Buf)
		}
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
