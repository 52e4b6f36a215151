package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/vet/handlers/report"
)

const components = `components:
  responses:
    A: {description: a}
    B: {description: b}
    C: {description: c}
    Status404: {description: d}
    Status410: {description: d}
`

func listed(codes ...*report.Raised) *report.Report {
	return &report.Report{Handlers: []*report.Handler{{Name: "x.Get", Method: "GET", Path: "/v1/orders/:id", Codes: codes}}}
}

var (
	codeA = &report.Raised{Code: "err:a", Status: 404, Name: "A"}
	codeB = &report.Raised{Code: "err:b", Status: 404, Name: "B"}
	codeC = &report.Raised{Code: "err:c", Status: 410, Name: "C"}
)

func merge(t *testing.T, r *report.Report, text string) string {
	t.Helper()
	m, found := r.Merge(source.NewFile("openapi", []byte(text)), source.NewFile("components", []byte(components)), "e.yaml")
	if found.Err() != nil {
		t.Fatal(found)
	}
	return string(m.Data)
}

// TestMerge adds to a document, brings it up to date and takes out again what was
// added, in each way in which a document is written: in the end it is what it was.
func TestMerge(t *testing.T) {
	for name, text := range map[string]string{
		"block":    "servers: [{url: https://x.example/v1}]\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        '200':\n          description: fine # yes\n      tags: [x]\n",
		"no end":   "paths:\n /v1/orders/{id}:\n  get:\n   responses:\n    default:\n     description: all",
		"windows":  "paths:\r\n  /v1/orders/{id}:\r\n    get:\r\n      responses:\r\n        \"200\":\r\n          description: fine\r\n",
		"json":     "{\n  \"paths\": {\"/v1/orders/{id}\": {\"get\": {\"responses\": {\n    \"200\": {\"description\": \"fine\"}\n  }}}}\n}\n",
		"one line": `{"paths": {"/v1/orders/{id}": {"get": {"responses": {"200": {"description": "fine"}}, "tags": []}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			one := merge(t, listed(codeA), text)
			if !strings.Contains(one, `"404"`) || !strings.Contains(one, "e.yaml#/components/responses/A\"") {
				t.Errorf("A was not added:\n%s", one)
			}
			if again := merge(t, listed(codeA), one); again != one {
				t.Errorf("a second time changes it: %s", cmp.Diff(one, again))
			}
			all := merge(t, listed(codeA, codeB, codeC), one)
			for _, want := range []string{"#/components/responses/Status404\"", "#/components/responses/C\"", `"err:a, err:b"`} {
				if !strings.Contains(all, want) {
					t.Errorf("%s is missing:\n%s", want, all)
				}
			}
			if direct := merge(t, listed(codeA, codeB, codeC), text); direct != all {
				t.Errorf("at once it is something else: %s", cmp.Diff(all, direct))
			}
			if crlf := strings.Count(all, "\r\n"); crlf > 0 && crlf != strings.Count(all, "\n") {
				t.Errorf("line ends are mixed: %q", all)
			}
			if none := merge(t, listed(), all); strings.TrimRight(none, "\n") != strings.TrimRight(text, "\n") {
				t.Errorf("without codes it is not what it was: %s", cmp.Diff(text, none))
			}
		})
	}
}
