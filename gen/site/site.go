// Package site knows what a docs site decides: each framework that publishes
// error pages is a [Site], in a file of its own, and a line of [Sites].
//
//	s := site.Find("docusaurus")
//	s.Path("errors/01-shop/data/a.mdx", front) // "errors/shop/data/a"
//	s.Shown("err:shop:data:a")                 // ":::danger\n\n`err:shop:data:a`\n\n:::"
//
// It is pure: the rest of errgen asks it how pages are read, written, linked and
// published. Without a site in errgen.yaml it is not asked; pages are then in the
// form of Mintlify.
package site

import (
	"path"
	"slices"
	"strings"
)

// A Site is a docs framework.
type Site struct {
	Name  string // as errgen.yaml has it
	Title string // as people call it
	Doc   string // a description, a clause for help texts

	// Ext is what the name of a new page ends in: ".mdx" or ".md".
	Ext string
	// Code is how a page states its code so that readers see it, with [CodeHere] in
	// the place of the code, and Says what that is, for messages. Places are where
	// such a code is read, as records in errgen.yaml name them.
	Code   string
	Says   string
	Places []string

	// Boxes are how the site writes a box of each kind.
	Boxes map[string]Box
	// Describes says that a page shows the description of its front matter.
	Describes bool
	// Vue says that two braces in the text are an expression.
	Vue bool
	// FenceTitle is how the line of a code block names it, with %s in the place of the
	// name; empty where it cannot.
	FenceTitle string

	// Asides are the boxes between lines of colons; nil where a plug-in decides.
	Asides *Asides
	// Directives says that braces behind :name, or :name[label], are its attributes and
	// no expression.
	Directives bool

	// Comments and HeadingIDs say whether the site takes <!-- --> and ## Title {#id}
	// in .mdx, where the grammar of MDX has neither.
	Comments, HeadingIDs bool
	// MDX says that .md is read as MDX as well.
	MDX bool
	// Components are those that every page may use without an import, and Imports those
	// that it may with one: by name, where they come from.
	Components []string
	Imports    map[string]string
	// Scope are the names that the expressions of every page may read. It is nil if an
	// undefined name does not stop a build.
	Scope []string
	// React says that attributes are React's: style is an object, and class className.
	React bool

	// Folder says that a page is published as a folder, with a slash at the end: links
	// without an extension are relative to the page, not to its folder.
	Folder bool
	// LinkExt says that a link to a page is written with its extension, which the site
	// resolves by file.
	LinkExt bool

	// Files are the names of the site's configuration, if a path that starts with a
	// slash is that of a file below its folder; none if files are in a folder public or
	// static.
	Files []string

	// Root are the last folders of what the site publishes; its pages are below it.
	Root []string

	slug    func(s *Slugger, h Heading) string
	given   func(h Heading) string
	path    func(page string, front Front) string
	leftOut func(page string) string
	draft   func(front Front) string
}

// CodeHere stands for the code in [Site.Code].
const CodeHere = "\x00"

// Sites are the frameworks that errgen knows.
var Sites = []*Site{mintlify, docusaurus, starlight, fumadocs, vitepress, markdown}

// Default is the site of pages whose configuration does not name one. Only the
// form in which pages are written is taken from it.
var Default = mintlify

