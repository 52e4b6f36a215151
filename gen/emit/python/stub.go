package python

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// declarations returns what the stub declares of the catalogue.
func declarations(m *model) string {
	p := &printer{model: m, stub: true}
	times, optional := m.uses()
	if times {
		p.P("import datetime as _datetime")
		p.P()
	}
	if optional {
		p.P("if sys.version_info >= (3, 11):")
		p.In(func() { p.P("from typing import NotRequired as _NotRequired") })
		p.P("else:")
		p.In(func() { p.P("from typing_extensions import NotRequired as _NotRequired") })
		p.P()
	}
	if m.body.numbered {
		p.P("_Code = int")
	} else {
		p.P("_Code = str")
	}
	p.P()
	for i := range m.facts {
		p.enumeration(&m.facts[i])
	}
	p.codes()
	declared := map[string]bool{}
	for i := range m.entries {
		e := &m.entries[i]
		base := "ApiError"
		for _, g := range m.groupsOf(e.Entry) {
			if !declared[g.class] {
				declared[g.class] = true
				p.P("class ", g.class, "(", base, "):")
				p.In(func() { p.docstring(docText(groupDoc(g))) })
				p.P()
			}
			base = g.class
		}
		p.items(e)
		p.class(e)
	}
	return string(p.Bytes())
}

// uses reports whether params have times, and whether the objects in their lists
// have members that may be absent.
func (m *model) uses() (times, optional bool) {
	for _, e := range m.entries {
		for _, p := range e.params {
			times = times || p.Type.V == catalog.Time || p.Items != nil && p.Items.Type.V == catalog.Time
			if p.item == "" {
				continue
			}
			for i := range p.Items.Members {
				times = times || p.Items.Members[i].Type.V == catalog.Time
				optional = optional || p.Items.Members[i].Optional.V
			}
		}
	}
	return times, optional
}

// codes writes the enumeration.
func (p *printer) codes() {
	p.P("class ErrorCode(", p.codeBases(), "):")
	p.In(func() {
		p.docstring(p.codeDoc())
		p.members()
		for _, s := range p.segments {
			p.P()
			p.P("@property")
			p.P("def ", s.attribute, "(self) -> str:")
			p.In(func() { p.docstring(docText(segmentDoc(s.name, len(p.forms()) > 1))) })
		}
		for _, f := range p.facts {
			p.P()
			p.P("@property")
			p.P("def ", f.attribute, "(self) -> ", f.typeOf(), ":")
			p.In(func() { p.docstring(docText(f.text())) })
		}
	})
	p.P()
}

// members writes the members of the enumeration of codes.
func (p *printer) members() {
	value := func(e *entry) string {
		if p.body.numbered {
			return string(e.Code.V)
		}
		return emit.Quote(string(e.Code.V))
	}
	for i := range p.entries {
		e := &p.entries[i]
		p.P()
		p.P(e.member, " = ", value(e))
		p.docstring(docText(e.Description.V))
		before := false // whether another older name has the same value
		for _, old := range e.former {
			if old.member == e.member {
				continue
			}
			p.P()
			again := ""
			if before {
				again = "  # noqa: PIE796, RUF100"
			}
			before = true
			p.P(old.member, " = ", e.member, again)
			p.docstring([]string{"Deprecated: use " + e.member + "."})
		}
	}
}

func segmentDoc(name string, several bool) string {
	doc := fmt.Sprintf("The %s in the code", name)
	if several {
		doc += "; empty if there is none"
	}
	return doc + "."
}

func (f *fact) text() string {
	switch {
	case f.doc != "":
		return f.doc
	case f.class == "":
		return "The " + f.name + " of the error; empty if unknown."
	}
	return "The " + f.name + " of the error."
}

func (p *printer) class(e *entry) {
	if reason, ok := p.deprecation(e); ok {
		p.P("@_deprecated(", emit.Quote(reason), ")")
	}
	p.P("class ", e.class, "(", e.base, "):")
	p.In(func() {
		lines := docText(e.Description.V)
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, docText(factsLine(e))...)
		p.docstring(lines)
		if len(e.params) > 0 || e.Retired != nil {
			p.P()
			p.params(e)
		}
	})
	p.P()
	for _, old := range e.former {
		if old.class == e.class {
			continue
		}
		p.P(old.class, " = ", e.class)
		p.docstring([]string{"Deprecated: use " + e.class + "."})
		p.P()
	}
}

// factsLine returns the line of a class's docstring that says its status, title and
// type.
func factsLine(e *entry) string {
	if e.Title.V == "" {
		return fmt.Sprintf("%d, %s", e.status, e.Type.V)
	}
	return fmt.Sprintf("%d %s, %s", e.status, e.Title.V, e.Type.V)
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
