package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/record"
)

// nameGuesses returns where an identifier may stand: beside a number, or in the heading of
// a body that has the code.
func nameGuesses(c candidate, r *Rule, in []*Page) []guess {
	numbered := strings.Contains(r.Form, "{number")
	switch {
	case c.each == "page" && numbered:
		return []guess{{"front identifier", ""}, {"front name", ""}}
	case c.each == "row" && numbered:
		return slices.DeleteFunc(named(columnsOf(in), "column ", "identifier", "constant", "symbol", "name", "message"), func(g guess) bool {
			return g.place == c.place || !distinct(c, in, g)
		})
	case c.each[0] == 'h' && numbered && (c.base() == beforeDash || c.base() == beforeColon):
		return titleGuesses(c, nil)
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		return []guess{{"heading", ""}}
	}
	return nil
}

// distinct reports whether no two records have the same text at a place.
func distinct(c candidate, in []*Page, g guess) bool {
	seen := map[string]bool{}
	for _, p := range in {
		for _, s := range texts(p, c.each, g.place, g.match) {
			if s != "" && seen[s] {
				return false
			}
			seen[s] = true
		}
	}
	return true
}

func statusGuesses(c candidate, in []*Page, labels []string) []guess {
	out := []guess{}
	if c.each == "page" {
		for _, key := range []string{"status", "http", "http_status", "httpStatus", "statusCode", "status_code"} {
			out = append(out, guess{"front " + key, ""})
		}
	}
	if kind := eachOf(c.each).Kind; kind == record.Row {
		for _, name := range columnsOf(in) {
			if isStatus(name) {
				out = append(out, guess{"column " + name, ""})
			} else {
				out = append(out, guess{"column " + name, `\b([1-5]\d\d)\b`})
			}
		}
		return out
	}
	for _, name := range slices.Concat(labels, []string{"Status", "HTTP status", "Status code"}) {
		if isStatus(name) && !slices.ContainsFunc(out, func(g guess) bool { return misspelt(g.place, "label "+name) }) {
			out = append(out, guess{"label " + name, ""})
		}
	}
	for _, pointer := range statusPointers(in) {
		out = append(out, guess{"json " + pointer, ""})
	}
	for _, box := range boxes {
		out = append(out, guess{"admonition " + box, `(?:HTTP|[Ss]tatus)[ :]+([1-5]\d\d)\b`})
	}
	for _, heading := range []string{"HTTP Status Code", "HTTP Status", "Status Code", "Status"} {
		out = append(out, guess{"section " + heading, ""})
	}
	if strings.HasPrefix(c.each, "element ") {
		out = append(out, guess{"attribute status", ""}, guess{"attribute title", `[ (]([1-5]\d\d)\b`})
		for _, name := range attributesOf(in, strings.TrimPrefix(c.each, "element ")) {
			out = append(out, guess{"attribute " + name, `^([1-5]\d\d)\s*$`})
		}
	}
	if c.each[0] == 'h' {
		out = append(out, guess{"heading", `[ (]([1-5]\d\d)\b`}, guess{"heading", `^([1-5]\d\d)\s`})
	}
	if kind := eachOf(c.each).Kind; kind == record.Item {
		out = append(out, guess{"text", `^\S+ ([1-5]\d\d)\b`}, guess{"text", `^(?:HTTP )?([1-5]\d\d)\b`})
	}
	if c.match == withStatus {
		out = append(out, guess{"text", `^\S+?:?\s+\(?(?:HTTP )?([1-5]\d\d)\b`})
	}
	return append(out, guess{"fence", `\b([1-5]\d\d)\b`}, guess{"text", `(?i)(?:status(?: code)?|http):?\s+([1-5]\d\d)\b`}, guess{"text", `\(([1-5]\d\d)\)`})
}

// misspelt reports whether two names, the second of which occurs less often, are the same
// but for a slip.
func misspelt(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	different := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			different++
		}
	}
	return a == b || slip(a, b) || len(a) == len(b) && different == 1
}

