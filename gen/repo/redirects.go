package repo

import (
	"net/url"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Redirects returns whether the docs site sends visitors of a URL on to another: by the
// redirects of the files that list its pages.
func (r *Repo) Redirects() func(url string) bool {
	var sources []string
	for _, f := range r.Navigation() {
		v, _ := jsonpos.Parse(string(f.Data))
		list := v.Get("redirects")
		if list == nil {
			continue
		}
		for _, item := range list.Items {
			if s := item.Get("source"); s != nil && s.Kind == jsonpos.String {
				sources = append(sources, s.Text)
			}
		}
	}
	return func(at string) bool {
		u, err := url.Parse(at)
		if err != nil {
			return false
		}
		path := strings.Split(strings.Trim(u.Path, "/"), "/")
		for _, s := range sources {
			// A site may be published below a folder that its own paths do not have.
			for i := range path {
				if redirected(strings.Split(strings.Trim(s, "/"), "/"), path[i:]) {
					return true
				}
			}
		}
		return false
	}
}

// redirected reports whether a path is what a redirect is for, in which :name stands for
// a segment and :name* for any number of them.
func redirected(source, path []string) bool {
	for i, s := range source {
		switch {
		case strings.HasPrefix(s, ":") && strings.HasSuffix(s, "*"), s == "*":
			return true
		case i >= len(path), !strings.HasPrefix(s, ":") && s != path[i]:
			return false
		}
	}
	return len(source) == len(path)
}
