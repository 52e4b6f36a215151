package report

import (
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A table stands in a page between two comments of Markdown or MDX:
//
//	<!-- errgen errors: GET /orders/{number} -->
//	<!-- /errgen errors -->
var (
	opens  = regexp.MustCompile(`^[ \t]*(?:<!--|\{/\*)\s*errgen errors:\s*(.*?)\s*(?:-->|\*/\})[ \t]*\r?\n?$`)
	closes = regexp.MustCompile(`^[ \t]*(?:<!--|\{/\*)\s*/errgen errors\s*(?:-->|\*/\})[ \t]*\r?\n?$`)
)

// Fill returns a page with the table of each handler between its comments, and what
// is wrong with these.
func (r *Report) Fill(f *source.File) ([]byte, diag.List) {
	var found diag.List
	var out strings.Builder
	inside, fenced := source.Span{}, ""
	offset := 0
	for line := range strings.Lines(string(f.Data)) {
		at := f.Span(offset, offset+len(strings.TrimRight(line, "\r\n")))
		offset += len(line)
		if mark := fence(line); mark != "" && inside.IsZero() {
			switch {
			case fenced == "":
				fenced = mark
			case strings.HasPrefix(mark, fenced):
				fenced = ""
			}
		}
		m := opens.FindStringSubmatch(line)
		switch {
		case fenced != "":
			out.WriteString(line)
		case closes.MatchString(line):
			if inside.IsZero() {
				found.Add("handlers", diag.Error, at, "there is no comment before this one that opens a table")
			}
			inside = source.Span{}
			out.WriteString(line)
		case m != nil:
			if !inside.IsZero() {
				found.Add("handlers", diag.Error, inside, "no comment closes this table").Hint = "write <!-- /errgen errors --> after it"
			}
			inside = at
			out.WriteString(line)
			if !strings.HasSuffix(line, "\n") {
				out.WriteString("\n")
			}
			chosen, missing := r.Select([]string{m[1]})
			if missing != "" {
				found.Add("handlers", diag.Error, at, "no handler is named %q", missing).Hint = "errgen vet --handlers lists all; name one by its method and path, or by its function"
				continue
			}
			one := &Handler{}
			for _, h := range chosen.Handlers { // one that is registered several times
				for _, c := range h.Codes {
					one.add(c)
				}
			}
			end := "\n"
			if strings.HasSuffix(line, "\r\n") {
				end = "\r\n"
			}
			out.WriteString(end + strings.ReplaceAll(one.Table(), "\n", end) + end)
		case inside.IsZero():
			out.WriteString(line)
		}
	}
	if !inside.IsZero() {
		found.Add("handlers", diag.Error, inside, "no comment closes this table").Hint = "write <!-- /errgen errors --> after it"
	}
	return []byte(out.String()), found
}

func (h *Handler) add(c *Raised) {
	for _, have := range h.Codes {
		if have.Code == c.Code {
			return
		}
	}
	h.Codes = append(h.Codes, c)
}

// fence returns the run of characters that opens or closes a code block.
func fence(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, c := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, c)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}
