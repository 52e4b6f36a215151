// Package redirects writes redirects from the former URLs of an error, which follow from
// its aliases, to its page. The name of the file determines the format:
//
//	docs.json, mint.json   Mintlify: the list redirects, edited in place
//	vercel.json            the same
//	_redirects             Netlify and Cloudflare Pages: between two comments
//	redirects.json         @docusaurus/plugin-client-redirects: a file with a list
//	redirects.mjs          Astro: a module for redirects in astro.config.mjs
//
// Handwritten redirects stay. One to a former URL is changed to lead to the page
// itself. A loop is an error, and so is a redirect from an existing page.
package redirects

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File string // relative to the output folder
	Base string `yaml:"base" doc:"path that the site is served below, which is not part of its redirects" pattern:"^/" want:"a path that starts with a slash" example:"/docs"`
}

// Target is the redirects.
var Target = emit.Target{
	Name:    "redirects",
	Doc:     "redirects from the former URLs of errors; out is docs.json, vercel.json, _redirects, redirects.json or redirects.mjs",
	Options: func() any { return &Options{} },
	OutFile: func(options any, file string) {
		if o, ok := options.(*Options); ok {
			o.File = file
		}
	},
	NoMarkdown: true,
	Emit: func(c *catalog.Catalog, options any) ([]emit.File, error) {
		o, ok := options.(*Options)
		if !ok {
			return nil, fmt.Errorf("options are %T, want %T", options, o)
		}
		l, err := o.list(c)
		if err != nil {
			return nil, err
		}
		f := emit.File{Path: o.File}
		switch path.Base(o.File) {
		case "docs.json", "mint.json":
			f.Edit = func(old []byte) ([]byte, error) { return l.inJSON(old, false) }
		case "vercel.json":
			f.Edit = func(old []byte) ([]byte, error) { return l.inJSON(old, true) }
		case "_redirects":
			f.Edit = l.inText
		case "redirects.json":
			f.Data, f.Bare = l.docusaurus(), true
		case "redirects.mjs":
			f.Data = l.module(o.Base)
		default:
			return nil, &emit.OptionError{Message: fmt.Sprintf("out is %q, want docs.json, vercel.json, _redirects, redirects.json or redirects.mjs", o.File)}
		}
		return []emit.File{f}, nil
	},
}

// A redirect leads from a path to another.
type redirect struct{ from, to string }

// redirects are those that the catalogue asks for, by where they come from.
type redirects struct {
	all   []redirect
	to    map[string]string
	pages map[string]bool // paths at which a page is
}

// list returns the redirects of a catalogue.
func (o *Options) list(c *catalog.Catalog) (*redirects, error) {
	l := &redirects{to: map[string]string{}, pages: map[string]bool{}}
	for _, e := range c.Entries {
		if at, ok := o.path(c, e.URL()); ok {
			l.pages[at] = true
		}
	}
	for _, e := range c.Entries {
		to, ok := o.path(c, e.URL())
		if !ok {
			continue // it is not told on this site
		}
		for _, a := range e.Aliases {
			from, ok := o.path(c, e.AliasType(a.V))
			switch {
			case !ok || from == to:
			case l.pages[from]:
				return nil, &emit.OptionError{Message: fmt.Sprintf("the alias %s of %s would redirect from %s, but that is the path of a page", a.V, e.Code.V, from)}
			case l.to[from] == "":
				l.to[from] = to
				l.all = append(l.all, redirect{from, to})
			}
		}
	}
	slices.SortFunc(l.all, func(a, b redirect) int { return strings.Compare(a.from, b.from) })
	return l, nil
}

// path returns the path of a URL on the site. ok is false for one of another site.
func (o *Options) path(c *catalog.Catalog, address string) (string, bool) {
	u, err := url.Parse(address)
	docs, docsErr := url.Parse(c.DocsURL)
	if err != nil || docsErr != nil || address == "" || u.Host != docs.Host || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	at := u.EscapedPath()
	if o.Base != "" && o.Base != "/" {
		rest, ok := strings.CutPrefix(at, strings.TrimSuffix(o.Base, "/")+"/")
		if !ok {
			return "", false
		}
		at = "/" + rest
	}
	return strings.TrimSuffix(at, "/"), at != "" && at != "/"
}

// check reports what cannot be among the redirects of a file: one from a page that is
// there, and a loop. Those with wildcards are left alone.
func (l *redirects) check(have []redirect) error {
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
func (l *redirects) final(to string) string {
	if end := l.to[strings.TrimSuffix(to, "/")]; end != "" {
		return end
	}
	return to
}

// docusaurus returns the list that the plug-in of Docusaurus takes.
func (l *redirects) docusaurus() []byte {
	type pair struct {
		From string `json:"from"`
		To   string `json:"to"`
	}
	out := make([]pair, 0, len(l.all))
	for _, r := range l.all {
		out = append(out, pair{r.from, r.to})
	}
	data, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		panic(err) // it is text
	}
	return append(data, '\n')
}

// module returns a module for the redirects of Astro, which puts the base before where
// they come from and not before where they lead.
func (l *redirects) module(base string) []byte {
	var b strings.Builder
	b.WriteString("// " + emit.Header + "\n\n/** For `redirects` in astro.config.mjs. */\nexport default {\n")
	for _, r := range l.all {
		b.WriteString("  " + quote(r.from) + ": " + quote(strings.TrimSuffix(base, "/")+r.to) + ",\n")
	}
	b.WriteString("};\n")
	return []byte(b.String())
}
