package template

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"math"
	"reflect"
	"strconv"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf16"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/name"
)

// A Function is a function that templates can call.
type Function struct {
	Call string // name and arguments before the value
	Doc  string // what it writes
}

// Functions lists the functions that templates can call in addition to those of text/template.
var Functions = []Function{
	{"json", "any value as JSON on one line; an example's body as the page has it"},
	{"yaml", "a YAML scalar"},
	{"go", "a Go literal: a string, a number or a boolean"},
	{"ts", "the same for TypeScript and JavaScript"},
	{"python", "the same for Python"},
	{"kotlin", "the same for Kotlin"},
	{"swift", "the same for Swift"},
	{"csv", "a CSV field"},
	{"markdown", "text escaped for Markdown"},
	{"mdx", "text escaped for MDX"},
	{"html", "text escaped for HTML, including quoted attributes"},
	{`comment "//"`, "comment lines, each starting with the marker, such as `//` or `#`, or `*` within a block comment"},
	{"camel", "words as an identifier: `orderNotFound`"},
	{"pascal", "`OrderNotFound`"},
	{"snake", "`order_not_found`"},
	{"kebab", "`order-not-found`"},
	{"screaming", "`ORDER_NOT_FOUND`"},
	{"identifier", "the identifier of an error in the other targets, as in Go"},
	{"indent 4", "text with each line but the first indented"},
	{`join ", "`, "the items of a list, joined by a separator"},
	{"catalogue", "nothing: returns the catalogue, for use where dot is something else"},
}

// functions returns what templates can call besides what text/template has, and those
// of its own that make text, as their length is limited.
func functions(d *data, r *run) template.FuncMap {
	casing := name.NewCasing(texts(d.catalogue["initialisms"]))
	return template.FuncMap{
		"catalogue":  func() map[string]any { return d.catalogue },
		"identifier": d.identifier,

		"json":     d.json,
		"yaml":     func(v any) (string, error) { return scalar(v, "yaml", yaml, "null", "true", "false") },
		"go":       func(v any) (string, error) { return scalar(v, "go", strconv.Quote, "nil", "true", "false") },
		"ts":       func(v any) (string, error) { return scalar(v, "ts", script, "null", "true", "false") },
		"python":   func(v any) (string, error) { return scalar(v, "python", python, "None", "True", "False") },
		"kotlin":   func(v any) (string, error) { return scalar(v, "kotlin", kotlin, "null", "true", "false") },
		"swift":    func(v any) (string, error) { return scalar(v, "swift", swift, "nil", "true", "false") },
		"csv":      field,
		"markdown": func(v any) string { return markdown.Escape(text(v)) },
		"mdx":      func(v any) string { return markdown.Escape(text(v)) },
		"html":     func(v any) string { return html.EscapeString(printable(text(v))) },
		"comment":  comment,
		"indent":   r.indent,

		"camel":     func(s string) string { return started(casing.Camel(s)) },
		"pascal":    func(s string) string { return started(casing.Pascal(s)) },
		"snake":     func(s string) string { return started(name.Snake(s)) },
		"kebab":     func(s string) string { return started(strings.Join(name.Words(s), "-")) },
		"screaming": func(s string) string { return started(name.UpperSnake(s)) },

		"join":     r.join,
		"print":    fmt.Sprint,
		"println":  fmt.Sprintln,
		"printf":   r.printf,
		"js":       template.JSEscaper,
		"urlquery": template.URLQueryEscaper,
	}
}

