package config

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/site"
)

// A format is a kind of text. Either check says what is wrong with one, or
// values lists all there are.
type format struct {
	// check returns what was found and wanted, which follows the key and the
	// value in the message, and a hint; "" where nothing is wrong.
	check   func(s string) (problem, hint string)
	checkIn func(d *decoder, s string) (problem, hint string) // the same, of what the configuration decides
	pattern string                                            // for the schema: what check accepts matches
	values  func(d *decoder) []string
	what    string // one of the values, in words
}

var formats = map[string]format{
	"path":         {check: checkPath, pattern: `^[^/\\]`},
	"glob":         {check: checkGlob, pattern: `^[^/\\]`},
	"url":          {check: checkURL, pattern: urlPattern.String()},
	"line":         {check: checkLine, pattern: `\S`},
	"code":         {checkIn: (*decoder).checkCode, pattern: `^[!-~]+$`},
	"code_pattern": {checkIn: (*decoder).checkCodePattern, pattern: `^[!-~]+$`},
	"each":         {check: checkEach, pattern: eachPattern.String()},
	"fact":         {check: checkFact, pattern: `^[a-z][a-z0-9_]*$`},
	"language":     {check: checkLanguage, pattern: language.String()},
	"type":         {check: checkTypeName, pattern: `^[A-Z][A-Za-z0-9]*$`},
	"text_match":   {check: checkTextMatch, pattern: `.`},
	"regexp":       {check: checkRegexp, pattern: "."},
	"reach":        {check: checkReach, pattern: `^[^/\\\\]`},
	"target":       {what: "target", values: (*decoder).targetNames},
	"site":         {what: "docs site", values: func(*decoder) []string { return site.Names() }},
	"rule":         {what: "rule", values: func(d *decoder) []string { return d.rules }},
	"breaking_rule": {what: "rule of errgen breaking", values: func(*decoder) []string {
		var ids []string
		for _, r := range compare.Rules {
			if r.Level != compare.None {
				ids = append(ids, r.ID)
			}
		}
		return ids
	}},
	"section": {what: "kind of section", values: func(*decoder) []string {
		return []string{string(catalog.WhatHappened), string(catalog.HowToFix), string(catalog.CommonMistakes), string(catalog.RelatedErrors)}
	}},
	"heading": {what: "kind of section", values: func(*decoder) []string {
		return []string{string(catalog.WhatHappened), string(catalog.HowToFix), string(catalog.CommonMistakes), string(catalog.RelatedErrors),
			string(ErrorCode), string(HTTPStatus)}
	}},
}

// checkText returns what is wrong with a text under a tag, "" where nothing is.
func (d *decoder) checkText(s string, t tag) (problem, hint string) {
	f := formats[t.format]
	switch {
	case t.enum != nil:
		problem, hint = oneOf(s, t.enum)
		if problem != "" {
			problem = "want " + t.enum[len(t.enum)-1]
			if len(t.enum) > 1 {
				problem = "want " + strings.Join(t.enum[:len(t.enum)-1], ", ") + " or " + t.enum[len(t.enum)-1]
			}
		}
		return problem, hint
	case t.pattern != nil && !t.pattern.MatchString(s):
		if t.example != "" {
			hint = "for example " + t.example
		}
		return "want " + t.want, hint
	case f.values != nil:
		problem, hint = oneOf(s, f.values(d))
		if problem != "" {
			problem = "which is not a " + f.what
			if t.format == "rule" && nearest.Name(s, d.rules) == "" {
				hint = "errgen lint --rules lists them all"
			}
		}
		return problem, hint
	case f.check != nil:
		return f.check(s)
	case f.checkIn != nil:
		return f.checkIn(d, s)
	}
	return "", ""
}

// oneOf returns a problem where s is none of the values, and a hint which was
// meant.
func oneOf(s string, values []string) (problem, hint string) {
	if slices.Contains(values, s) {
		return "", ""
	}
	if near := nearest.Name(s, values); near != "" {
		return "unknown", didYouMean(near)
	}
	return "unknown", theOnesAre(values)
}

func didYouMean(s string) string { return fmt.Sprintf("did you mean %q?", s) }

func theOnesAre(values []string) string {
	if len(values) == 0 {
		return "there are none"
	}
	return "valid: " + strings.Join(values, ", ")
}

