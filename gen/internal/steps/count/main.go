// Command count counts how many statements the reading of texts takes. It is built
// with coverage ("go build -cover -covermode=atomic"), which counts them.
//
// It reads a JSON array of texts, each with its kind, from standard input, and writes
// an array with the number of steps of each.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/coverage"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

type text struct{ Kind, Text string }

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "count:", err)
		os.Exit(1)
	}
}

func run() error {
	var texts []text
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		return err
	}
	counts := make([]uint64, len(texts))
	for i, x := range texts {
		var err error
		if counts[i], err = steps(x); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(counts)
}

// steps returns how many statements the reading of a text runs.
func steps(x text) (uint64, error) {
	read, ok := kinds[x.Kind]
	if !ok {
		return 0, fmt.Errorf("unknown kind %q", x.Kind)
	}
	if err := coverage.ClearCounters(); err != nil {
		return 0, err
	}
	read(x.Text)
	var counters bytes.Buffer
	if err := coverage.WriteCounters(&counters); err != nil {
		return 0, err
	}
	return sum(counters.Bytes())
}

// kinds are the ways in which a text is read.
var kinds = map[string]func(text string){
	"mdx": func(text string) {
		mdx.Parse(source.NewFile("page.mdx", []byte(text)), mdx.Options{MaxSize: len(text)})
	},
	"md": func(text string) {
		mdx.Parse(source.NewFile("page.md", []byte(text)), mdx.Options{MaxSize: len(text)})
	},
	"page": func(text string) { judge(text, nil) },
	"lint": func(text string) {
		all := map[string]diag.Severity{}
		for _, r := range lint.Rules {
			all[r.ID] = diag.Error
		}
		judge(text, all)
	},
	"yaml":      func(text string) { yamlpos.Parse(source.NewFile("x.yaml", []byte(text)).All(), "x") },
	"json":      func(text string) { jsonpos.Parse(text) },
	"catalogue": func(text string) { snapshot.Read(source.NewFile("catalogue.json", []byte(text))) },
	"printed": func(text string) {
		f := source.NewFile("page.mdx", []byte(text))
		var found diag.List
		for i := 0; i < len(text); i += 1000 {
			found.Add("x", diag.Error, f.Span(i, min(i+100, len(text))), "x").Related = []diag.Related{{Span: f.All()}}
		}
		for _, format := range diag.Formats {
			_ = format.Print(io.Discard, found, diag.Options{})
		}
	},
}

// judge reads a page, the one beside it and what is wrong with them, by all rules that
// are on.
func judge(text string, on map[string]diag.Severity) {
	const docsURL = "https://example.com/errors"
	var found diag.List
	var entries []*catalog.Entry
	for path, text := range map[string]string{
		"unkey/data/key_not_found.mdx": text,
		"unkey/data/api_not_found.mdx": "<Danger>err:unkey:data:api_not_found</Danger>\n",
	} {
		r := page.Read(source.NewFile(path, []byte(text)), path, page.Options{DocsURL: docsURL})
		entries, found = append(entries, r.Entries...), append(found, r.Found...)
	}
	c, wrong := catalog.Build(entries, catalog.Meta{DocsURL: docsURL})
	found = append(found, wrong...)
	if on == nil {
		return
	}
	settings := lint.Settings{Rules: on}
	lint.Apply(append(found, lint.Run(c, settings)...), c, settings).Sorted()
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
