package envelope

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// The words that stand before a placeholder to say how its value is written.
var keywords = []struct {
	word string
	as   As
}{{"text ", AsString}, {"number ", AsNumber}}

// A textError is a fault of a text, at some of its bytes.
type textError struct {
	start, end    int
	message, hint string
}

// parseText reads a text of a template. Without a placeholder it is a Literal.
func parseText(s string, known func(string) bool) (*Node, *textError) {
	n := &Node{Kind: Text}
	for _, k := range keywords {
		if rest, ok := strings.CutPrefix(s, k.word); ok {
			parts, err := parseParts(rest, known)
			if err == nil && len(parts) == 1 && parts[0].Refs != nil {
				n.As, n.Parts = k.as, parts
				return n, checkAlone(n, len(k.word), len(s))
			}
		}
	}
	parts, err := parseParts(s, known)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 || len(parts) == 1 && parts[0].Refs == nil {
		text := ""
		if len(parts) == 1 {
			text = parts[0].Text
		}
		return &Node{Kind: Literal, JSON: string(jsonpos.AppendString(nil, text))}, nil
	}
	n.Parts = parts
	return n, checkAlone(n, 0, len(s))
}

// checkAlone reports an object that is to be text, and alternatives to one.
func checkAlone(n *Node, start, end int) *textError {
	for _, p := range n.Parts {
		for _, r := range p.Refs {
			if r.Name != paramsName || r.Arg != "" {
				continue
			}
			if len(n.Parts) > 1 || n.As != AsIs {
				return &textError{start, end, "{params} is part of a text, but it is an object", `give it a member of its own, or write one parameter: "{params.limit}"`}
			}
			if len(p.Refs) > 1 {
				return &textError{start, end, "{params} is an alternative, but it is an object", "give it a member of its own"}
			}
		}
	}
	return nil
}

// parseParts cuts a text into literals and placeholders.
func parseParts(s string, known func(string) bool) ([]Part, *textError) {
	var parts []Part
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			parts = append(parts, Part{Text: text.String()})
			text.Reset()
		}
	}
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "{}")
		if n < 0 {
			text.WriteString(s[i:])
			break
		}
		text.WriteString(s[i : i+n])
		i += n
		if i+1 < len(s) && s[i+1] == s[i] {
			text.WriteByte(s[i])
			i += 2
			continue
		}
		if s[i] == '}' {
			return nil, &textError{i, i + 1, `"}" does not end a placeholder`, `write "}}" for a literal brace`}
		}
		end := strings.IndexAny(s[i+1:], "{}")
		if end < 0 || s[i+1+end] == '{' {
			return nil, &textError{i, i + 1, `"{" is not closed`, `write "{{" for a literal brace`}
		}
		end += i + 1
		p, err := parsePlaceholder(s[i+1:end], known)
		if err != nil {
			err.start, err.end = i, end+1
			return nil, err
		}
		flush()
		parts = append(parts, p)
		i = end + 1
	}
	flush()
	return parts, nil
}

// parsePlaceholder reads what stands between braces. The place of an error is
// set by the caller.
func parsePlaceholder(s string, known func(string) bool) (Part, *textError) {
	var p Part
	inner, null := strings.CutSuffix(s, "?")
	p.Null = null
	for alternative := range strings.SplitSeq(inner, "|") {
		r, err := parseRef(alternative, known)
		if err != nil {
			return p, err
		}
		if slices.Contains(p.Refs, r) {
			return p, &textError{message: fmt.Sprintf("duplicate %[2]q in the placeholder %[1]q", "{"+s+"}", r), hint: "remove one of the two"}
		}
		p.Refs = append(p.Refs, r)
	}
	return p, nil
}

func parseRef(s string, known func(string) bool) (Ref, *textError) {
	var r Ref
	name, spelled, hasCase := strings.Cut(s, ":")
	name, arg, hasArg := strings.Cut(name, ".")
	r.Name, r.Arg, r.Case = name, arg, spelled
	fail := func(hint, format string, args ...any) (Ref, *textError) {
		return r, &textError{message: fmt.Sprintf(format, args...), hint: hint}
	}
	takesArg := name == paramsName || name == requestName
	switch {
	case !isName(name):
		return fail(`a placeholder is a name in braces, such as {code}; write "{{" for a literal brace`, "%s is not a placeholder", quote("{"+s+"}"))
	case !isBuiltinName(name) && (known == nil || !known(name)):
		return fail("valid: "+knownNames()+", the segments of codes, and the facts of errgen.yaml", "unknown placeholder %s", quote("{"+s+"}"))
	case hasArg && !takesArg:
		return fail("", "the placeholder %s has a dot, but %q has no parts", quote("{"+s+"}"), name)
	case name == requestName && !hasArg:
		return fail("add the member, for example {request.id}", "the placeholder {request} names no member")
	case hasArg && !IsParamName(arg):
		return fail("a name is a letter followed by letters, digits and underscores", "the placeholder %s has no name after the dot", quote("{"+s+"}"))
	case hasCase && !slices.Contains(Cases, spelled):
		return fail("valid: "+strings.Join(Cases, ", "), "unknown case %[2]s in the placeholder %[1]s", quote("{"+s+"}"), quote(spelled))
	case hasCase && spelled != textCase && r.traits()&cased == 0:
		return fail(fmt.Sprintf("write {%s}, or {%s:text} to write it as text", strings.TrimSuffix(s, ":"+spelled), strings.TrimSuffix(s, ":"+spelled)),
			"the placeholder %s has a case, but its value is not a name", quote("{"+s+"}"))
	}
	return r, nil
}

func knownNames() string {
	out := make([]string, len(Names))
	for i, n := range Names {
		out[i] = n.Name
	}
	return strings.Join(out, ", ")
}

// isName reports whether s is spelled as names of placeholders, segments and
// facts are.
func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !('a' <= c && c <= 'z' || i > 0 && ('0' <= c && c <= '9' || c == '_')) {
			return false
		}
	}
	return s != ""
}

// IsParamName reports whether s is spelled as names of parameters are.
func IsParamName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9') && c != '_') {
			return false
		}
	}
	return s != "" && len(s) <= maxName
}

// String returns the reference as it stands between braces.
func (r Ref) String() string {
	s := r.Name
	if r.Arg != "" {
		s += "." + r.Arg
	}
	if r.Case != "" {
		s += ":" + r.Case
	}
	return s
}

// String returns the part as a template has it.
func (p Part) String() string {
	if p.Refs == nil {
		return strings.NewReplacer("{", "{{", "}", "}}").Replace(p.Text)
	}
	out := make([]string, len(p.Refs))
	for i, r := range p.Refs {
		out[i] = r.String()
	}
	s := "{" + strings.Join(out, "|")
	if p.Null {
		s += "?"
	}
	return s + "}"
}

// text returns a text node as a template has it.
func (n *Node) text() string {
	var b strings.Builder
	for _, k := range keywords {
		if k.as == n.As {
			b.WriteString(k.word)
		}
	}
	for _, p := range n.Parts {
		b.WriteString(p.String())
	}
	return b.String()
}

// quote quotes what may be long.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "..."
	}
	return strconv.Quote(s)
}
