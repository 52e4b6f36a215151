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

// P writes one line made of its arguments, each as fmt.Print writes it, at the
// current indent. Without arguments, or with nothing but empty ones, the line
// is empty and not indented.
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

// Block writes each line of text after marker, a line comment's such as "//" or
// "#". The text is cleaned first, so that it cannot begin a line of its own in
// any language; it can end a marker that is closed by its content, which a
// caller has to see to.
func (p *Printer) Block(marker, text string) {
	for line := range strings.Lines(Clean(text)) {
		p.P(strings.TrimRight(marker+" "+line, " \n"))
	}
}

// Bytes returns what was written. It is valid until the next line is.
func (p *Printer) Bytes() []byte { return p.buf.Bytes() }
