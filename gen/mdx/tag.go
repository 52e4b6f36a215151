package mdx

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// A tag is a JSX tag as written: `<Note>`, `</Note>`, `<Note />`, `<>`.
type tag struct {
	start, end  int // in chars.buf
	name        string
	attrs       []attribute
	closing     bool
	selfClosing bool
}

// An attribute is one of a tag, with offsets in chars.buf.
type attribute struct {
	kind                 AttrKind
	name                 string
	start, end           int
	valueStart, valueEnd int
}

// tagReader reads one tag.
type tagReader struct {
	c     *chars
	i     int
	t     tag
	named int // where its name ended, 0 before
}

// noTag words a fault in the name of a tag: it is seldom a tag that was meant.
func (c *chars) noTag(start int, f *fault) {
	rest := c.buf[start:]
	f.start = start
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		f.message, f.hint = "`<!-- -->` is no comment in MDX", hintComment
		if i := bytes.Index(rest, []byte("-->")); i >= 0 {
			f.end = start + i + len("-->")
		}
	case bytes.HasPrefix(rest, []byte("<!")) || bytes.HasPrefix(rest, []byte("<?")):
		f.message, f.hint = "`"+string(rest[:2])+"` begins nothing that MDX has", hintMarkup
	case f.hint == hintLink || f.hint == hintMail:
		i := bytes.IndexAny(rest, "> \t\n")
		if i < 0 || rest[i] != '>' {
			return
		}
		f.end = start + i + 1
		f.message = "`" + string(rest[:i+1]) + "` is no link in MDX"
	default:
		f.message = "`<` begins a tag, and " + f.message
	}
}

// tag reads the tag whose < is at start. It gives neither a tag nor a fault
// where the < is a less-than sign, which is where white space follows it.
func (c *chars) tag(start int) (*tag, *fault) {
	r := tagReader{c: c, i: start + 1, t: tag{start: start}}
	if isSpace(c.at(r.i)) {
		return nil, nil
	}
	if f := r.read(); f != nil {
		f.in(start, "the tag")
		switch {
		case f.open:
			f.start, f.end = start, start+1+len(r.t.name)
			if r.t.closing {
				f.end++
			}
		case r.named == 0:
			c.noTag(start, f)
		}
		return nil, f
	}
	r.t.end = r.i
	return &r.t, nil
}

func (r *tagReader) read() *fault {
	if r.c.at(r.i) == '/' {
		r.t.closing = true
		r.i++
		r.space()
	}
	if r.c.at(r.i) == '>' {
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
		case r.t.closing:
			return wrong(r.i, r.i+r.width(), "a closing tag holds nothing but its name, and here comes "+r.char(), "write `</"+r.t.name+">`")
		case b == '{':
			start := r.i
			end, f := r.value(true)
			if f != nil {
				return f
			}
			r.i = end
			r.t.attrs = append(r.t.attrs, attribute{kind: SpreadAttr, start: start, end: end, valueStart: start + 1, valueEnd: end - 1})
		default:
			if f := r.attribute(); f != nil {
				return f
			}
		}
	}
}

