package envelope

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
	{"params", "the parameters that have no place of their own, an object; params.NAME is one of them"},
	{"retry_after", "how long to wait before another attempt, a number of seconds"},
	{"timestamp", "when the response is written, as RFC 3339 has it"},
	{"path", "the path of the request's URL"},
	{"request", "request.NAME: a member that the request gives, set by an option"},
}

// Cases are what can be made of a value: other spellings of its words, and for
// params, text, which writes each value as text.
var Cases = []string{"snake", "kebab", "upper", "camel", "pascal", "lower", "text"}
