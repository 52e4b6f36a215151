package page

import (
	"slices"

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

// isSection reports whether a heading of those words is the title of a section.
func isSection(words string) bool { return headings[words] != "" }

// section reads a heading of the record itself and what stands under it.
func (r *reader) section(s *record.Section) {
	kind := r.kind(s.Words)
	// A section may be divided by smaller headings, and is still about other errors.
	if kind == catalog.RelatedErrors {
		r.relatedLevel = s.Heading.Level
	} else if s.Heading.Level <= r.relatedLevel || kind != catalog.Other {
		r.relatedLevel = 0
	}
	r.inRelated = r.relatedLevel > 0
	before := len(r.entry.Links)
	r.walk(s.Heading)
	r.walkAll(s.Blocks)
	if r.inRelated {
		r.entry.Related = append(r.entry.Related, r.entry.Links[before:]...)
	}
	r.inRelated = false
	span := s.Heading.Span
	if len(s.Blocks) > 0 {
		span.End = s.Blocks[len(s.Blocks)-1].Span.End
	}
	section := catalog.Section{
		Kind:    kind,
		Heading: catalog.Value[string]{V: s.Title, Span: s.Heading.Span},
		Level:   s.Heading.Level,
		Items:   items(s.Blocks),
		Span:    span,
	}
	if !r.options.NoMarkdown {
		section.Markdown = markdown.Render(s.Blocks)
	}
	r.entry.Sections = append(r.entry.Sections, section)
}

// kind returns what a section is for whose heading has those words. The configuration
// has the first say.
func (r *reader) kind(words string) catalog.SectionKind {
	for _, kind := range kinds {
		for _, alias := range r.options.Sections[kind] {
			if words != "" && record.HeadingWords(alias) == words {
				return kind
			}
		}
	}
	if kind, ok := headings[words]; ok && !r.rule.Code.Section(words) && !r.rule.Status.Section(words) {
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
		out = slices.Grow(out, len(list.Children))
		for _, item := range list.Children {
			out = append(out, itemText(item))
		}
	}
	return out
}

// itemText returns the text of a list item as one line, without the lists, code
// blocks and tables in it.
func itemText(item *mdx.Node) string {
	if !slices.ContainsFunc(item.Children, isOwnBlock) {
		return text(item)
	}
	own := *item
	own.Children = slices.DeleteFunc(slices.Clone(item.Children), isOwnBlock)
	return text(&own)
}

func isOwnBlock(n *mdx.Node) bool {
	return n.Kind == mdx.List || n.Kind == mdx.CodeBlock || n.Kind == mdx.Table || n.Kind == mdx.ThematicBreak
}
