package starlight_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/starlight"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/site"
)

// of returns a catalogue of lines "page | published | alias...".
func of(t testing.TB, lines string) *catalog.Catalog {
	t.Helper()
	code := func(p string) catalog.Code {
		return catalog.Code("err:" + strings.ReplaceAll(strings.ToLower(p), "/", ":"))
	}
	var entries []*catalog.Entry
	for line := range strings.Lines(lines) {
		words := strings.Split(strings.TrimSpace(line), " | ")
		e := &catalog.Entry{Page: words[0] + ".mdx", Path: words[1]}
		e.Code.V, e.Type.V = code(words[0]), "https://example.com/help/errors/"+words[1]
		if words[1] == "draft" {
			e.Unpublished.V = "draft: true"
		}
		for _, a := range words[2:] {
			e.Aliases = append(e.Aliases, catalog.Value[catalog.Code]{V: code(a)})
		}
		entries = append(entries, e)
	}
	c, found := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/help/errors", Site: site.Find("starlight")})
	for _, d := range found {
		t.Fatal(d.Message)
	}
	return c
}

// TestGolden shows the module of some pages.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		files, err := starlight.Target.Emit(of(t, string(in["pages"])), &starlight.Options{Base: "/help"})
		if err != nil {
			t.Fatal(err)
		}
		return map[string][]byte{files[0].Path: files[0].Data}
	})
}

// TestHostile: whatever folders and paths are called, the module has two exports, and
// nothing of them is code.
func TestHostile(t *testing.T) {
	node := toolchain.Program(t, "node")
	c := of(t, "a\";process.exit(7)//`${process.exit(7)}\u2028*/ </script>/b | a%22%3Bprocess.exit(7)//%60$%7Bprocess.exit(7)%7D%E2%80%A8*/b | x/\"b\n"+
		"shop/data/b | shop/data/b | shop/data/older\n")
	files, err := starlight.Target.Emit(c, &starlight.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"errors.mjs": string(files[0].Data),
		"main.mjs":   "import * as m from './errors.mjs';\nconsole.log(Object.keys(m).join(), JSON.stringify(m.sidebar).length > 20, Object.keys(m.redirects).length);\n",
	})
	if got, want := string(toolchain.Run(t, dir, nil, node, "main.mjs")), "redirects,sidebar true 1\n"; got != want {
		t.Errorf("it says %q, want %q\n%s", got, want, files[0].Data)
	}
}

func TestSnapshot(t *testing.T) { conformance.FromSnapshot(t, starlight.Target) }
