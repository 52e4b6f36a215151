package facts

import "github.com/unkeyed/errgen/gen/catalog"

// says returns a source with its verb, to be followed by a status: "the example
// shows".
func says(from catalog.Source) string {
	switch from {
	case catalog.FromFrontMatter:
		return "the front matter says"
	case catalog.FromExample:
		return "the example shows"
	case catalog.FromSection:
		return "the section says"
	case catalog.FromProse:
		return "the text says"
	case catalog.FromDescription:
		return "the description says"
	case catalog.FromConfig:
		return "errgen.yaml gives"
	}
	return "the page says"
}
