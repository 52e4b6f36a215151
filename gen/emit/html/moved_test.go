package html_test

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/html"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

const docs = "https://example.com/docs/errors"

// catalogOf returns a catalogue of codes with their URLs and, after commas, aliases.
func catalogOf(entries map[catalog.Code]string) *catalog.Catalog {
	var list []*catalog.Entry
	for _, code := range slices.Sorted(maps.Keys(entries)) {
		address, alias, _ := strings.Cut(entries[code], ",")
		e := &catalog.Entry{}
		e.Code.V, e.Type.V = code, address
		if alias != "" {
			e.Aliases = []catalog.Value[catalog.Code]{{V: catalog.Code(alias)}}
		}
		list = append(list, e)
	}
	c, _ := catalog.Build(list, catalog.Meta{DocsURL: docs})
	return c
}

// since returns the options with an earlier catalogue.
func since(t *testing.T, before *catalog.Catalog) *html.Options {
	t.Helper()
	var earlier bytes.Buffer
	if err := snapshot.WriteSlim(&earlier, before); err != nil {
		t.Fatal(err)
	}
	o := &html.Options{Title: "Errors", Earlier: []string{"released.json"}}
	for _, in := range html.Target.Inputs(o) {
		in.File = source.NewFile(in.Path, earlier.Bytes())
	}
	return o
}

// TestMoved: where a page was in an earlier release, another leads to where it is now,
// unless a page of today or another site is there.
func TestMoved(t *testing.T) {
	before := catalogOf(map[catalog.Code]string{
		"err:shop:data:gone":  docs + "/old/gone",
		"err:shop:data:swap":  docs + "/shop/data/gone",
		"err:shop:data:away":  "https://example.com/docs/away",
		"err:shop:data:told":  docs + "/told",
		"err:shop:data:never": docs + "/never",
	})
	now := catalogOf(map[catalog.Code]string{
		"err:shop:data:gone": docs + "/shop/data/gone,err:shop:data:lost",
		"err:shop:data:swap": docs + "/shop/data/swap",
		"err:shop:data:away": docs + "/shop/data/away",
		"err:shop:data:told": docs + "/all#told",
	})
	now.FormerDocsURLs = []string{docs + "/v1", "https://example.com/elsewhere"}
	now.Others = []string{"shop/data/lost.mdx"} // no page of this site
	files, err := html.Target.Emit(now, since(t, before))
	if err != nil {
		t.Fatal(err)
	}
	leads := map[string]string{}
	for _, f := range files {
		if _, rest, ok := strings.Cut(string(f.Data), `<meta http-equiv="refresh" content="0; url=`); ok {
			leads[f.Path], _, _ = strings.Cut(rest, `"`)
		}
	}
	want := map[string]string{
		"old/gone/index.html":          "../../shop/data/gone/",
		"shop/data/lost/index.html":    "../../../shop/data/gone/",
		"told/index.html":              "../all/#told",
		"v1/shop/data/gone/index.html": "../../../../shop/data/gone/",
		"v1/shop/data/swap/index.html": "../../../../shop/data/swap/",
		"v1/shop/data/away/index.html": "../../../../shop/data/away/",
	}
	if !maps.Equal(leads, want) {
		t.Errorf("redirects are\n%v, want\n%v", leads, want)
	}
}

// TestTaken: a former URL at which the site has a page is an error, which says whose it is.
func TestTaken(t *testing.T) {
	gone := docs + "/shop/data/gone"
	for want, tt := range map[string]struct{ before, now map[catalog.Code]string }{
		"the alias err:shop:data:here of err:shop:data:gone would redirect from /docs/errors/shop/data/here, but that is the path of a page": {
			nil, map[catalog.Code]string{"err:shop:data:gone": gone + ",err:shop:data:here", "err:shop:data:other": docs + "/shop/data/here"},
		},
		"a former URL of err:shop:data:gone is https://example.com/docs/errors/404.html, where the site has a page of its own": {
			map[catalog.Code]string{"err:shop:data:gone": docs + "/404.html"}, map[catalog.Code]string{"err:shop:data:gone": gone},
		},
	} {
		_, err := html.Target.Emit(catalogOf(tt.now), since(t, catalogOf(tt.before)))
		var option *emit.OptionError
		if !errors.As(err, &option) || option.Message != want {
			t.Errorf("error is %v, want %s", err, want)
		}
	}
}
