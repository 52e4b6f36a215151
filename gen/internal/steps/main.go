// Command steps counts how many statements the reading of pages takes. Tests build
// it with coverage ("go build -cover -covermode=atomic"), which counts them, and
// hold the work of a page against its size: unlike seconds, steps are the same on
// every machine and in every run.
//
// It reads a JSON array of pages, each an object with name and text, from standard
// input, and writes an array with the number of steps of each.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/coverage"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

type page struct{ Name, Text string }

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "steps:", err)
		os.Exit(1)
	}
}

func run() error {
	var pages []page
	if err := json.NewDecoder(os.Stdin).Decode(&pages); err != nil {
		return err
	}
	counts := make([]uint64, len(pages))
	for i, p := range pages {
		var err error
		if counts[i], err = steps(source.NewFile(p.Name, []byte(p.Text))); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(counts)
}

// steps returns how many statements the reading of a page runs.
func steps(f *source.File) (uint64, error) {
	if err := coverage.ClearCounters(); err != nil {
		return 0, err
	}
	mdx.Parse(f, mdx.Options{MaxSize: len(f.Data)})
	var counters bytes.Buffer
	if err := coverage.WriteCounters(&counters); err != nil {
		return 0, err
	}
	return sum(counters.Bytes())
}

var errFormat = errors.New("the counters are in another format than this command reads")

// sum adds up the counters of a file that the runtime has written, in the layout of
// the standard library's internal/coverage: a header, a segment with for each
// function the number of its counters, two indices and the counters, a footer.
func sum(file []byte) (uint64, error) {
	const (
		header, segment, footer = 32, 16, 16
		inLEB128                = 2 // how the counters are written
	)
	if len(file) < header+segment+footer || string(file[:4]) != "\x00cwm" ||
		binary.LittleEndian.Uint32(file[4:]) != 1 || file[24] != inLEB128 {
		return 0, errFormat
	}
	functions := binary.LittleEndian.Uint64(file[header:])
	at := header + segment + int(binary.LittleEndian.Uint32(file[header+8:])) + int(binary.LittleEndian.Uint32(file[header+12:]))
	at += (4 - at%4) % 4
	if at > len(file)-footer {
		return 0, errFormat
	}
	rest := file[at : len(file)-footer]
	next := func() uint64 {
		v, n := binary.Uvarint(rest)
		rest = rest[max(n, 0):]
		return v
	}
	var total uint64
	for range functions {
		if len(rest) < 3 {
			return 0, errFormat
		}
		count := next()
		next() // package
		next() // function
		for range count {
			total += next()
		}
	}
	if total == 0 {
		return 0, errFormat
	}
	return total, nil
}
