package output

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/unkeyed/errgen/gen/diag"
)

// Diff prints, for each file that would change, a line that says whether it is
// stale, missing or orphaned, and a unified diff from the current to the new
// content. As a whole it is a patch that git apply takes in the folder that the
// names are relative to, unless a file has characters that had to be made
// visible, see [diag.Printable].
func (p *Plan) Diff(w io.Writer) error {
	changes := p.Changes
	if p.list != nil && p.list.Op == Update {
		changes = slices.Concat(changes, []Change{*p.list})
	}
	return printDiff(w, changes, true)
}

// printDiff prints the diffs, and before each one, if said, what is wrong with the
// file. That of a file whose lines end in CRLF is made as if they ended in LF: git
// applies it where it made the line ends.
func printDiff(w io.Writer, changes []Change, said bool) error {
	out := bufio.NewWriter(w)
	state := func(word, name string) {
		if said {
			fmt.Fprintf(out, "%s: %s\n", word, name)
		}
	}
	for _, c := range changes {
		name := diag.Printable(c.Name)
		before, after := "a/"+name, "b/"+name
		switch c.Op {
		case Same:
			continue
		case Create:
			state("missing", name)
			before = "/dev/null"
		case Update:
			state("stale", name)
		case Delete:
			state("orphaned", name)
			after = "/dev/null"
		}
		old, new := c.Old, c.New
		if endsInCRLF(old) {
			old, new = plainLines(old), plainLines(new)
		}
		for line := range strings.Lines(string(diff.Diff(before, old, after, new))) {
			text, end := strings.CutSuffix(line, "\n")
			for i, part := range strings.Split(text, "\t") {
				if i > 0 {
					out.WriteByte('\t')
				}
				out.WriteString(diag.Printable(part))
			}
			if end {
				out.WriteByte('\n')
			}
		}
	}
	return out.Flush()
}
