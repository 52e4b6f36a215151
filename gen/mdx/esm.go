package mdx

import "bytes"

const hintESM = "leave a blank line between import or export and what follows; a paragraph that begins with the word `import` or `export` needs other words"

// openESM reads import and export statements, which begin at the first column of
// the page and go up to a blank line at which the last statement is complete.
func (r *reader) openESM(first int) bool {
	rest := r.src[first:r.line.end]
	if !bytes.HasPrefix(rest, []byte("import ")) && !bytes.HasPrefix(rest, []byte("export ")) {
		return false
	}
	c, lines := r.flowChars(first, 1)
	m := module{script: script{c: c, module: true}}
	end, f := m.read()
	if f != nil {
		if f.open {
			f.start, f.end = 0, len("import")
		}
		if f.hint == hintBrace {
			f.hint = hintCode
		}
		r.fault(c, f)
		// Code up to the next blank line all the same.
		// Each round looks at what is new alone.
		for seen := 0; ; {
			if at := bytes.Index(c.buf[seen:], []byte("\n\n")); at >= 0 {
				end = seen + at
				break
			}
			end, seen = -1, max(len(c.buf)-1, 0)
			if !c.more(c) {
				break
			}
		}
		if end < 0 {
			end = len(c.buf)
		}
	}
	end = trimRight(c.buf, 0, end)
	n := r.leafNode(ESM, first, c.after(end), 1)
	n.Value = string(c.buf[:end])
	n.pieces = c.piecesOf(0, end)
	for l := r.line; ; l = r.lineAt(l.next) {
		if r.next = l.next; l.next >= len(r.src) || l.next > int(n.Span.End) {
			break
		}
	}
	_ = lines
	return true
}

// A module reads statements of a module, import and export alone.
type module struct {
	script
	words []string // of the statement so far, outside of brackets, at most four
	body  bool     // there were braces outside of brackets
	text  bool     // its last token is a string
}

// read returns where the statements end.
func (m *module) read() (int, *fault) {
	for {
		if f := m.statementLine(); f != nil {
			return 0, f
		}
		if !m.c.has(m.i) {
			if !m.complete() {
				return 0, &fault{open: true, message: "this statement is never finished", hint: hintESM}
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
		if !m.c.has(m.i) && !m.complete() {
			return 0, &fault{open: true, message: "this statement is never finished", hint: hintESM}
		}
	}
}

// statementLine reads tokens up to a line end outside of all brackets.
func (m *module) statementLine() *fault {
	for m.c.has(m.i) {
		if len(m.stack) == 0 {
			switch b := m.c.buf[m.i]; {
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
				return wrong(m.i, m.i+1, "`}` closes nothing", hintESM)
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
		return &fault{open: true, message: "this statement is never finished: `" + string(m.top()) + "` in it is never closed", hint: hintESM}
	}
	return nil
}

// statementWord looks at the words a statement begins with: enough to tell code
// from a sentence that begins with import or export.
func (m *module) statementWord(start int) *fault {
	w := string(m.c.buf[start:m.i])
	if len(m.words) == 0 || m.words[0] == ";" {
		if w != "import" && w != "export" {
			return wrong(start, m.i, "only import and export can stand here, and `"+w+"` is neither", hintESM)
		}
		m.words = append(m.words[:0], w)
		m.text, m.body = false, false
		return nil
	}
	if len(m.words) < 4 {
		m.words = append(m.words, w)
	}
	switch {
	case m.words[0] == "export" && len(m.words) == 2 && !m.body && m.c.buf[start-1] != '*' && !exported[w]:
		if !bytes.ContainsAny(m.c.buf[:start], "*") {
			return wrong(start, m.i, "`export "+w+"` is no statement of JavaScript", hintESM)
		}
	case m.words[0] == "import" && len(m.words) == 3 && !m.body && w != "from" && m.words[1] != "type" && !bytes.ContainsAny(m.c.buf[:start], "*,"):
		return wrong(start, m.i, "`import "+m.words[1]+" "+w+"` is no statement of JavaScript", hintESM)
	}
	return nil
}

var exported = map[string]bool{"default": true, "const": true, "let": true, "var": true, "function": true, "async": true, "class": true}

// begin starts another statement.
func (m *module) begin() *fault {
	m.words = m.words[:0]
	m.body, m.text, m.operand, m.word = false, false, false, false
	for isBlankByte(m.c.at(m.i)) {
		m.i++
	}
	if b := m.c.at(m.i); !isWordByte(b) && b != '/' && b != ';' {
		end := m.i
		for m.c.has(end) && m.c.buf[end] != '\n' {
			end++
		}
		return wrong(m.i, end, "only import and export can stand here, and this is neither", hintESM)
	}
	return nil
}

// blankLine reports whether the line at i is blank, which the end of the page is
// too, and goes to its end then.
func (m *module) blankLine() bool {
	i := m.i
	for m.c.has(i) && isBlankByte(m.c.buf[i]) {
		i++
	}
	if m.c.has(i) && m.c.buf[i] != '\n' {
		return false
	}
	m.i = i
	return true
}

// goesOn reports whether the next line goes on with a complete statement.
func (m *module) goesOn() bool {
	i := m.i
	for isBlankByte(m.c.at(i)) {
		i++
	}
	rest := m.c.buf[i:]
	b := m.c.at(i)
	if b == '/' && (m.c.at(i+1) == '/' || m.c.at(i+1) == '*') || bytes.HasPrefix(rest, []byte("with ")) {
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
