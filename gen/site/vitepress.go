package site

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Heading ids were taken from VitePress 1.6.4. Not known is which :words: are pictures
// there, of which an id has none.
var vitepress = &Site{
	Name:  "vitepress",
	Title: "VitePress",
	Doc:   "Markdown beside .vitepress, codes in ::: danger",

	Ext:    ".md",
	Code:   "::: danger\n`" + CodeHere + "`\n:::",
	Says:   "a ::: danger box",
	Places: []string{"admonition danger", "admonition caution"},

	Boxes: fences("::: info", "::: info", "::: tip", "::: warning", "::: danger"),
	Vue:   true,
	Asides: &Asides{site: "VitePress", Titled: true, Spaced: true,
		Names: []string{"info", "tip", "warning", "danger", "details", "code-group", "raw", "v-pre"}},

	Comments:   true,
	HeadingIDs: true,

	given: inBraces,
	slug: func(s *Slugger, h Heading) string {
		text := h.join(func(p Part) string {
			switch {
			case p.Kind == Text && p.Source != "":
				return unescaped(strings.ReplaceAll(p.Source, `\&`, "&amp;"))
			case p.Kind == Text, p.Kind == Code:
				return p.Text
			}
			return ""
		})
		return countedGitHub(s, vue(text))
	},
	path: func(page string, _ Front) string { return published(page, "index") },
}

var (
	vueSpecial  = regexp.MustCompile("[\\s\\p{Z}\\x{feff}~`!@#$%^&*()\\-_+=[\\]{}|\\\\;:\"'“”‘’<>,.?/]+")
	vueLeading  = regexp.MustCompile(`^[0-9]`)
	punctuation = regexp.MustCompile("\\\\([!-/:-@[-`{-~])")
)

// unescaped returns the source of a text without the backslashes before punctuation.
// Character references stay as they are written.
func unescaped(source string) string { return punctuation.ReplaceAllString(source, "$1") }

// vue returns a text as the slugger of the Vue ecosystem does: without accents, all that
// is special as one hyphen, and no digit in front.
func vue(text string) string {
	text = strings.Map(func(c rune) rune {
		if c >= 0x300 && c <= 0x36F || c < ' ' && unicode.IsControl(c) {
			return -1
		}
		return c
	}, norm.NFKD.String(text))
	text = strings.Trim(vueSpecial.ReplaceAllString(text, "-"), "-")
	if vueLeading.MatchString(text) {
		text = "_" + text
	}
	return lower(text)
}
