package template

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

// comments are what begins a comment in a format, by what its files end in. The
// list of outputs says whose the files of other formats are.
var comments = func() map[string]string {
	out := map[string]string{}
	for marker, extensions := range map[string]string{
		"//": "c cc cpp cs dart fs go groovy h hpp java js jsx kt kts mjs proto rs scala scss swift ts tsx zig",
		"#":  "ex exs graphql nix properties py pyi r rb rbi sh tf toml yaml yml",
	} {
		for _, extension := range strings.Fields(extensions) {
			out["."+extension] = marker
		}
	}
	return out
}()

// headLines is within how many lines the header is looked for.
const headLines = 5

// owned returns a file with errgen's header above it, unless the template wrote the
// header itself, or the file begins with what must come first or has no comments.
func owned(file, text string) emit.File {
	f := emit.File{Path: file, Data: []byte(text)}
	for i, line := range strings.SplitN(text, "\n", headLines+1) {
		if i < headLines && (line == "// "+emit.Header || line == "# "+emit.Header) {
			return f
		}
	}
	marker, ok := comments[strings.ToLower(path.Ext(file))]
	if !ok || strings.HasPrefix(text, "#!") || strings.HasPrefix(text, "---\n") || strings.HasPrefix(text, "\ufeff") {
		f.Bare = true
		return f
	}
	f.Data = []byte(marker + " " + emit.Header + "\n\n" + text)
	return f
}
