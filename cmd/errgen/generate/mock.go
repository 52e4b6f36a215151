package generate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/lookup"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

func mockCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mock",
		Short: "Answer requests with the errors of the pages",
		Long: `Answer each request for /CODE with that error, for tests of clients. The body is
the example on its page or, if the query has parameters, is built from them.
CODE is a full code, the last part of one, or a type URL.

The query parameter status selects one of several statuses. / lists the codes.`,
		Example: `  errgen mock --listen 127.0.0.1:9099
  curl -i "127.0.0.1:9099/key_not_found"
  curl -i "127.0.0.1:9099/query_quota_exceeded?quota=5&window=1m"`,
		Args: cobra.NoArgs,
	}
	config := terminal.ConfigFlag(cmd)
	listen := cmd.Flags().String("listen", "127.0.0.1:9099", "`ADDRESS` to listen on")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		project, err := e.Load(gen.Options{Config: *config})
		if err != nil {
			return err
		}
		found, err := project.Findings()
		if err != nil {
			return err
		}
		if len(project.Catalog.Entries) == 0 {
			return terminal.Usage(errors.New("there are no codes to answer with"))
		}
		if found.Err() != nil {
			e.Note("errgen: the pages have errors, so answers may be wrong; run errgen lint\n")
		}
		listener, err := net.Listen("tcp", *listen)
		if err != nil {
			return terminal.Usage(fmt.Errorf("listen on %q: %w", *listen, err))
		}
		e.Note("errgen: listening on http://%s/CODE with %s; press Ctrl-C to stop\n", listener.Addr(), terminal.Count(len(project.Catalog.Entries), "code"))
		ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
		defer stop()
		server := &http.Server{Handler: mock{project.Catalog}, ReadHeaderTimeout: 10 * time.Second}
		go func() {
			<-ctx.Done()
			ending, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			_ = server.Shutdown(ending)
		}()
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
	return cmd
}

// mock answers with the errors of a catalogue.
type mock struct{ c *catalog.Catalog }

func (m mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	word, err := url.PathUnescape(strings.TrimPrefix(r.URL.EscapedPath(), "/"))
	if err != nil || word == "" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		for _, e := range m.c.Entries {
			fmt.Fprintf(w, "%d /%s\n", m.c.StatusOf(e), url.PathEscape(string(e.Code.V)))
		}
		return
	}
	e, err := lookup.Find(m.c, word)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	query := r.URL.Query()
	status := m.c.StatusOf(e)
	if s := query.Get("status"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n != status && !e.MayAnswer(n) {
			http.Error(w, fmt.Sprintf("%s does not have status %q", e.Code.V, s), http.StatusBadRequest)
			return
		}
		status = n
		query.Del("status")
	}
	if status < 100 {
		http.Error(w, fmt.Sprintf("%s has no HTTP status", e.Code.V), http.StatusNotImplemented)
		return
	}
	body, err := m.body(e, query, r.URL.Path, status)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	for _, h := range e.Headers {
		w.Header().Set(h.Name.V, h.Value.V)
	}
	t := m.c.Body()
	for _, h := range t.Headers {
		if value, ok := t.Header(h, m.c.Values(e, m.occurrence(e, nil, r.URL.Path))); ok {
			w.Header().Set(h.Name, value)
		}
	}
	w.Header().Set("Content-Type", t.MediaType)
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has gone cannot be told
}

// body returns the example of the page, else one that is made of the parameters.
func (m mock) body(e *catalog.Entry, query url.Values, path string, status int) ([]byte, error) {
	t := m.c.Body()
	if len(query) == 0 {
		for _, x := range e.Examples {
			if x.Template == t && (x.Status.V == 0 || x.Status.V == status) {
				return x.Body, nil
			}
		}
	}
	params := &jsonpos.Value{Kind: jsonpos.Object}
	for i := range e.Params {
		p := &e.Params[i]
		v, err := paramValue(p, query)
		if err != nil {
			return nil, err
		}
		if v != nil {
			params.Members = append(params.Members, jsonpos.Member{Name: p.Name.V, Value: v})
		}
		query.Del(p.Name.V)
	}
	for name := range query {
		return nil, fmt.Errorf("%s has no parameter %q", e.Code.V, name)
	}
	values := m.c.Values(e, m.occurrence(e, params, path))
	return t.AppendBody(nil, func(name string) *jsonpos.Value {
		switch {
		case name == "status" && t.Status == 0:
			return &jsonpos.Value{Kind: jsonpos.Number, Text: strconv.Itoa(status)}
		case name == "reason_phrase" && t.Status == 0:
			return &jsonpos.Value{Kind: jsonpos.String, Text: catalog.ReasonPhrase(status)}
		}
		return values(name)
	}), nil
}

func (m mock) occurrence(e *catalog.Entry, params *jsonpos.Value, path string) catalog.Occurrence {
	o := catalog.Occurrence{Params: params, RequestID: "req_mock", Timestamp: "2026-01-02T15:04:05Z", Path: path, Detail: e.Detail.V}
	if e.MayRetry() {
		o.RetryAfter = 1
	}
	if len(e.Params) > 0 {
		var b strings.Builder
		for _, part := range e.Template() {
			if part.Param == "" {
				b.WriteString(part.Text)
				continue
			}
			if v := params.Get(part.Param); v != nil && v.Kind == jsonpos.String {
				b.WriteString(v.Text)
			} else if v != nil {
				b.Write(v.Append(nil))
			}
		}
		o.Detail = b.String()
	}
	return o
}

// paramValue returns the value that the query gives to a parameter, else that of
// its example, else any of its type; nil for an optional one that is not given.
func paramValue(p *catalog.Param, query url.Values) (*jsonpos.Value, error) {
	text, given := query.Get(p.Name.V), query.Has(p.Name.V)
	var v *jsonpos.Value
	switch {
	case given && (p.Type.V == catalog.String || p.Type.V == catalog.Time):
		v = &jsonpos.Value{Kind: jsonpos.String, Text: text}
	case given:
		parsed, faults := jsonpos.Parse(text)
		if len(faults) > 0 || parsed == nil {
			return nil, fmt.Errorf("the parameter %q is %q, want %s as JSON", p.Name.V, text, p.Type.V)
		}
		v = parsed
	case p.Example.V != nil:
		v, _ = jsonpos.Parse(string(p.Example.V))
		return v, nil
	case p.Optional.V:
		return nil, nil
	default:
		v, _ = jsonpos.Parse(string(anyOf[p.Type.V]))
		return v, nil
	}
	return v, p.CheckValue(v, fmt.Sprintf("the parameter %q", p.Name.V), false)
}

// anyOf has a value of each type.
var anyOf = map[catalog.ParamType]json.RawMessage{
	catalog.String: json.RawMessage(`"text"`), catalog.Int: json.RawMessage(`1`), catalog.Float: json.RawMessage(`1.5`),
	catalog.Bool: json.RawMessage(`true`), catalog.Time: json.RawMessage(`"2026-01-02T15:04:05Z"`), catalog.List: json.RawMessage(`[]`),
}
