package config_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
	"golang.org/x/tools/txtar"
)

// beyondSchema are the test configurations whose only fault is one that the
// schema does not say: an identifier given twice, a % without two digits.
var beyondSchema = []string{"identifiers.yaml", "url10.yaml", "regexp.yaml"}

// TestSchema holds the schema against the configurations of the golden tests: it
// accepts those that Parse accepts and refuses the others.
func TestSchema(t *testing.T) {
	schema := compile(t, config.Schema(targets, rules))
	checked := 0
	for _, file := range []string{"good", "keys", "types", "values"} {
		archive, err := txtar.ParseFile("testdata/" + file + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "want/") || slices.Contains(beyondSchema, f.Name) {
				continue
			}
			value, ok := asJSON(t, f)
			if !ok {
				continue
			}
			err := schema.Validate(value)
			if good := file == "good"; good != (err == nil) {
				t.Errorf("%s: Parse accepts it: %t, but the schema says: %v", f.Name, good, err)
			}
			checked++
		}
	}
	if checked < 30 {
		t.Errorf("only %d configurations were checked", checked)
	}
}

// TestSchemaOfEachKey breaks the largest good configurations at one key after the
// other: whatever Parse refuses, the schema refuses, and the other way round.
func TestSchemaOfEachKey(t *testing.T) {
	schema := compile(t, config.Schema(targets, rules))
	archive, err := txtar.ParseFile("testdata/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if f.Name == "most.yaml" || f.Name == "records.yaml" {
			breakEachKey(t, schema, string(f.Data))
		}
	}
}

func breakEachKey(t *testing.T, schema *jsonschema.Schema, text string) {
	lines := strings.SplitAfter(text, "\n")
	broken := 0
	for n, line := range lines {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		for _, change := range []string{key + "x:" + value, key + ": 7.5\n", key + ": [[]]\n", key + ": {a: }\n"} {
			text := strings.Join(lines[:n], "") + change + strings.Join(lines[n+1:], "")
			f := txtar.File{Name: "errgen.yaml", Data: []byte(text)}
			value, ok := asJSON(t, f)
			if !ok {
				continue
			}
			_, found := config.Parse(source.NewFile(f.Name, f.Data), ".", targets, rules)
			if err := schema.Validate(value); (err == nil) != (len(found) == 0) {
				t.Errorf("line %d as %q: Parse finds %v, but the schema says: %v", n+1, change, found, err)
			}
			broken++
		}
	}
	if broken < 40 {
		t.Errorf("only %d changes were checked", broken)
	}
}

// TestSchemaIsStable writes the schema twice, and without targets and rules.
func TestSchemaIsStable(t *testing.T) {
	first := config.Schema(targets, rules)
	if !bytes.Equal(first, config.Schema(targets, rules)) {
		t.Error("two schemas of the same keys differ")
	}
	schema := compile(t, config.Schema(nil, nil))
	for text, want := range map[string]bool{
		`{"version": 1, "docs_url": "https://x.y"}`:                                             true,
		`{"version": 1, "docs_url": "https://x.y", "generate": []}`:                             true,
		`{"version": 1, "docs_url": "https://x.y", "generate": [{"target": "go", "out": "x"}]}`: false,
	} {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); (err == nil) != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestSchemaIsDocumented wants a description at each key, options of targets
// included.
func TestSchemaIsDocumented(t *testing.T) {
	var schema any
	if err := json.Unmarshal(config.Schema(targets, rules), &schema); err != nil {
		t.Fatal(err)
	}
	seen := 0
	var walk func(v any, path string)
	walk = func(v any, path string) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				walk(item, path)
			}
		case map[string]any:
			if properties, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
				for key, p := range properties {
					at := path + "." + key
					if slices.Contains(rules, key) || strings.HasPrefix(at, ".sections.") || strings.HasPrefix(at, ".breaking.rules.") {
						continue // the keys of a map
					}
					if p, ok := p.(map[string]any); !ok || p["description"] == nil {
						t.Errorf("%s has no description", at)
					}
					seen++
				}
			}
			for key, inner := range v {
				if key == "properties" {
					for key, p := range inner.(map[string]any) {
						walk(p, path+"."+key)
					}
					continue
				}
				walk(inner, path)
			}
		}
	}
	walk(schema, "")
	if seen < 25 {
		t.Errorf("only %d keys were seen", seen)
	}
}

// TestSchemaText compares the schema of the test targets with the one kept, so
// that a change of it is seen.
func TestSchemaText(t *testing.T) {
	const file = "testdata/schema.json"
	got := config.Schema(targets, rules)
	if os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the schema differs from %s; ERRGEN_UPDATE=1 writes it", file)
	}
}

// TestTags reads the tags of a target that no decoder could read: that is a bug
// of the target, and panics at once.
func TestTags(t *testing.T) {
	type options struct {
		Ratio float64 `yaml:"ratio"`
	}
	bad := []emit.Target{{Name: "bad", Options: func() any { return &options{} }}}
	defer func() {
		if recover() == nil {
			t.Errorf("a key of type %v was accepted", reflect.TypeFor[float64]())
		}
	}()
	config.Schema(bad, nil)
}

func compile(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("errgen.schema.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("errgen.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON returns the value of a YAML file as an editor hands it to a schema, and
// false for one that is no YAML or holds what JSON cannot.
func asJSON(t *testing.T, f txtar.File) (any, bool) {
	t.Helper()
	node, found := yamlpos.Parse(source.NewFile(f.Name, f.Data).All(), "x")
	v, ok := yamlpos.Reader{Rule: "x", Found: &found}.JSON(node)
	if !ok || len(found) > 0 {
		return nil, false
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(v.V))
	if err != nil {
		t.Fatal(err)
	}
	return value, true
}
