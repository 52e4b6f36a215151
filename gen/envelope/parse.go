package envelope

import (
	"fmt"
	"mime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Fault is something wrong with a template. Start and End are bytes of the
// text that its value was read from. Message is a single clause; Hint, when
// present, is the next thing to try.
type Fault struct {
	Start, End int
	Message    string
	Hint       string
}

// Limits of a template. What a server sends comes nowhere near them.
const (
	maxNodes   = 300
	maxDepth   = 16
	maxName    = 100
	maxText    = 1000
	maxHeaders = 20
)

// Parse reads a template from the value that the configuration or a catalogue
// gives: the name of a built-in one, or an object with the members media_type,
// headers, http and body, of which body must be there. known says which names,
// beside those of [Names], are segments or facts; nil: none.
//
// The template is nil where there is a fault, and the built-in one itself where it
// equals one.
func Parse(v *jsonpos.Value, known func(name string) bool) (*Template, []Fault) {
	p := &parser{known: known}
	t := p.template(v)
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	for _, b := range builtins {
		if b.equal(t) {
			return b, nil
		}
	}
	return t, nil
}

type parser struct {
	known  func(string) bool
	faults []Fault
	nodes  int
	all    bool // {params} has a place
	own    map[string]bool
}

func (p *parser) fault(start, end int, hint, format string, args ...any) {
	const most = 20
	if len(p.faults) < most {
		p.faults = append(p.faults, Fault{start, end, fmt.Sprintf(format, args...), hint})
	}
}

func (p *parser) at(v *jsonpos.Value, hint, format string, args ...any) {
	end := v.End
	if v.Kind == jsonpos.Object || v.Kind == jsonpos.Array {
		end = min(end, v.Start+1) // a caret says more than lines of them
	}
	p.fault(v.Start, end, hint, format, args...)
}

const bodyExample = `write one as the server sends it, for example body: {error: {code: "{code}", message: "{detail}"}}`

func (p *parser) template(v *jsonpos.Value) *Template {
	switch {
	case v.Kind == jsonpos.String:
		if t, ok := Builtin(v.Text); ok {
			return t
		}
		p.at(v, "valid: "+strings.Join(BuiltinNames(), ", ")+"; or write a map with the body as the server sends it", "unknown envelope %s", quote(v.Text))
		return nil
	case v.Kind != jsonpos.Object:
		p.at(v, "write "+strings.Join(BuiltinNames(), " or ")+", or a map with the body as the server sends it", "the envelope is %s, want a name or a map", describe(v))
		return nil
	}
	return p.shape(v)
}

func (p *parser) shape(v *jsonpos.Value) *Template {
	t := &Template{MediaType: "application/json"}
	p.eachMember(v, func(m jsonpos.Member) {
		switch m.Name {
		case "media_type":
			t.MediaType = p.mediaType(m.Value)
		case "headers":
			t.Headers = p.headers(m.Value)
		case "http":
			t.Status = p.status(m.Value)
		case "body":
			if m.Value.Kind != jsonpos.Object {
				p.at(m.Value, bodyExample, "the body is %s, want an object", describe(m.Value))
				return
			}
			t.Body = p.node(m.Value, 0, true)
		default:
			p.fault(m.Start, m.End, "valid: media_type, headers, http, body", "unknown key %s", quote(m.Name))
		}
	})
	if v.Get("body") == nil {
		p.at(v, bodyExample, "the envelope has no body")
	}
	return t
}

// eachMember calls do with each member of an object, the first of those that
// share a name.
func (p *parser) eachMember(v *jsonpos.Value, do func(jsonpos.Member)) {
	seen := make(map[string]bool, len(v.Members))
	for _, m := range v.Members {
		if seen[m.Name] {
			p.fault(m.Start, m.End, "remove one of the two", "duplicate key %s", quote(m.Name))
			continue
		}
		seen[m.Name] = true
		do(m)
	}
}

func (p *parser) mediaType(v *jsonpos.Value) string {
	const hint = "write application/json, application/problem+json, or what the server sends"
	if v.Kind != jsonpos.String {
		p.at(v, hint, "the media type is %s, want text", describe(v))
		return ""
	}
	name, params, err := mime.ParseMediaType(v.Text)
	kind, sub, ok := strings.Cut(name, "/")
	switch charset := params["charset"]; {
	case err != nil || !ok || !isToken(kind) || !isToken(sub) || !isFieldValue(v.Text) || len(v.Text) > maxText:
		p.at(v, hint, "%s is not a media type", quote(v.Text))
	case charset != "" && !strings.EqualFold(charset, "utf-8"):
		p.at(v, "bodies are UTF-8", "the media type has the charset %s, want utf-8 or none", quote(charset))
	}
	return v.Text
}

func (p *parser) status(v *jsonpos.Value) int {
	n, ok := v.Int()
	if !ok || n < 200 || n > 599 || n == 204 || n == 205 || n == 304 {
		p.at(v, "leave http out if each error has its own status", "http is %s, want a status from 200 to 599 that has a body", describe(v))
	}
	return n
}

// ownHeaders are set by those who write the response.
var ownHeaders = map[string]string{
	"content-type":           "set media_type instead",
	"retry-after":            "it is sent whenever an error has a time to wait",
	"x-content-type-options": "it is always sent",
	"content-length":         "", "content-encoding": "", "transfer-encoding": "", "connection": "", "keep-alive": "", "trailer": "", "te": "", "upgrade": "", "date": "",
}

func (p *parser) headers(v *jsonpos.Value) []Header {
	if v.Kind != jsonpos.Object {
		p.at(v, `write them as a map, for example headers: {X-Error-Code: "{code}"}`, "the headers are %s, want a map", describe(v))
		return nil
	}
	if len(v.Members) > maxHeaders {
		p.at(v, "", "the envelope has %d headers, want %d at most", len(v.Members), maxHeaders)
		return nil
	}
	var out []Header
	seen := map[string]bool{}
	p.eachMember(v, func(m jsonpos.Member) {
		lower := strings.ToLower(m.Name)
		hint, own := ownHeaders[lower]
		switch {
		case !isToken(m.Name) || len(m.Name) > maxName:
			p.fault(m.Start, m.End, "a header name is letters, digits and hyphens", "%s is not a header name", quote(m.Name))
			return
		case own:
			p.fault(m.Start, m.End, hint, "the header %s cannot be set here", quote(m.Name))
			return
		case seen[lower]:
			p.fault(m.Start, m.End, "remove one of the two", "duplicate header %s", quote(m.Name))
			return
		}
		seen[lower] = true
		if n := p.header(m.Value); n != nil {
			out = append(out, Header{m.Name, n})
		}
	})
	return out
}

func (p *parser) header(v *jsonpos.Value) *Node {
	if v.Kind == jsonpos.Object && p.unquoted(v) {
		return nil
	}
	if v.Kind != jsonpos.String {
		p.at(v, "write text", "the header is %s, want text", describe(v))
		return nil
	}
	n := p.text(v)
	if n == nil {
		return nil
	}
	if all, _ := n.AllParams(); all {
		p.at(v, `write one parameter: "{params.limit}"`, "the header is {params}, which is an object")
		return nil
	}
	if !isFieldValue(v.Text) {
		p.at(v, "a header value is printable ASCII without spaces at its ends", "%s is not a header value", quote(v.Text))
		return nil
	}
	return n
}

// node reads a part of the body. spreads says whether it is an object.
func (p *parser) node(v *jsonpos.Value, depth int, top bool) *Node {
	if p.nodes++; p.nodes > maxNodes {
		if p.nodes == maxNodes+1 {
			p.at(v, "", "the body has more than %d members and items", maxNodes)
		}
		return nil
	}
	if depth > maxDepth {
		p.at(v, "", "the body is nested more than %d deep", maxDepth)
		return nil
	}
	switch v.Kind {
	case jsonpos.Object:
		if !top && p.unquoted(v) {
			return nil
		}
		return p.object(v, depth)
	case jsonpos.Array:
		n := &Node{Kind: Array}
		for _, item := range v.Items {
			n.Items = append(n.Items, p.node(item, depth+1, false))
		}
		return n
	case jsonpos.String:
		n := p.text(v)
		if n != nil {
			p.place(v, n)
		}
		return n
	case jsonpos.Null:
		return &Node{Kind: Literal, JSON: "null"}
	}
	if parsed, faults := jsonpos.Parse(v.Text); len(faults) > 0 || parsed.Kind != v.Kind || len(v.Text) > maxName {
		p.at(v, "put quotes around text", "%s is not a JSON value", quote(v.Text))
	}
	return &Node{Kind: Literal, JSON: v.Text}
}

func (p *parser) object(v *jsonpos.Value, depth int) *Node {
	n := &Node{Kind: Object}
	p.eachMember(v, func(m jsonpos.Member) {
		if m.Name == "..." {
			child := p.node(m.Value, depth+1, false)
			if all, _ := child.AllParams(); !all && child != nil {
				p.at(m.Value, `write "...": "{params}"`, `the member "..." is %s, want "{params}"`, describe(m.Value))
			}
			n.Members = append(n.Members, Member{Spread: true, Value: child})
			return
		}
		if problem := MemberProblem(m.Name); problem != "" {
			p.fault(m.Start, m.End, "choose another name", "the member name %s %s", quote(m.Name), problem)
			return
		}
		n.Members = append(n.Members, Member{Name: m.Name, Value: p.node(m.Value, depth+1, false)})
	})
	return n
}

// place keeps the places of parameters, each of which may have one.
func (p *parser) place(v *jsonpos.Value, n *Node) {
	if all, _ := n.AllParams(); all {
		if p.all {
			p.at(v, "remove one of the two", "duplicate {params}")
		}
		p.all = true
	}
	if name := n.Param(); name != "" {
		if p.own[name] {
			p.at(v, "remove one of the two", "duplicate {params.%s}", name)
		}
		if p.own == nil {
			p.own = map[string]bool{}
		}
		p.own[name] = true
	}
}

// MemberProblem says why a name is refused as that of a member; "" where it is not.
func MemberProblem(name string) string {
	switch {
	case name == "":
		return "is empty"
	case len(name) > maxName:
		return fmt.Sprintf("is longer than %d bytes", maxName)
	case name == "__proto__":
		return "is reserved in JavaScript"
	case !utf8.ValidString(name):
		return "is not UTF-8"
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "has an invisible character"
	}
	return ""
}

// text reads a text and reports its fault, at its bytes where the text is
// written as it is.
func (p *parser) text(v *jsonpos.Value) *Node {
	if len(v.Text) > maxText {
		p.at(v, "", "the text is longer than %d bytes", maxText)
		return nil
	}
	if !utf8.ValidString(v.Text) {
		p.at(v, "", "the text is not UTF-8")
		return nil
	}
	n, err := parseText(v.Text, p.known)
	if err != nil {
		start, end := v.Start, v.End
		switch v.End - v.Start - len(v.Text) {
		case 0:
			start, end = v.Start+err.start, v.Start+err.end
		case 2: // quotes
			start, end = v.Start+1+err.start, v.Start+1+err.end
		}
		p.fault(start, end, err.hint, "%s", err.message)
		return nil
	}
	return n
}

// unquoted reports a placeholder that was written without quotes in YAML, where
// {code} is a map with the key code and nothing as its value.
func (p *parser) unquoted(v *jsonpos.Value) bool {
	if len(v.Members) != 1 {
		return false
	}
	m := v.Members[0]
	if m.Value.Kind != jsonpos.Null || m.Value.Start != m.Value.End {
		return false
	}
	p.fault(v.Start, v.End, `put quotes around it: "{`+m.Name+`}"`, "the placeholder {%s} has no quotes, so YAML reads it as a map", m.Name)
	return true
}

// isToken reports whether s is a token of RFC 9110.
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return s != ""
}

