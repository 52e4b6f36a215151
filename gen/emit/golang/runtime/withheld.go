package runtime

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A withheld cause has errors in its tree that a framework would answer with. It
// shows all of the tree but these.
type withheld struct{ error }

// Format prints the cause as it prints itself.
func (w *withheld) Format(s fmt.State, verb rune) {
	_, _ = fmt.Fprintf(s, fmt.FormatString(s, verb), w.error)
}

// Is is what [errors.Is] asks.
func (w *withheld) Is(target error) bool {
	if t, ok := target.(*withheld); ok {
		target = t.error
	}
	return errors.Is(w.error, target)
}

// As is what [errors.As] asks.
func (w *withheld) As(target any) bool {
	t := reflect.TypeOf(target)
	return t != nil && t.Kind() == reflect.Pointer && !answering(t.Elem()) && errors.As(w.error, target)
}

// answers reports whether a framework may find an error in err's tree that it
// answers with.
func answers(err error) bool {
	left := most
	return answersTree(err, &left)
}

func answersTree(err error, left *int) bool {
	for err != nil && *left > 0 {
		*left--
		switch x := err.(type) {
		case *Error: // it withholds its own cause
			return x != nil && x.received != nil && x.received.shown
		case Code, *withheld:
			return false
		case interface{ As(any) bool }: // it may give anything
			return true
		}
		if answering(reflect.TypeOf(err)) {
			return true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, each := range many.Unwrap() {
				if answersTree(each, left) {
					return true
				}
			}
			return false
		}
		err = errors.Unwrap(err)
	}
	return err != nil
}

// frameworks are those that look for errors of their own packages. Others look for
// methods.
var frameworks = [...]string{
	"connectrpc.com/connect", "github.com/bufbuild/connect-go", "github.com/gofiber/fiber", "github.com/labstack/echo",
	"github.com/twitchtv/twirp", "github.com/vektah/gqlparser",
}

// answering reports whether an error of a type, or one that is looked for by it, is
// what a framework answers with.
func answering(t reflect.Type) bool {
	if _, ok := t.MethodByName("GRPCStatus"); ok { // of gRPC, Kratos
		return true
	}
	if _, ok := t.MethodByName("GoaErrorName"); ok {
		return true
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for _, path := range frameworks {
		if rest, ok := strings.CutPrefix(t.PkgPath(), path); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}
