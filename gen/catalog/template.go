package catalog

import (
	"fmt"
	"strings"
)

// A Template is a detail in its parts: text, and the names of parameters whose
// values stand between it.
type Template []Part

// A Part is either text or a placeholder. Start and End are its bytes in the
// template as it was written.
type Part struct {
	Text       string // literal, braces unescaped; empty for a placeholder
	Param      string // name of the parameter; empty for text
	Start, End int
}

// A TemplateError says what is wrong with a template, and where.
type TemplateError struct {
	Start, End int    // bytes of the template
	Param      *Param // where the fault is a parameter's: that parameter
	Message    string
	Hint       string
}

func (e *TemplateError) Error() string { return e.Message }

// ParseTemplate reads a template: {name} is a placeholder, {{ and }} are braces.
// The error is a [*TemplateError]; the parts before the fault are returned with
// it.
func ParseTemplate(s string) (Template, error) {
	var t Template
	var text strings.Builder
	start := 0
	flush := func(end int) {
		if text.Len() > 0 {
			t = append(t, Part{Text: text.String(), Start: start, End: end})
			text.Reset()
		}
	}
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "{}")
		if n < 0 {
			text.WriteString(s[i:])
			break
		}
		text.WriteString(s[i : i+n])
		i += n
		if i+1 < len(s) && s[i+1] == s[i] {
			text.WriteByte(s[i])
			i += 2
			continue
		}
		if s[i] == '}' {
			flush(i)
			return t, &TemplateError{Start: i, End: i + 1, Message: `"}" does not end a placeholder`, Hint: `write "}}" for a brace that is text`}
		}
		end := i + 1
		for end < len(s) && isNameByte(s[end]) {
			end++
		}
		if end == len(s) || s[end] != '}' || end == i+1 {
			flush(i)
			return t, &TemplateError{
				Start: i, End: min(end+1, len(s)),
				Message: fmt.Sprintf("%q does not start a placeholder, want {name}", s[i:min(end+1, len(s))]),
				Hint:    `write "{{" for a brace that is text`,
			}
		}
		flush(i)
		t = append(t, Part{Param: s[i+1 : end], Start: i, End: end + 1})
		i = end + 1
		start = i
	}
	flush(len(s))
	return t, nil
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// EscapeTemplate returns the template that stands for s itself.
func EscapeTemplate(s string) string {
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(s)
}

// Template returns the detail in its parts. The detail of an entry without
// parameters is one text, whatever braces it holds; of one whose template is
// wrong, which is a finding, what stands before the fault.
func (e *Entry) Template() Template {
	if len(e.Params) > 0 {
		t, _ := ParseTemplate(e.Detail.V)
		return t
	}
	if e.Detail.V == "" {
		return nil
	}
	return Template{{Text: e.Detail.V, End: len(e.Detail.V)}}
}

// CheckTemplate returns what is wrong with a template: its syntax, placeholders
// that no parameter fills or that one cannot fill, and parameters that have none.
// A list has no one form as text and an optional parameter may have no value, so
// neither can be, nor has to be, in a template. Faults of placeholders come first,
// in their order, each name once.
func CheckTemplate(template string, params []Param) []TemplateError {
	t, err := ParseTemplate(template)
	if err != nil {
		return []TemplateError{*err.(*TemplateError)}
	}
	byName := make(map[string]*Param, len(params))
	for i := range params {
		byName[params[i].Name.V] = &params[i]
	}
	var faults []TemplateError
	used := map[string]bool{}
	for _, part := range t {
		if part.Param == "" || used[part.Param] {
			continue
		}
		used[part.Param] = true
		p := byName[part.Param]
		fault := TemplateError{Start: part.Start, End: part.End}
		switch {
		case p == nil:
			fault.Message = fmt.Sprintf("the detail has the placeholder {%s}, but no parameter of that name", part.Param)
			fault.Hint = "add it under params:, or write {{ and }} for braces that are text"
		case p.Type.V == List:
			fault.Message = fmt.Sprintf("the detail has the placeholder {%s}, but that parameter is a list", part.Param)
			fault.Hint = "lists are not part of the detail; remove the placeholder"
		case p.Optional.V:
			fault.Message = fmt.Sprintf("the detail has the placeholder {%s}, but that parameter is optional", part.Param)
			fault.Hint = "remove the placeholder, or make the parameter required"
		default:
			continue
		}
		faults = append(faults, fault)
	}
	for i := range params {
		if p := &params[i]; !used[p.Name.V] && p.Type.V != List && !p.Optional.V {
			faults = append(faults, TemplateError{
				Param:   p,
				Message: fmt.Sprintf("the parameter %q has no placeholder in the detail", p.Name.V),
				Hint:    fmt.Sprintf("write {%s} where its value belongs in the detail, or mark it with optional: true", p.Name.V),
			})
		}
	}
	return faults
}
