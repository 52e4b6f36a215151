package golang

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// maxKeys is how many codes and older codes a table may have: an index has
// sixteen bits.
const maxKeys = 1 << 16

// An oldCode is a code that its error had before.
type oldCode struct {
	code catalog.Code
	now  *entry
}

// aliases returns the older codes, sorted, each once, and none that is in use.
func (m *model) aliases() []oldCode {
	var out []oldCode
	for _, e := range m.entries {
		for _, a := range e.Aliases {
			if m.byCode[a.V] == nil {
				out = append(out, oldCode{a.V, e})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b oldCode) int { return bytes.Compare([]byte(a.code), []byte(b.code)) })
	return slices.CompactFunc(out, func(a, b oldCode) bool { return a.code == b.code })
}

// hashFile returns the file of the perfect hash. Its lines change with every
// code, so they have a file to themselves.
func hashFile(m *model) (emit.File, error) {
	keys := make([]string, 0, len(m.entries))
	for _, e := range m.entries {
		keys = append(keys, e.path)
	}
	for _, a := range m.aliases() {
		keys = append(keys, typePath(m.Catalog, a.now.AliasType(a.code)))
	}
	h, err := newPerfectHash(keys)
	if err != nil {
		return emit.File{}, err
	}
	b := begin(m.options.Package)
	b.WriteString("// hashSeed, seeds and order make the perfect hash of the table; see find.\n")
	fmt.Fprintf(b, "const hashSeed = %#x\n\n", h.seed)
	numbers(b, "seeds", h.seeds)
	b.WriteByte('\n')
	numbers(b, "order", h.order)
	return emit.File{Path: "hash_gen.go", Data: b.Bytes()}, nil
}

func numbers(b *bytes.Buffer, name string, list []uint16) {
	b.WriteString("var " + name + " = [...]uint16{\n")
	for line := range slices.Chunk(list, 16) {
		for i, n := range line {
			b.WriteString([]string{"\t", " "}[min(i, 1)] + strconv.Itoa(int(n)) + ",")
		}
		b.WriteByte('\n')
	}
	b.WriteString("}\n")
}

// A perfectHash finds the index of a key with two reads: a key's bucket has a
// seed that sends each key of the bucket to a slot of its own, and the slot has
// the index. The sizes are powers of two.
type perfectHash struct {
	seed  uint64
	seeds []uint16 // by bucket
	order []uint16 // by slot
}

// newPerfectHash returns the hash of the keys, which must all be different. The
// same keys in the same order give the same hash.
func newPerfectHash(keys []string) (*perfectHash, error) {
	if len(keys) > maxKeys {
		return nil, fmt.Errorf("%d codes and older codes are more than the %d that a table can have", len(keys), maxKeys)
	}
	// At most four fifths of the slots are taken, so that even the last keys find
	// a free one after a few seeds; a bucket has two to four keys.
	slots := ceilPower(len(keys) + len(keys)/4)
	buckets := max(slots/4, 1)
	const attempts = 64 // each fails only if two keys have one hash
	for seed := range uint64(attempts) {
		h := &perfectHash{seed: mix(seed, 0), seeds: make([]uint16, buckets), order: make([]uint16, slots)}
		if h.place(keys) {
			return h, nil
		}
	}
	return nil, fmt.Errorf("found no perfect hash of %d codes in %d attempts; is a code there twice?", len(keys), attempts)
}

func ceilPower(n int) int { return 1 << bits.Len(uint(max(n, 1)-1)) }

// place chooses the seeds, for the fullest buckets first. It reports whether it
// could.
func (h *perfectHash) place(keys []string) bool {
	type key struct {
		hash  uint64
		index uint16
	}
	buckets := make([][]key, len(h.seeds))
	for i, k := range keys {
		hash := hash(h.seed, k)
		at := hash % uint64(len(buckets))
		buckets[at] = append(buckets[at], key{hash, uint16(i)})
	}
	fullest := make([]int, len(buckets))
	for i := range fullest {
		fullest[i] = i
	}
	slices.SortStableFunc(fullest, func(a, b int) int { return len(buckets[b]) - len(buckets[a]) })
	taken := make([]bool, len(h.order))
	for _, b := range fullest {
		if len(buckets[b]) == 0 {
			break
		}
		placed := false
		for seed := 0; seed < 1<<16 && !placed; seed++ {
			placed = true
			for n, k := range buckets[b] {
				slot := mix(uint64(seed), k.hash) % uint64(len(h.order))
				if taken[slot] {
					for _, k := range buckets[b][:n] {
						taken[mix(uint64(seed), k.hash)%uint64(len(h.order))] = false
					}
					placed = false
					break
				}
				taken[slot] = true
				h.order[slot] = k.index
			}
			h.seeds[b] = uint16(seed)
		}
		if !placed {
			return false
		}
	}
	return true
}

// hash and mix are those of the file lookup.go in the folder runtime, for keys
// with slashes and with the seed as an argument. The tests of either package
// look every code up, so one cannot change alone.
func hash(seed uint64, path string) uint64 {
	key := bytes.ReplaceAll([]byte(path), []byte{'/'}, []byte{':'})
	word := func(at int) uint64 { return binary.LittleEndian.Uint64(key[at:]) }
	n := len(key)
	h := seed ^ uint64(n)
	switch {
	case n < 8:
		var w [8]byte
		copy(w[:], key)
		return mix(binary.LittleEndian.Uint64(w[:]), h)
	case n < 16:
		return mix(word(0), word(n-8)^h)
	}
	for i := 0; i+16 < n; i += 16 {
		h = mix(word(i), word(i+8)^h)
	}
	return mix(word(n-16), word(n-8)^h)
}

func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0x9E3779B97F4A7C15, b^0xD6E8FEB86659FD93)
	return high ^ low
}
