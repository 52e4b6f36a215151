package python

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/source"
)

// A model is a catalogue with every name settled, before anything is written.
type model struct {
	*catalog.Catalog
	minimum  string
	casing   name.Casing
	body     body
	segments []property // of ErrorCode
	facts    []fact
	groups   []group // in the order in which they are declared
	entries  []entry
}

// A property is an attribute of the members of ErrorCode.
type property struct {
	name, attribute string
}

type fact struct {
	property
	doc      string
	class    string // its enumeration; empty where it may be any text
	members  []string
	values   []string
	optional bool
}

type group struct {
	class, base string
	what        string // system shop
	span        source.Span
}

type entry struct {
	*catalog.Entry
	status int
	ident
	base   string // of the exception
	former []former
	params []param
}

// An ident is what an error is called.
type ident struct {
	class  string // of its exception
	member string // of the enumeration
}

// A former is what an error was called; span is where that is said.
type former struct {
	ident
	span source.Span
}

type param struct {
	*catalog.Param
	attribute string
	item      string // the type of a list's objects
}

// taken are the names that a param cannot have as an attribute: those of
// exceptions, and the types that the annotations beside it need.
var taken = strings.Fields(`code status title type page_url detail instance request_id retryable retry_after body known params args
	with_traceback add_note self str int float bool list`)

// ofText are the attributes that members of ErrorCode have as texts or numbers.
var ofText = strings.Fields(`as_integer_ratio bit_count bit_length capitalize casefold center conjugate count denominator encode
	endswith expandtabs find format format_map from_bytes imag index is_integer isalnum isalpha isascii isdecimal isdigit
	isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans mro name numerator
	partition real removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith
	strip swapcase title to_bytes translate upper value zfill`)

func resolve(c *catalog.Catalog, o *Options) *model {
	m := &model{Catalog: c, minimum: o.Minimum, casing: name.NewCasing(c.Initialisms)}
	m.body = readBody(c)
	m.properties()
	declared := map[string]bool{}
	for _, in := range c.Entries {
		id := emit.Identifier(c, m.casing, in.Code.V)
		e := entry{Entry: in, status: c.StatusOf(in), ident: m.named(id, in.Naming()), base: "ApiError"}
		if e.status == 0 {
			e.status = 500
		}
		for _, g := range m.groupsOf(in) {
			g.base, e.base = e.base, g.class
			if !declared[g.class] {
				declared[g.class] = true
				m.groups = append(m.groups, g)
			}
		}
		e.former = m.formerOf(in, e.ident)
		e.params = m.paramsOf(in, id)
		m.entries = append(m.entries, e)
	}
	return m
}

// properties settles what members of ErrorCode have: the segments of the forms,
// and the facts.
func (m *model) properties() {
	used := map[string]bool{}
	attribute := func(s string) property {
		p := property{s, name.Snake(s)}
		for name.Python.IsKeyword(p.attribute) || slices.Contains(ofText, p.attribute) || used[p.attribute] {
			p.attribute += "_"
		}
		used[p.attribute] = true
		return p
	}
	for _, f := range m.forms() {
		for _, s := range f.Segments() {
			if !slices.ContainsFunc(m.segments, func(p property) bool { return p.name == s.Name }) {
				m.segments = append(m.segments, attribute(s.Name))
			}
		}
	}
	for _, in := range m.Facts {
		f := fact{property: attribute(in.Name), doc: in.Doc, values: in.Values, optional: in.Default == ""}
		if len(in.Values) > 0 {
			f.class = name.Python.Safe(m.casing.Pascal(in.Name))
		}
		for _, v := range in.Values {
			member := name.UpperSnake(v)
			if member == "" || member[0] <= '9' {
				member = strings.TrimSuffix(name.UpperSnake(in.Name)+"_"+member, "_")
			}
			f.members = append(f.members, member)
		}
		m.facts = append(m.facts, f)
	}
}

func (m *model) forms() []*form.Form {
	if len(m.Forms) == 0 {
		return []*form.Form{form.Default}
	}
	return m.Forms
}