func texts(v any) (out []string) {
	items, _ := v.([]any)
	for _, item := range items {
		out = append(out, text(item))
	}
	return out
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// identifier returns what the other targets call an error, as Go exports it.
func (d *data) identifier(e map[string]any) (string, error) {
	if id, ok := d.identifiers[text(e["code"])]; ok {
		return id, nil
	}
	return "", errors.New("identifier needs an error of the catalogue")
}

// json returns a value as JSON on one line: an example's body as the page has it,
// other objects sorted by key. No character is in it that is not seen, or that ends
// a script element.
func (d *data) json(v any) (string, error) {
	var out string
	if m := reflect.ValueOf(v); m.Kind() == reflect.Map && d.raw[m.Pointer()] != "" {
		out = strings.NewReplacer("</", `\u003c/`, "<!", `\u003c!`).Replace(d.raw[m.Pointer()])
	} else {
		b, err := json.Marshal(v)
		if err != nil {
			return "", err
		}
		out = string(b)
	}
	return escape(out, func(r rune) string { return unlessPrintable(r, utf16Escape) }), nil
}

// escape replaces the runes for which with has another text.
func escape(s string, with func(r rune) string) string {
	var b strings.Builder
	for _, r := range s {
		if e := with(r); e != "" {
			b.WriteString(e)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func utf16Escape(r rune) string {
	if r > 0xFFFF {
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// scalar returns a value as a literal of a language.
func scalar(v any, language string, quote func(string) string, null, yes, no string) (string, error) {
	switch v := v.(type) {
	case nil:
		return null, nil
	case string:
		return quote(v), nil
	case bool:
		if v {
			return yes, nil
		}
		return no, nil
	case int:
		return strconv.Itoa(v), nil
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "", fmt.Errorf("%s has no literal for %v", language, v)
		}
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if mantissa, exponent, ok := strings.Cut(s, "e"); ok && !strings.Contains(mantissa, ".") {
			s = mantissa + ".0e" + exponent // YAML 1.1 takes 1e+300 for text
		}
		return s, nil
	}
	return "", fmt.Errorf("%s writes a string, a number or a boolean, not a list or an object; use json", language)
}

// quotedBy returns a literal in double quotes; escapes says what stands for the runes
// that have no escape in every language.
func quotedBy(s string, escapes func(r rune) string) string {
	return `"` + escape(s, func(r rune) string {
		switch r {
		case '"':
			return `\"`
		case '\\':
			return `\\`
		case '\n':
			return `\n`
		}
		return escapes(r)
	}) + `"`
}

func yaml(s string) string {
	return quotedBy(s, func(r rune) string { return unlessPrintable(r, longEscape) })
}

func python(s string) string {
	return quotedBy(s, func(r rune) string { return unlessPrintable(r, longEscape) })
}

// script is a literal of TypeScript and JavaScript; nothing in it ends a script
// element.
func script(s string) string {
	return quotedBy(s, func(r rune) string {
		if r == '<' {
			return `\u003c`
		}
		return unlessPrintable(r, utf16Escape)
	})
}

func kotlin(s string) string {
	return quotedBy(s, func(r rune) string {
		if r == '$' {
			return `\$`
		}
		return unlessPrintable(r, utf16Escape)
	})
}

func swift(s string) string {
	return quotedBy(s, func(r rune) string {
		return unlessPrintable(r, func(r rune) string { return fmt.Sprintf(`\u{%x}`, r) })
	})
}

func unlessPrintable(r rune, escape func(rune) string) string {
	if unicode.IsPrint(r) {
		return ""
	}
	return escape(r)
}

func longEscape(r rune) string {
	if r > 0xFFFF {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// field returns a field of a CSV file, in quotes where it needs them. A program
// that opens the file as a spreadsheet may take one that begins with = for a
// formula; the text is kept all the same.
func field(v any) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	err := w.Write([]string{text(v)})
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n"), errors.Join(err, w.Error())
}

// printable leaves out the characters that HTML cannot have.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || 0x7F <= r && r < 0xA0 {
			return -1
		}
		return r
	}, s)
}

// comment returns text as comment lines, each starting with the marker, without the
// last line's end. Whatever the text is, it stays in the comment: in C a backslash
// at the end continues a line, in Java \u000a ends one, and in PHP ?> does. The marker
// "*" is for lines of a block comment, which */ would end and /* would nest.
func comment(marker string, v any) (string, error) {
	mark := strings.TrimSpace(marker)
	if mark == "" || strings.ContainsAny(marker, "\r\n") {
		return "", fmt.Errorf("comment needs a comment marker, such as %q", "//")
	}
	if mark != "*" && strings.ContainsAny(mark, "*<({[\"`") {
		return "", fmt.Errorf("comment has the marker %q, want that of a line comment, such as %q, or %q within a block comment", mark, "//", "*")
	}
	safe := strings.NewReplacer(`\u`, `\ u`, "?>", "? >")
	var lines []string
	for line := range strings.Lines(emit.Clean(text(v))) {
		line = safe.Replace(strings.TrimRight(line, "\n "))
		if mark == "*" {
			line = strings.ReplaceAll(strings.ReplaceAll(line, "*/", "* /"), "/*", "/ *")
		}
		if strings.HasSuffix(line, `\`) {
			line += "."
		}
		lines = append(lines, strings.TrimRight(marker+" "+line, " "))
	}
	if len(lines) == 0 {
		return marker, nil
	}
	return strings.Join(lines, "\n"), nil
}

// started returns an identifier that begins with no digit.
func started(s string) string {
	if s == "" || s[0] <= '9' {
		return "_" + s
	}
	return s
}
