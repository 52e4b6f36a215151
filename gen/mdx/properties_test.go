package mdx

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzParse states what holds for every text: it is read without a panic, every
// node lies inside of its parent and behind its elder sister, values map to the
// places they were read from, findings have a place, no word is lost, and the
// same text gives the same tree.
func FuzzParse(f *testing.F) {
	for _, s := range samples {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	for _, s := range hostile {
		f.Add([]byte(strings.Repeat(s, 5)), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, mdx bool) {
		name := "page.md"
		if mdx {
			name = "page.mdx"
		}
		file := source.NewFile(name, data)
		doc, found := Parse(file, Options{})
		for _, d := range found {
			if d.Span.File != file || d.Message == "" || d.Hint == "" {
				t.Errorf("finding without a place, message or hint: %+v", d)
			}
			if strings.Contains(d.Message, "could not be read") {
				t.Error(d.Message)
			}
		}
		checkNode(t, doc.Root)
		if len(found) == 0 || found[0].Rule != "merge-conflict" { // such a page is not read
			checkWords(t, doc, found)
		}
		again, foundAgain := Parse(source.NewFile(name, data), Options{})
		if dump(again.Root) != dump(doc.Root) || len(found) != len(foundAgain) {
			t.Errorf("another tree the second time")
		}
		PlainText(doc.Root)
	})
}

// checkNode holds a node to its place: its children inside of it, in order and
// apart.
func checkNode(t *testing.T, n *Node) {
	t.Helper()
	s := n.Span
	if s.File == nil || s.Start > s.End || int(s.End) > len(s.File.Data) {
		t.Fatalf("%s stands at %d to %d", kindNames[n.Kind], s.Start, s.End)
	}
	at := s.Start
	for _, c := range n.Children {
		if c.Span.Start < at || c.Span.End > s.End {
			t.Fatalf("%s %d-%d in %s %d-%d, behind %d\n%s", kindNames[c.Kind], c.Span.Start, c.Span.End, kindNames[n.Kind], s.Start, s.End, at, dump(n))
		}
		at = c.Span.End
		checkNode(t, c)
	}
	last := int(s.Start)
	for i := range n.Value {
		o := n.Offset(i)
		if o < last || o > int(s.End) {
			t.Fatalf("byte %d of %s %q stands at %d, the one before at %d", i, kindNames[n.Kind], n.Value, o, last)
		}
		last = o
	}
}

// checkWords looks for every word of the file in the tree. Those of attributes,
// addresses, labels and info strings are in their fields; front matter is no part
// of the tree, nor are closing tags that close nothing, which are findings.
func checkWords(t *testing.T, doc *Document, found diag.List) {
	t.Helper()
	var b strings.Builder
	b.WriteString(doc.FrontMatter.Text())
	for _, d := range found {
		b.WriteString(" " + d.Span.Text())
		for _, r := range d.Related {
			b.WriteString(" " + r.Span.Text())
		}
	}
	gather(&b, doc.Root)
	have := b.String()
	for _, word := range strings.FieldsFunc(string(doc.File.Data), func(c rune) bool { return c > unicode.MaxASCII || !tree.IsLetter(byte(c)) }) {
		if !strings.Contains(have, word) {
			t.Errorf("%q is not in the tree:\n%s", word, dump(doc.Root))
		}
	}
}

// gather writes the source of all leaves and the syntax that carries words.
func gather(b *strings.Builder, n *Node) {
	b.WriteString(n.Span.Text()[:ownSyntax(n)])
	b.WriteByte(' ')
	for _, c := range n.Children {
		gather(b, c)
	}
	if len(n.Children) > 0 {
		last := n.Children[len(n.Children)-1]
		b.WriteString(n.Span.File.Span(int(last.Span.End), int(n.Span.End)).Text())
		b.WriteByte(' ')
	}
}

// ownSyntax is how many bytes of a node come before its first child.
func ownSyntax(n *Node) int {
	if len(n.Children) == 0 {
		if n.Kind == Paragraph || n.Kind == List || n.Kind == Root {
			return 0 // nothing of its own: what is lost would be found in it
		}
		return int(n.Span.End - n.Span.Start)
	}
	return int(n.Children[0].Span.Start - n.Span.Start)
}

// TestShared reads pages from many goroutines, since the parsers are shared.
func TestShared(t *testing.T) {
	want := dump(parseFile(t, "twin.mdx").Root)
	done := make(chan string)
	for range 8 {
		go func() {
			var last string
			for range 20 {
				last = dump(parseFile(t, "twin.mdx").Root)
			}
			done <- last
		}()
	}
	for range 8 {
		if got := <-done; !reflect.DeepEqual(got, want) {
			t.Error("another tree among goroutines")
		}
	}
}
