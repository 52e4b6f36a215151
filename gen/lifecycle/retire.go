package lifecycle

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Retirement is what is recorded about a retired code.
type Retirement struct {
	Since      string       // a date, as 2006-01-02
	Reason     string       // may be empty
	ReplacedBy catalog.Code // may be empty
}

// Retire marks a code as no longer raised, and says so on its page. The record stays, and
// so does the docs URL; the code is never reused. noticed is false if the record has no
// place for a notice.
func Retire(w *World, e *catalog.Entry, r Retirement) (out []Edit, noticed bool, err error) {
	if err := w.checked(e); err != nil {
		return nil, false, err
	}
	if e.Retired != nil {
		return nil, false, fmt.Errorf("%s is already retired, since %s", e.Code.V, e.Retired.Since.V)
	}
	root, _ := yamlpos.Parse(w.Config.All(), "config")
	if raised := classified(root, e.Code.V); len(raised) > 0 {
		at := raised[0].Span
		return nil, false, fmt.Errorf("%s is the code of the classify entry %q, so it is raised for errors of the standard library; set another one in %s:%d first", e.Code.V, raised[0].Value, at.File.Name, at.From().Line)
	}
	by, err := replacement(w.Catalog, e, r.ReplacedBy)
	if err != nil {
		return nil, false, err
	}
	k := scalar("retired", r.Since, strings.TrimSpace(r.Since+" "+r.Reason))
	if r.Reason != "" || by != nil {
		pairs := []string{"since", r.Since}
		if r.Reason != "" {
			pairs = append(pairs, "reason", emit.Quote(r.Reason))
		}
		if by != nil {
			pairs = append(pairs, "replaced_by", code(r.ReplacedBy))
		}
		cell := k.cell
		if k = nested("retired", pairs...); by == nil {
			k.cell = cell
		}
	}
	var x edits
	if !x.restate(w, e, k) {
		if err := x.say(w, e, e.Code.V, k); err != nil {
			return nil, false, err
		}
	}
	noticed = !exported(e) && x.notice(w, e, w.notice(e, r, by))
	out, err = x.apply()
	return out, noticed, err
}

// Deprecate marks a code as deprecated, with the code to use instead or the reason.
func Deprecate(w *World, e *catalog.Entry, by catalog.Code, reason string) ([]Edit, error) {
	if _, err := replacement(w.Catalog, e, by); err != nil {
		return nil, err
	}
	return DeprecateFor(w, e, by, reason)
}

// DeprecateFor is like [Deprecate], with a replacement that the same change adds.
func DeprecateFor(w *World, e *catalog.Entry, by catalog.Code, reason string) ([]Edit, error) {
	if err := w.checked(e); err != nil {
		return nil, err
	}
	stated := w.stated(e, "deprecated")
	switch d := e.Deprecated; {
	case e.Retired != nil:
		return nil, fmt.Errorf("%s is already retired", e.Code.V)
	case d != nil && d.ReplacedBy.V != "":
		return nil, fmt.Errorf("%s is already replaced by %s", e.Code.V, d.ReplacedBy.V)
	case stated != nil && d == nil:
		return nil, fmt.Errorf("%s has deprecated: false; remove it first", stated.Span.File.Name)
	case stated != nil && reason != "":
		return nil, fmt.Errorf("%s already says why %s is deprecated; change it by hand", stated.Span.File.Name, e.Code.V)
	}
	var keys []key
	if stated == nil {
		value, cell := "true", "yes"
		if reason != "" {
			value, cell = emit.Quote(reason), reason
		}
		keys = append(keys, scalar("deprecated", value, cell))
	}
	if by != "" {
		keys = append(keys, scalar("replaced_by", code(by), string(by)))
	}
	var x edits
	if err := x.say(w, e, e.Code.V, keys...); err != nil {
		return nil, err
	}
	return x.apply()
}

