// Package report says which codes HTTP handlers can answer with: as text, JSON or
// Markdown, in the pages of operations, and in an OpenAPI document.
package report

// A Report lists handlers by path and name.
type Report struct {
	Handlers []*Handler `json:"handlers"`
}

// A Handler is what is known about one handler, for one method and path.
type Handler struct {
	Name       string    `json:"handler"`
	Method     string    `json:"method,omitempty"`
	Path       string    `json:"path,omitempty"` // empty if no registration is known
	At         string    `json:"at,omitempty"`
	Looked     bool      `json:"looked_at"` // false: its source is in another module
	Codes      []*Raised `json:"codes"`
	Uncoded    []Uncoded `json:"without_code,omitempty"`
	Unresolved []Call    `json:"unresolved,omitempty"`
}

// Raised is a code that a handler can answer with.
type Raised struct {
	Code   string `json:"code"`
	Status int    `json:"status,omitempty"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Name   string `json:"constant"`
}

// Uncoded is an error without a code that a handler can answer with.
type Uncoded struct {
	What   string `json:"what"`
	Status int    `json:"status,omitempty"` // 0: it does not say
	At     string `json:"at,omitempty"`
}

// A Call is one that could not be followed.
type Call struct {
	What string `json:"call"`
	At   string `json:"at"`
}

// Methods are those of HTTP.
var Methods = []string{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"}
