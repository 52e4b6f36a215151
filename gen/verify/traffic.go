package verify

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"mime"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Ids of the rules about traffic; package lint documents them.
const (
	ruleTrafficBody   = "traffic-body"
	ruleTrafficCode   = "traffic-code"
	ruleTrafficFile   = "traffic-file"
	ruleTrafficStatus = "traffic-status"
)

// Traffic is what recorded exchanges say.
type Traffic struct {
	Found    diag.List
	Answers  int                                    // with a status of an error
	Coverage map[string]map[*catalog.Entry]int      // of codes, by endpoint
	seen     map[string]*int                        // findings, by what they say
	order    []string                               // of seen
	first    map[string]func(times int, d *Traffic) // adds the finding
}

// A Judge compares exchanges with a catalogue.
type Judge struct {
	*Reader
	show     bool
	identity []envelope.Place
	byText   map[string]*catalog.Entry
}

// NewJudge returns a Judge. With show, findings have the values of bodies.
func NewJudge(r *Reader, show bool) *Judge {
	j := &Judge{Reader: r, show: show, byText: map[string]*catalog.Entry{}}
	c := r.catalog
	values := func(i int) envelope.Values { return c.Values(c.Entries[i], catalog.Occurrence{}) }
	if places, ambiguous := c.Body().Identify(len(c.Entries), values, c.Identifies); ambiguous == nil {
		j.identity = places
		for i, e := range c.Entries {
			var key []string
			for _, p := range places {
				text, _ := c.Body().Rendered(p, values(i))
				key = append(key, text)
			}
			j.byText[strings.Join(key, "\x00")] = e
		}
	}
	return j
}

// Judge returns what the exchanges say that are answered with an error.
func (j *Judge) Judge(all []*Exchange) *Traffic {
	t := &Traffic{Coverage: map[string]map[*catalog.Entry]int{}, seen: map[string]*int{}, first: map[string]func(int, *Traffic){}}
	for _, x := range all {
		if x.Status >= 400 {
			t.Answers++
			j.one(t, x)
		}
	}
	for _, key := range t.order {
		t.first[key](*t.seen[key], t)
	}
	return t
}

// add notes a finding; the same one of the same endpoint is told once.
func (t *Traffic) add(x *Exchange, rule string, severity diag.Severity, hint, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	key := rule + "\x00" + x.Endpoint() + "\x00" + message
	if n := t.seen[key]; n != nil {
		*n++
		return
	}
	t.seen[key] = new(int)
	*t.seen[key] = 1
	t.order = append(t.order, key)
	t.first[key] = func(times int, t *Traffic) {
		d := t.Found.Add(rule, severity, x.at, "%s", message)
		d.Hint = hint
		if times > 1 {
			d.Hint = strings.TrimPrefix(fmt.Sprintf("%s; seen %d times", hint, times), "; ")
		}
	}
}

