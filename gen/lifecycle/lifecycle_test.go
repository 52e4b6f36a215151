package lifecycle_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/page"
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

// TestBox: a notice is written as the docs site writes boxes, indented and with the line
// ends of its page.
func TestBox(t *testing.T) {
	const path = "shop/data/order_lost.mdx"
	text := "---\r\nstatus: 404\r\n---\r\n\r\n<Danger>err:shop:data:order_lost</Danger>\r\n\r\nText.\r\n"
	read := func(f *source.File, at string) []*catalog.Entry {
		return page.Read(f, at, page.Options{DocsURL: docsURL}).Entries
	}
	e := read(source.NewFile(path, []byte(text)), path)[0]
	c, _ := catalog.Build([]*catalog.Entry{e}, catalog.Meta{})
	w := &lifecycle.World{Catalog: c, Config: source.NewFile("errgen.yaml", nil), Read: read,
		Box: func(text string) string { return ":::warning\n\n" + text + "\n\n:::" }}
	edits, noticed, err := lifecycle.Retire(w, e, lifecycle.Retirement{Since: "2026-01-31"})
	if err != nil || !noticed {
		t.Fatal(noticed, err)
	}
	want := "---\r\nretired: 2026-01-31\r\nstatus: 404\r\n---\r\n\r\n<Danger>err:shop:data:order_lost</Danger>\r\n\r\n" +
		":::warning\r\n\r\n**Retired on 2026-01-31.** This error is no longer returned.\r\n\r\n:::\r\n\r\nText.\r\n"
	if got := string(edits[0].Data); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
