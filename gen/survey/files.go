package survey

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/form"
)

// files are those of a repository that say something about its errors.
type files struct {
	pages []file // that have something like a code of the built-in layout
	docs  []file // all pages
	site  site
}

type file struct {
	path string
	data []byte
}

// maxSize is the size in bytes over which a file is no page.
const maxSize = 256 << 10

// walk reads the files below a folder, in order. Files that cannot be read are
// passed over: a survey takes what there is.
func walk(dir string) (*files, error) {
	found := &files{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(at string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil && at == ".":
			return err
		case err != nil:
			return nil
		case d.IsDir() && at != "." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "vendor" || unwritable(name)):
			return fs.SkipDir
		case !d.Type().IsRegular() || unwritable(name):
			return nil
		}
		ext := strings.ToLower(path.Ext(name))
		isPage := ext == ".mdx" || ext == ".md"
		if !isPage && !isSite(name) {
			return nil
		}
		if info, err := d.Info(); err != nil || info.Size() > maxSize {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(at)))
		switch {
		case err != nil:
		case !isPage:
			found.addSite(at, data)
		default:
			found.docs = append(found.docs, file{at, data})
			if bytes.Contains(data, []byte(form.Default.Prefix())) {
				found.pages = append(found.pages, file{at, data})
			}
		}
		return nil
	})
	return found, err
}

// unwritable reports whether errgen.yaml could not name a file.
func unwritable(name string) bool {
	return !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.Contains(name, `\`)
}

// A site is the configuration of a docs site.
type site struct {
	name string // of the software, and the file
	file string
	dir  string // of the file
	base string // address that the pages below docs are published at, without a final slash; may be empty
	docs string // folder of the pages
}

func isSite(name string) bool {
	return name == "docs.json" || name == "mint.json" || strings.HasPrefix(name, "docusaurus.config.")
}

var (
	canonical = regexp.MustCompile(`"(?:canonical|og:url)"\s*:\s*"(https?://[^"]+)"`)
	url       = regexp.MustCompile(`\burl:\s*['"](https?://[^'"]+)['"]`)
	baseURL   = regexp.MustCompile(`\bbaseUrl:\s*['"]([^'"]*)['"]`)
	routeBase = regexp.MustCompile(`\brouteBasePath:\s*['"]([^'"]*)['"]`)
)

// addSite notes the first docs site that is found.
func (f *files) addSite(at string, data []byte) {
	if f.site.name != "" {
		return
	}
	s := site{file: at, dir: path.Dir(at)}
	s.docs = s.dir
	if strings.HasSuffix(at, ".json") {
		var mintlify struct{ Navigation, Tabs, Anchors json.RawMessage }
		if json.Unmarshal(data, &mintlify) != nil || mintlify.Navigation == nil {
			return // another tool's docs.json
		}
		s.name = "Mintlify (" + at + ")"
		s.base = first(canonical, data, "")
	} else {
		s.name = "Docusaurus (" + at + ")"
		s.docs = path.Join(s.dir, "docs")
		if host := first(url, data, ""); host != "" {
			s.base = strings.TrimRight(host, "/") + "/" + path.Join(strings.Trim(first(baseURL, data, "/"), "/"), strings.Trim(first(routeBase, data, "docs"), "/"))
		}
	}
	s.base = strings.TrimRight(s.base, "/")
	f.site = s
}

func first(re *regexp.Regexp, data []byte, otherwise string) string {
	if m := re.FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return otherwise
}

// url returns the address at which a folder of pages is published; empty where
// the site does not say it.
func (s site) url(pages string) string {
	if s.base == "" {
		return ""
	}
	switch rest, below := strings.CutPrefix(pages, s.docs+"/"); {
	case below:
		return s.base + "/" + rest
	case s.docs == ".":
		return s.base + "/" + pages
	case pages == s.docs:
		return s.base
	}
	return ""
}
