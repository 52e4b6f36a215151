package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
)

// Formats are the names of the formats of a report.
var Formats = []string{"text", "json", "markdown"}

// Select returns the handlers of the names given: of a handler, in full or as it
// ends, or of a method and a path. It returns a name that no handler has.
func (r *Report) Select(names []string) (*Report, string) {
	out := &Report{Handlers: []*Handler{}}
	for _, name := range names {
		found := false
		for _, h := range r.Handlers {
			if h.is(name) {
				found = true
				if !slices.Contains(out.Handlers, h) {
					out.Handlers = append(out.Handlers, h)
				}
			}
		}
		if !found {
			return nil, name
		}
	}
	return out, ""
}

// is reports whether a name is one of the handler.
func (h *Handler) is(name string) bool {
	return h.Name == name || strings.HasSuffix(h.Name, "."+name) || h.Path != "" && (h.Method+" "+h.Path == name || h.Path == name)
}

// Title names a handler for people.
func (h *Handler) Title() string { return strings.TrimSpace(h.Method + " " + h.Path) }

// Print writes a report in a format of [Formats].
func (r *Report) Print(w io.Writer, format string) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(r)
	case "markdown":
		var b strings.Builder
		for i, h := range r.Handlers {
			if i > 0 {
				b.WriteByte('\n')
			}
			title := h.Title()
			if title == "" {
				title = h.Name
			}
			fmt.Fprintf(&b, "### `%s`\n\n%s", strings.ReplaceAll(diag.Printable(title), "`", "'"), h.Table())
		}
		_, err := io.WriteString(w, b.String())
		return err
	}
	var b bytes.Buffer
	for i, h := range r.Handlers {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(strings.Fields(diag.Printable(h.Title()+" "+h.Name+" "+h.At)), " ") + "\n")
		for _, c := range h.Codes {
			fmt.Fprintf(&b, "  %s %s\n", statusText(c.Status), diag.Printable(strings.TrimSpace(c.Code+"  "+c.Title)))
		}
		for _, u := range h.Uncoded {
			fmt.Fprintf(&b, "  %s without a code: %s%s\n", statusText(u.Status), diag.Printable(u.What), at(u.At))
		}
		for _, c := range h.Unresolved {
			fmt.Fprintf(&b, "  not followed: %s%s\n", diag.Printable(c.What), at(c.At))
		}
		switch {
		case !h.Looked:
			b.WriteString("  not looked at\n")
		case len(h.Codes)+len(h.Uncoded)+len(h.Unresolved) == 0:
			b.WriteString("  raises nothing\n")
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

func at(place string) string {
	if place == "" {
		return ""
	}
	return " (" + diag.Printable(place) + ")"
}

func statusText(status int) string {
	if status == 0 {
		return "  -"
	}
	return fmt.Sprint(status)
}

// Table returns the codes of a handler as a table of Markdown. Where there are none, it
// says whether that is certain.
func (h *Handler) Table() string {
	switch {
	case len(h.Codes) > 0:
	case !h.Looked:
		return "The errors are not known.\n"
	case len(h.Unresolved) > 0:
		return "No errors with a code are known.\n"
	default:
		return "No errors with a code.\n"
	}
	var b strings.Builder
	b.WriteString("| Status | Code | Title |\n|---|---|---|\n")
	for _, c := range h.Codes {
		code := "`" + cell(strings.ReplaceAll(c.Code, "`", "'"), false) + "`"
		if c.URL != "" {
			code = "[" + code + "](" + urlEscape.Replace(c.URL) + ")"
		}
		status := "-"
		if c.Status != 0 {
			status = fmt.Sprint(c.Status)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", status, code, cell(c.Title, true))
	}
	return b.String()
}

var (
	textEscape = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "{", "&#123;", "}", "&#125;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "&", "&amp;")
	urlEscape  = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "|", "%7C", "<", "%3C", ">", "%3E", "{", "%7B", "}", "%7D", "\n", "")
)

// cell returns text as the cell of a table shows it.
func cell(text string, escape bool) string {
	text = diag.Printable(strings.Join(strings.Fields(text), " "))
	if escape {
		return textEscape.Replace(text)
	}
	return strings.ReplaceAll(text, "|", `\|`)
}
