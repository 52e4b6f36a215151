package golang

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// perFile is the number of codes from which on a system is split by category.
const perFile = 1000

// A section is the entries whose declarations share a file.
type section struct {
	name    string
	entries []*entry
}

// split puts the entries into files by system, and by category where a system is
// large. A code that is added moves no other code to another file, but for the
// one that makes its system large.
func split(entries []*entry) []section {
	var out []section
	for len(entries) > 0 {
		system := entries[0].GroupAt(0)
		n := leading(entries, 0)
		if n <= perFile {
			out = append(out, section{system, entries[:n]})
		} else {
			// A hyphen cannot stand in a segment, so no two sections share a name.
			for rest := entries[:n]; len(rest) > 0; {
				k := leading(rest, 1)
				out = append(out, section{system + "-" + rest[0].GroupAt(1), rest[:k]})
				rest = rest[k:]
			}
		}
		entries = entries[n:]
	}
	return out
}

// leading returns how many entries share the segment of the first.
func leading(entries []*entry, segment int) int {
	n := 1
	for n < len(entries) && entries[n].GroupAt(segment) == entries[0].GroupAt(segment) {
		n++
	}
	return n
}

// codesFile returns the file of a section's constants, and of the constructors
// that take no parameters.
func codesFile(m *model, s section) (emit.File, error) {
	b := begin(m.options.Package)
	for i, e := range s.entries {
		if i > 0 {
			b.WriteByte('\n')
		}
		m.shapes.constant.fill(b, m.constantDoc(e), e.ident, e.code)
		for _, old := range e.old {
			b.WriteByte('\n')
			m.shapes.former.fill(b, formerDoc(e, old), e.ident, old)
		}
		if m.options.Constructors && len(e.params) == 0 {
			b.WriteByte('\n')
			m.shapes.constructor.fill(b, docLines(constructorParagraphs(e)...), e.ident)
		}
	}
	return emit.File{Path: "codes_" + s.name + "_gen.go", Data: b.Bytes()}, nil
}

// constantDoc returns the comment of a code's constant.
func (m *model) constantDoc(e *entry) string {
	what := e.Description.V
	if strings.TrimSpace(what) == "" {
		what = e.Title.V
	}
	paragraphs := []string{
		e.ident + ": " + what,
		strings.TrimSpace(strconv.Itoa(e.Status.V)+" "+e.Title.V) + ", " + m.typeURL(e.path),
	}
	if e.Deprecated != nil {
		paragraphs = append(paragraphs, deprecated(m, e))
	}
	return docLines(paragraphs...)
}

// deprecated returns the paragraph by which Go tools know what not to use.
func deprecated(m *model, e *entry) string {
	text := "Deprecated: " + e.Deprecated.Reason.V
	if r := m.byCode[e.Deprecated.ReplacedBy.V]; r != nil {
		text = strings.TrimSpace(text)
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":") {
			text += "."
		}
		text += " Use [" + r.ident + "]."
	}
	return text
}

func formerDoc(e *entry, old string) string {
	return docLines(old+" is a former name of ["+e.ident+"].", "Deprecated: Use ["+e.ident+"].")
}

func constructorParagraphs(e *entry) []string {
	paragraphs := []string{"New" + e.ident + " returns an error with the code [" + e.ident + "]."}
	if detail := strings.TrimSpace(e.Detail.V); detail != "" {
		paragraphs = append(paragraphs, "Detail: "+detail)
	}
	if e.Deprecated != nil {
		paragraphs = append(paragraphs, "Deprecated: See ["+e.ident+"].")
	}
	return paragraphs
}

// typePath returns what a type URL has after the docs URL.
func typePath(c *catalog.Catalog, url string) string {
	return strings.TrimPrefix(url, c.DocsURL+"/")
}

// typeURL returns the URL of the page at a path.
func (m *model) typeURL(path string) string { return m.DocsURL + "/" + path }

var header = []byte("// " + emit.Header + "\n\n")

// begin returns a file that has its header and package clause.
func begin(pkg string) *bytes.Buffer {
	b := bytes.NewBuffer(bytes.Clone(header))
	b.WriteString("package " + pkg + "\n\n")
	return b
}
