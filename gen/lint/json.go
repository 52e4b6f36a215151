package lint

import (
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// contentOf returns the span of a JSON string without its quotes.
func contentOf(s source.Span) source.Span {
	if text := s.Text(); len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		s.Start++
		s.End--
	}
	return s
}

// jsonContent returns text as it stands between the quotes of a JSON string.
func jsonContent(text string) string {
	quoted := jsonpos.AppendString(nil, text)
	return string(quoted[1 : len(quoted)-1])
}