func (j *Judge) one(t *Traffic, x *Exchange) {
	c := j.catalog
	template := c.Body()
	if want, _, _ := strings.Cut(template.MediaType, ";"); x.MediaType != "" && want != "" {
		if got, _, err := mime.ParseMediaType(x.MediaType); err != nil || !strings.EqualFold(got, strings.TrimSpace(want)) {
			t.add(x, ruleTrafficBody, diag.Error, "", "the media type is %q, but errors are %q", mediaWord(x.MediaType), want)
		}
	}
	if len(bytes.TrimSpace(x.Body)) == 0 {
		t.add(x, ruleTrafficBody, diag.Error, "answer with the body of a code", "the response of status %d has no body", x.Status)
		return
	}
	body, faults := jsonpos.Parse(string(x.Body))
	if len(faults) > 0 || body == nil || body.Kind != jsonpos.Object {
		t.add(x, ruleTrafficBody, diag.Error, "answer with the body of a code", "the body is not a JSON object")
		return
	}
	r := template.Read(body)
	e, told := j.identify(r)
	if e == nil {
		hint := "document it on a page of its own, or answer with a code that has one"
		if told == "" {
			t.add(x, ruleTrafficCode, diag.Error, hint, "the body has no code: it is %s", shape(body))
			return
		}
		what := "code"
		if strings.Contains(told, "://") {
			what = "URL"
		}
		if near := j.nearest(what, told); near != "" && near != told {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		t.add(x, ruleTrafficCode, diag.Error, hint, "unknown code %s", j.shown(told))
		return
	}
	endpoint := x.Endpoint()
	if t.Coverage[endpoint] == nil {
		t.Coverage[endpoint] = map[*catalog.Entry]int{}
	}
	t.Coverage[endpoint][e]++
	if e.Retired != nil {
		t.add(x, ruleTrafficCode, diag.Error, "it must no longer be returned", "%s is retired", e.Code.V)
	}
	if want := c.StatusOf(e); want != x.Status && !e.MayAnswer(x.Status) {
		t.add(x, ruleTrafficStatus, diag.Error, "correct the page or the server", "%s is answered with status %d, but its page declares %d", e.Code.V, x.Status, want)
	}
	if f, ok := r.Get("status"); ok && f.Value.Text != strconv.Itoa(x.Status) && template.Status == 0 {
		t.add(x, ruleTrafficStatus, diag.Error, "", "the body of %s has another status than the response, which has %d", e.Code.V, x.Status)
	}
	j.members(t, x, r, e)
}

// identify returns the entry that a body is one of, and what it says that it is.
func (j *Judge) identify(r *envelope.Reading) (e *catalog.Entry, told string) {
	for _, name := range []string{"code", "type", "page_url"} {
		f, ok := r.Get(name)
		if !ok || f.Text == "" {
			continue
		}
		if told == "" {
			told = f.Text
		}
		if name == "code" {
			e = j.catalog.Lookup(catalog.Code(f.Text))
		} else {
			e = j.urls[bare(f.Text)]
		}
		if e != nil {
			return e, told
		}
	}
	var key []string
	for _, p := range j.identity {
		text := ""
		for _, f := range r.Found {
			if f.Place.String() == p.String() {
				text = f.Value.Text
			}
		}
		key = append(key, text)
	}
	if e := j.byText[strings.Join(key, "\x00")]; e != nil && len(key) > 0 {
		return e, told
	}
	if told == "" && slices.ContainsFunc(key, func(s string) bool { return s != "" }) {
		told = strings.Join(key, " ")
	}
	return nil, told
}

// shown returns what may be shown of a text that is no known code: what has the
// form of one or lies below the docs, else its type.
func (j *Judge) shown(text string) string {
	known := j.show || strings.HasPrefix(bare(text), bare(j.catalog.DocsURL)+"/")
	forms := j.catalog.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	for _, f := range forms {
		known = known || f.Distinct() && f.Has(text)
	}
	if known {
		return strconv.Quote(text)
	}
	return fmt.Sprintf("(text of %d characters; --show prints it)", len([]rune(text)))
}

// members holds the members of a body against the template and the parameters.
func (j *Judge) members(t *Traffic, x *Exchange, r *envelope.Reading, e *catalog.Entry) {
	code := e.Code.V
	add := func(hint, format string, args ...any) {
		t.add(x, ruleTrafficBody, diag.Error, hint, "%s: "+format, append([]any{code}, args...)...)
	}
	for _, m := range r.Missing {
		if m.Value == nil || !m.Value.Optional() {
			add("", "the body has no member %s", m.Place)
		}
	}
	for _, w := range r.Wrong {
		add(j.value(w.Value), "%s is %s, not %s", w.Place, w.Value.Kind, w.Want)
	}
	for _, d := range r.Differs {
		add(j.value(d.Value), "%s is not %s", d.Place, d.Want)
	}
	for _, o := range r.Extra {
		add(j.value(o.Value), "the body has a member %s, %s, which is not in the envelope", o, o.Value.Kind)
	}
	if f, ok := r.Get("title"); ok && f.Text != e.Title.V {
		add(j.value(f.Value), "%s is not the title of the page, %q", f.Place, e.Title.V)
	}
	declared := map[string]*catalog.Param{}
	for i := range e.Params {
		declared[e.Params[i].Name.V] = &e.Params[i]
	}
	has := map[string]bool{}
	for _, m := range r.Params {
		has[m.Name] = true
		p := declared[m.Name]
		switch {
		case p == nil:
			add(j.value(m.Value), "the body has a member %q, %s, which is not a parameter of the page", m.Name, m.Value.Kind)
		case m.Value.Kind == jsonpos.Null && p.Optional.V:
		case p.CheckValue(m.Value, "", m.AsText) != nil:
			add(j.value(m.Value), "the parameter %q is %s, but the page declares %s", m.Name, m.Value.Kind, p.Type.V)
		}
	}
	if !j.catalog.Body().Uses("params") {
		return
	}
	for i := range e.Params {
		if p := &e.Params[i]; !p.Optional.V && !has[p.Name.V] {
			add("", "the body has no member for the parameter %q", p.Name.V)
		}
	}
}

// value returns a hint that tells a value, where it may be told.
func (j *Judge) value(v *jsonpos.Value) string {
	if !j.show {
		return ""
	}
	return "it is " + string(v.Append(nil))
}

// shape describes a body by its members and their types.
func shape(v *jsonpos.Value) string {
	switch v.Kind {
	case jsonpos.Object:
		var parts []string
		for i, m := range v.Members {
			if i == 8 {
				parts = append(parts, "...")
				break
			}
			name := m.Name
			if len(name) > 32 || !plainName.MatchString(name) {
				name = "?"
			}
			parts = append(parts, name+": "+shape(m.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case jsonpos.Array:
		if len(v.Items) == 0 {
			return "[]"
		}
		return "[" + shape(v.Items[0]) + "]"
	}
	return map[jsonpos.Kind]string{jsonpos.Null: "null", jsonpos.Bool: "bool", jsonpos.Number: "number", jsonpos.String: "string"}[v.Kind]
}

var plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z_-]*$`)

func mediaWord(s string) string {
	word, _, _ := strings.Cut(s, ";")
	return strings.TrimSpace(word)
}

// Covered lists the codes that each endpoint answered with, and how often.
func (t *Traffic) Covered(c *catalog.Catalog) string {
	var b strings.Builder
	answered := map[*catalog.Entry]bool{}
	for _, endpoint := range slices.Sorted(maps.Keys(t.Coverage)) {
		fmt.Fprintf(&b, "%s\n", diag.Printable(endpoint))
		entries := slices.SortedFunc(maps.Keys(t.Coverage[endpoint]), func(a, b *catalog.Entry) int { return cmp.Compare(a.Code.V, b.Code.V) })
		for _, e := range entries {
			answered[e] = true
			fmt.Fprintf(&b, "  %5d %s\n", t.Coverage[endpoint][e], e.Code.V)
		}
	}
	active := 0
	for _, e := range c.Entries {
		if e.Retired == nil {
			active++
		} else {
			delete(answered, e)
		}
	}
	fmt.Fprintf(&b, "%d of %d codes\n", len(answered), active)
	return b.String()
}
