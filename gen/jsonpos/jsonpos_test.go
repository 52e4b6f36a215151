package jsonpos_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/internal/steps"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// TestFaults shows each fault at its place: the text, then what is wrong and the
// canonical form of what was read all the same.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ text, fault, read string }{
		{`{"a": 1}`, ``, `{"a":1}`},
		{` [1, -2.5e+3, true, false, null, "x"] `, ``, `[1,-2.5e+3,true,false,null,"x"]`},
		{``, `"" empty text, want JSON`, ``},
		{"// only\n", `"// only" JSON cannot have comments`, ``},
		{`{"a": 1,}`, `"," extra comma after the last member`, `{"a":1}`},
		{`[1,]`, `"," extra comma after the last item`, `[1]`},
		{"{\"a\": 1\n \"b\": 2}", `"" missing comma after this member`, `{"a":1,"b":2}`},
		{`[1 2]`, `"" missing comma after this item`, `[1,2]`},
		{`[1,,2]`, `"," unexpected ",", want a value`, `[1]`},
		{`[,1]`, `"," unexpected ",", want a value`, `[]`},
		{`{,}`, `"," unexpected ",", want the name of a member`, `{}`},
		{"{\"a\": 1, // why\n\"b\": 2}", `"// why" JSON cannot have comments`, `{"a":1,"b":2}`},
		{`{"a": /* x */ 1}`, `"/* x */" JSON cannot have comments`, `{"a":1}`},
		{`{"a": 1, ...}`, `"..." "..." is not valid JSON`, `{"a":1}`},
		{`{"a": 1, … "b": 2}`, `"…" "..." is not valid JSON`, `{"a":1,"b":2}`},
		{`{"a": 1, "a": 2}`, `"\"a\"" duplicate member "a"`, `{"a":1}`},
		{`{'a': 1}`, `"'" text in single quotes, want double quotes`, `{"a":1}`},
		{`{“a”: 1}`, `"“" text in curly quotes, want straight quotes`, `{"a":1}`},
		{`{a: 1}`, `"a" the name "a" is not in double quotes`, `{"a":1}`},
		{`{"a" 1}`, `"1" unexpected "1" after the name "a", want a colon and a value`, `{}`},
		{`{"a" = 1}`, `"=" "=" after the name of a member, want a colon`, `{"a":1}`},
		{`{"a": }`, `"}" unexpected "}", want a value`, `{}`},
		{`{"a": True}`, `"True" "True" is not a JSON value`, `{"a":null}`},
		{`{"a": 0404}`, `"0404" "0404" is not a JSON number`, `{"a":null}`},
		{`{"a": .5}`, `".5" ".5" is not a JSON number`, `{"a":null}`},
		{`{"a": 1`, `"" text ends before an object is closed, want "}"`, `{"a":1}`},
		{`{"a": [1}`, `"}" "}" closes a list, want "]"`, `{"a":[1]}`},
		{`{"a": 1}}`, `"}" "}" after the end of the JSON, want nothing`, `{"a":1}`},
		{"{\"a\": \"x\n\"}", `"\"x" missing closing quote on this line`, `{"a":"x"}`},
		{`{"a": "\x"}`, `"\\x" "\\x" is not a JSON escape`, `{"a":"\\x"}`},
		{`{"a": "\u12"}`, `"\\u" "\\u" is not a JSON escape`, `{"a":"\\u12"}`},
		{"{\"a\": \"x\ty\"}", `"\t" unescaped control character U+0009 in text`, `{"a":"x\ty"}`},
		{`"\ud83d\ude00 \ud800 \/ \u003c"`, ``, `"😀 ` + "\ufffd" + ` / <"`},
		{"\v1", `"\v" unexpected "\v", want a value`, ``},
		{"\"\U0001F469\u200D\U0001F52C\"", ``, "\"\U0001F469\u200D\U0001F52C\""}, // the joiner makes one picture of two
		{"\"\u2028 \u202e \xff \x7f <&>\"", ``, `"\u2028 \u202e ` + "\ufffd" + ` \u007f <&>"`},
	} {
		v, faults := jsonpos.Parse(c.text)
		fault := ""
		if len(faults) > 0 {
			fault = fmt.Sprintf("%q %s", c.text[faults[0].Start:faults[0].End], faults[0].Message)
		}
		if len(faults) > 1 {
			t.Errorf("%s: %d faults, want one: %v", c.text, len(faults), faults)
		}
		if fault != c.fault {
			t.Errorf("%s:\n got %s\nwant %s", c.text, fault, c.fault)
		}
		read := ""
		if v != nil {
			read = string(v.Append(nil))
		}
		if read != c.read {
			t.Errorf("%s: read %s, want %s", c.text, read, c.read)
		}
	}
}

