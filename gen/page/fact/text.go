package fact

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// textAt returns the text at the first of some places that has one. A key of the front
// matter that errgen owns must be text.
func (r *Reader) textAt(ps record.Places, accept func(s string) bool) (record.Text, *record.Place, bool) {
	for i := range ps {
		p := &ps[i]
		if p.Word == "front" && p.Match == nil && (p.Arg == "description" || p.Arg == "detail") {
			in := yamlpos.Reader{Rule: front.Rule, Found: r.Found}
			n, _ := r.Source.Key(p.Arg)
			if v, ok := in.Text(n); ok && (v.V != "" || p.Arg == "detail") {
				return record.Written(v.V, v.Span), p, true
			}
			continue
		}
		for _, t := range r.Record.Texts(p) {
			if accept(record.Line(t.S)) {
				return t, p, true
			}
		}
	}
	return record.Text{}, nil, false
}

// description takes the description from the first place that has one, and the
// page's own title from its heading. What only repeats the code describes nothing.
func (r *Reader) description() {
	e := r.Entry
	code := string(e.Code.V)
	t, _, ok := r.textAt(r.Rule.Description, func(s string) bool { return s != "" && !repeats(s, code) })
	if ok {
		e.Description = catalog.Value[string]{V: record.Line(t.S), Span: t.All()}
	}
	switch head := r.Record.Head; {
	case head != nil && len(head.Children) > 0 && r.Rule.Each.Kind == record.Heading:
		title, _ := record.HeadingID(head)
		e.Heading = catalog.Value[string]{V: title, Span: head.Span}
	case head == nil && r.Source.Title != nil && e.Heading.Span.IsZero():
		title, _ := record.HeadingID(r.Source.Title)
		e.Heading = catalog.Value[string]{V: title, Span: r.Source.Title.Span}
	}
}

// repeats reports whether a text says no more than the code, as it is, with a word or two
// before it or with a status after it: "Error code: `order_not_found` (404 Not Found)".
func repeats(s, code string) bool {
	const short = 80 // bytes beside the code
	if len(s) > len(code)+short {
		return false
	}
	before, after, ok := strings.Cut(s, code)
	if !ok {
		return false
	}
	before = strings.Trim(before, "`\"'*_ ")
	label := strings.TrimSuffix(before, ":")
	if before != "" && (len(strings.Fields(label)) > 3 || label == before && !strings.Contains(strings.ToLower(label), "code")) {
		return false
	}
	after = strings.Trim(after, "`\"'*_ .,;:|·•–—-()[]")
	for _, word := range []string{"HTTP", "Status", "status", "code", ":"} {
		after = strings.TrimLeft(strings.TrimPrefix(after, word), " ")
	}
	if after == "" {
		return true
	}
	number, phrase, _ := strings.Cut(after, " ")
	status, ok := threeDigits(strings.TrimRight(number, ")"))
	phrase = strings.Trim(phrase, " –—-:()")
	return ok && isError(status) && (phrase == "" || slices.ContainsFunc(catalog.ReasonPhrases(status), func(s string) bool { return strings.EqualFold(s, phrase) }))
}

// Detail takes the detail from the first place that has one. That of the front
// matter is a template; any other is the text that it is, unless the rule says how
// placeholders look.
func (r *Reader) Detail() {
	e := r.Entry
	t, p, ok := r.textAt(r.Rule.Detail, func(s string) bool { return s != "" })
	if !ok {
		return
	}
	e.Detail = catalog.Value[string]{V: t.S, Span: t.All()}
	template := p.Word == "front"
	if !template && p.Source() != catalog.FromExample {
		e.Detail.V = record.Line(t.S)
	}
	if r.Rule.Placeholders != "" {
		r.placeholders(t)
		template = true
	}
	r.checkTemplate(template)
}

// checkTemplate checks the detail against the parameters. Without parameters the
// detail becomes the text that it stands for; a detail that is a text becomes a
// template that stands for it.
func (r *Reader) checkTemplate(template bool) {
	e := r.Entry
	if !template {
		if len(e.Params) > 0 {
			e.Detail.V = catalog.EscapeTemplate(e.Detail.V)
		}
		return
	}
	faults := catalog.CheckTemplate(e.Detail.V, e.Params)
	rest := e.Detail.Span // where the next placeholder is to be found
	for _, f := range faults {
		at := e.Detail.Span
		if f.Param != nil {
			at = f.Param.Name.Span
		} else if found := record.Part(rest, e.Detail.V[f.Start:f.End]); found != rest {
			at = found
			rest.Start = found.End
		}
		r.Found.Add(ruleDetailTemplate, diag.Error, at, "%s", f.Message).Hint = f.Hint
	}
	if len(e.Params) == 0 && len(faults) == 0 {
		t, _ := catalog.ParseTemplate(e.Detail.V)
		e.Detail.V = ""
		for _, p := range t {
			e.Detail.V += p.Text
		}
	}
}

// placeholders makes a template of the detail, in which the parameters stand as the
// rule says. One that the front matter does not declare is text.
func (r *Reader) placeholders(t record.Text) {
	e := r.Entry
	template, found := catalog.TemplateIn(r.Rule.Placeholders, t.S)
	e.Detail.V = record.Line(template)
	for _, ph := range found {
		if slices.ContainsFunc(e.Params, func(p catalog.Param) bool { return p.Name.V == ph.Name }) {
			continue
		}
		at := t.Span(ph.Start, ph.End)
		if err := catalog.CheckParamName(ph.Name, true); err != nil {
			r.Found.Add(ruleDetailTemplate, diag.Error, at, "%s", err).Hint = "rename the placeholder: its value becomes a member of the error"
			continue
		}
		e.Params = append(e.Params, catalog.Param{
			Name: catalog.Value[string]{V: ph.Name, Span: at}, Type: catalog.Value[catalog.ParamType]{V: catalog.String},
		})
	}
}

// Title takes the title from the first place that has one.
func (r *Reader) Title() {
	e := r.Entry
	if t, p, ok := r.Record.First(r.Rule.Title); ok {
		e.Title = catalog.Value[string]{V: record.Line(t.S), Span: t.All()}
		if p.Source() == catalog.FromExample {
			e.Title.V = t.S
		}
	}
	if e.Title.V == "" {
		e.Title.V = r.defaultTitle()
	}
}

// defaultTitle returns the title of a record that states none: the reason phrase of its
// status, or, where it has none, the words of its name or its code.
func (r *Reader) defaultTitle() string {
	e := r.Entry
	if !e.NoStatus {
		return catalog.ReasonPhrase(e.Status.V)
	}
	name := e.Last()
	if e.Name.V != "" {
		name = e.Name.V
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("_-. ", c) })
	if len(words) == 0 || len(words) == 1 && strings.ContainsAny(words[0], "0123456789") || words[0][0] <= '9' {
		return string(e.Code.V)
	}
	title := strings.ToLower(strings.Join(words, " "))
	if len(words) == 1 && strings.ToUpper(words[0]) != words[0] {
		return words[0] // such as orderNotFound
	}
	return strings.ToUpper(title[:1]) + title[1:]
}
