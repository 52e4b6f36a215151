package jsonpos

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Fault is something wrong with a text. Message is a single clause; Hint, when
// present, is the next thing to try.
type Fault struct {
	Start, End int
	Message    string
	Hint       string
	Other      *Place // a second place that the fault is about
	Edits      []Edit // what fixes it; nil if that is a guess
}

// An Edit is a part of the text and what belongs there.
type Edit struct {
	Start, End int
	New        string
}

// A Place is some bytes of the text and what they are to a [Fault].
type Place struct {
	Start, End int
	Message    string
}

// Limits on the cost of hostile text; text written by people stays far below
// them.
const (
	maxDepth  = 200
	maxFaults = 20
)

// Parse reads a text that holds one JSON value and white space around it. The
// value is nil if none could be read. A member that repeats a name is a fault
// and is left out of the tree.
func Parse(text string) (*Value, []Fault) {
	p := &parser{text: text}
	p.space()
	if p.at == len(text) {
		if len(p.faults) == 0 {
			p.fault(0, len(text), "empty text, want JSON", "")
		}
		return nil, p.faults
	}
	v := p.value(0)
	if !p.stopped {
		p.space()
		if p.at < len(text) {
			p.fault(p.at, p.wordEnd(p.at), p.word(p.at)+" after the end of the JSON, want nothing",
				"remove it, or remove an extra closing bracket before it")
		}
	}
	return v, p.faults
}

// parser reads a text from left to right. Once stopped, it reads nothing more,
// and every method returns at once.
type parser struct {
	text    string
	at      int
	stopped bool
	skipped bool // three dots stood since the last value, so a comma may be missing or spare
	faults  []Fault
}

func (p *parser) fault(start, end int, message, hint string) *Fault {
	p.faults = append(p.faults, Fault{Start: start, End: end, Message: message, Hint: hint})
	if len(p.faults) >= maxFaults {
		p.stopped = true
	}
	return &p.faults[len(p.faults)-1]
}

// stop reports a fault that nothing can be read after.
func (p *parser) stop(start, end int, message, hint string) *Fault {
	p.stopped = true
	return p.fault(start, end, message, hint)
}

// peek returns the next byte, and 0 at the end or once stopped. A NUL of the
// text is no JSON either.
func (p *parser) peek() byte {
	if p.stopped || p.at >= len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *parser) has(prefix string) bool {
	return !p.stopped && strings.HasPrefix(p.text[p.at:], prefix)
}

// space skips white space, and what people write as if it were: comments and
// three dots, each of which is a fault.
func (p *parser) space() {
	for !p.stopped {
		switch c := p.peek(); {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.at++
		case p.has("//") || p.has("/*"):
			p.comment()
		case p.has("...") || p.has("…"):
			start := p.at
			p.at += 3 // as many bytes as the one character has
			p.skipped = true
			p.fault(start, p.at, `"..." is not valid JSON`, "write the full body, or a shorter one")
		default:
			return
		}
	}
}

func (p *parser) comment() {
	start, closing := p.at, "\n"
	if p.has("/*") {
		closing = "*/"
	}
	n := strings.Index(p.text[start+2:], closing)
	switch {
	case n < 0:
		p.at = len(p.text)
	case closing == "\n":
		p.at = start + 2 + n
	default:
		p.at = start + 2 + n + 2
	}
	end := start + len(strings.TrimRight(p.text[start:p.at], " \t\r"))
	p.fault(start, end, "JSON cannot have comments", "move the comment to the text of the page")
}

// value reads a value at a byte that is no space. It returns nil where there is
// none, which has then been reported.
func (p *parser) value(depth int) *Value {
	if depth > maxDepth {
		p.stop(p.at, p.at+1, fmt.Sprintf("lists and objects are nested more than %d levels deep", maxDepth), "")
		return nil
	}
	start := p.at
	switch c := p.peek(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"' || c == '\'' || p.has("“"):
		text := p.quoted()
		return &Value{Kind: String, Start: start, End: p.at, Text: text}
	case c == '-' || '0' <= c && c <= '9' || (c == '+' || c == '.') && start+1 < len(p.text) && isDigit(p.text[start+1]):
		return p.number()
	case isWord(c):
		return p.literal()
	}
	hint := ""
	if c := p.peek(); c == ',' || c == '}' || c == ']' {
		hint = "add a value before it, for example null"
	}
	p.stop(start, p.wordEnd(start), "unexpected "+p.word(start)+", want a value", hint)
	return nil
}

func (p *parser) number() *Value {
	start := p.at
	p.at = start + len(p.text[start:]) - len(strings.TrimLeft(p.text[start:], "0123456789+-.eE"))
	v := &Value{Kind: Number, Start: start, End: p.at, Text: p.text[start:p.at]}
	if !isNumber(v.Text) {
		p.fault(start, p.at, strconv.Quote(clip(v.Text))+" is not a JSON number",
			"write digits without a leading zero or plus sign and with digits on both sides of the decimal point, or put quotes around text")
		v.Kind, v.Text = Null, ""
	}
	return v
}

func (p *parser) literal() *Value {
	start := p.at
	end := p.wordEnd(start)
	p.at = end
	v := &Value{Start: start, End: end, Text: p.text[start:end]}
	switch v.Text {
	case "true", "false":
		v.Kind = Bool
	case "null":
		v.Text = ""
	default:
		hint := "put double quotes around text"
		switch strings.ToLower(v.Text) {
		case "true", "false", "null":
			hint = "write " + strings.ToLower(v.Text)
		case "none", "nil", "undefined", "nan":
			hint = "write null"
		}
		p.fault(start, end, p.word(start)+" is not a JSON value", hint)
		v.Text = ""
	}
	return v
}

// word returns what begins at a place, as messages show it.
func (p *parser) word(at int) string {
	if at >= len(p.text) {
		return "end of text"
	}
	return strconv.Quote(p.text[at:p.wordEnd(at)])
}

// wordEnd returns where the word that begins at a place ends, or the character
// where no word begins.
func (p *parser) wordEnd(at int) int {
	i := at
	for i < len(p.text) && i < at+maxWord && isWord(p.text[i]) {
		i++
	}
	if i == at && at < len(p.text) {
		_, n := utf8.DecodeRuneInString(p.text[at:])
		i += n
	}
	return i
}

// maxWord is how much of a word messages show.
const maxWord = 40

func clip(s string) string { return s[:min(len(s), maxWord)] }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_' || c == '-' || c == '$'
}

// isNumber reports whether s is a number by the grammar of JSON.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := strings.TrimLeft(s, "0123456789")
	if n := len(s) - len(whole); n == 0 || n > 1 && s[0] == '0' {
		return false
	}
	if rest, ok := strings.CutPrefix(whole, "."); ok {
		whole = strings.TrimLeft(rest, "0123456789")
		if len(whole) == len(rest) {
			return false
		}
	}
	if whole == "" {
		return true
	}
	if whole[0] != 'e' && whole[0] != 'E' {
		return false
	}
	exponent := whole[1:]
	if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
		exponent = exponent[1:]
	}
	return exponent != "" && strings.TrimLeft(exponent, "0123456789") == ""
}
