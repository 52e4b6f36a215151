package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
)

// A candidate is a place where a code may stand, and what part of it.
type candidate struct {
	each, place, match string
	sure               bool   // a place that is about codes: one word is enough there
	lead               string // a regular expression of what stands before it: a picture, a word
}

// whole returns the match with what stands before the code.
func (c candidate) whole() string {
	switch {
	case c.lead == "":
		return c.match
	case c.match == "":
		return "^" + c.lead + `(\S+)\s*$`
	}
	return c.led(c.match)
}

// led returns a regular expression that begins with ^ and then what stands before the code.
func (c candidate) led(match string) string {
	if rest, ok := strings.CutPrefix(match, "^"); ok {
		return "^" + c.lead + rest
	}
	return match
}

// Parts of a text that may be a code.
const (
	inParentheses = `\(([^()\s]+)\)\s*$`
	beforeDash    = `^(\S+?):?\s+[-–—:·•|]\s`
	beforeColon   = `^([^\s:]+):\s`
	firstWord     = `^(\S+?)[,:;]?\s`
	beforeStatus  = `^(\S+) \(\d{3}\)`
	afterStatus   = `^[1-5]\d\d\s+[-–—:·•|]\s+(\S+)\s*$`
	withStatus    = `^(\S+?):?\s+\(?(?:HTTP )?[1-5]\d\d\b`
	colonAfter    = `^(\S+?):\s`
	wordCode      = `[Cc]ode(?: is| ist)?:? (\S+?)[.,;:)]?(?:\s|$)`
	statusFirst   = `^(?:HTTP )?[1-5]\d\d:?\s+(?:[-–—:·•|]\s+)?(\S+?)[:,]?(?:\s|$)`
	parenthesised = `^[^()]*\((\S+?)\)`
)

// inText are parts of a paragraph that may be a code.
var inText = []string{"", withStatus, beforeDash, colonAfter, statusFirst, wordCode, parenthesised}

// orAlone is what a match has at its end where the code may stand alone as well.
const orAlone = `|^(\S+)\s*$`

// base returns the match without orAlone.
func (c candidate) base() string { return strings.TrimSuffix(c.match, orAlone) }

// narrow returns a match that takes no words but what is meant as a code, where it takes
// any word.
func (c candidate) narrow(s *shape) string {
	if c.match != firstWord && c.match == c.base() && c.match != statusFirst && !c.prose() && c.lead == "" {
		return c.match
	}
	return strings.NewReplacer(`(\S+?)`, "("+s.begins+")", `(\S+)`, "("+s.begins+")").Replace(c.whole())
}

// prose reports whether a candidate is part of a paragraph, which may be about anything.
func (c candidate) prose() bool {
	return c.place == "text" && c.match != "" && c.each != "item"
}

// longer takes codes of more digits than a status has.
const longer = `^(\S{4,})\s*$`

