package draft

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
)

// Deprecate returns the text of an entry's page with the front matter that says
// which code replaces it; everything else stays as it is, to the byte. It fails
// where the page says something else already.
func Deprecate(e *catalog.Entry, by catalog.Code) ([]byte, error) {
	d := e.Deprecated
	if d != nil && d.ReplacedBy.V != "" {
		return nil, fmt.Errorf("%s is already replaced by %s", e.Code.V, d.ReplacedBy.V)
	}
	end := "\n"
	if i := bytes.IndexByte(e.File.Data, '\n'); i > 0 && e.File.Data[i-1] == '\r' {
		end = "\r\n"
	}
	lines := "replaced_by: " + string(by) + end
	if !slices.ContainsFunc(e.Keys, func(k catalog.Value[string]) bool { return k.V == "deprecated" }) {
		lines = "deprecated: true" + end + lines
	} else if d == nil {
		return nil, fmt.Errorf("the front matter of %s has deprecated: false; remove it first", e.Page)
	}
	if !e.HasFrontMatter {
		lines = "---" + end + lines + "---" + end + end
	}
	at := int(e.Start.Start)
	return slices.Concat(e.File.Data[:at], []byte(lines), e.File.Data[at:]), nil
}
