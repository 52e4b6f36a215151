package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Decode returns the error in the body of a response. The body has the shape
// that servers with this package write, is a problem object (RFC 9457), or has
// one in its member "error". The type, the code or another member identifies
// the code, never the status alone. An unknown code is kept: [Error.Known] then
// returns false, and the rest is available as usual.
//
// Decode fails only if the body is not such an object. Members with the wrong
// type are ignored.
func Decode(body []byte) (*Error, error) {
	top, err := parse(body)
	if err != nil {
		return nil, err
	}
	r := reading{}
	r.read(top)
	e := r.error(top, body)
	if e == nil {
		return nil, errors.New("decode error body: it has none of the members of an error")
	}
	return e, nil
}

// parse returns the members of a body, or nil if it is not a JSON object.
func parse(body []byte) (members, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !json.Valid(body) {
		return nil, errors.New("decode error body: it is not JSON")
	}
	return membersOf(body), nil
}

// A reading has the values found in a body.
type reading struct {
	any        bool // it has a member of an error
	code       string
	typ        string
	title      string
	status     int
	detail     string
	instance   string
	requestID  string
	retryAfter time.Duration
	identity   identity // of the template
	params     members  // without a place of their own; may have other members
	own        members  // with a place of their own
	asText     bool     // parameters may be texts, whatever their type
	header     string   // the code in a header
	differs    bool     // a member lacks the value that every body has
	absolute   func(typ string) string
	taken      []string // members of a problem that the template uses
}

// error returns the error that was read, or nil if there is none. Values that the
// template lacks are taken from a problem, if the body is one, too.
func (r *reading) error(top members, body []byte) *Error {
	i := r.known()
	if i == nil || !showsAll {
		p := problemOf(top)
		if p != nil {
			p.absolute = r.absolute
		}
		switch {
		case p == nil:
		case i != nil:
			r.add(p)
		case p.known() != nil || !r.any:
			i, r = p.known(), p
		default:
			r.add(p)
		}
	}
	if i == nil && !r.any {
		return nil
	}
	e := &Error{
		detail: r.detail, instance: r.instance, requestID: r.requestID, retryAfter: r.retryAfter,
		received: &received{status: r.status, title: r.title, typ: r.typ, body: string(body)},
	}
	if i == nil {
		e.code = r.unknown()
		return e
	}
	e.code = i.code
	e.values = r.values(i)
	return e
}

// set sets a text of the template.
func (r *reading) set(to *string, value []byte) {
	r.any = r.any || value != nil
	if s, ok := textOf(value); ok {
		*to = s
	}
}

// name sets a text that identifies the code; a number is converted to text.
func (r *reading) name(to *string, value []byte) {
	r.set(to, value)
	if n, ok := wholeOf(value); ok {
		*to = strconv.FormatInt(n, 10)
	}
}

// problemOf reads a problem object, which is the body or its member "error",
// and returns nil if there is none.
func problemOf(top members) *reading {
	object, meta, taken := top, top, ownTop[:]
	if inner := top.object("error"); inner != nil {
		object, meta, taken = inner, top.object("meta"), ownError[:]
	}
	if !object.hasAny("type", "title", "status", "detail", "code") {
		return nil
	}
	return &reading{
		any: true, code: object.text("code"), typ: object.text("type"), title: object.text("title"), detail: object.text("detail"),
		instance: object.text("instance"), status: statusOf(object.value("status")), requestID: meta.text("requestId"),
		params: object, taken: taken,
	}
}

// add adds the values of a problem that the template does not define.
func (r *reading) add(p *reading) {
	take := func(name string, to *string, text string) {
		if *to == "" && !slices.Contains(p.taken, name) {
			*to = text
		}
	}
	take("type", &r.typ, p.typ)
	take("title", &r.title, p.title)
	take("detail", &r.detail, p.detail)
	take("code", &r.code, p.code)
	take("instance", &r.instance, p.instance)
	take("requestId", &r.requestID, p.requestID)
	if r.status == 0 && !slices.Contains(p.taken, "status") {
		r.status = p.status
	}
	if r.params == nil && r.own == nil {
		r.params = p.params
	}
}

