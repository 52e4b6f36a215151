package page_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

const docsURL = "https://unkey.com/docs/errors"

// TestGolden reads the pages of each archive on their own and shows the entries,
// with the place of every value, and the findings. Where the archive has an errgen.yaml,
// its pages are read by it and make a catalogue, whose findings are those of lint as
// well.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		out := map[string][]byte{}
		var found diag.List
		settings, options := lint.Settings{}, func(string) page.Options { return standard }
		meta := catalog.Meta{DocsURL: docsURL}
		var rules []*record.Rule
		text, configured := in["errgen.yaml"]
		delete(in, "errgen.yaml")
		if configured {
			c, wrong := config.Parse(source.NewFile("errgen.yaml", text), ".", nil, nil)
			found, meta, settings, rules = wrong, c.Meta(), c.Lint, c.Records
			options = func(name string) page.Options {
				return page.Options{DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Rule: c.RuleOf(name), Forms: c.Forms, Facts: c.Facts, Sections: c.Sections,
					Services: c.Services, Types: c.Types}
			}
		}
		var notes bytes.Buffer
		var all []*catalog.Entry
		var seen []missed.Seen
		for _, name := range slices.Sorted(maps.Keys(in)) {
			o := options(name)
			var r page.Result
			if configured && o.Rule == nil {
				r = page.Outside(source.NewFile(name, in[name]), name, o, rules)
			} else {
				r = page.Read(source.NewFile(name, in[name]), name, o)
			}
			seen = append(seen, r.Seen...)
			found = append(found, r.Found...)
			for _, passed := range r.Passed {
				at := passed.Span.From()
				fmt.Fprintf(&notes, "%s:%d:%d: %s\n", name, at.Line, at.Column, passed.Message)
			}
			all = append(all, r.Entries...)
			switch {
			case r.Left != "":
				out[name] = []byte("left out: " + r.Left + "\n")
			case len(r.Entries) == 0:
				out[name] = []byte("no entry\n")
			default:
				if !configured {
					catalog.Build(slices.Clone(r.Entries), meta)
				}
				out[name] = dump(r.Entries, meta)
			}
		}
		if configured {
			c, wrong := catalog.Build(all, meta)
			found = slices.Concat(found, wrong, missed.Findings(c, seen), lint.Run(c, settings))
			found = lint.Apply(found, c, settings)
		}
		var shown bytes.Buffer
		if err := diag.Text(&shown, found.Sorted(), diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if notes.Len() > 0 {
			out["notes"] = notes.Bytes()
		}
		if shown.Len() > 0 {
			out["diagnostics"] = shown.Bytes()
		}
		return out
	})
}

var standard = page.Options{
	DocsURL:  docsURL,
	Sections: map[catalog.SectionKind][]string{catalog.CommonMistakes: {"Prevention"}, catalog.Other: {"Cause"}},
	Status: []fact.StatusRule{
		{Match: "err:store:limits:*", Status: catalog.Value[int]{V: 429}},
		{Match: "err:store:*", Status: catalog.Value[int]{V: 418}},
	},
}

// dumper writes an entry one value a line, each with its place as from line and
// column up to line and column, and what stands there where that is not the value
// itself. The Markdown of sections is left out: it is the business of package mdx,
// and TestTwins compares it.
type dumper struct {
	bytes.Buffer
}

