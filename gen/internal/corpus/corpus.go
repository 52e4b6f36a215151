// Package corpus creates folders of error pages for tests and benchmarks: any
// number, about 2 KB each, all different and all without findings.
package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Config is an errgen.yaml for the pages, which lie in the folder pages beside
// it; the Go package goes to the folder codes.
const Config = `version: 1
pages: pages
docs_url: https://example.com/docs/errors
generate:
  - target: go
    out: codes
`

// A Page is one page of the corpus.
type Page struct {
	Path string // relative to the pages folder
	Text string
}

// Pages returns n pages, n at most a million, the same ones at each call.
func Pages(n int) []Page {
	pages := make([]Page, n)
	for i := range pages {
		pages[i] = page(i, n)
	}
	return pages
}

var (
	systems    = []string{"store", "billing", "search", "mail"}
	categories = []string{"data", "authentication", "limits", "request", "upstream"}
	things     = []string{"order", "invoice", "basket", "coupon", "address", "message", "index", "query", "session", "webhook"}
	faults     = []string{"not_found", "already_exists", "expired", "too_large", "malformed"}
	phrases    = map[int]string{400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict", 429: "Too Many Requests", 503: "Service Unavailable"}
	statuses   = []int{400, 401, 403, 404, 409, 429, 503}
)

type name struct{ system, category, specific string }

func nameOf(i int) name {
	return name{
		system:   systems[i%len(systems)],
		category: categories[i/len(systems)%len(categories)],
		specific: fmt.Sprintf("%s_%06d_%s", things[i%len(things)], i, faults[i/3%len(faults)]),
	}
}

func page(i, n int) Page {
	at, next := nameOf(i), nameOf((i+1)%n)
	status := statuses[i%len(statuses)]
	path := at.system + "/" + at.category + "/" + at.specific
	words := strings.ReplaceAll(at.specific, "_", " ")
	return Page{Path: path + ".mdx", Text: fmt.Sprintf(`---
title: %[1]s
description: "The %[2]s problem came up while the %[3]s service handled your request. Check the request and send it again."
---

<Danger>err:%[3]s:%[4]s:%[1]s</Danger>

`+"```json Example"+`
{
  "meta": {
    "requestId": "req_%012[5]d"
  },
  "error": {
    "detail": "One of the records that the request names does not fit the others",
    "status": %[6]d,
    "title": %[7]q,
    "type": "https://example.com/docs/errors/%[8]s"
  }
}
`+"```"+`

## What Happened?

The %[3]s service could not do what request %[5]d asked for, because of its %[2]s. The service looked at the **request**, at
the state that it keeps for the workspace, and at the limits of the plan, and one of them did not fit the others.

Common scenarios that lead here:

- The identifier in the request belongs to another workspace
- The record was removed between two calls of `+"`%[1]s`"+`
- A retry was sent with values of an earlier attempt
- The client library is older than the field it fills in

## How To Fix

Go through these steps in order:

1. Compare the identifier in the request with the one in your records, character by character
2. Look the record up with a read call, to see whether it is still there and who owns it
3. Send the request again with the values that the read call returned

`+"```bash"+`
curl -X POST https://api.example.com/v1/%[3]s.%[1]s \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $TOKEN" \
  -d '{
    "id": "id_%[5]d",
    "dry_run": true
  }'
`+"```"+`

<Note>
  A request that failed with this error changed nothing; sending it again is safe.
</Note>

## Common Mistakes

- **Copied identifiers**: an identifier was copied together with a space or a quote
- **Stale caches**: a cache still holds a record that the service removed
- **Wrong environment**: the identifier exists in staging, the request went to production

## Related Errors

- [err:%[9]s:%[10]s:%[11]s](../../%[9]s/%[10]s/%[11]s) - when the neighbour of this record is the one that fails
`, at.specific, words, at.system, at.category, i, status, phrases[status], path, next.system, next.category, next.specific)}
}

// Write writes Config and n pages below dir.
func Write(dir string, n int) error {
	if err := os.WriteFile(filepath.Join(dir, "errgen.yaml"), []byte(Config), 0o644); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, p := range Pages(n) {
		path := filepath.Join(dir, "pages", filepath.FromSlash(p.Path))
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := os.WriteFile(path, []byte(p.Text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
