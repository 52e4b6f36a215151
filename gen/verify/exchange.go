package verify

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// An Exchange is one request and its response.
type Exchange struct {
	Method, Path string
	Status       int
	MediaType    string // empty: not recorded
	Body         []byte
	Line         int
	at           source.Span
}

// Endpoint names the method and the path, without the parts of the path that
// may be personal: numbers, ids, long words.
func (x *Exchange) Endpoint() string {
	segments := strings.Split(x.Path, "/")
	for i, s := range segments {
		if len(s) > 24 || strings.ContainsAny(s, "0123456789%@") && !version.MatchString(s) {
			segments[i] = "{}"
		}
	}
	return strings.TrimSpace(x.Method + " " + strings.Join(segments, "/"))
}

var version = regexp.MustCompile(`^v\d{1,3}$`)

// Exchanges reads a recording: an HTTP archive (HAR), or a line of JSON for each
// exchange, with request and response as members. The places of what it returns are
// in a file that has only the requests, line by line, so that no finding shows the
// content of bodies.
func Exchanges(f *source.File) ([]*Exchange, diag.List) {
	var found diag.List
	var all []*Exchange
	add := func(v *jsonpos.Value, line int) {
		x, fault := exchange(v)
		if fault != "" {
			found.Add(ruleTrafficFile, diag.Error, lineSpan(f.Name, line), "this is not a recorded exchange: %s", fault).Hint = "want {\"request\": {\"method\", \"url\"}, \"response\": {\"status\", \"headers\", \"body\"}}"
			return
		}
		x.Line = line
		all = append(all, x)
	}
	whole, faults := jsonpos.Parse(string(f.Data))
	switch entries := whole.Get("log").Get("entries"); {
	case len(faults) == 0 && entries != nil:
		for _, v := range entries.Items {
			add(v, f.Position(v.Start).Line)
		}
	case len(faults) == 0 && whole != nil && whole.Get("response") != nil:
		add(whole, f.Position(whole.Start).Line)
	default:
		line := 0
		for text := range bytes.Lines(f.Data) {
			line++
			if len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			v, faults := jsonpos.Parse(string(text))
			if len(faults) > 0 {
				found.Add(ruleTrafficFile, diag.Error, lineSpan(f.Name, line), "the line is not valid JSON: %s", faults[0].Message).Hint = "each line is an exchange, or the file is an HTTP archive (HAR)"
				continue
			}
			add(v, line)
		}
	}
	place(f.Name, all)
	return all, found
}

// lineSpan returns the beginning of a line of a file that shows nothing.
func lineSpan(name string, line int) source.Span {
	f := source.NewFile(name, bytes.Repeat([]byte("\n"), line))
	return f.Span(line-1, line-1)
}

// place gives exchanges their places.
func place(name string, all []*Exchange) {
	lines := map[int][]*Exchange{}
	most := 0
	for _, x := range all {
		lines[x.Line] = append(lines[x.Line], x)
		most = max(most, x.Line)
	}
	var text []byte
	type range2 struct{ start, end int }
	ranges := map[*Exchange]range2{}
	for line := 1; line <= most; line++ {
		for i, x := range lines[line] {
			if i > 0 {
				text = append(text, "  "...)
			}
			start := len(text)
			text = append(text, fmt.Sprintf("%s %d", x.Endpoint(), x.Status)...)
			ranges[x] = range2{start, len(text)}
		}
		text = append(text, '\n')
	}
	f := source.NewFile(name, text)
	for x, r := range ranges {
		x.at = f.Span(r.start, r.end)
	}
}

// exchange reads one, and says what keeps it from being one.
func exchange(v *jsonpos.Value) (*Exchange, string) {
	request, response := v.Get("request"), v.Get("response")
	if response == nil {
		return nil, "it has no response"
	}
	status, ok := response.Get("status").Int()
	if !ok {
		return nil, "its response has no status"
	}
	x := &Exchange{Status: status, Method: textOf(request.Get("method")), Path: textOf(request.Get("url"))}
	if x.Path == "" {
		x.Path = textOf(request.Get("path"))
	}
	if u, err := url.Parse(x.Path); err == nil {
		x.Path = u.Path
	}
	body := response.Get("body")
	if content := response.Get("content"); content != nil { // HAR
		body = content.Get("text")
		x.MediaType = textOf(content.Get("mimeType"))
		if textOf(content.Get("encoding")) == "base64" && body != nil {
			data, err := base64.StdEncoding.DecodeString(body.Text)
			if err != nil {
				return nil, "its body is not valid base64"
			}
			body = &jsonpos.Value{Kind: jsonpos.String, Text: string(data)}
		}
	}
	if headers := response.Get("headers"); headers != nil && x.MediaType == "" {
		for _, m := range headers.Members {
			if strings.EqualFold(m.Name, "Content-Type") {
				x.MediaType = textOf(m.Value)
				if len(m.Value.Items) > 0 {
					x.MediaType = textOf(m.Value.Items[0])
				}
			}
		}
		for _, item := range headers.Items {
			if strings.EqualFold(textOf(item.Get("name")), "Content-Type") {
				x.MediaType = textOf(item.Get("value"))
			}
		}
	}
	switch {
	case body == nil || body.Kind == jsonpos.Null:
	case body.Kind == jsonpos.String:
		x.Body = []byte(body.Text)
	default:
		x.Body = body.Append(nil)
	}
	return x, ""
}

func textOf(v *jsonpos.Value) string {
	if v == nil || v.Kind != jsonpos.String {
		return ""
	}
	return v.Text
}
