package verify

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

// A Built is a docs site in a folder, as it is built.
type Built struct {
	files fs.FS
	base  string // path that the folder is served below, without a final slash
	rules []rule
}

// A rule is a line of a _redirects file.
type rule struct{ from, to string }

// OpenBuilt returns the site in a folder. Below which path it is served is told by the
// catalogue: the one under which most of its pages are there.
func OpenBuilt(dir string, c *catalog.Catalog) (*Built, error) {
	b := &Built{files: os.DirFS(dir)}
	if _, err := fs.Stat(b.files, "."); err != nil {
		return nil, err
	}
	if data, err := fs.ReadFile(b.files, "_redirects"); err == nil {
		for line := range strings.Lines(string(data)) {
			if f := strings.Fields(line); len(f) > 1 && !strings.HasPrefix(f[0], "#") {
				b.rules = append(b.rules, rule{f[0], f[1]})
			}
		}
	}
	u, err := url.Parse(c.DocsURL)
	if err != nil {
		return b, nil
	}
	most, base := 0, ""
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := range len(parts) + 1 {
		b.base = ""
		if i > 0 {
			b.base = "/" + strings.Join(parts[:i], "/")
		}
		n := 0
		for _, e := range c.Entries {
			if at, err := url.Parse(e.URL()); err == nil {
				if _, ok := b.file(at.Path); ok {
					n++
				}
			}
		}
		if n > most {
			most, base = n, b.base
		}
	}
	b.base = base
	return b, nil
}

// file returns the file that a path is served from.
func (b *Built) file(at string) (string, bool) {
	rest, ok := strings.CutPrefix(at, b.base)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	rest = strings.Trim(path.Clean("/"+rest), "/")
	for _, name := range []string{path.Join(rest, "index.html"), rest + ".html", rest} {
		if name == "" || name == ".html" || !fs.ValidPath(name) {
			continue
		}
		if info, err := fs.Stat(b.files, name); err == nil && info.Mode().IsRegular() {
			return name, true
		}
	}
	return "", false
}

// Look implements [Site].
func (b *Built) Look(ctx context.Context, address string, _ bool) (Answer, error) {
	for range maxHops {
		if err := ctx.Err(); err != nil {
			return Answer{}, err
		}
		u, err := url.Parse(address)
		if err != nil {
			return Answer{Why: "it is no URL"}, nil
		}
		name, ok := b.file(u.Path)
		if !ok {
			to := b.redirect(u.Path)
			if to == "" {
				return Answer{Why: "the site has no such file"}, nil
			}
			if address, ok = follow(u, to); !ok {
				return Answer{Found: true, URL: to}, nil // on another site
			}
			continue
		}
		body, err := fs.ReadFile(b.files, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return Answer{Why: "the site has no such file"}, nil
		case err != nil:
			return Answer{}, err
		}
		if to := refreshed(body); to != "" {
			if path.Base(name) == "index.html" && !strings.HasSuffix(u.Path, "/") {
				u.Path += "/" // a server redirects to the folder first
			}
			if address, ok = follow(u, to); !ok {
				return Answer{Found: true, URL: to}, nil
			}
			continue
		}
		return Answer{Found: true, URL: u.String(), Body: body}, nil
	}
	return Answer{Why: "it is redirected again and again"}, nil
}

// follow returns where a redirect of a URL leads. ok is false where that is another
// site.
func follow(from *url.URL, to string) (address string, ok bool) {
	u, err := from.Parse(to)
	if err != nil || u.Host != from.Host {
		return to, false
	}
	return u.String(), true
}

// redirect returns where _redirects sends a path, empty where it does not.
func (b *Built) redirect(at string) string {
	for _, p := range []string{strings.TrimPrefix(at, b.base), at} {
		for _, r := range b.rules {
			if prefix, wild := strings.CutSuffix(r.from, "*"); wild {
				if rest, ok := strings.CutPrefix(p, prefix); ok {
					return strings.ReplaceAll(r.to, ":splat", rest)
				}
			} else if strings.TrimSuffix(r.from, "/") == strings.TrimSuffix(p, "/") {
				return r.to
			}
		}
	}
	return ""
}
