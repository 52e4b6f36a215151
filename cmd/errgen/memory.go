package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spare is how much memory a run may take beyond what it holds before it looks for
// what is no longer used. A run reads pages and ends, so that memory given back late
// costs less than looking for it often.
const spare = 128 << 20

// A cycle is garbage from the start, so that the next collection finalizes it.
type cycle struct{ _ *cycle }

// spareMemory keeps to spare from here on. The collector of garbage takes a share of
// what is held alone: one that suits a hundred pages is far too much for ten thousand.
// So the share is set anew after each collection.
func spareMemory() {
	held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(held)
	live := max(held[0].Value.Uint64(), 4<<20)
	debug.SetGCPercent(int(max(spare*100/live, 150)))
	runtime.SetFinalizer(new(cycle), func(*cycle) { spareMemory() })
}
