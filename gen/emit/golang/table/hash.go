package table

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
)

// maxKeys is how many codes and older codes a table may have: an index has
// sixteen bits.
const maxKeys = 1 << 16

// HashFile returns the file of the perfect hash. Its lines change with every
// code, so they have a file to themselves.
func HashFile(m *Model) (emit.File, error) {
	b := gofile.New(m.Options.Package)
	if err := WriteHash(b, m); err != nil {
		return emit.File{}, err
	}
	return emit.File{Path: "hash_gen.go", Data: b.Bytes()}, nil
}

// WriteHash writes the perfect hash.
func WriteHash(b *bytes.Buffer, m *Model) error {
	h, err := m.hash()
	if err != nil {
		return err
	}
	b.WriteString("// hashSeed, seeds and order make the perfect hash of the table; see find.\n")
	fmt.Fprintf(b, "const hashSeed = %#x\n\n", h.seed)
	numbers(b, "seeds", h.seeds)
	b.WriteByte('\n')
	numbers(b, "order", h.order)
	return nil
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
// same keys in the same order give the same hash. A slash is hashed as a colon.
func newPerfectHash(keys []key) (*perfectHash, error) {
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
	return nil, fmt.Errorf("found no perfect hash of %d codes in %d attempts; is there a duplicate code?", len(keys), attempts)
}

func ceilPower(n int) int { return 1 << bits.Len(uint(max(n, 1)-1)) }

// place chooses the seeds, for the fullest buckets first. It reports whether it
// could.
func (h *perfectHash) place(keys []key) bool {
	type hashed struct {
		hash uint64
		row  uint16
	}
	buckets := make([][]hashed, len(h.seeds))
	for _, k := range keys {
		hash := Hash(h.seed^k.seed, folded(k.text))
		at := hash % uint64(len(buckets))
		buckets[at] = append(buckets[at], hashed{hash, uint16(k.row)})
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
				h.order[slot] = k.row
			}
			h.seeds[b] = uint16(seed)
		}
		if !placed {
			return false
		}
	}
	return true
}

// Hash and mix are those of the file lookup.go in the folder runtime. The tests of
// either package look every code up, so one cannot change alone.
func Hash(seed uint64, text string) uint64 {
	key := []byte(text)
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
