// Package form is what a code looks like: literal text and named segments.
//
//	f, err := form.Parse("err:{system}:{category}:{specific}", form.Snake)
//	values, ok := f.Match("err:shop:data:order_not_found") // shop, data, order_not_found
//	f.Print(values)                                        // the code again
//
// Braces enclose the name of a segment. A segment is spelled in the case of the
// form unless it names its own, as {number:digits} does; a segment named number
// holds digits by default, since teams number their errors like that:
// P{number}, YN{number}.
//
// A segment ends before the first occurrence of the literal text that follows
// it, so a code can be read in at most one way, in a single pass.
package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Case is how a segment is spelled.
type Case string

// The cases.
const (
	Snake  Case = "snake"  // order_not_found
	Kebab  Case = "kebab"  // order-not-found
	Upper  Case = "upper"  // ORDER_NOT_FOUND
	Camel  Case = "camel"  // orderNotFound, OrderNotFound
	Digits Case = "digits" // 40142
	Any    Case = "any"    // letters, digits, and the marks _ - . / : # @ + ~
)

// Cases are all cases, in the order in which messages list them.
var Cases = []Case{Snake, Kebab, Upper, Camel, Digits, Any}

// words describe the segments of a case in messages.
var words = map[Case]string{
	Snake:  "a lower-case letter followed by lower-case letters, digits and underscores",
	Kebab:  "a lower-case letter followed by lower-case letters, digits and hyphens",
	Upper:  "an upper-case letter followed by upper-case letters, digits and underscores",
	Camel:  "a letter followed by letters and digits",
	Digits: "a number",
	Any:    "letters, digits and the marks _ - . / : # @ + ~",
}

// patterns are the cases as regular expressions, for schemas and for the code of
// other languages.
var patterns = map[Case]string{
	Snake:  `[a-z][a-z0-9_]*`,
	Kebab:  `[a-z][a-z0-9-]*`,
	Upper:  `[A-Z][A-Z0-9_]*`,
	Camel:  `[A-Za-z][A-Za-z0-9]*`,
	Digits: `[0-9]+`,
	Any:    `[A-Za-z0-9_.\/:#@+~-]+`,
}

// Valid reports whether s is spelled in the case.
func (c Case) Valid(s string) bool {
	for i := range len(s) {
		if !c.has(s[i], i == 0) {
			return false
		}
	}
	return s != ""
}

func (c Case) has(b byte, first bool) bool {
	lower, upper, digit := 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9'
	switch c {
	case Snake:
		return lower || !first && (digit || b == '_')
	case Kebab:
		return lower || !first && (digit || b == '-')
	case Upper:
		return upper || !first && (digit || b == '_')
	case Camel:
		return lower || upper || !first && digit
	case Digits:
		return digit
	}
	return lower || upper || digit || strings.IndexByte("_-./:#@+~", b) >= 0
}

// A Segment is a named part of a code.
type Segment struct {
	Name string
	Case Case
}

// A Form is what the codes of a catalogue look like. It does not change.
type Form struct {
	text     string
	cased    Case
	segments []Segment
	literals []string // before each segment, and after the last
}

// Default is the form of codes for which the configuration names no other.
var Default = must(Parse("err:{system}:{category}:{specific}", Snake))

func must(f *Form, err error) *Form {
	if err != nil {
		panic(err)
	}
	return f
}

// An Error says what is wrong with the text of a form, and where.
type Error struct {
	Start, End int // bytes of the text
	Message    string
	Hint       string
}

func (e *Error) Error() string { return e.Message }

