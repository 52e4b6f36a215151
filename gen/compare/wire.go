package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// wireRules are about what is sent: they hit clients that nobody builds again.
var wireRules = []*Rule{
	{
		ID: "code-removed", Level: Wire,
		Doc: `a code was removed, and no alias replaces it

Clients that match the code never receive it again, or receive it from an older server
and no longer find its page. Keep the page and retire the code with errgen retire, or
list the code under aliases: of the error that replaces it.`,
		check: func(p *pass) {
			for _, was := range p.gone {
				if is := p.successor(was); is != nil {
					p.report(was, nil, place(was), "code %q was removed, or was renamed to %q without an alias", was.Code.V, is.Code.V).
						Hint = "clients that match the code are affected: if it is the same error, add aliases: [" + string(was.Code.V) + "] to the new one, as errgen rename does; otherwise keep the code and retire it with errgen retire"
					continue
				}
				d := p.report(was, nil, place(was), "code %q was removed", was.Code.V)
				d.Hint = "clients that match the code are affected: keep it and retire it with errgen retire, or make it an alias of the error that replaces it"
			}
			p.eachCode(func(was, is *catalog.Entry) {
				for _, s := range p.old.Services {
					if slices.Contains(p.now.Services, s) && was.Answers(s) && !is.Answers(s) && is.Retired == nil {
						p.report(was, is, place(is), "code %q was removed from the service %q", was.Code.V, s).
							Hint = "clients of the service that match the code are affected, and the code that is generated for it no longer has it"
					}
				}
			})
		},
	},
	{
		ID: "code-renamed", Level: Wire,
		Doc: `the code of an error changed

Servers built after the change send the new code, but clients built before it know only
the old one, so they no longer match the error. The alias helps only new clients of old
servers. To avoid the break, release the new code under aliases: of the old one first.
Rename once clients have been built with that release: they know both.`,
		check: func(p *pass) {
			for _, m := range p.merged {
				was, is, status := m.was, m.is, ""
				if known(was.Status.V, is.Status.V) && was.Status.V != is.Status.V {
					status = fmt.Sprintf(", whose status is %d instead of %d", is.Status.V, was.Status.V)
				}
				p.report(was, is, place(is), "%s was merged into %s%s", was.Code.V, is.Code.V, status).
					Hint = "clients that match " + string(was.Code.V) + " receive " + string(is.Code.V) + " instead, which they know as another error; if the older one is no longer raised, retire it with errgen retire"
			}
			p.each(func(was, is *catalog.Entry) {
				if was.Code.V == is.Code.V || p.old.Lookup(is.Code.V) == was {
					return // clients of the older catalogue know the code as this error's
				}
				what := "code"
				if was.Type.V != is.Type.V {
					what = "code and its type"
				}
				p.report(was, is, place(is), "%s was renamed to %s", was.Code.V, is.Code.V).
					Hint = "clients built before the change do not know the new " + what + ", and the alias does not help them; release the new code as an alias first and rename later, or raise the major version"
			})
		},
	},
	{
		ID: "alias-removed", Level: Wire,
		Doc: `a former code of an error was removed

Clients built before the code was renamed match the former one. An alias costs one
line: keep it.`,
		check: func(p *pass) {
			p.eachCode(func(was, is *catalog.Entry) {
				for _, a := range was.Aliases {
					if p.now.Lookup(a.V) == nil {
						p.report(was, is, place(is), "alias %q of %q was removed", a.V, p.called(was, is)).Hint = "clients built before the code was renamed are affected: restore the alias"
					}
				}
			})
		},
	},
	{
		ID: "code-reused", Level: Wire,
		Doc: `the meaning of a code changed

A retired code is raised again, or a former name of an error is now the code of another.
Clients that know the first meaning confuse the two errors. Give the new error its own
code.`,
		check: func(p *pass) {
			p.eachCode(func(was, is *catalog.Entry) {
				if was.Retired != nil && is.Retired == nil && was.Code.V == is.Code.V {
					p.report(was, is, place(is), "code %q was retired, but is raised again", is.Code.V).
						Hint = "clients that know the first meaning are affected: give the error its own code, and keep this one retired"
				}
				for _, a := range was.Aliases {
					if other := p.now.Lookup(a.V); other != nil && other != is {
						p.report(was, other, place(other), "code %q was a former name of %q, but is now one of %q", a.V, was.Code.V, other.Code.V).
							Hint = "clients that know the first meaning are affected: give the error its own code"
					}
				}
			})
			for _, f := range p.given {
				if f.was.Retired.ReplacedBy.V != f.is.Code.V {
					p.report(f.was, f.is, place(f.is), "code %q was retired, but is now a former name of %q", f.was.Code.V, f.is.Code.V).
						Hint = "clients that know the first meaning are affected: restore its page, which keeps it retired, and remove the alias"
				}
			}
		},
	},
	{
		ID: "meaning-changed", Level: Wire, Kind: Changed, Severity: diag.Warning,
		Doc: `an error seems to be about something else

Its texts share no words with the earlier ones. If another error took its code, clients
that know the first meaning confuse the two: give the new one its own code, and retire
this one. Only a person can tell that from another wording, so this is a warning, and no
breaking change unless errgen.yaml makes it an error.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Code.V == is.Code.V && (is.Retired == nil || was.Retired != nil) && differ(was, is) {
					p.report(was, is, or(is.Description.Span, is.Detail.Span, place(is)), "%s seems to be about something else: it was %q, but is now %q", is.Code.V, summary(was), summary(is)).
						Hint = "clients that know the first meaning are affected: give the new error its own code, and retire this one"
				}
			})
		},
	},
	{
		ID: "status-changed", Level: Wire,
		Doc: `the HTTP or gRPC status of an error changed

Clients that match on the status, proxies that retry because of it and dashboards that
count it see a different error. If the old status was always wrong, say so in an ignore.
So it is where an error has several statuses, and one of them was added or removed.
A page that states a status for the first time, or no longer, is no such change.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				p.otherStatuses(was, is)
				if known(was.Status.V, is.Status.V) && was.Status.V != is.Status.V {
					p.report(was, is, or(is.Status.Span, place(is)), "status of %s changed from %d to %d", is.Code.V, was.Status.V, is.Status.V).
						Hint = "clients that match on the status " + strconv.Itoa(was.Status.V) + " are affected; use a new code for the other status"
				}
				if a, b := p.old.RPCStatus(was), p.now.RPCStatus(is); a != b && was.Status.V == is.Status.V && was.GRPC.V+is.GRPC.V != "" {
					p.report(was, is, or(is.GRPC.Span, place(is)), "gRPC status of %s changed from %s to %s", is.Code.V, a, b).
						Hint = "clients that match on the gRPC status " + a + " are affected; use a new code for the other status"
				}
				for _, s := range was.ByService {
					if !is.Answers(s.Service.V) {
						continue
					}
					now := is.Status.V
					if i := slices.IndexFunc(is.ByService, func(o catalog.ServiceStatus) bool { return o.Service.V == s.Service.V }); i >= 0 {
						now = is.ByService[i].Status.V
					}
					if known(now, s.Status.V) && now != s.Status.V {
						p.report(was, is, place(is), "status of %s changed from %d to %[4]d in the service %[3]q", is.Code.V, s.Status.V, s.Service.V, now).
							Hint = "clients of the service that match on the status " + strconv.Itoa(s.Status.V) + " are affected; use a new code for the other status"
					}
				}
			})
		},
	},
	{
		ID: "type-changed", Level: Wire,
		Doc: `the type of an error changed

The type identifies the problem, and clients compare it (RFC 9457). A changed type is an
unknown problem to every client built before. If the docs moved, list the old base under
former_docs_urls: in errgen.yaml and keep sending the old type until clients have been
rebuilt.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.Type.V != is.Type.V && (was.Code.V == is.Code.V || is.AliasType(was.Code.V) != was.Type.V) {
					p.report(was, is, place(is), "type of %s changed from %q to %q", is.Code.V, was.Type.V, is.Type.V).
						Hint = "clients that match by type no longer recognize the error: keep the type with type: in errgen.yaml"
				}
			})
		},
	},
	{
		ID: "retry-changed", Level: Wire,
		Doc: `whether a retry helps changed

Clients that retry automatically start or stop doing so. If the page does not say, the
status decides.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				if was.MayRetry() != is.MayRetry() && was.Status.V == is.Status.V {
					p.report(was, is, or(is.Retryable.Span, place(is)), "%s was %s, but is now %s", is.Code.V, may(was), may(is)).
						Hint = "clients that retry automatically are affected; use a new code for errors that differ in this"
				}
			})
		},
	},
	{
		ID: "param-removed", Level: Wire,
		Doc: `a member of an error's body was removed

Clients read the parameter from the body. Keep it; you can add another one.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, a := range was.Params {
					if param(is.Params, a.Name.V) == nil {
						p.report(was, is, place(is), "parameter %q of %s was removed", a.Name.V, is.Code.V).Hint = "clients that read it are affected: keep it, and add a new one"
					}
				}
			})
		},
	},
	{
		ID: "param-type-changed", Level: Wire,
		Doc: `the type of a member of an error's body changed

Clients that expect the old type fail, or treat the member as absent. Add another
parameter with the new type.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				p.paramTypes(was, is, "parameter", was.Params, is.Params)
			})
		},
	},
	{
		ID: "param-optional", Level: Wire,
		Doc: `a member of an error's body became optional

Clients rely on a parameter that was always present.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, a := range was.Params {
					if b := param(is.Params, a.Name.V); b != nil && b.Optional.V && !a.Optional.V {
						p.report(was, is, or(b.Optional.Span, b.Name.Span, place(is)), "parameter %q of %s was always present, but is now optional", a.Name.V, is.Code.V).
							Hint = "clients that rely on it are affected: keep sending it"
					}
				}
			})
		},
	},
	{
		ID: "fact-changed", Level: Wire,
		Doc: `a fact of an error changed

Bodies and generated code have the fact, and clients switch on it.`,
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
						p.report(was, is, or(now.Span, place(is)), "%[2]s of %[1]s changed from %[3]q to %[4]q", is.Code.V, f.Name, was.Facts[i].V, now.V).
							Hint = "clients that switch on it are affected: use a new code for errors that differ in it"
					}
				}
			})
		},
	},
	{
		ID: "header-removed", Level: Wire,
		Doc: `a response header of an error was removed

Clients and proxies that read the header no longer find it.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, h := range was.Headers {
					if !slices.ContainsFunc(is.Headers, func(o catalog.Header) bool { return strings.EqualFold(o.Name.V, h.Name.V) }) {
						p.report(was, is, place(is), "response header %q of %s was removed", h.Name.V, is.Code.V).
							Hint = "clients and proxies that read it are affected: keep sending it"
					}
				}
			})
		},
	},
	{
		ID: "header-changed", Level: Wire,
		Doc: `the value of a response header of an error changed

Clients and proxies act on the value: another scheme in WWW-Authenticate asks for other
credentials. If every value is fine to those that read it, as with the seconds of
Retry-After, say so in an ignore. A header that is added breaks nothing.`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				told := map[string]bool{}
				for _, h := range is.Headers {
					name := strings.ToLower(h.Name.V)
					a, b := values(was, name), values(is, name)
					if told[name] || len(a) == 0 || slices.Equal(a, b) {
						continue
					}
					told[name] = true
					p.report(was, is, or(h.Value.Span, h.Name.Span, place(is)), "response header %[2]q of %[1]s changed from %[3]q to %[4]q", is.Code.V, h.Name.V, strings.Join(a, ", "), strings.Join(b, ", ")).
						Hint = "clients and proxies that read it are affected: keep the value, or use a new code for errors that differ in it"
				}
			})
		},
	},
	envelopeChanged,
}

