// Package raw reads the bytes of a page for what its entry does not say: lines, where
// the text begins, running text and code blocks. It works line by line and knows no
// more of Markdown than it must; whoever needs the grammar asks package mdx.
package raw

import (
	"bytes"

	"github.com/unkeyed/errgen/gen/catalog"
)

// NextLine returns where the line after the one at that offset begins.
func NextLine(data []byte, at int) int {
	end := len(data)
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	// A lone CR ends a line too; one before the LF does not.
	if i := bytes.IndexByte(data[at:end], '\r'); i >= 0 && at+i+2 != end {
		return at + i + 1
	}
	return end
}

// Bare returns a line without its end, its indentation and the marks of quotes
// that it stands in.
func Bare(line []byte) []byte {
	for len(line) > 0 && (line[0] <= ' ' || line[0] == '>') {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1] <= ' ' {
		line = line[:len(line)-1]
	}
	return line
}

// FrontMatterEnd returns where the line begins that closes the front matter of a page
// that has some, or the end of the file.
func FrontMatterEnd(e *catalog.Entry) int {
	data, at := e.File.Data, int(e.Start.Start)
	for at < len(data) {
		next := NextLine(data, at)
		if string(bytes.TrimRight(data[at:next], " \t\r\n")) == "---" {
			break
		}
		at = next
	}
	return at
}

// Start returns where the text of a page begins, below its front matter.
func Start(e *catalog.Entry) int {
	if e.HasFrontMatter {
		return NextLine(e.File.Data, FrontMatterEnd(e))
	}
	return int(e.Start.Start)
}

// IsWordByte reports whether a byte is that of a letter or a digit.
func IsWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
