package golang

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
	"github.com/unkeyed/errgen/gen/emit/golang/table"
	"github.com/unkeyed/errgen/gen/name"
)

// perFile is the number of codes from which on a group is split by the next
// segment.
const perFile = 1000

// A section is the entries whose declarations share a file.
type section struct {
	name    string
	entries []*model.Entry
}

// split puts the entries into files by the first segment of their codes, and by
// the second where a group is large. A code that is added moves no other code to
// another file, but for the one that makes its group large.
func split(entries []*model.Entry) []section {
	var out []section
	for _, s := range grouped(entries, func(e *model.Entry) string { return fileName(e.GroupAt(0)) }) {
		if len(s.entries) <= perFile {
			out = append(out, s)
			continue
		}
		// A hyphen cannot stand in a name, so no two sections share one.
		for _, part := range grouped(s.entries, func(e *model.Entry) string { return fileName(e.GroupAt(1)) }) {
			part.name = s.name + "-" + part.name
			out = append(out, part)
		}
	}
	return out
}

// grouped returns the entries by what is the same of them, in the order of the
// first of each group.
func grouped(entries []*model.Entry, by func(*model.Entry) string) []section {
	var out []section
	at := map[string]int{}
	for _, e := range entries {
		name := by(e)
		n, ok := at[name]
		if !ok {
			n = len(out)
			at[name] = n
			out = append(out, section{name: name})
		}
		out[n].entries = append(out[n].entries, e)
	}
	return out
}

// fileName returns a segment as a part of the name of a file: one in small letters,
// since there are systems that do not tell capitals apart, and of a length that any
// system takes.
func fileName(segment string) string {
	const most = 60
	s := name.Snake(segment)
	if s == "" {
		s = "all"
	}
	if len(s) > most {
		s = s[:most] + "_" + strconv.FormatUint(table.Hash(0, s), 36)
	}
	return s
}

// path returns the name of a file of a section.
func (s section) path(kind string) string {
	return kind + "_" + s.name + "_gen.go"
}

// codesFile returns the file of a section's constants, and of the constructors
// that take no parameters.
func codesFile(m *maker, s section) (emit.File, error) {
	b := gofile.New(m.Options.Package)
	writeCodes(b, m, s.entries)
	return emit.File{Path: s.path("codes"), Data: b.Bytes()}, nil
}

func writeCodes(b *bytes.Buffer, m *maker, entries []*model.Entry) {
	for i, e := range entries {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i == 1 {
			b.Grow(len(entries) * b.Len()) // the others are about as long as the first
		}
		b.WriteString(m.constantDoc(e) + "\nconst " + e.Ident + " Code = " + strconv.Quote(e.Text) + "\n")
		for _, old := range e.Old {
			b.WriteByte('\n')
			b.WriteString(formerDoc(e, old) + "\nconst " + old + " = " + e.Ident + "\n")
		}
		for _, f := range e.Gone {
			b.WriteByte('\n')
			b.WriteString(goneDoc(e, f) + "\nconst " + f.Ident + " = " + e.Ident + "\n")
		}
		if m.Options.Full() && m.Constructs(e) && len(e.Params) == 0 {
			b.WriteByte('\n')
			b.WriteString(gofile.Comment(constructorParagraphs(e)...) + "\nfunc New" + e.Ident + "(opts ...Option) *Error {\n\treturn New(" + e.Ident + ", opts...)\n}\n")
		}
	}
}

// constantDoc returns the comment of a code's constant: what happened, what raises it
// if it has parameters, what to do, and how the code is answered.
func (m *maker) constantDoc(e *model.Entry) string {
	what := e.Description.V
	if strings.TrimSpace(what) == "" {
		what = e.Title.V
	}
	if len(e.Params) > 0 && m.Options.Full() && m.Constructs(e) {
		what = sentence(what) + " Raise it with [New" + e.Ident + "]."
	}
	paragraphs := []string{e.Ident + ": " + what}
	if fix := howToFix(e); fix != "" {
		paragraphs = append(paragraphs, fix)
	}
	paragraphs = append(paragraphs, answered(m, e))
	if e.Deprecated != nil || e.Retired != nil {
		paragraphs = append(paragraphs, deprecated(m, e))
	}
	return gofile.Comment(paragraphs...)
}

// answered says what the code is answered with, and where it is documented.
func answered(m *maker, e *model.Entry) string {
	var words []string
	if e.Status.V != 0 {
		words = append(words, strconv.Itoa(e.Status.V))
	}
	if e.Title.V != "" {
		words = append(words, e.Title.V)
	}
	text := strings.Join(words, " ")
	var others []string
	for _, s := range e.OtherStatuses {
		others = append(others, strconv.Itoa(s.V))
	}
	if len(others) > 0 {
		text += " (also " + strings.Join(others, ", ") + ")"
	}
	if url := e.URL(); url != "" {
		if text != "" {
			text += ", "
		}
		text += url
	}
	return strings.TrimSpace(text)
}

// howToFix returns what the page says to do, "" if it has no list of that.
func howToFix(e *model.Entry) string {
	const most = 3
	for _, s := range e.Sections {
		if s.Kind != catalog.HowToFix || len(s.Items) == 0 {
			continue
		}
		var steps []string
		for _, item := range s.Items[:min(most, len(s.Items))] {
			if item = strings.TrimRight(strings.TrimSpace(item), ".;:"); item != "" {
				steps = append(steps, item)
			}
		}
		if len(steps) > 0 {
			return "To fix it: " + strings.Join(steps, ". ") + "."
		}
	}
	return ""
}

// deprecated returns the paragraph by which Go tools know what not to use.
func deprecated(m *maker, e *model.Entry) string {
	var text string
	switch {
	case e.Retired != nil:
		text = "Deprecated: Servers no longer raise it"
		if since := e.Retired.Since.V; since != "" {
			text = "Deprecated: Retired on " + since + "; servers no longer raise it"
		}
		text = sentence(text)
		if reason := strings.TrimSpace(e.Retired.Reason.V); reason != "" {
			text += " " + reason
		}
	default:
		text = "Deprecated: " + e.Deprecated.Reason.V
	}
	if r := m.Replacement(e); r != nil {
		text = sentence(text) + " Use [" + r.Ident + "]."
	}
	return text
}

// sentence returns a text that ends like one.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":") {
		text += "."
	}
	return text
}

func formerDoc(e *model.Entry, old string) string {
	return gofile.Comment(old+" is a former name of ["+e.Ident+"].", "Deprecated: Use ["+e.Ident+"].") + inlined
}

func goneDoc(e *model.Entry, f model.Former) string {
	return gofile.Comment(f.Ident+" is ["+e.Ident+"]; its code was "+strconv.Quote(string(f.Code))+" before.", "Deprecated: Use ["+e.Ident+"].") + inlined
}

// inlined lets go fix write the identifier in use in place of a former one.
const inlined = "\n//\n//go:fix inline"

// constructorParagraphs returns the comment of a code's constructor: the detail of its
// errors.
func constructorParagraphs(e *model.Entry) []string {
	paragraphs := []string{"New" + e.Ident + " returns an error with the code [" + e.Ident + "]."}
	if detail := strings.TrimSpace(e.Detail.V); detail != "" {
		paragraphs[0] = "New" + e.Ident + ": " + detail
	}
	if e.Deprecated != nil {
		paragraphs = append(paragraphs, "Deprecated: See ["+e.Ident+"].")
	}
	return paragraphs
}
