package runtime

import (
	"math/bits"
	"strings"
)

const prefix = "err:"

// info is what this package knows of a code.
type info struct {
	code        Code
	status      int
	title       string
	typ         string // URL
	detail      string
	description string
	replacedBy  Code
	params      params // nil pointer of the code's parameters; nil if it has none
	retryable   bool
	deprecated  bool
	quote       bool // title or typ has characters that JSON escapes
}

// alias is an older name of a code.
type alias struct {
	code Code
	typ  string // URL
	now  Code
}

func (c Code) info() *info {
	if !strings.HasPrefix(string(c), prefix) {
		return nil // a type URL is no code
	}
	return find(string(c))
}

// same reports whether two codes are one, perhaps under different names.
func same(a, b Code) bool {
	if a == b || len(aliases) == 0 {
		return a == b
	}
	i := a.info()
	return i != nil && i == b.info()
}

// find returns what is known of a URN or type URL, nil if nothing is.
//
// The table is found by a perfect hash, which needs no work when the program
// starts and two small reads here: a bucket's seed says which slot holds the
// index of the one code that it can be.
func find(s string) *info {
	key, ok := strings.CutPrefix(s, prefix)
	if !ok {
		if key, ok = strings.CutPrefix(s, docsURL); !ok {
			return nil
		}
	}
	h := hash(key)
	seed := uint64(seeds[h%uint64(len(seeds))])
	i := int(order[mix(seed, h)%uint64(len(order))])
	if i < len(table) {
		if t := &table[i]; string(t.code) == s || t.typ == s {
			return t
		}
		return nil
	}
	if i -= len(table); i < len(aliases) {
		if a := &aliases[i]; string(a.code) == s || a.typ == s {
			return find(string(a.now))
		}
	}
	return nil
}

// hash takes system:category:specific, with colons or slashes, sixteen bytes at
// a time. The last sixteen may overlap those before.
func hash(s string) uint64 {
	h := hashSeed ^ uint64(len(s))
	if len(s) < 16 {
		if len(s) >= 8 {
			return mix(word(s), word(s[len(s)-8:])^h)
		}
		var w uint64
		for i := range len(s) {
			w |= uint64(s[i]) << (8 * i)
		}
		return mix(colons(w), h)
	}
	for i := 0; i+16 < len(s); i += 16 {
		h = mix(word(s[i:]), word(s[i+8:])^h)
	}
	return mix(word(s[len(s)-16:]), word(s[len(s)-8:])^h)
}

// word returns the first eight bytes of s, with colons.
func word(s string) uint64 {
	_ = s[7]
	return colons(uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56)
}

// colons makes each slash among eight bytes a colon, so that a path hashes as
// the code that it stands for.
func colons(w uint64) uint64 {
	const low = 0x7F7F7F7F7F7F7F7F
	x := w ^ 0x2F2F2F2F2F2F2F2F        // a slash becomes zero,
	zero := ^((x&low + low) | x | low) // which alone becomes 0x80,
	return w ^ zero>>7*('/'^':')       // that is, 1 times the difference
}

// mix is one round of the hash. The constant is no word of ASCII, so that the
// product is never zero.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0x9E3779B97F4A7C15, b^0xD6E8FEB86659FD93)
	return high ^ low
}
