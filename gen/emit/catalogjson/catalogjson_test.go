package catalogjson_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/catalogjson"
	"github.com/unkeyed/errgen/gen/emit/python"
	"github.com/unkeyed/errgen/gen/emit/typescript"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

func TestFiles(t *testing.T) {
	c := conformance.Catalog(t)
	for _, tt := range []struct {
		options *catalogjson.Options
		want    []string
	}{
		{&catalogjson.Options{File: "catalogue.json"}, []string{"catalogue.json"}},
		{&catalogjson.Options{File: "errors.json", Schema: true}, []string{"errors.json", "errors.schema.json"}},
	} {
		got := conformance.EmitWith(t, catalogjson.Target, c, tt.options)
		if paths := slices.Sorted(maps.Keys(got)); !slices.Equal(paths, tt.want) {
			t.Errorf("%+v: emitted %q, want %q", *tt.options, paths, tt.want)
		}
		for path, text := range got {
			if !strings.HasPrefix(text, "{\n  \"$comment\": \""+emit.Header+"\",\n") {
				t.Errorf("%s begins with %.80q, want the header", path, text)
			}
		}
	}
}

// TestSchema: each catalogue is as its schema says, and the schema says enough
// to refuse another file.
func TestSchema(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{"sample": conformance.Catalog(t), "hostile": conformance.Hostile(1, 200), "empty": {}} {
		files := conformance.EmitWith(t, catalogjson.Target, c, &catalogjson.Options{File: "c.json", Schema: true})
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource("c.schema.json", parse(t, files["c.schema.json"])); err != nil {
			t.Fatal(err)
		}
		schema, err := compiler.Compile("c.schema.json")
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(parse(t, files["c.json"])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if schema.Validate(parse(t, strings.Replace(files["c.json"], `"docs_url"`, `"docs_uri"`, 1))) == nil {
			t.Errorf("%s: the schema has nothing against a catalogue without docs_url", name)
		}
	}
}

func parse(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestThereAndBack: what was written is read again, to the byte.
func TestThereAndBack(t *testing.T) {
	want := conformance.Emit(t, catalogjson.Target, conformance.Catalog(t))["catalogue.json"]
	if !json.Valid([]byte(want)) {
		t.Fatal("the catalogue is no JSON")
	}
	c, found := snapshot.Read(source.NewFile("catalogue.json", []byte(want)))
	for _, d := range found {
		t.Error(d.Message)
	}
	if diff := cmp.Diff(want, conformance.Emit(t, catalogjson.Target, c)["catalogue.json"]); diff != "" {
		t.Errorf("the catalogue changed (-written +read and written again):\n%s", diff)
	}
	var list bytes.Buffer
	if err := snapshot.Write(&list, c); err != nil {
		t.Fatal(err)
	}
	if own := strings.Replace(want, "  \"$comment\": \""+emit.Header+"\",\n", "", 1); own != list.String() {
		t.Error("the file is not what errgen list prints, header aside")
	}
}

func TestOnePageMore(t *testing.T) { conformance.OnePageMore(t, catalogjson.Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, catalogjson.Target) }

// TestSlim: what is generated from a slim catalogue is what is generated from the
// whole one, but for what is quoted of examples and sections, and it is small.
func TestSlim(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{"sample": conformance.Catalog(t), "hostile": conformance.Hostile(1, 200)} {
		slim := conformance.EmitWith(t, catalogjson.Target, c, &catalogjson.Options{File: "c.json", Slim: true})["c.json"]
		again, found := snapshot.Read(source.NewFile("c.json", []byte(slim)))
		for _, d := range found {
			t.Errorf("%s: %s", name, d.Message)
		}
		for _, target := range []emit.Target{typescript.Target, python.Target} {
			want, got := conformance.Emit(t, target, c), conformance.Emit(t, target, again)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s of %s (-whole +slim):\n%s", target.Name, name, diff)
			}
		}
		lines := strings.Count(slim[strings.Index(slim, `"errors": [`):], "\n")
		if want := 2*len(c.Entries) + 2; lines != want {
			t.Errorf("%s: %d lines for %d errors, want %d", name, lines, len(c.Entries), want)
		}
	}
}

func TestSlimSchema(t *testing.T) {
	files := conformance.EmitWith(t, catalogjson.Target, conformance.Catalog(t), &catalogjson.Options{File: "c.json", Slim: true, Schema: true})
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("c.schema.json", parse(t, files["c.schema.json"])); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("c.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(parse(t, files["c.json"])); err != nil {
		t.Error(err)
	}
}
