package script

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// A Tag is a JSX tag as written: `<Note>`, `</Note>`, `<Note />`, `<>`. Its
// offsets are those in [Text.Buf].
type Tag struct {
	Start, End  int
	Name        string // "Note", "Foo.Bar", "a:b"; empty for a fragment
	Attrs       []Attribute
	Closing     bool
	SelfClosing bool
}

// An Attribute is one of a [Tag].
type Attribute struct {
	Kind                 AttrKind
	Name                 string // empty for a spread
	Start, End           int
	ValueStart, ValueEnd int // the value without its quotes or braces
}

// An AttrKind is the form of an attribute.
type AttrKind uint8

// The forms of attributes: name, name="string", name={expression}, {...spread}.
const (
	BooleanAttr AttrKind = iota
	StringAttr
	ExpressionAttr
	SpreadAttr
)

// tagReader reads one tag.
type tagReader struct {
	c     *Text
	i     int
	t     Tag
	named int // where its name ended, 0 before
}

// noTag words a Fault in the name of a tag: it is seldom a tag that was meant.
func (c *Text) noTag(start int, f *Fault) {
	rest := c.Buf[start:]
	f.Start = start
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		f.Message, f.Hint = "`<!-- -->` is not a comment in MDX", hintComment
		c.comment(start, f)
	case bytes.HasPrefix(rest, []byte("<!")) || bytes.HasPrefix(rest, []byte("<?")):
		f.Message, f.Hint = "`"+string(rest[:2])+"` is not valid in MDX", hintMarkup
	case f.Hint == hintLink || f.Hint == hintMail:
		i := bytes.IndexAny(rest, "> \t\n")
		if i < 0 || rest[i] != '>' {
			return
		}
		f.End = start + i + 1
		f.Message = "`" + string(rest[:i+1]) + "` is not a link in MDX"
	default:
		f.Message = "`<` starts a tag, and " + f.Message
	}
}

// comment completes a Fault about a comment of HTML: where it ends, and how MDX writes
// it. One over blank lines may be in a paragraph, which such a line would end.
func (c *Text) comment(start int, f *Fault) {
	const far = 4000 // bytes; many comments that never end would each be read to the end
	begin := start + len("<!--")
	for i := begin; i-start < far && c.Has(i); i++ {
		switch inner := c.Buf[begin:i]; {
		case c.Buf[i] == '\n' && i > begin && len(bytes.Trim(inner[bytes.LastIndexByte(inner, '\n')+1:], " \t")) == 0 && bytes.IndexByte(inner, '\n') >= 0:
			return
		case c.Buf[i] == '-' && c.At(i+1) == '-' && c.At(i+2) == '>':
			f.End = i + len("-->")
			if !bytes.Contains(inner, []byte("*/")) {
				f.Fix = "write the comment as MDX has it"
				f.Edits = []Edit{{start, begin, "{/*"}, {i, f.End, "*/}"}}
			}
			return
		}
	}
}

// Tag reads the tag whose < is at start. It returns neither a tag nor a Fault
// if the < is a less-than sign, that is if white space follows it.
func (c *Text) Tag(start int) (*Tag, *Fault) {
	r := tagReader{c: c, i: start + 1, t: Tag{Start: start}}
	if isSpace(c.At(r.i)) {
		return nil, nil
	}
	if f := r.read(); f != nil {
		f.in(start, "the tag")
		switch {
		case f.Open:
			f.Start, f.End = start, start+1+len(r.t.Name)
			if r.t.Closing {
				f.End++
			}
		case r.named == 0:
			c.noTag(start, f)
		}
		return nil, f
	}
	r.t.End = r.i
	return &r.t, nil
}

func (r *tagReader) read() *Fault {
	if r.c.At(r.i) == '/' {
		r.t.Closing = true
		r.i++
		r.space()
	}
	if r.c.At(r.i) == '>' {
		r.i++
		return nil
	}
	if f := r.name(); f != nil {
		return f
	}
	r.named = r.i
	for {
		r.space()
		b, ok := r.peek()
		switch {
		case !ok:
			return r.ended()
		case b == '>':
			r.i++
			return nil
		case b == '/':
			return r.slash()
		case r.t.Closing:
			return wrong(r.i, r.i+r.width(), "a closing tag holds only its name, but found "+r.char(), "write `</"+r.t.Name+">`")
		case b == '{':
			start := r.i
			end, f := r.value(true)
			if f != nil {
				return f
			}
			r.i = end
			r.t.Attrs = append(r.t.Attrs, Attribute{Kind: SpreadAttr, Start: start, End: end, ValueStart: start + 1, ValueEnd: end - 1})
		default:
			if f := r.attribute(); f != nil {
				return f
			}
		}
	}
}

