package servers

import (
	"io"
	"net/http"

	"example.com/servers/codes"
)

func netHTTP() http.Handler {
	s := codes.Responder{Browser: codes.BrowserPage, Recover: true}
	mux := http.NewServeMux()
	mux.Handle("GET /orders/{number}", s.Handler(getOrder))
	mux.Handle("POST /orders", s.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return create(r)
	}))
	mux.Handle("GET /half", s.Handler(func(w http.ResponseWriter, r *http.Request) error {
		_, _ = io.WriteString(w, "half")
		return order("known")
	}))
	return s.Mux(mux) // answers 404 and 405 too
}

func getOrder(w http.ResponseWriter, r *http.Request) error {
	return order(r.PathValue("number"))
}
