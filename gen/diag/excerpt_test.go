package diag_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/steps"
	"github.com/unkeyed/errgen/gen/source"
)

// TestExcerpt: the line of the source and the carets below it. The part in
// brackets is the span.
func TestExcerpt(t *testing.T) {
	long := strings.Repeat("0123456789", 100)
	for _, c := range []struct{ name, line, text, carets string }{
		{"plain", "a[bc]d", "abcd", " ^^"},
		{"point", "a[]bc", "abc", " ^"},
		{"tab before", "\ta\t[b]", "\ta\tb", "\t \t^"},
		{"tab after", "[a]\tb", "a\tb", "^"},
		{"tab inside", "\t[a\tb]c", "\ta→bc", "\t^^^"},
		{"wide", "宽[宽]x", "宽宽x", "  ^^"},
		{"point at wide", "宽[]宽x", "宽宽x", "  ^"},
		{"full width", "Ａ　[x]", "Ａ　x", "    ^"},
		{"combining", "e\u0301[x]", "e\u0301x", " ^"},
		{"only the mark", "ae[\u0301]x", "ae\u0301x", " ^"},
		{"hangul of parts", "\u1112\u1161\u11ab[x]", "\u1112\u1161\u11abx", "  ^"},
		{"devanagari", "नि[x]", "निx", "  ^"},
		{"persian with joiner", "می\u200cخ[x]", "می\u200cخx", "   ^ marks x"},
		{"emoji", "😀[x]", "😀x", "  ^"},
		{"skin tone", "👍🏽[x]", "👍🏽x", "  ^"},
		{"skin tone on nothing", "a🏽[x]", "a🏽x", "   ^"},
		{"family", "👨‍👩‍👧[x]", "👨‍👩‍👧x", "  ^"},
		{"pirate", "🏴‍☠️[x]", "🏴‍☠️x", "  ^"},
		{"text made emoji", "❤️[x]", "❤️x", "  ^"},
		{"flag", "🇩🇪[x]", "🇩🇪x", "  ^"},
		{"escape", "\x1b[[x]", "<U+001B>[x", "         ^"},
		{"bidi inside", "a[\u202e]b", "a<U+202E>b", " ^^^^^^^^"},
		{"tag beyond the first plane", "🏴[\U000E0067]x", "🏴<U+E0067>x", "  ^^^^^^^^^"},
		{"no-break space", "a[\u00a0]b", "a<U+00A0>b", " ^^^^^^^^"},
		{"byte order mark", "\ufeff[x]", "<U+FEFF>x", "        ^"},
		{"joiner that joins nothing", "a\u200d[x]", "a<U+200D>x", "         ^"},
		{"mark on nothing", "\u0301[x]", "<U+0301>x", "        ^"},
		{"not UTF-8", "a\xff[\xc3]b", "a<0xFF><0xC3>b", "       ^^^^^^"},
		{"part of a character", "a[\xe5\xae]\xbdb", "a宽b", " ^^"},
		{"long, at its start", "[x]" + long, "x" + long[:119] + "…", "^"},
		{"long, in its middle", long[:500] + "[x]" + long[:500],
			"…" + long[:40] + "x" + long[:79] + "…", strings.Repeat(" ", 41) + "^"},
		{"long, at its end", long + "[x]", "…" + long[:40] + "x", strings.Repeat(" ", 41) + "^"},
		{"long, after its end", long + "[]", "…" + long[:40], strings.Repeat(" ", 41) + "^"},
		{"long span", "a[" + long + "]b", "a" + long[:119] + "…", " " + strings.Repeat("^", 119)},
		{"long and wide", strings.Repeat("宽", 200) + "[x]" + strings.Repeat("宽", 200),
			"…" + strings.Repeat("宽", 20) + "x" + strings.Repeat("宽", 39) + "…", strings.Repeat(" ", 41) + "^"},
		{"a heap of marks", "a" + strings.Repeat("\u0301", 14) + "[x]",
			"a" + strings.Repeat("\u0301", 12) + "<U+0301><U+0301>x", strings.Repeat(" ", 17) + "^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, rest, _ := strings.Cut(c.line, "[")
			if strings.HasPrefix(rest, "[") { // the bracket itself stands before the span
				before, rest = before+"[", rest[1:]
			}
			span, after, _ := strings.Cut(rest, "]")
			f := source.NewFile("a", []byte("first\n"+before+span+after+"\r\nlast"))
			l := diag.List{{Span: f.Span(6+len(before), 6+len(before)+len(span)), Message: "m"}}
			_, got, _ := strings.Cut(text(t, l), "\n")
			if want := "    " + c.text + "\n    " + c.carets + "\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestLongLine: a line as long as its page costs no more than a short one.
func TestLongLine(t *testing.T) {
	texts := map[string]func(size int) string{}
	for _, line := range []string{"x", "\u0301", "\xff", "\x80", "宽", "\u200d", "👨‍"} {
		texts[line] = func(size int) string { return strings.Repeat(line, size/len(line)) }
	}
	steps.Growth(t, "printed", 256<<10, texts)
}
