package mdx

import (
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/source"
)

// hostile are the texts that cost a naive reader the square of their length.
var hostile = map[string]string{
	"brackets":        "[",
	"bangs":           "![",
	"closed brackets": "[]",
	"links":           "[a](b)",
	"open links":      "[a](",
	"angled links":    "[a](<b",
	"labels":          "[a][",
	"stars":           "*",
	"open emphasis":   "*a_ ",
	"emphasis":        "_a*b",
	"strong":          "**a ",
	"tildes":          "~a",
	"back-quotes":     "`",
	"code":            "`a``b",
	"quotes":          ">",
	"spaced quotes":   "> ",
	"lists":           "- ",
	"numbers":         "1. ",
	"quoted lists":    "> - ",
	"braces":          "{",
	"brace lines":     "{\n",
	"brace pairs":     "{}",
	"closed braces":   "}",
	"templates":       "{`${",
	"comments":        "{/*",
	"tags":            "<a ",
	"elements":        "<a>",
	"element lines":   "<a>\n",
	"component lines": "<A>\n",
	"text elements":   "x<a>",
	"closing tags":    "</a>",
	"attributes":      "<a b=\"",
	"spreads":         "<a {...b",
	"nested tags":     "<a b={<c d={",
	"comment tags":    "<b {/*",
	"backslashes":     "\\",
	"references":      "&a;",
	"ampersands":      "&",
	"addresses":       "http://a",
	"hosts":           "www.a.",
	"mails":           "a@b.c",
	"ats":             "a@",
	"dots":            "a.",
	"footnotes":       "[^a]",
	"notes":           "[^a]: ",
	"definitions":     "[a]: b\n",
	"titles":          "[a]: b '\n",
	"tables":          "|a|\n|-|\n",
	"bars":            "|",
	"rows":            "a|b\n",
	"fences":          "```\n",
	"tilde fences":    "~~~\n",
	"headings":        "# a\n",
	"underlines":      "a\n=\n",
	"imports":         "import a from 'b'\n",
	"exports":         "export const a = {\n",
	"html":            "<div>\n",
	"html comments":   "<!--",
	"instructions":    "<?",
	"declarations":    "<!A",
	"cdata":           "<![CDATA[",
	"lines":           "\n",
	"spaces":          " ",
	"tabs":            "\t",
	"indents":         "    a\n",
	"items":           "- a\n",
	"nested items":    "- a\n  ",
	"returns":         "\r",
	"nul":             "\x00",
	"no text":         "\xff",
	"breaks":          "a\\\n",
	"words":           "word ",
}

// nest returns a list that is one deeper on every line, up to depth, and then
// lines again.
func nest(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("  ", i%400) + "- a\n")
	}
	return b.String()
}

func table(rows int) string {
	return "| a | b |\n| - | - |\n" + strings.Repeat("| 1 | 2 |\n", rows)
}

// TestHostile reads a megabyte of each. What is measured is the growth, since a
// busy machine makes every time longer: twice the text may take a little more
// than twice the time, not four times.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const size = 1 << 20
	for name, s := range hostile {
		for _, ext := range []string{".mdx", ".md"} {
			t.Run(name+ext, func(t *testing.T) {
				growth(t, ext, func(size int) string { return strings.Repeat(s, size/len(s)) }, size)
			})
		}
	}
	t.Run("deep lists", func(t *testing.T) { growth(t, ".mdx", nest, size) })
	t.Run("a long table", func(t *testing.T) {
		growth(t, ".mdx", func(n int) string { return table(n / 10) }, size)
	})
	t.Run("code spans of all lengths", func(t *testing.T) {
		growth(t, ".mdx", func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + " ")
			}
			return b.String()
		}, size)
	})
}

func growth(t *testing.T, ext string, text func(size int) string, size int) {
	t.Helper()
	// The best of three: a pause of the machine is in one of them at most.
	took := func(s string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			Parse(source.NewFile("page"+ext, []byte(s)), Options{MaxSize: 16 << 20})
			best = min(best, time.Since(start))
			if best < 100*time.Millisecond {
				break
			}
		}
		return best
	}
	small, large := took(text(size/4)), took(text(size))
	t.Logf("%v for a quarter, %v for all", small, large)
	if large > 4*time.Second || large > 300*time.Millisecond && large > 10*small {
		t.Errorf("%d bytes take %v, a quarter of them %v", size, large, small)
	}
}
