package golang_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
)

func val[T any](v T) catalog.Value[T] { return catalog.Value[T]{V: v} }

// entry returns an entry with a title and a type that fit its code and status.
func entry(docsURL, code string, status int, detail, description string) *catalog.Entry {
	c := catalog.Code(code)
	return &catalog.Entry{
		Code:        val(c),
		Status:      val(status),
		Title:       val(catalog.ReasonPhrase(status)),
		Type:        val(docsURL + "/" + form.Default.Path(string(c))),
		Detail:      val(detail),
		Description: val(description),
		Page:        form.Default.Path(string(c)) + ".mdx",
	}
}

func scalar(name string, t catalog.ParamType, description string) catalog.Param {
	return catalog.Param{Name: val(name), Type: val(t), Description: val(description)}
}

func optional(p catalog.Param) catalog.Param {
	p.Optional = val(true)
	return p
}

func unlogged(p catalog.Param) catalog.Param {
	p.Log = val(catalog.False)
	return p
}

func list(name string, items catalog.Param, description string) catalog.Param {
	p := scalar(name, catalog.List, description)
	p.Items = &items
	return p
}

// sample is a catalogue with one of everything. The files that are made of it
// are what the folder runtime is compiled and tested with.
func sample() *catalog.Catalog {
	const docs = "https://example.com/docs/errors"
	plain := entry(docs, "err:store:data:basket_not_found", 404, "The basket does not exist", "No basket has this ID. Check the ID.")
	busy := entry(docs, "err:store:upstream:busy", 503, "The warehouse is busy", "The warehouse takes no orders right now. Try again.")
	busy.Retryable = val(catalog.True)
	old := entry(docs, "err:store:data:cart_not_found", 404, "The cart does not exist", "Baskets were once called carts.")
	old.Deprecated = &catalog.Deprecation{Reason: val("Carts are called baskets now"), ReplacedBy: val(catalog.Code("err:store:data:basket_not_found"))}
	renamed := entry(docs, "err:store:request:bad_coupon", 400, "The coupon is not valid", "The coupon does not exist, or is used up.")
	renamed.Aliases = []catalog.Value[catalog.Code]{val(catalog.Code("err:store:request:coupon_invalid"))}
	renamed.GRPC = val("FAILED_PRECONDITION")
	params := entry(docs, "err:store:limits:too_many_items", 422, `A basket holds {max} items, not {count}; the first that is too much is "{first}"`, "The basket is full.")
	params.Params = []catalog.Param{
		scalar("max", catalog.Int, "How many items a basket holds"),
		scalar("count", catalog.Int, "How many items were to be put into it"),
		scalar("first", catalog.String, "Name of the first item that has no place"),
	}
	all := entry(docs, "err:store:request:rejected", 400, "{type_name} {ratio} {strict} {at} {tags} {note} {until}", "The order was rejected for several reasons.")
	all.Params = []catalog.Param{
		scalar("type_name", catalog.String, "What was rejected"),
		scalar("ratio", catalog.Float, "How much of it"),
		scalar("strict", catalog.Bool, "Whether warnings count"),
		scalar("at", catalog.Time, "When"),
		list("tags", scalar("", catalog.String, ""), "Labels of the order"),
		unlogged(optional(scalar("note", catalog.String, "What the clerk wrote"))),
		optional(scalar("until", catalog.Time, "When to try again")),
		optional(list("scores", scalar("", catalog.Int, ""), "Points by rule")),
		list("errors", catalog.Param{Type: val(catalog.Object), Members: []catalog.Param{
			scalar("location", catalog.String, "Where the fault is"),
			optional(scalar("limit", catalog.Float, "")),
			optional(scalar("fatal", catalog.Bool, "Whether it alone is enough")),
		}}, "The faults, one by one"),
	}
	quoted := entry(docs, "err:store:request:odd_title", 409, "", "")
	quoted.Title = val("Odd \"title\" with \\ and \u2028 and ü")
	internal := entry(docs, "err:store:internal:unexpected", 500, "Something went wrong", "The fault is on our side.")
	c := &catalog.Catalog{
		DocsURL:     docs,
		Envelope:    envelope.Default,
		DefaultCode: "err:store:internal:unexpected",
		Names:       map[catalog.Code]catalog.Names{"err:store:upstream:busy": {Identifier: "WarehouseBusy", Aliases: []string{"StoreBusy"}}},
		Entries:     []*catalog.Entry{plain, busy, old, renamed, params, all, quoted, internal},
	}
	slices.SortFunc(c.Entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code.V), string(b.Code.V)) })
	return c
}

// sampleClasses is the option classify of the sample.
var sampleClasses = []string{
	"too_large=err:store:limits:too_many_items",
	"canceled=err:store:upstream:busy", "not_found=err:store:data:basket_not_found", "bad_json=err:store:request:odd_title",
}

func options(change func(*golang.Options)) *golang.Options {
	o := golang.Target.Options().(*golang.Options)
	if change != nil {
		change(o)
	}
	return o
}

// files emits and returns the files by path.
func files(t testing.TB, c *catalog.Catalog, o *golang.Options) map[string]string {
	t.Helper()
	emitted, err := golang.Target.Emit(c, o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range emitted {
		if out[f.Path] != "" {
			t.Fatalf("%s is emitted twice", f.Path)
		}
		out[f.Path] = string(f.Data)
	}
	return out
}

// TestSample keeps the files that the folder runtime is tested with as they are
// emitted. ERRGEN_UPDATE=1 writes them.
func TestSample(t *testing.T) {
	emitted := files(t, sample(), options(func(o *golang.Options) {
		o.Package = "runtime"
		o.GRPC, o.Import = true, "example.com/runtime"
		o.Classify = sampleClasses
	}))
	var names []string
	for path, data := range emitted {
		if _, err := os.Stat(filepath.Join("runtime", strings.TrimSuffix(path, "_gen.go")+".go")); err == nil || path == "doc_gen.go" || strings.Contains(path, "/") {
			continue // it is a file of that folder, or a part of one
		}
		names = append(names, path)
		at := filepath.Join("runtime", path)
		if os.Getenv("ERRGEN_UPDATE") != "" {
			if err := os.WriteFile(at, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		onDisk, err := os.ReadFile(at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(onDisk), data); diff != "" {
			t.Errorf("%s is not what is emitted (-file +emitted):\n%s", at, diff)
		}
	}
	generated, err := filepath.Glob("runtime/*_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if len(generated) != len(names) {
		t.Errorf("the folder runtime has %d generated files, want %q", len(generated), names)
	}
}