// name reads `a`, `a.b.c` or `a:b`.
func (r *tagReader) name() *fault {
	part, f := r.word("name of a tag")
	if f != nil {
		return f
	}
	r.t.name = part
	for kind := byte(0); ; {
		before := r.i
		r.space()
		b, _ := r.peek()
		if b != '.' && b != ':' || kind == ':' || kind == '.' && b == ':' {
			if (b == ':' || b == '.') && kind != 0 {
				return wrong(r.i, r.i+1, fmt.Sprintf("`%c` has no place in a name of this kind", b), "a name is a word, `object.member` or `space:word`")
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
		r.t.name += string(b) + part
	}
}

func (r *tagReader) attribute() *fault {
	a := attribute{kind: BooleanAttr, start: r.i}
	var f *fault
	if a.name, f = r.word("name of an attribute"); f != nil {
		return f
	}
	a.end = r.i
	r.space()
	if b, _ := r.peek(); b == ':' {
		r.i++
		r.space()
		part, f := r.word("name of an attribute")
		if f != nil {
			return f
		}
		a.name += ":" + part
		a.end = r.i
		r.space()
	}
	if b, _ := r.peek(); b != '=' {
		r.t.attrs = append(r.t.attrs, a)
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
		a.kind, a.valueStart, a.valueEnd = ExpressionAttr, r.i+1, end-1
		r.i = end
	case b == '<':
		return wrong(r.i, r.i+1, "an element as the value of `"+a.name+"` stands without braces", "write `"+a.name+"={<.../>}`")
	default:
		return wrong(r.i, r.i+r.width(), "the value of `"+a.name+"` starts with "+r.char()+", and it needs quotes or braces", "write `"+a.name+"=\"...\"`")
	}
	a.end = r.i
	r.t.attrs = append(r.t.attrs, a)
	return nil
}

// value reads an expression in a tag.
func (r *tagReader) value(spread bool) (end int, f *fault) {
	end, f = r.c.expression(r.i, false, spread)
	if f != nil && f.hint == hintBrace {
		f.hint = hintValue
	}
	return end, f
}

func (r *tagReader) quoted(a *attribute, quote byte) *fault {
	start := r.i
	for i := start + 1; r.c.has(i); i++ {
		if r.c.buf[i] == quote {
			a.kind, a.valueStart, a.valueEnd = StringAttr, start+1, i
			r.i = i + 1
			return nil
		}
	}
	return &fault{open: true, message: "the value of `" + a.name + "` has no closing `" + string(quote) + "`, so the tag never ends", hint: "write `" + string(quote) + "` at the end of the value"}
}

func (r *tagReader) slash() *fault {
	slash := r.i
	r.i++
	r.space()
	b, ok := r.peek()
	switch {
	case !ok:
		return r.ended()
	case b == '*' || b == '/' && r.c.at(r.i-1) == '/':
		return wrong(slash, slash+2, "a comment has no place in a tag", "write it in the braces of a value, as in `a={/* ... */ 1}`, or before the tag")
	case b != '>':
		return wrong(r.i, r.i+r.width(), "`/` ends a tag only before `>`, and here comes "+r.char(), "write `/>`, or put the value in quotes")
	case r.t.closing:
		return wrong(slash, slash+1, "a closing tag cannot be self-closing too", "write `</"+r.t.name+">`")
	}
	r.t.selfClosing = true
	r.i++
	return nil
}

// word reads one part of a name; what says of what.
func (r *tagReader) word(what string) (string, *fault) {
	start := r.i
	for r.c.has(r.i) {
		c, n := r.rune()
		if r.i == start && !isNameStart(c) || !isNamePart(c) {
			break
		}
		r.i += n
	}
	if r.i > start {
		// What may not follow a word is told here, where it is known what it is.
		return string(r.c.buf[start:r.i]), r.follow(what)
	}
	if _, ok := r.peek(); !ok {
		return "", r.ended()
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
	return "`<" + r.t.name + "` is still open, and "
}

// follow reports a character that may not follow a name at once.
func (r *tagReader) follow(what string) *fault {
	b, ok := r.peek()
	if !ok || isSpace(b) || b == '>' || b == '/' || b == '=' || b == '{' || b == ':' || b == '.' && what == "name of a tag" {
		return nil
	}
	if b == '"' || b == '\'' || b == '<' {
		return wrong(r.i, r.i+1, r.char()+" has no place after the "+what, hintLess)
	}
	return wrong(r.i, r.i+r.width(), "the "+what+" cannot hold "+r.char(), r.hint())
}

// hint guesses what was meant from how the tag begins.
func (r *tagReader) hint() string {
	b, _ := r.peek()
	switch {
	case b == '!' && r.i == r.t.start+1:
		return hintComment
	case b == '@':
		return hintMail
	case b == '/' && r.i > 0 && r.c.buf[r.i-1] == ':':
		return hintLink
	}
	return hintLess
}

func (r *tagReader) ended() *fault {
	return &fault{open: true, message: "the tag is never closed by `>`", hint: hintLess}
}

func (r *tagReader) space() {
	for r.c.has(r.i) {
		c, n := r.rune()
		if c < utf8.RuneSelf && !isSpace(byte(c)) || c >= utf8.RuneSelf && !unicode.IsSpace(c) {
			return
		}
		r.i += n
	}
}

func (r *tagReader) peek() (byte, bool) {
	if !r.c.has(r.i) {
		return 0, false
	}
	return r.c.buf[r.i], true
}

func (r *tagReader) rune() (rune, int) {
	b := r.c.buf[r.i]
	if b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRune(r.c.buf[r.i:])
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

func isNamePart(c rune) bool {
	return isNameStart(c) || c == '-' || c >= '0' && c <= '9' ||
		c >= utf8.RuneSelf && (unicode.IsDigit(c) || unicode.IsMark(c) || c == '\u200c' || c == '\u200d')
}