// values returns those of the response headers of an error that have a name in lower case,
// sorted.
func values(e *catalog.Entry, name string) []string {
	var out []string
	for _, h := range e.Headers {
		if strings.ToLower(h.Name.V) == name {
			out = append(out, strings.TrimSpace(h.Value.V))
		}
	}
	slices.Sort(out)
	return out
}

// otherStatuses reports which further statuses of an error were added, and which are gone.
func (p *pass) otherStatuses(was, is *catalog.Entry) {
	if !known(was.Status.V, is.Status.V) {
		return
	}
	before, now := statuses(was), statuses(is)
	var said []string
	at := is.Status.Span
	for _, s := range is.OtherStatuses {
		if text := strconv.Itoa(s.V); !slices.Contains(before, text) {
			said, at = append(said, text+" was added"), or(s.Span, at)
		}
	}
	for i, text := range before {
		if !slices.Contains(now, text) && (i > 0 || is.Status.V == was.Status.V) {
			said = append(said, text+" was removed")
		}
	}
	if len(said) > 0 {
		p.report(was, is, or(at, place(is)), "statuses of %s changed from %s to %s: %s", is.Code.V, strings.Join(before, ", "), strings.Join(now, ", "), strings.Join(said, ", ")).
			Hint = "clients that match on the status are affected; use a new code for errors that differ in it"
	}
}

