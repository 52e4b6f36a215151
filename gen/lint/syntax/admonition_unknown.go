package syntax

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

var AdmonitionUnknown = &rule.Rule{
	ID:         "admonition-unknown",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a box between lines of colons that the docs site does not render as a box

Readers see the colons, or plain text without the box, or the rest of the page in a
box that is never closed. A name that no known docs site has may come from a plug-in
and is not reported. The rule reports nothing unless errgen.yaml names the docs site.

Bad:
	## What Happened?

	:::wraning

	The key was deleted, or it never was.

	:::

Good:
	## What Happened?

	:::warning

	The key was deleted, or it never was.

	:::`,
	Check: func(p *rule.Pass) {
		s := p.Settings.Site
		if s == nil || s.Asides == nil {
			return
		}
		for _, e := range p.Pages() {
			if e.File != nil && bytes.Contains(e.File.Data, []byte(":::")) {
				asides(p, e, s)
			}
		}
	},
}

// An openAside is a box whose closing line has not come yet.
type openAside struct {
	colons int
	name   string
	at     source.Span
}

// asides reports the boxes of a page. A line of colons closes the outermost box that
// has no more of them, with all boxes in it.
func asides(p *rule.Pass, e *catalog.Entry, s *site.Site) {
	text := raw.Prose(e, true)
	var open []openAside
	shown := false // as text: one finding says it of the page
	for at := 0; at < len(text); {
		next := raw.NextLine(text, at)
		line := raw.Bare(text[at:next])
		line = bytes.TrimLeft(bulleted.ReplaceAll(line, nil), " ")
		start := at + bytes.Index(text[at:next], line)
		at = next
		colons := len(line) - len(bytes.TrimLeft(line, ":"))
		if colons < 3 {
			continue
		}
		rest := string(line[colons:])
		span := e.File.Span(start, start+len(line))
		if rest == "" {
			i := slices.IndexFunc(open, func(o openAside) bool { return o.colons <= colons })
			if i >= 0 {
				open = open[:i]
			} else if len(s.Asides.Names) > 0 && !shown {
				p.Reportf(span, "this line does not close a box, so readers see it").
					Hint = "remove it; a box that contains others needs more colons than they have"
			}
			continue
		}
		name, after := asideName(rest)
		if name == "" {
			continue
		}
		if problem, hint := s.Asides.Problem(name, after, strings.HasPrefix(rest, " ")); problem != "" && !shown {
			d := p.Reportf(span, "%s %s", rule.Quote(strings.TrimSpace(string(line))), problem)
			d.Hint = hint
		}
		if len(s.Asides.Names) == 0 {
			shown = true
			continue
		}
		open = append(open, openAside{colons, name, span})
	}
	for _, o := range open {
		p.Reportf(o.at, "the box %s is never closed and swallows the text after it", rule.Quote(strings.Repeat(":", o.colons)+o.name)).
			Hint = "add a line " + strings.Repeat(":", o.colons) + " below its text"
		break // what is in it closes with it
	}
}

// bulleted is the mark of a list item that a box stands in.
var bulleted = regexp.MustCompile(`^(?:[-*+]|[0-9]+[.)])\s+`)

// asideName returns the name of a box and what follows it: a title, a label in
// brackets, attributes in braces.
func asideName(rest string) (name, after string) {
	rest = strings.TrimLeft(rest, " ")
	end := 0
	for end < len(rest) && (raw.IsWordByte(rest[end]) || end > 0 && strings.IndexByte("-_", rest[end]) >= 0) {
		end++
	}
	return rest[:end], strings.TrimSpace(rest[end:])
}
