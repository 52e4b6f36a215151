package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
)

// sentError is an error of a framework, as that of gRPC is.
type sentError struct{ text string }

func (e *sentError) Error() string              { return e.text }
func (e *sentError) GRPCStatus() map[string]int { return nil }
func (e *sentError) Unwrap() error              { return context.Canceled }

// loose gives whatever it is asked for.
type loose struct{ error }

func (l loose) Unwrap() error { return l.error }

func (l loose) As(target any) bool {
	t, ok := target.(*interface{ GRPCStatus() map[string]int })
	if ok {
		*t = &sentError{}
	}
	return ok
}

// TestWithheld: of a cause that a framework would send, everything is found but what
// it looks for.
func TestWithheld(t *testing.T) {
	sent := &sentError{"10.0.0.7"}
	file := &fs.PathError{Op: "open", Path: "/x", Err: sent}
	inner := NewWarehouseBusy(WithCause(file))
	for name, cause := range map[string]error{
		"alone": sent, "wrapped": fmt.Errorf("ask: %w", file), "joined": errors.Join(io.EOF, file), "of a code": inner,
		"of a code, wrapped": fmt.Errorf("ask: %w", inner), "given again": errors.Unwrap(inner),
	} {
		for _, err := range []error{NewStoreDataBasketNotFound(WithCause(cause)), Wrap(cause, WithDetail("x")), fmt.Errorf("a: %w", Wrap(cause))} {
			var status interface{ GRPCStatus() map[string]int }
			var typed *sentError
			if errors.As(err, &status) || errors.As(err, &typed) {
				t.Errorf("%s: a framework finds %v in %v", name, status, err)
			}
			var path *fs.PathError
			if name != "alone" && (!errors.As(err, &path) || path != file) || !errors.Is(err, sent) || !errors.Is(err, context.Canceled) {
				t.Errorf("%s: what else is in the tree is not found", name)
			}
			if !errors.Is(err, errors.Unwrap(err)) || fmt.Sprintf("%+v", cause) != fmt.Sprintf("%+v", errors.Unwrap(NewWarehouseBusy(WithCause(cause)))) {
				t.Errorf("%s: the cause is not as it was", name)
			}
			if code, ok := CodeOf(errors.Unwrap(NewStoreInternalUnexpected(WithCause(err)))); !ok && strings.HasPrefix(name, "of a code") || ok && code == "" {
				t.Errorf("%s: the code of the cause is not found", name)
			}
		}
	}
	var status interface{ GRPCStatus() map[string]int }
	if err := NewWarehouseBusy(WithCause(loose{io.EOF})); errors.As(err, &status) || !errors.Is(err, io.EOF) {
		t.Errorf("what a cause gives by As is found: %v", status)
	}
	if e, ok := Public(Wrap(NewWarehouseBusy(WithCause(sent)))); !ok || e.Code() != "err:store:upstream:busy" {
		t.Errorf("the code of a cause is not told: %v", e)
	}
}

// TestShownCause: a cause that no framework sends is returned as it is, and looking
// for it costs no allocation.
func TestShownCause(t *testing.T) {
	cause := fmt.Errorf("read: %w", &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist})
	e := NewStoreDataBasketNotFound(WithCause(cause))
	if errors.Unwrap(e) != cause {
		t.Errorf("the cause is %v", errors.Unwrap(e))
	}
	var err error = e
	if n := testing.AllocsPerRun(100, func() {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Error("the cause is not found")
		}
	}); n != 0 {
		t.Errorf("errors.Is allocates %v times", n)
	}
}
