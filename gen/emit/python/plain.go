package python

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/emit"
)

// plain returns a module without a runtime: the codes, and a table of what is known
// of each.
func plain(m *model) string {
	p := &printer{model: m}
	p.P("# ", emit.Header)
	p.P(`"""The error codes of the API, and information about each of them.`)
	p.P()
	p.P(m.needs(), " and only the standard library.")
	p.P(`"""`)
	p.P()
	p.P("import enum as _enum")
	p.P("import typing as _t")
	p.P()
	p.P()
	for i := range m.facts {
		p.enumeration(&m.facts[i])
	}
	p.P("class ErrorCode(", p.codeBases(), "):")
	p.In(func() {
		p.docstring(p.codeDoc())
		p.members()
		if p.body.numbered {
			p.numbers()
		} else {
			p.texts()
		}
	})
	p.P()
	p.P()
	p.P("class ErrorInfo(_t.NamedTuple):")
	p.In(func() {
		p.P(`"""Information about an error code."""`)
		p.P()
		p.P("status: int")
		p.P("title: str")
		p.P("type: str")
		p.P("detail: str")
		for _, f := range p.facts {
			p.P(f.attribute, ": ", p.quotedType(&f))
		}
	})
	p.P()
	p.P()
	p.P("ERRORS: dict[ErrorCode, ErrorInfo] = {")
	p.In(func() {
		for i := range p.entries {
			e := &p.entries[i]
			args := strconv.Itoa(e.status) + ", " + emit.Quote(e.Title.V) + ", " + emit.Quote(e.Type.V) + ", " + emit.Quote(e.Detail.V)
			for j := range p.facts {
				args += ", " + p.factValue(e, j)
			}
			p.P("ErrorCode.", e.member, ": ErrorInfo(", args, "),")
		}
	})
	p.P("}")
	return string(p.Bytes())
}

// quotedType returns the type of a fact where it is read when the module runs.
func (p *printer) quotedType(f *fact) string {
	if f.class != "" && f.optional {
		return "_t.Optional[" + f.class + "]"
	}
	return f.typeOf()
}

func (p *printer) factValue(e *entry, i int) string {
	f := &p.facts[i]
	value := ""
	if i < len(e.Facts) {
		value = e.Facts[i].V
	}
	if f.class == "" {
		return emit.Quote(value)
	}
	for j, v := range f.values {
		if v == value {
			return f.class + "." + f.members[j]
		}
	}
	return "None"
}
