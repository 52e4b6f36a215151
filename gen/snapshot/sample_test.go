package snapshot_test

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

func val[T any](v T) catalog.Value[T] { return catalog.Value[T]{V: v} }

// bare returns an entry that has nothing but a code and a page.
func bare(code catalog.Code, page string) *catalog.Entry {
	return &catalog.Entry{Code: val(code), Page: page, Path: strings.TrimSuffix(page, path.Ext(page))}
}

// sample returns entries that use everything that the format can hold, and the
// least that it must.
func sample() []*catalog.Entry {
	full := bare("err:store:order:out_of_stock", "store/order/out_of_stock.mdx")
	full.Status, full.StatusFrom = val(409), catalog.FromExample
	full.Title = val("Conflict")
	full.Type = val("https://example.com/docs/errors/store/order/out_of_stock")
	full.Detail = val("Only {left} of {{item}} {item} are left")
	full.Description = val("Fewer are left than \"you\" asked for — <wait> & retry.\u2028\u202e")
	full.Retryable = val(catalog.True)
	full.OtherStatuses = []catalog.Value[int]{val(408)}
	full.ByService = []catalog.ServiceStatus{{Service: val("gateway"), Status: val(503)}}
	full.Services = []catalog.Value[string]{val("api"), val("gateway")}
	full.PageURL, full.Path, full.Anchor = val("https://example.com/docs/errors/store#out-of-stock"), "store/order", "out-of-stock"
	full.Facts = []catalog.Value[string]{val("conflict"), val("")}
	full.Headers = []catalog.Header{{Name: val("Allow"), Value: val("GET")}}
	full.GRPC, full.Name = val("FAILED_PRECONDITION"), val("OutOfStock")
	full.Retired = &catalog.Retirement{Since: val("2026-01-31"), Reason: val("sold"), ReplacedBy: val(catalog.Code("err:store:order:sold_out"))}
	full.Params = []catalog.Param{
		{Name: val("left"), Type: val(catalog.Int), Description: val("How many are left"), Example: val(json.RawMessage(`3`))},
		{Name: val("item"), Type: val(catalog.String), Example: val(json.RawMessage(`"lamp <1>"`))},
		{Name: val("since"), Type: val(catalog.Time), Optional: val(true), Log: val(catalog.False)},
		{Name: val("tags"), Type: val(catalog.List), Items: &catalog.Param{Type: val(catalog.String)}},
		{
			Name: val("others"), Type: val(catalog.List), Example: val(json.RawMessage(`[{"id":"a","count":2},{"id":"b"}]`)),
			Items: &catalog.Param{Type: val(catalog.Object), TypeName: "OtherItem", Members: []catalog.Param{
				{Name: val("id"), Type: val(catalog.String), Description: val("Which")},
				{Name: val("count"), Type: val(catalog.Int), Optional: val(true)},
			}},
		},
	}
	full.Deprecated = &catalog.Deprecation{Reason: val("Nobody raises it"), ReplacedBy: val(catalog.Code("err:store:order:sold_out"))}
	full.Aliases = []catalog.Value[catalog.Code]{val(catalog.Code("err:store:order:no_stock"))}
	full.Sections = []catalog.Section{
		{Kind: catalog.WhatHappened, Heading: val("What Happened?"), Level: 2, Markdown: "Too few are left.\n\n- of one\n- of all\n", Items: []string{"of one", "of all"}},
		{Kind: catalog.RelatedErrors, Heading: val("Related Errors"), Level: 2, Markdown: "- [x](./sold_out)\n"},
	}
	full.Related = []catalog.Link{
		{URL: val("./sold_out"), Text: val("err:store:order:sold_out")},
		{URL: val("https://example.com/"), Text: val("home")},
	}
	const body = `{"meta": {"requestId": "req_1"}, "error": {"detail": "Only 3 of {item} lamp are left",
		"status": 409, "title": "Conflict", "type": "https://example.com/docs/errors/store/order/out_of_stock", "left": 3, "none": [], "empty": {}}}`
	shown, faults := jsonpos.Parse(body)
	if len(faults) > 0 {
		panic(faults[0].Message)
	}
	full.Examples = []catalog.Example{catalog.NewExample(envelope.Default, "Example", shown, source.NewFile("example.json", []byte(body)).Span)}

	least := bare("err:store:order:sold_out", "store/order/sold_out.md")
	least.Status, least.StatusFrom = val(410), catalog.FromConfig
	least.Facts = []catalog.Value[string]{val(""), val("")}
	least.Type = val("https://example.com/docs/errors/store/order/sold_out")
	return []*catalog.Entry{least, full}
}

func build(entries []*catalog.Entry) *catalog.Catalog {
	c, found := catalog.Build(entries, catalog.Meta{
		DocsURL: "https://example.com/docs/errors", Envelope: envelope.Default, DefaultCode: "err:store:order:sold_out",
		Initialisms: []string{"SKU"}, Services: []string{"api", "gateway"},
		Names:      map[catalog.Code]catalog.Names{"err:store:order:sold_out": {Identifier: "SoldOut", Aliases: []string{"Gone"}}},
		FormerURLs: []string{"https://old.example.com/errors"},
		Facts:      []catalog.Fact{{Name: "kind", Doc: "What kind", Values: []string{"conflict", "gone"}}, {Name: "owner"}},
	})
	if len(found) > 0 {
		panic(fmt.Sprint(found))
	}
	return c
}
