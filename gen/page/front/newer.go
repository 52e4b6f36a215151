package front

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// newerKey reads a key that docs sites may well have for something else: outside of
// the map errgen it is ours where its value has the shape of ours.
func (k *Keys) newerKey(in yamlpos.Reader, key string, n *yamlpos.Node, own bool) bool {
	e := k.Entry
	switch key {
	case "retired":
		if own || n.Kind == yamlpos.Map || n.Kind == yamlpos.Scalar && !denies(n.Value) && n.Tag != "!!null" {
			k.retired(in, n)
		} else {
			k.Pass(n, key)
		}
	case "headers":
		if own || n.Kind == yamlpos.Map {
			k.headers(in, n)
		} else {
			k.Pass(n, key)
		}
	case "grpc":
		if own || n.Kind == yamlpos.Scalar && strings.ToUpper(n.Value) == n.Value {
			k.grpc(in, n)
		} else {
			k.Pass(n, key)
		}
	case "services":
		if own || len(k.Services) > 0 {
			k.services(in, n)
		} else {
			k.Pass(n, key)
		}
	case "reserved":
		if n.Kind == yamlpos.Scalar && n.Tag == "!!str" {
			e.Reserved = catalog.Value[string]{V: n.Value, Span: n.Span}
		} else if own {
			in.Text(n)
		} else {
			k.Pass(n, key)
		}
	default:
		return false
	}
	return true
}

// denies reports whether the value of a key says that what the key is about is not so.
func denies(s string) bool {
	return s == "" || strings.EqualFold(s, "false") || strings.EqualFold(s, "no")
}

// Pass notes a value that is the site's and not errgen's.
func (p *Page) Pass(n *yamlpos.Node, key string) {
	p.Passed = append(p.Passed, diag.Related{Span: n.Span, Message: key + " is left to the docs site; to set it for errgen, write it under errgen:"})
}

// begins returns where a finding about a value as a whole is shown: at its first line.
func begins(n *yamlpos.Node) source.Span {
	if n.Kind == yamlpos.Scalar || len(n.Pairs) == 0 {
		return n.Span.File.Span(int(n.Span.Start), int(n.Span.Start)+len(n.Value))
	}
	return n.Pairs[0].Key.Span
}

// IsDate reports whether a text is a date as front matter has it.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// retired reads the date since when a code is no longer raised, or a map that says
// more.
func (k *Keys) retired(in yamlpos.Reader, n *yamlpos.Node) {
	e := k.Entry
	if n.Kind != yamlpos.Map {
		if since, ok := k.date(in, n); ok {
			e.Retired = &catalog.Retirement{Since: since}
		}
		return
	}
	e.Retired = &catalog.Retirement{}
	for _, p := range n.Pairs {
		switch p.Key.Value {
		case "since":
			e.Retired.Since, _ = k.date(in, p.Value)
		case "reason":
			e.Retired.Reason, _ = k.line(in, p.Value)
		case "replaced_by":
			e.Retired.ReplacedBy = k.codeValue(in, p.Value)
		default:
			k.badKey(p.Key, "retired", "since", "reason", "replaced_by")
		}
	}
	if n.Get("since") == nil {
		k.Found.Add(Rule, diag.Error, begins(n), "retired has no since, want the date from which the code is no longer raised").
			Hint = "add a line such as since: 2026-01-31"
	}
}

func (k *Keys) date(in yamlpos.Reader, n *yamlpos.Node) (catalog.Value[string], bool) {
	if n.Kind == yamlpos.Scalar && IsDate(n.Value) {
		return catalog.Value[string]{V: n.Value, Span: n.Span}, true
	}
	d := k.Found.Add(Rule, diag.Error, begins(n), "%q is not a date, want one such as 2026-01-31", n.Value)
	d.Hint = "write the year, the month and the day"
	if n.Tag == "!!bool" {
		d.Hint = "write the date from which the code is no longer raised, or run errgen retire; a value for the docs site alone needs another key"
	}
	return catalog.Value[string]{}, false
}

