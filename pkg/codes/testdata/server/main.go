// Command server is a small API that raises errors and serves them. It prints
// its address and runs until its standard input ends.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/unkeyed/errgen/pkg/codes"
)

var keys = map[string]string{"key_1": "production", "key_2": "staging"}

var errStore = errors.New("store on 10.0.0.7 is on fire")

func getKey(w http.ResponseWriter, r *http.Request) error {
	name, err := find(r.PathValue("id"))
	if err != nil {
		return fmt.Errorf("get key: %w", err)
	}
	return json.NewEncoder(w).Encode(map[string]string{"name": name})
}

func find(id string) (string, error) {
	switch id {
	case "key_slow":
		return "", codes.NewUserTooManyRequestsWorkspaceRateLimited(600, "minute", codes.RetryAfter(1500*time.Millisecond))
	case "key_broken":
		return "", errStore
	}
	name, ok := keys[id]
	if !ok {
		return "", codes.UnkeyDataKeyNotFound
	}
	return name, nil
}

func createKey(_ http.ResponseWriter, r *http.Request) error {
	const limit = 64
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err != nil {
		return codes.NewUserBadRequestRequestBodyUnreadable(codes.WithCause(err))
	}
	if len(body) > limit {
		return codes.NewUserBadRequestRequestBodyTooLarge(limit)
	}
	var key struct{ Name string }
	if err := json.Unmarshal(body, &key); err != nil || key.Name == "" {
		return codes.NewUnkeyApplicationInvalidInput([]codes.UnkeyApplicationInvalidInputErrorsItem{
			{Location: "body.name", Message: "is required"},
		}, codes.WithCause(err))
	}
	return codes.UnkeyAuthorizationForbidden
}

// logged passes the errors of a handler on after it has written them down: a
// client never sees their causes, so this is the place where they are kept.
func logged(log *slog.Logger, h codes.HandlerFunc) http.Handler {
	return codes.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		err := h(w, r)
		if err != nil {
			log.Error("request failed", "path", r.URL.Path, "err", err)
		}
		return err
	})
}

func main() {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	mux := http.NewServeMux()
	mux.Handle("GET /keys/{id}", logged(log, getKey))
	mux.Handle("POST /keys", logged(log, createKey))

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Error("listen", "err", err)
		os.Exit(1)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	log.Error("serve", "err", http.Serve(listener, mux))
	os.Exit(1)
}
