package catalog

import "slices"

// ReasonPhrase returns the reason phrase of an HTTP error status, "Not Found"
// for 404, and "" for a status that has none. It is that of net/http, which is
// not imported for its size, and "Client Closed Request" for 499.
func ReasonPhrase(status int) string { return reasonPhrases[status] }

// IsReasonPhrase reports whether a text is a reason phrase of a status: that of
// ReasonPhrase, which Go's servers send, the one that RFC 9110 has given to it since, or
// one that was in use before.
func IsReasonPhrase(text string, status int) bool {
	return text != "" && slices.Contains(ReasonPhrases(status), text)
}

// ReasonPhrases returns all reason phrases of an HTTP error status, that of ReasonPhrase
// first.
func ReasonPhrases(status int) []string {
	if phrase := ReasonPhrase(status); phrase != "" {
		return append([]string{phrase}, otherPhrases[status]...)
	}
	return nil
}

var otherPhrases = map[int][]string{
	413: {"Content Too Large", "Payload Too Large"},
	414: {"URI Too Long", "Request-URI Too Long"},
	416: {"Range Not Satisfiable"},
	422: {"Unprocessable Content"},
}

var reasonPhrases = map[int]string{
	400: "Bad Request",
	401: "Unauthorized",
	402: "Payment Required",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
	406: "Not Acceptable",
	407: "Proxy Authentication Required",
	408: "Request Timeout",
	409: "Conflict",
	410: "Gone",
	411: "Length Required",
	412: "Precondition Failed",
	413: "Request Entity Too Large",
	414: "Request URI Too Long",
	415: "Unsupported Media Type",
	416: "Requested Range Not Satisfiable",
	417: "Expectation Failed",
	418: "I'm a teapot",
	421: "Misdirected Request",
	422: "Unprocessable Entity",
	423: "Locked",
	424: "Failed Dependency",
	425: "Too Early",
	426: "Upgrade Required",
	428: "Precondition Required",
	429: "Too Many Requests",
	431: "Request Header Fields Too Large",
	451: "Unavailable For Legal Reasons",
	499: "Client Closed Request",
	500: "Internal Server Error",
	501: "Not Implemented",
	502: "Bad Gateway",
	503: "Service Unavailable",
	504: "Gateway Timeout",
	505: "HTTP Version Not Supported",
	506: "Variant Also Negotiates",
	507: "Insufficient Storage",
	508: "Loop Detected",
	510: "Not Extended",
	511: "Network Authentication Required",
}