// known returns the info of the code that was read, or nil if it is not one of
// this package. An exact match takes precedence over a similar one.
func (r *reading) known() *info {
	for _, s := range [...]string{r.typ, r.code} {
		if i, _ := find(s); i != nil {
			return i
		}
	}
	for _, s := range r.identity {
		if i, _ := find(s); i != nil {
			return i
		}
	}
	if i := r.identified(); i != nil {
		return i
	}
	if i := findURL(r.url()); i != nil {
		return i
	}
	if i, _ := find(r.header); i != nil {
		return i
	}
	return r.guess()
}

// url returns the type, resolved against the URL of the request.
func (r *reading) url() string {
	if r.absolute == nil || r.typ == "" {
		return r.typ
	}
	return r.absolute(r.typ)
}

// identitySeed is the seed for identities.
const identitySeed = hashSeed ^ 1<<62

// identified returns the info of the code with the identity that was read.
func (r *reading) identified() *info {
	if !identityKeys || r.identity == (identity{}) {
		return nil
	}
	row := at(strings.Join(r.identity[:], "\n"), identitySeed)
	if row < len(table) {
		if i := &table[row]; i.identity() == r.identity {
			return i
		}
		return nil
	}
	if row -= len(table); row < len(aliases) {
		if a := &aliases[row]; a.identity == r.identity {
			i, _ := find(string(a.now))
			return i
		}
	}
	return nil
}

// guess returns the code that matches when case and punctuation are ignored, or
// nil unless there is exactly one.
func (r *reading) guess() *info {
	var found *info
	for n := range table {
		i := &table[n]
		if alike(r.code, string(i.code)) || i.resembles(r.identity) {
			if found != nil {
				return nil
			}
			found = i
		}
	}
	return found
}

// resembles reports whether the texts identify the code, or contain it, when case
// and punctuation are ignored.
func (i *info) resembles(texts identity) bool {
	all := len(texts) > 0
	for n, s := range i.identity() {
		if alike(texts[n], string(i.code)) {
			return true
		}
		all = all && alike(texts[n], s)
	}
	return all
}

// alike reports whether two texts have the same letters and digits, ignoring case.
func alike(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && !isWord(a[i]) {
			i++
		}
		for j < len(b) && !isWord(b[j]) {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b) && a != "" && b != ""
		}
		if lower(a[i]) != lower(b[j]) {
			return false
		}
		i, j = i+1, j+1
	}
}

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// unknown returns the unknown code of an error, or "" if there is no text that
// could be one.
func (r *reading) unknown() Code {
	if c := codeAt(canonical(r.url())); c != "" {
		return c
	}
	if s := r.named(); mayBeCode(s) {
		return Code(s)
	}
	if formOf(r.code) != nil {
		return Code(r.code)
	}
	return ""
}

// mayBeCode reports whether a text could be a code.
func mayBeCode(s string) bool {
	const longest = 200
	return s != "" && len(s) <= longest && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// values returns the values of a code's parameters, or nil if it has none.
func (r *reading) values(i *info) []value {
	if len(i.params) == 0 {
		return nil
	}
	out := make([]value, len(i.params))
	for n := range i.params {
		p := &i.params[n]
		data := r.own.value(p.name)
		if data == nil {
			data = r.params.value(p.name)
		}
		out[n] = p.read(data)
		if s, ok := textOf(data); ok && r.asText && out[n].absent() {
			out[n] = p.readText(s)
		}
	}
	return out
}

// codeAt returns the code that would have the type, known or not.
func codeAt(typ string) Code {
	if !typesFollow {
		return ""
	}
	path, ok := strings.CutPrefix(typ, docsURL)
	if !ok {
		return ""
	}
	values := strings.Split(path, "/")
	for i := range forms {
		f := &forms[i]
		if len(values) != len(f.segments) {
			continue
		}
		var b strings.Builder
		for n, s := range f.segments {
			b.WriteString(s.before)
			b.WriteString(values[n])
		}
		b.WriteString(f.end)
		if c := b.String(); f.fits(c) {
			return Code(c)
		}
	}
	return ""
}
