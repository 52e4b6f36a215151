package runtime

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"reflect"
)

// tracker is a response writer that knows whether the response has started.
type tracker struct {
	http.ResponseWriter
	wrote bool
}

// begun reports whether w is known to have started its response: it is tracked
// or reports it, in one of the two ways of frameworks.
func begun(w http.ResponseWriter) bool {
	for w != nil {
		if t, ok := w.(*tracker); ok {
			return t.wrote
		}
		if t, ok := w.(interface{ Written() bool }); ok {
			return t.Written()
		}
		if v := reflect.Indirect(reflect.ValueOf(w)); v.Kind() == reflect.Struct {
			if f, ok := v.Type().FieldByName("Committed"); ok && f.Type.Kind() == reflect.Bool {
				committed, err := v.FieldByIndexErr(f.Index)
				return err == nil && committed.Bool()
			}
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		w = u.Unwrap()
	}
	return false
}

func (t *tracker) WriteHeader(status int) {
	t.wrote = t.wrote || status >= 200 || status == http.StatusSwitchingProtocols
	t.ResponseWriter.WriteHeader(status)
}

func (t *tracker) Write(b []byte) (int, error) {
	t.wrote = true
	return t.ResponseWriter.Write(b)
}

// ReadFrom lets the server copy files without going through Write.
func (t *tracker) ReadFrom(r io.Reader) (int64, error) {
	t.wrote = true
	return io.Copy(t.ResponseWriter, r)
}

func (t *tracker) Flush() {
	t.wrote = true
	_ = http.NewResponseController(t.ResponseWriter).Flush() // a Flusher cannot report an error
}

func (t *tracker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, rw, err := http.NewResponseController(t.ResponseWriter).Hijack()
	t.wrote = t.wrote || err == nil
	return c, rw, err
}

// Unwrap is for [http.ResponseController].
func (t *tracker) Unwrap() http.ResponseWriter { return t.ResponseWriter }
