package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

const docsURL = "https://example.com/errors"

func TestDeprecate(t *testing.T) {
	const by = catalog.Code("err:shop:data:order_gone")
	for name, test := range map[string]struct{ page, want, err string }{
		"front matter":         {"---\ntitle: a\n---\n", "---\ndeprecated: true\nreplaced_by: err:shop:data:order_gone\ntitle: a\n---\n", ""},
		"Windows line ends":    {"---\r\ntitle: a\r\n---\r\n", "---\r\ndeprecated: true\r\nreplaced_by: err:shop:data:order_gone\r\ntitle: a\r\n---\r\n", ""},
		"none":                 {"text  \n", "---\ndeprecated: true\nreplaced_by: err:shop:data:order_gone\n---\n\ntext  \n", ""},
		"a byte order mark":    {"\ufefftext\n", "\ufeff---\ndeprecated: true\nreplaced_by: err:shop:data:order_gone\n---\n\ntext\n", ""},
		"deprecated already":   {"---\ndeprecated: a reason\n---\n", "---\nreplaced_by: err:shop:data:order_gone\ndeprecated: a reason\n---\n", ""},
		"replaced already":     {"---\nreplaced_by: err:shop:data:other\n---\n", "", "err:shop:data:order_lost is already replaced by err:shop:data:other"},
		"said not to be":       {"---\ndeprecated: false\n---\n", "", "shop/data/order_lost.mdx has deprecated: false; remove it first"},
		"nothing in the front": {"---\n---\n", "---\ndeprecated: true\nreplaced_by: err:shop:data:order_gone\n---\n", ""},
	} {
		const path = "shop/data/order_lost.mdx"
		text := test.page + "\n<Danger>err:shop:data:order_lost</Danger>\n"
		e := page.Read(source.NewFile(path, []byte(text)), path, page.Options{DocsURL: docsURL}).Entries[0]
		c, _ := catalog.Build([]*catalog.Entry{e}, catalog.Meta{})
		var got string
		edits, err := lifecycle.DeprecateFor(&lifecycle.World{Catalog: c, Config: source.NewFile("errgen.yaml", nil)}, e, by, "")
		if err == nil {
			got = string(edits[0].Data)
		}
		if test.err != "" {
			if err == nil || err.Error() != test.err {
				t.Errorf("%s: error %v, want %q", name, err, test.err)
			}
			continue
		}
		if want := test.want + "\n<Danger>err:shop:data:order_lost</Danger>\n"; err != nil || got != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
		}
	}
}

// TestNotice: a notice is a box of the docs site with a link as that resolves it, indented
// and with the line ends of its page.
func TestNotice(t *testing.T) {
	const path, other = "shop/cart/order_lost.mdx", "shop/data/order_gone.mdx"
	const said = "**Retired on 2026-01-31.** This error is no longer returned. See [err:shop:data:order\\_gone]"
	for name, test := range map[string]struct{ code, want string }{
		"":           {"<Danger>err:shop:cart:order_lost</Danger>", "<Warning>\n" + said + "(../data/order_gone).\n</Warning>"},
		"mintlify":   {"<Danger>err:shop:cart:order_lost</Danger>", "<Warning>\n" + said + "(../data/order_gone).\n</Warning>"},
		"docusaurus": {":::danger\n\n`err:shop:cart:order_lost`\n\n:::", ":::warning\n\n" + said + "(../data/order_gone.mdx).\n\n:::"},
		"starlight":  {":::danger\n`err:shop:cart:order_lost`\n:::", ":::caution\n\n" + said + "(../../data/order_gone/).\n\n:::"},
		"fumadocs":   {"<Callout type=\"error\">`err:shop:cart:order_lost`</Callout>", "<Callout type=\"warn\">\n" + said + "(../data/order_gone).\n</Callout>"},
		"vitepress":  {"::: danger\n`err:shop:cart:order_lost`\n:::", "::: warning\n\n" + said + "(../data/order_gone).\n\n:::"},
		"markdown":   {"> [!CAUTION]\n> `err:shop:cart:order_lost`", "> [!WARNING]\n> " + said + "(../data/order_gone.mdx)."},
	} {
		options := page.Options{DocsURL: docsURL}.On(site.Find(name), "errors")
		read := func(f *source.File, at string) []*catalog.Entry { return page.Read(f, at, options).Entries }
		code := strings.ReplaceAll(test.code, "\n", "\r\n")
		text := "---\r\nerrgen: {status: 404}\r\n---\r\n\r\n" + code + "\r\n\r\nText.\r\n"
		e := read(source.NewFile(path, []byte(text)), path)[0]
		by := read(source.NewFile(other, []byte(strings.ReplaceAll(strings.ReplaceAll(text, "cart", "data"), "lost", "gone"))), other)[0]
		c, _ := catalog.Build([]*catalog.Entry{e, by}, catalog.Meta{DocsURL: docsURL, Site: site.Find(name)})
		w := &lifecycle.World{Catalog: c, Config: source.NewFile("errgen.yaml", nil), Read: read}
		edits, noticed, err := lifecycle.Retire(w, e, lifecycle.Retirement{Since: "2026-01-31", ReplacedBy: by.Code.V})
		if err != nil || !noticed {
			t.Fatal(name, noticed, err)
		}
		_, got, _ := strings.Cut(string(edits[0].Data), code)
		if want := "\r\n\r\n" + strings.ReplaceAll(test.want, "\n", "\r\n") + "\r\n\r\nText.\r\n"; got != want {
			t.Errorf("%s: got %q\nwant %q", name, got, want)
		}
	}
}
