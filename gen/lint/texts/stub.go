package texts

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var Stub = &rule.Rule{
	ID:       "stub",
	Severity: diag.Warning,
	Doc: `the page has no content besides its code

The error sends readers to this page, which has nothing new for them. Such a page was
started and forgotten.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	<Danger>err:unkey:data:key_not_found</Danger>

	## What Happened?

Good:
	## What Happened?

	The key was deleted, or it never was.`,
	After: []string{"unclosed-fence", "mdx-syntax", "front-matter"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if isStub(e) {
				p.Reportf(rule.Place(e), "the page of %s has no content besides its code", e.Code.V).
					Hint = "describe what happened and how to fix it, and add an example"
			}
		}
	},
}

func isStub(e *catalog.Entry) bool {
	// A page of another layout has content where it has a description.
	if len(e.Examples) > 0 || e.File == nil || !e.Record.IsZero() || !e.Named && e.Description.V != "" {
		return false
	}
	for i := range e.Sections {
		s := &e.Sections[i]
		if below := e.File.Span(int(s.Heading.Span.End), int(s.Span.End)); s.Kind != catalog.Other && hasWords(below.Text()) {
			return false
		}
	}
	text := body(e)
	return !shows.Match(text) && !hasWords(string(notContent.ReplaceAll(text, nil)))
}

// shows matches elements that bring their own content: one that is closed at once
// and takes attributes, such as <Snippet file="keys.mdx" />, one of a name that is
// no callout's, since what is imported under it is not known, and pictures.
var shows = regexp.MustCompile(`<[A-Z][\w.]*\s+[\w-]+=[^<>]*/>|<[A-Z][\w.]*\s*/>|<(?:img|video|iframe)\b`)

// emptyCallout matches a callout without content.
var emptyCallout = regexp.MustCompile(`<(?:Danger|Warning|Note|Info|Tip|Check|Caution|Callout|Aside|Admonition)\s*/>`)

func hasWords(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// notContent matches what a reader does not see: tags, and lines of imports.
var notContent = regexp.MustCompile(`(?m)<[^<>]*>|^(import|export) .*$`)

// body returns what stands on the page beside its front matter, code, title,
// description and headings. Prose outside of sections is in no field of an
// entry, so it is looked for in the bytes.
func body(e *catalog.Entry) []byte {
	from := raw.Start(e)
	data := bytes.Clone(e.File.Data[min(from, len(e.File.Data)):])
	hide := func(s source.Span) {
		if s.File != e.File {
			return
		}
		for i := max(int(s.Start)-from, 0); i < int(s.End)-from && i < len(data); i++ {
			data[i] = ' '
		}
	}
	for _, s := range e.Codes {
		hide(s.Span)
	}
	for _, s := range e.Statuses {
		if s.From == catalog.FromSection {
			hide(lineOf(s.Span)) // its reason phrase too
		}
	}
	for i := range e.Sections {
		hide(e.Sections[i].Heading.Span)
	}
	hide(e.Heading.Span)
	hide(e.Description.Span)
	return emptyCallout.ReplaceAll(raw.Comment.ReplaceAll(dropBanner(data), nil), nil)
}

// lineOf returns the whole line that a span begins on.
func lineOf(s source.Span) source.Span {
	if s.IsZero() {
		return s
	}
	n := s.From().Line
	start := s.File.LineStart(n)
	return s.File.Span(start, start+len(s.File.Line(n)))
}

// dropBanner takes away the quote that begins a page exported by a docs site: it
// begins with a heading. Any other quote is the page's own.
func dropBanner(data []byte) []byte {
	rest := bytes.TrimLeftFunc(data, func(r rune) bool { return unicode.IsSpace(r) || r == utf8.RuneError })
	if !banner.Match(rest) {
		return data
	}
	for bytes.HasPrefix(rest, []byte(">")) {
		rest = rest[raw.NextLine(rest, 0):]
		data = rest
	}
	return data
}

var banner = regexp.MustCompile(`^> *#`)
