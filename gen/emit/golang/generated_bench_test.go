package golang_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
)

// BenchmarkGenerated runs the benchmarks of testdata/bench inside of generated
// packages, in a process of their own, and prints what they print: looking up
// against a map and a string switch, the envelope against encoding/json.
func BenchmarkGenerated(b *testing.B) {
	program, err := os.ReadFile("testdata/bench/codes_bench_test.go.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run("codes="+strconv.Itoa(n), func(b *testing.B) {
			m := newModule(b)
			c := large(n)
			m.writeAll("codes", files(b, c, options(nil)))
			m.write("codes/codes_bench_test.go", string(program))
			m.write("codes/switch_test.go", switchOf(c, n <= 1000))
			for b.Loop() {
				fmt.Println("\n" + m.run(nil, "go", "test", "-run", "^$", "-bench", ".", "-benchtime", "200ms", "./codes"))
			}
		})
	}
}

// BenchmarkBodies writes a body without and with parameters by each template that the
// conformance cases have for codes of text.
func BenchmarkBodies(b *testing.B) {
	program, err := os.ReadFile("testdata/bench/bodies_bench_test.go.txt")
	if err != nil {
		b.Fatal(err)
	}
	m := newModule(b)
	for _, s := range conformance.Shapes(b) {
		if !s.Catalog.HasSegment("specific") {
			continue
		}
		c := large(100)
		c.Envelope, c.Facts = s.Template, s.Catalog.Facts
		for _, e := range c.Entries {
			for _, f := range c.Facts {
				text := "the hint"
				if len(f.Values) > 0 {
					text = f.Values[0]
				}
				e.Facts = append(e.Facts, val(text))
			}
		}
		m.writeAll(s.Name, files(b, c, options(nil)))
		m.write(s.Name+"/bodies_bench_test.go", string(program))
	}
	for b.Loop() {
		fmt.Println("\n" + m.run(nil, "go", "test", "-run", "^$", "-bench", ".", "-benchtime", "200ms", "./..."))
	}
}

// switchOf returns a string switch over the codes, or a function without one.
func switchOf(c *catalog.Catalog, has bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package codes\n\nconst hasSwitch = %v\n\nfunc bySwitch(s string) int {\n\tswitch s {\n", has)
	for i, e := range c.Entries {
		if has {
			fmt.Fprintf(&b, "\tcase %q:\n\t\treturn %d\n", e.Code.V, i)
		}
	}
	b.WriteString("\t}\n\treturn -1\n}\n")
	return b.String()
}

// BenchmarkBuild measures what 10,000 codes cost a program that is built with
// them, against as many plain constants: seconds to compile from nothing, and
// bytes of the program.
func BenchmarkBuild(b *testing.B) {
	const n = 10_000
	c := large(n)
	build := func(b *testing.B, write func(m module, salt int), main string) {
		m := newModule(b)
		m.write("main.go", main)
		i := 0
		var spent time.Duration
		for b.Loop() {
			i++
			write(m, i) // another text each time, so that nothing is cached
			m.run(nil, "go", "build", "-o", "warm", "net/http")
			start := time.Now()
			m.run(nil, "go", "build", "-o", "program", ".")
			spent += time.Since(start)
		}
		info, err := os.Stat(filepath.Join(m.dir, "program"))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(spent.Seconds()/float64(i), "s/build")
		b.ReportMetric(float64(info.Size()), "bytes")
	}
	const head = "package main\n\nimport (\n\t\"net/http\"\n\t\"os\"\n\n\t\"example.com/made/codes\"\n)\n\nfunc main() {\n"
	b.Run("generated", func(b *testing.B) {
		build(b, func(m module, salt int) {
			c.Entries[0].Detail.V = strconv.Itoa(salt)
			m.writeAll("codes", files(b, c, options(nil)))
		}, head+"\tcodes.WriteHTTP(http.ResponseWriter(nil), nil, codes.Code(os.Args[0]))\n}\n")
	})
	b.Run("constants", func(b *testing.B) {
		build(b, func(m module, salt int) {
			var s strings.Builder
			fmt.Fprintf(&s, "package codes\n\nconst Salt = %d\n\n", salt)
			for i, e := range c.Entries {
				fmt.Fprintf(&s, "const C%d = %q\n", i, e.Code.V)
			}
			m.write("codes/codes.go", s.String())
		}, head+"\thttp.Error(nil, codes.C1+os.Args[0], 500)\n}\n")
	})
}