var headerName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")

// bodyHeaders are those that describe the body, which the writers set.
var bodyHeaders = []string{"connection", "content-encoding", "content-length", "content-type", "transfer-encoding"}

// headers reads the response headers of an error.
func (k *Keys) headers(in yamlpos.Reader, n *yamlpos.Node) {
	pairs, _ := in.Map(n)
	for _, p := range pairs {
		name := p.Key.Value
		report := func(at *yamlpos.Node, hint, format string, args ...any) {
			k.Found.Add(Rule, diag.Error, at.Span, format, args...).Hint = hint
		}
		v, ok := in.Text(p.Value)
		switch {
		case !ok:
		case !headerName.MatchString(name):
			report(p.Key, "a name is letters, digits and hyphens, for example WWW-Authenticate", "%q is not a header name", name)
		case slices.Contains(bodyHeaders, strings.ToLower(name)):
			report(p.Key, "remove it", "the header %q is set by the code that writes the body", name)
		case strings.ContainsFunc(v.V, func(c rune) bool { return c < ' ' && c != '\t' || c >= 0x7f }):
			report(p.Value, "write it on one line, in ASCII", "the value of the header %q has characters that are not allowed in headers", name)
		case slices.ContainsFunc(k.Entry.Headers, func(h catalog.Header) bool { return strings.EqualFold(h.Name.V, name) }):
			report(p.Key, "keep one of the two", "duplicate header %q", name)
		default:
			k.Entry.Headers = append(k.Entry.Headers, catalog.Header{Name: catalog.Value[string]{V: name, Span: p.Key.Span}, Value: v})
		}
	}
}

// grpcCodes are the codes of gRPC that an error may have.
var grpcCodes = []string{
	"CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
	"FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
}

func (k *Keys) grpc(in yamlpos.Reader, n *yamlpos.Node) {
	v, ok := in.Text(n)
	if !ok {
		return
	}
	if !slices.Contains(grpcCodes, v.V) {
		k.Found.Add(Rule, diag.Error, v.Span, "grpc is %q, which is not a gRPC code", v.V).Hint = nearOf(v.V, grpcCodes)
		return
	}
	k.Entry.GRPC = v
}

// nearOf says which of some words was meant, or lists them.
func nearOf(word string, words []string) string {
	if near := nearest.Name(word, words); near != "" {
		return "did you mean " + near + "?"
	}
	return "the codes are " + strings.Join(words, ", ")
}

// service returns the name of a service that the configuration has, or reports one
// that it has not.
func (k *Keys) service(n *yamlpos.Node, v catalog.Value[string]) bool {
	if slices.Contains(k.Services, v.V) {
		return true
	}
	d := k.Found.Add(Rule, diag.Error, v.Span, "there is no service %q", v.V)
	d.Hint = "list it under services in errgen.yaml"
	if len(k.Services) > 0 {
		d.Hint = nearOf(v.V, k.Services)
	}
	return false
}

// services reads which services answer with the code.
func (k *Keys) services(in yamlpos.Reader, n *yamlpos.Node) {
	texts, _ := in.Texts(n)
	for _, t := range texts {
		if k.service(n, t) {
			k.Entry.Services = append(k.Entry.Services, t)
		}
	}
}

// Statuses reads a status for each service: the first is the default one.
func (k *Keys) Statuses(n *yamlpos.Node) {
	in := k.reader()
	for i, p := range n.Pairs {
		name := catalog.Value[string]{V: p.Key.Value, Span: p.Key.Span}
		v, ok := in.Int(p.Value)
		switch {
		case !ok || !k.service(p.Key, name):
		case i == 0 || len(k.Entry.Statuses) == 0:
			k.Entry.Statuses = append(k.Entry.Statuses, catalog.Stated[int]{Value: v, From: catalog.FromFrontMatter})
		case v.V != k.Entry.Statuses[0].V:
			k.Entry.ByService = append(k.Entry.ByService, catalog.ServiceStatus{Service: name, Status: v})
		}
	}
}
