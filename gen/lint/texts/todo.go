package texts

import (
	"bytes"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var Todo = &rule.Rule{
	ID:       "todo",
	Severity: diag.Warning,
	Doc: `the page has a TODO mark

The page is not finished. TODO in code samples is ignored, except in the example of
the error body.

Bad:
	## What Happened?

	TODO: say what happened.

Good:
	## What Happened?

	The key was deleted, or it never was.`,
	After: []string{"unclosed-fence"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			if e.File == nil || !bytes.Contains(e.File.Data, todoMark) {
				continue
			}
			for _, at := range todos(p, e) {
				line := lineOf(e.File.Span(at, at))
				end := int(line.End)
				p.Reportf(e.File.Span(at, at+len(todoMark)), "unfinished: %s", rule.Quote(string(bytes.TrimRight(e.File.Data[at:end], " \t\r\n\"',}")))).
					Hint = "write the text and remove the mark, or delete the line"
			}
		}
	},
}

var todoMark = []byte("TODO")

// todos returns the offsets of the marks of a page, one a line. Those in code are
// left out.
func todos(p *rule.Pass, e *catalog.Entry) []int {
	var out []int
	data := e.File.Data
	var code raw.Code
	for at := 0; at < len(data); {
		next := raw.NextLine(data, at)
		inCode := code.Has(raw.Bare(data[at:next]))
		if i := wordIn(data[at:next], todoMark); i >= 0 && (!inCode || inExample(p, e, at+i)) {
			out = append(out, at+i)
		}
		at = next
	}
	return out
}

// wordIn returns where a word stands in a line, or -1.
func wordIn(line, word []byte) int {
	for from := 0; ; {
		i := bytes.Index(line[from:], word)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(word)
		if (start == 0 || !wordByte(line[start-1])) && (end == len(line) || !wordByte(line[end])) {
			return start
		}
		from = end
	}
}

func wordByte(c byte) bool { return raw.IsWordByte(c) || c == '_' }

func inExample(p *rule.Pass, page *catalog.Entry, at int) bool {
	return slices.ContainsFunc(p.Records(page), func(e *catalog.Entry) bool { return rule.InExample(e, at) })
}
