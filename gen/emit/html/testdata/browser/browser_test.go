// Package browser looks at a site in a real Chromium: the folder SITE of the
// environment, as its readers see it. Pictures of pages go to the folder SHOTS, if set.
package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// base is where the site of the test is served.
const base = "/docs/errors/"

// A tab is a page of the browser, which must not complain.
type tab struct {
	t   *testing.T
	ctx context.Context
	at  string // URL of the site

	mu       sync.Mutex
	problems []string
	asked    []string // URLs that were asked for
}

var (
	start   sync.Once
	browser context.Context
	site    *httptest.Server
)

func open(t *testing.T) *tab {
	t.Helper()
	dir := os.Getenv("SITE")
	if dir == "" {
		t.Fatal("SITE names no folder")
	}
	start.Do(func() {
		allocator, _ := chromedp.NewExecAllocator(context.Background(), chromedp.Headless, chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
		browser, _ = chromedp.NewContext(allocator)
		if err := chromedp.Do(browser); err != nil {
			t.Fatal(err)
		}
		site = httptest.NewServer(http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir))))
	})
	ctx, cancel := chromedp.NewContext(browser)
	b := &tab{t: t, at: site.URL + base}
	err := chromedp.Listen(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			b.problems = append(b.problems, e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			b.problems = append(b.problems, "the console was written to")
		case *log.EventEntryAdded:
			b.problems = append(b.problems, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			b.asked = append(b.asked, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var stop context.CancelFunc
	b.ctx, stop = context.WithTimeout(ctx, time.Minute)
	b.do(call(log.Enable, cdp.Empty{}), call(network.Enable, network.EnableParams{}), call(runtime.Enable, cdp.Empty{}))
	t.Cleanup(func() {
		stop()
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, p := range b.problems {
			t.Errorf("the browser complains: %s", p)
		}
		for _, u := range b.asked {
			if !strings.HasPrefix(u, site.URL) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
				t.Errorf("the browser asked for %s", u)
			}
		}
	})
	return b
}

type step = chromedp.Action[chromedp.Void]

// call is a command of the protocol.
func call[P, R any](command cdp.Command[P, R], params P) step {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}

func (b *tab) do(steps ...step) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) goTo(path string) { b.t.Helper(); b.do(chromedp.Navigate(b.at + path)) }

// value returns what JavaScript gives.
func (b *tab) value(script string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+script+")"))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return s
}

// waits waits until JavaScript is true, also on a page that comes next.
func (b *tab) waits(script string) {
	b.t.Helper()
	for {
		is, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String(Boolean("+script+"))"))
		if err == nil && is == "true" {
			return
		}
		select {
		case <-b.ctx.Done():
			b.t.Fatalf("not before the time ran out: %s (%v)", script, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// types empties the search and types into it.
func (b *tab) types(text string) {
	b.t.Helper()
	b.value("document.getElementById('search').select()")
	b.do(chromedp.SendKeys(chromedp.CSS("#search"), text))
}

// slash presses the key "/" as a keyboard does: what the page prevents is not typed. A
// page can be seen before its script has run, which shows the search.
func (b *tab) slash() {
	b.t.Helper()
	b.waits("document.querySelector('form[role=search]')?.hidden === false")
	b.do(call(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "/", Code: "Slash", Text: "/"}),
		call(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: "/", Code: "Slash"}))
}

// scripts says whether pages may run scripts.
func scripts(may bool) step {
	return call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !may})
}

const found = "[...document.querySelectorAll('#results a')].map(a => a.textContent).join(' ')"

// TestSearch finds an error by the last segment of its code and by a word of its
// description, says how many there are, and obeys the filters.
func TestSearch(t *testing.T) {
	b := open(t)
	b.goTo("")
	b.types("order_gone")
	b.waits(found + " === 'err:shop:data:order_gone'")
	if s := b.value("document.getElementById('count').textContent"); s != "1 error" {
		t.Errorf("the count is %q", s)
	}
	b.types("WAREHOUSE")
	b.waits(found + " === 'err:shop:stock:sold_out'")
	b.types(kb.Backspace)
	b.waits("document.getElementById('results').hidden && !document.getElementById('all').hidden")
	b.do(chromedp.Focus(chromedp.CSS("select[name=status]")), chromedp.KeyEvent("410"))
	b.waits(found + " === 'err:shop:data:order_gone'")
	if s := b.value("location.search"); s != "?status=410" {
		t.Errorf("the query is %q", s)
	}
	b.goTo("?q=gone&status=410")
	b.waits(found + " === 'err:shop:data:order_gone'")
	b.goTo("?s1=stock&status=503")
	b.waits(found + " === 'err:shop:stock:store_down'")
	b.goTo("?q=nothing_like_it")
	b.waits("document.getElementById('count').textContent === '0 errors'")
}

