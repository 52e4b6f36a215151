package lookup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/cmd/errgen/render"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// writeEntry writes what a page says, in the order in which somebody needs it who is
// woken by the error: what it is, whether to try again, what happened and how to
// fix it, and the rest after that.
func writeEntry(r *render.Renderer, c *catalog.Catalog, e *catalog.Entry) {
	r.Line("", r.Styled(diag.Printable(string(e.Code.V)), render.Bold))
	status := "no status"
	if e.Status.V != 0 {
		status = strings.TrimSpace(fmt.Sprintf("%d %s", e.Status.V, diag.Printable(e.Title.V)))
	}
	r.Line("", r.Styled(status, render.Bold)+", "+retry(e))
	if d := e.Retired; d != nil {
		r.Line("", "")
		r.Wrap(render.Words(retirement(d), render.Alarm), "", "")
	}
	if d := e.Deprecated; d != nil && e.Retired == nil {
		r.Line("", "")
		r.Wrap(render.Words(deprecation(d), render.Alarm), "", "")
	}
	if e.Description.V != "" {
		r.Line("", "")
		r.Wrap(render.Words(e.Description.V, ""), "", "")
	}
	r.Link = links(c, e)
	for _, group := range groups(e.Sections) {
		for _, s := range group {
			r.Line("", "")
			r.Wrap(render.Words(s.Heading.V, render.Bold), "", "")
			r.Line("", "")
			doc, _ := mdx.Parse(source.NewFile(e.Page, []byte(s.Markdown)), mdx.Options{MaxSize: len(s.Markdown)})
			r.Flow(doc.Root.Children, "  ")
		}
	}
	r.Line("", "")
	r.Line("", r.Styled(diag.Printable(e.Type.V), render.Dim))
}

// retry says whether the same request may succeed later. Where the page does not
// say it, the status does, as far as it has a meaning there.
func retry(e *catalog.Entry) string {
	stated := e.HasFrontMatter && !e.Retryable.Span.IsZero()
	switch {
	case e.Retryable.V == catalog.True:
		return "a retry may help"
	case stated || e.Status.V/100 == 4 && !slices.Contains(passing, e.Status.V):
		return "a retry does not help"
	case slices.Contains(passing, e.Status.V):
		return "a retry may help, judging by the status"
	}
	return "the page does not say whether a retry helps"
}

// passing are the statuses of what passes by itself.
var passing = []int{408, 425, 429, 502, 503, 504}

func retirement(d *catalog.Retirement) string {
	text := "Retired on " + d.Since.V + ": servers no longer send it"
	if d.Reason.V != "" {
		text += "; " + d.Reason.V
	}
	if d.ReplacedBy.V != "" {
		text += fmt.Sprintf(" (replaced by %s)", d.ReplacedBy.V)
	}
	return text
}

func deprecation(d *catalog.Deprecation) string {
	text := "Deprecated"
	if d.Reason.V != "" {
		text += ": " + d.Reason.V
	}
	if d.ReplacedBy.V != "" {
		text += fmt.Sprintf(" (replaced by %s)", d.ReplacedBy.V)
	}
	return text
}

// groups returns the sections with those of smaller headings that divide them,
// the most wanted first. Sections without text are left out, unless others
// divide them.
func groups(sections []catalog.Section) [][]catalog.Section {
	var out [][]catalog.Section
	for _, s := range sections {
		if last := len(out) - 1; last >= 0 && s.Level > out[last][0].Level {
			out[last] = append(out[last], s)
			continue
		}
		out = append(out, []catalog.Section{s})
	}
	out = slices.DeleteFunc(out, func(g []catalog.Section) bool { return len(g) == 1 && g[0].Markdown == "" })
	order := []catalog.SectionKind{catalog.WhatHappened, catalog.HowToFix, catalog.CommonMistakes, catalog.Other, catalog.RelatedErrors}
	slices.SortStableFunc(out, func(a, b []catalog.Section) int {
		return cmp.Compare(slices.Index(order, a[0].Kind), slices.Index(order, b[0].Kind))
	})
	return out
}

// links returns what to show of where the links of an entry lead: the code of an
// error page, which is what explain takes, or else a URL that works everywhere.
func links(c *catalog.Catalog, e *catalog.Entry) func(url, label string) string {
	to := map[string]catalog.Link{}
	for _, l := range slices.Concat(e.Links, e.Related) {
		to[l.URL.V] = l
	}
	return func(url, label string) string {
		l := to[url]
		switch {
		case l.Code != "" && strings.Contains(label, string(l.Code)):
			return ""
		case l.Code != "":
			return string(l.Code)
		case l.Target != "":
			return c.DocsURL + "/" + l.Target
		}
		return url
	}
}
