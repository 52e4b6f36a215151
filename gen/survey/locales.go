package survey

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/site"
)

// A Locale is a folder of pages in another language.
type Locale struct {
	Language string
	Folder   string // has the pages that Pages has, at the same paths
	Pages    int    // how many of its pages have an original
}

// A mirror is a folder whose pages are those of another one in another language.
type mirror struct {
	language, folder, of string // folders end in a slash, and that of all pages is empty
	pages                int
}

// takeTranslations takes the pages out that are translations of others, which have the
// same paths in a folder that is called by a language: beside the others, or below i18n.
func (f *files) takeTranslations() []mirror {
	all := map[string]bool{}
	for _, doc := range f.docs {
		all[withoutExt(doc.path)] = true
	}
	below := map[string]int{} // pages of a folder
	found := map[string]*mirror{}
	for _, doc := range f.docs {
		parts := strings.Split(doc.path, "/")
		i := slices.IndexFunc(parts[:len(parts)-1], site.IsLanguage)
		if i < 0 || site.OfFolder(doc.path) {
			continue
		}
		above := strings.Join(parts[:i], "/")
		m := mirror{language: parts[i], folder: path.Join(above, parts[i]) + "/"}
		if above != "" {
			above += "/"
		}
		originals := []string{above}
		if rest := parts[i+1:]; i > 0 && parts[i-1] == "i18n" && len(rest) > 3 && rest[0] == "docusaurus-plugin-content-docs" && rest[1] == "current" {
			m.folder += "docusaurus-plugin-content-docs/current/"
			originals = []string{strings.TrimSuffix(above, "i18n/") + "docs/"}
		} else if m.language != "en" {
			originals = append(originals, above+"en/")
		}
		below[m.folder]++
		for _, m.of = range originals {
			if all[m.of+strings.TrimPrefix(withoutExt(doc.path), m.folder)] {
				if found[m.folder] == nil {
					found[m.folder] = &m
				}
				found[m.folder].pages++
				break
			}
		}
	}
	var out []mirror
	for folder, m := range found {
		if 2*m.pages >= below[folder] {
			out = append(out, *m)
		}
	}
	slices.SortFunc(out, func(a, b mirror) int {
		return cmp.Or(cmp.Compare(a.language, b.language), cmp.Compare(a.folder, b.folder))
	})
	translated := func(doc file) bool {
		return slices.ContainsFunc(out, func(m mirror) bool { return strings.HasPrefix(doc.path, m.folder) })
	}
	f.docs = slices.DeleteFunc(f.docs, translated)
	f.pages = slices.DeleteFunc(f.pages, translated)
	return out
}

func withoutExt(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// findLocales says where the translations of the pages are.
func (s *Survey) findLocales(mirrors []mirror) {
	pages := s.Pages + "/"
	if s.Pages == "." {
		pages = ""
	}
	for _, m := range mirrors {
		rest, ok := strings.CutPrefix(pages, m.of)
		switch folder := strings.TrimSuffix(m.folder+rest, "/"); {
		case !ok:
			s.unsure("the pages in %s are read as pages of other errors: the paths in %s are those of %s, not those of %s", m.language, m.folder, cmp.Or(m.of, "."), s.Pages)
		case slices.ContainsFunc(s.Locales, func(l Locale) bool { return l.Language == m.language }):
			s.unsure("the pages in %s are in %s and in other folders; locales names one of them", m.language, folder)
		default:
			s.Locales = append(s.Locales, Locale{m.language, folder, m.pages})
		}
	}
}
