package openapi

import (
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

const (
	schemas = "#/components/schemas/"

	// pattern is what every code looks like.
	pattern = "^err(:[a-z][a-z0-9_]*){3}$"
)

// A printer writes the document. Each code has lines of its own in every list,
// so that a new one changes none.
type printer struct {
	emit.Printer
	*catalog.Catalog
	casing name.Casing
}

func document(c *catalog.Catalog, chosen []group) []byte {
	p := &printer{Printer: emit.Printer{Indent: "  "}, Catalog: c, casing: name.NewCasing(c.Initialisms)}
	p.P("# ", emit.Header)
	p.P()
	p.P("openapi: 3.1.0")
	p.key("info", func() {
		p.P("title: Errors")
		p.P(`version: "1"`)
		p.P(`description: "The errors of the API: a schema and a response for each code and a response for each status."`)
	})
	p.key("components", func() {
		p.key("schemas", func() {
			p.codes()
			p.problem()
			if p.Body().Name != "problem" {
				p.envelope()
			}
			for _, e := range p.Entries {
				p.schema(e)
			}
		})
		if len(p.Entries) == 0 {
			return
		}
		p.key("responses", func() {
			for _, e := range p.Entries {
				p.response(e)
			}
			for _, g := range slices.Concat(byStatus(c), chosen) {
				p.group(g)
			}
		})
	})
	return p.Bytes()
}

func (p *printer) ident(e *catalog.Entry) string {
	return emit.Identifier(p.Catalog, p.casing, e.Code.V)
}

// key writes a key that has a mapping or list.
func (p *printer) key(key string, body func()) {
	p.P(key, ":")
	p.In(body)
}

// ref writes a reference to a schema.
func (p *printer) ref(schema string) { p.P(`$ref: `, quote(schemas+schema)) }

func (p *printer) codes() {
	p.key("ErrorCode", func() {
		p.P("description: ", quote("The code of an error. The list is open: the server may be newer than this document, and clients must accept codes that are not listed."))
		p.P("type: string")
		if len(p.Entries) == 0 {
			p.P("pattern: ", quote(pattern))
			return
		}
		p.key("anyOf", func() {
			p.P("- enum:")
			p.In(func() {
				p.In(func() {
					for _, e := range p.Entries {
						p.P("- ", quote(string(e.Code.V)))
					}
				})
			})
			p.P("- pattern: ", quote(pattern))
		})
	})
}

func (p *printer) problem() {
	p.key("Problem", func() {
		p.P("description: ", quote("An error as defined in RFC 9457. Clients distinguish errors by type, which may be one that is not in this document."))
		p.P("type: object")
		p.P("required: [type, status]")
		p.key("properties", func() {
			member := func(name, lines string, description string) {
				p.key(name, func() {
					p.P(lines)
					p.P("description: ", quote(description))
				})
			}
			p.key("type", func() {
				p.P("type: string")
				p.P("format: uri")
				p.P("description: ", quote("The URL that identifies and documents the error."))
			})
			member("title", "type: string", "A short summary, the same for every occurrence.")
			p.key("status", func() {
				p.P("type: integer")
				p.P("minimum: 100")
				p.P("maximum: 599")
				p.P("description: ", quote("The HTTP status of the response."))
			})
			member("detail", "type: string", "What happened in this occurrence.")
			p.key("instance", func() {
				p.P("type: string")
				p.P("format: uri-reference")
				p.P("description: ", quote("A URI that identifies this occurrence."))
			})
			if p.Body().Name == "problem" {
				member("requestId", "type: string", "The ID of the request that failed.")
			}
		})
	})
}

func (p *printer) envelope() {
	p.key("ErrorResponse", func() {
		p.P("description: The body of an error response.")
		p.P("type: object")
		p.P("required: [meta, error]")
		p.key("properties", func() {
			p.key("meta", func() {
				p.P("type: object")
				p.key("properties", func() {
					p.key("requestId", func() {
						p.P("type: string")
						p.P("description: The ID of the request that failed.")
					})
				})
			})
			p.key("error", func() { p.ref("Problem") })
		})
	})
}

// schema writes the problem of a code.
func (p *printer) schema(e *catalog.Entry) {
	p.key(p.ident(e), func() {
		text := e.Description.V
		if d := e.Deprecated; d != nil {
			p.P("deprecated: true")
			text += " Deprecated: " + d.Reason.V
			if d.ReplacedBy.V != "" {
				text += " Use " + string(d.ReplacedBy.V) + "."
			}
		}
		p.P("description: ", prose(text))
		p.key("allOf", func() {
			p.P("- $ref: ", quote(schemas+"Problem"))
			p.P("- type: object")
			p.In(func() { p.constraints(e) })
		})
	})
}

func (p *printer) constraints(e *catalog.Entry) {
	p.members(e.Params, func() {
		p.P("type: { const: ", quote(e.Type.V), " }")
		p.P("status: { const: ", e.Status.V, " }")
	}, "type", "status")
}

// response writes the response that is one code's.
func (p *printer) response(e *catalog.Entry) {
	p.key(p.ident(e), func() {
		p.P("description: ", prose(fmt.Sprintf("%d %s: %s", e.Status.V, e.Title.V, e.Description.V)))
		if e.Retryable.V == catalog.True {
			p.retryAfter()
		}
		p.content(func() {
			p.key("schema", func() { p.body(func() { p.ref(p.ident(e)) }) })
			if len(e.Examples) > 0 {
				p.examples(e.Examples)
			}
		})
	})
}

// group writes a response that is one of several codes'.
func (p *printer) group(g group) {
	p.key(g.name, func() {
		p.P("description: ", prose(g.description+". Clients must accept types that are not listed."))
		p.content(func() {
			p.key("schema", func() {
				p.body(func() {
					p.key("oneOf", func() {
						for _, e := range g.entries {
							p.P("- $ref: ", quote(schemas+p.ident(e)))
						}
					})
					p.key("discriminator", func() {
						p.P("propertyName: type")
						p.key("mapping", func() {
							for _, e := range g.entries {
								p.P(quote(e.Type.V), ": ", quote(schemas+p.ident(e)))
							}
						})
					})
				})
			})
		})
	})
}

// content writes the body of a response.
func (p *printer) content(body func()) {
	media := "application/json"
	if p.Body().Name == "problem" {
		media = "application/problem+json"
	}
	p.key("content", func() { p.key(media, body) })
}

// body writes the schema of a body that holds a problem.
func (p *printer) body(problem func()) {
	if p.Body().Name == "problem" {
		problem()
		return
	}
	p.key("allOf", func() {
		p.P("- $ref: ", quote(schemas+"ErrorResponse"))
		p.P("- type: object")
		p.In(func() {
			p.key("properties", func() { p.key("error", problem) })
		})
	})
}

func (p *printer) retryAfter() {
	p.key("headers", func() {
		p.key("Retry-After", func() {
			p.P("description: How long to wait before trying again, as a number of seconds or a date.")
			p.P("schema: { type: string }")
		})
	})
}
