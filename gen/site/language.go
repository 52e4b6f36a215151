package site

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// languages are the two-letter codes of ISO 639.
const languages = ` aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
 et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko
 kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps
 pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
 vo wa wo xh yi yo za zh zu `

var languageTag = regexp.MustCompile(`^([a-z]{2})([-_](?:[A-Za-z]{2}|[A-Za-z]{4}|[0-9]{3}))?$`)

// IsLanguage reports whether a folder is named after a language: de, pt-BR, zh_Hans.
func IsLanguage(name string) bool {
	m := languageTag.FindStringSubmatch(name)
	return m != nil && strings.Contains(languages, " "+m[1]+" ")
}

// LanguageOf returns the language of a page whose path is that of another except for
// the folder of the language: "de" of de/a/b.mdx beside a/b.mdx or en/a/b.mdx. It is
// empty where there is none.
func LanguageOf(page, original string) string {
	parts := strings.Split(WithoutExtension(page), "/")
	i := slices.IndexFunc(parts[:len(parts)-1], IsLanguage)
	if i < 0 {
		return ""
	}
	original = WithoutExtension(original)
	if path.Join(slices.Concat(parts[:i], parts[i+1:])...) == original ||
		parts[i] != "en" && path.Join(slices.Concat(parts[:i], []string{"en"}, parts[i+1:])...) == original {
		return parts[i]
	}
	return ""
}
