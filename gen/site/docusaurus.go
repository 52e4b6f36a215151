package site

import (
	"html"
	"path"
	"regexp"
	"strings"
)

// Heading ids and paths were taken from Docusaurus 3.10.2.

var docusaurus = &Site{
	Name:  "docusaurus",
	Title: "Docusaurus",
	Doc:   "pages below docs, codes in :::danger",

	Ext:    ".mdx",
	Code:   ":::danger\n\n`" + CodeHere + "`\n\n:::",
	Says:   "a :::danger box",
	Places: []string{"admonition danger", "admonition caution", `element Admonition[type="danger"]`},

	Boxes:      fences(":::note", ":::info", ":::tip", ":::warning", ":::danger"),
	FenceTitle: `title="%s"`,
	Asides: &Asides{site: "Docusaurus", Titled: true,
		Names: []string{"note", "tip", "info", "warning", "danger", "caution", "important", "success", "secondary"}},
	Directives: true,

	Comments:   true,
	HeadingIDs: true,
	MDX:        true,
	Components: []string{"Details", "Head"},
	Imports: map[string]string{
		"Admonition": "import Admonition from '@theme/Admonition';", "CodeBlock": "import CodeBlock from '@theme/CodeBlock';",
		"TabItem": "import TabItem from '@theme/TabItem';", "Tabs": "import Tabs from '@theme/Tabs';",
		"Link": "import Link from '@docusaurus/Link';",
	},
	Scope:   []string{"props", "frontMatter", "contentTitle", "toc", "metadata", "assets", "React"},
	React:   true,
	LinkExt: true,
	Root:    []string{"docs"},

	given: func(h Heading) string {
		if h.comment() {
			return commentID(h[len(h)-1].Text)
		}
		return inBraces(h)
	},
	slug: func(s *Slugger, h Heading) string {
		text := h.join(func(p Part) string {
			if p.Kind == Text {
				return undirected(p)
			}
			return p.Text
		})
		return countedGitHub(s, github(text))
	},
	path: func(page string, front Front) string {
		dir, name := path.Split(published(page))
		parts := strings.Split(strings.TrimSuffix(dir, "/"), "/")
		for i := range parts {
			parts[i] = unnumbered(parts[i])
		}
		dir = strings.Join(parts, "/")
		id := unnumbered(name)
		if own := front.text("id"); own != "" {
			id = own
		}
		switch slug := front.text("slug"); {
		case strings.HasPrefix(slug, "/"):
			return strings.Trim(slug, "/")
		case slug != "":
			return strings.Trim(path.Join(dir, slug), "/")
		// The page of a folder is called index, README or as the folder is.
		case OfFolder(page), strings.EqualFold(name, path.Base(path.Dir(page))):
			return dir
		}
		return strings.Trim(path.Join(dir, id), "/")
	},
	leftOut: func(page string) string {
		for part := range strings.SplitSeq(page, "/") {
			if strings.HasPrefix(part, "_") {
				return "Docusaurus does not publish a file whose name starts with _"
			}
		}
		return ""
	},
	draft: draftTrue,
}

// draftTrue is the draft of sites that leave out pages with draft: true.
func draftTrue(front Front) string {
	if front.text("draft") == "true" {
		return "draft: true"
	}
	return ""
}

// numbered is a number by which files are ordered, as Docusaurus reads it: not that of
// a version or a date.
var (
	numbered = regexp.MustCompile(`^[0-9]+\s*[-_.]+\s*([^-_.\s].*)$`)
	ordinal  = regexp.MustCompile(`^[0-9]+[-_.][0-9]+`)
)

// unnumbered returns the name of a file or a folder without the number before it.
func unnumbered(name string) string {
	if ordinal.MatchString(name) {
		return name
	}
	if m := numbered.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// directive is what Markdown with directives takes for one in the text.
var directive = regexp.MustCompile(`:[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?`)

// undirected returns a text without the directives in it, which are no words of a
// heading: in "err:data:gone", the last segment.
func undirected(p Part) string {
	const colon = "\x00" // one that is escaped
	text := p.Text
	if strings.Contains(p.Source, `\:`) {
		text = html.UnescapeString(unescaped(strings.ReplaceAll(p.Source, `\:`, colon)))
	}
	var b strings.Builder
	for {
		at := directive.FindStringIndex(text)
		if at == nil {
			b.WriteString(text)
			return strings.ReplaceAll(b.String(), colon, ":")
		}
		before, after := text[:at[0]], text[at[1]:]
		b.WriteString(before)
		if strings.HasSuffix(before, ":") || after != "" && strings.IndexByte(":-_", after[0]) >= 0 {
			b.WriteString(text[at[0]:at[1]])
		}
		text = after
	}
}

// comment reports whether the last part is a comment with an id, which is then no
// word of the heading.
func (h Heading) comment() bool {
	return len(h) > 0 && h[len(h)-1].Kind == Expression && commentID(h[len(h)-1].Text) != ""
}
