package config

import (
	"cmp"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Parse parses the content of errgen.yaml in the folder dir. targets are the valid output languages
// and rules the ids of the valid lint rules. Findings are errors of the rule "config" or
// "merge-conflict"; if there are any, the Config has the values that could be read. Parse reads no
// files.
func Parse(f *source.File, dir string, targets []emit.Target, rules []string) (*Config, diag.List) {
	var k keys
	d := newDecoder(targets, rules)
	if found := conflict.Find(f, false); len(found) > 0 {
		c := k.config(d, f, dir)
		k.records(d, c)
		c.Envelope = k.Envelope.value()
		return c, found
	}
	root, found := yamlpos.Parse(f.All(), rule)
	d.found = found
	d.partial = len(found) > 0
	switch {
	case root != nil:
		d.forms = d.formsOf(root)
		d.object(root, reflect.ValueOf(&k).Elem())
		d.checkTogether(root, &k)
	case len(found) == 0:
		d.add(f.Span(0, 0), "write version: 1 and docs_url: https://example.com/docs/errors", "the file is empty")
	}
	c := k.config(d, f, dir)
	k.records(d, c)
	known := (&catalog.Catalog{Forms: c.Forms, Facts: c.Facts}).Knows
	if c.Catalogue != "" || slices.ContainsFunc(k.Records, func(r recordKeys) bool { return r.rule == nil }) || len(k.Records) < items(root, "records") {
		known = form.Snake.Valid // the catalogue has its own segments and facts, and a wrong rule may be meant to have some
	}
	k.Envelope.read(d, known)
	c.Envelope = k.Envelope.value()
	c.Warnings = cutValues(root)
	return c, d.found
}

// items returns how many items a key has.
func items(root *yamlpos.Node, key string) int {
	if n := root.Get(key); n != nil {
		return len(n.Items)
	}
	return 0
}

// cutValues returns a warning for each value that a # has cut.
func cutValues(root *yamlpos.Node) (found diag.List) {
	root.Scalars("", func(key string, n *yamlpos.Node) {
		if rest := n.Cut(); !rest.IsZero() {
			found.Add(rule, diag.Warning, rest, "%q ends before %s, which YAML reads as a comment", key, quoted(rest.Text())).
				Hint = "put quotes around the value; a comment has a space after its #"
		}
	})
	return found
}

// formsOf returns what codes look like before anything else is read, so that keys that
// are codes can be held against it.
func (d *decoder) formsOf(root *yamlpos.Node) []*form.Form {
	if root.Get("catalogue") != nil {
		return nil
	}
	rules := root.Get("records")
	if rules == nil || len(rules.Items) == 0 {
		return []*form.Form{form.Default}
	}
	var out []*form.Form
	quiet := newDecoder(nil, nil)
	for _, rule := range rules.Items {
		f := quiet.form(rule)
		switch {
		case len(quiet.found) > 0:
			return nil // what is wrong with the form is said where it stands
		case f == nil:
			f = form.Default
		}
		if !slices.ContainsFunc(out, f.Equal) {
			out = append(out, f)
		}
	}
	return out
}

// decode reads an output: its own keys, and those of its target.
func (o *outputKeys) decode(d *decoder, n *yamlpos.Node) {
	o.place = firstLine(n.Span)
	own := reflect.ValueOf(o).Elem()
	if name := n.Get("target"); name != nil && name.Kind == yamlpos.Scalar {
		for i := range d.targets {
			if d.targets[i].Name == name.Value {
				o.target = &d.targets[i]
			}
		}
	}
	if o.target != nil {
		o.options = o.target.Options()
		d.object(n, own, reflect.ValueOf(o.options).Elem())
		return
	}
	// Which keys an output may have is not known without its target.
	if pairs, ok := d.Map(n); ok {
		known := *n
		known.Pairs = nil
		for _, p := range pairs {
			if hasKey(own.Type(), p.Key.Value) {
				known.Pairs = append(known.Pairs, p)
			}
		}
		d.object(&known, own)
	}
}

// folder returns the folder of an output, and tells a target that writes one file
// what the rest of the path is.
func (o *outputKeys) folder() text {
	if o.target.OutFile == nil || o.Out.V == "" {
		return o.Out
	}
	fixed, _, _ := strings.Cut(o.Out.V, "{")
	end := strings.LastIndexByte(fixed, '/') + 1
	o.target.OutFile(o.options, o.Out.V[end:])
	return text{V: cmp.Or(o.Out.V[:end], "."), Span: o.Out.Span}
}

func hasKey(t reflect.Type, key string) bool {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return true
		}
	}
	return false
}

// decode reads what is pinned for a code: text is the identifier alone.
func (k *nameKeys) decode(d *decoder, n *yamlpos.Node) {
	v := reflect.ValueOf(k).Elem()
	if n.Kind != yamlpos.Scalar {
		d.object(n, v)
		return
	}
	d.value(n, v.Field(0), tagOf(v.Type().Field(0)))
}

