// Package gofile writes what the files of a generated Go package begin with, and
// their comments.
package gofile

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

// Header is the comment that a file begins with.
const Header = "// " + emit.Header + "\n\n"

// New returns a file that has its header and package clause.
func New(pkg string) *bytes.Buffer {
	return bytes.NewBufferString(Header + "package " + pkg + "\n\n")
}

// WriteImports writes imports; a block even of one, so that another adds a line and
// changes none.
func WriteImports(b *bytes.Buffer, imports []string) {
	if len(imports) == 0 {
		return
	}
	b.WriteString("import (\n")
	for _, path := range imports {
		b.WriteString("\t" + strconv.Quote(path) + "\n")
	}
	b.WriteString(")\n\n")
}

// Trimmed returns a file that ends with one newline.
func Trimmed(b *bytes.Buffer) []byte {
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
}

// Literal returns the literal of a text: a raw one where the text is full of quotes,
// as the names of members are.
func Literal(s string) string {
	if strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}
