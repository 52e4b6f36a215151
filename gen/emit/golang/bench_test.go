package golang_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/envelope"
)

// large returns a catalogue of n codes that look like those of real pages, one
// in ten with parameters.
func large(n int) *catalog.Catalog {
	const docs = "https://example.com/docs/errors"
	systems := []string{"store", "billing", "search", "mail"}
	categories := []string{"data", "authentication", "limits", "request", "upstream"}
	statuses := []int{400, 401, 403, 404, 409, 429, 503}
	c := &catalog.Catalog{DocsURL: docs, Envelope: envelope.Default}
	for i := range n {
		code := fmt.Sprintf("err:%s:%s:order_%06d_not_found", systems[i%4], categories[i/4%5], i)
		e := entry(docs, code, statuses[i%7], fmt.Sprintf("The order %d could not be found", i),
			fmt.Sprintf("The order of request %d was not found while the service handled it. Check the request and send it again.", i))
		if i%10 == 0 {
			e.Detail.V += " in {place} after {count} attempts"
			e.Params = []catalog.Param{scalar("place", catalog.String, "Where it was looked for"), scalar("count", catalog.Int, "How often")}
		}
		c.Entries = append(c.Entries, e)
	}
	return c
}

func BenchmarkEmit(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		c := large(n)
		b.Run("codes="+strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := golang.Target.Emit(c, options(nil)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	c := large(10_000)
	for b.Loop() {
		if found := golang.Target.Check(c, options(nil)); len(found) > 0 {
			b.Fatal(found[0])
		}
	}
}
