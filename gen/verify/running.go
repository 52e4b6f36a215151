package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Running is a docs site that answers requests.
type Running struct {
	at     *url.URL
	client *http.Client
	tick   <-chan time.Time
}

// The limits of what is asked of a server.
const (
	timeout = 15 * time.Second
	maxPage = 8 << 20
)

// OpenRunning returns the site at an address, such as https://example.com or
// http://localhost:3000: URLs of the docs keep their path and are asked of that host. It
// sends one request at each tick.
func OpenRunning(address string, tick <-chan time.Time) (*Running, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q is not an http or https URL", address)
	}
	return &Running{
		at: u, tick: tick,
		client: &http.Client{Timeout: timeout, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) >= maxHops {
				return errHops
			}
			return nil
		}},
	}, nil
}

var errHops = errors.New("too many redirects")

// Look implements [Site]. If the text of the page is not needed, it sends a HEAD
// request, and a GET request if that finds no page: not every server answers HEAD.
func (r *Running) Look(ctx context.Context, address string, body bool) (Answer, error) {
	asked, err := url.Parse(address)
	if err != nil {
		return Answer{Why: "it is not a URL"}, nil
	}
	u := *asked
	u.Scheme, u.Host = r.at.Scheme, r.at.Host
	u.Path = strings.TrimSuffix(r.at.Path, "/") + u.Path
	for range maxHops {
		if !body {
			if a, err := r.ask(ctx, http.MethodHead, &u); err != nil || a.Found {
				return a, err
			}
		}
		a, err := r.ask(ctx, http.MethodGet, &u)
		a.asked = asked
		to := refreshed(a.Body)
		if err != nil || !a.Found || to == "" {
			return a, err
		}
		next, err := u.Parse(to)
		if err != nil || next.Host != u.Host && next.Host != asked.Host {
			return a, nil // on another site
		}
		u.Path, u.RawPath, u.RawQuery = next.Path, next.RawPath, next.RawQuery
	}
	return Answer{Why: errHops.Error()}, nil
}

func (r *Running) ask(ctx context.Context, method string, u *url.URL) (Answer, error) {
	select {
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case <-r.tick:
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return Answer{}, err
	}
	req.Header.Set("User-Agent", "errgen verify site")
	req.Header.Set("Accept", "text/html")
	res, err := r.client.Do(req)
	if errors.Is(err, errHops) {
		return Answer{Why: errHops.Error()}, nil
	}
	if err != nil {
		return Answer{}, err
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusTooManyRequests {
		return Answer{}, fmt.Errorf("%s answers %s: lower the rate with --rate", u.Host, res.Status)
	}
	a := Answer{Found: res.StatusCode < 300, Why: res.Status, URL: res.Request.URL.String()}
	if method == http.MethodGet {
		a.Body, err = io.ReadAll(io.LimitReader(res.Body, maxPage))
		a.base = based(res.Request.URL, a.Body)
	}
	return a, err
}

// Leads implements [Site]. A URL on the server counts as a path of the docs, whether or
// not it is below the path of the server.
func (r *Running) Leads(page *Answer, href string) (string, bool) {
	u, err := page.base.Parse(strings.TrimSpace(href))
	if err != nil || u.Host != r.at.Host && u.Host != page.asked.Host {
		return "", false
	}
	if rest, ok := strings.CutPrefix(u.Path, strings.TrimSuffix(r.at.Path, "/")+"/"); ok && u.Host == r.at.Host {
		u.Path, u.RawPath = "/"+rest, ""
	}
	u.Scheme, u.Host = page.asked.Scheme, page.asked.Host
	return u.String(), true
}
