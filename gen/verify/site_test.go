package verify_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
)

// published returns a catalogue of two errors, of which one has an older code, and both
// have links.
func published(t *testing.T) *catalog.Catalog {
	t.Helper()
	f := source.NewFile("pages.mdx", []byte(strings.Repeat("x", 100)))
	entry := func(specific string, start int, links ...string) *catalog.Entry {
		e := &catalog.Entry{Page: "shop/data/" + specific + ".mdx", Path: "shop/data/" + specific, File: f}
		e.Code = catalog.Value[catalog.Code]{V: catalog.Code("err:shop:data:" + specific), Span: f.Span(start, start+1)}
		e.Type.V = "https://example.com/docs/errors/" + e.Path
		for i, l := range links {
			e.Links = append(e.Links, catalog.Link{URL: catalog.Value[string]{V: l, Span: f.Span(start+2+i, start+3+i)}})
		}
		return e
	}
	gone, kept := entry("gone", 0, "./kept#how-to-fix", "#top-of-it", "https://elsewhere.example.com/x"), entry("kept", 20, "./gone")
	gone.Aliases = []catalog.Value[catalog.Code]{{V: "err:shop:data:deleted", Span: f.Span(10, 11)}}
	c, found := catalog.Build([]*catalog.Entry{gone, kept}, catalog.Meta{DocsURL: "https://example.com/docs/errors"})
	for _, d := range found {
		t.Fatal(d.Message)
	}
	return c
}

const (
	gonePage = `<html><h1 id=top-of-it>Gone</h1><p>err:shop:<wbr>data:gone</p></html>`
	keptPage = `<html><h2 id="how-to-fix">How</h2><code>err:shop:data:kept</code></html>`
)