func checkPath(s string) (problem, hint string) {
	switch {
	case s == "":
		return "want a path", `"." is the folder of this file`
	case strings.Contains(s, `\`):
		return "want forward slashes", "write " + strings.ReplaceAll(s, `\`, "/")
	case strings.HasPrefix(s, "/") || len(s) > 1 && s[1] == ':':
		return "want a path relative to this file", "an absolute path works on one machine only"
	case hasControl(s):
		return "want a path without control characters", ""
	}
	return "", ""
}

// language is a language as folders are called by it: de, pt-BR, zh_Hans.
var language = regexp.MustCompile(`^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

func checkLanguage(s string) (problem, hint string) {
	if !language.MatchString(s) {
		return "want a language", "for example de or pt-BR"
	}
	return "", ""
}

func checkRegexp(s string) (problem, hint string) {
	if s == "" {
		return "want a regular expression", ""
	}
	if _, err := regexp.Compile(s); err != nil {
		return "want a regular expression: " + strings.TrimPrefix(err.Error(), "error parsing regexp: "), "to match a special character, write a backslash before it"
	}
	return "", ""
}

// checkReach checks a glob that may lead out of its folder.
func checkReach(s string) (problem, hint string) {
	switch {
	case s == "" || strings.HasPrefix(s, "/"):
		return "want a glob relative to this file", `for example "../server/**/*.go"`
	case strings.Contains(s, `\`):
		return "want forward slashes", "write " + strings.ReplaceAll(s, `\`, "/")
	case hasControl(s):
		return "want a glob without control characters", ""
	case !doublestar.ValidatePattern(s):
		return "want a glob", "each [ needs a ], and each { needs a }"
	}
	return "", ""
}

func checkGlob(s string) (problem, hint string) {
	switch {
	case s == "":
		return "want a glob", `for example "drafts/**"`
	case strings.Contains(s, `\`):
		return "want forward slashes", "write " + strings.ReplaceAll(s, `\`, "/")
	case hasControl(s):
		return "want a glob without control characters", ""
	case !doublestar.ValidatePattern(s):
		return "want a glob", "each [ needs a ], and each { needs a }"
	}
	// A page is named by a clean path below the pages folder, so a glob that is
	// none matches nothing.
	const want = "want a glob relative to the pages folder"
	clean := strings.TrimPrefix(path.Clean(s), "/")
	switch {
	case clean == ".." || strings.HasPrefix(clean, "../"):
		return want, "it cannot match anything outside that folder"
	case clean != s:
		return want, "write " + clean
	}
	return "", ""
}

var urlPattern = catalog.URLPattern

// withoutScheme is what looks like a host and a path: its first part has a dot.
var withoutScheme = regexp.MustCompile(`^(//)?[a-z0-9-]+\.[a-z0-9.-]+(/|:|$)`)

func checkURL(s string) (problem, hint string) {
	const want = "want an absolute http or https URL without query and fragment"
	u, err := url.Parse(s)
	switch {
	case err == nil && (u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(s, "#")):
		return want, "remove what follows " + s[:strings.IndexAny(s, "?#")]
	case err == nil && withoutScheme.MatchString(s) && urlPattern.MatchString("https://"+strings.TrimPrefix(s, "//")):
		return want, "write https://" + strings.TrimPrefix(s, "//")
	case err != nil || !urlPattern.MatchString(s):
		return want, "for example https://example.com/docs/errors"
	}
	return "", ""
}

func checkLine(s string) (problem, hint string) {
	if strings.TrimSpace(s) == "" || hasControl(s) {
		return "want a line of text", ""
	}
	return "", ""
}

const codePattern = `^err:[a-z][a-z0-9_]*:[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$`

// checkCode checks a code against the forms that the rules of records name. Where the
// codes come from a catalogue in JSON, which has forms of its own, any may be one.
func (d *decoder) checkCode(s string) (problem, hint string) {
	switch {
	case s == "" || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "want a code", "a code is printable ASCII without spaces"
	case d.forms == nil || slices.ContainsFunc(d.forms, func(f *form.Form) bool { return f.Has(s) }):
		return "", ""
	case len(d.forms) == 1 && d.forms[0] == form.Default:
		return "want err:system:category:specific in lower-case letters, digits and underscores", "for example err:example:data:key_not_found"
	}
	words := make([]string, len(d.forms))
	for i, f := range d.forms {
		words[i] = strconv.Quote(f.Words())
		if near, ok := f.Near(s); ok && hint == "" {
			hint = didYouMean(near)
		}
	}
	if hint == "" {
		hint = "for example " + d.forms[0].Example()
	}
	return "want a code of the form " + strings.Join(words, " or "), hint
}

var codePatternPattern = regexp.MustCompile(`^(err:|\*)[a-z0-9_:*]*$`)

func (d *decoder) checkCodePattern(s string) (problem, hint string) {
	if !strings.Contains(s, "*") {
		return d.checkCode(s)
	}
	const want = "want a code in which * may stand for any run of characters"
	switch standard := len(d.forms) == 1 && d.forms[0] == form.Default; {
	case standard && (!codePatternPattern.MatchString(s) || strings.Count(s, ":") > 3):
		return want, "for example err:example:data:*"
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }):
		return want, "a code is printable ASCII without spaces"
	}
	return "", ""
}

func checkFact(s string) (problem, hint string) {
	if !form.Snake.Valid(s) {
		return "want a lower-case letter followed by lower-case letters, digits and underscores", "for example kind"
	}
	return "", ""
}

func checkTypeName(s string) (problem, hint string) {
	if !form.Camel.Valid(s) || s[0] > 'Z' {
		return "want an upper-case letter followed by letters and digits", "for example FieldError"
	}
	return "", ""
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}
