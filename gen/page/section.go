package page

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
)

// headings are the kinds of sections by the words of their headings.
var headings = map[string]catalog.SectionKind{
	"what happened":       catalog.WhatHappened,
	"what went wrong":     catalog.WhatHappened,
	"what this means":     catalog.WhatHappened,
	"why this happens":    catalog.WhatHappened,
	"why did this happen": catalog.WhatHappened,
	"why it happened":     catalog.WhatHappened,
	"cause":               catalog.WhatHappened,
	"causes":              catalog.WhatHappened,
	"common causes":       catalog.WhatHappened,
	"possible causes":     catalog.WhatHappened,
	"how to fix":          catalog.HowToFix,
	"how to fix it":       catalog.HowToFix,
	"how to fix this":     catalog.HowToFix,
	"how to resolve":      catalog.HowToFix,
	"how to resolve it":   catalog.HowToFix,
	"how to resolve this": catalog.HowToFix,
	"fix":                 catalog.HowToFix,
	"what to do":          catalog.HowToFix,
	"what you can do":     catalog.HowToFix,
	"resolution":          catalog.HowToFix,
	"solution":            catalog.HowToFix,
	"solutions":           catalog.HowToFix,
	"common mistakes":     catalog.CommonMistakes,
	"common pitfalls":     catalog.CommonMistakes,
	"mistakes":            catalog.CommonMistakes,
	"related errors":      catalog.RelatedErrors,
	"related error codes": catalog.RelatedErrors,
	"related error":       catalog.RelatedErrors,
	"related":             catalog.RelatedErrors,
	"see also":            catalog.RelatedErrors,
}

// section reads a heading of the page itself and what stands under it.
func (r *reader) section(heading *mdx.Node, blocks []*mdx.Node) {
	title, _ := headingText(heading)
	kind := r.kind(title)
	// A section may be divided by smaller headings, and is still about other errors.
	if kind == catalog.RelatedErrors {
		r.relatedLevel = heading.Level
	} else if heading.Level <= r.relatedLevel || kind != catalog.Other {
		r.relatedLevel = 0
	}
	r.inRelated = r.relatedLevel > 0
	before := len(r.entry.Links)
	r.walk(heading)
	r.walkAll(blocks)
	if r.inRelated {
		r.entry.Related = append(r.entry.Related, r.entry.Links[before:]...)
	}
	r.inRelated = false
	span := heading.Span
	if len(blocks) > 0 {
		span.End = blocks[len(blocks)-1].Span.End
	}
	r.entry.Sections = append(r.entry.Sections, catalog.Section{
		Kind:     kind,
		Heading:  catalog.Value[string]{V: title, Span: heading.Span},
		Level:    heading.Level,
		Markdown: markdown.Render(blocks),
		Items:    items(blocks),
		Span:     span,
	})
}

// kind returns what a section is for. The configuration has the first say.
func (r *reader) kind(title string) catalog.SectionKind {
	key := record.HeadingWords(title)
	for _, kind := range kinds {
		for _, alias := range r.options.Sections[kind] {
			if key != "" && record.HeadingWords(alias) == key {
				return kind
			}
		}
	}
	if kind, ok := headings[key]; ok && !r.rule.Code.Section(title) && !r.rule.Status.Section(title) {
		return kind
	}
	return catalog.Other
}

var kinds = []catalog.SectionKind{
	catalog.WhatHappened, catalog.HowToFix, catalog.CommonMistakes, catalog.RelatedErrors, catalog.Other,
}

// items returns the text of the items of the lists among blocks.
func items(blocks []*mdx.Node) []string {
	var out []string
	for _, list := range blocks {
		if list.Kind != mdx.List {
			continue
		}
		for _, item := range list.Children {
			out = append(out, itemText(item))
		}
	}
	return out
}

// itemText returns the text of a list item as one line, without the lists, code
// blocks and tables in it.
func itemText(item *mdx.Node) string {
	own := *item
	own.Children = nil
	for _, n := range item.Children {
		switch n.Kind {
		case mdx.List, mdx.CodeBlock, mdx.Table, mdx.ThematicBreak:
		default:
			own.Children = append(own.Children, n)
		}
	}
	return text(&own)
}