func (d *dumper) line(name, value string, at source.Span) {
	fmt.Fprintf(d, "%-12s %s", name, value)
	if !at.IsZero() {
		from, to := at.From(), at.To()
		fmt.Fprintf(d, "   @%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
		if text := at.Text(); text != value && text != "" {
			if len(text) > 60 {
				text = text[:50] + "…"
			}
			fmt.Fprintf(d, " %q", text)
		}
	}
	d.WriteByte('\n')
}

func field[T any](d *dumper, name string, v catalog.Value[T]) {
	if s := fmt.Sprint(v.V); !v.Span.IsZero() || s != "" && s != "0" && s != "false" {
		d.line(name, s, v.Span)
	}
}

func dump(entries []*catalog.Entry, m catalog.Meta) []byte {
	d := &dumper{}
	for i, e := range entries {
		if i > 0 {
			d.WriteByte('\n')
		}
		d.entry(e, m)
	}
	return d.Bytes()
}

func (d *dumper) entry(e *catalog.Entry, m catalog.Meta) {
	field(d, "code", e.Code)
	field(d, "name", e.Name)
	field(d, "status", e.Status)
	for _, s := range e.OtherStatuses {
		field(d, "also", s)
	}
	if e.NoStatus {
		d.line("no status", "", source.Span{})
	}
	if e.StatusFrom != "" {
		d.line("status from", string(e.StatusFrom), source.Span{})
	}
	field(d, "title", e.Title)
	field(d, "type", e.Type)
	field(d, "page url", e.PageURL)
	for i, f := range e.Facts {
		field(d, "fact "+m.Facts[i].Name, f)
	}
	field(d, "detail", e.Detail)
	for _, p := range e.Params {
		param(d, "param ", p)
	}
	field(d, "description", e.Description)
	field(d, "retryable", e.Retryable)
	if x := e.Deprecated; x != nil {
		d.line("deprecated", "", source.Span{})
		field(d, "  reason", x.Reason)
		field(d, "  replaced_by", x.ReplacedBy)
	}
	if x := e.Retired; x != nil {
		d.line("retired", "", source.Span{})
		field(d, "  since", x.Since)
		field(d, "  reason", x.Reason)
		field(d, "  replaced_by", x.ReplacedBy)
	}
	for _, s := range e.ByService {
		d.line("status of", s.Service.V+": "+fmt.Sprint(s.Status.V), s.Status.Span)
	}
	for _, s := range e.Services {
		field(d, "service", s)
	}
	for _, h := range e.Headers {
		d.line("header", h.Name.V+": "+h.Value.V, h.Value.Span)
	}
	field(d, "grpc", e.GRPC)
	field(d, "reserved", e.Reserved)
	for _, a := range e.Aliases {
		field(d, "alias", a)
	}
	for _, s := range e.Sections {
		d.line("section", string(s.Kind), source.Span{})
		field(d, "  heading", s.Heading)
		d.line("  level", fmt.Sprint(s.Level), s.Span)
		for _, i := range s.Items {
			d.line("  item", i, source.Span{})
		}
	}
	for _, l := range e.Related {
		d.line("related", l.URL.V, source.Span{})
	}
	for _, x := range e.Examples {
		d.line("example", fmt.Sprintf("%q %s", x.Name, x.Body), source.Span{})
		if x.Template != nil {
			d.line("  envelope", x.Template.Name, x.Span)
		}
		field(d, "  request id", x.RequestID)
		field(d, "  status", x.Status)
		field(d, "  title", x.Title)
		field(d, "  type", x.Type)
		field(d, "  detail", x.Detail)
		field(d, "  instance", x.Instance)
		for _, p := range x.Params {
			field(d, "  parameter", p.Name)
		}
		for _, v := range x.Extra {
			d.line("  extra", v.Place, v.Span)
		}
		for _, v := range x.Wrong {
			d.line("  wrong type", v.Place, v.Span)
		}
	}
	field(d, "heading", e.Heading)
	for _, c := range e.Codes {
		d.line("code from", string(c.From), c.Span)
	}
	for _, s := range e.Statuses {
		d.line("status from", fmt.Sprint(s.From, " ", s.V), s.Span)
	}
	for _, l := range e.Links {
		field(d, "link", l.URL)
		field(d, "  text", l.Text)
		if l.Target != "" || l.Fragment != "" {
			d.line("  leads to", l.Target+" #"+l.Fragment, source.Span{})
		}
	}
	for _, a := range e.Anchors {
		field(d, "anchor", a)
	}
	for _, k := range e.Keys {
		field(d, "key", k)
	}
	for _, i := range e.Ignores {
		d.line("ignore", i.Rule.V+": "+i.Reason, i.Rule.Span)
		if !i.Scope.IsZero() {
			d.line("  scope", "", i.Scope)
		}
	}
	if !e.Record.IsZero() {
		d.line("record", e.Where(), e.Record)
		return
	}
	d.line("start", fmt.Sprintf("front matter %v", e.HasFrontMatter), e.Start)
}

func param(d *dumper, indent string, p catalog.Param) {
	d.line(indent+string(p.Type.V), p.Name.V, p.Name.Span)
	field(d, indent+"description", p.Description)
	if p.Example.V != nil {
		d.line(indent+"example", string(p.Example.V), p.Example.Span)
	}
	field(d, indent+"optional", p.Optional)
	if p.Log.V != catalog.Unset {
		d.line(indent+"log", p.Log.V.String(), p.Log.Span)
	}
	if p.Items != nil {
		d.line(indent+"items", strings.TrimSpace(string(p.Items.Type.V)+" "+p.Items.TypeName), p.Items.Type.Span)
		for _, m := range p.Items.Members {
			param(d, indent+"  ", m)
		}
	}
}
