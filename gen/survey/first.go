package survey

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
)

// First adds a first page to the survey of a repository without pages, and
// returns the page with its path. name is what the system in its code is called,
// as far as a code can be.
func (s *Survey) First(name string) (at string, data []byte) {
	system := segment(name)
	code := form.Default.Print([]string{system, "application", "unexpected_error"})
	s.Pages, s.DefaultCode, s.Count = "errors", catalog.Code(code), 1
	if s.Docs != nil {
		s.Pages = path.Join(s.docs.root, "errors")
	}
	if url := s.docs.url(s.Pages); siteURL.MatchString(url) {
		s.DocsURL = url
		s.unsure("docs_url is taken from %s: %s", s.docs.file, url)
	} else {
		s.unsure("docs_url is a placeholder%s: replace it with the URL where the pages will be published", s.docs.unsaid())
	}
	text := strings.NewReplacer("SHOWN", s.Docs.Shown(code), "TYPE", s.DocsURL+"/"+form.Default.Path(code)).Replace(firstPage)
	return s.Pages + "/" + form.Default.Path(code) + s.Docs.Or().Ext, []byte(text)
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

SHOWN

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
