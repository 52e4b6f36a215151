package script

import "bytes"

// Module reads the import and export statements that the text begins with, up to a
// blank line at which the last of them is complete, and returns where they end.
func (c *Text) Module() (end int, f *Fault) {
	m := module{scanner: scanner{c: c, module: true}}
	end, f = m.read()
	if f == nil {
		return end, nil
	}
	if f.Open {
		f.Start, f.End = 0, len("import")
	}
	if f.Hint == hintBrace {
		f.Hint = hintCode
	}
	return 0, f
}

// A module reads statements of a module, import and export alone.
type module struct {
	scanner
	start int      // of the statement
	words []string // of it so far, outside of brackets, at most four
	body  bool     // there were braces outside of brackets
	text  bool     // its last token is a string
}

// read returns where the statements end.
func (m *module) read() (int, *Fault) {
	for {
		if f := m.statementLine(); f != nil {
			return 0, f
		}
		if !m.c.Has(m.i) {
			if !m.complete() {
				return 0, &Fault{Open: true, Message: "this statement is never finished", Hint: hintModule}
			}
			return m.i, nil
		}
		end := m.i
		m.i++
		blank := m.blankLine()
		switch {
		case blank && m.complete():
			return end, nil
		case !blank && m.complete() && !m.goesOn():
			if f := m.begin(); f != nil {
				return 0, f
			}
		}
		if !m.c.Has(m.i) && !m.complete() {
			return 0, &Fault{Open: true, Message: "this statement is never finished", Hint: hintModule}
		}
	}
}

// statementLine reads tokens up to a line end outside of all brackets.
func (m *module) statementLine() *Fault {
	for m.c.Has(m.i) {
		if len(m.stack) == 0 {
			switch b := m.c.Buf[m.i]; {
			case b == '\n':
				return nil
			case isWordByte(b):
				start := m.i
				if f := m.name(); f != nil {
					return f
				}
				if f := m.statementWord(start); f != nil {
					return f
				}
				m.text = false
				continue
			case b == '{':
				m.body = true
			case b == '"' || b == '\'':
				if f := m.quoted(b); f != nil {
					return f
				}
				m.text = true
				continue
			case b == '}':
				return wrong(m.i, m.i+1, "`}` closes nothing", hintModule)
			case b == ';':
				m.i++
				m.token(true)
				m.words = append(m.words[:0], ";")
				continue
			}
		}
		if _, f := m.step(); f != nil {
			return f
		}
	}
	if len(m.stack) > 0 {
		return &Fault{Open: true, Message: "this statement is never finished: `" + string(m.top()) + "` in it is never closed", Hint: hintModule}
	}
	return nil
}

// statementWord looks at the words a statement begins with: enough to tell code
// from a sentence that begins with import or export.
func (m *module) statementWord(start int) *Fault {
	w := string(m.c.Buf[start:m.i])
	if len(m.words) == 0 || m.words[0] == ";" {
		if w != "import" && w != "export" {
			return wrong(start, m.i, "only import and export are allowed here, and `"+w+"` is neither", hintModule)
		}
		m.start = start
		m.words = append(m.words[:0], w)
		m.text, m.body = false, false
		return nil
	}
	if len(m.words) < 4 {
		m.words = append(m.words, w)
	}
	switch {
	case m.words[0] == "export" && len(m.words) == 2 && !m.body && m.c.Buf[start-1] != '*' && !exported[w]:
		if !bytes.ContainsAny(m.c.Buf[m.start:start], "*") {
			return wrong(start, m.i, "`export "+w+"` is not a JavaScript statement", hintModule)
		}
	case m.words[0] == "import" && len(m.words) == 3 && !m.body && w != "from" && m.words[1] != "type" && !bytes.ContainsAny(m.c.Buf[m.start:start], "*,"):
		return wrong(start, m.i, "`import "+m.words[1]+" "+w+"` is not a JavaScript statement", hintModule)
	}
	return nil
}

var exported = map[string]bool{"default": true, "const": true, "let": true, "var": true, "function": true, "async": true, "class": true}

// begin starts another statement.
func (m *module) begin() *Fault {
	m.words = m.words[:0]
	m.body, m.text, m.operand, m.word = false, false, false, false
	for isBlank(m.c.At(m.i)) {
		m.i++
	}
	if b := m.c.At(m.i); !isWordByte(b) && b != '/' && b != ';' {
		end := m.i
		for m.c.Has(end) && m.c.Buf[end] != '\n' {
			end++
		}
		return wrong(m.i, end, "only import and export are allowed here, and this is neither", hintModule)
	}
	return nil
}

// blankLine reports whether the line at i is blank, which the end of the page is
// too, and goes to its end then.
func (m *module) blankLine() bool {
	i := m.i
	for m.c.Has(i) && isBlank(m.c.Buf[i]) {
		i++
	}
	if m.c.Has(i) && m.c.Buf[i] != '\n' {
		return false
	}
	m.i = i
	return true
}

// goesOn reports whether the next line goes on with a complete statement.
func (m *module) goesOn() bool {
	i := m.i
	for isBlank(m.c.At(i)) {
		i++
	}
	rest := m.c.Buf[i:]
	b := m.c.At(i)
	if b == '/' && (m.c.At(i+1) == '/' || m.c.At(i+1) == '*') || bytes.HasPrefix(rest, []byte("with ")) {
		return true
	}
	if m.text {
		return false
	}
	if bytes.IndexByte([]byte(".+-*/%&|?:=,([`<>^"), b) >= 0 {
		return b != '-' && b != '*' && b != '<' && b != '>' && b != '`' && b != '['
	}
	return bytes.HasPrefix(rest, []byte("from "))
}

// complete reports whether the statement could end here.
func (m *module) complete() bool {
	if len(m.stack) > 0 || len(m.words) == 0 {
		return len(m.stack) == 0
	}
	switch {
	case m.words[0] == ";":
		return true
	case m.words[0] == "import":
		return m.text || m.body && m.operand && !m.word && len(m.words) > 2
	}
	for _, w := range m.words[1:] {
		if w == "function" || w == "class" {
			return m.body && m.operand
		}
	}
	return m.operand && m.words[len(m.words)-1] != "from" || m.text
}
