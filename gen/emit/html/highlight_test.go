package html

import (
	"strings"
	"testing"
)

// TestColours: what each kind of language tells apart, as class:text.
func TestColours(t *testing.T) {
	for _, tt := range []struct{ language, code, want string }{
		{"json", `{"a": "b", "n": -1.5e3, "t": true} // c`, `tt:"a" ts:"b" tt:"n" tn:-1.5e3 tt:"t" tn:true tc:// c`},
		{"sh", "curl -d '{\"a#\": 1}' https://e/#x # why\nif x; then", `ts:'{"a#": 1}' tc:# why tk:if tk:then`},
		{"TS", "const f = async () => { throw new Gone(`a ${b}`, 404); /* c\nd */ }", "tk:const tk:async tk:throw tk:new tf:Gone ts:`a ${b}` tn:404 tc:/* c\nd */"},
		{"go", "if errors.Is(err, codes.X) { return nil }", "tk:if tf:Is tk:return tn:nil"},
		{"python", "def f(x):\n    \"\"\"a\n\"b\"\"\"\n    return None", "tk:def tf:f ts:\"\"\"a\n\"b\"\"\" tk:return tn:None"},
		{"yaml", "a: 1\n- b.c: \"x\" # d\n", `tt:a tn:1 tt:- b.c ts:"x" tc:# d`},
		{"sql", "select 1 from x -- y", "tk:select tn:1 tk:from tc:-- y"},
		{"xml", `<!-- a --><b c="d">e</b>`, `tc:<!-- a --> tt:<b tt:c ts:"d" tt:> tt:</b>`},
		{"diff", "-a\n+b\n c", "td:-a ti:+b"},
	} {
		l := lexer(tt.language)
		if l == nil {
			t.Errorf("%s is no language", tt.language)
			continue
		}
		list, ok := tokens(l, tt.code)
		if !ok {
			t.Errorf("%s: the tokens are not the code", tt.language)
		}
		var got []string
		for _, token := range list {
			if class := classOf(token.Type); class != "" {
				got = append(got, class+":"+token.Value)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.language, s, tt.want)
		}
	}
	if lexer("brainfuck") != nil || lexer("") != nil {
		t.Error("what is no language has a lexer")
	}
}

// FuzzColour: whatever stands in a code block, its tokens are all of it.
func FuzzColour(f *testing.F) {
	for i, s := range []string{"{\"a\": 1}", "curl 'x", "`${", "\"\"\"", "<!-", "é\xff\r\n\x00", "-- a\n+b"} {
		f.Add(i, s)
	}
	f.Fuzz(func(t *testing.T, n int, code string) {
		names := strings.Fields(languages[(n%len(languages)+len(languages))%len(languages)].names)
		l := lexer(names[0])
		if l == nil {
			t.Fatalf("%s has no lexer", names[0])
		}
		list, ok := tokens(l, code)
		if !ok {
			return // shown without colours
		}
		var b strings.Builder
		for _, token := range list {
			b.WriteString(token.Value)
		}
		if b.String() != code {
			t.Errorf("%s: %q becomes %q", names[0], code, b.String())
		}
	})
}

// TestJSON: what is JSON has the same colours as what is nearly JSON, and no byte less.
func TestJSON(t *testing.T) {
	colour := func(code string) string {
		w := &writer{}
		w.colour("JSON", code)
		return w.b.String()
	}
	for _, code := range []string{
		"{\"a\": \"b<\", \"n\" : [-1.5e3,\n\tnull, true, {}, []], \"t\": {\"u\": false}}\n",
		" \"text\" ", "12", `{"a": 1, "a": 2}`, `{"a": 1`, "", "// only\n",
	} {
		got, want := colour(code), colour(code+"//")
		want = strings.TrimSuffix(strings.TrimSuffix(want, `//`), `<span class="tc">//</span>`)
		if want = strings.TrimSuffix(want, `<span class="tc">`); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", code, got, want)
		}
	}
}
