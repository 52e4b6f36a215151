package gen

import (
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
)

// ruleStatusMissing is the rule of errors without a status, of package lint.
const ruleStatusMissing = "status-missing"

// unanswered returns a warning where some errors have no HTTP status, and a server that is
// generated answers with them all the same, but errgen.yaml does not say as what. Where
// the status of one stands under another name, that is said already.
func (p *Project) unanswered(told diag.List) (found diag.List) {
	if p.Catalog.DefaultCode != "" || !slices.ContainsFunc(p.Config.Generate, func(g config.Output) bool { return g.Target.Name == "go" }) {
		return nil
	}
	none := slices.DeleteFunc(slices.Clone(p.Catalog.Entries), func(e *catalog.Entry) bool { return !e.NoStatus })
	if len(none) == 0 || len(none) == len(p.Catalog.Entries) {
		return nil
	}
	if slices.ContainsFunc(told, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && (d.Rule == ruleStatusMissing || d.Rule == "fact-renamed")
	}) {
		return nil
	}
	e := none[0]
	at := e.Code.Span
	if at.IsZero() {
		at = e.Start
	}
	d := found.Add(ruleStatusMissing, diag.Warning, at, "%s has no HTTP status; a server that returns it answers with 500", e.Code.V)
	if len(none) > 1 {
		d.Message = fmt.Sprintf("%s and %d more have no HTTP status; a server that returns one answers with 500", e.Code.V, len(none)-1)
	}
	d.Hint = "set default_code in errgen.yaml: such an error is answered with its status"
	return found
}
