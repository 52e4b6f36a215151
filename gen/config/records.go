package config

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// recordKeys are the keys of a rule of records. Each place of a fact is one of
// record.Vocabulary.
type recordKeys struct {
	In           globs             `yaml:"in" required:"true" format:"glob" example:"\"**\"" doc:"Globs of the pages that the rule reads, relative to the pages folder; the first rule that matches a page applies."`
	Each         text              `yaml:"each" format:"each" default:"page" doc:"What is one error: the page, a heading with what follows it, a row of a table, a list item, or an element such as Accordion."`
	Under        lines             `yaml:"under" doc:"Headings: only records below one of them are errors; not for each: page."`
	Form         text              `yaml:"form" doc:"Form of the codes: literal text, and named segments in braces."`
	Case         text              `yaml:"case" enum:"snake,kebab,upper,camel,digits,any" default:"snake" doc:"How the segments of a code are spelled; a segment called number holds digits."`
	Code         places            `yaml:"code" doc:"Places of the code; the first that has one wins."`
	Status       places            `yaml:"status" doc:"Places of the HTTP status; none if errors have no HTTP status."`
	Title        places            `yaml:"title" doc:"Places of the title of the problem."`
	Detail       places            `yaml:"detail" doc:"Places of the detail, which is sent unchanged."`
	Description  places            `yaml:"description" doc:"Places of the description: what happened and what to do, in a sentence."`
	Name         places            `yaml:"name" doc:"Places of the identifier that names the constants, if they are not named after the code."`
	Retryable    places            `yaml:"retryable" doc:"Places that say whether the same request may succeed later: yes or no."`
	Deprecated   places            `yaml:"deprecated" doc:"Places that say why a code is deprecated, or that it is: yes or no."`
	ReplacedBy   places            `yaml:"replaced_by" doc:"Places of the code that replaces a deprecated one."`
	Retired      places            `yaml:"retired" doc:"Places of the date since when a code is no longer raised; other text beside the date is the reason."`
	Aliases      places            `yaml:"aliases" doc:"Places of former codes of the same error."`
	Facts        entries[factKeys] `yaml:"facts" keys:"fact" doc:"Facts of your own, by name, such as a kind or an owner."`
	Placeholders text              `yaml:"placeholders" enum:"{name},%name%,<name>,${name},$name,:name" doc:"How a detail writes the name of a parameter; a name that is not declared is text."`
	Type         text              `yaml:"type" doc:"Template of the type URL, which identifies the error: {docs_url}, {path} (of the page as it is published), {anchor}, {code}, {slug} (of the front matter), segments and facts."`
	PageURL      text              `yaml:"page_url" doc:"Template of the URL of the documentation, if it differs from the type."`
	Same         text              `yaml:"same" enum:"merge" doc:"merge: several records may describe one error; the first by path counts, and the others must agree with it."`

	rule *record.Rule
}

type factKeys struct {
	From    places `yaml:"from" required:"true" example:"front kind" doc:"Places of the fact."`
	Values  []text `yaml:"values" format:"line" doc:"Possible values; the generated code has a constant for each."`
	Default text   `yaml:"default" doc:"Value for records without one; empty if an error may have none."`
	Doc     text   `yaml:"doc" doc:"Description of the fact, for the generated code."`

	may bool // the default is there
}

// globs is one glob or a list of them, and lines is one text of a line or several.
type (
	globs []text
	lines []text
)

func (g *globs) decode(d *decoder, n *yamlpos.Node) {
	*g = d.oneOrMore(n, tag{key: "in", format: "glob"})
}

func (l *lines) decode(d *decoder, n *yamlpos.Node) {
	*l = d.oneOrMore(n, tag{key: "under", format: "line"})
}

// oneOrMore reads one text or a list of them.
func (d *decoder) oneOrMore(n *yamlpos.Node, t tag) (out []text) {
	if n.Kind != yamlpos.Scalar {
		d.list(n, reflect.ValueOf(&out).Elem(), t)
		return out
	}
	var one text
	d.value(n, reflect.ValueOf(&one).Elem(), t)
	if one.V == "" {
		return nil
	}
	return []text{one}
}

// places is a place or a list of them, each a text or a map of from and match.
type places record.Places

// partKeys is a place of which a part is meant.
type partKeys struct {
	From  text `yaml:"from" required:"true" example:"heading" doc:"The place."`
	Match text `yaml:"match" required:"true" example:"'^(\\w+) - '" doc:"Regular expression (RE2); the fact is its first group, or the whole match if it has none."`
}

