// Package redirects writes redirects from the former URLs of an error to its page:
// those of its aliases, of pages that moved since an earlier catalogue, and of pages
// below a former docs_url. The name of the file determines the format:
//
//	docs.json, mint.json   Mintlify: the list redirects, edited in place
//	vercel.json            the same
//	_redirects             Netlify and Cloudflare Pages: between two comments
//	redirects.json         @docusaurus/plugin-client-redirects: a file with a list
//	redirects.mjs          Astro: a module for redirects in astro.config.mjs
//	{path}.html            any static host: a page for each redirect, as {path}/index.html
//
// Handwritten redirects stay. One to a former URL is changed to lead to the page
// itself. A loop is an error, and so is a redirect from an existing page.
package redirects

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File    string   // relative to the output folder
	Base    string   `yaml:"base" doc:"path that the site is served below, which is not part of its redirects" pattern:"^/" want:"a path that starts with a slash" example:"/docs"`
	Earlier []string `yaml:"earlier" doc:"JSON catalogues of earlier releases, relative to errgen.yaml, newest first; pages that moved since then are redirected"`

	inputs []*emit.Input
}

// Target is the redirects.
var Target = emit.Typed[Options]{
	Name:    "redirects",
	Doc:     "redirects from the former URLs of errors; out is docs.json, vercel.json, _redirects, redirects.json, redirects.mjs or {path}.html",
	OutFile: func(o *Options) *string { return &o.File },
	Inputs: func(o *Options) []*emit.Input {
		o.inputs = Inputs(o.Earlier)
		return o.inputs
	},
	NoMarkdown: true,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		l, err := Of(c, o.Base, o.inputs, (*catalog.Entry).URL)
		if err != nil {
			return nil, err
		}
		f := emit.File{Path: o.File}
		switch name := path.Base(o.File); {
		case strings.Contains(o.File, placeholder):
			return l.files(o.File)
		case name == "docs.json", name == "mint.json":
			f.Edit = func(old []byte) ([]byte, error) { return l.inJSON(old, false) }
		case name == "vercel.json":
			f.Edit = func(old []byte) ([]byte, error) { return l.inJSON(old, true) }
		case name == "_redirects":
			f.Edit = l.inText
		case name == "redirects.json":
			f.Data, f.Bare = l.Docusaurus(), true
		case name == "redirects.mjs":
			f.Data = []byte("// " + emit.Header + "\n\n/** For `redirects` in astro.config.mjs. */\nexport default " + l.Astro() + ";\n")
		default:
			return nil, &emit.OptionError{Message: fmt.Sprintf("out is %q, want docs.json, vercel.json, _redirects, redirects.json, redirects.mjs or {path}.html", o.File)}
		}
		return []emit.File{f}, nil
	},
}.Target()

// check reports what cannot be among the redirects of a file: one from a page that is
// there, and a loop. Those with wildcards are left alone.
func (l *List) check(have []redirect) error {
	next := map[string]string{}
	for _, r := range have {
		if l.pages[strings.TrimSuffix(r.from, "/")] {
			return fmt.Errorf("has a redirect from %s, which is the path of an error page: remove it", r.from)
		}
		if next[r.from] == "" {
			next[r.from] = r.to
		}
	}
	for _, r := range l.all {
		if next[r.from] == "" {
			next[r.from] = r.to
		}
	}
	for from := range next {
		at, steps := from, 0
		for ; next[at] != "" && steps <= len(next); steps++ {
			at = next[at]
		}
		if steps > len(next) {
			loop := []string{at}
			for p := next[at]; p != at; p = next[p] {
				loop = append(loop, p)
			}
			slices.Sort(loop)
			return errors.New("has a redirect loop: " + strings.Join(loop, ", "))
		}
	}
	return nil
}

// final returns where a redirect that leads to a path ends, among those of the
// catalogue.
func (l *List) final(to string) string {
	if end := l.to[strings.TrimSuffix(to, "/")]; end != "" {
		return end
	}
	return to
}

// Docusaurus returns the list that @docusaurus/plugin-client-redirects takes.
func (l *List) Docusaurus() []byte {
	type pair struct {
		From string `json:"from"`
		To   string `json:"to"`
	}
	out := make([]pair, 0, len(l.all))
	for _, r := range l.all {
		out = append(out, pair{r.from, r.to})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		panic(err) // it is text
	}
	return b.Bytes()
}

// Astro returns the object that Astro's redirects are. Astro puts the base before where
// they come from and not before where they lead.
func (l *List) Astro() string {
	if len(l.all) == 0 {
		return "{}"
	}
	var b strings.Builder
	b.WriteString("{\n")
	for _, r := range l.all {
		b.WriteString("  " + quote(r.from) + ": " + quote(l.base+r.to) + ",\n")
	}
	return b.String() + "}"
}

// placeholder stands for the path that a page redirects from.
const placeholder = "{path}"

// pages returns a page for each redirect.
func (l *List) files(name string) ([]emit.File, error) {
	if rest := strings.Replace(name, placeholder, "", 1); rest != ".html" && rest != "/index.html" {
		return nil, &emit.OptionError{Message: fmt.Sprintf("out ends in %q, want {path}.html or {path}/index.html", name)}
	}
	var files []emit.File
	for _, r := range l.all {
		at, err := url.PathUnescape(r.from)
		if err != nil {
			continue // no file can be there
		}
		to := html.EscapeString(l.base + r.to)
		files = append(files, emit.File{
			Path: strings.Replace(name, placeholder, strings.TrimPrefix(at, "/"), 1),
			Data: fmt.Appendf(nil, `<!doctype html>
<!-- %s -->
<html lang="en">
<meta charset="utf-8">
<title>Moved</title>
<link rel="canonical" href="%s">
<meta http-equiv="refresh" content="0; url=%s">
<p>This page is now at <a href="%s">%s</a>.</p>
</html>
`, emit.Header, html.EscapeString(l.host)+to, to, to, to),
		})
	}
	return files, nil
}