// Parse reads a form whose segments are spelled in a case unless they name their
// own; an empty case is Snake. The error is an [*Error].
func Parse(text string, c Case) (*Form, error) {
	if c == "" {
		c = Snake
	}
	if !slices.Contains(Cases, c) {
		return nil, &Error{0, len(text), fmt.Sprintf("unknown case %q", c), "valid: " + joined(Cases)}
	}
	f := &Form{text: text, cased: c}
	literal := 0
	for i := 0; i < len(text); {
		switch b := text[i]; {
		case b == '}':
			return nil, &Error{i, i + 1, `"}" does not end a segment`, "a segment is a name in braces, such as {specific}"}
		case b != '{' && (b <= ' ' || b >= 0x7f):
			return nil, &Error{i, i + 1, fmt.Sprintf("a code cannot hold %q", text[i:i+1]), "a code is printable ASCII without spaces"}
		case b != '{':
			i++
			continue
		}
		end := strings.IndexByte(text[i:], '}')
		if end < 0 {
			return nil, &Error{i, len(text), `"{" is not closed`, "a segment is a name in braces, such as {specific}"}
		}
		end += i + 1
		s, err := segment(text[i+1:end-1], c)
		if err != nil {
			err.Start, err.End = i, end
			return nil, err
		}
		if slices.ContainsFunc(f.segments, func(o Segment) bool { return o.Name == s.Name }) {
			return nil, &Error{i, end, fmt.Sprintf("duplicate segment %q", s.Name), "give each segment its own name"}
		}
		if len(f.segments) > 0 && literal == i {
			return nil, &Error{i, end, fmt.Sprintf("nothing separates the segment %q from the one before it", s.Name), "write what separates them, or make them one segment"}
		}
		f.literals = append(f.literals, text[literal:i])
		f.segments = append(f.segments, s)
		literal, i = end, end
	}
	if len(f.segments) == 0 {
		return nil, &Error{0, len(text), fmt.Sprintf("the form %q has no segment", text), `write what differs between codes as a name in braces, for example "ERR_{name}"`}
	}
	f.literals = append(f.literals, text[literal:])
	return f, nil
}

func segment(s string, c Case) (Segment, *Error) {
	name, own, has := strings.Cut(s, ":")
	if !isName(name) {
		return Segment{}, &Error{Message: fmt.Sprintf("%q is not a segment name", name), Hint: "a name is a lower-case letter followed by lower-case letters, digits and underscores"}
	}
	switch {
	case has && !slices.Contains(Cases, Case(own)):
		return Segment{}, &Error{Message: fmt.Sprintf("the segment %q has the unknown case %q", name, own), Hint: "valid: " + joined(Cases)}
	case has:
		c = Case(own)
	case name == "number":
		c = Digits
	}
	return Segment{name, c}, nil
}

func joined(cases []Case) string {
	out := make([]string, len(cases))
	for i, c := range cases {
		out[i] = string(c)
	}
	return strings.Join(out, ", ")
}

func isName(s string) bool { return Snake.Valid(s) }

// String returns the text that the form was read from.
func (f *Form) String() string { return f.text }

// Case returns the case of segments that name none of their own.
func (f *Form) Case() Case { return f.cased }

// Segments returns the segments in their order. It must not be changed.
func (f *Form) Segments() []Segment { return f.segments }

// Literals returns the text before each segment, and that after the last. It
// must not be changed.
func (f *Form) Literals() []string { return f.literals }

// Prefix returns the text that every code starts with; it may be empty.
func (f *Form) Prefix() string { return f.literals[0] }

// Equal reports whether two forms are written alike.
func (f *Form) Equal(o *Form) bool {
	return f == o || f != nil && o != nil && f.text == o.text && f.cased == o.cased
}

// Match returns the values of a code's segments, in their order, and whether the
// code has the form.
func (f *Form) Match(code string) (values []string, ok bool) {
	if !f.Has(code) {
		return nil, false
	}
	return f.split(make([]string, 0, len(f.segments)), code)
}

// few is how many segments forms most often have at most.
const few = 6

// match appends the values of a code's segments to values.
func (f *Form) match(values []string, code string) ([]string, bool) {
	values, ok := f.split(values, code)
	if !ok {
		return nil, false
	}
	for i, s := range f.segments {
		if !s.Case.Valid(values[i]) {
			return nil, false
		}
	}
	return values, true
}

// Has reports whether a code has the form.
func (f *Form) Has(code string) bool {
	var room [few]string
	_, ok := f.match(room[:0], code)
	return ok
}

// Value returns the value of one segment of a code, "" if the code does not have
// the form.
func (f *Form) Value(code string, segment int) string {
	var room [few]string
	if values, ok := f.match(room[:0], code); ok {
		return values[segment]
	}
	return ""
}

// split cuts a code where the literal text stands, whatever is between, and appends
// what is between to values.
func (f *Form) split(values []string, code string) ([]string, bool) {
	rest, ok := strings.CutPrefix(code, f.literals[0])
	if !ok {
		return nil, false
	}
	last := len(f.segments) - 1
	for i := range f.segments[:last] {
		var value string
		if value, rest, ok = strings.Cut(rest, f.literals[i+1]); !ok {
			return nil, false
		}
		values = append(values, value)
	}
	rest, ok = strings.CutSuffix(rest, f.literals[last+1])
	return append(values, rest), ok
}

