package site_test

import (
	"bytes"
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// builds are the docs sites that pages are built with.
var builds = []struct {
	site  string
	docs  string // folder that the site publishes
	base  string // URL of it
	build func(modules string) []string
	out   string // where the build lies

	beside string // what is generated beside the pages, as an item of errgen.yaml
	label  string // what a page's navigation calls the folder of its category; empty for none
}{
	{
		"docusaurus", "docs", "https://example.com/help/docs",
		func(modules string) []string {
			return []string{"node", filepath.Join(modules, "@docusaurus", "core", "bin", "docusaurus.mjs"), "build"}
		},
		"build", "  - target: docusaurus\n    out: docs\n    base: /help\n", ">Data<",
	},
	{
		"starlight", "src/content/docs", "https://example.com/help",
		func(modules string) []string {
			return []string{node22(modules), filepath.Join(modules, "astro", "bin", "astro.mjs"), "build"}
		},
		"dist", "  - target: starlight\n    out: errgen\n    base: /help\n", ">Data<",
	},
	{
		"vitepress", "docs", "https://example.com/help",
		func(modules string) []string {
			return []string{"node", filepath.Join(modules, "vitepress", "bin", "vitepress.js"), "build", "docs"}
		},
		"docs/.vitepress/dist", "  - target: redirects\n    out: docs/public/{path}.html\n    base: /help\n", "",
	},
	{
		"fumadocs", "content/docs", "https://example.com/help/docs",
		func(modules string) []string {
			return []string{"node", filepath.Join(modules, "next", "dist", "bin", "next"), "build"}
		},
		"out", "  - target: redirects\n    out: public/{path}.html\n    base: /help\n", "",
	},
}

// node22 returns a node that is new enough for Astro: the one that a package of npm
// brings, where there is one for this machine.
func node22(modules string) string {
	for _, arch := range []string{"x64", "arm64"} {
		path := filepath.Join(modules, "node-linux-"+arch, "bin", "node")
		if exec.Command(path, "--version").Run() == nil {
			return path
		}
	}
	return "node"
}

// TestSites builds pages with the docs sites themselves: what init and new write, those
// of this repository in the site's form, and some whose names and front matter say where
// they are published. Every code has its page where its URL says.
func TestSites(t *testing.T) {
	program := buildErrgen(t)
	for _, b := range builds {
		t.Run(b.site, func(t *testing.T) {
			t.Parallel()
			from := toolchain.Site(t, b.site)
			modules := filepath.Join(from, "node_modules")
			dir := siteFolder(t)
			copyConfiguration(t, from, dir)
			if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
				t.Skip("this system has no symbolic links")
			}
			errgen := func(args ...string) string { t.Helper(); return runErrgen(t, program, dir, args...) }
			toolchain.Write(t, dir, map[string]string{b.docs + "/index.md": "---\ntitle: Shop\n---\n\nA shop.\n"})
			errgen("init")
			if b.site == "fumadocs" {
				addressed(t, dir, b.base)
			}
			errgen("new", "err:shop:data:order_gone", "--status", "410", "--param", "id:string", "--detail", "Order {id} is gone")
			errgen("new", "err:shop:data:order_lost", "--status", "410", "--deprecates", "err:shop:data:order_gone")
			toolchain.Write(t, dir, special(b.docs+"/errors/", b.site))
			// The pages of this repository come from its catalogue, as in a docs repository.
			toolchain.Write(t, dir, map[string]string{
				"catalogue.json": ownCatalogue(t, program),
				"registry.yaml": "version: 1\ncatalogue: catalogue.json\nsite: " + b.site +
					"\ngenerate:\n  - target: pages\n    out: " + b.docs + "/registry\n",
			})
			errgen("generate", "--config", "registry.yaml")
			toolchain.Write(t, dir, map[string]string{
				"numbers.json": numberedCatalogue(t, program),
				"numbers.yaml": "version: 1\ncatalogue: numbers.json\nsite: " + b.site +
					"\ngenerate:\n  - target: pages\n    out: " + b.docs + "/numbers\n",
			})
			errgen("generate", "--config", "numbers.yaml")
			// Text that is markup, a directive or an expression somewhere, on a page and in a table.
			overview, marks := "/overview.mdx", "{/* errgen:index */}\n{/* errgen:end */}\n"
			if b.site == "vitepress" {
				overview, marks = "/overview.md", "<!-- errgen:index -->\n<!-- errgen:end -->\n"
			}
			toolchain.Write(t, dir, map[string]string{
				b.docs + overview: "---\ntitle: Overview\n---\n\n" + marks,
				"hostile.json":    hostileCatalogue(t, program, b.base+"/hostile"),
				"hostile.yaml": "version: 1\ncatalogue: hostile.json\nsite: " + b.site +
					"\ngenerate:\n  - target: pages\n    out: " + b.docs + "/hostile\n  - target: index\n    out: " + b.docs + overview + "\n",
			})
			errgen("generate", "--config", "hostile.yaml")
			// Older URLs lead on, by the site's own redirects.
			addOutput(t, dir, b.beside)
			errgen("generate")
			found := errgen("lint")
			if b.site == "docusaurus" {
				// What the sidebar does not list, lint does: by the ids that Docusaurus takes.
				var missing []string
				for _, m := range notListed.FindAllStringSubmatch(found, -1) {
					missing = append(missing, m[1])
				}
				slices.Sort(missing)
				if len(missing) != 4 {
					t.Fatalf("lint finds %q\n%s", missing, found)
				}
				toolchain.Write(t, dir, map[string]string{"sidebars.js": sidebars(missing...)})
				if found = errgen("lint"); notListed.MatchString(found) {
					t.Errorf("lint finds\n%s", found)
				}
			}

			command := b.build(modules)
			cmd := exec.Command(command[0], command[1:]...)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "ASTRO_TELEMETRY_DISABLED=1", "NEXT_TELEMETRY_DISABLED=1", "DO_NOT_TRACK=1", "CI=true")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", b.site, err, out)
			}
			if out := errgen("verify", "site", b.out); out != "" {
				t.Errorf("verify site finds\n%s", out)
			}
			var listed struct {
				Errors []struct{ Code, Type string }
			}
			if err := json.Unmarshal([]byte(errgen("list", "--format", "json")), &listed); err != nil {
				t.Fatal(err)
			}
			if len(listed.Errors) < 4 {
				t.Errorf("the catalogue has %d codes", len(listed.Errors))
			}
			root := filepath.Join(dir, filepath.FromSlash(b.out))
			for _, e := range listed.Errors {
				below := strings.TrimPrefix(e.Type, "https://example.com/help/")
				text := built(root, below)
				if !strings.Contains(text, e.Code) {
					t.Errorf("%s is not shown at %s", e.Code, e.Type)
				}
				if strings.HasPrefix(e.Code, "err:shop:data:") && !strings.Contains(text, b.label) {
					t.Errorf("the navigation of %s has no %s", e.Type, b.label)
				}
			}
			// A page less, and verify site is red.
			gone := strings.TrimPrefix(listed.Errors[0].Type, "https://example.com/help/")
			for _, file := range []string{gone + "/index.html", gone + ".html"} {
				_ = os.Remove(filepath.Join(root, filepath.FromSlash(file)))
			}
			cmd = exec.Command(program, "verify", "site", b.out)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "cannot be loaded") {
				t.Errorf("a page is deleted, and verify site says: %v\n%s", err, out)
			}
			for _, page := range []string{"/hostile/shop/data/odd", "/overview"} {
				text := html.UnescapeString(tags.ReplaceAllString(built(root, strings.TrimPrefix(b.base, "https://example.com/help")+page), ""))
				if want := "The {id} of <Order> is ${odd}: a */"; !strings.Contains(strings.ReplaceAll(text, "`", ""), want) {
					t.Errorf("%s does not show %q", page, want)
				}
			}
			if text := built(root, strings.TrimPrefix(b.base, "https://example.com/help")+"/registry/unkey/data/key_not_found"); text == "" {
				t.Error("the pages of this repository are not there")
			}
			if text := built(root, strings.TrimPrefix(b.base, "https://example.com/help")+"/numbers/40142"); !strings.Contains(text, "40142") || !strings.Contains(text, "Token expired") {
				t.Error("the pages of the registry of numbers are not there")
			}
		})
	}
}

