package emit

import (
	"bytes"
	"fmt"
	"strings"
)

// A Printer writes text line by line. Its zero value is ready to use and
// indents by four spaces.
type Printer struct {
	// Indent is one level of indentation; empty means four spaces.
	Indent string

	buf   bytes.Buffer
	depth int
}

// P writes its arguments as one line at the current indent, each formatted as
// by fmt.Print. If all arguments are empty, the line is empty and not indented.
func (p *Printer) P(args ...any) {
	start := p.buf.Len()
	indent := p.Indent
	if indent == "" {
		indent = "    "
	}
	for range p.depth {
		p.buf.WriteString(indent)
	}
	text := p.buf.Len()
	for _, arg := range args {
		if s, ok := arg.(string); ok {
			p.buf.WriteString(s)
			continue
		}
		fmt.Fprint(&p.buf, arg)
	}
	if p.buf.Len() == text {
		p.buf.Truncate(start)
	}
	p.buf.WriteByte('\n')
}

// In runs body one level deeper.
func (p *Printer) In(body func()) {
	p.depth++
	body()
	p.depth--
}

// Block writes each line of text after marker, which starts a line comment,
// such as "//" or "#". The text is cleaned first, so that it cannot start a
// line outside the comment in any language. If the marker is a block comment,
// the caller has to ensure that the text does not end it.
func (p *Printer) Block(marker, text string) {
	for line := range strings.Lines(Clean(text)) {
		p.P(strings.TrimRight(marker+" "+line, " \n"))
	}
}

// Bytes returns the text written so far. The slice is valid until the next write.
func (p *Printer) Bytes() []byte { return p.buf.Bytes() }
