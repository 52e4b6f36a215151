package site

// Heading ids are those of github-slugger, which has them from GitHub.
var markdown = &Site{
	Name:  "markdown",
	Title: "Markdown",
	Doc:   "files read in the repository, as on GitHub; codes in > [!CAUTION]",

	Ext:    ".md",
	Code:   "> [!CAUTION]\n> `" + CodeHere + "`",
	Says:   "a [!CAUTION] alert",
	Places: []string{"admonition caution"},

	Boxes: map[string]Box{
		Note: {Quote: "[!NOTE]"}, Info: {Quote: "[!NOTE]"}, Tip: {Quote: "[!TIP]"}, Warning: {Quote: "[!WARNING]"}, Danger: {Quote: "[!CAUTION]"},
	},

	Comments: true,
	LinkExt:  true,

	slug: func(s *Slugger, h Heading) string { return countedGitHub(s, github(h.shown())) },
	path: func(page string, _ Front) string { return page },
}
