package catalog

import (
	_ "embed"
	"io"
	"strconv"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

//go:embed schema.json
var schema []byte

// JSONSchema returns the JSON Schema (2020-12) of what [Catalog.WriteJSON]
// writes.
func JSONSchema() []byte { return append([]byte(nil), schema...) }

// JSONVersion is the version of the public format. It changes only when a reader
// of the old one would go wrong.
const JSONVersion = 1

// WriteJSON writes the catalogue in its public format, sorted by code.
//
// Each error is some lines of its own, and the commas between errors are lines
// too: adding a page adds lines and changes none, wherever it comes. Characters
// of HTML are not escaped; those that a reader cannot see are.
func (c *Catalog) WriteJSON(w io.Writer) error {
	j := jsonWriter{buf: make([]byte, 0, 64<<10)}
	j.raw("{\n  \"version\": " + strconv.Itoa(JSONVersion) + ",\n  \"docs_url\": ")
	j.text(c.DocsURL)
	j.raw(",\n  \"errors\": [")
	j.depth = 2
	for i, e := range c.Entries {
		if i > 0 {
			j.line()
			j.raw(",")
		}
		j.line()
		j.entry(e)
		if len(j.buf) > 48<<10 {
			if _, err := w.Write(j.buf); err != nil {
				return err
			}
			j.buf = j.buf[:0]
		}
	}
	if len(c.Entries) > 0 {
		j.raw("\n  ")
	}
	j.raw("]\n}\n")
	_, err := w.Write(j.buf)
	return err
}

// jsonWriter writes JSON with two spaces for each depth.
type jsonWriter struct {
	buf   []byte
	depth int
	first bool // nothing stands in the innermost object yet
}

func (j *jsonWriter) raw(s string)  { j.buf = append(j.buf, s...) }
func (j *jsonWriter) text(s string) { j.buf = jsonpos.AppendString(j.buf, s) }

func (j *jsonWriter) line() {
	j.buf = append(j.buf, '\n')
	for range j.depth {
		j.buf = append(j.buf, ' ', ' ')
	}
}

// key begins a member of the innermost object.
func (j *jsonWriter) key(name string) {
	if !j.first {
		j.raw(",")
	}
	j.first = false
	j.line()
	j.text(name)
	j.raw(": ")
}

func (j *jsonWriter) str(name, value string) { j.key(name); j.text(value) }

func (j *jsonWriter) bool(name string, value bool) {
	j.key(name)
	j.buf = strconv.AppendBool(j.buf, value)
}

func (j *jsonWriter) int(name string, value int) {
	j.key(name)
	j.buf = strconv.AppendInt(j.buf, int64(value), 10)
}

func (j *jsonWriter) object(body func()) {
	j.raw("{")
	j.depth++
	j.first = true
	body()
	j.depth--
	j.first = false
	j.line()
	j.raw("}")
}

// list writes n items, each by one.
func (j *jsonWriter) list(n int, one func(i int)) {
	j.raw("[")
	j.depth++
	for i := range n {
		if i > 0 {
			j.raw(",")
		}
		j.line()
		one(i)
	}
	j.depth--
	if n > 0 {
		j.line()
	}
	j.raw("]")
}

func (j *jsonWriter) entry(e *Entry) {
	j.object(func() {
		j.str("code", string(e.Code.V))
		j.str("system", e.Code.V.System())
		j.str("category", e.Code.V.Category())
		j.str("specific", e.Code.V.Specific())
		j.int("status", e.Status.V)
		j.str("status_from", string(e.StatusFrom))
		j.str("title", e.Title.V)
		j.str("type", e.Type.V)
		j.str("detail", e.Detail.V)
		j.str("description", e.Description.V)
		j.key("params")
		j.params(e.Params)
		j.bool("retryable", e.Retryable.V)
		j.key("deprecated")
		j.deprecated(e.Deprecated)
		j.key("aliases")
		j.list(len(e.Aliases), func(i int) { j.text(string(e.Aliases[i].V)) })
		j.key("sections")
		j.list(len(e.Sections), func(i int) { j.section(&e.Sections[i]) })
		j.key("related")
		j.list(len(e.Related), func(i int) { j.link(&e.Related[i]) })
		j.key("examples")
		j.list(len(e.Examples), func(i int) {
			j.object(func() {
				j.str("name", e.Examples[i].Name)
				j.key("body")
				j.value(e.Examples[i].Body)
			})
		})
		j.str("page", e.Page)
	})
}

func (j *jsonWriter) params(params []Param) {
	j.list(len(params), func(i int) { j.param(&params[i]) })
}

func (j *jsonWriter) param(p *Param) {
	j.object(func() {
		j.str("name", p.Name.V)
		j.str("type", string(p.Type.V))
		j.str("description", p.Description.V)
		j.key("example")
		j.value(p.Example.V)
		if p.Optional.V {
			j.bool("optional", true)
		}
		if p.Items == nil {
			return
		}
		j.key("items")
		if p.Items.Type.V == Object {
			j.params(p.Items.Members)
		} else {
			j.text(string(p.Items.Type.V))
		}
	})
}

func (j *jsonWriter) deprecated(d *Deprecation) {
	if d == nil {
		j.raw("null")
		return
	}
	j.object(func() {
		j.str("reason", d.Reason.V)
		j.str("replaced_by", string(d.ReplacedBy.V))
	})
}

func (j *jsonWriter) section(s *Section) {
	j.object(func() {
		j.str("kind", string(s.Kind))
		j.str("heading", s.Heading.V)
		j.int("level", s.Level)
		j.str("markdown", s.Markdown)
		j.key("items")
		j.list(len(s.Items), func(i int) { j.text(s.Items[i]) })
	})
}

func (j *jsonWriter) link(l *Link) {
	j.object(func() {
		j.key("code")
		if l.Code == "" {
			j.raw("null")
		} else {
			j.text(string(l.Code))
		}
		j.str("url", l.URL.V)
		j.str("text", l.Text.V)
	})
}

// value writes compact JSON with line breaks; nil is null.
func (j *jsonWriter) value(compact []byte) {
	if compact == nil {
		j.raw("null")
		return
	}
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; c {
		case '"':
			end := i + 1
			for end < len(compact) && compact[end] != '"' {
				if compact[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(compact))
			j.buf = append(j.buf, compact[i:end]...)
			i = end - 1
		case '{', '[':
			j.buf = append(j.buf, c)
			if i+1 < len(compact) && compact[i+1] == c+2 { // {} and [], two apart in ASCII
				i++
				j.buf = append(j.buf, compact[i])
				continue
			}
			j.depth++
			j.line()
		case '}', ']':
			j.depth--
			j.line()
			j.buf = append(j.buf, c)
		case ',':
			j.buf = append(j.buf, c)
			j.line()
		case ':':
			j.buf = append(j.buf, ':', ' ')
		default:
			j.buf = append(j.buf, c)
		}
	}
}
