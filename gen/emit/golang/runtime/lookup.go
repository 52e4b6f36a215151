package runtime

import (
	"math/bits"
	"strings"
)

// A judgement is the answer of a code's page to a question, if it has one.
type judgement uint8

const (
	unsaid judgement = iota
	yes
	no
)

func (c Code) info() *info {
	i, isType := find(string(c))
	if isType {
		return nil
	}
	return i
}

// page returns the URL of the code's documentation.
func (i *info) page() string {
	if i.pageURL != "" {
		return i.pageURL
	}
	return i.typ
}

// mayRetry reports whether a request that failed with the status may succeed
// later.
func (i *info) mayRetry(status int) bool {
	if i.retry != unsaid {
		return i.retry == yes
	}
	return passes(status)
}

// passes reports whether a status is transient.
func passes(status int) bool {
	switch status {
	case 408, 425, 429, 502, 503, 504:
		return true
	}
	return false
}

// same reports whether two codes are the same, perhaps under different names.
func same(a, b Code) bool {
	if a == b || len(aliases) == 0 {
		return a == b
	}
	i := a.info()
	return i != nil && i == b.info()
}

// find returns the info of a code or a type, or nil if it is unknown.
//
// The table is found by a perfect hash, which needs no work when the program
// starts and two small reads here: a bucket's seed says which slot holds the
// index of the one code that it can be.
func find(s string) (i *info, isType bool) {
	key, ok := strings.CutPrefix(s, prefix)
	if !ok || prefix == "" {
		key = strings.TrimPrefix(s, docsURL)
	}
	h := hash(key, hashSeed)
	row := int(order[mix(uint64(seeds[h%uint64(len(seeds))]), h)%uint64(len(order))])
	if row < len(table) {
		t := &table[row]
		if string(t.code) == s {
			return t, false
		}
		if t.typ == s && s != "" {
			return t, true
		}
	}
	return findAlias(key, row, s)
}

// findAlias returns the info of a former code or type whose row was found, or the
// one found by the second key in a table whose types have their own keys.
func findAlias(key string, row int, s string) (i *info, isType bool) {
	if row < len(table) {
		if shared {
			return nil, false
		}
		if row = at(key, typeSeed); row < len(table) {
			t := &table[row]
			if string(t.code) == s || t.typ == s && s != "" {
				return t, string(t.code) != s
			}
			return nil, false
		}
	}
	if row -= len(table); row < len(aliases) {
		if a := &aliases[row]; string(a.code) == s || a.typ == s && s != "" {
			i, _ = find(string(a.now))
			return i, string(a.code) != s
		}
	}
	return nil, false
}

// at returns the index of the one row that may have the key, as find does.
func at(key string, seed uint64) int {
	h := hash(key, seed)
	return int(order[mix(uint64(seeds[h%uint64(len(seeds))]), h)%uint64(len(order))])
}

// typeSeed is the seed for types if they have their own keys.
const typeSeed = hashSeed ^ 1<<63

// hash hashes the part that differs between codes, or between types, sixteen
// bytes at a time. The last sixteen may overlap the ones before.
func hash(s string, seed uint64) uint64 {
	h := seed ^ uint64(len(s))
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

// colons makes each slash among eight bytes a colon, so that the path of a type
// hashes as the code that it stands for.
func colons(w uint64) uint64 {
	const low = 0x7F7F7F7F7F7F7F7F
	x := w ^ 0x2F2F2F2F2F2F2F2F        // a slash becomes zero,
	zero := ^((x&low + low) | x | low) // which alone becomes 0x80,
	return w ^ zero>>7*('/'^':')       // that is, 1 times the difference
}

// mix is one round of the hash. The constant is not an ASCII word, so the
// product is never zero.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0x9E3779B97F4A7C15, b^0xD6E8FEB86659FD93)
	return high ^ low
}
