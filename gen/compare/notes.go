package compare

import (
	"fmt"
	"io"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/markdown"
)

// headings are those of release notes, by kind.
var headings = [...]string{Breaking: "Breaking", Added: "Added", Deprecated: "Deprecated", Changed: "Changed"}

// Notes writes the changes as release notes in Markdown: a list under each
// heading, with links to the pages, and the part of the version to increase.
func Notes(w io.Writer, changes []Change) error {
	var b strings.Builder
	if len(changes) == 0 {
		b.WriteString("No errors changed.\n")
	}
	for kind, heading := range headings {
		first := true
		for i := range changes {
			c := &changes[i]
			if c.Kind() != Kind(kind) {
				continue
			}
			if first {
				fmt.Fprintf(&b, "## %s\n\n", heading)
				first = false
			}
			b.WriteString("- " + c.note() + "\n")
		}
		if !first {
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(&b, "Version: %s\n", Semver(changes))
	_, err := io.WriteString(w, b.String())
	return err
}

// note returns a change as one line of Markdown, with its code as a link.
func (c *Change) note() string {
	text := markdown.Escape(c.Finding.Message)
	if c.Entry == nil {
		return text
	}
	link := link(c.Entry)
	for _, code := range []string{`"` + string(c.Entry.Code.V) + `"`, string(c.Entry.Code.V)} {
		if before, after, ok := strings.Cut(text, markdown.Escape(code)); ok {
			return before + link + after
		}
	}
	return link + ": " + text
}

func link(e *catalog.Entry) string {
	code := "`" + strings.ReplaceAll(string(e.Code.V), "`", "") + "`"
	if url := e.URL(); url != "" && !strings.ContainsAny(url, "() <>\n") {
		return "[" + code + "](" + url + ")"
	}
	return code
}
