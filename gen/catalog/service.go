package catalog

import (
	"slices"
	"strings"
)

// Answers reports whether a service answers with the code.
func (e *Entry) Answers(service string) bool {
	return len(e.Services) == 0 || slices.ContainsFunc(e.Services, func(v Value[string]) bool { return v.V == service })
}

// StatusIn returns the status that a service answers the code with: its own, else
// the default one.
func (e *Entry) StatusIn(service string) int {
	for _, s := range e.ByService {
		if s.Service.V == service {
			return s.Status.V
		}
	}
	return e.Status.V
}

// ServiceOf returns the service that an example names, as a word of the title of its
// fence, and "" where it names none.
func (c *Catalog) ServiceOf(x *Example) string {
	for word := range strings.FieldsFuncSeq(x.Name, func(r rune) bool { return strings.ContainsRune(" \t,;:()[]{}\"'`", r) }) {
		for _, s := range c.Services {
			if strings.EqualFold(s, word) {
				return s
			}
		}
	}
	return ""
}

// ForService returns the catalogue as one service answers: the codes that it answers
// with, each with its own status and the examples that do not name another service.
// A title that is the phrase of the default status follows the status.
func (c *Catalog) ForService(service string) *Catalog {
	var entries []*Entry
	has := map[Code]bool{}
	for _, e := range c.Entries {
		if !e.Answers(service) {
			continue
		}
		e = e.Clone()
		has[e.Code.V] = true
		if own := e.StatusIn(service); own != e.Status.V {
			if IsReasonPhrase(e.Title.V, e.Status.V) {
				e.Title.V = ReasonPhrase(own)
			}
			e.Status.V = own
		}
		var own, others []Example
		for _, x := range e.Examples {
			switch c.ServiceOf(&x) {
			case service:
				own = append(own, x)
			case "":
				if x.Status.V == 0 || x.Status.V == e.Status.V || len(e.ByService) == 0 {
					others = append(others, x)
				}
			}
		}
		e.Examples = append(own, others...)
		e.ByService, e.Services = nil, nil
		entries = append(entries, e)
	}
	for _, e := range entries {
		e.Related = slices.DeleteFunc(e.Related, func(l Link) bool { return l.Code != "" && !has[l.Code] })
	}
	out, _ := Build(entries, Meta{
		DocsURL: c.DocsURL, Envelope: c.Envelope, DefaultCode: c.DefaultCode, Initialisms: c.Initialisms, Names: c.Names,
		Forms: c.Forms, Facts: c.Facts, FormerURLs: c.FormerDocsURLs, Reserved: c.Reserved,
	})
	return out
}
