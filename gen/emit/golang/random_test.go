package golang_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/name"
)

// hostile texts have been code somewhere: in a comment, in a string, in a
// template, in HTML, in JSON, on a terminal.
var hostile = []string{
	"*/ var X = 1 /*", "\nfunc init() { panic(1) }\n", "//go:embed x", "+build ignore", "`", "${x}", "\"\"\"", "'''", "</script>",
	"\\", "\"", "\x00\x1b[31m", "\u202e\u2066", "\u2028\u2029\u0085", "\ufeff", "{", "}", "{{.}}", "%s%!d", "- ", "1. ", "# ", "[x]: y",
	"``", "''", "Deprecated: no", "日本語", "👩\u200d🚀", "a\r\nb", "\t", strings.Repeat("long ", 60),
}

// random makes catalogues. The same seed makes the same ones.
type random struct{ *rand.Rand }

func newRandom(seed uint64) random { return random{rand.New(rand.NewPCG(seed, 1))} }

func (r random) text() string {
	words := []string{"the", "order", "could", "not", "be", "found"}
	var b strings.Builder
	for range r.IntN(12) {
		if r.IntN(4) == 0 {
			b.WriteString(hostile[r.IntN(len(hostile))])
		} else {
			b.WriteString(words[r.IntN(len(words))])
		}
		b.WriteString(" "[:r.IntN(2)])
	}
	return b.String()
}

func (r random) word() string {
	words := []string{"id", "api", "order", "type", "range", "error", "err", "new", "x1", "a_b", "nil", "url", "params", "code"}
	return words[r.IntN(len(words))]
}

func (r random) catalog(codes int) *catalog.Catalog {
	c := &catalog.Catalog{
		DocsURL:     []string{"https://example.com/docs", "https://example.com/ü?a=\"b\"&c", "http://x"}[r.IntN(3)],
		Envelope:    envelope.Builtins()[r.IntN(2)],
		Initialisms: []string{"order"}[:r.IntN(2)],
		Names:       map[catalog.Code]catalog.Names{},
	}
	for i := range codes {
		// The number keeps codes and identifiers apart.
		code := fmt.Sprintf("err:%s:%s:%s_n%d", r.word(), r.word(), r.word(), i)
		e := entry(c.DocsURL, code, 400+r.IntN(200), r.text(), r.text())
		e.Title = val(r.text())
		e.Retryable = val(catalog.TriOf(r.IntN(3) == 0))
		if r.IntN(5) == 0 {
			e.Deprecated = &catalog.Deprecation{Reason: val(r.text())}
			if i > 0 {
				e.Deprecated.ReplacedBy = val(c.Entries[r.IntN(i)].Code.V)
			}
		}
		if r.IntN(4) == 0 {
			e.Aliases = append(e.Aliases, val(catalog.Code(code+"_old")))
		}
		if r.IntN(6) == 0 {
			c.Names[e.Code.V] = catalog.Names{Identifier: fmt.Sprintf("Pinned_%d", i), Aliases: []string{fmt.Sprintf("Former%d", i)}}
		}
		params := r.IntN(4)
		if params > 0 {
			e.Detail.V = catalog.EscapeTemplate(e.Detail.V)
		}
		for n := range params {
			p := r.param(n)
			e.Params = append(e.Params, p)
			if r.IntN(2) == 0 {
				e.Detail.V += "{" + p.Name.V + "}" + catalog.EscapeTemplate(r.text())
			}
		}
		c.Entries = append(c.Entries, e)
	}
	if r.IntN(3) > 0 {
		c.DefaultCode = c.Entries[r.IntN(codes)].Code.V
	}
	return c
}

var scalars = []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time}

func (r random) param(n int) catalog.Param {
	p := scalar(fmt.Sprintf("%s%d", r.word(), n), scalars[r.IntN(len(scalars))], r.text())
	if r.IntN(5) == 0 {
		p.Name.V = []string{"b", "p", "opts", "Max", "fresh", "string", "strconv", "time", "e", "func"}[n]
	}
	switch r.IntN(5) {
	case 0:
		p = list(p.Name.V, scalar("", p.Type.V, ""), p.Description.V)
	case 1:
		p = list(p.Name.V, catalog.Param{Type: val(catalog.Object), Members: []catalog.Param{
			scalar("location", catalog.String, r.text()),
			optional(scalar("v", p.Type.V, r.text())),
		}}, p.Description.V)
	}
	if r.IntN(3) == 0 {
		p = optional(p)
	}
	return p
}

// A value of a parameter: as Go source, as JSON, and as text in a detail.
type value struct {
	source string
	json   any // nil where it is absent
	text   string
}

