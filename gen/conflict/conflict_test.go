package conflict

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

func TestFind(t *testing.T) {
	const fence = "```"
	for _, c := range []struct {
		name, text string
		want       string // lines of the findings in Markdown
		data       string // and in any other file, where they differ
	}{
		{"none", "a\n\n=======\n", "", ""},
		{"one", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n", "2", ""},
		{"with a base", "<<<<<<< HEAD\nb\n||||||| 1234567\n0\n=======\nc\n>>>>>>> other\n", "1", ""},
		{"without names", "<<<<<<<\nb\n=======\nc\n>>>>>>>\n", "1", ""},
		{"two", "<<<<<<< a\n=======\n>>>>>>> b\n\n<<<<<<< a\n=======\n>>>>>>> b\n", "1 5", ""},
		{"CR LF", "a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> other\r\n", "2", ""},
		{"whole in code", fence + "\n<<<<<<< a\n=======\n>>>>>>> b\n" + fence + "\n", "2", ""},
		{"explained in code", fence + "\n<<<<<<< a\n" + fence + "\n\nand\n\n" + fence + "\n>>>>>>> b\n" + fence + "\n", "", "2 8"},
		{"one side left", "a\n<<<<<<< HEAD\nb\n", "2", ""},
		{"the end left", "a\n>>>>>>> other\nb\n", "2", ""},
		{"after code", fence + "\na\n" + fence + "\n>>>>>>> other\n", "4", ""},
		{"quotes", ">>>>>>>\n", "", ""},
		{"a row", "|||||||\n", "", ""},
		{"indented", "    <<<<<<< HEAD\n", "", ""},
		{"longer", "<<<<<<<<\n>>>>>>>> a\n", "", ""},
		{"in a sentence", "<<<<<<<x\n", "", ""},
		{"the second begins before the first ends", "<<<<<<< a\nb\n<<<<<<< c\n=======\n>>>>>>> d\n", "1 3", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, markdown := range []bool{true, false} {
				want := c.want
				if !markdown && c.data != "" {
					want = c.data
				}
				var got []string
				for _, d := range Find(source.NewFile("a", []byte(c.text)), markdown) {
					got = append(got, fmt.Sprint(d.Span.From().Line))
					if d.Hint == "" || d.Rule != Rule {
						t.Errorf("%+v", d)
					}
				}
				slices.Sort(got)
				if strings.Join(got, " ") != want {
					t.Errorf("markdown %v: findings in lines %v, want %q", markdown, got, want)
				}
			}
		})
	}
}