// sites are built sites, each with what is wrong with it.
var sites = []struct {
	name  string
	files map[string]string
	want  []string
}{
	{"folders below the base path", map[string]string{
		"errors/shop/data/gone/index.html":    gonePage,
		"errors/shop/data/kept/index.html":    keptPage,
		"errors/shop/data/deleted/index.html": `<meta content="0;url=/docs/errors/shop/data/gone/" http-equiv="refresh">`,
	}, nil},
	{"files with _redirects", map[string]string{
		"docs/errors/shop/data/gone.html": gonePage, "docs/errors/shop/data/kept.html": keptPage,
		"_redirects": "# older ones\n/docs/errors/shop/data/deleted /docs/errors/shop/data/gone 301\n",
	}, nil},
	{"a wildcard", map[string]string{
		"docs/errors/shop/data/gone.html": gonePage, "docs/errors/shop/data/kept.html": keptPage,
		"docs/old/deleted.html": "x", "_redirects": "/docs/errors/shop/data/d* /docs/old/d:splat\n",
	}, nil},
	{"a page is gone", map[string]string{"docs/errors/shop/data/kept.html": keptPage}, []string{
		"the page of err:shop:data:gone cannot be loaded: https://example.com/docs/errors/shop/data/gone: the site has no such file",
		"the older type err:shop:data:deleted cannot be loaded: https://example.com/docs/errors/shop/data/deleted: the site has no such file",
	}},
	{"another page, and no id", map[string]string{
		"docs/errors/shop/data/gone.html": `<p title="err:shop:data:gone">Page not found</p><script>"err:shop:data:gone"</script>`,
		"docs/errors/shop/data/kept.html": strings.Replace(keptPage, "how-to-fix", "fix", 1),
		"docs/errors/shop/data/deleted":   "x",
	}, []string{
		"the page at https://example.com/docs/errors/shop/data/gone does not show the code err:shop:data:gone",
		`the page at https://example.com/docs/errors/shop/data/gone has no id "top-of-it"`,
		`the page at https://example.com/docs/errors/shop/data/kept has no id "how-to-fix"`,
	}},
	{"rules of _redirects", map[string]string{
		"docs/errors/shop/data/gone.html": gonePage, "docs/errors/shop/data/kept.html": `Page not found`, "docs/pages/kept-data.html": keptPage,
		"_redirects": "/docs/errors/:system/:category/deleted id=:id /docs/errors/:system/:category/gone 302\n" +
			"/docs/errors/shop/:category/kept /docs/pages/kept-:category 200!\n/* /404.html 404\n",
	}, nil},
	{"a rule that says 410", map[string]string{
		"docs/errors/shop/data/gone.html": gonePage, "docs/errors/shop/data/kept.html": keptPage, "410.html": gonePage,
		"_redirects": "/docs/errors/shop/data/* /410.html 410\n",
	}, []string{"the older type err:shop:data:deleted cannot be loaded: https://example.com/docs/errors/shop/data/deleted: _redirects answers with 410"}},
	{"links that lead to the pages", map[string]string{
		"errors/shop/data/gone/index.html":    gonePage + `<a href="../kept#how-to-fix"><a class=x href='https://example.com/docs/errors/shop/data/kept/?x=1'><a href="/docs/other"><a href="mailto:kept@example.com">`,
		"errors/shop/data/kept/index.html":    keptPage + `<A HREF=../gone/ >`,
		"errors/shop/data/deleted/index.html": `<meta http-equiv="refresh" content="0;url=../gone/">`,
	}, nil},
	{"links by the element base", map[string]string{
		"docs/errors/shop/data/gone.html":    `<base href="/docs/errors/shop/data/">` + gonePage + `<a href="kept#how-to-fix">`,
		"docs/errors/shop/data/kept.html":    `<base href="/errors/">` + keptPage + `<a href="shop/data/gone">`,
		"docs/errors/shop/data/deleted.html": `<meta http-equiv="refresh" content="0;url=gone">`,
	}, []string{"a link on the page at https://example.com/docs/errors/shop/data/kept is broken: https://example.com/errors/shop/data/gone: the site has no such file"}},
	{"links as the site does not resolve them", map[string]string{
		// Relative to a page that is published as a folder; with the name of the file;
		// without the base path.
		"errors/shop/data/gone/index.html":    gonePage + `<a href="./kept#how-to-fix">kept</a><!-- <a href="./kept/x/kept"> -->`,
		"errors/shop/data/kept/index.html":    keptPage + `<a href="../gone.mdx">gone</a><a href="/errors/shop/data/gone">`,
		"errors/shop/data/deleted/index.html": `<meta http-equiv="refresh" content="0;url=../gone/">`,
	}, []string{
		"a link on the page at https://example.com/docs/errors/shop/data/gone is broken: https://example.com/docs/errors/shop/data/gone/kept: the site has no such file",
		"a link on the page at https://example.com/docs/errors/shop/data/kept is broken: https://example.com/docs/errors/shop/data/gone.mdx: the site has no such file",
		"a link on the page at https://example.com/docs/errors/shop/data/kept is broken: https://example.com/errors/shop/data/gone: the site has no such file",
	}},
	{"a link whose anchor is gone is reported once", map[string]string{
		"errors/shop/data/gone/index.html":    gonePage + `<a href="../kept/#how-to-fix">kept</a>`,
		"errors/shop/data/kept/index.html":    strings.Replace(keptPage, "how-to-fix", "fix", 1),
		"errors/shop/data/deleted/index.html": `<meta http-equiv="refresh" content="0;url=../gone/">`,
	}, []string{`the page at https://example.com/docs/errors/shop/data/kept has no id "how-to-fix"`}},
	{"round and round", map[string]string{
		"docs/errors/shop/data/gone.html": gonePage, "docs/errors/shop/data/kept.html": keptPage,
		"_redirects": "/docs/errors/shop/data/deleted /docs/b\n/docs/b /docs/errors/shop/data/deleted\n",
	}, []string{"the older type err:shop:data:deleted cannot be loaded: https://example.com/docs/errors/shop/data/deleted: too many redirects"}},
}

