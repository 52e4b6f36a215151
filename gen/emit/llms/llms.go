// Package llms writes the errors for machines that read documentation: an overview, all
// pages in one file, and for each page its Markdown and its catalogue entry as JSON.
// With .json appended, a type URL leads to the entry.
package llms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Title string `yaml:"title" doc:"title of llms.txt and llms-full.txt"`
	Pages bool   `yaml:"pages" doc:"whether to write a Markdown and a JSON file for each error, at the path of its page"`
}

// Target is the files.
var Target = emit.Typed[Options]{
	Name:    "llms",
	Doc:     "llms.txt, llms-full.txt and each page as Markdown and JSON, for machines that read documentation",
	Default: Options{Title: "Errors", Pages: true},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		w := pages.Plain(c)
		title := "# " + pages.OneLine(o.Title) + "\n\n" + owned
		var overview, full strings.Builder
		overview.WriteString(title)
		full.WriteString(title)
		group := ""
		files := make([]emit.File, 2, 2+2*len(c.Entries))
		for _, e := range c.Entries {
			if g := groupOf(e); g != group {
				group = g
				overview.WriteString("\n## " + g + "\n\n")
			}
			overview.WriteString(line(e))
			full.WriteString("\n" + w.Text(e, 2))
			if !o.Pages {
				continue
			}
			entry, err := entryJSON(c, e)
			if err != nil {
				return nil, err
			}
			at := published(c, e)
			files = append(files, emit.File{Path: at + ".md", Data: []byte(strings.Replace(w.Text(e, 1), "\n", "\n\n"+owned, 1))}, emit.File{Path: at + ".json", Data: entry})
		}
		files[0] = emit.File{Path: "llms.txt", Data: []byte(overview.String())}
		files[1] = emit.File{Path: "llms-full.txt", Data: []byte(full.String())}
		return files, nil
	},
}.Target()

// owned is the line by which errgen knows the files.
const owned = "<!-- " + emit.Header + " -->\n"

// published returns the path of an error's page below the docs URL.
func published(c *catalog.Catalog, e *catalog.Entry) string {
	if at := strings.TrimPrefix(e.URL(), c.DocsURL+"/"); at != e.URL() && !strings.ContainsAny(at, "?#") {
		return at
	}
	return e.CodePath()
}

// groupOf returns what the errors of an overview are grouped by: the code without its
// last segment.
func groupOf(e *catalog.Entry) string {
	values := e.Segments()
	if len(values) < 2 {
		return "Errors"
	}
	return pages.OneLine(strings.Join(values[:len(values)-1], " / "))
}

// line returns the line of an error in the overview.
func line(e *catalog.Entry) string {
	var facts []string
	if e.Status.V != 0 {
		facts = append(facts, fmt.Sprintf("%d %s", e.Status.V, catalog.ReasonPhrase(e.Status.V)))
	}
	if e.MayRetry() {
		facts = append(facts, "may be retried")
	}
	if e.Retired != nil {
		facts = append(facts, "retired")
	} else if e.Deprecated != nil {
		facts = append(facts, "deprecated")
	}
	out := "- [" + pages.OneLine(string(e.Code.V)) + "](" + e.URL() + ")"
	if len(facts) > 0 {
		out += " (" + strings.Join(facts, ", ") + ")"
	}
	if d := pages.OneLine(e.Description.V); d != "" {
		out += ": " + d
	}
	return out + "\n"
}

// entryJSON returns an entry as the catalogue in JSON has it.
func entryJSON(c *catalog.Catalog, e *catalog.Entry) ([]byte, error) {
	one := *c
	one.Entries = []*catalog.Entry{e}
	var b bytes.Buffer
	if err := snapshot.Write(&b, &one); err != nil {
		return nil, err
	}
	var all struct{ Errors []json.RawMessage }
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, all.Errors[0], "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return bytes.Replace(out.Bytes(), []byte("{\n"), []byte("{\n  \"$comment\": \""+emit.Header+"\",\n"), 1), nil
}
