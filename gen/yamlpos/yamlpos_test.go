package yamlpos_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

const rule = "front-matter"

// TestGolden reads each input, a YAML text each, and prints its nodes with their
// places and the findings. An input whose name ends in .mdx is a page, of which
// the front matter is read.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		var nodes, found bytes.Buffer
		for _, name := range keys(in) {
			span := source.NewFile(name, in[name]).All()
			if strings.HasSuffix(name, ".mdx") {
				span = frontMatter(span.File)
			}
			node, list := yamlpos.Parse(span, rule)
			if node != nil {
				fmt.Fprintf(&nodes, "%s\n", name)
				dump(&nodes, node, "  ")
			}
			printFindings(&found, list)
		}
		out := map[string][]byte{}
		if nodes.Len() > 0 {
			out["nodes"] = nodes.Bytes()
		}
		if found.Len() > 0 {
			out["findings"] = found.Bytes()
		}
		return out
	})
}

// frontMatter returns what stands between the first two lines of ---.
func frontMatter(f *source.File) source.Span {
	for n := 2; ; n++ {
		if string(f.Line(n)) == "---" {
			return f.Span(f.LineStart(2), f.LineStart(n))
		}
	}
}

func dump(b *bytes.Buffer, n *yamlpos.Node, indent string) {
	from, to := n.Span.From(), n.Span.To()
	fmt.Fprintf(b, "%s%d:%d-%d:%d ", indent, from.Line, from.Column, to.Line, to.Column)
	switch n.Kind {
	case yamlpos.Map:
		fmt.Fprintf(b, "map\n")
		for _, p := range n.Pairs {
			dump(b, p.Key, indent+"  ")
			dump(b, p.Value, indent+"    ")
		}
	case yamlpos.Seq:
		fmt.Fprintf(b, "list\n")
		for _, item := range n.Items {
			dump(b, item, indent+"  ")
		}
	default:
		fmt.Fprintf(b, "%s %q", n.Tag, n.Value)
		if text := n.Span.Text(); text != n.Value {
			fmt.Fprintf(b, " written %q", text)
		}
		b.WriteByte('\n')
	}
}

func printFindings(b *bytes.Buffer, found diag.List) {
	for _, d := range found.Sorted() {
		at := d.Span.From()
		fmt.Fprintf(b, "%s:%d:%d: %s\n", d.Span.File.Name, at.Line, at.Column, d.Message)
		text := d.Span.Text()
		if len(text) > 70 {
			text = text[:70] + "..."
		}
		fmt.Fprintf(b, "    at   %q\n", text)
		if d.Hint != "" {
			fmt.Fprintf(b, "    hint %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(b, "    see  %d:%d %s\n", r.Span.From().Line, r.Span.From().Column, r.Message)
		}
		if d.Fix != nil {
			for _, e := range d.Fix.Edits {
				fmt.Fprintf(b, "    fix  %q -> %q\n", e.Span.Text(), e.New)
			}
		}
	}
}

func keys(in map[string][]byte) []string {
	var out []string
	for k := range in {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
