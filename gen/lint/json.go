package lint

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// contentOf returns the span of a JSON string without its quotes.
func contentOf(s source.Span) source.Span {
	if inQuotes(s) {
		s.Start++
		s.End--
	}
	return s
}

// replaceString returns a fix that puts text between the quotes of a JSON string.
// It is nil for one without a quote on both sides: where such a string ends is a
// guess, and what is taken for the rest of it would be lost.
func replaceString(at source.Span, text, message string) *diag.Fix {
	if !inQuotes(at) {
		return nil
	}
	quoted := jsonpos.AppendString(nil, text)
	return diag.Replace(contentOf(at), string(quoted[1:len(quoted)-1]), message)
}

func inQuotes(s source.Span) bool {
	text := s.Text()
	return len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"'
}
