package snapshot

import (
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/site"
)

// Write writes a catalogue, sorted by code.
//
// Each error is some lines of its own, and the commas between errors are lines
// too: adding a page adds lines and changes none, wherever it comes. Members of an
// error that say nothing are left out, but for those that every reader of the first
// version looked for. Characters of HTML are not escaped; those that a reader
// cannot see are.
func Write(w io.Writer, c *catalog.Catalog) error { return write(w, c, false) }

// WriteSlim writes what code is generated from, in the same format: each error is one
// line, without its sections, related errors and examples. It has a tenth of the
// bytes. What targets make of it lacks what they would have quoted of these.
func WriteSlim(w io.Writer, c *catalog.Catalog) error { return write(w, c, true) }

func write(w io.Writer, c *catalog.Catalog, slim bool) error {
	j := writer{buf: make([]byte, 0, 64<<10), facts: c.Facts}
	j.raw("{\n  \"version\": " + strconv.Itoa(Version))
	j.depth = 1
	j.str("docs_url", c.DocsURL)
	j.key("forms")
	forms := c.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	j.list(len(forms), func(i int) {
		j.object(func() {
			j.str("form", forms[i].String())
			j.str("case", string(forms[i].Case()))
		})
	})
	j.meta(c)
	j.key("errors")
	j.raw("[")
	j.depth = 2
	for i, e := range c.Entries {
		if i > 0 {
			j.line()
			j.raw(",")
		}
		j.line()
		j.slim = slim
		j.entry(e)
		j.slim = false
		if len(j.buf) > 48<<10 {
			if _, err := w.Write(j.buf); err != nil {
				return err
			}
			j.buf = j.buf[:0]
		}
	}
	if len(c.Entries) > 0 {
		j.raw("\n  ")
	}
	j.raw("]\n}\n")
	_, err := w.Write(j.buf)
	return err
}

// meta writes what the configuration says of the catalogue; what it does not say
// is left out.
func (j *writer) meta(c *catalog.Catalog) {
	j.key("envelope")
	j.value(c.Body().AppendJSON(nil))
	if c.DefaultCode != "" {
		j.str("default_code", string(c.DefaultCode))
	}
	j.texts("initialisms", c.Initialisms)
	j.texts("services", c.Services)
	j.texts("languages", languages(c))
	j.texts("former_docs_urls", c.FormerDocsURLs)
	if len(c.Facts) > 0 {
		j.key("facts")
		j.list(len(c.Facts), func(i int) {
			f := &c.Facts[i]
			j.object(func() {
				j.str("name", f.Name)
				j.optional("description", f.Doc)
				j.texts("values", f.Values)
				j.optional("default", f.Default)
			})
		})
	}
	if len(c.Names) > 0 {
		j.key("names")
		j.object(func() {
			for _, code := range slices.Sorted(maps.Keys(c.Names)) {
				names := c.Names[code]
				j.key(string(code))
				j.object(func() {
					j.optional("identifier", names.Identifier)
					j.texts("aliases", names.Aliases)
				})
			}
		})
	}
}

// said writes a member, on one line only where it says something.
func (j *writer) said(name, value string) {
	if !j.slim || value != "" {
		j.str(name, value)
	}
}

// prose writes what a slim catalogue leaves out.
func (j *writer) prose(e *catalog.Entry) {
	j.key("sections")
	j.list(len(e.Sections), func(i int) { j.section(&e.Sections[i]) })
	j.key("related")
	j.list(len(e.Related), func(i int) { j.link(&e.Related[i]) })
	j.key("examples")
	j.list(len(e.Examples), func(i int) {
		j.object(func() {
			j.str("name", e.Examples[i].Name)
			j.key("body")
			j.value(e.Examples[i].Body)
		})
	})
}

// translations writes what the page says in other languages.
func (j *writer) translations(e *catalog.Entry) {
	if len(e.Translations) == 0 {
		return
	}
	j.key("translations")
	j.object(func() {
		for i := range e.Translations {
			t := &e.Translations[i]
			j.key(t.Language)
			j.object(func() {
				j.optional("title", t.Title.V)
				j.optional("description", t.Description.V)
				j.optional("detail", t.Detail.V)
				if !j.slim && len(t.Sections) > 0 {
					j.key("sections")
					j.list(len(t.Sections), func(i int) { j.section(&t.Sections[i]) })
				}
			})
		}
	})
}

