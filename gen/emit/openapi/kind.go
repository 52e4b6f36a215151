package openapi

import (
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// nullable writes the type of a value, which may be null where the template says
// so.
func (p *printer) nullable(kind string, n *envelope.Node) {
	if isNullable(n) {
		p.P("type: [", kind, `, "null"]`)
		return
	}
	p.P("type: ", kind)
}

// isNullable reports whether a value is null where a placeholder has none.
func isNullable(n *envelope.Node) bool {
	return slices.ContainsFunc(n.Parts, func(part envelope.Part) bool { return part.Null })
}

// kindOf returns the type of a value, "" where it is not known.
func kindOf(n *envelope.Node) string {
	part := n.Alone()
	switch {
	case n.As == envelope.AsNumber:
		return "integer"
	case n.As == envelope.AsString || part == nil:
		return "string"
	}
	kinds := map[string]bool{}
	for _, r := range part.Refs {
		switch kind, ok := r.Kind(); {
		case !ok:
			return ""
		case kind == jsonpos.Number:
			kinds["integer"] = true
		default:
			kinds["string"] = true
		}
	}
	if len(kinds) > 1 {
		return ""
	}
	if kinds["integer"] {
		return "integer"
	}
	return "string"
}

// isStatus reports whether a value is the HTTP status as a number.
func isStatus(n *envelope.Node) bool {
	part := n.Alone()
	return part != nil && len(part.Refs) == 1 && part.Refs[0].Name == "status" && kindOf(n) == "integer"
}

// docs say what values are, by name.
var docs = map[string]string{
	"code":          "The code of the error.",
	"status":        "The HTTP status of the response.",
	"reason_phrase": "The reason phrase of the status.",
	"rpc_status":    "The gRPC name of the status.",
	"title":         "A short summary, the same for every occurrence.",
	"type":          "The URI that identifies the error.",
	"page_url":      "The URL of the documentation.",
	"detail":        "What happened in this occurrence.",
	"description":   "What happened and what to do.",
	"summary":       "What happened.",
	"instance":      "A URI that identifies this occurrence.",
	"request_id":    "The ID of the request that failed.",
	"retry_after":   "The number of seconds to wait before trying again.",
	"timestamp":     "The time of the response.",
	"path":          "The path of the request.",
	"request":       "The value in the request.",
}

// docOf returns what a value is, "" where its name says as much.
func (p *printer) docOf(n *envelope.Node) string {
	part := n.Alone()
	if part == nil {
		return ""
	}
	name := part.Refs[0].Name
	for _, f := range p.Facts {
		if f.Name == name && f.Doc != "" {
			return strings.TrimRight(f.Doc, ".") + "."
		}
	}
	return docs[name]
}

var simple = regexp.MustCompile(`^[A-Z][A-Za-z0-9 .]*$`)

// sentence returns a text as a scalar.
func sentence(doc string) string {
	if simple.MatchString(doc) {
		return doc
	}
	return prose(doc)
}
