package page

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// pathCode returns the code whose page lies at the path, "" where there is none,
// and whether the path is as deep as that of an error page.
func (p *pageReader) pathCode() (code catalog.Code, deep bool) {
	at := strings.TrimSuffix(p.src.Path, path.Ext(p.src.Path))
	if s := p.options.Site; s != nil {
		at = strings.TrimSuffix(s.Path(p.src.Path, nil), path.Ext(p.src.Path))
	}
	if strings.Count(at, "/") != len(p.rule.Form.Segments())-1 {
		return "", false
	}
	c, _ := p.rule.Form.FromPath(at)
	return catalog.Code(c), true
}

// codes reads every place that states the record's code.
func (r *reader) codes() {
	for i := range r.rule.Code {
		p := &r.rule.Code[i]
		if p.Source() == catalog.FromPath && (len(r.entry.Codes) > 0 || r.badCode) {
			r.almostFile(p)
			continue // what the file is called counts where nothing on the page says more
		}
		if p.Word == "front" && p.Arg == "code" && p.Match == nil {
			r.frontCode(p)
			continue
		}
		for _, t := range r.rec.Texts(p) {
			if r.codeAt(p, t) && !p.Many() {
				break
			}
		}
	}
}

// unmarked takes away what the names of files often have in other places than codes.
var unmarked = strings.NewReplacer("-", "", "_", "", ".", "")

// almostFile reports a page that is called almost by the code that it states: one of the
// two is misspelt. A file may have any other name.
func (r *reader) almostFile(p *record.Place) {
	if r.badCode || len(r.entry.Codes) == 0 || r.rule.Named {
		return
	}
	stated := r.entry.Codes[0]
	for _, t := range r.rec.Texts(p) {
		code, _, _, verdict := r.rule.FindCode(p, t.S, r.options.DocsURL)
		if verdict != record.IsCode || strings.EqualFold(unmarked.Replace(code), unmarked.Replace(string(stated.V))) || nearest.NewSpelling([]string{string(stated.V)}).Meant(code) == "" {
			continue
		}
		r.found.Add(ruleCodeMultiple, diag.Error, stated.Span.Or(r.here()), "%s states the code %q, but the page is called %q", r.from[0].Says(), stated.V, code).
			Hint = "one of the two is misspelt: correct the code, or rename the file; if both are right, remove " + strconv.Quote(p.Word) + " from code in errgen.yaml"
		return
	}
}

// codeAt reads the code that a text at a place states, and reports whether it has
// one or is meant to.
func (r *reader) codeAt(p *record.Place, t record.Text) bool {
	code, start, end, verdict := r.rule.FindCode(p, t.S, r.options.DocsURL)
	if verdict == record.NoCode {
		return false
	}
	at := t.Span(start, end)
	if verdict == record.BrokenCode {
		if at.IsZero() {
			at = r.file.Span(r.top, r.top)
		}
		r.misspelt(missed.Forms{r.rule.Form}.Wrong(&r.found, code, at), code)
		r.badCode = true
		return true
	}
	if code == t.S[start:end] && changed(t, start, end) {
		d := r.found.Add(ruleCodeSyntax, diag.Error, at, "the markup in %q changes the code to %q", at.Text(), code)
		d.Hint = "write the code in back-quotes, with nothing between its characters"
		r.badCode = true
		return true
	}
	r.state(catalog.Value[catalog.Code]{V: catalog.Code(code), Span: at}, p)
	return true
}

// changed reports whether the source of a part of a text is another text: what
// markup hides or takes away.
func changed(t record.Text, start, end int) bool {
	return t.Marked(start, end) && record.Plain(t.Span(start, end).Text()) != t.S[start:end]
}