// TestBuilt looks URLs up in folders as builds write them.
func TestBuilt(t *testing.T) {
	for _, tt := range sites {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.files {
				at := filepath.Join(dir, filepath.FromSlash(name))
				if os.MkdirAll(filepath.Dir(at), 0o755) != nil || os.WriteFile(at, []byte(text), 0o644) != nil {
					t.Fatal("the site cannot be written")
				}
			}
			c := published(t)
			s, err := verify.OpenBuilt(dir, c)
			if err != nil {
				t.Fatal(err)
			}
			compareFound(t, c, s, tt.want)
		})
	}
}

func compareFound(t *testing.T, c *catalog.Catalog, s verify.Site, want []string) {
	t.Helper()
	found, n, err := verify.Published(context.Background(), c, s)
	if err != nil || n < 3 {
		t.Fatalf("%d URLs: %v", n, err)
	}
	var got []string
	for _, d := range found {
		got = append(got, d.Message)
	}
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestRunning looks URLs up on a server, with what servers do: redirect, answer 200 to
// everything, refuse HEAD.
func TestRunning(t *testing.T) {
	pages := map[string]string{"/v2/docs/errors/shop/data/gone": gonePage, "/v2/docs/errors/shop/data/kept": keptPage}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch page, ok := pages[r.URL.Path]; {
		case r.Method == http.MethodHead:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case r.URL.Path == "/v2/docs/errors/shop/data/deleted":
			http.Redirect(w, r, "/v2/docs/errors/shop/data/gone", http.StatusPermanentRedirect)
		case ok:
			_, _ = w.Write([]byte(page))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	c := published(t)
	s, err := verify.OpenRunning(server.URL+"/v2", ticks(100))
	if err != nil {
		t.Fatal(err)
	}
	compareFound(t, c, s, nil)
	// Links are followed as the pages have them, on the server and by the host of the docs.
	gone := pages["/v2/docs/errors/shop/data/gone"]
	pages["/v2/docs/errors/shop/data/gone"] += `<a href="./kept#how-to-fix"><a href="/v2/docs/errors/shop/data/kept"><a href="https://example.com/docs/errors/shop/data/kept">`
	compareFound(t, c, s, nil)
	pages["/v2/docs/errors/shop/data/gone"] = gone + `<a href="/v2/docs/kept">`
	compareFound(t, c, s, []string{
		"a link on the page at " + server.URL + "/v2/docs/errors/shop/data/gone is broken: https://example.com/docs/kept: 404 Not Found",
	})
	pages["/v2/docs/errors/shop/data/gone"] = gone
	delete(pages, "/v2/docs/errors/shop/data/kept")
	compareFound(t, c, s, []string{
		"the page of err:shop:data:kept cannot be loaded: https://example.com/docs/errors/shop/data/kept: 404 Not Found",
	})
	server.Close()
	if _, _, err := verify.Published(context.Background(), c, s); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("a server that is not there: %v", err)
	}
}

// TestTooMany: a server that wants to be asked less often is no site without pages.
func TestTooMany(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "slow down", http.StatusTooManyRequests)
	}))
	defer server.Close()
	s, err := verify.OpenRunning(server.URL, ticks(100))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := verify.Published(context.Background(), published(t), s); err == nil || !strings.Contains(err.Error(), "429 Too Many Requests: lower the rate with --rate") {
		t.Errorf("it ends with %v", err)
	}
}

// ticks returns a clock that has ticked that often, and never will again.
func ticks(n int) <-chan time.Time {
	c := make(chan time.Time, n)
	for range n {
		c <- time.Time{}
	}
	return c
}

// TestRate: a server gets one request at each tick, and no more.
func TestRate(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var n atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if n.Add(1) == 2 {
			time.AfterFunc(50*time.Millisecond, cancel) // a third one would have come by now
		}
	}))
	defer server.Close()
	s, err := verify.OpenRunning(server.URL, ticks(2))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := verify.Published(ctx, published(t), s); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if n.Load() != 2 {
		t.Errorf("%d requests at 2 ticks", n.Load())
	}
	for _, wrong := range []string{"example.com", "ftp://example.com", "http://"} {
		if _, err := verify.OpenRunning(wrong, nil); err == nil {
			t.Errorf("%q is taken for a server", wrong)
		}
	}
}