// name reads `a`, `a.b.c` or `a:b`.
func (r *tagReader) name() *Fault {
	part, f := r.word("name of a tag")
	if f != nil {
		return f
	}
	r.t.Name = part
	for kind := byte(0); ; {
		before := r.i
		r.space()
		b, _ := r.peek()
		if b != '.' && b != ':' || kind == ':' || kind == '.' && b == ':' {
			if (b == ':' || b == '.') && kind != 0 {
				return wrong(r.i, r.i+1, fmt.Sprintf("`%c` is not allowed in a name of this kind", b), "a name is a word, `object.member` or `space:word`")
			}
			r.i = before
			return nil
		}
		kind = b
		r.i++
		r.space()
		part, f := r.word("name of a tag")
		if f != nil {
			return f
		}
		r.t.Name += string(b) + part
	}
}

func (r *tagReader) attribute() *Fault {
	a := Attribute{Kind: BooleanAttr, Start: r.i}
	var f *Fault
	if a.Name, f = r.word("name of an attribute"); f != nil {
		return f
	}
	a.End = r.i
	r.space()
	if b, _ := r.peek(); b == ':' {
		r.i++
		r.space()
		part, f := r.word("name of an attribute")
		if f != nil {
			return f
		}
		a.Name += ":" + part
		a.End = r.i
		r.space()
	}
	if b, _ := r.peek(); b != '=' {
		r.t.Attrs = append(r.t.Attrs, a)
		return nil
	}
	r.i++
	r.space()
	b, ok := r.peek()
	switch {
	case !ok:
		return r.ended()
	case b == '"' || b == '\'':
		if f := r.quoted(&a, b); f != nil {
			return f
		}
	case b == '{':
		end, f := r.value(false)
		if f != nil {
			return f
		}
		a.Kind, a.ValueStart, a.ValueEnd = ExpressionAttr, r.i+1, end-1
		r.i = end
	case b == '<':
		return wrong(r.i, r.i+1, "an element as the value of `"+a.Name+"` needs braces", "write `"+a.Name+"={<.../>}`")
	default:
		return wrong(r.i, r.i+r.width(), "the value of `"+a.Name+"` starts with "+r.char()+", and it needs quotes or braces", "write `"+a.Name+"=\"...\"`")
	}
	a.End = r.i
	r.t.Attrs = append(r.t.Attrs, a)
	return nil
}

// value reads an expression in a tag.
func (r *tagReader) value(spread bool) (end int, f *Fault) {
	end, f = r.c.Expression(r.i, false, spread)
	if f != nil && f.Hint == hintBrace {
		f.Hint = hintValue
	}
	return end, f
}

func (r *tagReader) quoted(a *Attribute, quote byte) *Fault {
	start := r.i
	for i := start + 1; r.c.Has(i); i++ {
		if r.c.Buf[i] == quote {
			a.Kind, a.ValueStart, a.ValueEnd = StringAttr, start+1, i
			r.i = i + 1
			return nil
		}
	}
	return &Fault{Open: true, Message: "the value of `" + a.Name + "` has no closing `" + string(quote) + "`, so the tag never ends", Hint: "write `" + string(quote) + "` at the end of the value"}
}

func (r *tagReader) slash() *Fault {
	slash := r.i
	r.i++
	r.space()
	b, ok := r.peek()
	switch {
	case !ok:
		return r.ended()
	case b == '*' || b == '/' && r.c.At(r.i-1) == '/':
		return wrong(slash, slash+2, "a comment is not allowed in a tag", "write it in the braces of a value, as in `a={/* ... */ 1}`, or before the tag")
	case b != '>':
		return wrong(r.i, r.i+r.width(), "`/` must be followed by `>` in a tag, but found "+r.char(), "write `/>`, or put the value in quotes")
	case r.t.Closing:
		return wrong(slash, slash+1, "a closing tag cannot also close itself", "write `</"+r.t.Name+">`")
	}
	r.t.SelfClosing = true
	r.i++
	return nil
}