// attributesOf returns the names of the attributes that an element has.
func attributesOf(in []*Page, element string) []string {
	names := Votes{}
	for _, p := range in {
		for _, r := range record.Cut(p.Source, &record.Rule{Each: record.Each{Kind: record.Element, Name: element}}) {
			for i := range r.Head.Attrs {
				if name := r.Head.Attrs[i].Name; plainName(name) && name != "title" && name != "status" {
					names.Add(name)
				}
			}
		}
	}
	return slices.DeleteFunc(names.Ranked(), func(s string) bool { return s == "" })
}

// boxes are the names of boxes that say what an error is.
var boxes = []string{"danger", "error", "warning", "caution", "info", "note"}

// isStatus reports whether a column or a label is called after statuses.
func isStatus(name string) bool { return contains(strings.ToLower(name), "status", "http") }

func titleGuesses(c candidate, in []*Page) []guess {
	if c.lead != "" {
		plain := c
		plain.lead = ""
		out := titleGuesses(plain, in)
		for i := range out {
			out[i].match = c.led(out[i].match)
		}
		return out
	}
	switch {
	case c.base() == inParentheses, c.match == parenthesised && c.each == "item":
		return []guess{{c.place, `^(.+?)\s*\(`}}
	case c.base() == beforeDash && !c.prose():
		return []guess{{c.place, `^\S+\s+[-–—:·•|]\s+(.+?)\s*$`}}
	case c.base() == beforeColon && c.place != "quote" && c.place != "text":
		return []guess{{c.place, `^\S+:\s+(.+?)\s*$`}}
	case c.base() == firstWord && c.each[0] == 'h':
		return []guess{{c.place, `^\S+\s+(?:[-–—:·•|]\s+)?(\pL.*?)\s*$`}}
	case c.each == "page" && (c.place == "text" || strings.HasPrefix(c.place, "json ")):
		return []guess{{"front title", ""}, {"h1", ""}}
	case c.each == "page" && c.place != "front title":
		return []guess{{"front title", ""}}
	case c.each == "row":
		titles := []string{"title", "name", "summary"}
		if len(named(columnsOf(in), "column ", "description", "meaning", "explanation")) > 0 {
			titles = append(titles, "message") // which else describes the error
		}
		return named(columnsOf(in), "column ", titles...)
	case c.each == "item" && c.match == firstWord:
		return []guess{{"text", `^\S+\s+(\D.*?)\s+[-–—]\s`}}
	case strings.HasPrefix(c.each, "element ") && c.place == "attribute code":
		return []guess{{"attribute title", ""}}
	case c.each[0] == 'h' && (c.place == "text" || strings.HasPrefix(c.place, "label ")) && drawn(in, c.each):
		return []guess{{"heading", "^" + picture + `?(.+?)\s*$`}}
	case strings.HasPrefix(c.each, "element ") && c.place == "text":
		return []guess{{"attribute title", ""}}
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		if o, ok := c.again(in); ok {
			return titleGuesses(o, in)
		}
		return []guess{{"heading", ""}}
	case c.each[0] == 'h' && (c.place == "text" || strings.HasPrefix(c.place, "label ")):
		return []guess{{"heading", ""}}
	}
	return nil
}

// drawn reports whether pictures stand before the headings of records.
func drawn(in []*Page, each string) bool {
	n := 0
	for _, p := range in {
		for _, s := range texts(p, each, "heading", "") {
			if pictured.MatchString(s) {
				n++
			}
		}
	}
	return n >= least
}

