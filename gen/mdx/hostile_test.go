package mdx

import "strings"

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
	"templates out":   "export const a = `\n",
	"classes":         "export class a {\n",
	"comments out":    "export const a = 1 /*\n",
	"lists of names":  "export {a\n",
	"sentences":       "export the a\n",
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
		b.WriteString(strings.Repeat("  ", i%50) + "- a\n")
	}
	return b.String()
}

func table(rows int) string {
	return "| a | b |\n| - | - |\n" + strings.Repeat("| 1 | 2 |\n", rows)
}

// halves are what opens something and what closes something, of the same kind and of
// others: a text of the one, then as much of the other.
var halves = [][2]string{
	{"[", "]"}, {"[", "](a)"}, {"![", "]"}, {"(", ")"}, {"*", "_"}, {"**a", "a**"}, {"~", "~~"}, {"`", "``"},
	{"{", "}"}, {"{`", "`}"}, {"{(", ")}"}, {"{[\n", "]}\n"}, {"{/*", "*/}"}, {"{<a>", "</a>}"}, {"{'", "'}"},
	{"<a>", "</a>"}, {"<a>\n", "</a>\n"}, {"<A>\n", "</A>\n"}, {"<A>\n\n", "</B>\n\n"}, {"<A>", "</A>"}, {"<a>", "</b>"},
	{"<A>\n", "- </A>\n"}, {"<A>\n\n", "> </A>\n\n"}, {"<a b={", "}>"}, {"<a b=\"", "\">"}, {"<a {...b", "}/>"},
	{"<div>\n", "</div>\n"}, {"<script>\n", "</script>\n"}, {"<!--", "-->"}, {"<!--\n", "-->\n"},
	{"> ", "- "}, {"- a\n", "> b\n"}, {"- ", "a\n"}, {"1. ", "<A>\n"}, {"```\n", "~~~\n"}, {"````\n", "```\n"},
	{"[a]: b\n", "[a]"}, {"[^a]: b\n", "[^a]"}, {"| a |\n", "| - |\n"}, {"a\n", "===\n"}, {"export {", "}"},
	{"export const a = [\n\n", "]\n\n"}, {"import {a\n", "} from 'b'\n"}, {"a@b.c ", "<A> "}, {"\\", "`"},
}
