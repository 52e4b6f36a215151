package yamlpos_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// TestReader reads one value, under the key k, in each way: what comes out, or
// the finding and its hint.
func TestReader(t *testing.T) {
	text := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) { v, ok := r.Text(n); return v.V, ok }
	integer := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) { v, ok := r.Int(n); return v.V, ok }
	boolean := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) { v, ok := r.Bool(n); return v.V, ok }
	texts := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) {
		list, ok := r.Texts(n)
		var out []string
		for _, v := range list {
			out = append(out, v.V)
		}
		return strings.Join(out, "|"), ok
	}
	object := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) { pairs, ok := r.Map(n); return len(pairs), ok }
	compact := func(r yamlpos.Reader, n *yamlpos.Node) (any, bool) { v, ok := r.JSON(n); return string(v.V), ok }

	type reader = func(yamlpos.Reader, *yamlpos.Node) (any, bool)
	for _, test := range []struct {
		as    reader
		value string
		want  string // a value, or the finding and its hint
	}{
		{text, `plain text`, `plain text`},
		{text, `"404"`, `404`},
		{text, `""`, ``},
		{text, `404`, `"k" is the number 404, want text; put quotes around the value: "404"`},
		{text, `true`, `"k" is the boolean true, want text; put quotes around the value: "true"`},
		{text, `2024-01-31`, `"k" is the date 2024-01-31, want text; put quotes around the value: "2024-01-31"`},
		{text, `null`, `"k" is the null value null, want text; write the text, or remove the key`},
		{text, ``, `"k" is empty, want text; write the text, or remove the key`},
		{text, `[a]`, `"k" is a list, want text; `},
		{text, `{a: b}`, `"k" is a map, want text; `},

		{integer, `404`, `404`},
		{integer, `-1`, `-1`},
		{integer, `0`, `0`},
		{integer, `"404"`, `"k" is the text "404", want a whole number; remove the quotes: 404`},
		{integer, `0404`, `"k" is the number 0404, want a whole number; ` + plainInt},
		{integer, `0o404`, `"k" is the number 0o404, want a whole number; ` + plainInt},
		{integer, `0x194`, `"k" is the number 0x194, want a whole number; ` + plainInt},
		{integer, `404.9`, `"k" is the number 404.9, want a whole number; ` + plainInt},
		{integer, `1_000`, `"k" is the number 1_000, want a whole number; ` + plainInt},
		{integer, `+404`, `"k" is the number +404, want a whole number; ` + plainInt},
		{integer, `99999999999999999999`, `"k" is the number 99999999999999999999, want a whole number; ` + plainInt},
		{integer, `null`, `"k" is the null value null, want a whole number; ` + plainInt},
		{integer, `[404]`, `"k" is a list, want a whole number; `},

		{boolean, `true`, `true`},
		{boolean, `false`, `false`},
		{boolean, `True`, `"k" is the boolean True, want true or false; write true, in lower case and without quotes`},
		{boolean, `yes`, `"k" is the text "yes", want true or false; write true, in lower case and without quotes`},
		{boolean, `"false"`, `"k" is the text "false", want true or false; write false, in lower case and without quotes`},
		{boolean, `maybe`, `"k" is the text "maybe", want true or false; `},

		{texts, `[a, "b"]`, `a|b`},
		{texts, `[]`, ``},
		{texts, `[a, 1, b]`, `"k" is the number 1, want text; put quotes around the value: "1"`},
		{texts, `a`, `"k" is the text "a", want a list; put brackets around the value: [a]`},
		{texts, `{a: b}`, `"k" is a map, want a list; write each item on its own line, starting with "- "`},

		{object, `{a: 1, b: 2}`, `2`},
		{object, `x`, `"k" is the text "x", want a map; write "key: value" lines, indented below the key`},

		{compact, `{b: [1, -2.5e3, "1", x, null, ~, true, False], a: {}, 404: "<&>é"}`,
			`{"b":[1,-2.5e3,"1","x",null,null,true,false],"a":{},"404":"<&>é"}`},
		{compact, `2024-01-31T10:00:00Z`, `"2024-01-31T10:00:00Z"`},
		{compact, `"a\nb\u2028"`, `"a\nb\u2028"`},
		{compact, `[1, 0x10]`, `"k" is the number 0x10, want a number that JSON can represent; ` + plainNumber},
		{compact, `.inf`, `"k" is the number .inf, want a number that JSON can represent; ` + plainNumber},
		{compact, `1.`, `"k" is the number 1., want a number that JSON can represent; ` + plainNumber},
		{compact, `0404`, `"k" is the number 0404, want a number that JSON can represent; ` + plainNumber},
	} {
		node, found := yamlpos.Parse(source.NewFile("x.yaml", []byte("k: "+test.value+"\n")).All(), rule)
		if len(found) > 0 {
			t.Fatalf("%s: %v", test.value, found)
		}
		v, ok := test.as(yamlpos.Reader{Rule: rule, Found: &found}, node.Get("k"))
		got := fmt.Sprint(v)
		if len(found) > 0 {
			got = found[0].Message + "; " + found[0].Hint
		}
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.value, got, test.want)
		}
		if !ok && len(found) == 0 {
			t.Errorf("%s: refused without a finding", test.value)
		}
	}
}

const (
	plainInt    = "write only digits, without quotes, decimal point, sign or leading zero, for example 404"
	plainNumber = "write it in plain decimal, for example 404 or 0.5, or put quotes around it if it is text"
)

// TestReaderWithoutNode reads keys that are not there: no value, and no finding.
func TestReaderWithoutNode(t *testing.T) {
	node, found := yamlpos.Parse(source.NewFile("x.yaml", []byte("a: b\n")).All(), rule)
	r := yamlpos.Reader{Rule: rule, Found: &found}
	_, text := r.Text(node.Get("x"))
	_, integer := r.Int(node.Get("x").Get("y"))
	_, boolean := r.Bool(nil)
	_, list := r.Texts(nil)
	_, object := r.Map(nil)
	_, compact := r.JSON(nil)
	if text || integer || boolean || list || object || compact || len(found) > 0 {
		t.Errorf("a missing key was read, or is a finding: %v", found)
	}
}

// TestFixes applies the fix of each finding that has one: afterwards there is no
// finding, and the value is what was written.
func TestFixes(t *testing.T) {
	for _, text := range []string{
		"title: a: b\n", "title: Say \"no\": it's # not this\n", "title: @a\n", "title: [a] b\n", "title: 404\n", "title: a \\ b: c\n",
	} {
		f := source.NewFile("x.yaml", []byte(text))
		node, found := yamlpos.Parse(f.All(), rule)
		yamlpos.Reader{Rule: rule, Found: &found}.Text(node.Get("title"))
		if len(found) != 1 || found[0].Fix == nil {
			t.Fatalf("%q: want one finding with a fix, got %v", text, found)
		}
		edit := found[0].Fix.Edits[0]
		fixed := text[:edit.Span.Start] + edit.New + text[edit.Span.End:]
		node, found = yamlpos.Parse(source.NewFile("x.yaml", []byte(fixed)).All(), rule)
		v, ok := yamlpos.Reader{Rule: rule, Found: &found}.Text(node.Get("title"))
		if !ok || v.V != edit.Span.Text() {
			t.Errorf("%q: fixed as %q it is %q %v", text, fixed, v.V, diag.List(found))
		}
	}
}
