package typescript

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// A printer writes the part of the module that depends on the catalogue. Each
// code has lines of its own in every block, so that a new one changes none.
type printer struct {
	emit.Printer
	*catalog.Catalog
	casing name.Casing
}

func module(c *catalog.Catalog) string {
	p := &printer{Printer: emit.Printer{Indent: "  "}, Catalog: c, casing: name.NewCasing(c.Initialisms)}
	p.codes()
	p.params()
	p.catalogue()
	p.P(`const docsURL: string = `, quote(c.DocsURL+"/"), `;`)
	p.P()
	p.aliases()
	p.shapes()
	return string(p.Bytes())
}

func (p *printer) ident(code catalog.Code) string { return emit.Identifier(p.Catalog, p.casing, code) }

func (p *printer) codes() {
	p.P("/** All error codes. A code is the URN of an error and never changes. */")
	p.P("export const ErrorCode = {")
	p.In(func() {
		for _, e := range p.Entries {
			ident := p.ident(e.Code.V)
			p.doc(e)
			p.P(property(ident), ": ", quote(string(e.Code.V)), ",")
			for _, old := range p.Names[e.Code.V].Aliases {
				p.P("/** @deprecated Use {@link ErrorCode.", property(ident), "}. */")
				p.P(property(old), ": ", quote(string(e.Code.V)), ",")
			}
		}
	})
	p.P("} as const;")
	p.P()
}

// doc writes the comment of a code.
func (p *printer) doc(e *catalog.Entry) {
	var lines []string
	if e.Description.V != "" {
		lines = append(docText(e.Description.V), "")
	}
	lines = append(lines, docText(fmt.Sprintf("%d %s", e.Status.V, e.Title.V))...)
	lines = append(lines, "", "@see "+strings.Join(docText(e.Type.V), " "))
	if d := e.Deprecated; d != nil {
		use := ""
		if d.ReplacedBy.V != "" {
			use = " Use {@link ErrorCode." + property(p.ident(d.ReplacedBy.V)) + "}."
		}
		lines = append(lines, "@deprecated"+use)
		lines = append(lines, docText(d.Reason.V)...)
	}
	p.comment(lines)
}

// comment writes lines that docText has made safe.
func (p *printer) comment(lines []string) {
	switch len(lines) {
	case 0:
	case 1:
		p.P("/** ", lines[0], " */")
	default:
		p.P("/**")
		for _, line := range lines {
			p.P(strings.TrimRight(" * "+line, " "))
		}
		p.P(" */")
	}
}

func (p *printer) params() {
	p.P("/** Additional members of each error, by code. */")
	p.P("export interface ErrorParams {")
	p.In(func() {
		for _, e := range p.Entries {
			if len(e.Params) == 0 {
				continue
			}
			p.P(quote(string(e.Code.V)), ": {")
			p.In(func() {
				for i := range e.Params {
					param := &e.Params[i]
					p.comment(docText(param.Description.V))
					p.P(declare(param), ";")
				}
			})
			p.P("};")
		}
	})
	p.P("}")
	p.P()
}

func (p *printer) catalogue() {
	p.P("/** Information about each error, by code. */")
	p.P("export const catalogue: { readonly [C in ErrorCode]: ErrorInfo } = {")
	p.In(func() {
		for _, e := range p.Entries {
			p.P(quote(string(e.Code.V)), ": { status: ", e.Status.V, ", title: ", quote(e.Title.V), ", type: ", quote(e.Type.V),
				", detail: ", quote(e.Detail.V), ", retryable: ", e.Retryable.V == catalog.True, ", deprecated: ", e.Deprecated != nil, " },")
		}
	})
	p.P("};")
	p.P()
}

func (p *printer) aliases() {
	p.P("const aliases: { readonly [code: string]: ErrorCode } = {")
	p.In(func() {
		for _, e := range p.Entries {
			for _, alias := range e.Aliases {
				p.P(quote(string(alias.V)), ": ", quote(string(e.Code.V)), ",")
			}
		}
	})
	p.P("};")
	p.P()
}

func (p *printer) shapes() {
	p.P("const shapes: { readonly [C in keyof ErrorParams]: Members } = {")
	p.In(func() {
		for _, e := range p.Entries {
			if len(e.Params) > 0 {
				p.P(quote(string(e.Code.V)), ": ", members(e.Params), ",")
			}
		}
	})
	p.P("};")
	p.P()
}