func (j *writer) entry(e *catalog.Entry) {
	j.object(func() {
		j.str("code", string(e.Code.V))
		if !j.slim { // the form of the code says them
			j.key("segments")
			j.object(func() {
				f := e.Form
				if f == nil {
					f = form.Default
				}
				for i, v := range e.Segments() {
					j.str(f.Segments()[i].Name, v)
				}
			})
		}
		j.optional("name", e.Name.V)
		j.int("status", e.Status.V)
		j.str("status_from", string(e.StatusFrom))
		j.statuses(e)
		j.str("title", e.Title.V)
		if !j.slim && e.Heading.V != e.OtherTitle().V {
			j.optional("page_title", e.Heading.V)
		}
		j.str("type", e.Type.V)
		j.optional("page_url", e.PageURL.V)
		j.said("detail", e.Detail.V)
		j.said("description", e.Description.V)
		if !j.slim || len(e.Params) > 0 {
			j.key("params")
			j.params(e.Params)
		}
		j.entryFacts(e)
		if len(e.Headers) > 0 {
			j.key("headers")
			j.list(len(e.Headers), func(i int) {
				j.object(func() {
					j.str("name", e.Headers[i].Name.V)
					j.str("value", e.Headers[i].Value.V)
				})
			})
		}
		if !j.slim || e.Retryable.V != catalog.Unset {
			j.key("retryable")
			j.raw([...]string{catalog.Unset: "null", catalog.True: "true", catalog.False: "false"}[e.Retryable.V])
		}
		j.optional("grpc", e.GRPC.V)
		if !j.slim || e.Deprecated != nil {
			j.key("deprecated")
			j.deprecated(e.Deprecated)
		}
		j.retired(e.Retired)
		if !j.slim || len(e.Aliases) > 0 {
			j.key("aliases")
			j.list(len(e.Aliases), func(i int) { j.text(string(e.Aliases[i].V)) })
		}
		if !j.slim {
			j.prose(e)
		}
		j.translations(e)
		j.str("page", e.Page)
		if e.Path != site.WithoutExtension(e.Page) {
			j.optional("path", e.Path)
		}
		j.optional("anchor", e.Anchor)
	})
}

// statuses writes what there is to say of statuses beside the default one.
func (j *writer) statuses(e *catalog.Entry) {
	if e.NoStatus {
		j.bool("no_status", true)
	}
	if len(e.OtherStatuses) > 0 {
		j.key("other_statuses")
		j.list(len(e.OtherStatuses), func(i int) { j.raw(strconv.Itoa(e.OtherStatuses[i].V)) })
	}
	if len(e.ByService) > 0 {
		j.key("status_by_service")
		j.object(func() {
			for _, s := range e.ByService {
				j.int(s.Service.V, s.Status.V)
			}
		})
	}
	if len(e.Services) > 0 {
		j.key("services")
		j.list(len(e.Services), func(i int) { j.text(e.Services[i].V) })
	}
}

func (j *writer) entryFacts(e *catalog.Entry) {
	if len(j.facts) == 0 {
		return
	}
	j.key("facts")
	j.object(func() {
		for i, v := range e.Facts {
			if i < len(j.facts) && v.V != "" {
				j.str(j.facts[i].Name, v.V)
			}
		}
	})
}

func (j *writer) retired(r *catalog.Retirement) {
	if r == nil {
		return
	}
	j.key("retired")
	j.object(func() {
		j.str("since", r.Since.V)
		j.str("reason", r.Reason.V)
		j.str("replaced_by", string(r.ReplacedBy.V))
	})
}

func (j *writer) params(params []catalog.Param) {
	j.list(len(params), func(i int) { j.param(&params[i]) })
}

func (j *writer) param(p *catalog.Param) {
	j.object(func() {
		j.str("name", p.Name.V)
		j.str("type", string(p.Type.V))
		j.str("description", p.Description.V)
		j.key("example")
		j.value(p.Example.V)
		if p.Optional.V {
			j.bool("optional", true)
		}
		if p.Log.V == catalog.False {
			j.bool("log", false)
		}
		if p.Items == nil {
			return
		}
		j.optional("type_name", p.Items.TypeName)
		j.key("items")
		if p.Items.Type.V == catalog.Object {
			j.params(p.Items.Members)
		} else {
			j.text(string(p.Items.Type.V))
		}
	})
}

func (j *writer) deprecated(d *catalog.Deprecation) {
	if d == nil {
		j.raw("null")
		return
	}
	j.object(func() {
		j.str("reason", d.Reason.V)
		j.str("replaced_by", string(d.ReplacedBy.V))
	})
}

func (j *writer) section(s *catalog.Section) {
	j.object(func() {
		j.str("kind", string(s.Kind))
		j.str("heading", s.Heading.V)
		j.int("level", s.Level)
		j.str("markdown", s.Markdown)
		j.key("items")
		j.list(len(s.Items), func(i int) { j.text(s.Items[i]) })
	})
}

func (j *writer) link(l *catalog.Link) {
	j.object(func() {
		j.key("code")
		if l.Code == "" {
			j.raw("null")
		} else {
			j.text(string(l.Code))
		}
		j.str("url", l.URL.V)
		j.str("text", l.Text.V)
	})
}

// languages returns the languages that the catalogue has texts in, in order.
func languages(c *catalog.Catalog) []string {
	all := map[string]bool{}
	for _, l := range c.Locales {
		all[l.Language] = true
	}
	for _, e := range c.Entries {
		for i := range e.Translations {
			all[e.Translations[i].Language] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
