package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
)

const schemas = "#/components/schemas/"

// A printer writes the document. Each code has lines of its own in every list,
// so that a new one changes none.
type printer struct {
	emit.Printer
	*catalog.Catalog
	*shape
	casing name.Casing
	union  bool // a response of several codes is a union
}

func document(c *catalog.Catalog, o *Options, chosen []group) []byte {
	p := &printer{
		Printer: emit.Printer{Indent: "  "}, Catalog: c, shape: shapeOf(c),
		casing: name.NewCasing(c.Initialisms), union: o.Unknown == refuse,
	}
	p.P("# ", emit.Header)
	p.P()
	p.P("openapi: 3.1.0")
	p.key("info", func() {
		p.P("title: Errors")
		p.P(`version: "1"`)
		p.P(`description: "The errors of the API: a schema and a response for each code, and a response for each status."`)
		p.P("license: { name: See the document of the API, identifier: LicenseRef-API }")
	})
	p.key("servers", func() { p.P("- url: /") })
	groups := slices.Concat(byStatus(c), chosen)
	all := group{name: "Default", description: "Any error", entries: c.Entries}
	p.key("components", func() {
		p.key("schemas", func() {
			p.codes()
			text := "An error. Clients distinguish errors by " + p.told
			if !p.union {
				text += ", whose value may be missing from this document"
			}
			p.several("Problem", text+".", all.entries)
			if p.problem != p.template.Body {
				p.key("ErrorResponse", func() {
					p.P("description: The body of an error response.")
					p.node(p.template.Body, &subject{of: p.Entries, schema: "Problem"})
				})
			}
			for _, e := range p.Entries {
				p.one(e)
			}
			for _, g := range groups {
				p.several(problemOf(g.name), g.description+".", g.entries)
			}
		})
		p.key("responses", func() {
			for _, e := range p.Entries {
				p.response(e)
			}
			for _, g := range append(groups, all) {
				p.group(g)
			}
		})
	})
	return p.Bytes()
}

func (p *printer) ident(e *catalog.Entry) string {
	return emit.Identifier(p.Catalog, p.casing, e.Code.V)
}

// problemOf returns the name of the schema of a problem. It is none of a response:
// what generates Go has one type for each name.
func problemOf(name string) string { return name + "Problem" }

// key writes a key that has a mapping or list.
func (p *printer) key(key string, body func()) {
	p.P(key, ":")
	p.In(body)
}

// ref writes a reference to a schema.
func (p *printer) ref(schema string) { p.P(`$ref: `, emit.Quote(schemas+schema)) }

func (p *printer) codes() {
	forms := p.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	p.key("ErrorCode", func() {
		text := "The code of an error. The list is open, as the server may be newer than this document"
		if !p.union {
			text += "; clients must accept codes that are not listed"
		}
		p.P("description: ", emit.Quote(text+"."))
		p.P("type: string")
		if len(p.Entries) == 0 && len(forms) == 1 {
			p.P("pattern: ", emit.Quote("^"+forms[0].Pattern()+"$"))
			return
		}
		p.key("anyOf", func() {
			if len(p.Entries) > 0 {
				p.P("- enum:")
				p.In(func() {
					p.In(func() {
						for _, e := range p.Entries {
							p.P("- ", emit.Quote(string(e.Code.V)))
						}
					})
				})
			}
			for _, f := range forms {
				p.P("- pattern: ", emit.Quote("^"+f.Pattern()+"$"))
			}
		})
	})
}

// one writes the schema of a code's problem.
func (p *printer) one(e *catalog.Entry) {
	schema := problemOf(p.ident(e))
	p.key(schema, func() {
		text := e.Description.V
		switch {
		case e.Retired != nil:
			p.P("deprecated: true")
			text += " Retired on " + e.Retired.Since.V + ". " + e.Retired.Reason.V + instead(e.Instead())
		case e.Deprecated != nil:
			p.P("deprecated: true")
			text += " Deprecated: " + e.Deprecated.Reason.V + instead(e.Instead())
		}
		p.P("description: ", prose(text))
		if url := e.URL(); strings.HasPrefix(url, "http") {
			p.key("externalDocs", func() { p.P("url: ", emit.Quote(url)) })
		}
		p.node(p.problem, &subject{of: []*catalog.Entry{e}, only: true})
	})
}

func instead(code catalog.Code) string {
	if code == "" {
		return ""
	}
	return " Use " + string(code) + "."
}

