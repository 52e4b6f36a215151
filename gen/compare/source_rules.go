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
			p.eachCode(func(was, is *catalog.Entry) {
				var lost, current []string
				for _, t := range p.targets {
					have := t.is.Identifiers(is)
					for _, d := range t.was.Identifiers(was) {
						id := d.Identifier
						if !p.promised(d, was, is) || slices.ContainsFunc(have, func(h emit.Declaration) bool { return h.Identifier == id }) || slices.Contains(lost, id) {
							continue
						}
						lost, current = append(lost, id), append(current, have[0].Identifier)
					}
				}
				for i, id := range lost {
					p.report(was, is, place(is), "identifier %q of %s was renamed to %q", id, p.called(was, is), current[i]).
						Hint = "code that uses it no longer compiles; to keep it, " + p.keep(is.Code.V, lost)
				}
			})
		},
	},
	{
		ID: "constructor-removed", Level: Source,
		Doc: `a constructor of the generated code was removed

A retired code has no constructor, so code that still raises it no longer compiles.
That is what retiring is for; deprecate a code first to give callers time. Options of a
target in errgen.yaml, such as runtime and constructors, can remove all constructors.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, t := range p.targets {
					if !t.was.Constructs(was) || t.is.Constructs(is) {
						continue
					}
					if is.Retired != nil {
						p.report(was, is, or(is.Retired.Since.Span, place(is)), "%s was retired, which removes its constructor", is.Code.V).
							Hint = "code that raises it no longer compiles: deprecate a code before it is retired, so that callers have time to move"
					} else {
						p.report(was, is, place(is), "the constructor of %s was removed from the target %s", is.Code.V, t.name).
							Hint = "code that calls it no longer compiles: keep the options of the target, and the parameters if only codes with parameters have constructors"
					}
					return
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
				case len(added) > 0 && p.constructs("", was, is):
					report("the constructor of %s changed from (%s) to (%s)", "callers no longer compile: add parameters as optional: true, and keep the order of the others")
				case p.constructs("go", was, is) && !within(names(is), names(was)):
					report("the Go constructor of %s changed from (%s) to (%s)", "callers in Go no longer compile: raise a new code, or release the change as a major version")
				}
			})
		},
	},
}

// keep says how errgen.yaml keeps identifiers of a code: with what it has for the code, since
// each key stands in it once.
func (p *pass) keep(code catalog.Code, lost []string) string {
	named, ok := p.now.Names[code]
	pinned := ""
	if named.Identifier != "" {
		pinned = "identifier: " + named.Identifier + ", "
	}
	entry := string(code) + ": {" + pinned + "aliases: [" + strings.Join(slices.Concat(named.Aliases, lost), ", ") + "]}"
	switch {
	case ok:
		return "change the entry of the code under names: in errgen.yaml to " + entry
	case len(p.now.Names) > 0:
		return "add " + entry + " under names: in errgen.yaml"
	default:
		return "add names: {" + entry + "} to errgen.yaml"
	}
}

// declared is what a target declared for the older catalogue and does for the current one.
type declared struct {
	name    string
	was, is emit.Declared
}

// anyTarget stands for code in any language that is generated somewhere else.
var anyTarget = Target{Name: "go", Declare: func(*catalog.Catalog) emit.Declared { return emit.Declared{Constructs: emit.Raised} }}

// declare pairs the targets of both catalogues, by name and then in order. Where those of
// one are not known they are taken to be those of the other; and to be any where no
// configuration generates something, since others may generate code from the catalogue.
func (p *pass) declare() {
	now, before := p.settings.Targets, p.settings.Before
	switch {
	case now == nil:
		now, before = []Target{anyTarget}, []Target{anyTarget}
	case before == nil:
		before = now
	}
	seen := map[string]int{}
	for _, t := range now {
		n := seen[t.Name]
		seen[t.Name]++
		for _, o := range before {
			if o.Name != t.Name {
				continue
			}
			if n == 0 {
				p.targets = append(p.targets, declared{t.Name, complete(o, p.old), complete(t, p.now)})
				break
			}
			n--
		}
	}
}

// complete returns what a target declares for a catalogue, with the functions that it
// leaves out.
func complete(t Target, c *catalog.Catalog) emit.Declared {
	d := t.Declare(c)
	if d.Identifiers == nil {
		casing := name.NewCasing(c.Initialisms)
		d.Identifiers = func(e *catalog.Entry) []emit.Declaration { return emit.Identifiers(c, casing, e) }
	}
	if d.Constructs == nil {
		d.Constructs = func(*catalog.Entry) bool { return false }
	}
	return d
}

// constructs reports whether a target had and has a constructor of an error: that of the
// name, or any if it is empty.
func (p *pass) constructs(target string, was, is *catalog.Entry) bool {
	return slices.ContainsFunc(p.targets, func(t declared) bool {
		return (target == "" || t.name == target) && t.was.Constructs(was) && t.is.Constructs(is)
	})
}

// promised reports whether an identifier of an error has to be kept. Those of aliases that
// were removed or are another error's are not: rules about the wire report these.
func (p *pass) promised(d emit.Declaration, was, is *catalog.Entry) bool {
	return d.Code == was.Code.V || p.now.Lookup(d.Code) == is
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