// Find returns the site of a name, or nil.
func Find(name string) *Site {
	i := slices.IndexFunc(Sites, func(s *Site) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return Sites[i]
}

// Slashed returns the site as it is configured to publish each page with a slash at the
// end, or without one.
func (s *Site) Slashed(always bool) *Site {
	if s.Folder == always {
		return s
	}
	own := *s
	own.Folder = always
	return &own
}

// Names returns the names of all sites.
func Names() []string {
	names := make([]string, len(Sites))
	for i, s := range Sites {
		names[i] = s.Name
	}
	return names
}

// Or returns the site, or [Default] where it is nil.
func (s *Site) Or() *Site {
	if s == nil {
		return Default
	}
	return s
}

// Has reports whether pages may use a component without an import. Every page may if
// the site is not known.
func (s *Site) Has(component string) bool {
	return s == nil || slices.Contains(s.Components, component)
}

// WithComponent returns the first site of which a component is, or nil.
func WithComponent(name string) *Site {
	for _, s := range Sites {
		if slices.Contains(s.Components, name) || s.Imports[name] != "" {
			return s
		}
	}
	return nil
}

// Shown returns the lines that state a code on a page, without a final line end.
func (s *Site) Shown(code string) string { return strings.ReplaceAll(s.Or().Code, CodeHere, code) }

// Hint returns what to add to a page that states no code, for hints: one line.
func (s *Site) Hint(code string) string {
	shown := s.Shown(code)
	if !strings.Contains(shown, "\n") {
		return shown
	}
	return s.Says + " with `" + code + "`, or the line \"code: " + code + "\" in the front matter"
}

// A Front answers what the front matter of a page says: the value of a key that is
// text, a number or a truth value, and whether it has one.
type Front func(key string) (string, bool)

// text returns the value of a key, empty where there is none.
func (f Front) text(key string) string {
	if f == nil {
		return ""
	}
	v, _ := f(key)
	return v
}

// Path returns where a page is published below what the site publishes, without
// slashes around it: of the file, a path below the site's root, and its front matter.
// The path is not escaped. That of the site's first page is empty.
func (s *Site) Path(page string, front Front) string {
	return s.path(page, front)
}

// LeftOut says why the site does not publish a file of that path, empty if it
// does.
func (s *Site) LeftOut(page string) string {
	if s == nil || s.leftOut == nil {
		return ""
	}
	return s.leftOut(page)
}

// Draft returns the line of the front matter that keeps a page from being published,
// empty where none does.
func (s *Site) Draft(front Front) string {
	if s == nil || s.draft == nil {
		return ""
	}
	return s.draft(front)
}

// OfFolder reports whether a page is the index of its folder, which does not describe
// an error.
func OfFolder(page string) bool {
	name := strings.TrimSuffix(path.Base(page), path.Ext(page))
	return strings.EqualFold(name, "index") || strings.EqualFold(name, "readme")
}

// Below returns the path of a folder below what the site publishes. ok is false where
// no part of the path is known as the site's root.
func (s *Site) Below(dir string) (below string, ok bool) {
	if len(s.Root) == 0 {
		return "", false
	}
	parts := strings.Split(strings.Trim(path.Clean(dir), "/"), "/")
	for i := len(parts) - len(s.Root); i >= 0; i-- {
		if slices.Equal(parts[i:i+len(s.Root)], s.Root) {
			return strings.Join(parts[i+len(s.Root):], "/"), true
		}
	}
	return "", false
}

// Link returns a link from a page to another, both paths of files, as an author of the
// site writes it. The extension of to may be missing.
func (s *Site) Link(from, to string) string {
	ext, dir := "", path.Dir(from)
	switch {
	case s == nil:
	case s.LinkExt:
		if ext = path.Ext(to); ext != ".md" && ext != ".mdx" {
			ext = path.Ext(from)
		}
	default:
		from, to = s.path(from, nil), s.path(to, nil)
		if dir = path.Dir(from); s.Folder {
			dir, ext = from, "/"
		}
	}
	to = WithoutExtension(to)
	at, target := strings.Split(dir, "/"), strings.Split(to, "/")
	if dir == "." || dir == "" {
		at = nil
	}
	for len(at) > 0 && len(target) > 1 && at[0] == target[0] {
		at, target = at[1:], target[1:]
	}
	up := strings.Repeat("../", len(at))
	if up == "" {
		up = "./"
	}
	return up + strings.Join(target, "/") + ext
}

// WithoutExtension returns the path of a page as links name it.
func WithoutExtension(p string) string {
	for _, ext := range [...]string{".mdx", ".md"} {
		if s, ok := strings.CutSuffix(p, ext); ok {
			return s
		}
	}
	return p
}

// published returns the path of a file without its extension, and that of the folder
// for the file that stands for it.
func published(page string, index ...string) string {
	p := WithoutExtension(page)
	dir, name := path.Split(p)
	for _, i := range index {
		if name == i {
			return strings.TrimSuffix(dir, "/")
		}
	}
	return p
}
