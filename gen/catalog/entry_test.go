package catalog_test

import (
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

func val[T any](v T) catalog.Value[T] { return catalog.Value[T]{V: v} }

// example returns an error body as a page would give it.
func example(body string) catalog.Example {
	v, faults := jsonpos.Parse(body)
	if len(faults) > 0 {
		panic(faults[0].Message)
	}
	f := source.NewFile("example.json", []byte(body))
	return catalog.NewExample(envelope.Default, "Example", v, f.Span)
}

// bare returns an entry that has nothing but a code and a page.
func bare(code catalog.Code, page string) *catalog.Entry {
	f := source.NewFile("pages/"+page, []byte("<Danger>"+string(code)+"</Danger>\n"))
	return &catalog.Entry{
		Code: catalog.Value[catalog.Code]{V: code, Span: f.Span(8, 8+len(code))},
		Page: page,
		Path: strings.TrimSuffix(page, path.Ext(page)),
		File: f,
	}
}

func build(entries []*catalog.Entry) *catalog.Catalog {
	c, found := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/docs/errors"})
	if len(found) > 0 {
		panic(fmt.Sprint(found))
	}
	return c
}