// TestGrowth feeds what makes readers slow.
func TestGrowth(t *testing.T) {
	texts := map[string]func(size int) string{
		"members": func(size int) string {
			var b strings.Builder
			b.WriteByte('{')
			for i := 0; b.Len() < size; i++ {
				fmt.Fprintf(&b, "\"member%d\": 1,\n", i)
			}
			return b.String() + `"last": 1}`
		},
	}
	for _, part := range []string{"[", "{", `{"a":`, `"`, `\`, ",", "//", "/*", "...", "1 ", `{"a":1}`, "'", "“", "x", "[1,"} {
		texts[part] = func(size int) string { return strings.Repeat(part, size/len(part)) }
	}
	steps.Growth(t, "json", 64<<10, texts)
}

// FuzzParse holds against the standard library: what it accepts has no fault
// here and the same meaning; what it rejects has one. The canonical form is
// JSON, and reading it gives it back.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, {"b": "\ud83d\ude00"}], "c": null}`, `{"a": 1,}`, `[1 2]`, "{'a': 1 // x\n}", `{"a":1,...}`,
		`"\u12"`, `01`, `-`, `1e5`, `[[[[`, `{"a":1,"a":2}`, "\"\xff\u2028\"", `{“a”: 1}`, "\ufeff{}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, faults := jsonpos.Parse(text)
		duplicates := 0
		for _, fault := range faults {
			if fault.Start < 0 || fault.End < fault.Start || fault.End > len(text) {
				t.Fatalf("fault at %d to %d of %d bytes", fault.Start, fault.End, len(text))
			}
			if fault.Message == "" || !utf8.ValidString(fault.Message) && utf8.ValidString(text) {
				t.Fatalf("message %q", fault.Message)
			}
			if strings.HasPrefix(fault.Message, "duplicate member ") {
				duplicates++
			}
		}
		deep := strings.Count(text, "[")+strings.Count(text, "{") > 200
		if valid := json.Valid([]byte(text)); valid != (len(faults) == duplicates) && !deep {
			t.Fatalf("valid %v, but faults %v", valid, faults)
		}
		if v == nil {
			return
		}
		within(t, v, 0, len(text))
		canonical := v.Append(nil)
		if !json.Valid(canonical) {
			t.Fatalf("%q is no JSON", canonical)
		}
		again, faults := jsonpos.Parse(string(canonical))
		if len(faults) > 0 || string(again.Append(nil)) != string(canonical) {
			t.Fatalf("%q reads as %v %v", canonical, again, faults)
		}
		if len(faults) == 0 && duplicates == 0 && json.Valid([]byte(text)) {
			var want, got any
			if json.Unmarshal([]byte(text), &want) == nil && json.Unmarshal(canonical, &got) == nil {
				if fmt.Sprint(want) != fmt.Sprint(got) {
					t.Fatalf("%q means %v, want %v", canonical, got, want)
				}
			}
		}
	})
}

// within checks that values lie inside their parents, in order and apart.
func within(t *testing.T, v *jsonpos.Value, start, end int) {
	if v.Start < start || v.End < v.Start || v.End > end {
		t.Fatalf("value at %d to %d, outside %d to %d", v.Start, v.End, start, end)
	}
	at := v.Start
	for _, m := range v.Members {
		if m.Start < at || m.End > m.Value.Start {
			t.Fatalf("member %q at %d to %d", m.Name, m.Start, m.End)
		}
		within(t, m.Value, m.End, v.End)
		at = m.Value.End
	}
	for _, item := range v.Items {
		within(t, item, at, v.End)
		at = item.End
	}
}