// named returns a guess for each column or label whose name has one of some words in it,
// in the order of the words.
func named(names []string, place string, words ...string) (out []guess) {
	for _, w := range words {
		for _, name := range names {
			if g := (guess{place + name, ""}); strings.Contains(strings.ToLower(name), w) && !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// descriptive are words in the names of columns and labels that say what an error is.
var descriptive = []string{"description", "meaning", "means", "what happened", "explanation", "message", "summary", "cause", "reason", "details", "when", "beschreibung", "bedeutung", "ursache", "descripci", "signifi"}

func descriptionGuesses(c candidate, in []*Page, labels []string, quoted bool) []guess {
	switch kind := eachOf(c.each).Kind; {
	case c.place == "quote" && c.base() == beforeColon:
		return []guess{{"quote", `^[^\s:]+:\s+(.+?)\s*$`}}
	case quoted: // the quotes are what is sent
		return []guess{{"front description", ""}, {"text", ""}}[map[bool]int{true: 0, false: 1}[kind == record.Page]:]
	}
	switch eachOf(c.each).Kind {
	case record.Row:
		out := named(columnsOf(in), "column ", descriptive...)
		for _, name := range columnsOf(in) {
			if g := (guess{"column " + name, ""}); !slices.Contains(out, g) && !isStatus(name) {
				out = append(out, g)
			}
		}
		return out
	case record.Page:
		out := []guess{{"front description", ""}, {"front summary", ""}, {"quote", ""}}
		for _, box := range boxes {
			out = append(out, guess{"admonition " + box, ""})
		}
		return append(out, guess{"text", ""})
	case record.Item:
		if c.match == parenthesised {
			return append(named(labels, "label ", descriptive...), guess{"text", `\)[.:;,]?\s+(?:[-–—:]\s+)?(.+)`})
		}
		if c.base() == beforeStatus {
			return []guess{{"text", `\(\d{3}\):?\s+(?:[-–—:]\s+)?(.+)`}}
		}
		return append(named(labels, "label ", descriptive...), guess{"text", `\s[-–—:]\s+(?:HTTP \d{3}[.:;,]?\s+)?(.+)`})
	}
	out := named(labels, "label ", "description", "meaning", "what happened", "beschreibung", "bedeutung", "descripci", "signifi")
	switch {
	case !c.prose():
	case c.match == beforeDash:
		out = append(out, guess{"text", `^\S+\s+[-–—:·•|]\s+(.+)`})
	case c.match == colonAfter:
		out = append(out, guess{"text", `^\S+:\s+(.+)`})
	case c.match == withStatus, c.match == parenthesised:
		out = append(out, guess{"text", `^\S+ \([^)]*\)[.:;,]?\s+(?:[-–—:]\s+)?(.+)`})
	}
	return append(out, guess{"quote", ""}, guess{"text", ""})
}

func retryGuesses(c candidate, in []*Page, labels []string) []guess {
	switch eachOf(c.each).Kind {
	case record.Row:
		return named(columnsOf(in), "column ", retryWords...)
	case record.Page:
		return nil // the front matter has a key for it
	}
	return named(labels, "label ", retryWords...)
}

// retryWords are in the names of columns and labels that say whether a request may be sent
// again.
var retryWords = []string{"retry", "retri", "wiederhol"}

// labelsOf returns what the labels on some pages are called, those that occur most first.
func labelsOf(in []*Page) []string {
	names := Votes{}
	for _, p := range in {
		for _, name := range record.Labels(p.Source) {
			names.Add(name)
		}
	}
	return slices.DeleteFunc(names.Ranked(), func(s string) bool { return !plainName(s) })
}

// columnsOf returns the headings of the columns of tables, those that occur most
// first.
func columnsOf(in []*Page) []string {
	names := Votes{}
	for _, p := range in {
		for _, r := range record.Cut(p.Source, &record.Rule{Each: record.Each{Kind: record.Row}}) {
			for _, name := range r.Names {
				names.Add(name)
			}
		}
	}
	out := slices.DeleteFunc(names.Ranked(), func(s string) bool { return !plainName(s) })
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(statusRank(a), statusRank(b)) })
	return out
}

// statusRank puts the columns first that are called after statuses.
func statusRank(name string) int {
	if isStatus(name) {
		return 0
	}
	return 1
}
