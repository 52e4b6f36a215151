package survey

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/survey/rules"
)

// Words say what a section is for; a heading that has one of them may be of that
// kind.
var words = []struct {
	kind  catalog.SectionKind
	words []string
}{
	{catalog.HowToFix, []string{"fix", "fixes", "fixing", "resolve", "resolving", "resolution", "solve", "solving", "solution", "solutions", "remedy",
		"troubleshooting", "mitigation", "recover", "recovery", "next steps", "what to do", "what now"}},
	{catalog.WhatHappened, []string{"happened", "happens", "cause", "causes", "why", "reason", "reasons", "went wrong", "meaning", "means", "explanation"}},
	{catalog.CommonMistakes, []string{"mistake", "mistakes", "pitfall", "pitfalls", "gotcha", "gotchas"}},
	{catalog.RelatedErrors, []string{"related", "see also", "similar"}},
}

// findSections takes headings that errgen does not know, that stand on several
// pages and whose words say what they are for.
func (s *Survey) findSections(entries []rules.Entry) {
	pages, redundant := rules.Votes{}, rules.Votes{}
	for _, e := range entries {
		has := map[catalog.SectionKind]bool{}
		for _, section := range e.Sections {
			has[section.Kind] = true
		}
		seen := map[string]bool{}
		for _, section := range e.Sections {
			h := section.Heading.V
			if section.Kind != catalog.Other || seen[h] || h == "" || section.Level < 2 || strings.ContainsFunc(h, unicode.IsControl) {
				continue
			}
			seen[h] = true
			pages.Add(h)
			if has[kindOf(h)] {
				redundant.Add(h)
			}
		}
	}
	for _, h := range pages.Ranked() {
		n := pages[h]
		kind := kindOf(h)
		switch {
		case n < 2:
		case kind != catalog.Other && redundant[h]*2 < n:
			s.Sections = append(s.Sections, Alias{kind, h, n})
			s.unsure("the heading %q on %d pages is read as %s", h, n, kind)
		case kind == catalog.Other && n*2 > len(entries) && !statesFact(h) && !slices.ContainsFunc(s.Rules, func(r *rules.Rule) bool { return r.Each == "row" }):
			s.unsure("the heading %q on %d pages is not a known section; to set its meaning, add it to sections in errgen.yaml", h, n)
		}
	}
	slices.SortStableFunc(s.Sections, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Heading, b.Heading))
	})
}

// kindOf returns what the words of a heading say; where they say two things, the
// first of words.
func kindOf(heading string) catalog.SectionKind {
	fields := strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool { return !unicode.IsLetter(r) })
	plain := " " + strings.Join(fields, " ") + " "
	for _, k := range words {
		for _, w := range k.words {
			if strings.Contains(plain, " "+w+" ") {
				return k.kind
			}
		}
	}
	return catalog.Other
}

// statesFact reports whether a heading is one whose section errgen reads the code
// or the status from.
func statesFact(heading string) bool {
	heading = strings.ToLower(heading)
	return strings.Contains(heading, "code") || strings.Contains(heading, "status")
}
