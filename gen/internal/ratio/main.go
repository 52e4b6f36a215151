//go:build unix

// Command ratio measures what people wait for, each against something that the same
// machine does at the same time, so that a result says more of errgen than of the
// machine:
//
//	go run ./gen/internal/ratio             the table, as make bench prints it
//	go run ./gen/internal/ratio -codes 1000 -check
//
// With -check it fails where a ratio is more than twice what ratios.txt records for
// that number of codes; -update records what was measured. Times are those of the
// processor, of the program and all that it starts. A row whose tool is not on the
// machine is left out, and with CI set in the environment that is a failure.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A row is one thing to measure.
type row struct {
	name string
	// measure returns what was measured, and what it is measured against, for n
	// codes.
	measure func(w *work, n int) (result, error)
}

// A result is what a row gave. The ratio is that of have to against.
type result struct {
	have, against float64
	unit          string // of both: "s", "MB", "B"
	what          string // what it is measured against
}

var rows = []row{
	{"go build, two params a code", goParams},
	{"go build, two params a code, memory", goParamsMemory},
	{"go build, two params a code, lines", goParamsLines},
	{"go build, no params", goPlain},
	{"tsc --strict, two params a code", typescriptParams},
	{"tsc --strict, two params a code, memory", typescriptMemory},
	{"import in Python", pythonImport},
	{"import in Python, memory", pythonMemory},
	{"a bundle that matches three codes", bundle},
	{"generate", generate},
	{"generate, memory", generateMemory},
	{"generate again, one page saved", again},
	{"a slim catalogue", slim},
}

func main() {
	if os.Getenv(alone) != "" {
		os.Exit(measureAlone(os.Args[1:]))
	}
	codes := flag.Int("codes", 10_000, "how many `CODES` a catalogue has")
	check := flag.Bool("check", false, "fail where a ratio is more than twice the recorded one")
	update := flag.Bool("update", false, "record the ratios")
	file := flag.String("file", filepath.FromSlash("gen/internal/ratio/ratios.txt"), "`FILE` of recorded ratios")
	only := flag.String("only", "", "measure only rows whose name has this `TEXT`")
	flag.Parse()
	debug.SetGCPercent(400) // about what the command has
	if err := run(*codes, *check, *update, *file, *only); err != nil {
		fmt.Fprintln(os.Stderr, "ratio:", err)
		os.Exit(1)
	}
}

// most is how much larger than recorded a ratio may be.
const most = 2

func run(n int, check, update bool, file, only string) error {
	recorded, err := readRatios(file)
	if err != nil {
		return err
	}
	w := newWork()
	defer w.remove()
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%d codes\tmeasured\tagainst\tratio\trecorded\t\n", n)
	var failed []string
	for _, r := range rows {
		if !strings.Contains(r.name, only) {
			continue
		}
		got, err := r.measure(w, n)
		if missing := (*missingTool)(nil); asMissing(err, &missing) && os.Getenv("CI") == "" {
			fmt.Fprintf(t, "%s\tneeds %s\t\t\t\t\n", r.name, missing.tool)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		ratio := got.have / got.against
		key := ratioKey{n, r.name}
		was, known := recorded[key]
		fmt.Fprintf(t, "%s\t%.3g %s\t%s %.3g %s\t%.3g\t%s\t\n", r.name, got.have, got.unit, got.what, got.against, got.unit, ratio, was.String())
		_ = t.Flush() // each row as it comes; they take a while
		if check && known && ratio > most*float64(was) {
			failed = append(failed, fmt.Sprintf("%s: the ratio is %.3g, and %.3g is recorded", r.name, ratio, float64(was)))
		}
		if check && !known {
			failed = append(failed, r.name+": no ratio is recorded for it")
		}
		recorded[key] = ratioValue(ratio)
	}
	if update {
		return writeRatios(file, recorded)
	}
	if len(failed) > 0 {
		return fmt.Errorf("slower than recorded:\n  %s", strings.Join(failed, "\n  "))
	}
	return nil
}

// A ratioKey is what a ratio is recorded for.
type ratioKey struct {
	codes int
	name  string
}

type ratioValue float64

func (v ratioValue) String() string {
	if v == 0 {
		return ""
	}
	return fmt.Sprintf("%.3g", float64(v))
}

// readRatios reads the recorded ratios: a line each, with the number of codes, the
// ratio and the name.
func readRatios(file string) (map[ratioKey]ratioValue, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[ratioKey]ratioValue{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var codes int
		var ratio float64
		if _, err := fmt.Sscan(line, &codes, &ratio); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", file, line, err)
		}
		name := strings.Join(strings.Fields(line)[2:], " ")
		out[ratioKey{codes, name}] = ratioValue(ratio)
	}
	return out, nil
}

func writeRatios(file string, ratios map[ratioKey]ratioValue) error {
	keys := make([]ratioKey, 0, len(ratios))
	for k := range ratios {
		keys = append(keys, k)
	}
	order := func(name string) int { return slices.IndexFunc(rows, func(r row) bool { return r.name == name }) }
	slices.SortFunc(keys, func(a, b ratioKey) int {
		return cmp.Or(cmp.Compare(a.codes, b.codes), cmp.Compare(order(a.name), order(b.name)))
	})
	var b strings.Builder
	b.WriteString("# codes, ratio, row: what command ratio measured; -update writes it.\n")
	for _, k := range keys {
		if order(k.name) >= 0 {
			fmt.Fprintf(&b, "%-6d %-7.3g %s\n", k.codes, float64(ratios[k]), k.name)
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

// seconds is a time in the unit of the table.
func seconds(d time.Duration) float64 { return d.Seconds() }
