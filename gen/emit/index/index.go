// Package index writes a table of the errors into a handwritten page, between two
// comments:
//
//	{/* errgen:index */}
//	{/* errgen:end */}
//
// or <!-- errgen:index --> and <!-- errgen:end -->. The rest of the page does not change.
package index

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/mdx"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File     string   // page that has the two comments, relative to the output folder
	Pages    string   `yaml:"pages" doc:"path from the folder of the page to the error pages, for relative links; by default links are URLs" pattern:"^[^/\\\\]" want:"a relative path" example:"."`
	Systems  []string `yaml:"systems" doc:"first segments of the codes to list; by default all"`
	Statuses []string `yaml:"statuses" doc:"HTTP statuses of the codes to list; by default all"`
}

// Target is the table.
var Target = emit.Typed[Options]{
	Name:       "index",
	Doc:        "a table of all errors between two comments in a page; out is the page",
	OutFile:    func(o *Options) *string { return &o.File },
	NoMarkdown: true,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		for _, s := range o.Statuses {
			if n, err := strconv.Atoi(s); err != nil || n < 400 || n > 599 {
				return nil, &emit.OptionError{Message: fmt.Sprintf("statuses has %q, want a number from 400 to 599", s)}
			}
		}
		table := o.table(c)
		return []emit.File{{Path: o.File, Edit: func(old []byte) ([]byte, error) { return Replace(old, table, o.File) }}}, nil
	},
}.Target()

// table returns the table as Markdown, without a final line end.
func (o *Options) table(c *catalog.Catalog) string {
	rows := []*mdx.Node{row(text("Code"), text("Status"), text("Title"), text("What it means"), text("Retry"))}
	for _, e := range c.Entries {
		if e.Retired != nil || !pages.Has(o.Systems, e) || len(o.Statuses) > 0 && !slices.Contains(o.Statuses, strconv.Itoa(e.Status.V)) {
			continue
		}
		status, retry := "", "no"
		if e.Status.V != 0 {
			status = strconv.Itoa(e.Status.V)
		}
		if e.MayRetry() {
			retry = "yes"
		}
		meaning := firstSentence(e.Description.V)
		if e.Deprecated != nil {
			meaning = strings.TrimSpace("Deprecated. " + meaning)
		}
		link := &mdx.Node{Kind: mdx.Link, URL: o.link(c, e), Children: []*mdx.Node{{Kind: mdx.CodeSpan, Value: pages.OneLine(string(e.Code.V))}}}
		rows = append(rows, row(link, text(status), text(e.Title.V), text(meaning), text(retry)))
	}
	table := markdown.Render([]*mdx.Node{{Kind: mdx.Table, Align: make([]string, 5), Children: rows}})
	if c.Site.Or().Vue {
		table = pages.Unbraced(table)
	}
	return table
}

func (o *Options) link(c *catalog.Catalog, e *catalog.Entry) string {
	if o.Pages == "" {
		return e.URL()
	}
	return c.Site.Link(o.File, path.Join(path.Dir(o.File), o.Pages, pages.Path(c, e)))
}

func text(s string) *mdx.Node { return &mdx.Node{Kind: mdx.Text, Value: pages.OneLine(s)} }

func row(cells ...*mdx.Node) *mdx.Node {
	r := &mdx.Node{Kind: mdx.TableRow}
	for _, c := range cells {
		cell := &mdx.Node{Kind: mdx.TableCell}
		if c.Kind != mdx.Text || c.Value != "" {
			cell.Children = []*mdx.Node{c}
		}
		r.Children = append(r.Children, cell)
	}
	return r
}

// sentenceEnd is where a sentence ends: not after "e.g." or a number.
var sentenceEnd = regexp.MustCompile(`[a-z)\]"'’][.!?](?:\s|$)`)

// firstSentence returns the first sentence of a text.
func firstSentence(s string) string {
	s = pages.OneLine(s)
	for at := 0; ; {
		m := sentenceEnd.FindStringIndex(s[at:])
		if m == nil {
			return s
		}
		end := at + m[1]
		before := strings.TrimSpace(s[:end])
		if !strings.HasSuffix(before, "e.g.") && !strings.HasSuffix(before, "i.e.") && !strings.HasSuffix(before, "etc.") {
			return before
		}
		at = end
	}
}

// mark is a comment that bounds the table, alone on its line.
var mark = regexp.MustCompile(`(?m)^[ \t]*(?:\{/\*\s*errgen:(index|end)\s*\*/\}|<!--\s*errgen:(index|end)\s*-->)[ \t]*\r?$`)

// Replace replaces the text between the comments of a page by a table.
func Replace(page []byte, table, name string) ([]byte, error) {
	open, closing := "{/* errgen:index */}", "{/* errgen:end */}"
	if path.Ext(name) == ".md" {
		open, closing = "<!-- errgen:index -->", "<!-- errgen:end -->"
	}
	var starts, ends [][]int
	for _, m := range mark.FindAllSubmatchIndex(page, -1) {
		word := ""
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				word = string(page[m[i]:m[i+1]])
			}
		}
		if word == "index" {
			starts = append(starts, m[:2])
		} else {
			ends = append(ends, m[:2])
		}
	}
	switch {
	case len(starts) == 0 && len(ends) == 0:
		return nil, errors.New("has no place for the table: add the lines " + open + " and " + closing)
	case len(starts) != 1 || len(ends) != 1:
		return nil, fmt.Errorf("has %d lines %s and %d lines %s, want one each", len(starts), open, len(ends), closing)
	case ends[0][0] < starts[0][1]:
		return nil, fmt.Errorf("has %s above %s, want it below", closing, open)
	}
	end := "\n"
	if i := bytes.IndexByte(page, '\n'); i > 0 && page[i-1] == '\r' {
		end = "\r\n"
	}
	from, to := starts[0][1], ends[0][0]
	if from > 0 && page[from-1] == '\r' {
		from--
	}
	between := end + end + strings.ReplaceAll(table, "\n", end) + end + end
	return slices.Concat(page[:from], []byte(between), page[to:]), nil
}
