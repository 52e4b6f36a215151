package compare

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// sourceRules are about generated code: they hit whoever compiles against it.
var sourceRules = []*Rule{
	{
		ID: "identifier-removed", Level: Source,
		Doc: `an identifier of the generated code was removed

Code that uses the constant no longer compiles. Identifiers are derived from the code
and from initialisms and names in errgen.yaml: a change of any of these renames them. Keep
the old one under names: CODE: {aliases: [...]}.`,
		check: func(p *pass) {
			if !p.generates("go", "typescript", "python", "openapi") {
				return
			}
			before, now := name.NewCasing(p.old.Initialisms), name.NewCasing(p.now.Initialisms)
			p.each(func(was, is *catalog.Entry) {
				have := identifiers(p.now, now, is)
				for _, id := range p.promised(before, was, is) {
					if !slices.Contains(have, id) {
						p.report(was, is, place(is), "identifier %q of %s was renamed to %q", id, is.Code.V, have[0]).
							Hint = "code that uses it no longer compiles; to keep it, add names: {" + string(is.Code.V) + ": {aliases: [" + id + "]}} to errgen.yaml"
					}
				}
			})
		},
	},
	{
		ID: "constructor-removed", Level: Source,
		Doc: `a constructor of the generated code was removed

A retired code has no constructor, so code that still raises it no longer compiles.
That is what retiring is for; deprecate a code first to give callers time.`,
		check: func(p *pass) {
			if !p.generates("go", "typescript", "python") {
				return
			}
			p.each(func(was, is *catalog.Entry) {
				if was.Retired == nil && is.Retired != nil {
					p.report(was, is, or(is.Retired.Since.Span, place(is)), "%s was retired, which removes its constructor", is.Code.V).
						Hint = "code that raises it no longer compiles: deprecate a code before it is retired, so that callers have time to move"
				}
			})
		},
	},
	{
		ID: "constructor-changed", Level: Source,
		Doc: `the arguments of a constructor changed

In Go, parameters are the arguments of the constructor in the order of the page, so an
added or moved one changes the call. In TypeScript and Python they have names, and only
an added required parameter breaks callers.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				a, b := arguments(was), arguments(is)
				report := func(format string, hint string) {
					p.report(was, is, paramsPlace(is), format, is.Code.V, strings.Join(a, ", "), strings.Join(b, ", ")).Hint = hint
				}
				switch added := addedRequired(was, is); {
				case slices.Equal(a, b):
				case len(added) > 0 && (p.generates("go") || p.generates("typescript", "python")):
					report("the constructor of %s changed from (%s) to (%s)", "callers no longer compile: add parameters as optional: true, and keep the order of the others")
				case p.generates("go") && !within(names(is), names(was)):
					report("the Go constructor of %s changed from (%s) to (%s)", "callers in Go no longer compile: raise a new code, or release the change as a major version")
				}
			})
		},
	},
}

// generates reports whether code of one of some targets is compiled against: where the
// configuration generates nothing, it may be any, elsewhere.
func (p *pass) generates(targets ...string) bool {
	return p.settings.Targets == nil || slices.ContainsFunc(targets, func(t string) bool { return slices.Contains(p.settings.Targets, t) })
}

// identifiers returns the identifiers of an error, that in use first.
func identifiers(c *catalog.Catalog, casing name.Casing, e *catalog.Entry) []string {
	out := []string{emit.Identifier(c, casing, e.Code.V)}
	out = append(out, c.Names[e.Code.V].Aliases...)
	for _, a := range e.Aliases {
		out = append(out, emit.Identifier(c, casing, a.V))
	}
	return out
}

// promised returns the identifiers of an error before, but those of aliases that
// are gone or another error's, which is told by rules about the wire.
func (p *pass) promised(casing name.Casing, was, is *catalog.Entry) []string {
	kept := *was
	kept.Aliases = slices.DeleteFunc(slices.Clone(was.Aliases), func(a catalog.Value[catalog.Code]) bool { return p.now.Lookup(a.V) != is })
	return identifiers(p.old, casing, &kept)
}

// within reports whether names are some of others, in their order: what is missing
// or has another type then is told by rules about the wire.
func within(names, others []string) bool {
	for _, name := range names {
		i := slices.Index(others, name)
		if i < 0 {
			return false
		}
		others = others[i+1:]
	}
	return true
}

// names returns the names of an error's parameters.
func names(e *catalog.Entry) []string {
	var out []string
	for i := range e.Params {
		out = append(out, e.Params[i].Name.V)
	}
	return out
}

// addedRequired returns the names of parameters that must be given and had not to be.
func addedRequired(was, is *catalog.Entry) []string {
	var out []string
	for i := range is.Params {
		b := &is.Params[i]
		if a := param(was.Params, b.Name.V); !b.Optional.V && (a == nil || a.Optional.V) {
			out = append(out, b.Name.V)
		}
	}
	return out
}

// arguments returns what a constructor takes, as pages write it.
func arguments(e *catalog.Entry) []string {
	out := []string{}
	for i := range e.Params {
		text := e.Params[i].Name.V + " " + typeOf(&e.Params[i])
		if e.Params[i].Optional.V {
			text += " optional"
		}
		out = append(out, text)
	}
	return out
}
