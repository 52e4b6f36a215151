package script

import (
	"slices"
	"strings"
	"testing"
)

func TestFree(t *testing.T) {
	for code, want := range map[string]string{
		"":                               "",
		" id ":                           "id",
		"keyId":                          "keyId",
		"T, H":                           "T H",
		"a.b.c":                          "a",
		"a?.b":                           "a",
		"a[b]":                           "a b",
		"a ? b : c":                      "a b c",
		"1 + 2.5e3 + 0x1f":               "",
		"'a' + \"b\" + `c`":              "",
		"`a ${b} c`":                     "b",
		"/* a */ b // c\n":               "b",
		"/a b/g.test(c)":                 "c",
		"typeof a":                       "a",
		"new Date().getFullYear()":       "Date",
		"this.a":                         "",
		" key ":                          "key",
		"{ key }":                        "key",
		"{ key: value }":                 "value",
		"{ key: value, other }":          "value other",
		"{ ...rest }":                    "rest",
		"...props":                       "props",
		"[...items]":                     "items",
		"(x) => x + y":                   "y",
		"x => x":                         "",
		"({a, b: c}) => a + c + d":       "d",
		"(a = b) => a":                   "",
		"async (a) => await a":           "",
		"function f(a) { return a + b }": "b",
		"items.map((i) => <li key={i}>{i.name}</li>)":     "items",
		"items.map(({id}) => <A b={id} {...c}>d {e}</A>)": "items c e",
		"<A b={c} />":  "c",
		"<>a {b} c</>": "b",
		"<a.b>c</a.b>": "",
		"(() => { const a = 1; let [b, {c}] = d; for (const e of f) {} return a + b + c + e + g })()": "d f g",
		"(() => { try { a() } catch (e) { b(e) } })()":                                                "a b",
		"{ get a() { return b }, c(d) { return d } }":                                                 "b",
		"a b":             "",
		"a, a.b":          "a",
		"déjà + $x + _y":  "déjà $x _y",
		"import.meta.env": "",
		"a as b":          "a b",
	} {
		var got []string
		for _, n := range Free(code) {
			got = append(got, n.Text)
			if code[n.Start:n.End] != n.Text {
				t.Errorf("%q: %q stands at %q", code, n.Text, code[n.Start:n.End])
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q reads %q, want %q", code, s, want)
		}
	}
}

func TestIsObject(t *testing.T) {
	for code, want := range map[string]bool{
		"{ key }": true, " {a: 1, b: {c}} ": true, "{}": true, "/* a */ {b}": true,
		"key": false, "": false, "{a}.b": false, "a({b})": false, "[{a}]": false, "{a": false,
	} {
		if got := IsObject(code); got != want {
			t.Errorf("IsObject(%q) is %v", code, got)
		}
	}
}

func TestDeclared(t *testing.T) {
	for code, want := range map[string]string{
		"import a from 'b'":                           "a",
		"import a, {b, c as d} from 'e'":              "a b c d",
		"import * as a from 'b'":                      "a",
		"import 'a'":                                  "",
		"export const a = 1, b = 2":                   "a b",
		"export const {a, b: [c]} = d":                "a b c",
		"export function a(b) { const c = 1 }":        "a b c",
		"export default function a() {}":              "a",
		"export class a {}":                           "a",
		"export const a = () => b\nimport c from 'd'": "a c",
		"export {a}":                                  "",
		"import a from 'b'\nexport const c = d.e":     "a c",
	} {
		if got := strings.Join(Declared(code), " "); got != want {
			t.Errorf("%q declares %q, want %q", code, got, want)
		}
	}
}

// FuzzFree states that whatever an expression is, names are words of it that stand
// where they are said to, once each, and that an expression with all of them as
// parameters around it reads nothing.
func FuzzFree(f *testing.F) {
	for _, s := range []string{"a", "{a}", "a => a.b", "`${a}`", "<a b={c}>{d}</a>", "(a, {b}) => c", "/a/", "a ? b : c", "{a(b) {}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		IsObject(code)
		Declared(code)
		var seen []string
		for _, n := range Free(code) {
			if n.Text == "" || code[n.Start:n.End] != n.Text || slices.Contains(seen, n.Text) {
				t.Fatalf("%q: name %+v", code, n)
			}
			seen = append(seen, n.Text)
		}
		if len(seen) == 0 {
			return
		}
		if rest := Free("(" + strings.Join(seen, ", ") + ") => (" + code + "\n)"); len(rest) > 0 {
			t.Fatalf("%q reads %q, and still %+v with those declared", code, seen, rest)
		}
	})
}
