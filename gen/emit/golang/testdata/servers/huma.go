package servers

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"example.com/servers/codes"
)

func withHuma() http.Handler {
	s := codes.Responder{}
	huma.NewErrorWithContext = func(_ huma.Context, status int, message string, errs ...error) huma.StatusError {
		return s.ErrorFor(status, errors.Join(errs...), codes.WithDetail(message))
	}
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("Orders", "1"))
	huma.Get(api, "/orders/{number}", func(ctx context.Context, in *struct {
		Number string `path:"number"`
	}) (*struct{}, error) {
		return nil, order(in.Number)
	})
	huma.Register(api, huma.Operation{Method: "POST", Path: "/orders", MaxBodyBytes: limit}, func(ctx context.Context, in *struct {
		Body struct{ Count int }
	}) (*struct{}, error) {
		return nil, nil
	})
	return s.Mux(mux)
}