// frontCode reads the key code of the front matter: as it is written, also where YAML
// takes it for a number.
func (r *reader) frontCode(p *record.Place) {
	n, own := r.src.Key(p.Arg)
	if n != nil && n.Kind == yamlpos.Seq && len(n.Items) > 0 {
		n = n.Items[0]
	}
	switch {
	case n == nil:
	case n.Kind == yamlpos.Scalar && r.rule.Form.Has(n.Value):
		r.state(catalog.Value[catalog.Code]{V: catalog.Code(n.Value), Span: n.Span}, p)
	case n.Kind == yamlpos.Scalar && (n.Tag == "!!str" || numbered(r.rule.Form) && (n.Tag == "!!int" || n.Tag == "!!float")):
		r.misspelt(missed.Forms{r.rule.Form}.Wrong(&r.found, n.Value, n.Span), n.Value)
		r.badCode = true
	case !own && (n.Kind != yamlpos.Scalar || n.Tag == "!!bool"):
		r.front.Pass(n, "code")
	default:
		in := yamlpos.Reader{Rule: front.Rule, Found: &r.found}
		in.Text(n)
		r.badCode = true
	}
}

// numbered reports whether codes of a form have a number in them, so that one that YAML
// takes for a number is meant as a code.
func numbered(f *form.Form) bool {
	return slices.ContainsFunc(f.Segments(), func(s form.Segment) bool { return s.Case == form.Digits })
}

func (r *reader) state(c catalog.Value[catalog.Code], p *record.Place) {
	r.entry.Codes = append(r.entry.Codes, catalog.Stated[catalog.Code]{Value: c, From: p.Source()})
	r.from = append(r.from, p)
}

// misspelt gives the finding of a broken code the fix that writes it as it is meant:
// where that is the code of the page's path, no other reading is left.
func (r *reader) misspelt(d *diag.Diagnostic, text string) {
	meant, ok := r.rule.Form.Near(text)
	if path, _ := r.pathCode(); !ok || meant != string(path) || r.rec.Head != nil {
		return
	}
	at := d.Span
	if i := strings.Index(at.Text(), text); i >= 0 {
		at = at.File.Span(int(at.Start)+i, int(at.Start)+i+len(text))
		d.Fix = &diag.Fix{Message: "write the code of the path", Edits: []diag.Edit{{Span: at, New: meant}}}
	}
}

// decideCode takes the code from the strongest place, reports the others that
// disagree, and returns whether there is one.
func (r *reader) decideCode() bool {
	codes := r.entry.Codes
	if len(codes) == 0 {
		return false
	}
	first := codes[0]
	r.entry.Code = first.Value
	reported := map[catalog.Code]bool{first.V: true}
	for i, c := range codes[1:] {
		if reported[c.V] {
			continue
		}
		reported[c.V] = true
		r.foreign = append(r.foreign, c.Span)
		where := r.from[0].Says()
		if r.from[i+1].Says() == where {
			where = "another place"
		}
		d := r.found.Add(ruleCodeMultiple, diag.Error, c.Span.Or(r.here()), "%s states the code %q, but %s states %q",
			r.from[i+1].Says(), c.V, where, first.V)
		d.Hint = "a " + r.rule.Each.Kind.String() + " has one code: remove the other, or give it a page of its own"
		if !first.Span.IsZero() {
			d.Related = []diag.Related{{Span: first.Span, Message: "the other code is here"}}
		}
	}
	return true
}

// leaveForeign leaves out the examples that state the code of another error, which has
// been said, where the record has some of its own: nothing else in them fits either.
func (r *reader) leaveForeign() {
	foreign := func(x catalog.Example) bool {
		return slices.ContainsFunc(r.foreign, func(s source.Span) bool { return x.Span.Contains(s) })
	}
	if own := slices.DeleteFunc(slices.Clone(r.entry.Examples), foreign); len(own) > 0 {
		r.entry.Examples = own
	}
}

// here returns where a finding about the record as a whole is shown.
func (r *reader) here() source.Span {
	if r.rec.Head != nil {
		return r.rec.At()
	}
	return r.file.Span(r.top, r.top)
}
