package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var HeaderMissing = &rule.Rule{
	ID:       "header-missing",
	Severity: diag.Warning,
	Doc: `a response with status 401 or 407 does not say how to authenticate

HTTP requires the header WWW-Authenticate for every 401 and Proxy-Authenticate for every
407, and clients use it to choose how to log in. The server sends the headers that the
pages declare. If no page declares any, they are left to the server, and this rule
reports nothing.

Bad:
	---
	status: 401
	---
	~~~json
	{"error": {"status": 401, "title": "Unauthorized"}}
	~~~
	-- unkey/data/key_disabled.mdx --
	---
	status: 405
	headers: {Allow: GET}
	---
	~~~json
	{"error": {"status": 405, "title": "Method Not Allowed"}}
	~~~

Good:
	---
	status: 401
	headers: {WWW-Authenticate: 'Bearer realm="api"'}
	---
	~~~json
	{"error": {"status": 401, "title": "Unauthorized"}}
	~~~`,
	Check: func(p *rule.Pass) {
		if !slices.ContainsFunc(p.Catalog.Entries, func(e *catalog.Entry) bool { return len(e.Headers) > 0 }) {
			return
		}
		for _, e := range p.Catalog.Entries {
			name := map[int]string{401: "WWW-Authenticate", 407: "Proxy-Authenticate"}[e.Status.V]
			if name == "" || e.Retired != nil ||
				slices.ContainsFunc(e.Headers, func(h catalog.Header) bool { return strings.EqualFold(h.Name.V, name) }) ||
				slices.ContainsFunc(p.Catalog.Body().Headers, func(h envelope.Header) bool { return strings.EqualFold(h.Name, name) }) {
				continue
			}
			d := p.Reportf(cmp.Or(e.Status.Span, rule.Place(e)), "status is %d, but the page declares no header %s", e.Status.V, name)
			d.Hint = "add headers: {" + name + `: 'Bearer realm="api"'} to the front matter, with the scheme that your API uses`
		}
	},
}
