package runtime

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
)

// prefersHTML reports whether the client accepts text/html and prefers it to
// JSON. A wildcard does not count, since programs send it, too.
func prefersHTML(r *http.Request) bool {
	if r == nil {
		return false
	}
	var page, data float64
	for _, header := range r.Header.Values("Accept") {
		for _, each := range strings.Split(header, ",") {
			name, rest, _ := strings.Cut(each, ";")
			q := quality(rest)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "text/html":
				page = max(page, q)
			case "application/json", "application/problem+json":
				data = max(data, q)
			}
		}
	}
	return page > data
}

// quality returns the q parameter of a media range, 1 if there is none and 0
// if it is invalid.
func quality(parameters string) float64 {
	for parameters != "" {
		var each string
		each, parameters, _ = strings.Cut(parameters, ";")
		name, value, _ := strings.Cut(strings.TrimSpace(each), "=")
		if strings.EqualFold(name, "q") {
			q, err := strconv.ParseFloat(value, 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}

// page returns the error as HTML.
func (e *Error) page(i *info) []byte {
	title := html.EscapeString(i.title)
	b := fmt.Appendf(nil, `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%d %s</title>
<h1>%d %s</h1>
`, i.status, title, i.status, title)
	if detail := e.Detail(); detail != "" {
		b = fmt.Appendf(b, "<p>%s</p>\n", html.EscapeString(detail))
	}
	if link := i.link(); link != "" {
		b = fmt.Appendf(b, "<p><a href=\"%s\">%s</a></p>\n", html.EscapeString(link), html.EscapeString(string(i.code)))
	}
	return b
}

// link returns the URL of the documentation for a browser, "" if there is none.
func (i *info) link() string {
	if page := i.page(); strings.HasPrefix(page, "https://") || strings.HasPrefix(page, "http://") {
		return page
	}
	return ""
}
