package syntax

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var JSXAttribute = &rule.Rule{
	ID:         "jsx-attribute",
	Severity:   diag.Error,
	Translated: true,
	Doc: `an attribute is written as in HTML, but the site uses React

React rejects a style that is a string, which stops the build of a site, and ignores a
handler that is a string. class is named className. The rule reports nothing unless
the site named in errgen.yaml uses React.

Bad:
	## What Happened?

	<div style="color: red">The key was deleted.</div>

Good:
	## What Happened?

	<div style={{color: "red"}}>The key was deleted.</div>`,
	Check: func(p *rule.Pass) {
		if p.Settings.Site == nil || !p.Settings.Site.React {
			return
		}
		for _, e := range p.Catalog.Entries {
			for _, x := range e.Elements {
				for _, a := range x.Attributes {
					jsxAttribute(p, a)
				}
				if x.Content && isVoid(x.Name) {
					d := p.Reportf(x.Span, "`<%s>` has content, which HTML does not allow", x.Name)
					d.Hint = "write `<" + x.Name + " />`, and move the content after it"
				}
			}
		}
	},
}

func jsxAttribute(p *rule.Pass, a catalog.Attribute) {
	switch name := strings.ToLower(a.Name); {
	case name == "style":
		d := p.Reportf(a.Span, "style is the string %s, want an object", rule.Quote(a.Value.V))
		object, ok := styleObject(a.Value.V)
		if !ok {
			d.Hint = `write style={{property: "value"}}`
			return
		}
		d.Hint = "write style={" + object + "}"
		d.Fix = diag.Replace(a.Span, "style={"+object+"}", "write the style as an object")
	case len(name) > 2 && strings.HasPrefix(name, "on") && name[2] >= 'a' && name[2] <= 'z':
		p.Reportf(a.Span, "the handler %s is the string %s, want a function", a.Name, rule.Quote(a.Value.V)).Hint =
			"write a function in braces in a component of the site, or remove the handler"
	case a.Name == "class":
		d := p.Reportf(a.Span, "the attribute is named class, want className")
		d.Severity = diag.Warning
		d.Hint = "write className"
		d.Fix = diag.Replace(a.Span.File.Span(int(a.Span.Start), int(a.Span.Start)+len("class")), "className", "write className")
	}
}

// styleObject returns declarations of CSS as an object of JavaScript. It takes only
// what has one reading.
func styleObject(css string) (string, bool) {
	var out []string
	for part := range strings.SplitSeq(css, ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, value, found := strings.Cut(part, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !found || value == "" || strings.ContainsAny(value, "\"'\\\n(:!{}<>") || !isProperty(name) {
			return "", false
		}
		out = append(out, camel(name)+`: "`+value+`"`)
	}
	return "{" + strings.Join(out, ", ") + "}", len(out) > 0
}

// isProperty reports whether name is a property of CSS as any browser has it.
func isProperty(name string) bool {
	return name != "" && name[0] != '-' && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == "" && !strings.HasSuffix(name, "-")
}

// camel returns a property's name as React has it.
func camel(name string) string {
	parts := strings.Split(name, "-")
	for i := 1; i < len(parts); i++ {
		if parts[i] != "" {
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
		}
	}
	return strings.Join(parts, "")
}

// isVoid reports whether HTML has no content for an element.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}
