package lint

import (
	"bytes"
	"encoding/json"

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
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		panic(err) // a string can always be encoded
	}
	quoted := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	return string(quoted[1 : len(quoted)-1])
}
