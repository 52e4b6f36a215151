package diag_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

func BenchmarkFormats(b *testing.B) {
	var l diag.List
	for i := range 1000 {
		f := source.NewFile(fmt.Sprintf("errors/user/%d.mdx", i), []byte(strings.Repeat("title: a page of some length\n", 70)))
		l.Add("status-missing", diag.Error, f.Span(1000, 1010), "the page has no status").Hint = "write `status:` into the front matter"
	}
	for _, f := range diag.Formats {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Print(io.Discard, l, diag.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