// candidates returns the places to try, the plainest first.
func candidates(pages []*Page) []candidate {
	out := []candidate{
		{"page", "front code", "", true, ""}, {"page", "front error_code", "", true, ""}, {"page", "front errorCode", "", true, ""}, {"page", "front number", "", true, ""},
		{"page", "front title", inParentheses, false, ""}, {"page", "front title", "", false, ""}, {"page", "front title", beforeDash, false, ""},
		{"page", "front title", beforeColon, false, ""}, {"page", "h1", "", false, ""}, {"page", "h1", beforeDash, false, ""}, {"page", "h1", beforeColon, false, ""}, {"page", "h1", inParentheses, false, ""},
	}
	for _, place := range []string{"front title", "h1"} {
		for _, lead := range leads(pages, "page", place) {
			for _, match := range []string{"", beforeDash, beforeColon, firstWord} {
				out = append(out, candidate{each: "page", place: place, match: match, lead: lead})
			}
		}
	}
	for _, name := range holders(pages) {
		out = append(out, candidate{each: "page", place: "element " + name})
	}
	out = append(out, candidate{each: "page", place: "file"}, candidate{each: "page", place: "quote", match: beforeColon})
	elements, columns, labels := Votes{}, Votes{}, Votes{}
	for _, p := range pages {
		for _, name := range record.Labels(p.Source) {
			labels.Add(name)
		}
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				switch n.Kind {
				case mdx.FlowElement:
					for i := range n.Attrs {
						if name := n.Attrs[i].Name; name == "title" || name == "code" || name == "name" || name == "id" {
							elements.Add(n.Name + " " + name)
						}
					}
				case mdx.Table:
					if len(n.Children) > 0 {
						_, names := record.Columns(n)
						for _, name := range names {
							columns.Add(name)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.Source.Blocks)
	}
	add := func(each, place, match string, sure bool) {
		out = append(out, candidate{each: each, place: place, match: match, sure: sure})
	}
	bodies := pointers(pages)
	for level := 2; level <= 4; level++ {
		each := fmt.Sprintf("h%d", level)
		// What bodies have on the wire says more than a heading that spells it otherwise.
		for _, pointer := range bodies {
			add(each, "json "+pointer, "", true)
		}
		for _, match := range []string{"", beforeDash, inParentheses, beforeColon, firstWord, afterStatus, statusFirst} {
			add(each, "heading", match, false)
		}
		for _, match := range []string{beforeDash, beforeColon, firstWord} {
			add(each, "heading", match+orAlone, false)
		}
		for _, lead := range leads(pages, each, "heading") {
			for _, match := range []string{"", beforeDash, beforeColon, firstWord} {
				out = append(out, candidate{each: each, place: "heading", match: match, lead: lead})
			}
		}
	}
	for _, pointer := range bodies {
		add("page", "json "+pointer, "", true)
	}
	for _, name := range columns.Ranked() {
		if plainName(name) {
			add("row", "column "+name, "", strings.Contains(strings.ToLower(name), "code"))
		}
	}
	for _, name := range labels.Ranked() {
		if lower := strings.ToLower(name); plainName(name) && (contains(lower, "code", "number", "error") || lower == "id" || lower == "name" || contains(lower, "código", "nummer", "fehler")) && !contains(lower, "status", "http") {
			for _, each := range []string{"item", "page", "h2", "h3", "h4"} {
				add(each, "label "+name, "", true)
			}
		}
	}
	for _, each := range []string{"h2", "h3", "h4", "page"} {
		for _, match := range inText {
			add(each, "text", match, false)
		}
	}
	for _, match := range []string{beforeStatus, beforeDash, beforeColon, beforeStatus + orAlone, firstWord, statusFirst, parenthesised} {
		add("item", "text", match, false)
	}
	for _, name := range elements.Ranked() {
		element, attribute, ok := strings.Cut(name, " ")
		if !ok {
			continue
		}
		add("element "+element, "attribute "+attribute, "", attribute == "code")
		add("element "+element, "attribute "+attribute, beforeDash, false)
		for _, match := range inText {
			add("element "+element, "text", match, false)
		}
	}
	return out
}

// holders returns the names of elements that hold one word, as one for codes does.
func holders(pages []*Page) []string {
	names := Votes{}
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement {
					if s := strings.TrimSpace(record.Flatten(n.Children...).S); s != "" && !strings.ContainsAny(s, " \t\r\n") {
						names.Add(n.Name)
					}
				}
				walk(n.Children)
			}
		}
		walk(p.Source.Blocks)
	}
	return slices.DeleteFunc(names.Ranked(), func(name string) bool { return !plainName(name) || strings.ToLower(name) == name })
}

// again returns the candidate that states what this one does in another place of nearly all
// its records: there a slip shows.
func (c candidate) again(in []*Page) (other candidate, ok bool) {
	var others []candidate
	switch {
	case c.each == "page" && strings.HasPrefix(c.place, "element "):
		others = []candidate{{each: c.each, place: "file"}}
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		for _, match := range []string{"", beforeColon, beforeDash, inParentheses, firstWord} {
			others = append(others, candidate{each: c.each, place: "heading", match: match})
		}
	}
	for _, o := range others {
		all, same := 0, 0
		for _, p := range in {
			stated := texts(p, c.each, o.place, o.match)
			for i, s := range texts(p, c.each, c.place, c.whole()) {
				if s == "" {
					if i < len(stated) && c.each != "page" && shapeOf(stated[i], c.sure) != nil {
						all += 10 // the other place is the better one
					}
					continue
				}
				if all++; i < len(stated) && stated[i] == s {
					same++
				}
			}
		}
		if all > 0 && 10*same >= 9*all {
			return o, true
		}
	}
	return candidate{}, false
}

// Before the codes of headings stand pictures, the numbers of a list, or the same word.
const (
	picture = `(?:[^\pL\pN\s]+\s+|\d+(?:\.\d+)*[.)]\s+)`
	marks   = `\s+#?`
)

var (
	pictured  = regexp.MustCompile("^" + picture)
	firstName = regexp.MustCompile(`^\pL{3,}(?: [Cc]ode)?\b`)
)

// leads returns regular expressions of what stands before codes in the headings of records:
// of most that begin so, if they are enough.
func leads(pages []*Page, each, place string) (out []string) {
	drawn, words := 0, Votes{}
	for _, p := range pages {
		for _, s := range texts(p, each, place, "") {
			plain := pictured.ReplaceAllString(s, "")
			if plain != s {
				drawn++
			}
			if word := firstName.FindString(plain); word != "" && word != plain {
				words.Add(word)
			}
		}
	}
	optional := ""
	if drawn >= least {
		optional = picture + "?"
		out = append(out, optional)
	}
	for _, word := range words.Ranked() {
		if words[word] >= least && len(out) < 3 {
			out = append(out, optional+word+marks)
		}
	}
	return out
}

// plainName reports whether a place can name a column or a label as it is written.
func plainName(s string) bool {
	return s != "" && len(s) < 40 && !strings.ContainsAny(s, "'\"{}[]:,#&*!|>%@`\\\n") && strings.TrimSpace(s) == s && !strings.HasPrefix(s, "-")
}

// contains reports whether a text has one of some words in it.
func contains(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
