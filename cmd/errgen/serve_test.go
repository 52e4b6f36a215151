package main

import (
	"bufio"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// served starts errgen serve in a folder of two pages and returns the URL of its site.
func served(t *testing.T, config string) (*watched, string) {
	t.Helper()
	dir := t.TempDir()
	first := &watched{t: t, dir: dir}
	first.write("errgen.yaml", config)
	first.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
	first.write("pages/shop/data/b.mdx", watchPage("err:shop:data:b", "409"))
	w := watchIn(t, dir, "serve", "--listen", "127.0.0.1:0")
	w.wants("errgen: serving http://")
	w.wants("press Ctrl-C to stop")
	return w, regexp.MustCompile(`serving (http://\S+)`).FindStringSubmatch(w.screen.text())[1]
}

// shows fails unless a page has a text, and not another.
func shows(t *testing.T, address string, status int, has, lacks string) {
	t.Helper()
	resp, body := get(t, address)
	if resp.StatusCode != status || !strings.Contains(body, has) || lacks != "" && strings.Contains(body, lacks) {
		t.Errorf("%s: status %d, want %d with %q and without %q:\n%s", address, resp.StatusCode, status, has, lacks, body)
	}
}

// TestServe: the site lies at the path of docs_url, follows what is saved, and shows what
// lint finds on the page that it is about.
func TestServe(t *testing.T) {
	w, at := served(t, watchConfig)
	if !strings.HasSuffix(at, "/errors/") {
		t.Fatalf("the site is at %s", at)
	}
	root := strings.TrimSuffix(at, "errors/")
	shows(t, root, 200, `href="./shop/data/a/"`, "")
	shows(t, at+"shop/data/a", 200, "404 Not Found", "410 Gone")
	shows(t, at+"shop/data/a/", 200, "the page of err:shop:data:a has no content", "the page of err:shop:data:b has")
	shows(t, at+"shop/data/nothing", 404, "Page not found", "")
	shows(t, root+"else", 404, "Page not found", "")
	shows(t, at+"codes.js", 200, `["err:shop:data:a",`, "")

	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "410"))
	w.wants("errgen: 2 pages")
	shows(t, at+"shop/data/a/", 200, "410 Gone", "404 Not Found")

	// A page that cannot be read keeps the site, and says why: as text.
	w.write("pages/shop/data/a.mdx", "---\nstatus: 410\n---\n\n<Danger>err:shop:data:a\n\n<script>alert(1)</script> {\n")
	w.wants("errgen: 2 pages")
	shows(t, at+"shop/data/a/", 200, `<li class="error"><strong>error</strong>`, "<script>alert")
	shows(t, at+"shop/data/a/", 200, "410 Gone", "")
	shows(t, at+"shop/data/b/", 200, "409 Conflict", `<li class="error">`)

	// So does an errgen.yaml that is wrong, on each page.
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "404"))
	w.wants("errgen: 2 pages")
	w.write("errgen.yaml", watchConfig+"nonsense: <b>\n")
	w.wants("unknown key")
	shows(t, at+"shop/data/b/", 200, `unknown key`, "<b>\n")
	w.write("errgen.yaml", watchConfig)
	w.wants("errgen: 2 pages")
	shows(t, at+"shop/data/b/", 200, "409 Conflict", "unknown key")

	must(t, os.Remove(w.path("pages/shop/data/b.mdx")))
	w.wants("errgen: 1 page,")
	shows(t, at+"shop/data/b/", 404, "Page not found", "")
	w.ends()
}

// TestServeReload: an open page is told that the site has changed, and nothing keeps the
// command from ending.
func TestServeReload(t *testing.T) {
	w, at := served(t, watchConfig)
	_, page := get(t, at+"shop/data/a/")
	m := regexp.MustCompile(`<script src="(/-/reload\.js\?v=([0-9-]+))" defer>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page loads no script that reloads it:\n%s", page)
	}
	root := strings.TrimSuffix(at, "/errors/")
	shows(t, root+m[1], 200, "location.reload()", "")
	resp, err := http.Get(root + "/-/events")
	must(t, err)
	defer resp.Body.Close()
	events := bufio.NewScanner(resp.Body)
	next := func() string {
		for events.Scan() {
			if data, ok := strings.CutPrefix(events.Text(), "data: "); ok {
				return data
			}
		}
		return "none"
	}
	if v := next(); v != m[2] {
		t.Errorf("the first event is %q, and the page is %q", v, m[2])
	}
	w.write("pages/shop/data/a.mdx", watchPage("err:shop:data:a", "410"))
	if v := next(); v == m[2] || v == "none" {
		t.Errorf("after a change, the event is %q", v)
	}
	w.ends()
	if v := next(); v != "none" {
		t.Errorf("after the end, there is an event %q", v)
	}
}

// TestServeHosts: a name that leads to this machine but is not its own is refused, and
// no other site may read what is served.
func TestServeHosts(t *testing.T) {
	w, at := served(t, watchConfig)
	ask := func(method, host string) *http.Response {
		r, err := http.NewRequest(method, at, nil)
		must(t, err)
		if host != "" {
			r.Host = host
		}
		resp, err := http.DefaultClient.Do(r)
		must(t, err)
		must(t, resp.Body.Close())
		return resp
	}
	for host, status := range map[string]int{
		"": 200, "localhost": 200, "LOCALHOST:9098": 200, "[::1]:9098": 200, "127.0.0.1": 200, "docs.localhost": 200,
		"evil.example": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example:9098": 403, "evillocalhost": 403, "0x7f000001": 403,
	} {
		if resp := ask("GET", host); resp.StatusCode != status {
			t.Errorf("host %q: status %d, want %d", host, resp.StatusCode, status)
		}
	}
	if resp := ask("POST", ""); resp.StatusCode != 405 {
		t.Errorf("POST: status %d", resp.StatusCode)
	}
	if resp := ask("GET", ""); resp.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("header %v", resp.Header)
	}
	w.ends()
}

// TestServeTemplates: the parts of errgen.yaml are on the pages, and one that is wrong is
// a finding with its place.
func TestServeTemplates(t *testing.T) {
	w, at := served(t, watchConfig)
	w.write("look/header.html", "<p>Shop {{.Title}}</p>\n")
	w.write("errgen.yaml", strings.Replace(watchConfig, "[{", "[{target: html, out: site, templates: look}, {", 1))
	w.wants("errgen: 2 pages")
	shows(t, at+"shop/data/a/", 200, "<p>Shop a</p>", "")
	w.write("look/header.html", "<p>\n{{.Nothing}}</p>\n")
	w.wants("look/header.html:2:")
	shows(t, at+"shop/data/a/", 200, "look/header.html:2:", "")
	w.ends()
}

// TestServeAddress: an address that cannot be listened on is a wrong use.
func TestServeAddress(t *testing.T) {
	w, at := served(t, watchConfig)
	taken := strings.TrimSuffix(strings.TrimPrefix(at, "http://"), "/errors/")
	other := watchIn(t, w.dir, "serve", "--listen", taken)
	if code := <-other.code; code != terminal.ExitUsage {
		t.Errorf("exit code %d", code)
	}
	w.ends()
}
