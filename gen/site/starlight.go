package site

import (
	"regexp"
	"strings"
)

// Heading ids and paths were taken from Starlight 0.42.4 on Astro 7.3.5.
var starlight = &Site{
	Name:  "starlight",
	Title: "Starlight",
	Doc:   "pages below src/content/docs, codes in :::danger",

	Ext:    ".mdx",
	Code:   ":::danger\n`" + CodeHere + "`\n:::",
	Says:   "a :::danger box",
	Places: []string{"admonition danger", `element Aside[type="danger"]`},

	Boxes:      fences(":::note", ":::note", ":::tip", ":::caution", ":::danger"),
	FenceTitle: `title="%s"`,
	Asides:     &Asides{site: "Starlight", Names: []string{"note", "tip", "caution", "danger"}},
	Directives: true,

	Imports: ofStarlight("Aside", "Badge", "Card", "CardGrid", "Code", "FileTree", "Icon", "LinkButton", "LinkCard", "Steps", "TabItem", "Tabs"),
	Scope:   []string{"props", "frontmatter", "components", "file", "url", "Astro", "Fragment"},
	Folder:  true,
	Root:    []string{"src", "content", "docs"},

	slug: func(s *Slugger, h Heading) string {
		return countedGitHub(s, github(h.join(func(p Part) string {
			switch p.Kind {
			case Text:
				return dashes.ReplaceAllString(p.Text, "—")
			case Code, Expression:
				return p.Text
			}
			return ""
		})))
	},
	path: func(page string, front Front) string {
		if slug := strings.Trim(front.text("slug"), "/"); slug != "" {
			return slug
		}
		parts := strings.Split(WithoutExtension(page), "/")
		for i := range parts {
			parts[i] = github(parts[i])
		}
		return published(strings.Join(parts, "/"), "index")
	},
	leftOut: func(page string) string {
		if strings.HasPrefix(page[strings.LastIndexByte(page, '/')+1:], "_") {
			return "Starlight does not publish a file whose name starts with _"
		}
		return ""
	},
	draft: draftTrue,
}

// dashes are two or three hyphens, which Astro shows as a dash.
var dashes = regexp.MustCompile(`-{2,3}`)

func ofStarlight(names ...string) map[string]string {
	out := map[string]string{}
	for _, name := range names {
		out[name] = "import { " + name + " } from '@astrojs/starlight/components';"
	}
	return out
}
