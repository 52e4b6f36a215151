// Package snapshot keeps a catalogue as JSON: the public format that errgen list
// writes, that other tools read, and that targets are generated from where the pages
// are elsewhere or older.
//
// [Write] writes a catalogue and [Read] reads one back, of this version of the format
// or an older one, so that both give the same files. The [Schema] says what the format
// is. Where a value stood on its page is not in it: what is read has its places in the
// file of the snapshot.
package snapshot

import _ "embed"

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of what [Write] writes.
func Schema() []byte { return append([]byte(nil), schema...) }

// Version is the version of the format that is written. It changes only when a reader
// of the old one would go wrong; [Read] reads the older ones too.
const Version = 2
