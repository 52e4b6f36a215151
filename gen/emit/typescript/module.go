package typescript

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/name"
)

// A printer writes the part of the module that depends on the catalogue. Each
// code has lines of its own in every block, so that a new one changes none.
type printer struct {
	emit.Printer
	*catalog.Catalog
	casing  name.Casing
	numeric bool // codes are numbers to programs
}

func newPrinter(c *catalog.Catalog) *printer {
	return &printer{Printer: emit.Printer{Indent: "  "}, Catalog: c, casing: name.NewCasing(c.Initialisms), numeric: numeric(c)}
}

// numeric reports whether the codes are numbers to a program: where bodies have
// them as numbers, and a number of JavaScript holds each exactly. A client compares
// what it sees on the wire.
func numeric(c *catalog.Catalog) bool {
	return len(c.Entries) > 0 && slices.ContainsFunc(c.Body().Places(), func(p envelope.Place) bool {
		if p.Value.As != envelope.AsNumber {
			return false
		}
		for _, e := range c.Entries {
			text, _ := c.Body().Rendered(p, c.Values(e, catalog.Occurrence{}))
			if text != string(e.Code.V) || !isNumber(e.Code.V) || slices.ContainsFunc(e.Aliases, func(a catalog.Value[catalog.Code]) bool { return !isNumber(a.V) }) {
				return false
			}
		}
		return true
	})
}

// isNumber reports whether a code is the text of a number that is exact.
func isNumber(code catalog.Code) bool { return envelope.IsNumber(string(code)) && len(code) <= 15 }

// code returns the literal of a code.
func (p *printer) code(code catalog.Code) string {
	if p.numeric {
		return string(code)
	}
	return quote(string(code))
}

// key returns the name of the property of a code.
func (p *printer) key(code catalog.Code) string {
	switch {
	case !p.numeric:
		return key(string(code))
	case code[0] == '-':
		return "[" + string(code) + "]"
	}
	return string(code)
}

func (p *printer) ident(code catalog.Code) string { return emit.Identifier(p.Catalog, p.casing, code) }

// constant returns the expression of a code.
func (p *printer) constant(code catalog.Code) string { return "ErrorCode." + property(p.ident(code)) }

// codes writes the constants of the codes, and their types.
func (p *printer) codes() {
	p.P("/** All error codes", p.kind(), ". A code identifies an error and never changes. */")
	p.P("export const ErrorCode = {")
	p.In(func() {
		for _, e := range p.Entries {
			p.doc(e)
			p.P(property(p.ident(e.Code.V)), ": ", p.code(e.Code.V), ",")
			for _, old := range emit.FormerIdentifiers(p.Catalog, p.casing, e) {
				p.P("/** @deprecated Use {@link ", p.constant(e.Code.V), "}. */")
				p.P(property(old), ": ", p.code(e.Code.V), ",")
			}
		}
	})
	p.P("} as const;")
	p.P()
	p.P("/** The code of an error. */")
	p.P("export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];")
	p.P()
	p.received()
}

// codeType writes the type of the codes without constants.
func (p *printer) codeType() {
	p.P("/** The code of an error", p.kind(), ". It identifies the error and never changes. */")
	if len(p.Entries) == 0 {
		p.P("export type ErrorCode = never;")
		p.P()
		p.received()
		return
	}
	p.P("export type ErrorCode =")
	p.In(func() {
		for _, e := range p.Entries {
			p.comment(append(docText(summary(e)), deprecated(e, p.code)...)) // of types there are no constants
			p.P("| ", p.code(e.Code.V))
		}
		p.P("| never;")
	})
	p.P()
	p.received()
}

// kind says in the doc of the codes what they are where they are no texts.
func (p *printer) kind() string {
	if p.numeric {
		return ", a number as it is in responses"
	}
	return ""
}

// retired writes the type of the codes that nothing raises any more.
func (p *printer) retired() {
	p.P("/** Codes that are no longer in use. Clients still recognize them, but no error can be created with one. */")
	p.P("export type RetiredErrorCode =")
	p.In(func() {
		for _, e := range p.Entries {
			if e.Retired != nil {
				p.P("| ", p.code(e.Code.V))
			}
		}
		p.P("| never;")
	})
	p.P()
}

// received writes the type of codes that may be those of a newer server.
func (p *printer) received() {
	p.P("/** The code of a received error. It may be missing from this module if the server is newer. */")
	if p.numeric {
		p.P("export type ReceivedErrorCode = ErrorCode | (number & {}) | (string & {});")
	} else {
		p.P("export type ReceivedErrorCode = ErrorCode | (string & {});")
	}
	p.P()
}

// doc writes the comment of a code.
func (p *printer) doc(e *catalog.Entry) {
	var lines []string
	if e.Description.V != "" {
		lines = append(docText(e.Description.V), "")
	}
	if s := summary(e); s != "" {
		lines = append(append(lines, docText(s)...), "")
	}
	lines = append(lines, "@see "+strings.Join(docText(e.URL()), " "))
	p.comment(append(lines, deprecated(e, func(c catalog.Code) string { return "{@link " + p.constant(c) + "}" })...))
}

// summary returns the status and the title of an error.
func summary(e *catalog.Entry) string {
	if e.Status.V == 0 {
		return e.Title.V
	}
	return fmt.Sprintf("%d %s", e.Status.V, e.Title.V)
}

// deprecated returns the lines that say why a code is not to be used, nil if it is.
func deprecated(e *catalog.Entry, refer func(catalog.Code) string) []string {
	var reason string
	switch {
	case e.Retired != nil:
		reason = "It is no longer sent. " + e.Retired.Reason.V
	case e.Deprecated != nil:
		reason = e.Deprecated.Reason.V
	default:
		return nil
	}
	line := "@deprecated"
	if replacedBy := e.Instead(); replacedBy != "" {
		line += " Use " + refer(replacedBy) + "."
	}
	return append([]string{line}, docText(reason)...)
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

// params writes the types of the params.
func (p *printer) params() {
	p.P("/** Additional members of each error, by code. */")
	p.P("export interface ErrorParams {")
	p.In(func() {
		for _, e := range p.Entries {
			if len(e.Params) == 0 {
				continue
			}
			p.P(p.key(e.Code.V), ": {")
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
	p.P("/** A whole number: a bigint if a number cannot hold it exactly. */")
	p.P("export type Int = number | bigint;")
	p.P()
}
