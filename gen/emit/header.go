package emit

import (
	"bytes"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// WithHeader returns files with a text, such as a licence, added as a comment
// below the [Header]. A JSON file has it in the same member as the header.
//
// The text cannot end the comment: its lines are cleaned by [Clean], and lines that
// a tool might take for a directive are kept from being one. Files without the
// header do not change, nor does any file if the text is empty.
func WithHeader(files []File, text string) []File {
	text = strings.Trim(Clean(text), "\n ")
	if text == "" {
		return files
	}
	out := make([]File, len(files))
	for i, f := range files {
		out[i] = f
		out[i].Data = withHeader(f.Data, text)
	}
	return out
}

func withHeader(data []byte, text string) []byte {
	at := bytes.Index(data, []byte(Header))
	if at < 0 {
		return data
	}
	end := at + len(Header)
	start := bytes.LastIndexByte(data[:at], '\n') + 1
	marker := strings.TrimSpace(string(data[start:at]))
	if strings.HasSuffix(marker, `"`) {
		quoted := jsonpos.AppendString(nil, "\n"+text)
		return splice(data, end, quoted[1:len(quoted)-1])
	}
	if marker == "<!--" {
		// The comment goes on to its end, which the text must not be.
		return splice(data, end, []byte("\n"+strings.NewReplacer("--", "- -", ">", "&gt;").Replace(text)+"\n"))
	}
	if marker == "/*" {
		return splice(data, end, []byte("\n"+strings.ReplaceAll(text, "*/", "* /")+"\n"))
	}
	// An empty line comes first: Python reads the second line of a file for its
	// encoding.
	lines := []byte("\n" + marker)
	for line := range strings.Lines(text) {
		lines = append(lines, "\n"+strings.TrimRight(marker+" "+harmless(line), " \n")...)
	}
	return splice(data, end, lines)
}

// harmless returns a line that is no build constraint of Go, which is a comment
// with one space after its marker, too.
func harmless(line string) string {
	if strings.HasPrefix(strings.TrimSpace(line), "+build") {
		return `\` + strings.TrimSpace(line)
	}
	return line
}

func splice(data []byte, at int, text []byte) []byte {
	out := make([]byte, 0, len(data)+len(text))
	out = append(append(out, data[:at]...), text...)
	return append(out, data[at:]...)
}