// several writes the schema of the problems of some codes.
func (p *printer) several(name, description string, entries []*catalog.Entry) {
	p.key(name, func() {
		p.P("description: ", prose(description))
		if !p.union || !p.apart(entries) {
			p.node(p.problem, &subject{of: entries})
			return
		}
		p.key("oneOf", func() {
			for _, e := range entries {
				p.P("- $ref: ", emit.Quote(schemas+problemOf(p.ident(e))))
			}
		})
		if p.discriminator == "" {
			return
		}
		texts, ok := p.textsAt(p.at, entries)
		if !ok || hasTwice(texts) {
			return
		}
		p.key("discriminator", func() {
			p.P("propertyName: ", plain(p.discriminator))
			p.key("mapping", func() {
				for i, e := range entries {
					p.P(emit.Quote(texts[i]), ": ", emit.Quote(schemas+problemOf(p.ident(e))))
				}
			})
		})
	})
}

func hasTwice(texts []string) bool {
	sorted := slices.Sorted(slices.Values(texts))
	return len(slices.Compact(sorted)) < len(texts)
}

// response writes the response that is one code's, and the same under each name
// that the code had: one that only refers to another is none to what generates
// clients.
func (p *printer) response(e *catalog.Entry) {
	now := p.ident(e)
	for _, ident := range append([]string{now}, emit.FormerIdentifiers(p.Catalog, p.casing, e)...) {
		p.key(ident, func() {
			text := p.description(e)
			if ident != now {
				text = "The former name of " + now + ". " + text
			}
			p.P("description: ", prose(text))
			p.headers([]*catalog.Entry{e})
			p.content(func() {
				p.key("schema", func() { p.body(problemOf(now), e) })
				if len(e.Examples) > 0 && ident == now {
					p.examples(e.Examples)
				}
			})
		})
	}
}

// titledAs returns a status with a title. An error of no status has its title
// alone.
func titledAs(status int, title string) string {
	switch {
	case status == 0:
		return title
	case title == "":
		return titled(status)
	}
	return strconv.Itoa(status) + " " + title
}

// description returns what a response is for.
func (p *printer) description(e *catalog.Entry) string {
	title := titledAs(p.StatusOf(e), e.Title.V)
	if title == "" || e.Description.V == "" {
		return title + e.Description.V
	}
	return title + ": " + e.Description.V
}

// group writes a response that is one of several codes'.
func (p *printer) group(g group) {
	p.key(g.name, func() {
		text := g.description + "."
		schema := problemOf(g.name)
		if g.name == "Default" {
			schema = "Problem"
		}
		if !p.union {
			text += " Clients must accept errors that are not listed."
		}
		p.P("description: ", prose(text))
		p.headers(g.entries)
		p.content(func() { p.key("schema", func() { p.body(schema, nil) }) })
	})
}

// content writes the body of a response.
func (p *printer) content(body func()) {
	media, _, _ := strings.Cut(p.template.MediaType, ";")
	p.key("content", func() { p.key(mediaKey(media), body) })
}

func mediaKey(media string) string {
	if slices.Contains([]string{"application/json", "application/problem+json"}, media) {
		return media
	}
	return emit.Quote(media)
}

// body writes the schema of a body with a problem of some schema. e is the error
// that it is of, nil where there may be several.
func (p *printer) body(schema string, e *catalog.Entry) {
	switch {
	case p.problem == p.template.Body:
		p.ref(schema)
		return
	case schema == "Problem":
		p.ref("ErrorResponse")
		return
	}
	s := &subject{of: p.Entries, schema: schema}
	if e != nil {
		s.of, s.only = []*catalog.Entry{e}, true
	}
	p.node(p.template.Body, s)
}

// headers writes the headers of responses with some errors.
func (p *printer) headers(entries []*catalog.Entry) {
	type header struct{ name, doc, example string }
	var out []header
	add := func(h header) {
		if !slices.ContainsFunc(out, func(o header) bool { return strings.EqualFold(o.name, h.name) }) {
			out = append(out, h)
		}
	}
	retry := slices.ContainsFunc(entries, (*catalog.Entry).MayRetry)
	if retry {
		add(header{"Retry-After", "When to try again, as a number of seconds or a date.", ""})
	}
	for _, e := range entries {
		for _, h := range e.Headers {
			example := ""
			if len(entries) == 1 {
				example = h.Value.V
			}
			add(header{h.Name.V, "", example})
		}
	}
	for _, h := range p.template.Headers {
		example := ""
		if len(entries) == 1 || h.Value.Kind == envelope.Literal {
			example = p.headerValue(h, entries)
		}
		add(header{h.Name, "", example})
	}
	if len(out) == 0 {
		return
	}
	slices.SortStableFunc(out, func(a, b header) int { return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) })
	p.key("headers", func() {
		for _, h := range out {
			p.key(plain(h.name), func() {
				if h.doc != "" {
					p.P("description: ", h.doc)
				}
				p.key("schema", func() {
					p.P("type: string")
					if h.example != "" {
						p.P("examples: [", emit.Quote(h.example), "]")
					}
				})
			})
		}
	})
}
