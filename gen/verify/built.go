package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"strconv"
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
type rule struct {
	from   *regexp.Regexp
	to     string
	status int
	force  bool // also where there is a file
}

var (
	wildcard    = regexp.MustCompile(`/?\\\*$`)
	placeholder = regexp.MustCompile(`:[A-Za-z_][A-Za-z0-9_]*`)
)

// readRule reads a line of a _redirects file: where from, conditions, where to, a status.
// ok is false for a comment, and for what is about another site.
func readRule(line string) (r rule, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "/") {
		return rule{}, false
	}
	to := 1
	for to+1 < len(fields) && strings.Contains(fields[to], "=") && !strings.HasPrefix(fields[to], "/") && !strings.Contains(fields[to], "://") {
		to++
	}
	r.to, r.status = fields[to], 301
	if to+1 < len(fields) {
		number, force := strings.CutSuffix(fields[to+1], "!")
		if n, err := strconv.Atoi(number); err == nil {
			r.status, r.force = n, force
		}
	}
	from := regexp.QuoteMeta(strings.TrimSuffix(fields[0], "/"))
	from = placeholder.ReplaceAllStringFunc(from, func(name string) string { return "(?P<" + name[1:] + ">[^/]+)" })
	from = wildcard.ReplaceAllStringFunc(from, func(all string) string {
		if all[0] == '/' {
			return "(?:/(?P<splat>.*))?"
		}
		return "(?P<splat>.*)"
	})
	var err error
	r.from, err = regexp.Compile("^" + from + "/?$")
	return r, err == nil
}

// OpenBuilt returns the site in a folder. The catalogue decides the path that it is
// served below: the one with most of its pages.
func OpenBuilt(dir string, c *catalog.Catalog) (*Built, error) {
	b := &Built{files: os.DirFS(dir)}
	if _, err := fs.Stat(b.files, "."); err != nil {
		return nil, err
	}
	if data, err := fs.ReadFile(b.files, "_redirects"); err == nil {
		for line := range strings.Lines(string(data)) {
			if r, ok := readRule(line); ok {
				b.rules = append(b.rules, r)
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

const noFile = "the site has no such file"

// Look implements [Site].
func (b *Built) Look(ctx context.Context, address string, _ bool) (Answer, error) {
	asked, err := url.Parse(address)
	if err != nil {
		return Answer{Why: "it is not a URL"}, nil
	}
	for range maxHops {
		if err := ctx.Err(); err != nil {
			return Answer{}, err
		}
		u, err := url.Parse(address)
		if err != nil {
			return Answer{Why: "it is not a URL"}, nil
		}
		name, ok := b.file(u.Path)
		if to, status := b.redirect(u.Path, ok); to != "" {
			if status >= 400 {
				return Answer{Why: fmt.Sprintf("_redirects answers with %d", status)}, nil
			}
			if address, ok = follow(u, to); !ok {
				return Answer{Found: true, URL: to}, nil // on another site
			}
			continue
		}
		if !ok {
			return Answer{Why: noFile}, nil
		}
		body, err := fs.ReadFile(b.files, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return Answer{Why: noFile}, nil
		case err != nil:
			return Answer{}, err
		}
		at := *u
		if path.Base(name) == "index.html" && path.Ext(u.Path) != ".html" && !strings.HasSuffix(u.Path, "/") {
			at.Path, at.RawPath = u.Path+"/", "" // hosts send visitors there
		}
		if to := refreshed(body); to != "" {
			if address, ok = follow(&at, to); !ok {
				return Answer{Found: true, URL: to}, nil
			}
			continue
		}
		return Answer{Found: true, URL: u.String(), Body: body, asked: asked, base: based(&at, body)}, nil
	}
	return Answer{Why: "too many redirects"}, nil
}

// Leads implements [Site].
func (b *Built) Leads(page *Answer, href string) (string, bool) {
	u, err := page.base.Parse(strings.TrimSpace(href))
	if err != nil || u.Host != page.asked.Host {
		return "", false
	}
	u.Scheme = page.asked.Scheme
	return u.String(), true
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

// redirect returns where _redirects sends a path, empty where it does not, and with which
// status. Where there is a file, only a rule that is forced counts.
func (b *Built) redirect(at string, file bool) (to string, status int) {
	for _, p := range []string{strings.TrimPrefix(at, b.base), at} {
		for _, r := range b.rules {
			m := r.from.FindStringSubmatch(p)
			if m == nil || file && !r.force {
				continue
			}
			return placeholder.ReplaceAllStringFunc(r.to, func(name string) string {
				if i := r.from.SubexpIndex(name[1:]); i >= 0 {
					return m[i]
				}
				return name
			}), r.status
		}
	}
	return "", 0
}
