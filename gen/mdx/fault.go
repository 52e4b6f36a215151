package mdx

// A fault is why a tag or an expression could not be read: the part of the text
// that is wrong, as offsets in [chars].buf, and what to say about it.
type fault struct {
	start, end int
	message    string
	hint       string
	open       bool   // the text ended while something was still open
	from       int    // where the tag or expression begins that it is in
	what       string // and what that is
}

// in notes what a fault is in. The innermost is said first and stays.
func (f *fault) in(from int, what string) {
	if f.what == "" {
		f.from, f.what = from, what
	}
}

func wrong(start, end int, message, hint string) *fault {
	return &fault{start: start, end: end, message: message, hint: hint}
}

// Hints that several findings share.
const (
	hintValue    = "check the quotes and brackets of the value; text needs quotes, as in `name=\"text\"`"
	hintCode     = "check the quotes and brackets of the statement"
	hintMarkup   = "leave it out; MDX has no `<!...>` and no `<?...>`"
	hintBrace    = "write `\\{` for a brace in text, or put the text in back-quotes"
	hintLess     = "write `\\<` for a less-than sign in text, or put the text in back-quotes"
	hintComment  = "write a comment as `{/* ... */}`"
	hintLink     = "write a link as `[text](https://...)`; MDX has no `<https://...>`"
	hintMail     = "write an address as `[name@example.com](mailto:name@example.com)`; MDX has no `<name@example.com>`"
	hintHeading  = "MDX has no `{#id}`: leave it out; docs sites make the id from the heading's text"
	hintTagSplit = "close it in the same paragraph, or put both tags on lines of their own"
)