// isFieldValue reports whether s can be the value of a header: printable ASCII
// that neither begins nor ends with a space.
func isFieldValue(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s != "" && s == strings.Trim(s, " ")
}

func describe(v *jsonpos.Value) string {
	switch v.Kind {
	case jsonpos.Number, jsonpos.Bool:
		return v.Text
	case jsonpos.String:
		return "the text " + quote(v.Text)
	}
	return v.Kind.String()
}

// equal reports whether two templates are alike, their names aside.
func (t *Template) equal(o *Template) bool {
	return t.MediaType == o.MediaType && t.Status == o.Status && t.Body.equal(o.Body) &&
		slices.EqualFunc(t.Headers, o.Headers, func(a, b Header) bool { return a.Name == b.Name && a.Value.equal(b.Value) })
}

// Equal reports whether two templates are alike.
func (t *Template) Equal(o *Template) bool {
	return t == o || t != nil && o != nil && t.equal(o)
}

func (n *Node) equal(o *Node) bool {
	return n.Kind == o.Kind && n.JSON == o.JSON && n.As == o.As &&
		slices.EqualFunc(n.Members, o.Members, func(a, b Member) bool {
			return a.Name == b.Name && a.Spread == b.Spread && a.Value.equal(b.Value)
		}) &&
		slices.EqualFunc(n.Items, o.Items, (*Node).equal) &&
		slices.EqualFunc(n.Parts, o.Parts, func(a, b Part) bool {
			return a.Text == b.Text && a.Null == b.Null && slices.Equal(a.Refs, b.Refs)
		})
}