// checkTogether reports what no key alone shows.
func (d *decoder) checkTogether(root *yamlpos.Node, k *keys) {
	snapshot := root.Get("catalogue") != nil
	if root.Kind == yamlpos.Map && !snapshot && root.Get("docs_url") == nil && !d.partial {
		d.missing(root, tagOf(field(reflect.TypeFor[keys](), "docs_url")))
	}
	for _, p := range root.Pairs {
		switch p.Key.Value {
		case "pages", "exclude", "locales", "sections", "status", "records", "types", "reserved", "codes":
			if snapshot {
				d.add(p.Key.Span, "remove one of the two", "%q is about pages, but %q replaces them", p.Key.Value, "catalogue")
			}
		}
	}
	if k.Slash.V != "" && k.Site.V == "" && root.Get("site") == nil {
		d.add(k.Slash.Span, "add site, or remove it", `"trailing_slash" is about a docs site, and there is no "site"`)
	}
	d.checkIdentifiers(k.Names)
	d.checkOutputs(k.Generate)
	d.checkWords(k.Lint.TitleWords)
	d.checkWords(k.Lint.DescriptionWords)
	d.checkSeverities(k.Lint.Rules)
	for _, o := range k.Lint.Overrides {
		d.checkSeverities(o.Rules)
	}
	if shortest, longest := k.Lint.Description.Min, k.Lint.Description.Max; longest.V != 0 && shortest.V > longest.V {
		d.add(shortest.Span, "", `"min" is %d, want %d or less, which is "max"`, shortest.V, longest.V)
	}
}

func field(t reflect.Type, key string) reflect.StructField {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return t.Field(i)
		}
	}
	panic("config: no key " + key)
}

// checkIdentifiers reports an identifier that is given twice.
func (d *decoder) checkIdentifiers(names entries[nameKeys]) {
	first := map[string]text{}
	for _, e := range names {
		all := e.Value.Aliases
		if e.Value.Identifier.V != "" {
			all = append([]text{e.Value.Identifier}, all...)
		}
		if len(all) == 0 {
			d.add(e.Key.Span, "write an identifier, or remove the code", "%q has no identifier", e.Key.V)
		}
		for _, id := range all {
			if before, ok := first[id.V]; ok {
				d.add(id.Span, "choose a different identifier for each code", "duplicate identifier %q", id.V)
				last := &d.found[len(d.found)-1]
				last.Related = []diag.Related{{Span: before.Span, Message: "first given here"}}
				continue
			}
			first[id.V] = id
		}
	}
}

// checkOutputs reports a target that is to write one folder twice.
func (d *decoder) checkOutputs(outputs []outputKeys) {
	type place struct{ target, out string }
	first := map[place]outputKeys{}
	for _, o := range outputs {
		at := place{o.Target.V, strings.TrimRight(o.Out.V, "/")}
		if before, ok := first[at]; ok {
			d.add(o.Out.Span, "choose a different folder for each", "target %q writes the folder %q twice", o.Target.V, o.Out.V)
			last := &d.found[len(d.found)-1]
			last.Related = []diag.Related{{Span: before.Out.Span, Message: "first written here"}}
			continue
		}
		first[at] = o
	}
}

