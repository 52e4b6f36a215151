package texts

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

func TestCut(t *testing.T) {
	at155 := strings.Repeat("word ", 30) + "words"
	for text, want := range map[string]string{
		"":                                   "",
		"The key was not found.":             "",
		"The key was not found":              "",
		"The key was not found!":             "",
		"Is the key there?":                  "",
		"The key (of the API)":               "",
		"The key was \"lost\".":              "",
		"The key was `lost`":                 "",
		"見つかりません。":                           "",
		"Check the key...":                   "ends in an ellipsis",
		"Check the key…":                     "ends in an ellipsis",
		"Check the key,":                     `ends in ","`,
		"Check the key, then:":               `ends in ":"`,
		"Check the key -":                    `ends in "-"`,
		"Check the key and":                  `ends in the word "and"`,
		"Check that the key exists in Your ": `ends in the word "your"`,
		"Check the key (in the dashboard":    "ends inside a parenthesis",
		at155:                                "ends without a period at a length where texts are cut",
		at155 + ".":                          "",
	} {
		if got := cut(text); got != want {
			t.Errorf("cut(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestDescriptionLimits(t *testing.T) {
	e := &catalog.Entry{Page: "s/c/a.mdx", Named: true, Description: catalog.Value[string]{V: strings.Repeat("ä", 50)}}
	c := &catalog.Catalog{Entries: []*catalog.Entry{e}}
	for _, limits := range []struct {
		least, most int
		want        string
	}{
		{0, 0, ""},
		{50, 50, ""},
		{51, 0, "the description has 50 characters, want at least 51"},
		{0, 49, "the description has 50 characters, want at most 49"},
	} {
		got := ""
		for _, d := range DescriptionLength.Run(rule.NewIndex(c, rule.Settings{DescriptionMin: limits.least, DescriptionMax: limits.most})) {
			got = d.Message
		}
		if got != limits.want {
			t.Errorf("from %d to %d: %q, want %q", limits.least, limits.most, got, limits.want)
		}
	}
}
