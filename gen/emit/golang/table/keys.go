package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/emit/golang/body"
)

// A Model is that of a package, with what the rows of the table are found by.
type Model struct {
	*body.Model
	keys *keys
}

// New settles what the table of a package is found by.
func New(m *body.Model) *Model {
	out := &Model{Model: m}
	out.resolveKeys()
	return out
}

// keys are what the rows of a table are found by.
type keys struct {
	prefix   string // what codes begin with
	docsBase string // the docs URL in its canonical form, with a final slash; "" without one
	former   []string
	shared   bool // a type's path is hashed as the code that it stands for
	anchored bool // fragments tell types apart
	follow   bool // every type is the docs URL and the segments of the code
	rows     []key
	count    int // of rows: those of the table, then those of the aliases
}

// A key is a text that is hashed to find a row.
type key struct {
	text string
	seed uint64 // added to that of the hash: of a code, a type or an identity
	row  int
}

// The seeds of types, where they have keys of their own, and of identities. They
// are those of the file lookup.go in the folder runtime.
const (
	typeSeed     = 1 << 63
	identitySeed = 1 << 62
)

// resolveKeys settles what the table is found by.
func (m *Model) resolveKeys() {
	k := &keys{prefix: m.Forms[0].Prefix()}
	m.keys = k
	for _, f := range m.Forms {
		if f.Prefix() != k.prefix {
			k.prefix = ""
		}
	}
	type row struct{ code, typ string }
	rows := make([]row, 0, len(m.Entries))
	k.follow = m.DocsURL != ""
	docsURL := m.Base()
	for _, e := range m.Entries {
		rows = append(rows, row{e.Text, e.Type.V})
		path, below := strings.CutPrefix(e.Type.V, docsURL)
		k.follow = k.follow && below && path == m.FormOfEntry(e).Path(e.Text)
	}
	for _, a := range m.OldCodes() {
		rows = append(rows, row{string(a.Code), a.Now.AliasType(a.Code)})
	}
	k.count = len(rows)
	for _, r := range rows {
		k.anchored = k.anchored || strings.Contains(r.typ, "#")
	}
	if m.DocsURL != "" {
		k.docsBase = k.canonical(m.DocsURL) + "/"
		for _, u := range m.FormerDocsURLs {
			if former := k.canonical(u) + "/"; former != k.docsBase && !slices.Contains(k.former, former) {
				k.former = append(k.former, former)
			}
		}
	}
	codes := make(map[string]int, len(rows))
	for i, r := range rows {
		codes[folded(k.codeKey(r.code))] = i
	}
	k.shared = len(codes) == len(rows)
	for i, r := range rows {
		if r.typ == "" {
			continue
		}
		if at, ok := codes[folded(k.typeKey(r.typ))]; !ok || at != i {
			k.shared = false
			break
		}
	}
	claims := make(map[key]int, len(rows)) // with the row
	claim := func(text string, seed uint64) key { return key{text: folded(text), seed: seed} }
	var order []key
	add := func(text string, seed uint64, row int) {
		claims[claim(text, seed)] = row
		order = append(order, key{text, seed, row})
	}
	for i, r := range rows {
		// Two codes that differ by colons and slashes alone have two keys.
		seed := uint64(0)
		if _, taken := claims[claim(k.codeKey(r.code), 0)]; taken {
			seed = typeSeed
		}
		add(k.codeKey(r.code), seed, i)
	}
	ofCodes := len(order)
	// A code always has its row; a type or an identity that two rows have finds none.
	shared := map[key]bool{}
	others := func(text string, seed uint64, row int) {
		c := claim(text, seed)
		if at, taken := claims[c]; taken {
			shared[c] = shared[c] || at != row
			return
		}
		add(text, seed, row)
	}
	for i, r := range rows {
		if r.typ != "" && !k.shared { // else each has the key of its code
			others(k.typeKey(r.typ), typeSeed, i)
		}
	}
	for i, text := range m.KeyTexts() {
		if text != "" {
			others(text, identitySeed, i)
		}
	}
	for n, o := range order {
		if n < ofCodes || !shared[claim(o.text, o.seed)] {
			k.rows = append(k.rows, o)
		}
	}
}

// folded returns a key as the hash sees it.
func folded(key string) string { return strings.ReplaceAll(key, "/", ":") }

func (k *keys) codeKey(code string) string { return strings.TrimPrefix(code, k.prefix) }

func (k *keys) typeKey(typ string) string {
	return strings.TrimPrefix(k.canonical(typ), k.docsBase)
}

// canonical returns a URL of http or https in the one way in which all that are
// equal to it are written, as the function of that name in the folder runtime.
func (k *keys) canonical(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return s
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host, rest := strings.ToLower(rest[:end]), rest[end:]
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	rest, fragment, has := strings.Cut(rest, "#")
	rest = strings.TrimSuffix(rest, "/")
	if has && k.anchored {
		rest += "#" + fragment
	}
	return "https://" + host + rest
}

// hash returns the perfect hash of the table.
func (m *Model) hash() (*perfectHash, error) {
	if m.keys.count > maxKeys {
		return nil, fmt.Errorf("%d codes and former codes exceed the limit of %d", m.keys.count, maxKeys)
	}
	return newPerfectHash(m.keys.rows)
}