// TestKeyboard reaches an error by the keyboard alone, with and without the search.
func TestKeyboard(t *testing.T) {
	b := open(t)
	b.goTo("")
	b.do(chromedp.KeyEvent(kb.Tab))
	if s := b.value("document.activeElement.textContent"); s != "Skip to content" {
		t.Errorf("the first stop is %q", s)
	}
	if s := b.value("document.activeElement.getBoundingClientRect().left >= 0"); s != "true" {
		t.Error("the skip link is not seen where it has the focus")
	}
	b.slash()
	b.do(chromedp.KeyEvent("sold"))
	b.waits(found + " === 'err:shop:stock:sold_out'")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.waits("location.pathname.endsWith('/shop/stock/sold_out/') && document.querySelector('h1')?.textContent === 'sold_out'")
	b.slash()
	b.do(chromedp.KeyEvent("order_gone"), chromedp.KeyEvent(kb.Enter))
	b.waits(found + " === 'err:shop:data:order_gone'")

	b.goTo("")
	for range 30 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if b.value("document.activeElement.textContent") == "err:shop:data:order_gone" {
			break
		}
	}
	b.do(chromedp.KeyEvent(kb.Enter))
	b.waits("location.pathname.endsWith('/shop/data/order_gone/')")
	b.do(chromedp.Focus(chromedp.CSS("input[type=radio]")), chromedp.KeyEvent(kb.ArrowRight))
	b.waits("[...document.querySelectorAll('.panel')].map(p => getComputedStyle(p).display).join() === 'none,block'")
}

// TestNoScript: without JavaScript a deep link leads to a page that can be read, an
// older one to the page of today, and the index lists all errors.
func TestNoScript(t *testing.T) {
	b := open(t)
	// read goes to a page without scripts and returns what it shows.
	read := func(path string) string {
		b.do(scripts(false))
		b.goTo(path)
		b.do(scripts(true)) // those of the test
		b.waits("document.body")
		return b.value("document.body.innerText")
	}
	text := read("shop/data/order_gone#how-to-fix")
	if !strings.Contains(text, "err:shop:data:order_gone") || !strings.Contains(text, "410 Gone") {
		t.Errorf("the page shows %q", text)
	}
	if s := b.value("document.title"); s != "order_gone · Errors of the shop" {
		t.Errorf("the page is called %q", s)
	}
	if s := b.value("document.querySelector('form').hidden"); s != "true" {
		t.Error("a search is shown that needs a script")
	}
	b.waits("document.getElementById('how-to-fix').getBoundingClientRect().top < 300")
	if text = read(""); strings.Count(text, "err:shop:") != 4 || strings.Contains(text, "Status") {
		t.Errorf("the index shows %q", text)
	}
	read("shop/data/order_deleted/")
	b.waits("location.pathname.endsWith('/shop/data/order_gone/')")
}

// TestHostile: markup in a title is text on its page, in the lists and in the search.
func TestHostile(t *testing.T) {
	b := open(t)
	const evil = `<img src=x onerror=alert(1)>`
	b.goTo("shop/data/hostile/")
	if s := b.value("document.querySelector('h1').textContent"); s != evil {
		t.Errorf("the title is %q", s)
	}
	b.goTo("?q=onerror")
	b.waits(found + " === 'err:shop:data:hostile'")
	if s := b.value("document.querySelector('#results p').textContent"); !strings.Contains(s, "<script>alert(2)</script>") {
		t.Errorf("the description is %q", s)
	}
	if s := b.value("document.querySelectorAll('img').length + document.querySelectorAll('body script').length"); s != "0" {
		t.Errorf("the page has %s elements of the text", s)
	}
}

// TestNotFound: a URL of no error has a page that helps.
func TestNotFound(t *testing.T) {
	b := open(t)
	b.goTo("404.html")
	b.types("sold")
	b.waits(found + " === 'err:shop:stock:sold_out'")
}

// TestLayout: nothing is wider than the window, wide or narrow, light or dark, and text
// can be told from what is behind it.
func TestLayout(t *testing.T) {
	b := open(t)
	for _, scheme := range []string{"light", "dark"} {
		for name, width := range map[string]int64{"wide": 1280, "narrow": 360} {
			b.do(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
				chromedp.EmulateViewport(width, 900))
			for page, file := range map[string]string{"": "index", "?q=order": "search", "shop/data/order_gone/": "page", "shop/data/hostile/": "hostile"} {
				b.goTo(page)
				if page == "?q=order" {
					b.waits("document.querySelectorAll('#results a').length > 0")
				}
				if s := b.value("document.documentElement.scrollWidth <= innerWidth"); s != "true" {
					t.Errorf("%s, %s: the page is %s wide, the window %d", page, name, b.value("document.documentElement.scrollWidth"), width)
				}
				if s := b.value(contrast); s != "" {
					t.Errorf("%s, %s: too little contrast: %s", page, scheme, s)
				}
				if shots := os.Getenv("SHOTS"); shots != "" {
					png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
					if err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(filepath.Join(shots, file+"-"+name+"-"+scheme+".png"), png, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// contrast lists texts whose contrast with what is behind them is below 4.5, which WCAG
// wants at least.
const contrast = `(() => {
  const parse = (c) => c.match(/[\d.]+/g).map(Number)
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b
  }
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor)
      if (c.length === 3 || c[3] > 0) return c
    }
    return [255, 255, 255]
  }
  const out = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let n; n = texts.nextNode();) {
    const e = n.parentElement
    if (!n.data.trim() || !e.checkVisibility({opacityProperty: true})) continue
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x)
    if ((a + .05) / (b + .05) < 4.5) out.push(n.data.trim() + ' ' + ((a + .05) / (b + .05)).toFixed(2))
  }
  return out.join('; ')
})()`

// TestPrint: what is printed has the panels that nobody has opened, and no search.
func TestPrint(t *testing.T) {
	b := open(t)
	b.goTo("shop/data/order_gone/")
	b.do(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if s := b.value("[...document.querySelectorAll('.panel')].every(p => p.offsetHeight > 0) && document.querySelector('.bar').offsetHeight === 0"); s != "true" {
		t.Error("the print lacks a panel, or shows the search")
	}
}
