package openapi

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// examples writes the error bodies that a page shows.
func (p *printer) examples(list []catalog.Example) {
	p.key("examples", func() {
		for i := range list {
			body, faults := jsonpos.Parse(string(list[i].Body))
			if len(faults) > 0 {
				continue // a finding of its own
			}
			p.key(fmt.Sprintf("example%d", i+1), func() {
				if list[i].Name != "" {
					p.P("summary: ", emit.Quote(emit.Clean(list[i].Name)))
				}
				p.member("value", body)
			})
		}
	})
}

// member writes a key with a JSON value.
func (p *printer) member(key string, v *jsonpos.Value) {
	if text, ok := inline(v); ok {
		p.P(key, ": ", text)
		return
	}
	p.key(key, func() { p.inner(v) })
}

// item writes a JSON value as an item of a list.
func (p *printer) item(v *jsonpos.Value) {
	if text, ok := inline(v); ok {
		p.P("- ", text)
		return
	}
	p.P("-")
	p.In(func() { p.inner(v) })
}

func (p *printer) inner(v *jsonpos.Value) {
	for _, m := range v.Members {
		p.member(plain(m.Name), m.Value)
	}
	for _, item := range v.Items {
		p.item(item)
	}
}

// inline returns a JSON value that stands on the line of its key.
func inline(v *jsonpos.Value) (string, bool) {
	switch {
	case v.Kind == jsonpos.String:
		return emit.Quote(v.Text), true
	case v.Kind == jsonpos.Object && len(v.Members) == 0:
		return "{}", true
	case v.Kind == jsonpos.Array && len(v.Items) == 0:
		return "[]", true
	case v.Kind == jsonpos.Object || v.Kind == jsonpos.Array:
		return "", false
	}
	return number(string(v.Append(nil))), true
}

// number returns a number, or another scalar as JSON has it, as YAML 1.1 reads it
// too: with a point and a sign where there is an exponent.
func number(s string) string {
	at := strings.IndexAny(s, "eE")
	if at < 0 || s == "true" || s == "false" {
		return s
	}
	whole, exponent := s[:at], s[at+1:]
	if !strings.Contains(whole, ".") {
		whole += ".0"
	}
	if exponent[0] != '+' && exponent[0] != '-' {
		exponent = "+" + exponent
	}
	return whole + "e" + exponent
}

// tag is what begins a tag in Markdown.
var tag = regexp.MustCompile(`<([A-Za-z/!?])`)

// prose returns text as the scalar of a description. Those are Markdown, in
// which a tag would be one: it is written so that readers see it instead.
func prose(text string) string {
	return emit.Quote(tag.ReplaceAllString(strings.Join(strings.Fields(emit.Clean(text)), " "), "&lt;$1"))
}

var (
	word = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)
	// special is what some version of YAML takes for another value than text.
	special = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null)$`)
)

// plain returns the name of a member, without quotes where those are not needed.
func plain(name string) string {
	if word.MatchString(name) && !special.MatchString(name) {
		return name
	}
	return emit.Quote(name)
}