// config makes the configuration of the keys, with defaults for what is left out.
func (k *keys) config(d *decoder, f *source.File, dir string) *Config {
	c := &Config{
		File: f, Dir: dir,
		Pages:       k.Pages,
		Catalogue:   k.Catalogue.V,
		Exclude:     k.Exclude,
		DocsURL:     text{V: strings.TrimRight(k.DocsURL.V, "/"), Span: k.DocsURL.Span},
		DefaultCode: catalog.Value[catalog.Code]{V: catalog.Code(k.DefaultCode.V), Span: k.DefaultCode.Span},
		Sections:    map[catalog.SectionKind][]string{},
		Services:    values(k.Services),
		Initialisms: values(k.Initialisms),
		Names:       map[catalog.Code]catalog.Names{},
		Header:      k.Header.V,
		Site:        site.Find(k.Site.V),
		Lint:        k.Lint.settings(),
		Baseline:    k.Lint.Baseline,
		Breaking:    k.Breaking.settings(),
		Verify:      k.Verify.settings(),
		Against:     k.Breaking.Against.V,
		MaxPageSize: k.MaxPageSize.V,

		AllowOutside: k.AllowOutside,
	}
	if c.Site != nil && k.Slash.V != "" {
		c.Site = c.Site.Slashed(k.Slash.V == "always")
	}
	c.Lint.Site = c.Site
	for _, t := range k.Types {
		if t.Value.node != nil {
			if c.Types == nil {
				c.Types = map[string]*yamlpos.Node{}
			}
			c.Types[t.Key.V] = t.Value.node
		}
	}
	c.Locales = k.locales(d)
	for _, u := range k.FormerURLs {
		c.FormerURLs = append(c.FormerURLs, strings.TrimRight(u.V, "/"))
	}
	for _, r := range k.Reserved {
		if r.From.V > r.To.V {
			d.add(r.To.Span, "write the smaller number first", "the range ends at %d, before it starts", r.To.V)
		}
		c.Reserved = append(c.Reserved, Reserved{From: r.From.V, To: r.To.V, For: r.For, In: r.In})
	}
	if len(c.Reserved) > 0 {
		c.Lint.MayUse = func(i int, page string) bool { return anyMatches(c.Reserved[i].In, page) }
	}
	if c.Pages.V == "" {
		c.Pages.V = "."
	}
	for _, e := range k.Sections {
		c.Sections[catalog.SectionKind(e.Key.V)] = values(e.Value)
	}
	for _, o := range k.Lint.Overrides {
		c.OverridePages = append(c.OverridePages, o.Pages...)
	}
	for _, s := range k.Status {
		c.Status = append(c.Status, StatusRule(s))
	}
	for _, e := range k.Names {
		c.NamesAt = append(c.NamesAt, catalog.Value[catalog.Code]{V: catalog.Code(e.Key.V), Span: e.Key.Span})
		c.Names[catalog.Code(e.Key.V)] = catalog.Names{Identifier: e.Value.Identifier.V, Aliases: values(e.Value.Aliases)}
	}
	for _, e := range k.Codes {
		if e.Value.node == nil {
			continue
		}
		if c.Codes == nil {
			c.Codes = map[catalog.Code]*yamlpos.Node{}
		}
		c.CodesAt = append(c.CodesAt, catalog.Value[catalog.Code]{V: catalog.Code(e.Key.V), Span: e.Key.Span})
		c.Codes[catalog.Code(e.Key.V)] = e.Value.node
	}
	for _, o := range k.Generate {
		if o.Service.V != "" && !slices.Contains(c.Services, o.Service.V) {
			hint := "add it to services"
			if near := nearest.Name(o.Service.V, c.Services); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			d.add(o.Service.Span, hint, "service is %q, which is not listed under services", o.Service.V)
		}
		if o.target != nil {
			c.Generate = append(c.Generate, Output{
				Target: *o.target, Out: o.folder(), Service: o.Service, AllowOutside: o.AllowOutside, Options: o.options, Span: o.place,
			})
		}
	}
	return c
}

// locales returns the folders of pages in other languages, which lie apart.
func (k *keys) locales(d *decoder) (out []Locale) {
	taken := map[string]text{path.Clean(cmp.Or(k.Pages.V, ".")): {V: "pages", Span: k.Pages.Span}}
	for _, e := range k.Locales {
		if e.Value.V == "" {
			continue
		}
		folder := path.Clean(e.Value.V)
		if other, ok := taken[folder]; ok {
			d.add(e.Value.Span, "name the folder of the pages in that language", "the folder of %q is that of %q", e.Key.V, other.V)
			continue
		}
		taken[folder] = e.Key
		out = append(out, Locale{e.Key, text{V: folder, Span: e.Value.Span}})
	}
	return out
}

func (k *verifyKeys) settings() Verify {
	v := Verify{Source: values(k.Source)}
	for _, i := range k.Ignore {
		if re, err := regexp.Compile(i.Match.V); err == nil && i.Match.V != "" {
			v.Ignore = append(v.Ignore, verify.Ignore{Match: re, Why: i.Why.V})
		}
	}
	return v
}

func (k *breakingKeys) settings() compare.Settings {
	s := compare.Settings{Severities: severities(k.Rules)}
	s.Level, _ = compare.ParseLevel(k.Level.V)
	for _, i := range k.Ignore {
		s.Ignores = append(s.Ignores, compare.Ignore{Rule: i.Rule.V, Code: catalog.Code(i.Code.V), Why: i.Why.V})
	}
	return s
}

func (k *lintKeys) settings() lint.Settings {
	s := lint.Settings{
		Rules:          severities(k.Rules),
		DescriptionMin: k.Description.Min.V,
		DescriptionMax: k.Description.Max.V,
	}
	for _, section := range k.Sections {
		s.Sections = append(s.Sections, catalog.SectionKind(section.V))
	}
	k.writing(&s)
	for _, o := range k.Overrides {
		globs := values(o.Pages)
		s.Overrides = append(s.Overrides, lint.Override{
			Rules: severities(o.Rules),
			Match: func(page string) bool {
				for _, g := range globs {
					if Matches(g, page) {
						return true
					}
				}
				return false
			},
		})
	}
	return s
}

func severities(rules entries[text]) map[string]diag.Severity {
	out := map[string]diag.Severity{}
	for _, e := range rules {
		for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Off} {
			if s.String() == e.Value.V {
				out[e.Key.V] = s
			}
		}
	}
	return out
}

func values(list []text) []string {
	var out []string
	for _, v := range list {
		out = append(out, v.V)
	}
	return out
}

// decode keeps the members of a shared type, which are read where parameters are.
func (k *codeKeys) decode(d *decoder, n *yamlpos.Node) {
	if _, ok := d.Map(n); ok {
		k.node = n
	}
}

func (k *typeKeys) decode(d *decoder, n *yamlpos.Node) {
	if _, ok := d.Map(n); ok {
		k.node = n
	}
}