func (p *places) decode(d *decoder, n *yamlpos.Node) {
	items := []*yamlpos.Node{n}
	if n.Kind == yamlpos.Seq {
		items = n.Items
	}
	if len(items) == 0 {
		d.add(firstLine(n.Span), "write a place, for example front code", "the list of places is empty")
	}
	for i, item := range items {
		place, ok := d.place(item)
		if !ok {
			continue
		}
		if place.Word == "none" && i < len(items)-1 {
			d.add(item.Span, "write it last", "%q is not the last place", "none")
			continue
		}
		*p = append(*p, place)
	}
}

func (d *decoder) place(n *yamlpos.Node) (p record.Place, ok bool) {
	if n.Kind != yamlpos.Map {
		text, ok := d.Text(n)
		if !ok {
			return p, false
		}
		p, err := record.ParsePlace(text.V)
		p.Span = n.Span
		return p, d.fine(n, err)
	}
	var k partKeys
	d.object(n, reflect.ValueOf(&k).Elem())
	from := n.Get("from")
	if k.From.V == "" || k.Match.V == "" {
		return p, false
	}
	p, err := record.ParsePlace(k.From.V)
	p.Span = n.Span
	if !d.fine(from, err) {
		return p, false
	}
	if p.Word == "none" {
		d.add(from.Span, "write none alone", "nothing matches in %q", "none")
		return p, false
	}
	re, wrong := regexp.Compile(k.Match.V)
	if wrong != nil {
		d.add(k.Match.Span, "use the RE2 syntax of Go", "%q is not a valid regular expression: %s", k.Match.V, reason(wrong))
		return p, false
	}
	p.Match = re
	return p, true
}

// reason returns what is wrong with a regular expression.
func reason(err error) string {
	_, after, ok := strings.Cut(err.Error(), "error parsing regexp: ")
	if !ok {
		return err.Error()
	}
	return after
}

// fine reports what is wrong with the text of a node, at its place.
func (d *decoder) fine(n *yamlpos.Node, err *record.Error) bool {
	if err == nil {
		return true
	}
	hint := err.Hint
	if err.Known != nil {
		_, hint = oneOf(err.Name, err.Known)
	}
	at := n.Span
	if err.Start < err.End && err.End <= len(n.Value) && err.End-err.Start < len(n.Value) {
		at = record.Part(n.Span, n.Value[err.Start:err.End])
	}
	d.add(at, hint, "%s", err.Message)
	return false
}

// decode reads a rule and makes it of its keys.
func (k *recordKeys) decode(d *decoder, n *yamlpos.Node) {
	before := len(d.found)
	d.object(n, reflect.ValueOf(k).Elem())
	if n.Kind != yamlpos.Map {
		return
	}
	r := &record.Rule{
		In: k.In, Each: each(k.Each.V), Under: k.Under, Placeholders: k.Placeholders.V, Merge: k.Same.V == "merge", Span: firstLine(n.Span),
		Code: record.Places(k.Code), Status: record.Places(k.Status), Title: record.Places(k.Title), Detail: record.Places(k.Detail),
		Description: record.Places(k.Description), Name: record.Places(k.Name),
		Retryable: record.Places(k.Retryable), Deprecated: record.Places(k.Deprecated), ReplacedBy: record.Places(k.ReplacedBy),
		Retired: record.Places(k.Retired), Aliases: record.Places(k.Aliases),
	}
	k.rule = r
	r.Form = d.form(n)
	if r.Code == nil && r.Each.Kind != record.Page && n.Get("code") == nil {
		d.add(firstLine(n.Span), "for example code: "+map[record.Kind]string{record.Heading: "heading", record.Row: "column Code", record.Item: "text", record.Element: "attribute title"}[r.Each.Kind],
			"the rule does not say where a %s states its code", r.Each.Kind)
	}
	if r.Code.None() {
		d.add(k.Code[len(k.Code)-1].Span, "each error needs a code", "the code of a record cannot be %q", "none")
	}
	if len(r.Under) > 0 && r.Each.Kind == record.Page {
		d.add(r.Under[0].Span, "set the part of a page that is an error, for example each: row", "a page is not below a heading")
	}
	if eachPattern.MatchString(k.Each.V) || n.Get("each") == nil {
		d.checkPlaces(r, k) // else what a record is cannot be told
	}
	for _, f := range k.Facts {
		switch name := f.Key.V; {
		case slices.Contains(record.Segments(orDefault(r.Form)), name):
			d.add(f.Key.Span, "choose another name", "a fact cannot be called %q, which is a segment of the code", name)
		case isReserved(name):
			d.add(f.Key.Span, "choose another name", "a fact cannot be called %q, which every error has", name)
		}
	}
	names := append(slices.Clone(record.URLNames), record.Segments(orDefault(r.Form))...)
	for _, f := range k.Facts {
		names = append(names, f.Key.V)
	}
	r.Type, r.PageURL = d.url(n, "type", names), d.url(n, "page_url", names)
	if r.Type != nil && !r.Type.Distinct(orDefault(r.Form)) {
		d.add(k.Type.Span, "add {path}, {anchor}, {code} or a segment", "all errors would have the type %q", k.Type.V)
	}
	if len(d.found) > before {
		k.rule = nil
	}
}

