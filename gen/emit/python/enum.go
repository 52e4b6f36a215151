package python

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/emit"
)

// enumeration writes the values of a fact, alike in the module and in its stub.
func (p *printer) enumeration(f *fact) {
	if f.class == "" {
		return
	}
	p.P("class ", f.class, "(", p.textEnum(), "):")
	p.In(func() {
		doc := f.doc
		if doc == "" {
			doc = "A value of " + f.name + "."
		}
		p.docstring(docText(doc))
		p.P()
		for i, member := range f.members {
			p.P(member, " = ", emit.Quote(f.values[i]))
		}
		p.texts()
	})
	p.P()
	p.P()
}

// textEnum returns the bases of an enumeration of texts.
func (p *printer) textEnum() string {
	if p.minimum == python39 {
		return "str, _enum.Enum"
	}
	return "_enum.StrEnum"
}

// texts writes the method that makes members texts, as those of StrEnum are.
func (p *printer) texts() {
	if p.minimum != python39 {
		return
	}
	p.P()
	if p.stub {
		p.P("def __str__(self) -> str: ...")
		return
	}
	p.P("def __str__(self) -> str:")
	p.In(func() { p.P("return str.__str__(self)") })
}

func (p *printer) codeClass() {
	p.P("class ErrorCode(", p.codeBases(), ", metaclass=_Codes):")
	p.In(func() {
		p.docstring(p.codeDoc())
		if p.body.numbered {
			p.numbers()
		} else {
			p.texts()
		}
		for _, s := range p.segments {
			p.P()
			p.P("@property")
			p.P("def ", s.attribute, "(self) -> str:")
			p.In(func() { p.P("return _segment(self, ", emit.Quote(s.name), ")") })
		}
		for i, f := range p.facts {
			p.P()
			p.P("@property")
			p.P("def ", f.attribute, "(self) -> ", f.typeOf(), ":")
			p.In(func() {
				value := "_fact(self, " + strconv.Itoa(i) + ")"
				switch {
				case f.class == "":
					p.P("return ", value)
				case f.optional:
					p.P("value = ", value)
					p.P("return ", f.class, "(value) if value else None")
				default:
					p.P("return ", f.class, "(", value, ")")
				}
			})
		}
	})
}

// codeDoc returns the documentation of ErrorCode.
func (p *printer) codeDoc() []string {
	doc := "An error code. It identifies an error and never changes."
	if p.body.numbered {
		doc += " It is a number, as in error bodies, so it equals the value that json.loads returns."
	}
	return docText(doc)
}

func (p *printer) codeBases() string {
	switch {
	case p.body.numbered:
		return "_enum.IntEnum"
	default:
		return p.textEnum()
	}
}

// numbers writes the method that makes texts of members those of their numbers.
func (p *printer) numbers() {
	if p.minimum != python39 {
		return
	}
	p.P()
	p.P("def __str__(self) -> str:")
	p.In(func() { p.P("return int.__repr__(self)") })
}

// typeOf returns the type of the attribute that members of ErrorCode have.
func (f *fact) typeOf() string {
	switch {
	case f.class == "":
		return "str"
	case f.optional:
		return f.class + " | None"
	}
	return f.class
}
