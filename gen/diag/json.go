package diag

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/source"
)

// JSON prints the findings as one array, one line each:
//
//	{"rule", "severity", "file", "line", "column", "end_line", "end_column",
//	 "message", "hint", "related", "fix"}
//
// Lines and columns count from 1, columns in bytes, and the end is the place
// after the last byte. What is not there is null: file of a finding without a
// place, line and column where the file could not be read, rule, hint, fix.
// related is an array of the same places with a message; fix has a message and
// edits, each a place, its byte offsets start and end, and the new text. Bytes
// that are not UTF-8 become U+FFFD, and invisible characters are escaped.
func JSON(w io.Writer, l List) error {
	out := bufio.NewWriter(w)
	for i, d := range l {
		if i == 0 {
			out.WriteString("[\n")
		} else {
			out.WriteString(",\n")
		}
		line, err := marshal(jsonFinding{
			Rule: orNull(d.Rule), Severity: d.Severity.String(), jsonPlace: jsonPlaceOf(d.Span),
			Message: d.Message, Hint: orNull(d.Hint), Related: jsonRelatedOf(d.Related), Fix: jsonFixOf(d.Fix),
		}, "")
		if err != nil {
			return err
		}
		out.Write(line)
	}
	if len(l) == 0 {
		out.WriteString("[")
	} else {
		out.WriteString("\n")
	}
	out.WriteString("]\n")
	return out.Flush()
}

type jsonFinding struct {
	Rule     *string `json:"rule"`
	Severity string  `json:"severity"`
	jsonPlace
	Message string        `json:"message"`
	Hint    *string       `json:"hint"`
	Related []jsonRelated `json:"related"`
	Fix     *jsonFix      `json:"fix"`
}

type jsonPlace struct {
	File      *string `json:"file"`
	Line      *int    `json:"line"`
	Column    *int    `json:"column"`
	EndLine   *int    `json:"end_line"`
	EndColumn *int    `json:"end_column"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	jsonPlace
	Start int32  `json:"start"`
	End   int32  `json:"end"`
	New   string `json:"new"`
}

func jsonPlaceOf(s source.Span) jsonPlace {
	switch {
	case s.File == nil:
		return jsonPlace{}
	case s.File.Data == nil:
		return jsonPlace{File: &s.File.Name}
	}
	from, to := s.From(), s.To()
	return jsonPlace{&s.File.Name, &from.Line, &from.Column, &to.Line, &to.Column}
}

func jsonRelatedOf(related []Related) []jsonRelated {
	out := make([]jsonRelated, len(related))
	for i, r := range related {
		out[i] = jsonRelated{jsonPlaceOf(r.Span), r.Message}
	}
	return out
}

func jsonFixOf(f *Fix) *jsonFix {
	if f == nil {
		return nil
	}
	out := &jsonFix{Message: f.Message, Edits: make([]jsonEdit, len(f.Edits))}
	for i, e := range f.Edits {
		out.Edits[i] = jsonEdit{jsonPlaceOf(e.Span), e.Span.Start, e.Span.End, e.New}
	}
	return out
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// marshal returns v as JSON that is safe to show: what no terminal or editor
// would draw is escaped, and what it draws stands as it is.
func marshal(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	data := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	// Outside of its strings JSON has nothing but printable ASCII and line ends,
	// so whatever else there is stands in one.
	hidden := func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }
	if !bytes.ContainsFunc(data, hidden) {
		return data, nil
	}
	out := make([]byte, 0, len(data)+64)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case !hidden(r):
			out = append(out, data[:n]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		data = data[n:]
	}
	return out, nil
}