func orDefault(f *form.Form) *form.Form {
	if f == nil {
		return form.Default
	}
	return f
}

func each(s string) record.Each {
	switch {
	case s == "row":
		return record.Each{Kind: record.Row}
	case s == "item":
		return record.Each{Kind: record.Item}
	case len(s) == 2 && s[0] == 'h':
		return record.Each{Kind: record.Heading, Level: int(s[1] - '0')}
	case strings.HasPrefix(s, "element "):
		return record.Each{Kind: record.Element, Name: strings.TrimPrefix(s, "element ")}
	}
	return record.Each{}
}

// form reads what codes look like by a rule; nil where it says nothing, or what is
// wrong.
func (d *decoder) form(rule *yamlpos.Node) *form.Form {
	n, c := rule.Get("form"), rule.Get("case")
	if n == nil && c == nil {
		return nil
	}
	text, cased := form.Default.String(), form.Snake
	if n != nil {
		if n.Kind != yamlpos.Scalar || n.Tag != "!!str" {
			return nil
		}
		text = n.Value
	}
	if c != nil {
		if cased = form.Case(c.Value); !slices.Contains(form.Cases, cased) {
			cased = form.Snake // which is said where it stands
		}
	}
	f, err := form.Parse(text, cased)
	var wrong *form.Error
	if errors.As(err, &wrong) {
		if d != nil {
			d.fine(n, &record.Error{Start: wrong.Start, End: wrong.End, Message: wrong.Message, Hint: wrong.Hint})
		}
		return nil
	}
	if f.Equal(form.Default) {
		return form.Default
	}
	for _, s := range f.Segments() {
		// A code that is one segment has the same value as that.
		if s.Name == "name" || s.Name == "code" && f.Example() == f.Print([]string{f.Example()}) || !isReserved(s.Name) {
			continue
		}
		start := strings.Index(text, "{"+s.Name)
		d.fine(n, &record.Error{Start: start, End: start + strings.IndexByte(text[start:], '}') + 1,
			Message: fmt.Sprintf("a segment cannot be called %q, which every error has", s.Name), Hint: "choose another name"})
	}
	return f
}

// isReserved reports whether a name is that of something that every error has, or of a
// placeholder that templates have, so that a segment or a fact of it could not be told
// from that.
func isReserved(name string) bool {
	return slices.Contains(reservedFacts, name) || slices.Contains(record.URLNames, name) ||
		slices.ContainsFunc(envelope.Names, func(n envelope.Name) bool { return n.Name == name })
}

var eachPattern = regexp.MustCompile(`^(page|h[1-6]|row|item|element [A-Za-z][A-Za-z0-9._]*)$`)

func checkEach(s string) (problem, hint string) {
	if eachPattern.MatchString(s) {
		return "", ""
	}
	hint = "for example h2"
	word, _, _ := strings.Cut(s, " ")
	switch near := nearest.Name(strings.ToLower(word), []string{"page", "row", "item", "element", "h1", "h2", "h3", "h4", "h5", "h6"}); {
	case near == "element":
		hint = "an element needs a name, for example element Accordion"
	case near != "" && len(word) > 1:
		hint = didYouMean(near)
	}
	return "want page, h1 to h6, row, item or element NAME", hint
}

// url reads a template of URLs.
func (d *decoder) url(rule *yamlpos.Node, key string, names []string) *record.URL {
	n := rule.Get(key)
	if n == nil || n.Kind != yamlpos.Scalar || n.Tag != "!!str" {
		return nil
	}
	u, err := record.ParseURL(n.Value, names)
	if !d.fine(n, err) {
		return nil
	}
	// What it is made of stands for itself: the rest must be a type.
	example := u.Fill(func(name string) string {
		if name == "docs_url" {
			return "https://example.com"
		}
		return "x"
	})
	if catalog.CheckType(example) != nil {
		d.add(n.Span, "for example {docs_url}/{path}, or urn:example:error:{code}", "%q does not give an absolute URL, urn or tag", n.Value)
		return nil
	}
	u.Span = n.Span
	return u
}

