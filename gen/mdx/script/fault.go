package script

// A Fault is why a tag, an expression or a statement could not be read: the part
// of the text that is wrong, as offsets in [Text.Buf], and what to say about it.
type Fault struct {
	Start, End int
	Message    string
	Hint       string
	Open       bool   // the text ended while something was still open
	From       int    // where the tag or expression begins that it is in
	What       string // and what that is
	Fix        string // what Edits do; empty where there is no certain fix
	Edits      []Edit
}

// An Edit is a part of [Text.Buf], on one line, and what belongs there.
type Edit struct {
	Start, End int
	New        string
}

// in notes what a fault is in. The innermost is said first and stays.
func (f *Fault) in(from int, what string) {
	if f.What == "" {
		f.From, f.What = from, what
	}
}

func wrong(start, end int, message, hint string) *Fault {
	return &Fault{Start: start, End: end, Message: message, Hint: hint}
}

// Hints that several faults share.
const (
	hintValue   = "check the quotes and brackets of the value; text needs quotes, as in `name=\"text\"`"
	hintCode    = "check the quotes and brackets of the statement"
	hintMarkup  = "remove it; MDX has no `<!...>` and no `<?...>`"
	hintBrace   = "write `\\{` for a brace in text, or put the text in back-quotes"
	hintLess    = "write `\\<` for a less-than sign in text, or put the text in back-quotes"
	hintComment = "write a comment as `{/* ... */}`"
	hintLink    = "write a link as `[text](https://...)`; MDX has no `<https://...>`"
	hintMail    = "write an address as `[name@example.com](mailto:name@example.com)`; MDX has no `<name@example.com>`"
	hintModule  = "leave a blank line between import or export and what follows; a paragraph that starts with the word `import` or `export` needs rewording"
)
