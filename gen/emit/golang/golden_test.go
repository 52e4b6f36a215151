package golang_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// TestGolden shows what is emitted. The input "catalogue" is a table: a line for
// each code, and below it, indented, what else its page says; see readTable. The
// files that no catalogue changes are not shown, only listed; "show" names more of
// the others, "envelope" is a template of bodies.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c, o := readTable(t, string(in["catalogue"]))
		show := strings.Fields(string(in["show"]))
		if envelopeText := in["envelope"]; envelopeText != nil {
			v, faults := jsonpos.Parse(string(envelopeText))
			if len(faults) > 0 {
				t.Fatal(faults[0].Message)
			}
			template, bad := envelope.Parse(v, c.Knows)
			if len(bad) > 0 {
				t.Fatal(bad[0].Message)
			}
			c.Envelope = template
		}
		out := map[string][]byte{}
		var findings strings.Builder
		for _, d := range golang.Target.Check(c, o) {
			fmt.Fprintf(&findings, "%s: %s\n\t%s\n", d.Rule, d.Message, d.Hint)
		}
		if findings.Len() > 0 {
			out["findings"] = []byte(findings.String())
			return out
		}
		emitted := files(t, c, o)
		var others []string
		for _, path := range slices.Sorted(maps.Keys(emitted)) {
			data := emitted[path]
			if (strings.HasPrefix(path, "codes_") || strings.HasPrefix(path, "params_")) && path != "params_gen.go" || path == "table_gen.go" || slices.Contains(show, path) {
				out[path] = []byte(data)
			} else {
				others = append(others, path)
			}
		}
		out["others"] = []byte(strings.Join(others, "\n") + "\n")
		return out
	})
}

// readTable reads a catalogue:
//
//	set names category
//	err:a:b:c 404 Not Found
//		description No such thing.
//		param limit int How many there may be
//		param reason string? May be left out
//		param tags []string Labels
func readTable(t *testing.T, table string) (*catalog.Catalog, *golang.Options) {
	t.Helper()
	c := &catalog.Catalog{DocsURL: "https://example.com/docs", Envelope: envelope.Default, Names: map[catalog.Code]catalog.Names{}}
	o := options(nil)
	var e *catalog.Entry
	for line := range strings.Lines(table) {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if s, err := strconv.Unquote(rest); err == nil {
			rest = s
		}
		switch key {
		case "":
		case "set":
			set(t, c, o, rest)
		case "description":
			e.Description.V = rest
		case "detail":
			e.Detail.V = rest
		case "title":
			e.Title.V = rest
		case "retryable":
			e.Retryable.V = catalog.True
		case "alias":
			e.Aliases = append(e.Aliases, val(catalog.Code(rest)))
		case "replaced_by":
			if e.Retired != nil {
				e.Retired.ReplacedBy.V = catalog.Code(rest)
				continue
			}
			e.Deprecated.ReplacedBy.V = catalog.Code(rest)
		case "deprecated":
			e.Deprecated = &catalog.Deprecation{Reason: val(rest)}
		case "names":
			words := strings.Fields(rest)
			c.Names[e.Code.V] = catalog.Names{Identifier: words[0], Aliases: words[1:]}
		case "fact":
			e.Facts = append(e.Facts, val(rest))
		case "header":
			name, value, _ := strings.Cut(rest, " ")
			e.Headers = append(e.Headers, catalog.Header{Name: val(name), Value: val(value)})
		case "type":
			e.Type.V = rest
		case "page_url":
			e.PageURL.V = rest
		case "name":
			e.Name.V = rest
		case "also":
			status, _ := strconv.Atoi(rest)
			e.OtherStatuses = append(e.OtherStatuses, val(status))
		case "fix":
			e.Sections = append(e.Sections, catalog.Section{Kind: catalog.HowToFix, Items: strings.Split(rest, "; ")})
		case "retired":
			since, reason, _ := strings.Cut(rest, " ")
			e.Retired = &catalog.Retirement{Since: val(since), Reason: val(reason)}
		case "param":
			e.Params = append(e.Params, readParam(rest))
		default:
			number, title, _ := strings.Cut(rest, " ")
			status, err := strconv.Atoi(number)
			if err != nil {
				t.Fatalf("what is %q?", line)
			}
			e = entry(c.DocsURL, key, status, "", "")
			e.Title.V = title
			if len(c.Forms) > 0 {
				e.Form = c.FormOf(e.Code.V)
				e.Type.V = c.DocsURL + "/" + e.CodePath()
			}
			c.Entries = append(c.Entries, e)
		}
	}
	return c, o
}

func set(t *testing.T, c *catalog.Catalog, o *golang.Options, setting string) {
	t.Helper()
	key, value, _ := strings.Cut(setting, " ")
	switch key {
	case "names":
		o.Names = value
	case "package":
		o.Package = value
	case "constructors":
		o.Constructors = value
	case "http":
		o.HTTP = value == "true"
	case "envelope":
		c.Envelope, _ = envelope.Builtin(value)
	case "form":
		text, spelled, _ := strings.Cut(value, " ")
		f, err := form.Parse(text, form.Case(spelled))
		if err != nil {
			t.Fatal(err)
		}
		c.Forms = append(c.Forms, f)
	case "fact":
		name, values, _ := strings.Cut(value, " ")
		c.Facts = append(c.Facts, catalog.Fact{Name: name, Values: strings.Fields(values)})
	case "former":
		c.FormerDocsURLs = append(c.FormerDocsURLs, value)
	case "runtime":
		o.Runtime = value
	case "classify":
		o.Classify = append(o.Classify, value)
	case "default":
		c.DefaultCode = catalog.Code(value)
	case "initialisms":
		c.Initialisms = strings.Fields(value)
	default:
		t.Fatalf("what is set %q?", setting)
	}
}

func readParam(s string) catalog.Param {
	name, rest, _ := strings.Cut(s, " ")
	typ, description, _ := strings.Cut(rest, " ")
	typ, secret := strings.CutSuffix(typ, "!")
	typ, isOptional := strings.CutSuffix(typ, "?")
	p := scalar(name, catalog.ParamType(typ), description)
	if item, ok := strings.CutPrefix(typ, "[]"); ok {
		p = list(name, scalar("", catalog.ParamType(item), ""), description)
		if 'A' <= item[0] && item[0] <= 'Z' {
			p.Items.Type.V, p.Items.TypeName = catalog.Object, item
		}
		if p.Items.Type.V == catalog.Object {
			p.Items.Members = []catalog.Param{scalar("name", catalog.String, "Its name"), optional(scalar("at", catalog.Int, "Its place"))}
		}
	}
	if isOptional {
		p = optional(p)
	}
	if secret {
		p.Log.V = catalog.False
	}
	return p
}