// word reads one part of a name; what says of what.
func (r *tagReader) word(what string) (string, *Fault) {
	start := r.i
	for r.c.Has(r.i) {
		c, n := r.rune()
		if r.i == start && !isNameStart(c) || !IsNamePart(c) {
			break
		}
		r.i += n
	}
	if r.i > start {
		// What may not follow a word is told here, where it is known what it is.
		return string(r.c.Buf[start:r.i]), r.follow(what)
	}
	if _, ok := r.peek(); !ok {
		return "", r.ended()
	}
	if b, _ := r.peek(); r.named > 0 {
		if f := r.quoteInside(b); f != nil {
			return "", f
		}
	}
	f := wrong(r.i, r.i+r.width(), r.still()+"the "+what+" cannot start with "+r.char(), r.hint())
	return "", f
}

// still says that the tag is open, where what comes next may not be meant to be
// in it.
func (r *tagReader) still() string {
	if r.named == 0 {
		return ""
	}
	return "`<" + r.t.Name + "` is still open, and "
}

// follow reports a character that may not follow a name at once.
func (r *tagReader) follow(what string) *Fault {
	b, ok := r.peek()
	if !ok || isSpace(b) || b == '>' || b == '/' || b == '=' || b == '{' || b == ':' || b == '.' && what == "name of a tag" {
		return nil
	}
	if f := r.quoteInside(b); f != nil {
		return f
	}
	if b == '"' || b == '\'' || b == '<' {
		return wrong(r.i, r.i+1, r.char()+" is not allowed after the "+what, hintLess)
	}
	return wrong(r.i, r.i+r.width(), "the "+what+" cannot hold "+r.char(), r.hint())
}

// quoteInside reports a quote among the names of attributes that the value before it
// was meant to hold.
func (r *tagReader) quoteInside(b byte) *Fault {
	if b != '"' && b != '\'' {
		return nil
	}
	for i := len(r.t.Attrs) - 1; i >= 0; i-- {
		a := r.t.Attrs[i]
		if a.Kind != StringAttr || r.c.Buf[a.End-1] != b {
			continue
		}
		other, reference := "'", "&quot;"
		if b == '\'' {
			other, reference = `"`, "&apos;"
		}
		return wrong(a.End-1, r.i+1, "the value of `"+a.Name+"` ends at the first `"+string(b)+"`, but another one follows",
			"write `"+reference+"` for a quote inside the value, or put the value in `"+other+"`")
	}
	return nil
}

// hint guesses what was meant from how the tag begins.
func (r *tagReader) hint() string {
	b, _ := r.peek()
	switch {
	case b == '!' && r.i == r.t.Start+1:
		return hintComment
	case b == '@':
		return hintMail
	case b == '/' && r.i > 0 && r.c.Buf[r.i-1] == ':':
		return hintLink
	}
	return hintLess
}

func (r *tagReader) ended() *Fault {
	return &Fault{Open: true, Message: "the tag has no closing `>`", Hint: hintLess}
}

func (r *tagReader) space() {
	for r.c.Has(r.i) {
		c, n := r.rune()
		if c < utf8.RuneSelf && !isSpace(byte(c)) || c >= utf8.RuneSelf && !unicode.IsSpace(c) {
			return
		}
		r.i += n
	}
}

func (r *tagReader) peek() (byte, bool) {
	if !r.c.Has(r.i) {
		return 0, false
	}
	return r.c.Buf[r.i], true
}

func (r *tagReader) rune() (rune, int) {
	b := r.c.Buf[r.i]
	if b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRune(r.c.Buf[r.i:])
}

func (r *tagReader) width() int {
	_, n := r.rune()
	return n
}

// char names the character that comes next, for a message.
func (r *tagReader) char() string {
	c, _ := r.rune()
	switch {
	case c == '`':
		return "a back-quote"
	case c == '\n':
		return "the end of the line"
	case unicode.IsPrint(c):
		return "`" + string(c) + "`"
	}
	return fmt.Sprintf("the character U+%04X", c)
}

func isNameStart(c rune) bool {
	return c < utf8.RuneSelf && (isLetter(byte(c)) || c == '_' || c == '$') || c >= utf8.RuneSelf && unicode.IsLetter(c)
}

// IsNamePart reports whether the name of a tag or an attribute may hold c behind its
// first character.
func IsNamePart(c rune) bool {
	return isNameStart(c) || c == '-' || c >= '0' && c <= '9' ||
		c >= utf8.RuneSelf && (unicode.IsDigit(c) || unicode.IsMark(c) || c == '\u200c' || c == '\u200d')
}
