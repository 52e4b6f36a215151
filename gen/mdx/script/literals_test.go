package script

import (
	"fmt"
	"strings"
	"testing"
)

// TestLiterals: which strings of a file are items of a list, or values of a property,
// and which lists have more than literals.
func TestLiterals(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{`module.exports = {docs: ['a', "b\u0063", {type: 'doc', id: 'c'}]};`, `a bc type=doc id=c | closed`},
		{"// @ts-check\n/** @type {import('x').Y} */\nconst sidebars: Config = {\n  'my docs': ['a',\n  ],\n} satisfies Config;\nexport default sidebars;\n", `a | closed`},
		{`const names: string[] = ["x"], y = names['0'];`, `x | closed`},
		{`export default {a: [...more(['b']), 'c']}`, `b c | open closed`},
		{"export default {a: ['b', `c${1}`], d: [`e`], f: ['g' + 'h'], i: j ? ['k'] : []}", `b k | open open open closed closed`},
		{`export default {a: {Label: ['b'], link: {type: "doc", id: "c"}}}`, `b type=doc id=c | closed`},
		{`const r = /['"]/; x = f('no', {id: 'd\'e'})`, `id=d'e | `},
		{`export default {a: [b, 'c', 1]}`, `c | open`},
		{`export default {a: [ /* 'x' */ ] // 'y'
}`, ` | closed`},
		{`module.exports = {a: ['b'}`, "fault at 25"},
		{`module.exports = {a: ['b'`, "fault at 25"},
		{`}`, "fault at 0"},
	} {
		found, lists, fault := Literals(tt.code)
		var got []string
		for _, l := range found {
			text := l.Value
			if l.Key != "" {
				text = l.Key + "=" + text
			}
			if quoted := tt.code[l.Start:l.End]; len(quoted) < 2 || strings.Trim(quoted, `'"`) == quoted {
				t.Errorf("%s: %q stands at %q", tt.code, l.Value, quoted)
			}
			got = append(got, text)
		}
		var kinds []string
		for _, l := range lists {
			kinds = append(kinds, map[bool]string{true: "open", false: "closed"}[l.Open])
			if tt.code[l.Start] != '[' || tt.code[l.End-1] != ']' {
				t.Errorf("%s: a list at %q", tt.code, tt.code[l.Start:l.End])
			}
		}
		text := strings.Join(got, " ") + " | " + strings.Join(kinds, " ")
		if fault != nil {
			text = fmt.Sprintf("fault at %d", fault.Start)
		}
		if text != tt.want {
			t.Errorf("%s\nhas  %s\nwant %s", tt.code, text, tt.want)
		}
	}
}

// FuzzLiterals: whatever a file holds, what is found lies in it, between quotes, and in
// the list that it names.
func FuzzLiterals(f *testing.F) {
	f.Add(`module.exports = {docs: ['a', "b", {type: 'doc', id: 'c'}, ...x]};`)
	f.Add("a[b]['c'] = [`d${[1]}`, /[/]/, <a b={['c']}>{['d']}</a>]")
	f.Fuzz(func(t *testing.T, code string) {
		found, lists, _ := Literals(code)
		for _, l := range lists {
			if l.Start < 0 || l.End > len(code) || l.End <= l.Start {
				t.Fatalf("a list from %d to %d of %q", l.Start, l.End, code)
			}
		}
		for _, l := range found {
			if l.Start < 0 || l.End > len(code) || l.End < l.Start+2 || l.List >= len(lists) {
				t.Fatalf("a literal from %d to %d of %q", l.Start, l.End, code)
			}
			if l.List >= 0 && (l.Start < lists[l.List].Start || l.End > lists[l.List].End) {
				t.Fatalf("a literal from %d to %d of %q is not in its list", l.Start, l.End, code)
			}
		}
	})
}
