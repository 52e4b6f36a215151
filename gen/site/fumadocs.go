package site

import (
	"regexp"
	"strings"
)

// Heading ids were taken from fumadocs-core 17.0.0.
var fumadocs = &Site{
	Name:  "fumadocs",
	Title: "Fumadocs",
	Doc:   "pages below content/docs, codes in <Callout type=\"error\">",

	Ext:    ".mdx",
	Code:   "<Callout type=\"error\">`" + CodeHere + "`</Callout>",
	Says:   "a Callout element of the type error",
	Places: []string{`element Callout[type="error"]`},

	Boxes: map[string]Box{
		Note: {Element: "Callout", Type: "info"}, Info: {Element: "Callout", Type: "info"}, Tip: {Element: "Callout", Type: "idea"},
		Warning: {Element: "Callout", Type: "warn"}, Danger: {Element: "Callout", Type: "error"},
	},
	Describes:  true,
	FenceTitle: `title="%s"`,

	Components: []string{"Callout", "Card", "Cards", "CodeBlockTab", "CodeBlockTabs", "CodeBlockTabsList", "CodeBlockTabsTrigger"},
	Scope:      []string{"props", "frontmatter", "toc", "React"},
	React:      true,
	Root:       []string{"content", "docs"},

	given: func(h Heading) string {
		if m := bracketID.FindStringSubmatch(h.shown()); m != nil {
			return m[1]
		}
		return ""
	},
	slug: func(s *Slugger, h Heading) string {
		return countedGitHub(s, github(h.join(func(p Part) string {
			if p.Kind == Alt {
				return ""
			}
			return p.Text
		})))
	},
	path: func(page string, _ Front) string {
		parts := strings.Split(published(page, "index"), "/")
		kept := parts[:0]
		for _, part := range parts {
			if !routeGroup.MatchString(part) {
				kept = append(kept, part)
			}
		}
		return strings.Join(kept, "/")
	},
}

// bracketID is [#id] at the end of a heading.
var bracketID = regexp.MustCompile(`\s*\[#([^\]]+)\]\s*$`)

// routeGroup is a folder that orders files and is no part of their URLs.
var routeGroup = regexp.MustCompile(`^\(.+\)$`)
