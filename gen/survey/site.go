package survey

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/site"
)

// A docsSite is a docs site that a repository configures.
type docsSite struct {
	kind  *site.Site // nil where none was found
	file  string     // of its configuration
	root  string     // folder of what it publishes
	slash string     // "always" or "never", where it is not what the site does by itself
	// base is where that is published, without a final slash; empty where the
	// configuration does not say it as text.
	base string
}

// name returns what the site is called: "Mintlify (docs.json)".
func (d docsSite) name() string {
	if d.kind == nil {
		return ""
	}
	return d.kind.Title + " (" + d.file + ")"
}

// isSite reports whether a file configures a docs site, as far as its name tells.
func isSite(at string) bool {
	name := path.Base(at)
	return name == "docs.json" || name == "mint.json" ||
		scripted(name, "docusaurus.config") || scripted(name, "astro.config") || scripted(name, "source.config") ||
		scripted(name, "config") && path.Base(path.Dir(at)) == ".vitepress"
}

// scripted reports whether a file is a configuration of that name in JavaScript.
func scripted(name, want string) bool {
	ext, ok := strings.CutPrefix(name, want+".")
	return ok && slices.Contains([]string{"js", "mjs", "cjs", "ts", "mts", "cts"}, ext)
}

var (
	canonical = regexp.MustCompile(`"(?:canonical|og:url)"\s*:\s*"(https?://[^"]+)"`)
	routeBase = regexp.MustCompile(`\brouteBasePath:\s*['"]([^'"]*)['"]`)
	hostname  = regexp.MustCompile(`\bhostname:\s*['"](https?://[^'"]+)['"]`)
	slashed   = regexp.MustCompile(`\btrailingSlash:\s*(true|false|['"]always['"]|['"]never['"])`)
	jsComment = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^[ \t]*//.*$)`)
)

// literal returns the text that a key of a configuration in JavaScript has.
func literal(data []byte, key string) string {
	return first(regexp.MustCompile(`(?m)(?:^|[\s{,])['"]?`+key+`['"]?:\s*['"]([^'"]*)['"]`), data, "")
}

// addSite notes the first docs site that is found.
func (f *files) addSite(at string, data []byte) {
	if f.site.kind != nil {
		return
	}
	dir, name := path.Dir(at), path.Base(at)
	d := docsSite{file: at, root: dir}
	script := jsComment.ReplaceAll(data, nil)
	kind := ""
	switch {
	case strings.HasSuffix(name, ".json"):
		var mintlify struct{ Navigation, Tabs, Anchors json.RawMessage }
		if json.Unmarshal(data, &mintlify) != nil || mintlify.Navigation == nil {
			return // another tool's docs.json
		}
		kind, d.base = "mintlify", first(canonical, data, "")
	case strings.HasPrefix(name, "docusaurus."):
		kind, d.root = "docusaurus", path.Join(dir, "docs")
		if base, ok := literalURL(literal(script, "url"), literal(script, "baseUrl"), "baseUrl", script); ok {
			d.base = join(base, first(routeBase, script, "docs"))
		}
	case strings.HasPrefix(name, "astro."):
		if !strings.Contains(string(data), "@astrojs/starlight") {
			return
		}
		kind, d.root = "starlight", path.Join(dir, "src/content/docs")
		d.base, _ = literalURL(literal(script, "site"), literal(script, "base"), "base", script)
	case strings.HasPrefix(name, "source."):
		if !strings.Contains(string(data), "fumadocs-mdx") {
			return
		}
		kind, d.root = "fumadocs", path.Join(dir, "content/docs")
	default:
		kind, d.root = "vitepress", path.Dir(dir)
		if src := literal(script, "srcDir"); src != "" {
			d.root = path.Join(d.root, src)
		}
		d.base, _ = literalURL(first(hostname, script, ""), literal(script, "base"), "base", script)
	}
	if m := slashed.FindSubmatch(script); m != nil {
		if always := string(m[1]) == "true" || string(m[1]) == "'always'" || string(m[1]) == `"always"`; always != site.Find(kind).Folder {
			d.slash = map[bool]string{true: "always", false: "never"}[always]
		}
	}
	d.kind, d.base = site.Find(kind), strings.TrimRight(d.base, "/")
	f.site = d
}

// literalURL returns the address of a host and a path that are both text. ok is false
// where the host is none, or the path is there and no text.
func literalURL(host, base, key string, script []byte) (string, bool) {
	if host == "" || base == "" && regexp.MustCompile(`\b`+key+`\s*:`).Match(script) {
		return "", false
	}
	return join(host, base), true
}

func join(host, p string) string {
	if p = strings.Trim(p, "/"); p != "" {
		return strings.TrimRight(host, "/") + "/" + p
	}
	return strings.TrimRight(host, "/")
}

func first(re *regexp.Regexp, data []byte, otherwise string) string {
	if m := re.FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return otherwise
}

// url returns the address at which a folder of pages is published; empty where
// the site does not say it, or does not publish the folder.
func (d docsSite) url(pages string) string {
	below, ok := d.below(pages)
	if d.base == "" || !ok {
		return ""
	}
	return strings.TrimSuffix(join(d.base, strings.TrimSuffix(d.kind.Path(path.Join(below, "x"), nil), "x")), "/")
}

// below returns the path of a folder below what the site publishes.
func (d docsSite) below(pages string) (string, bool) {
	switch {
	case d.root == ".":
		return pages, true
	case pages == d.root:
		return "", true
	}
	return strings.CutPrefix(pages, d.root+"/")
}

// silent says, for a note, that the configuration does not have the address as text.
func (d docsSite) silent() string {
	if d.kind == nil {
		return ""
	}
	return " and " + d.file + " does not state the URL as a literal"
}

// unsaid is the same where nothing else could have it.
func (d docsSite) unsaid() string {
	if d.kind == nil {
		return ""
	}
	return ", as " + d.file + " does not state the URL as a literal"
}
