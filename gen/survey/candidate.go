package survey

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
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

func placeText(place, match string) string {
	if match == "" {
		return place
	}
	return "{from: " + flow(place) + ", match: " + quoted(match) + "}"
}

// flow returns a place as an item of a YAML list in brackets.
func flow(place string) string {
	if strings.Contains(place, "?") && !strings.HasPrefix(place, "{") {
		return quoted(place)
	}
	return place
}

// quoted returns a text in YAML's single quotes.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

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
func candidates(pages []*opened) []candidate {
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
	elements, columns, labels := votes{}, votes{}, votes{}
	for _, p := range pages {
		for _, name := range record.Labels(p.source) {
			labels.add(name)
		}
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				switch n.Kind {
				case mdx.FlowElement:
					for i := range n.Attrs {
						if name := n.Attrs[i].Name; name == "title" || name == "code" || name == "name" || name == "id" {
							elements.add(n.Name + " " + name)
						}
					}
				case mdx.Table:
					if len(n.Children) > 0 {
						_, names := record.Columns(n)
						for _, name := range names {
							columns.add(name)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
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
	for _, name := range columns.ranked() {
		if plainName(name) {
			add("row", "column "+name, "", strings.Contains(strings.ToLower(name), "code"))
		}
	}
	for _, name := range labels.ranked() {
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
	for _, name := range elements.ranked() {
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
func holders(pages []*opened) []string {
	names := votes{}
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement {
					if s := strings.TrimSpace(record.Flatten(n.Children...).S); s != "" && !strings.ContainsAny(s, " \t\r\n") {
						names.add(n.Name)
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
	}
	return slices.DeleteFunc(names.ranked(), func(name string) bool { return !plainName(name) || strings.ToLower(name) == name })
}

// again returns the candidate that states what this one does in another place of nearly all
// its records: there a slip shows.
func (c candidate) again(in []*opened) (other candidate, ok bool) {
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
func leads(pages []*opened, each, place string) (out []string) {
	drawn, words := 0, votes{}
	for _, p := range pages {
		for _, s := range texts(p, each, place, "") {
			plain := pictured.ReplaceAllString(s, "")
			if plain != s {
				drawn++
			}
			if word := firstName.FindString(plain); word != "" && word != plain {
				words.add(word)
			}
		}
	}
	optional := ""
	if drawn >= least {
		optional = picture + "?"
		out = append(out, optional)
	}
	for _, word := range words.ranked() {
		if words[word] >= least && len(out) < 3 {
			out = append(out, optional+word+marks)
		}
	}
	return out
}

// codeMembers are what members of bodies go by that hold codes.
var codeMembers = []string{"code", "error_code", "errorCode", "err_code", "errcode", "error", "reason", "type", "name", "id", "key"}

// pointers returns where JSON blocks have what looks like a code, with the members first
// that are called after codes, and then those that most blocks have.
func pointers(pages []*opened) []string {
	found := votes{}
	eachMember(pages, func(at, name, text string) {
		if i := slices.Index(codeMembers, name); i >= 0 && shapeOf(text, i == 0) != nil {
			found.add(at)
		}
	})
	out := slices.DeleteFunc(found.ranked(), func(at string) bool { return found[at] < least })
	slices.SortStableFunc(out, func(a, b string) int {
		rank := func(at string) int { return slices.Index(codeMembers, path.Base(at)) }
		return cmp.Compare(rank(a), rank(b))
	})
	const most = 5
	return out[:min(len(out), most)]
}

// statusPointers returns where JSON blocks have statuses by the names of the members, those
// first that most blocks have.
func statusPointers(pages []*opened) []string {
	found := votes{}
	eachMember(pages, func(at, name, text string) {
		switch strings.ToLower(strings.ReplaceAll(name, "_", "")) {
		case "status", "statuscode", "httpstatus", "httpstatuscode", "httpcode":
			if len(text) == 3 && statusIn.MatchString(text) {
				found.add(at)
			}
		}
	})
	return slices.DeleteFunc(found.ranked(), func(at string) bool { return at == "" })
}

// eachMember calls do with each text and number in the JSON blocks of pages.
func eachMember(pages []*opened, do func(at, name, text string)) {
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.CodeBlock {
					if _, may := record.JSON(n); may {
						if body := p.source.Body(n); body != nil {
							members(body, "", 0, do)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
	}
}

// members calls do with each text and number of a body, and of the first item of a list.
func members(v *jsonpos.Value, at string, depth int, do func(at, name, text string)) {
	const deep = 4
	if depth > deep {
		return
	}
	for _, m := range v.Members {
		if strings.ContainsAny(m.Name, "~/ '\"#:,[]{}\n") {
			continue
		}
		switch m.Value.Kind {
		case jsonpos.String, jsonpos.Number:
			do(at+"/"+m.Name, m.Name, m.Value.Text)
		default:
			members(m.Value, at+"/"+m.Name, depth+1, do)
		}
	}
	if len(v.Items) > 0 {
		members(v.Items[0], at+"/0", depth+1, do)
	}
}

// plainName reports whether a place can name a column or a label as it is written.
func plainName(s string) bool {
	return s != "" && len(s) < 40 && !strings.ContainsAny(s, "'\"{}[]:,#&*!|>%@`\\\n") && strings.TrimSpace(s) == s && !strings.HasPrefix(s, "-")
}

// contains reports whether a text has one of some words in it.
func contains(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// texts returns the part that a place and a match give of each record of a page; ""
// where a record has none.
func texts(p *opened, each, place, match string) []string {
	at, wrong := record.ParsePlace(place)
	if wrong != nil || !eachOf(each).Kind.HasPlace(&at) {
		return nil
	}
	return partOf(p.cut(each), &at, match)
}

// partOf returns what the first text at a place that fits a match gives, for each record.
func partOf(records []*record.Record, at *record.Place, match string) []string {
	re := regexp.MustCompile(match)
	if match != "" {
		at.Match = re // some places have more where a part is taken
	}
	var out []string
	for _, r := range records {
		found := ""
		for _, t := range r.Whole(at) {
			s := strings.TrimSpace(t.S)
			if match != "" {
				m := re.FindStringSubmatch(s)
				if m == nil {
					continue
				}
				s = ""
				for _, group := range m[1:] {
					s = cmp.Or(s, group)
				}
			}
			if s != "" {
				found = s
				break
			}
		}
		out = append(out, found)
	}
	return out
}

func eachOf(text string) record.Each {
	if name, ok := strings.CutPrefix(text, "element "); ok {
		return record.Each{Kind: record.Element, Name: name}
	}
	switch {
	case text == "row":
		return record.Each{Kind: record.Row}
	case text == "item":
		return record.Each{Kind: record.Item}
	case text[0] == 'h':
		return record.Each{Kind: record.Heading, Level: int(text[1] - '0')}
	}
	return record.Each{Kind: record.Page}
}
