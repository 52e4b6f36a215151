package catalog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Body returns the template of the catalogue's error bodies, the default one where
// none is set.
func (c *Catalog) Body() *envelope.Template {
	if c.Envelope == nil {
		return envelope.Default
	}
	return c.Envelope
}

// Knows reports whether a template may name something: a segment of the catalogue's
// codes, or a fact.
func (c *Catalog) Knows(name string) bool {
	return c.HasSegment(name) || slices.ContainsFunc(c.Facts, func(f Fact) bool { return f.Name == name })
}

// HasSegment reports whether a form of the catalogue has a segment of that name.
func (c *Catalog) HasSegment(name string) bool {
	for _, f := range c.forms() {
		for _, s := range f.Segments() {
			if s.Name == name {
				return true
			}
		}
	}
	return false
}

// Identifies reports whether a segment or a fact may tell errors apart: a fact that
// may be any text is prose.
func (c *Catalog) Identifies(name string) bool {
	for _, f := range c.Facts {
		if f.Name == name {
			return len(f.Values) > 0
		}
	}
	return c.HasSegment(name)
}

// An Occurrence is what one response says about an error besides its code.
type Occurrence struct {
	Detail     string // empty: that of the entry, unless it is a template
	Instance   string
	RequestID  string
	Params     *jsonpos.Value // an object, in the page's order; nil: none
	RetryAfter int            // seconds; 0: not said
	Timestamp  string
	Path       string
	Request    *jsonpos.Value // an object of what the request gives; nil: nothing
}

// Values returns what the placeholders of a template stand for in a response of an
// entry.
func (c *Catalog) Values(e *Entry, o Occurrence) envelope.Values {
	return func(name string) *jsonpos.Value {
		switch name {
		case "code":
			return jsonText(string(e.Code.V))
		case "status":
			return jsonNumber(c.StatusOf(e))
		case "reason_phrase":
			return jsonText(ReasonPhrase(c.StatusOf(e)))
		case "rpc_status":
			return jsonText(c.RPCStatus(e))
		case "title":
			return jsonText(e.Title.V)
		case "type":
			return jsonText(e.Type.V)
		case "page_url":
			return jsonText(e.URL())
		case "detail":
			if o.Detail == "" && len(e.Params) == 0 {
				return jsonText(e.Detail.V)
			}
			return jsonText(o.Detail)
		case "description":
			return jsonText(e.Description.V)
		case "summary":
			return jsonText(e.Summary())
		case "instance":
			return jsonText(o.Instance)
		case "request_id":
			return jsonText(o.RequestID)
		case "params":
			return o.Params
		case "retry_after":
			return jsonNumber(o.RetryAfter)
		case "timestamp":
			return jsonText(o.Timestamp)
		case "path":
			return jsonText(o.Path)
		case "request":
			return o.Request
		}
		for i, f := range c.Facts {
			if f.Name == name && i < len(e.Facts) {
				return jsonText(e.Facts[i].V)
			}
		}
		return jsonText(e.Segment(name))
	}
}

// jsonText returns a text, and nil for none.
func jsonText(s string) *jsonpos.Value {
	if s == "" {
		return nil
	}
	return &jsonpos.Value{Kind: jsonpos.String, Text: s}
}

// jsonNumber returns a number, and nil for 0.
func jsonNumber(n int) *jsonpos.Value {
	if n == 0 {
		return nil
	}
	return &jsonpos.Value{Kind: jsonpos.Number, Text: strconv.Itoa(n)}
}

// StatusOf returns the HTTP status that an entry is answered with: its own, else
// that of the default code, else 0.
func (c *Catalog) StatusOf(e *Entry) int {
	if e.Status.V != 0 || c.DefaultCode == "" {
		return e.Status.V
	}
	if d := c.Lookup(c.DefaultCode); d != nil {
		return d.Status.V
	}
	return 0
}

// RPCStatus returns the status of an entry as gRPC names it: that of its page, else
// the one that stands for its HTTP status.
func (c *Catalog) RPCStatus(e *Entry) string {
	if e.GRPC.V != "" {
		return e.GRPC.V
	}
	return RPCStatus(c.StatusOf(e))
}

// RPCStatus returns what gRPC calls the status of an error that is answered with
// an HTTP status: the one whose meaning is nearest.
func RPCStatus(status int) string {
	switch status {
	case 400, 411, 413, 414, 415, 422, 431:
		return "INVALID_ARGUMENT"
	case 401, 407:
		return "UNAUTHENTICATED"
	case 403, 451:
		return "PERMISSION_DENIED"
	case 404, 410:
		return "NOT_FOUND"
	case 405, 501, 505:
		return "UNIMPLEMENTED"
	case 408, 504:
		return "DEADLINE_EXCEEDED"
	case 409:
		return "ABORTED"
	case 416:
		return "OUT_OF_RANGE"
	case 429, 507:
		return "RESOURCE_EXHAUSTED"
	case 499:
		return "CANCELLED"
	case 502, 503:
		return "UNAVAILABLE"
	}
	switch {
	case status >= 400 && status < 500:
		return "FAILED_PRECONDITION"
	case status >= 500:
		return "INTERNAL"
	}
	return "UNKNOWN"
}

// Summary returns the first sentence of the description: up to the first full stop,
// question or exclamation mark that a space follows. A stop after a single letter,
// as in "e.g.", and after a few words ends no sentence.
func (e *Entry) Summary() string {
	text := strings.TrimSpace(e.Description.V)
	for i := range len(text) - 1 {
		if strings.IndexByte(".?!", text[i]) < 0 || text[i+1] != ' ' && text[i+1] != '\n' {
			continue
		}
		word := strings.TrimLeft(text[strings.LastIndexAny(text[:i], " \n")+1:i], "(")
		if text[i] == '.' && (len(word) < 2 || strings.Contains(word, ".") || slices.Contains(abbreviations, word)) {
			continue
		}
		return text[:i+1]
	}
	return text
}

// abbreviations are words that end in a stop within a sentence.
var abbreviations = []string{"vs", "cf", "approx", "incl"}
