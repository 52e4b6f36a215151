package rule

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// Unquoted returns the span of a JSON string without its quotes.
func Unquoted(s source.Span) source.Span {
	if inQuotes(s) {
		s.Start++
		s.End--
	}
	return s
}

// ReplaceString returns a fix that puts text between the quotes of a JSON string.
// It is nil for one without a quote on both sides: where such a string ends is a
// guess, and what is taken for the rest of it would be lost.
func ReplaceString(at source.Span, text, message string) *diag.Fix {
	if !inQuotes(at) {
		return nil
	}
	quoted := jsonpos.AppendString(nil, text)
	return diag.Replace(Unquoted(at), string(quoted[1:len(quoted)-1]), message)
}

func inQuotes(s source.Span) bool {
	text := s.Text()
	return len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"'
}

// JSONKind describes a JSON value, of which it has the text, for a message.
func JSONKind(text string) string {
	if text == "" {
		return "of another type"
	}
	switch text[0] {
	case '"':
		return "the string " + Quote(strings.Trim(text, `"`))
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "the boolean " + text
	case 'n':
		return "null"
	}
	return "the number " + text
}
