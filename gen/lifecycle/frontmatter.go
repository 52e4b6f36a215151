package lifecycle

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// setKeys adds lines of YAML, each a key and its value, to the front matter of a
// page: in its map errgen where it has one, at the top elsewhere.
func (x *edits) setKeys(e *catalog.Entry, lines ...string) {
	end := lineEnd(e.File)
	for _, k := range e.Keys {
		if k.V != "errgen" {
			continue
		}
		if at, indent, ok := below(k.Span); ok {
			x.add(at, indented(lines, indent, end))
			return
		}
	}
	text := indented(lines, "", end)
	if !e.HasFrontMatter {
		text = "---" + end + text + "---" + end + end
	}
	x.add(e.Start, text)
}

func indented(lines []string, indent, end string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(indent + line + end)
	}
	return b.String()
}

// below returns where a key's map in block style can be given another key, and the
// indentation of its keys. It reports false for a map in braces.
func below(key source.Span) (at source.Span, indent string, ok bool) {
	data := key.File.Data
	eol := bytes.IndexByte(data[key.End:], '\n')
	if eol < 0 {
		return at, "", false
	}
	rest := strings.TrimSpace(string(data[key.End : int(key.End)+eol]))
	if rest != ":" && !strings.HasPrefix(rest, ": #") && !strings.HasPrefix(rest, ":  #") {
		return at, "", false
	}
	start := int(key.End) + eol + 1
	line, _, _ := bytes.Cut(data[start:], []byte("\n"))
	indent = string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	if indent == "" {
		return at, "", false
	}
	return key.File.Span(start, start), indent, true
}

// hasKey reports whether the front matter has a key, at its top.
func hasKey(e *catalog.Entry, name string) bool {
	for _, k := range e.Keys {
		if k.V == name {
			return true
		}
	}
	return false
}

// quoted returns text as a YAML scalar in double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			hex := strconv.FormatInt(int64(r)+0x10000, 16)
			b.WriteString(`\u` + hex[1:])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// code returns a code as a YAML scalar, in quotes where it would be read as
// something else than text.
func code(c catalog.Code) string {
	s := string(c)
	plain := s != "" && strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || strings.ContainsRune(" #,[]{}&*!|>'\"%@`?", r) }) < 0
	if _, err := strconv.ParseFloat(s, 64); err == nil || strings.HasSuffix(s, ":") || strings.HasPrefix(s, "-") {
		plain = false
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "~", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return quoted(s)
}
