package mdx

// Markdown returns nodes as Markdown in one canonical form.
func Markdown(nodes []*Node) string {
	var out string
	for _, n := range nodes {
		out += PlainText(n) + "\n\n"
	}
	return out
}