// replacement returns the entry that takes another's place, nil where none does.
func replacement(c *catalog.Catalog, e *catalog.Entry, by catalog.Code) (*catalog.Entry, error) {
	if by == "" {
		return nil, nil
	}
	to := c.Lookup(by)
	switch {
	case to == nil:
		return nil, fmt.Errorf("there is no code %q", by)
	case to == e:
		return nil, fmt.Errorf("%s cannot replace itself", by)
	case to.Code.V != by:
		return nil, fmt.Errorf("%q is an older name of %s", by, to.Code.V)
	case to.Retired != nil:
		return nil, fmt.Errorf("%s is itself retired", by)
	}
	return to, nil
}

// notice returns what the page of a retired code says to its readers, as a block of
// Markdown: a box of the docs site, or a quote where the site is not known.
func (w *World) notice(e *catalog.Entry, r Retirement, by *catalog.Entry) string {
	text := "**Retired on " + r.Since + ".** This error is no longer returned."
	if r.Reason != "" {
		text += " " + markdown.Escape(sentence(r.Reason))
	}
	if by != nil {
		text += " See " + w.reference(e, by) + "."
	}
	s := w.Catalog.Site
	if s == nil && slices.ContainsFunc(e.Codes, func(c catalog.Stated[catalog.Code]) bool { return c.From == catalog.FromElement }) {
		s = site.Default // the page is written as that has it
	}
	if s == nil {
		return "> " + text
	}
	return s.Boxes[site.Warning].Around(text)
}

// reference returns the code of an error as a link from the page of another. One that is
// the row of a table, or an item, has no id to link to.
func (w *World) reference(e, by *catalog.Entry) string {
	link := ""
	if by.File != e.File {
		link = w.Catalog.Site.Link(e.Page, by.Page)
	}
	if slices.ContainsFunc(by.Anchors, func(a catalog.Value[string]) bool { return a.V == by.Anchor }) {
		link += "#" + by.Anchor
	}
	if link == "" {
		return "`" + string(by.Code.V) + "`"
	}
	return "[" + label(by.Code.V) + "](" + link + ")"
}

// sentence returns text on one line, with the mark that ends it.
func sentence(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// label returns a code as the text of a link. Only an underscore means something in it.
func label(c catalog.Code) string { return strings.ReplaceAll(string(c), "_", `\_`) }

// notice adds a block at the first place where the record reads as before with it: below
// what states the code, below its first block, or at its end. Some records, such as the
// row of a table, have no place for one.
func (x *edits) notice(w *World, e *catalog.Entry, text string) bool {
	end := e.File.LineEnd()
	for _, p := range spots(e) {
		before := p.gap
		if p.at > 0 && e.File.Data[p.at-1] != '\n' {
			before = end + before
		}
		var b strings.Builder
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" {
				b.WriteString(p.indent + line)
			}
			b.WriteString(end)
		}
		edit := strings.ReplaceAll(before+b.String()+p.after, "\x00", end)
		try := &edits{}
		try.add(e.File.Span(p.at, p.at), edit)
		data, err := try.applied(e.File)
		if err != nil {
			continue
		}
		if is := w.again(e, data, e.Page, e.Code.V); is != nil && same(e, is) {
			x.add(e.File.Span(p.at, p.at), edit)
			return true
		}
	}
	return false
}

// same reports whether a record still says the same of its error.
func same(a, b *catalog.Entry) bool {
	texts := func(e *catalog.Entry) []string {
		out := []string{string(e.Code.V), strconv.Itoa(e.Status.V), e.Title.V, e.Detail.V, e.Description.V, e.Name.V, e.Type.V, e.Anchor}
		for _, f := range e.Facts {
			out = append(out, f.V)
		}
		for _, p := range e.Params {
			out = append(out, p.Name.V)
		}
		return out
	}
	return slices.Equal(texts(a), texts(b)) && len(a.Examples) == len(b.Examples)
}

func nextLine(data []byte, at int) int {
	i := bytes.IndexByte(data[at:], '\n')
	if i < 0 {
		return len(data)
	}
	return at + i + 1
}
