package lint

import (
	"math"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
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

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"unkey/data/a.mdx", "unkey/data/b", "./b"},
		{"unkey/data/a.mdx", "unkey/auth/b", "../auth/b"},
		{"unkey/data/a.mdx", "user/data/b", "../../user/data/b"},
		{"unkey/data/a.mdx", "unkey/data", "../data"},
		{"unkey/data/a.mdx", "overview", "../../overview"},
	} {
		if got := (&Pass{}).relative(&catalog.Entry{Page: c.from}, c.to); got != c.want {
			t.Errorf("from %s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	if got := quote(strings.Repeat("ä", 81)); got != `"`+strings.Repeat("ä", 80)+`…"` {
		t.Errorf("a long text is quoted as %s", got)
	}
	if got := quote("a\n\u202e"); got != `"a\n\u202e"` {
		t.Errorf("got %s", got)
	}
	if got := list([]string{"a", "b", "c"}); got != "a, b and c" {
		t.Errorf("got %s", got)
	}
}

// TestDangerPlace: the element goes below the front matter and the title.
func TestDangerPlace(t *testing.T) {
	for _, c := range []struct {
		name, page string
		start      int
		front      bool
		want       string // the page with | at the place
	}{
		{"below front matter", "---\na: b\n---\n\ntext\n", 4, true, "---\na: b\n---\n|\ntext\n"},
		{"below the title", "---\n---\n\n# Title\n\ntext\n", 4, true, "---\n---\n\n# Title\n|\ntext\n"},
		{"with CRLF", "---\r\na: b\r\n---\r\ntext\r\n", 5, true, "---\r\na: b\r\n---\r\n|text\r\n"},
		{"without front matter", "text\n", 0, false, "|text\n"},
		{"without front matter, below the title", "# Title\ntext\n", 0, false, "# Title\n|text\n"},
		{"at the end", "---\na: b\n---", 4, true, "---\na: b\n---|"},
		{"after a byte order mark", "\ufefftext\n", 3, false, "\ufeff|text\n"},
	} {
		f := source.NewFile("a.mdx", []byte(c.page))
		e := &catalog.Entry{Page: "a.mdx", File: f, Start: f.Span(c.start, c.start), HasFrontMatter: c.front}
		at := dangerPlace(e)
		if got := c.page[:at] + "|" + c.page[at:]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNextLine(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 1, "a\n": 2, "a\nb": 2, "a\r\nb": 3, "a\rb\n": 2, "\r\r\n": 1, "\r\n": 2, "\r": 1, "a\r": 2, "\n\r": 1} {
		if got := nextLine([]byte(text), 0); got != want {
			t.Errorf("nextLine(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestDescriptionLimits(t *testing.T) {
	e := entry("s/c/a.mdx")
	e.Named, e.Description.V = true, strings.Repeat("ä", 50)
	for _, c := range []struct {
		least, most int
		want        string
	}{
		{0, 0, ""},
		{50, 50, ""},
		{51, 0, "the description has 50 characters, want at least 51"},
		{0, 49, "the description has 50 characters, want at most 49"},
	} {
		got := ""
		for _, d := range Run(made(e), Settings{DescriptionMin: c.least, DescriptionMax: c.most}) {
			if d.Rule == "description-length" {
				got = d.Message
			}
		}
		if got != c.want {
			t.Errorf("from %d to %d: %q, want %q", c.least, c.most, got, c.want)
		}
	}
}

// TestLimits: a limit that is not set has its default, unless the other leaves it no room.
func TestLimits(t *testing.T) {
	for _, c := range []struct{ set, want Limits }{
		{Limits{}, Limits{15, 40}},
		{Limits{Min: 10}, Limits{10, 40}},
		{Limits{Max: 30}, Limits{15, 30}},
		{Limits{3, 9}, Limits{3, 9}},
		{Limits{Max: 12}, Limits{0, 12}},
		{Limits{Min: 50}, Limits{50, math.MaxInt}},
	} {
		if least, most := c.set.or(15, 40); (Limits{least, most}) != c.want {
			t.Errorf("%+v means %d to %d, want %+v", c.set, least, most, c.want)
		}
	}
}

// TestManyTerms: of many places on a page the first are shown, and the others counted.
func TestManyTerms(t *testing.T) {
	avoid, err := AvoidPattern("site")
	if err != nil {
		t.Fatal(err)
	}
	e := entry("s/c/a.mdx")
	e.File = source.NewFile("a.mdx", []byte(strings.Repeat("site ", maxForbidden+10)))
	e.Start = e.File.Span(0, 0)
	var messages []string
	for _, d := range Run(made(e), Settings{Terms: []Term{{Avoid: avoid, Use: "region"}}}) {
		if d.Rule == "terms" {
			messages = append(messages, d.Message)
		}
	}
	if len(messages) != maxForbidden+1 || messages[maxForbidden] != `"site" here and at 9 places below` {
		t.Errorf("%d findings, of which the last is %q", len(messages), messages[len(messages)-1])
	}
}

func TestPageNames(t *testing.T) {
	c := made(entry("s/c/a.mdx"))
	for name, want := range map[string]string{
		"docs/s/c/a.mdx":      "s/c/a.mdx",
		"docs/errgen.yaml":    "errgen.yaml",
		"errgen.yaml":         "errgen.yaml",
		"docs/../errgen.yaml": "errgen.yaml",
		"../other/x.yaml":     "x.yaml",
	} {
		if got := newPages(c).name(source.NewFile(name, nil)); got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
	if got := newPages(made()).name(source.NewFile("docs/s/c/a.mdx", nil)); got != "docs/s/c/a.mdx" {
		t.Errorf("without pages, a page is called %q", got)
	}
}
