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

// TestHostile reads some hundred KiB of each. Where that takes long, the growth decides,
// since a busy machine makes every time longer: four times the text may take
// somewhat more than four times as long, not sixteen times.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const size = 1 << 19
	for name, s := range hostile {
		for ext, size := range map[string]int{".mdx": size, ".md": size / 2} {
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
	took := func(size int) time.Duration {
		f := source.NewFile("page"+ext, []byte(text(size)))
		start := time.Now()
		Parse(f, Options{MaxSize: 16 << 20})
		return time.Since(start)
	}
	// The machine may pause in any one of three attempts, hardly in all of them.
	var quarter, all time.Duration
	for range 3 {
		if all = took(size); all < 500*time.Millisecond {
			return
		}
		if quarter = took(size / 4); all < 10*quarter && all < 4*time.Second {
			return
		}
	}
	t.Errorf("%d bytes take %v, a quarter of them %v", size, all, quarter)
}
