package compare

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

// wireRules are about what is sent: they hit clients that nobody builds again.
var wireRules = []*Rule{
	{
		ID: "code-removed", Level: Wire,
		Doc: `a code is gone, and nothing says what became of it

Clients that match the code never see it again, or see it from an older server and
no longer find its page. Keep the page and retire the code with errgen retire, or
name the code under aliases: of the error that it became.`,
		check: func(p *pass) {
			for _, was := range p.gone {
				d := p.report(was, nil, place(was), "code %q is gone", was.Code.V)
				d.Hint = "clients that match the code are hit: keep it and retire it with errgen retire, or make it an alias of the error that it became"
			}
		},
	},
	{
		ID: "code-renamed", Level: Wire,
		Doc: `an error has another code

Servers built after the change send the new code, and clients built before it know the
older one alone: they no longer match the error. The alias helps in the other direction
only, where a new client reads what an older server sends. To break nobody, release the
new code under aliases: of the older one first. Rename once clients were built with
that release: they know both.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Code.V == is.Code.V || p.old.Lookup(is.Code.V) == was {
					return // clients of the older catalogue know the code as this error's
				}
				what := "code"
				if was.Type.V != is.Type.V {
					what = "code and its type"
				}
				p.report(was, is, place(is), "%s is %s now", was.Code.V, is.Code.V).
					Hint = "clients built before the change do not know the new " + what + ", and the alias does not help them; release the new code as an alias first and rename later, or raise the major version"
			})
		},
	},
	{
		ID: "alias-removed", Level: Wire,
		Doc: `an older code of an error is gone

Clients that were built before the code was renamed send and match the older one.
An alias costs a line: keep it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, a := range was.Aliases {
					if p.now.Lookup(a.V) == nil {
						p.report(was, is, place(is), "alias %q of %q is gone", a.V, is.Code.V).Hint = "clients built before the code was renamed are hit: put the alias back"
					}
				}
			})
		},
	},
	{
		ID: "code-reused", Level: Wire,
		Doc: `a code has another meaning now

A code that was retired is raised again, or one that was an older name of an error
is the code of another. Clients that know its first meaning take one error for the
other. Give the new error a code of its own.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Retired != nil && is.Retired == nil {
					p.report(was, is, place(is), "code %q was retired and is raised again", is.Code.V).
						Hint = "clients that know the first meaning are hit: give the error a code of its own, and keep this one retired"
				}
				for _, a := range was.Aliases {
					if other := p.now.Lookup(a.V); other != nil && other != is {
						p.report(was, other, place(other), "code %q was an older name of %q and is now one of %q", a.V, was.Code.V, other.Code.V).
							Hint = "clients that know the first meaning are hit: give the error a code of its own"
					}
				}
			})
		},
	},
	{
		ID: "status-changed", Level: Wire,
		Doc: `an error is answered with another HTTP status

Clients that match on the status, proxies that retry by it and dashboards that count
it see another error. Where the old status was wrong all along, say so in an ignore.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Status.V != is.Status.V {
					p.report(was, is, or(is.Status.Span, place(is)), "%s had the status %d and has %d", is.Code.V, was.Status.V, is.Status.V).
						Hint = "clients that match on the status " + strconv.Itoa(was.Status.V) + " are affected; use a new code for the other status"
				}
				for _, s := range was.ByService {
					now := is.Status.V
					if i := slices.IndexFunc(is.ByService, func(o catalog.ServiceStatus) bool { return o.Service.V == s.Service.V }); i >= 0 {
						now = is.ByService[i].Status.V
					}
					if now != s.Status.V {
						p.report(was, is, place(is), "%s had the status %d in the service %q and has %d", is.Code.V, s.Status.V, s.Service.V, now).
							Hint = "clients of the service that match on the status " + strconv.Itoa(s.Status.V) + " are affected; use a new code for the other status"
					}
				}
			})
		},
	},
	{
		ID: "type-changed", Level: Wire,
		Doc: `an error has another type

The type identifies the problem: RFC 9457 has clients compare it. One that changed is
an unknown problem to every client built before. Where the docs moved, list the old
base under former_docs_urls: in errgen.yaml and keep sending the old type until
clients have been built again.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Type.V != is.Type.V && (was.Code.V == is.Code.V || is.AliasType(was.Code.V) != was.Type.V) {
					p.report(was, is, place(is), "%s had the type %q and has %q", is.Code.V, was.Type.V, is.Type.V).
						Hint = "clients that match by type no longer know the error: keep the type with type: in errgen.yaml"
				}
			})
		},
	},
	{
		ID: "retry-changed", Level: Wire,
		Doc: `whether a retry helps has changed

Clients that retry by themselves start or stop doing so. Where the page said nothing,
the status decides.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.MayRetry() != is.MayRetry() && was.Status.V == is.Status.V {
					p.report(was, is, or(is.Retryable.Span, place(is)), "%s %s retried and now %s", is.Code.V, may(was), may(is)).
						Hint = "clients that retry by themselves are affected; use a new code for errors that differ in this"
				}
			})
		},
	},
	{
		ID: "param-removed", Level: Wire,
		Doc: `a member of an error's body is gone

Clients read the parameter from the body. Keep it, or add one beside it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, a := range was.Params {
					if param(is.Params, a.Name.V) == nil {
						p.report(was, is, place(is), "parameter %q of %s is gone", a.Name.V, is.Code.V).Hint = "clients that read it are hit: keep it, and add another beside it"
					}
				}
			})
		},
	},
	{
		ID: "param-type-changed", Level: Wire,
		Doc: `a member of an error's body has another type

Clients that read it as what it was fail, or take it as absent. Add a parameter with
the new type beside it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				p.paramTypes(was, is, "parameter", was.Params, is.Params)
			})
		},
	},
	{
		ID: "param-optional", Level: Wire,
		Doc: `a member of an error's body may be absent now

Clients rely on a parameter that was always there.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, a := range was.Params {
					if b := param(is.Params, a.Name.V); b != nil && b.Optional.V && !a.Optional.V {
						p.report(was, is, or(b.Optional.Span, b.Name.Span, place(is)), "parameter %q of %s was always there and is now optional", a.Name.V, is.Code.V).
							Hint = "clients that rely on it are hit: keep sending it"
					}
				}
			})
		},
	},
	{
		ID: "fact-changed", Level: Wire,
		Doc: `a fact of an error has another value

Bodies and generated code carry the fact, and clients switch over it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for i, f := range p.old.Facts {
					j := slices.IndexFunc(p.now.Facts, func(o catalog.Fact) bool { return o.Name == f.Name })
					if i >= len(was.Facts) || was.Facts[i].V == "" {
						continue
					}
					now := catalog.Value[string]{}
					if j >= 0 && j < len(is.Facts) {
						now = is.Facts[j]
					}
					if now.V != was.Facts[i].V {
						p.report(was, is, or(now.Span, place(is)), "%s had the %s %q and has %q", is.Code.V, f.Name, was.Facts[i].V, now.V).
							Hint = "clients that switch over it are hit: raise a new code for errors that differ in it"
					}
				}
			})
		},
	},
	{
		ID: "header-removed", Level: Wire,
		Doc: `a response header of an error is gone

Clients and proxies that read the header no longer find it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, h := range was.Headers {
					if !slices.ContainsFunc(is.Headers, func(o catalog.Header) bool { return strings.EqualFold(o.Name.V, h.Name.V) }) {
						p.report(was, is, place(is), "response header %q of %s is gone", h.Name.V, is.Code.V).
							Hint = "clients and proxies that read it are hit: keep sending it"
					}
				}
			})
		},
	},
	envelopeChanged,
}

// each calls do with every error that is in both catalogues.
func (p *pass) each(do func(was, is *catalog.Entry)) {
	for _, pair := range p.pairs {
		do(pair.was, pair.is)
	}
}

func param(params []catalog.Param, name string) *catalog.Param {
	for i := range params {
		if params[i].Name.V == name {
			return &params[i]
		}
	}
	return nil
}

// paramTypes reports the parameters, or the members of one, whose type changed.
func (p *pass) paramTypes(was, is *catalog.Entry, what string, before, now []catalog.Param) {
	for i := range before {
		a := &before[i]
		b := param(now, a.Name.V)
		if b == nil {
			if what != "parameter" {
				p.report(was, is, place(is), "%s %q of %s is gone", what, a.Name.V, is.Code.V).Hint = "clients that read it are hit: keep it, and add another beside it"
			}
			continue
		}
		if x, y := typeOf(a), typeOf(b); x != y {
			p.report(was, is, or(b.Type.Span, b.Name.Span, place(is)), "%s %q of %s was %s and is %s", what, a.Name.V, is.Code.V, x, y).
				Hint = "clients that read it are hit: add one of the new type beside it"
			continue
		}
		if a.Items != nil && b.Items != nil {
			p.paramTypes(was, is, "member of "+a.Name.V, a.Items.Members, b.Items.Members)
		}
	}
}

// typeOf returns a parameter's type as errgen.yaml and pages write it.
func typeOf(p *catalog.Param) string {
	if p.Items != nil {
		return string(p.Type.V) + " of " + string(p.Items.Type.V)
	}
	return string(p.Type.V)
}

func may(e *catalog.Entry) string {
	if e.MayRetry() {
		return "may be"
	}
	return "is not to be"
}
