package typescript

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// A fact is one of the catalogue's own, as the module has it.
type fact struct {
	catalog.Fact
	property string // of ErrorInfo
	typ      string
	optional bool
}

// facts returns the facts of the catalogue that any error has.
func (p *printer) facts() []fact {
	var out []fact
	for i, f := range p.Facts {
		one := fact{Fact: f, property: p.casing.Camel(f.Name), typ: "string"}
		if len(f.Values) > 0 {
			one.typ = "Error" + p.casing.Pascal(f.Name)
		}
		for _, e := range p.Entries {
			one.optional = one.optional || i >= len(e.Facts) || e.Facts[i].V == ""
		}
		out = append(out, one)
	}
	return out
}

// factTypes writes the type of each fact that has a fixed number of values, and
// constants where values is set.
func (p *printer) factTypes(values bool) {
	for _, f := range p.facts() {
		if len(f.Values) == 0 {
			continue
		}
		p.comment(docText(f.doc()))
		if !values {
			p.P("export type ", f.typ, " = ", strings.Join(quoteAll(f.Values), " | "), ";")
			p.P()
			continue
		}
		p.P("export const ", f.typ, " = {")
		p.In(func() {
			for _, v := range f.Values {
				p.P(property(emit.Exported(p.casing.Pascal(v))), ": ", quote(v), ",")
			}
		})
		p.P("} as const;")
		p.P()
		p.comment(docText(f.doc()))
		p.P("export type ", f.typ, " = (typeof ", f.typ, ")[keyof typeof ", f.typ, "];")
		p.P()
	}
}

func (f *fact) doc() string {
	if f.Doc == "" {
		return "The " + strings.ReplaceAll(f.Name, "_", " ") + " of an error."
	}
	return strings.TrimRight(f.Doc, ".") + "."
}

// info writes the type of what is known of an error.
func (p *printer) info() {
	p.P("/** Information about an error code. */")
	p.P("export interface ErrorInfo {")
	p.In(func() {
		member := func(doc, declaration string) {
			p.comment(docText(doc))
			p.P("readonly ", declaration, ";")
		}
		member("The HTTP status of its responses; 0 if the code does not define one.", "status: number")
		member("A short name that is the same for each occurrence.", "title: string")
		member("The URI that identifies the error.", "type: string")
		member("The URL of the documentation, if it differs from the type.", "pageUrl?: string")
		member("The default detail of a response; if the error has params, a template with their names in braces.", "detail: string")
		member("Whether the same request may succeed if sent again; if absent, the status of the response decides.", "retryable?: boolean")
		member("Whether the code is no longer in use.", "deprecated?: boolean")
		for _, f := range p.facts() {
			mark := ": "
			if f.optional {
				mark = "?: "
			}
			member(f.doc(), property(f.property)+mark+f.typ)
		}
	})
	p.P("}")
	p.P()
}

// table writes what is known of each error.
func (p *printer) table() {
	facts := p.facts()
	p.P("/** Information about each error, by code. */")
	p.P("export const catalogue: { readonly [C in ErrorCode]: ErrorInfo } = {")
	p.In(func() {
		for _, e := range p.Entries {
			row := []any{p.key(e.Code.V), ": { status: ", e.Status.V, ", title: ", quote(e.Title.V), ", type: ", quote(e.Type.V)}
			if u := e.URL(); u != e.Type.V {
				row = append(row, ", pageUrl: ", quote(u))
			}
			row = append(row, ", detail: ", quote(e.Detail.V))
			if e.Retryable.V != catalog.Unset {
				row = append(row, ", retryable: ", e.Retryable.V)
			}
			if e.Deprecated != nil || e.Retired != nil {
				row = append(row, ", deprecated: true")
			}
			for i, f := range facts {
				if i < len(e.Facts) && e.Facts[i].V != "" {
					row = append(row, ", ", property(f.property), ": ", quote(e.Facts[i].V))
				}
			}
			p.P(append(row, " },")...)
		}
	})
	p.P("};")
	p.P()
}

func quoteAll(list []string) []string {
	out := slices.Clone(list)
	for i, s := range out {
		out[i] = quote(s)
	}
	return out
}
