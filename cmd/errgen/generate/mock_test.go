package generate

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
)

func mocked(t *testing.T, dir string) (*gen.Project, *httptest.Server) {
	t.Helper()
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(mock{p.Catalog})
	t.Cleanup(s.Close)
	return p, s
}

func get(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// TestMockVerified holds what the mock answers for each code of this repository
// against its page, as verify traffic does with what a server answered.
func TestMockVerified(t *testing.T) {
	p, s := mocked(t, "../../../errors")
	var recording strings.Builder
	e := json.NewEncoder(&recording)
	for _, entry := range p.Catalog.Entries {
		resp, body := get(t, s.URL+"/"+url.PathEscape(string(entry.Code.V)))
		err := e.Encode(map[string]any{
			"request":  map[string]any{"method": "GET", "url": "/" + string(entry.Code.V)},
			"response": map[string]any{"status": resp.StatusCode, "headers": resp.Header, "body": body},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	all, found := verify.Exchanges(source.NewFile("mock", []byte(recording.String())))
	traffic := verify.NewJudge(verify.NewReader(p.Catalog, nil), true).Judge(all)
	for _, d := range append(found, traffic.Found...) {
		t.Errorf("%s (%s)", d.Message, d.Hint)
	}
	if traffic.Answers != len(p.Catalog.Entries) {
		t.Errorf("%d answers of %d codes", traffic.Answers, len(p.Catalog.Entries))
	}
}

func TestMock(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"errgen.yaml": "version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\n",
		"errors/shop/data/locked.mdx": "---\nstatus: [409, 423]\ndetail: \"{who} has {n} of them\"\nparams:\n  who: {type: string}\n  n: {type: int, example: 5}\n  at: {type: time, optional: true}\n" +
			"headers: {X-Lock: \"1\"}\n---\n\n<Danger>err:shop:data:locked</Danger>\n",
	} {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	_, s := mocked(t, dir)
	for _, test := range []struct {
		path   string
		status int
		body   string
	}{
		{"/locked?who=Ann&n=3", 409, `"detail":"Ann has 3 of them","status":409,`},
		{"/locked?who=Ann", 409, `"n":5`},
		{"/locked?status=423&who=" + url.QueryEscape(`"<x>`), 423, `"who":"\"<x>"`},
		{"/err:shop:data:locked?at=2026-01-02T03:04:05Z", 409, `"at":"2026-01-02T03:04:05Z"`},
		{"/" + url.PathEscape("https://docs.example.com/errors/shop/data/locked"), 409, `"title":"Conflict"`},
		{"/locked?n=many", 400, `the parameter "n" is "many", want int`},
		{"/locked?n=1.5", 400, `the parameter "n"`},
		{"/locked?other=1", 400, `no parameter "other"`},
		{"/locked?status=404", 400, `does not have status "404"`},
		{"/nothing", 404, `unknown code "nothing"`},
		{"/", 200, "409 /err:shop:data:locked\n"},
	} {
		resp, body := get(t, s.URL+test.path)
		if resp.StatusCode != test.status || !strings.Contains(body, test.body) {
			t.Errorf("%s: %d %s\nwant %d %s", test.path, resp.StatusCode, body, test.status, test.body)
		}
		if test.status == 409 && (resp.Header.Get("X-Lock") != "1" || resp.Header.Get("Content-Type") != "application/json") {
			t.Errorf("%s: headers are %v", test.path, resp.Header)
		}
	}
}
