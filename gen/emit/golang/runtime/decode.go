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

// Decode returns the error that a response's body describes, in the form that
// servers with this package write, as a problem object of RFC 9457, or as such
// an object in the member "error". The type, the code or another member
// identifies the code, never the status alone. An unknown code is kept:
// [Error.Known] is then false, and the rest can be read as usual.
//
// Decode fails only if the body is not such an object. Members of a wrong type
// are ignored.
func Decode(body []byte) (*Error, error) {
	top, err := parse(body)
	if err != nil {
		return nil, err
	}
	r := reading{}
	r.read(top)
	e := r.error(top, body)
	if e == nil {
		return nil, errors.New("decode error body: it has none of the members that tell an error")
	}
	return e, nil
}

// parse returns the members of a body, nil if it is another value of JSON.
func parse(body []byte) (members, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !json.Valid(body) {
		return nil, errors.New("decode error body: it is not JSON")
	}
	return membersOf(body), nil
}

// A reading is what a body says.
type reading struct {
	any        bool // it has a member of those that tell an error
	code       string
	typ        string
	title      string
	status     int
	detail     string
	instance   string
	requestID  string
	retryAfter time.Duration
	identity   identity // what tells the code in the template
	params     members  // those that have no place of their own, among others
	own        members  // those that have one
	asText     bool     // parameters may be texts whatever their type is
	header     string   // what a header has of the code
	differs    bool     // a member is not what every body has there
	absolute   func(typ string) string
	taken      []string // of a problem: what the template has in its place
}

// error returns the error that was read, nil if it is none. What the template does
// not tell may be told by a problem, which the same body may be.
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

// set keeps a text of the template.
func (r *reading) set(to *string, value []byte) {
	r.any = r.any || value != nil
	if s, ok := textOf(value); ok {
		*to = s
	}
}

// name keeps a text that tells the code; a number is as good as its digits.
func (r *reading) name(to *string, value []byte) {
	r.set(to, value)
	if n, ok := wholeOf(value); ok {
		*to = strconv.FormatInt(n, 10)
	}
}

// problemOf reads a problem object, which is the body or its member "error". It
// returns nil if there is none.
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

// add takes from a problem what the template has no place for, and no other
// meaning.
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

// known returns what is known of the code that was read, nil if it is none of this
// package. What is there exactly goes before what is nearly there.
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

// url returns the type, which may be relative to the URL that was asked.
func (r *reading) url() string {
	if r.absolute == nil || r.typ == "" {
		return r.typ
	}
	return r.absolute(r.typ)
}

// identitySeed is that of identities.
const identitySeed = hashSeed ^ 1<<62

// identified returns what is known of the code whose texts were read.
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

// guess returns the one code that is read where case and punctuation do not count,
// nil if there is none or several.
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

// resembles reports whether the texts are those of the code, or its text is among
// them, where case and punctuation do not count.
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

// alike reports whether two texts have the same letters and digits, in any case.
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

// unknown returns the code of an error that this package has not, "" if there is
// no text that could be one.
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

// mayBeCode reports whether a text is one that codes are made of.
func mayBeCode(s string) bool {
	const longest = 200
	return s != "" && len(s) <= longest && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// values returns the values of a code's parameters, nil if it has none.
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

// codeAt returns the code that has a type, if there were one.
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
