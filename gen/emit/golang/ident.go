package golang

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// runtimeNames are what the files of the folder runtime export. They are taken
// whatever the options are, so that changing one renames no constant.
var runtimeNames = []string{
	"All", "As", "Browser", "BrowserJSON", "BrowserPage", "BrowserRedirect", "Code", "CodeOf", "Decode", "Error",
	"FromResponse", "HandlerFunc", "Lookup", "New", "Option", "ParamsOf", "Parse", "Responder", "RetryAfter",
	"WithCause", "WithDetail", "WithDetailf", "WithInstance", "WithRequestID", "WriteHTTP",
}

// runtimeOwner owns these names.
const runtimeOwner = "the generated package itself"

// identify settles the identifier of every entry. One that leaves segments out
// takes them back, one by one, where another entry claims the same name.
func identify(m *model, casing name.Casing) {
	short := map[*entry]int{} // how many segments are left out
	omit := map[string]int{"category": 1, "specific": 2}[m.options.Names]
	for _, e := range m.entries {
		pinned := m.Names[catalog.Code(e.code)]
		e.old = pinned.Aliases
		if pinned.Identifier == "" {
			short[e] = omit
		}
		setIdent(e, casing, omit, pinned.Identifier)
	}
	for again := omit > 0; again; {
		longer := map[*entry]bool{}
		for _, c := range m.collisions() {
			for _, claim := range []name.Claim{c.First, c.Second} {
				if e := m.byCode[catalog.Code(claim.Owner)]; e != nil && short[e] > 0 {
					longer[e] = true
				}
			}
		}
		for e := range longer {
			short[e]--
			setIdent(e, casing, short[e], "")
		}
		again = len(longer) > 0
	}
}

func setIdent(e *entry, casing name.Casing, omit int, pinned string) {
	e.ident = pinned
	if pinned == "" {
		rest := strings.ReplaceAll(e.Naming(), ":", "/")
		for range omit {
			if _, after, ok := strings.Cut(rest, "/"); ok {
				rest = after
			}
		}
		e.ident = emit.Exported(casing.Pascal(rest))
	}
	for i := range e.params {
		if p := &e.params[i]; p.list && p.kind == catalog.Object {
			p.item = e.ident + p.field + "Item"
		}
	}
}

func (m *model) collisions() []name.Collision {
	claims := make([]name.Claim, 0, len(runtimeNames)+2*len(m.entries))
	for _, ident := range runtimeNames {
		claims = append(claims, name.Claim{Identifier: ident, Owner: runtimeOwner})
	}
	for _, e := range m.entries {
		claims = append(claims, m.claims(e)...)
	}
	return name.Collisions(claims)
}
