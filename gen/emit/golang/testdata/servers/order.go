// Package servers answers with the errors of a catalogue by way of several
// frameworks: by each in the few lines that the README shows. Its tests look at
// all that is sent.
package servers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	grpccodes "google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"example.com/servers/codes"
)

// errPrivate is what no client may see.
var errPrivate = errors.New("pg: password=hunter2")

// errUpstream is what other services answered, each as an error that a framework looks
// for in order to send it.
var errUpstream = errors.Join(
	status.Error(grpccodes.Unauthenticated, "hunter2"), connect.NewError(connect.CodeUnauthenticated, errPrivate),
	echo.NewHTTPError(http.StatusTeapot, "hunter2"), huma.Error410Gone("hunter2", errPrivate))

// limit is how large the body of a request may be.
const limit = 100

// order fails as its number says.
func order(number string) error {
	switch number {
	case "known":
		return fmt.Errorf("load: %w", codes.NewStoreLimitsTooManyItems(3, 4, "pear", codes.WithCause(errPrivate), codes.RetryAfter(2*time.Second)))
	case "joined":
		return errors.Join(errPrivate, codes.StoreDataBasketNotFound)
	case "upstream":
		return fmt.Errorf("load: %w", codes.NewStoreDataBasketNotFound(codes.WithCause(fmt.Errorf("ask: %w", errUpstream))))
	case "foreign":
		return fmt.Errorf("query: %w", errPrivate)
	case "received":
		return fmt.Errorf("ask: %w", codes.FromResponse(&http.Response{
			StatusCode: http.StatusServiceUnavailable,
			Body:       io.NopCloser(strings.NewReader(`{"error":{"type":"https://example.com/docs/errors/store/upstream/busy","detail":"host hunter2"}}`)),
		}))
	}
	if number == "panic" {
		panic(errPrivate)
	}
	return nil
}

// create reads the order that a request has as its body.
func create(r *http.Request) error {
	var v struct{ Count int }
	err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, limit)).Decode(&v)
	if err != nil {
		return fmt.Errorf("hunter2: %w", err)
	}
	return nil
}
