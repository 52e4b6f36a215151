package servers

import (
	"io"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/servers/codes"
)

func withChi() http.Handler {
	s := codes.Responder{RequestID: func(r *http.Request) string { return middleware.GetReqID(r.Context()) }}
	s.Browser, s.Recover = codes.BrowserPage, true
	r := chi.NewRouter()
	r.Use(middleware.RequestID)
	r.NotFound(s.NotFound)
	r.MethodNotAllowed(func(w http.ResponseWriter, req *http.Request) {
		for _, method := range []string{"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"} {
			if r.Match(chi.NewRouteContext(), method, req.URL.Path) {
				w.Header().Add("Allow", method)
			}
		}
		s.MethodNotAllowed(w, req)
	})
	r.Method("GET", "/orders/{number}", s.Handler(getOrder))
	r.Method("POST", "/orders", s.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return create(r)
	}))
	r.Method("GET", "/half", s.Handler(func(w http.ResponseWriter, r *http.Request) error {
		_, _ = io.WriteString(w, "half")
		return order("known")
	}))
	return r
}
