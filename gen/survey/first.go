package survey

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
)

// First makes the survey of a repository without pages one that has a first page,
// which is returned with its path. name is what the system in its code is called,
// as far as a code can be.
func (s *Survey) First(name string) (path string, data []byte) {
	system := segment(name)
	code := form.Default.Print([]string{system, "application", "unexpected_error"})
	s.Pages, s.DefaultCode, s.Count = "errors", catalog.Code(code), 1
	s.unsure("docs_url is a placeholder: replace it with the URL where the pages will be published")
	text := strings.NewReplacer("CODE", code, "TYPE", s.DocsURL+"/"+form.Default.Path(code)).Replace(firstPage)
	return s.Pages + "/" + form.Default.Path(code) + ".mdx", []byte(text)
}

// segment returns a name as a segment of a code.
func segment(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	s := strings.Trim(b.String(), "_")
	if s == "" || len(s) > 40 {
		return "app"
	}
	return s
}

const firstPage = `---
title: unexpected_error
description: "Something went wrong on our side. Try again in a moment, and tell us if it happens again."
detail: "An unexpected error occurred"
retryable: true
---

<Danger>CODE</Danger>

` + "```json Example" + `
{
  "meta": {
    "requestId": "req_example"
  },
  "error": {
    "detail": "An unexpected error occurred",
    "status": 500,
    "title": "Internal Server Error",
    "type": "TYPE"
  }
}
` + "```" + `

## What Happened?

The server ran into an unexpected condition. Your request may be correct.

## How To Fix

1. Try the request again in a moment
2. If the error persists, contact us with the requestId of the response
`
