package lifecycle

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/markdown"
)

// Retirement is what is said of a code that is retired.
type Retirement struct {
	Since      string       // a date, as 2006-01-02
	Reason     string       // may be empty
	ReplacedBy catalog.Code // may be empty
}

// Retire marks a code as no longer raised, in its front matter, and says so on its
// page, below the element that states the code. The page stays, and with it the
// docs URL; the code is never given to another error.
func Retire(c *catalog.Catalog, e *catalog.Entry, r Retirement) ([]Edit, error) {
	if err := owns(c, e); err != nil {
		return nil, err
	}
	if e.Retired != nil {
		return nil, fmt.Errorf("%s is already retired, since %s", e.Code.V, e.Retired.Since.V)
	}
	by, err := replacement(c, e, r.ReplacedBy)
	if err != nil {
		return nil, err
	}
	var x edits
	if r.Reason == "" && by == nil {
		x.setKeys(e, "retired: "+r.Since)
	} else {
		lines := []string{"retired:", "  since: " + r.Since}
		if r.Reason != "" {
			lines = append(lines, "  reason: "+quoted(r.Reason))
		}
		if by != nil {
			lines = append(lines, "  replaced_by: "+code(r.ReplacedBy))
		}
		x.setKeys(e, lines...)
	}
	x.notice(e, r, by)
	return x.apply()
}

// Deprecate says in the front matter of a code which one is to be used instead.
func Deprecate(c *catalog.Catalog, e *catalog.Entry, by catalog.Code, reason string) ([]Edit, error) {
	if err := owns(c, e); err != nil {
		return nil, err
	}
	switch d := e.Deprecated; {
	case e.Retired != nil:
		return nil, fmt.Errorf("%s is already retired", e.Code.V)
	case d != nil && d.ReplacedBy.V != "":
		return nil, fmt.Errorf("%s is already replaced by %s", e.Code.V, d.ReplacedBy.V)
	case hasKey(e, "deprecated") && (d == nil || reason != ""):
		return nil, fmt.Errorf("the front matter of %s already has the key deprecated; change it by hand", e.Page)
	}
	if _, err := replacement(c, e, by); err != nil {
		return nil, err
	}
	var lines []string
	if !hasKey(e, "deprecated") {
		value := "true"
		if reason != "" {
			value = quoted(reason)
		}
		lines = append(lines, "deprecated: "+value)
	}
	if by != "" {
		lines = append(lines, "replaced_by: "+code(by))
	}
	var x edits
	x.setKeys(e, lines...)
	return x.apply()
}

// replacement returns the entry that takes another's place, nil where none does.
func replacement(c *catalog.Catalog, e *catalog.Entry, by catalog.Code) (*catalog.Entry, error) {
	if by == "" {
		return nil, nil
	}
	to := c.Lookup(by)
	switch {
	case to == nil:
		return nil, fmt.Errorf("there is no code %q", by)
	case to == e:
		return nil, fmt.Errorf("%s cannot replace itself", by)
	case to.Code.V != by:
		return nil, fmt.Errorf("%q is an older name of %s", by, to.Code.V)
	case to.Retired != nil:
		return nil, fmt.Errorf("%s is retired itself", by)
	}
	return to, nil
}

// notice adds a quote that says that the code is retired, after the block that
// states the code.
func (x *edits) notice(e *catalog.Entry, r Retirement, by *catalog.Entry) {
	text := "> **Retired on " + r.Since + ".** This error is no longer returned."
	if r.Reason != "" {
		text += " " + markdown.Escape(strings.Join(strings.Fields(r.Reason), " "))
	}
	if by != nil {
		text += " See [" + markdown.Escape(string(by.Code.V)) + "](" + relativeLink(e.Page, pagePath(by)) + ")."
	}
	end := lineEnd(e.File)
	data := e.File.Data
	at := int(e.Start.Start)
	if e.HasFrontMatter {
		if i := bytes.Index(data[at:], []byte("\n---")); i >= 0 {
			at += i + len("\n---")
		} else if bytes.HasPrefix(data[at:], []byte("---")) {
			at += len("---")
		}
		at = nextLine(data, at)
	}
	// Past the paragraph or the element that states the code.
	if s := e.Code.Span; s.File == e.File && int(s.Start) >= at {
		at = nextLine(data, int(s.End))
		for at < len(data) {
			line, _, _ := bytes.Cut(data[at:], []byte("\n"))
			if len(bytes.TrimSpace(line)) == 0 {
				break
			}
			at = nextLine(data, at)
		}
	}
	before := ""
	if at > 0 && at == len(data) && data[at-1] != '\n' {
		before = end
	}
	x.add(e.File.Span(at, at), before+end+text+end)
}

func nextLine(data []byte, at int) int {
	i := bytes.IndexByte(data[at:], '\n')
	if i < 0 {
		return len(data)
	}
	return at + i + 1
}