// named returns the names that an identifier gives, which was made of words unless
// the configuration pins it.
func (m *model) named(identifier, words string) ident {
	out := ident{class: class(identifier), member: name.UpperSnake(identifier)}
	switch plain := m.casing.Pascal(words); {
	case identifier == plain:
		out.member = name.UpperSnake(words)
	case identifier == emit.Exported(plain):
		out.member = "CODE_" + name.UpperSnake(words)
	}
	return out
}

// class returns the name of the exception class of an identifier.
func class(ident string) string { return name.Python.Safe(ident + "Error") }

// formerOf returns what an error was called: the names that the configuration
// keeps, and those of its older codes.
func (m *model) formerOf(e *catalog.Entry, now ident) []former {
	var out []former
	add := func(id ident, span source.Span) {
		if id != now && !slices.ContainsFunc(out, func(f former) bool { return f.ident == id }) {
			out = append(out, former{id, span})
		}
	}
	for _, old := range m.Names[e.Code.V].Aliases {
		add(m.named(old, ""), e.Code.Span)
	}
	for _, alias := range e.Aliases {
		add(m.named(emit.Identifier(m.Catalog, m.casing, alias.V), m.NamingOf(alias.V)), alias.Span)
	}
	return out
}

// groupsOf returns the groups that an error is in, the widest first, without
// their bases.
func (m *model) groupsOf(e *catalog.Entry) []group {
	f := e.Form
	if f == nil {
		f = form.Default
	}
	var out []group
	values := e.Group()
	what := ""
	for i, v := range values {
		if i > 0 {
			what += f.Literals()[i]
		}
		what += v
		out = append(out, group{
			class: class(m.casing.Pascal(strings.Join(values[:i+1], "_"))),
			what:  f.Segments()[i].Name + " " + what,
			span:  e.Code.Span,
		})
	}
	return out
}

func (m *model) paramsOf(e *catalog.Entry, identifier string) []param {
	var out []param
	used := map[string]bool{}
	for i := range e.Params {
		p := param{Param: &e.Params[i]}
		p.attribute = name.Snake(p.Name.V)
		for name.Python.IsKeyword(p.attribute) || slices.Contains(taken, p.attribute) || used[p.attribute] {
			p.attribute += "_"
		}
		used[p.attribute] = true
		if p.Items != nil && p.Items.Type.V == catalog.Object {
			p.item = identifier + m.casing.Pascal(p.Name.V) + "Item"
		}
		out = append(out, p)
	}
	return out
}

// exports are the names that the template declares for its users.
var exports = []string{"ApiError", "ErrorCode", "decode", "from_response", "lookup"}

// exported returns those, and the enumerations of facts.
func (m *model) exported() []string {
	out := slices.Clone(exports)
	for _, f := range m.facts {
		if f.class != "" {
			out = append(out, f.class)
		}
	}
	slices.Sort(out)
	return out
}

// claims returns the names that the module declares. Those of groups belong to
// themselves: two may be called alike.
func (m *model) claims() []name.Claim {
	out := []name.Claim{
		{Identifier: "ApiError", Owner: "the generated module"},
		{Identifier: "ErrorCode", Owner: "the generated module"},
		{Identifier: "ErrorInfo", Owner: "the generated module"},
	}
	for _, f := range m.facts {
		if f.class == "" {
			continue
		}
		out = append(out, name.Claim{Identifier: f.class, Owner: "the fact " + f.name})
		for i, member := range f.members {
			out = append(out, name.Claim{Identifier: f.class + "." + member, Owner: "the value " + f.values[i] + " of the fact " + f.name})
		}
	}
	for _, e := range m.entries {
		code := string(e.Code.V)
		claim := func(identifier, owner string, span source.Span) {
			out = append(out, name.Claim{Identifier: identifier, Owner: owner, Span: span})
		}
		for _, g := range m.groupsOf(e.Entry) {
			claim(g.class, "the "+g.what, g.span)
		}
		claim(e.class, code, e.Code.Span)
		claim("ErrorCode."+e.member, code, e.Code.Span)
		for _, old := range e.former {
			claim(old.class, code, old.span)
			claim("ErrorCode."+old.member, code, old.span)
		}
		for _, p := range e.params {
			if p.item != "" {
				claim(p.item, code+" "+p.Name.V, e.Code.Span)
			}
		}
	}
	return out
}
