package mdx

import (
	"bytes"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// The seven kinds of HTML blocks of CommonMark. They differ in what ends them.
const (
	htmlRaw = 1 + iota // <script>, <pre>, <style>, <textarea>
	htmlComment
	htmlInstruction
	htmlDeclaration
	htmlCDATA
	htmlElement // the names of blocks, up to a blank line
	htmlOther   // any tag alone on its line, up to a blank line
)

// htmlBlocks are the names that begin a block of kind htmlElement.
var htmlBlocks = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`address article aside base basefont blockquote body caption center col
		colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4
		h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param
		search section summary table tbody td tfoot th thead title tr track ul`) {
		m[name] = true
	}
	return m
}()

func (r *reader) openHTML(first int, para bool, matched int) bool {
	kind := htmlKind(r.Src[first:r.line.end])
	if kind == 0 || kind == htmlOther && para {
		return false
	}
	start := r.line.pos
	n := r.leafNode(FlowHTML, start, r.line.end, matched)
	r.leaf.kind = htmlLeaf
	r.leaf.node = n
	r.leaf.html = kind
	r.leaf.lines = append(r.leaf.lines, inline.Line{Start: start, End: r.line.end})
	r.leaf.pieces = append(r.leaf.pieces, source.Piece{Start: int32(start)})
	r.endHTML(r.Src[first:r.line.end])
	return true
}

// htmlKind tells which kind of HTML block a line begins, 0 for none.
func htmlKind(s []byte) int {
	switch {
	case bytes.HasPrefix(s, []byte("<!--")):
		return htmlComment
	case bytes.HasPrefix(s, []byte("<?")):
		return htmlInstruction
	case bytes.HasPrefix(s, []byte("<![CDATA[")):
		return htmlCDATA
	case len(s) > 2 && s[1] == '!' && tree.IsLetter(s[2]):
		return htmlDeclaration
	}
	i := 1
	closing := len(s) > 1 && s[1] == '/'
	if closing {
		i++
	}
	start := i
	for i < len(s) && (tree.IsLetter(s[i]) || tree.IsDigit(s[i])) {
		i++
	}
	name := strings.ToLower(string(s[start:i]))
	ends := i == len(s) || tree.IsBlank(s[i]) || s[i] == '>'
	switch {
	case !closing && ends && (name == "script" || name == "pre" || name == "style" || name == "textarea"):
		return htmlRaw
	case htmlBlocks[name] && (ends || i+1 < len(s) && s[i] == '/' && s[i+1] == '>'):
		return htmlElement
	}
	if end := tree.HTMLTag(s); end > 0 && len(bytes.TrimLeft(s[end:], " \t")) == 0 {
		return htmlOther
	}
	return 0
}

// endHTML closes a block of HTML that the line ends.
func (r *reader) endHTML(line []byte) {
	ends := false
	switch r.leaf.html {
	case htmlRaw:
		lower := bytes.ToLower(line)
		for _, name := range []string{"</script>", "</pre>", "</style>", "</textarea>"} {
			ends = ends || bytes.Contains(lower, []byte(name))
		}
	case htmlComment:
		ends = bytes.Contains(line, []byte("-->"))
	case htmlInstruction:
		ends = bytes.Contains(line, []byte("?>"))
	case htmlDeclaration:
		ends = bytes.IndexByte(line, '>') >= 0
	case htmlCDATA:
		ends = bytes.Contains(line, []byte("]]>"))
	}
	if ends {
		r.closeLeaf()
	}
}

func (r *reader) continueHTML() bool {
	_, first := r.line.indent()
	blank := first == r.line.end
	if blank && r.leaf.html >= htmlElement {
		return false
	}
	r.blank = false
	n := r.leaf.node
	r.leaf.lines = append(r.leaf.lines, inline.Line{Start: r.line.pos, End: r.line.end})
	r.leaf.pieces = append(r.leaf.pieces, source.Piece{Start: int32(r.line.pos)})
	if !blank {
		n.Span.End = int32(r.line.end)
	}
	r.endHTML(r.Src[r.line.pos:r.line.end])
	return true
}

func (r *reader) closeHTML() {
	n := r.leaf.node
	count := len(r.leaf.lines)
	for count > 0 && int(n.Span.End) <= r.leaf.lines[count-1].Start {
		count--
	}
	r.codeValue(n, count)
}
