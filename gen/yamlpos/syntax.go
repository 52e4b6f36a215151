package yamlpos

import (
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
)

// badCharacter reports the first character that YAML forbids, at its byte, and
// whether there is one. The library would say neither where nor which.
func (p *parser) badCharacter() bool {
	for i, r := range p.text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(p.text[i:], "\ufffd"):
			p.add(i, i+1, "byte 0x%02x is not UTF-8", p.text[i]).Hint = "save the file as UTF-8"
		case r < ' ' && r != '\t' && r != '\n' && r != '\r',
			r >= 0x7f && r < 0xa0 && r != 0x85,
			r == 0xfffe, r == 0xffff:
			p.add(i, i+utf8.RuneLen(r), "character %U is not allowed in YAML", r).Hint =
				`remove it, or write it as an escape in double quotes, for example "\u0007"`
		default:
			continue
		}
		return true
	}
	return false
}

// syntax reports why the text is no YAML.
func (p *parser) syntax(err error) {
	message, line := libraryError(err)
	read := p.reach()
	if m, ok := findMistake(p.text); ok && m.start <= read {
		d := p.add(m.start, m.end, "%s", m.message)
		d.Hint = m.hint
		if m.quote {
			d.Fix = p.quoteFix(m.start, m.end)
		}
		if m.remove {
			d.Fix = &diag.Fix{Message: "remove the tab", Edits: []diag.Edit{{Span: p.span(m.start, m.end)}}}
		}
		return
	}
	// No known mistake: the line that the library names, but not one that it
	// has not come to.
	lines := newPlaces(p.text).lines
	start := lines[min(line, len(lines))-1]
	start = skipBlanks(p.text, min(start, read))
	p.add(start, textEnd(p.text, start), "invalid YAML: %s", message)
}

var lineOf = regexp.MustCompile(`^line ([0-9]+): `)

// libraryError takes apart the text of a syntax error. The library counts the
// line from 1 in errors of its scanner, from 0 in those of its parser, and leaves
// out the first line in either.
func libraryError(err error) (message string, line int) {
	message = strings.TrimPrefix(err.Error(), "yaml: ")
	if m := lineOf.FindStringSubmatch(message); m != nil {
		message = message[len(m[0]):]
		line, _ = strconv.Atoi(m[1])
	}
	for _, ofParser := range []string{
		"did not find expected key", "did not find expected ',' or", "did not find expected '-'",
		"did not find expected node", "did not find expected <", "found undefined tag", "found duplicate", "found incompatible",
	} {
		if strings.HasPrefix(message, ofParser) {
			line++
		}
	}
	return message, max(line, 1)
}

// reach returns how many bytes the library reads before it stops: the mistake
// stands before them.
func (p *parser) reach() int {
	r := &byteReader{text: p.text}
	_, _, _ = decode(r)
	return r.at
}

// byteReader gives one byte at a time, so that at says what the library has seen.
type byteReader struct {
	text string
	at   int
}

func (r *byteReader) Read(b []byte) (int, error) {
	if r.at == len(r.text) {
		return 0, io.EOF
	}
	b[0] = r.text[r.at]
	r.at++
	return 1, nil
}
