package python

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// exports are the names that the template declares for its users.
var exports = []string{"ApiError", "ErrorCode", "decode", "from_response", "lookup"}

// A printer writes the part of the module that depends on the catalogue. Each
// code has lines of its own in every block, so that a new one changes none.
type printer struct {
	emit.Printer
	*model
}

func module(m *model) string {
	p := &printer{model: m}
	p.all()
	p.codes()
	p.classes()
	p.tables()
	return string(p.Bytes())
}

func (p *printer) all() {
	names := slices.Clone(exports)
	for _, claim := range p.claims() {
		if !strings.Contains(claim.Identifier, ".") {
			names = append(names, claim.Identifier)
		}
	}
	slices.Sort(names)
	p.P("__all__ = [")
	p.In(func() {
		for _, each := range slices.Compact(names) {
			p.P(quote(each), ",")
		}
	})
	p.P("]")
	p.P()
	p.P()
}

func (p *printer) codes() {
	p.P("class ErrorCode(_enum.StrEnum):")
	p.In(func() {
		p.P(`"""All error codes. A code is the URN of an error and never changes."""`)
		for _, e := range p.entries {
			p.P()
			p.P(e.member, " = ", quote(string(e.Code.V)))
			p.docstring(docText(e.Description.V))
			for _, old := range e.old {
				p.P()
				p.P(name.UpperSnake(old), " = ", quote(string(e.Code.V)))
				p.docstring([]string{"Deprecated: use " + e.member + "."})
			}
		}
	})
	p.P()
	p.P()
}

func (p *printer) classes() {
	var system, category string
	for i := range p.entries {
		e := &p.entries[i]
		if of := p.group(e.GroupAt(0)); of != system {
			system = of
			p.P("class ", of, "(ApiError):")
			p.In(func() { p.docstring(docText("Base class of all errors in system " + e.GroupAt(0) + ".")) })
			p.P()
			p.P()
		}
		if e.base != category {
			category = e.base
			p.P("class ", e.base, "(", system, "):")
			p.In(func() {
				p.docstring(docText("Base class of all errors in category " + e.GroupAt(0) + ":" + e.GroupAt(1) + "."))
			})
			p.P()
			p.P()
		}
		p.items(e)
		p.class(e)
		for _, old := range e.old {
			p.P(class(old), " = ", e.class, "  # deprecated")
			p.P()
			p.P()
		}
	}
}

func (p *printer) class(e *entry) {
	if d := e.Deprecated; d != nil {
		reason := d.Reason.V
		if d.ReplacedBy.V != "" {
			reason = fmt.Sprintf("Use %s. %s", class(emit.Identifier(p.Catalog, p.casing, d.ReplacedBy.V)), reason)
		}
		p.P("@_deprecated(", quote(strings.Join(docText(reason), " ")), ")")
	}
	p.P("class ", e.class, "(", e.base, "):")
	p.In(func() {
		lines := docText(e.Description.V)
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, docText(fmt.Sprintf("%d %s, %s", e.Status.V, e.Title.V, e.Type.V))...)
		p.docstring(lines)
		p.P()
		p.P("code = ErrorCode.", e.member)
		p.P("status = ", e.Status.V)
		p.P("title = ", quote(e.Title.V))
		p.P("type = ", quote(e.Type.V))
		p.P("detail = ", quote(e.Detail.V))
		if e.Retryable.V == catalog.True {
			p.P("retryable = True")
		}
		if len(e.params) > 0 {
			p.params(e)
		}
	})
	p.P()
	p.P()
}

func (p *printer) tables() {
	p.P("_CLASSES: dict[str, type[ApiError]] = {")
	p.In(func() {
		for _, e := range p.entries {
			p.P(quote(string(e.Code.V)), ": ", e.class, ",")
		}
	})
	p.P("}")
	p.P()
	p.P("_ALIASES: dict[str, str] = {")
	p.In(func() {
		for _, e := range p.entries {
			for _, alias := range e.Aliases {
				p.P(quote(string(alias.V)), ": ", quote(string(e.Code.V)), ",")
			}
		}
	})
	p.P("}")
	p.P()
	p.P("_DOCS_URL = ", quote(p.DocsURL+"/"))
	p.P()
}

// docstring writes lines that docText has made safe.
func (p *printer) docstring(lines []string) {
	if len(lines) == 0 {
		return
	}
	if len(lines) == 1 {
		p.P(`"""`, lines[0], `"""`)
		return
	}
	p.P(`"""`, lines[0])
	for _, line := range lines[1:] {
		p.P(line)
	}
	p.P(`"""`)
}
