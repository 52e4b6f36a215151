package emit

import (
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/name"
)

// ruleNameCollision is the rule of two codes that give one identifier.
const ruleNameCollision = "name-collision"

// Identifier returns the identifier of a code as an exported Go name, such as
// UnkeyDataAPINotFound: the configured one, or the one derived from the code
// with casing, which has the catalogue's initialisms.
func Identifier(c *catalog.Catalog, casing name.Casing, code catalog.Code) string {
	if pinned := c.Names[code].Identifier; pinned != "" {
		return pinned
	}
	words := c.NamingOf(code)
	if e := c.Lookup(code); e != nil && e.Code.V == code {
		words = e.Naming()
	}
	return Exported(casing.Pascal(words))
}

// Identifiers returns the identifiers of an error: the current one, then the former
// ones with the codes that they are derived from.
func Identifiers(c *catalog.Catalog, casing name.Casing, e *catalog.Entry) []Declaration {
	out := []Declaration{{Identifier(c, casing, e.Code.V), e.Code.V}}
	for _, former := range c.Names[e.Code.V].Aliases {
		out = append(out, Declaration{former, e.Code.V})
	}
	for _, a := range e.Aliases {
		out = append(out, Declaration{Identifier(c, casing, a.V), a.V})
	}
	return out
}

// FormerIdentifiers returns the former identifiers of an error: those in the
// configuration, then those of its former codes. Generated code keeps them as
// deprecated aliases of the current one.
func FormerIdentifiers(c *catalog.Catalog, casing name.Casing, e *catalog.Entry) []string {
	current := Identifier(c, casing, e.Code.V)
	out := slices.Clone(c.Names[e.Code.V].Aliases)
	for _, alias := range e.Aliases {
		former := Exported(casing.Pascal(c.NamingOf(alias.V)))
		if former != current && !slices.Contains(out, former) {
			out = append(out, former)
		}
	}
	return out
}

// Exported returns an identifier that starts with a capital letter; one that
// starts with a digit gets the prefix Code.
func Exported(ident string) string {
	if ident == "" || ident[0] <= '9' {
		return "Code" + ident
	}
	return ident
}

// Collisions returns a finding for each code whose identifier in the language is
// already used by another code or by the generated file itself, which owns the
// claims without a position.
func Collisions(language string, claims []name.Claim) diag.List {
	var found diag.List
	for _, c := range name.Collisions(claims) {
		first, second := c.First, c.Second
		if second.Span.File == nil && first.Span.File != nil {
			first, second = second, first
		}
		d := found.Add(ruleNameCollision, diag.Error, second.Span,
			"%q gives the %s identifier %q, which %q already has", second.Owner, language, second.Identifier, first.Owner)
		d.Hint = fmt.Sprintf("set another name for %s under names: in errgen.yaml", second.Owner)
		if first.Span.File != nil {
			d.Related = []diag.Related{{Span: first.Span, Message: "the other one is here"}}
		}
	}
	return found
}
