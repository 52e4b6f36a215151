package envelope

import (
	"slices"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Name is a placeholder that every template may use.
type Name struct {
	Name string
	Doc  string
}

// Names are the placeholders that every template may use, beside the segments of
// codes and the facts of the catalogue.
var Names = []Name{
	{"code", "the code"},
	{"status", "the HTTP status, a number"},
	{"reason_phrase", "the reason phrase of the status"},
	{"rpc_status", "the status as gRPC names it, for example NOT_FOUND"},
	{"title", "the problem's title"},
	{"type", "the problem's type, a URI"},
	{"page_url", "the URL of the page that documents the code"},
	{"detail", "what happened this time"},
	{"description", "the page's description"},
	{"summary", "the first sentence of the description"},
	{"instance", "the URI of this occurrence"},
	{"request_id", "the ID of the request"},
	{"params", "an object of the parameters that have no member of their own; params.NAME is one of them"},
	{"retry_after", "how long to wait before a retry, in seconds"},
	{"timestamp", "when the response is written, in RFC 3339 format"},
	{"path", "the path of the request's URL"},
	{"request", "request.NAME: a member that the request gives, set by an option"},
}

const (
	paramsName  = "params"
	requestName = "request"
	textCase    = "text"
)

func isBuiltinName(name string) bool {
	return slices.ContainsFunc(Names, func(n Name) bool { return n.Name == name })
}

// A trait is what holds for the value of a name.
type trait uint8

const (
	// static values depend on the code alone, so that they are known when code is
	// generated.
	static trait = 1 << iota
	// identifying values may tell codes apart.
	identifying
	// cased values have words that can be spelled in another way.
	cased
	// sometimes marks values that are not there for every error.
	sometimes
)

var traits = map[string]trait{
	"code":          static | identifying | cased,
	"status":        static | identifying,
	"reason_phrase": static | identifying | cased,
	"rpc_status":    static | identifying | cased,
	"title":         static | cased,
	"type":          static | identifying,
	"page_url":      static | identifying,
	"description":   static,
	"summary":       static,
	"instance":      sometimes,
	"request_id":    sometimes,
	"params":        sometimes,
	"retry_after":   sometimes,
	"path":          sometimes,
	"request":       sometimes,
}

func (r Ref) traits() trait {
	if t, ok := traits[r.Name]; ok || isBuiltinName(r.Name) {
		return t
	}
	return static | identifying | cased // segments and facts
}

// Static reports whether the value depends on the code alone.
func (r Ref) Static() bool { return r.traits()&static != 0 }

// Sometimes reports whether the value is one that only some occurrences of an
// error have. Whether an error has a segment or a fact only the catalogue knows.
func (r Ref) Sometimes() bool { return r.traits()&sometimes != 0 }

// Identifies reports whether the value tells errors apart by itself: what many codes
// share, such as the status, does not.
func (r Ref) Identifies() bool { return r.traits()&identifying != 0 && ranks[r.Name] < 4 }

// Kind returns what JSON value the name stands for, and false where that is not
// known: of one parameter and of what a request gives.
func (r Ref) Kind() (jsonpos.Kind, bool) {
	all := r.Name == paramsName && r.Arg == ""
	switch {
	case all:
		return jsonpos.Object, true
	case r.Case != "":
		return jsonpos.String, true
	case r.Arg != "":
		return 0, false
	case r.Name == "status" || r.Name == "retry_after":
		return jsonpos.Number, true
	}
	return jsonpos.String, true
}