// statuses returns the statuses that an error is answered with, the default one first.
func statuses(e *catalog.Entry) []string {
	out := []string{strconv.Itoa(e.Status.V)}
	for _, s := range e.OtherStatuses {
		if text := strconv.Itoa(s.V); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// summary returns the beginning of what an error means.
func summary(e *catalog.Entry) string {
	text := strings.Join(strings.Fields(cmp.Or(e.Description.V, e.Detail.V, e.Title.V)), " ")
	if first, _, ok := strings.Cut(text, ". "); ok {
		text = first + "."
	}
	if c := []rune(text); len(c) > 80 {
		text = string(c[:79]) + "…"
	}
	return text
}

// known reports whether both of two statuses are: pages need not state one.
func known(a, b int) bool { return a != 0 && b != 0 }

// each calls do with every error that is in both catalogues.
func (p *pass) each(do func(was, is *catalog.Entry)) {
	for _, pair := range p.pairs {
		do(pair.was, pair.is)
	}
}

// eachCode calls do with every error that is in both catalogues, and with those that were
// merged into another: for what is promised for their codes, names and pages.
func (p *pass) eachCode(do func(was, is *catalog.Entry)) {
	p.each(do)
	for _, pair := range p.merged {
		do(pair.was, pair.is)
	}
}

// called returns the code that readers know an error by: the current one, unless that is
// also what they know another error by.
func (p *pass) called(was, is *catalog.Entry) catalog.Code {
	if slices.Contains(p.merged, pair{was, is}) {
		return was.Code.V
	}
	return is.Code.V
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
				p.report(was, is, place(is), "%s %q of %s was removed", what, a.Name.V, is.Code.V).Hint = "clients that read it are affected: keep it, and add a new one"
			}
			continue
		}
		if x, y := typeOf(a), typeOf(b); x != y {
			p.report(was, is, or(b.Type.Span, b.Name.Span, place(is)), "%s %q of %s changed from %s to %s", what, a.Name.V, is.Code.V, x, y).
				Hint = "clients that read it are affected: add another one with the new type"
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
		return "retryable"
	}
	return "not retryable"
}
