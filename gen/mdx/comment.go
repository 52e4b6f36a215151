package mdx

import "bytes"

// braced returns the source with <!-- --> as {/* */}, which is as long, so that no
// offset changes: what docs sites do that take comments of HTML. Code keeps them.
func braced(src []byte) []byte {
	if !bytes.Contains(src, []byte("<!--")) {
		return src
	}
	out := bytes.Clone(src)
	var fence []byte // the marks that the open fence began with
	for start := 0; start < len(out); {
		end := len(out)
		if i := bytes.IndexByte(out[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		line := bytes.TrimLeft(out[start:end], " \t>")
		marks := fenceMarks(line)
		switch {
		case fence != nil:
			if len(marks) >= len(fence) && marks[0] == fence[0] && len(bytes.TrimSpace(line[len(marks):])) == 0 {
				fence = nil
			}
		case len(marks) >= 3 && (marks[0] == '~' || bytes.IndexByte(line[len(marks):], '`') < 0):
			fence = marks
		default:
			end = braceComments(out, start, end)
		}
		start = end
	}
	return out
}

// fenceMarks returns the marks of a fence that a line begins with.
func fenceMarks(line []byte) []byte {
	n := 0
	for n < len(line) && (line[n] == '`' || line[n] == '~') && line[n] == line[0] {
		n++
	}
	return line[:n]
}

// braceComments changes the comments that begin in a line, and returns where the next
// line begins: a comment may go on over several.
func braceComments(out []byte, start, end int) int {
	for i := start; i < end; {
		switch {
		case out[i] == '`':
			marks := len(fenceMarks(out[i:end]))
			closing := bytes.Index(out[i+marks:end], out[i:i+marks])
			i += marks
			if closing >= 0 {
				i += closing + marks
			}
		case bytes.HasPrefix(out[i:], []byte("<!--")):
			length := bytes.Index(out[i+4:], []byte("-->"))
			if length < 0 {
				return end
			}
			inner := out[i+4 : i+4+length]
			for k := 0; k+1 < len(inner); k++ {
				if inner[k] == '*' && inner[k+1] == '/' {
					inner[k+1] = ' '
				}
			}
			copy(out[i:], "{/* ")
			copy(out[i+4+length:], "*/}")
			if i += length + 7; i > end {
				end = len(out)
				if next := bytes.IndexByte(out[i:], '\n'); next >= 0 {
					end = i + next + 1
				}
			}
		default:
			i++
		}
	}
	return end
}