func (r random) scalar(t catalog.ParamType) value {
	switch t {
	case catalog.String:
		s := strings.ToValidUTF8(r.text(), "")
		return value{strconv.Quote(s), s, s}
	case catalog.Int:
		n := r.Int64N(1<<50) - 1<<49
		return value{fmt.Sprintf("int64(%d)", n), float64(n), strconv.FormatInt(n, 10)}
	case catalog.Float:
		f := float64(r.Int64N(1000)) / 8
		return value{fmt.Sprintf("float64(%v)", f), f, strconv.FormatFloat(f, 'f', -1, 64)}
	case catalog.Bool:
		b := r.IntN(2) == 0
		return value{strconv.FormatBool(b), b, strconv.FormatBool(b)}
	}
	at := time.Unix(r.Int64N(1<<31), 0).UTC()
	return value{fmt.Sprintf("time.Unix(%d, 0).UTC()", at.Unix()), at.Format(time.RFC3339), at.Format(time.RFC3339)}
}

// goTypes are what the constructors are wanted to take.
var goTypes = map[catalog.ParamType]string{
	catalog.String: "string", catalog.Int: "int64", catalog.Float: "float64", catalog.Bool: "bool", catalog.Time: "time.Time",
}

// value returns a value of a parameter; item is the name of the Go type of a
// list's objects.
func (r random) value(p catalog.Param, item string) value {
	switch {
	case p.Optional.V && r.IntN(2) == 0:
		return value{source: "nil"}
	case p.Type.V != catalog.List:
		v := r.scalar(p.Type.V)
		if p.Optional.V {
			v.source = "pointer(" + v.source + ")"
		}
		return v
	case p.Items.Type.V != catalog.Object:
		v := value{source: "[]" + goTypes[p.Items.Type.V] + "{"}
		items := []any{}
		for range 1 + r.IntN(3) {
			x := r.scalar(p.Items.Type.V)
			v.source += x.source + ", "
			items = append(items, x.json)
		}
		v.text = jsonText(items)
		v.source += "}"
		v.json = items
		return v
	}
	v := value{source: "[]" + item + "{"}
	items := []any{}
	for range 1 + r.IntN(2) {
		where, what := r.scalar(catalog.String), r.value(p.Items.Members[1], "")
		v.source += "{" + where.source + ", " + what.source + "}, "
		object := map[string]any{"location": where.json}
		if what.json != nil {
			object["v"] = what.json
		}
		items = append(items, object)
	}
	v.source += "}"
	v.json = items
	v.text = jsonText(items)
	return v
}

// jsonText returns a list as the package writes it.
func jsonText(items []any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(items); err != nil { // sorts members, and location is before v
		panic(err)
	}
	return strings.NewReplacer("\\b", "\\u0008", "\\f", "\\u000c").Replace(strings.TrimSuffix(text.String(), "\n"))
}

// wanted is what a generated test compares with; see testdata/property.
type wanted struct {
	Code, Type, Title, Detail, Description string
	Status                                 int
	Retryable, Deprecated                  bool
	Aliases                                []string
	Shown                                  string
	Members                                map[string]any
}

// cases returns the two files that the generated test needs: what is wanted of
// each code, and how to raise it.
func (r random) cases(c *catalog.Catalog) (wantedJSON, raise string) {
	casing := name.NewCasing(c.Initialisms)
	var all []wanted
	var b strings.Builder
	b.WriteString("package codes\n\nimport \"time\"\n\nvar _ time.Time\n\nfunc pointer[T any](v T) *T { return &v }\n\nvar _ = pointer[int]\n\nvar raise = map[string]func(...Option) *Error{\n")
	for _, e := range c.Entries {
		ident := c.Names[e.Code.V].Identifier
		if ident == "" {
			ident = casing.Pascal(e.Naming())
		}
		w := wanted{
			Code: string(e.Code.V), Type: e.Type.V, Title: e.Title.V, Detail: e.Detail.V, Description: e.Description.V,
			Status: e.Status.V, Retryable: e.MayRetry(), Deprecated: e.Deprecated != nil, Shown: e.Detail.V,
		}
		for _, a := range e.Aliases {
			w.Aliases = append(w.Aliases, string(a.V))
		}
		fmt.Fprintf(&b, "\t%q: func(opts ...Option) *Error { return New%s(", e.Code.V, ident)
		var fill []string
		for _, p := range e.Params {
			v := r.value(p, ident+casing.Pascal(p.Name.V)+"Item")
			b.WriteString(v.source + ", ")
			if v.json != nil {
				if w.Members == nil {
					w.Members = map[string]any{}
				}
				w.Members[p.Name.V] = v.json
			}
			fill = append(fill, "{"+p.Name.V+"}", v.text)
		}
		if len(e.Params) > 0 {
			w.Shown = strings.NewReplacer(append(fill, "{{", "{", "}}", "}")...).Replace(e.Detail.V)
		}
		if w.Shown == "" {
			w.Shown = e.Summary()
		}
		b.WriteString("opts...) },\n")
		all = append(all, w)
	}
	b.WriteString("}\n")
	data, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(data), b.String()
}
