package template

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

// headers are the header as a comment, by what files end in. The list of outputs
// says whose the files of other formats are.
var headers = func() map[string]string {
	out := map[string]string{}
	for header, extensions := range map[string]string{
		"// " + emit.Header:            "c cc cpp cs dart fs go groovy h hpp java js jsx kt kts less mjs proto rs scala scss swift ts tsx zig",
		"# " + emit.Header:             "ex exs graphql nix pl properties ps1 py pyi r rb rbi sh tf toml yaml yml",
		"-- " + emit.Header:            "elm hs lua sql",
		"<!-- " + emit.Header + " -->": "htm html svg xml xsd",
		"/* " + emit.Header + " */":    "css",
	} {
		for _, extension := range strings.Fields(extensions) {
			out["."+extension] = header
		}
	}
	return out
}()

// headLines is within how many lines the header is looked for.
const headLines = 5

// owned returns a file with errgen's header above it, or below a first line that must
// come first, unless the template wrote the header itself or the format has no comments.
func owned(file, text string) emit.File {
	f := emit.File{Path: file, Data: []byte(text)}
	header := headers[strings.ToLower(path.Ext(file))]
	for i, line := range strings.SplitN(text, "\n", headLines+1) {
		if i < headLines && (line == "// "+emit.Header || line == "# "+emit.Header || header != "" && line == header) {
			return f
		}
	}
	first, rest, ok := start(text)
	if header == "" || !ok {
		f.Bare = true
		return f
	}
	f.Data = []byte(first + header + "\n\n" + rest)
	return f
}

// start cuts off the line of a text that must stay its first. It reports whether a
// comment may follow.
func start(text string) (first, rest string, ok bool) {
	line, rest, more := strings.Cut(text, "\n")
	line = strings.ToLower(strings.TrimSpace(line))
	begins := func(s string) bool { return strings.HasPrefix(line, s) }
	switch {
	case begins("\ufeff"):
		return "", text, false
	case begins("<?"), begins("<!doctype"): // XML and HTML
		return text[:len(text)-len(rest)], rest, more && strings.HasSuffix(line, ">")
	case begins("#!"), begins("---"), begins("@charset"): // scripts, YAML and CSS
		return text[:len(text)-len(rest)], rest, more
	}
	return "", text, true
}
