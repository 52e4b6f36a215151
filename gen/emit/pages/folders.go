package pages

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// Folders returns the folders that the pages of a catalogue lie in, and those around
// them, sorted: "shop", "shop/data". The folder of all pages is not among them.
func Folders(c *catalog.Catalog) []string {
	seen := map[string]bool{}
	for _, e := range c.Entries {
		for dir := path.Dir(Path(c, e)); dir != "." && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
		}
	}
	folders := make([]string, 0, len(seen))
	for dir := range seen {
		folders = append(folders, dir)
	}
	slices.SortFunc(folders, func(a, b string) int {
		return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
	})
	return folders
}

// Label returns what a folder is called in a navigation: "key_auth" is "Key auth", and
// "api" is "API".
func Label(c *catalog.Catalog, folder string) string {
	casing := name.NewCasing(c.Initialisms)
	words := strings.FieldsFunc(emit.Clean(folder), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("_-.", r) })
	for i, word := range words {
		first, size := utf8.DecodeRuneInString(word)
		capital := string(unicode.ToUpper(first)) + word[size:]
		if w := name.Words(word); len(w) == 1 && w[0] == word && casing.Pascal(word) != capital {
			words[i] = casing.Pascal(word)
		} else if i == 0 {
			words[i] = capital
		}
	}
	if len(words) == 0 {
		return strings.TrimSpace(emit.Clean(folder))
	}
	return strings.Join(words, " ")
}