// Print returns the code of segments' values.
func (f *Form) Print(values []string) string {
	var b strings.Builder
	for i, v := range values {
		b.WriteString(f.literals[i])
		b.WriteString(v)
	}
	b.WriteString(f.literals[len(values)])
	return b.String()
}

// Check returns why a text is not a code of the form: which part is wrong and
// what was expected.
func (f *Form) Check(code string) error {
	if f.Has(code) {
		return nil
	}
	if !strings.HasPrefix(code, f.Prefix()) {
		return fmt.Errorf("code %q does not start with %q", code, f.Prefix())
	}
	values, ok := f.split(nil, code)
	between := f.separator()
	if ok && (between == "" || !strings.Contains(values[len(values)-1], between)) {
		for i, s := range f.segments {
			if !s.Case.Valid(values[i]) {
				return fmt.Errorf("%s %q of code %q is not %s", s.Name, values[i], code, words[s.Case])
			}
		}
		return nil
	}
	if between != "" {
		n := strings.Count(code[len(f.Prefix()):], between) + 1
		return fmt.Errorf("code %q has %s after %q, want %s", code, count(n, "segment"), f.Prefix(), f.names(between))
	}
	return fmt.Errorf("code %q does not have the form %q", code, f.text)
}

// separator returns the text between segments where it is the same between all
// of them and nothing follows the last, and "" elsewhere.
func (f *Form) separator() string {
	inner := f.literals[1:]
	if len(inner) < 2 || inner[len(inner)-1] != "" || f.Prefix() == "" {
		return ""
	}
	for _, l := range inner[:len(inner)-1] {
		if l != inner[0] {
			return ""
		}
	}
	return inner[0]
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func (f *Form) names(between string) string {
	out := make([]string, len(f.segments))
	for i, s := range f.segments {
		out[i] = s.Name
	}
	return strings.Join(out, between)
}

// Example returns a code of the form, for messages.
func (f *Form) Example() string {
	values := make([]string, len(f.segments))
	for i, s := range f.segments {
		last := i == len(f.segments)-1
		switch {
		case s.Case == Digits:
			values[i] = "1001"
		case last:
			values[i] = spell([]string{"order", "not", "found"}, s.Case)
		default:
			values[i] = spell([]string{[]string{"store", "data"}[min(i, 1)]}, s.Case)
		}
	}
	return f.Print(values)
}

// Pattern returns a regular expression that matches codes of the form and
// nothing else, without anchors. It is understood alike by Go, ECMAScript,
// Python and JSON Schema.
func (f *Form) Pattern() string {
	var b strings.Builder
	for i, s := range f.segments {
		b.WriteString(quoteMeta(f.literals[i]))
		b.WriteString(patterns[s.Case])
	}
	b.WriteString(quoteMeta(f.literals[len(f.segments)]))
	return b.String()
}

// quoteMeta escapes what means something in a regular expression of any of the
// languages; others refuse escapes that they do not need.
func quoteMeta(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`\.+*?()|[]{}^$/`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Path returns the segments of a code with slashes between: the place of its page
// in a tree of folders. It is "" if the code does not have the form.
func (f *Form) Path(code string) string {
	var room [few]string
	values, _ := f.match(room[:0], code)
	return strings.Join(values, "/")
}

// Ends returns the end of a code from the start of each segment, the shortest first:
// the short names that people use for it. It is nil if the code does not have the
// form.
func (f *Form) Ends(code string) []string {
	values, ok := f.Match(code)
	if !ok {
		return nil
	}
	ends := make([]string, len(values))
	at := len(code)
	for i := range values {
		last := len(values) - 1 - i
		at -= len(f.literals[last+1]) + len(values[last])
		ends[i] = code[at:]
	}
	return ends
}

// FromPath returns the code whose segments are the names of a path.
func (f *Form) FromPath(p string) (code string, ok bool) {
	values := strings.Split(p, "/")
	if len(values) != len(f.segments) {
		return "", false
	}
	if code = f.Print(values); f.Path(code) != p {
		return "", false
	}
	return code, true
}

// Words returns the form with the names of its segments in plain text, for
// messages; as it is written where a name would run into the text beside it.
func (f *Form) Words() string {
	names := make([]string, len(f.segments))
	for i, s := range f.segments {
		names[i] = s.Name
		before, after := f.literals[i], f.literals[i+1]
		if before != "" && Any.Valid(before[len(before)-1:]) && !strings.ContainsAny(before[len(before)-1:], ":/.-#") ||
			after != "" && !strings.ContainsAny(after[:1], ":/.-#") {
			return f.text
		}
	}
	return f.Print(names)
}