// notListed is what lint says of a page that a sidebar lacks.
var notListed = regexp.MustCompile(`but not "(.*)" \[sidebar-stale\]`)

// sidebars returns a sidebar that lists the pages of users by hand.
func sidebars(users ...string) string {
	return "module.exports = {docs: [\n  'index', {type: 'autogenerated', dirName: 'registry'}, {type: 'autogenerated', dirName: 'numbers'},\n" +
		"  {type: 'autogenerated', dirName: 'errors/02-shop'}, {type: 'autogenerated', dirName: 'errors/shop'},\n" +
		"  {type: 'category', label: 'Users', items: ['" + strings.Join(append(users, "errors/user/data/name_plain"), "', '") + "']},\n]};\n"
}

// siteFolder returns an empty folder beside the packages of the sites, which is gone
// when the test ends. It is not one of the system's temporary folders: Astro takes the
// path of a file that has no folder in common with the site for one below the site. It
// looks like a repository of its own, so that errgen leaves the list of outputs of this
// one alone.
func siteFolder(t *testing.T) string {
	t.Helper()
	build, err := filepath.Abs(filepath.Join("testdata", "build"))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(build, ".site-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// addressed puts the address of the docs into what init wrote: its configuration does
// not say it.
func addressed(t *testing.T, dir, base string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(at string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(at); err != nil || ext != ".mdx" && ext != ".yaml" {
			return err
		}
		data, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		return os.WriteFile(at, bytes.ReplaceAll(data, []byte("https://example.com/docs"), []byte(base)), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// addOutput adds an item to the generate list of an errgen.yaml, which stands at its end.
func addOutput(t *testing.T, dir, item string) {
	t.Helper()
	at := filepath.Join(dir, "errgen.yaml")
	data, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, append(data, item...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// copyConfiguration copies what a site is configured by.
func copyConfiguration(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "node_modules":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		toolchain.Write(t, to, map[string]string{filepath.ToSlash(rel): string(data)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// special are pages whose place is decided by more than their path.
func special(docs, site string) map[string]string {
	page := func(code, front string) string {
		shown := ":::danger\n\n`" + code + "`\n\n:::"
		switch site {
		case "vitepress":
			shown = "::: danger\n`" + code + "`\n:::"
		case "fumadocs":
			shown = "<Callout type=\"error\">`" + code + "`</Callout>"
		}
		return "---\ntitle: \"" + code + "\"\ndescription: \"The order of this page is gone. Create a new one in its place.\"\n" + front + "---\n\n" + shown +
			"\n\n```json\n" + `{"meta": {"requestId": "r"}, "error": {"detail": "It is gone", "status": 410, "title": "Gone"}}` + "\n```\n\n" +
			"## What Happened?\n\nIt is gone, \\{id} and 1 \\< 2.\n\n## How To Fix\n\nAs told in [what happened](#what-happened).\n"
	}
	pages := map[string]string{}
	switch site {
	case "docusaurus":
		pages[docs+"02-shop/1. data/03_order_numbered.mdx"] = page("err:shop:data:order_numbered", "")
		pages[docs+"shop/data/order_slugged.mdx"] = page("err:shop:data:order_slugged", "slug: /elsewhere/slugged\n")
		pages[docs+"shop/data/order_named.mdx"] = page("err:shop:data:order_named", "id: named\naliases: [err:shop:data:order_older]\n")
		pages[docs+"04-user/1. data/03_name_numbered.mdx"] = page("err:user:data:name_numbered", "")
		pages[docs+"user/data/name_slugged.mdx"] = page("err:user:data:name_slugged", "slug: /elsewhere/name\n")
		pages[docs+"user/data/name_id.mdx"] = page("err:user:data:name_id", "id: named\nslug: other\n")
		pages[docs+"user/data/name_plain.mdx"] = page("err:user:data:name_plain", "")
		pages["sidebars.js"] = sidebars()
		pages[docs+"shop/data/_hint.mdx"] = "A part of others.\n"
		pages[docs+"shop/data/index.mdx"] = "---\ntitle: Errors of data\n---\n\n<!-- a comment --> All of them.\n\n## All {#all}\n\nSee [all](#all).\n"
	case "starlight":
		pages[docs+"shop/Data/Order_Upper.mdx"] = page("err:shop:data:order_upper", "aliases: [err:shop:data:order_older]\n")
		pages[docs+"shop/data/order_slugged.mdx"] = page("err:shop:data:order_slugged", "slug: elsewhere/slugged\n")
		pages[docs+"shop/data/_hint.mdx"] = "A part of others.\n"
		pages[docs+"shop/data/index.mdx"] = "---\ntitle: Errors of data\n---\n\nAll of them.\n"
	case "fumadocs":
		pages[docs+"shop/data/index.mdx"] = "---\ntitle: Errors of data\n---\n\nAll of them.\n"
		pages[docs+"(shop)/shop/data/order_grouped.mdx"] = page("err:shop:data:order_grouped", "aliases: [err:shop:data:order_older]\n")
	case "vitepress":
		pages[docs+"shop/data/index.md"] = "---\ntitle: Errors of data\n---\n\n<!-- a comment --> All of them.\n"
		pages[docs+"shop/data/order_plain.md"] = page("err:shop:data:order_plain", "aliases: [err:shop:data:order_older]\n")
	}
	return pages
}

// ownCatalogue returns the catalogue of this repository.
func ownCatalogue(t *testing.T, program string) string {
	t.Helper()
	return runErrgen(t, program, filepath.Join("..", "..", "errors"), "list", "--format", "json")
}

// tags are the elements and comments of a page.
var tags = regexp.MustCompile(`<!--.*?-->|<[^>]*>`)

// hostileCatalogue returns the catalogue of an error whose texts mean something to MDX,
// Vue and directives.
func hostileCatalogue(t *testing.T, program, docsURL string) string {
	t.Helper()
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"errgen.yaml": "version: 1\ndocs_url: " + docsURL + "\npages: errors\n",
		"errors/shop/data/odd.mdx": "---\ntitle: odd\nstatus: 409\n" +
			"description: \"The {id} of <Order> is ${odd}: `a` */ --> </script> ::: and it, 1 < 2 & 3 {{ x.y.z }}, is odd | so. Check it.\"\n" +
			"detail: \"It is {{odd}} <b> */\"\n" +
			"deprecated: 'Use {that} <instead> */ {{ y.z }} :::note'\n---\n\n<Danger>err:shop:data:odd</Danger>\n\n" +
			"## What \\{happened} \\<b> in `{this}` \\{\\{ x.y }}?\n\n" +
			"Text with \\{x.y} and `{y}` and `<z>` and `{{ z.a }}`, \\{\\{ x.y.z }}, \\<Order> and :::note.\n\n" +
			"- import x from \"y\"\n- ::: danger\n",
	})
	return runErrgen(t, program, dir, "list", "--format", "json")
}

// numberedCatalogue returns the catalogue of a registry of one file a number.
func numberedCatalogue(t *testing.T, program string) string {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.FromSlash("../internal/shapes/testdata/shape_registry.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "codes/") {
			files[f.Name] = string(f.Data)
		}
	}
	dir := t.TempDir()
	toolchain.Write(t, dir, files)
	runErrgen(t, program, dir, "init")
	return runErrgen(t, program, dir, "list", "--format", "json")
}

// buildErrgen returns the path of the command.
func buildErrgen(t *testing.T) string {
	t.Helper()
	toolchain.Site(t, builds[0].site) // where none is installed there is nothing to run
	program := filepath.Join(t.TempDir(), "errgen.exe")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/errgen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

func runErrgen(t *testing.T, program, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var out, notes bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &notes
	if err := cmd.Run(); err != nil {
		t.Fatalf("errgen %s: %v\n%s%s", strings.Join(args, " "), err, &out, &notes)
	}
	return out.String()
}

// built returns the page of a built site at a path, empty where there is none.
func built(root, at string) string {
	at = filepath.Join(root, filepath.FromSlash(at))
	for _, path := range []string{filepath.Join(at, "index.html"), at + ".html"} {
		if data, err := os.ReadFile(path); err == nil {
			return string(data)
		}
	}
	return ""
}