// checkPlaces reports a place that the records of a rule cannot have, and one that has
// another fact.
func (d *decoder) checkPlaces(r *record.Rule, k *recordKeys) {
	check := func(ps places, fact string) {
		for i := range ps {
			p := record.Places(ps)[i]
			switch {
			case !r.Each.Kind.HasPlace(&p):
				d.add(p.Span, "", "%q is not a place of a %s", p.String(), r.Each.Kind)
			case p.Inferred() && fact != "status":
				d.add(p.Span, "", "%q can only be a place of a status, not of %s", p.String(), article(fact))
			}
		}
	}
	check(k.Code, "code")
	check(k.Status, "status")
	check(k.Title, "title")
	check(k.Detail, "detail")
	check(k.Description, "description")
	check(k.Name, "name")
	check(k.Retryable, "retryable")
	check(k.Deprecated, "deprecated")
	check(k.ReplacedBy, "replaced_by")
	check(k.Retired, "retired")
	check(k.Aliases, "aliases")
	for _, f := range k.Facts {
		check(f.Value.From, f.Key.V)
	}
}

func article(word string) string {
	if strings.IndexByte("aeiou", word[0]) >= 0 {
		return "an " + word
	}
	return "a " + word
}

// decode reads a fact: text or a list is its places alone.
func (k *factKeys) decode(d *decoder, n *yamlpos.Node) {
	if n.Kind != yamlpos.Map || n.Get("from") != nil && n.Get("match") != nil {
		k.From.decode(d, n)
		return
	}
	d.object(n, reflect.ValueOf(k).Elem())
	k.may = n.Get("default") != nil
	if k.Default.V != "" && len(k.Values) > 0 && !slices.Contains(values(k.Values), k.Default.V) {
		d.add(k.Default.Span, "want one of "+strings.Join(values(k.Values), ", "), "the default %q is not one of the values", k.Default.V)
	}
}

// reservedFacts are names that something else has, which every error says.
var reservedFacts = []string{
	"code", "status", "title", "detail", "description", "type", "name", "params", "headers", "services", "page", "page_url", "url", "instance",
	"retryable", "deprecated", "aliases", "known", "error", "request_id",
}

// records makes the rules of the configuration, with the built-in one where there are
// none, and gathers the forms and facts of all of them.
func (k *keys) records(d *decoder, c *Config) {
	codes, statuses := c.Sections[ErrorCode], c.Sections[HTTPStatus]
	if len(k.Records) == 0 {
		c.Records = []*record.Rule{record.Builtin(c.Site, codes, statuses)}
		return
	}
	at := map[string]source.Span{}
	c.RecordsSet = true
	for i := range k.Records {
		rk := &k.Records[i]
		if rk.rule == nil {
			continue
		}
		rk.rule.Complete(c.Site, codes, statuses)
		for _, f := range rk.Facts {
			d.fact(c, rk, f, at)
		}
		c.Records = append(c.Records, rk.rule)
		if !slices.ContainsFunc(c.Forms, rk.rule.Form.Equal) {
			c.Forms = append(c.Forms, rk.rule.Form)
		}
	}
	for _, r := range c.Records {
		for i := range r.Facts {
			r.Facts[i].Fact = &c.Facts[r.Facts[i].Index]
		}
	}
	if len(c.Forms) == 1 && c.Forms[0] == form.Default {
		c.Forms = nil
	}
}

// fact adds a fact of a rule. Several rules may read one fact, each from its own places;
// what it may be is said once.
func (d *decoder) fact(c *Config, rk *recordKeys, f entry[factKeys], at map[string]source.Span) {
	name := f.Key.V
	fact := catalog.Fact{Name: name, Doc: f.Value.Doc.V, Values: values(f.Value.Values), Default: f.Value.Default.V}
	i := slices.IndexFunc(c.Facts, func(o catalog.Fact) bool { return o.Name == name })
	switch {
	case i < 0:
		i = len(c.Facts)
		c.Facts = append(c.Facts, fact)
		at[name] = f.Key.Span
	case fact.Values != nil && !slices.Equal(fact.Values, c.Facts[i].Values), fact.Default != "" && fact.Default != c.Facts[i].Default:
		d.add(f.Key.Span, "declare the values once; later rules need only from", "the fact %q is declared twice, with different values", name)
		d.found[len(d.found)-1].Related = []diag.Related{{Span: at[name], Message: "first declared here"}}
	}
	rk.rule.Facts = append(rk.rule.Facts, record.FactPlaces{
		Index: i, Places: record.Places(f.Value.From), May: f.Value.may || record.Places(f.Value.From).None(),
	})
}

// RuleOf returns the rule that applies to a page, given its path relative to the
// pages folder, or nil if there is none.
func (c *Config) RuleOf(page string) *record.Rule {
	for _, r := range c.Records {
		if r.In == nil || anyMatches(r.In, page) {
			return r
		}
	}
	return nil
}
