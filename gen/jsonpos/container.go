package jsonpos

import (
	"slices"
	"strconv"
	"strings"
)

func (p *parser) object(depth int) *Value {
	v := &Value{Kind: Object, Start: p.at}
	p.at++
	var names map[string]int // index by name, made once a loop would be slow
	find := func(name string) int {
		if len(v.Members) <= smallObject {
			return slices.IndexFunc(v.Members, func(m Member) bool { return m.Name == name })
		}
		if names == nil {
			names = make(map[string]int)
		}
		for i := len(names); i < len(v.Members); i++ {
			names[v.Members[i].Name] = i
		}
		if i, ok := names[name]; ok {
			return i
		}
		return -1
	}
	p.list(v, '}', "member", func() bool {
		m, ok := p.member(depth)
		if !ok {
			return false
		}
		if i := find(m.Name); i >= 0 {
			first := v.Members[i]
			p.fault(m.Start, m.End, "duplicate member "+strconv.Quote(clip(m.Name)), "remove one of the two").
				Other = &Place{Start: first.Start, End: first.End, Message: "the first one is here"}
			return true
		}
		v.Members = append(v.Members, m)
		return true
	})
	return v
}

// smallObject is up to how many members a loop finds a name faster than a map.
const smallObject = 16

// member reads a name, a colon and a value.
func (p *parser) member(depth int) (m Member, ok bool) {
	m.Start = p.at
	switch c := p.peek(); {
	case c == '"' || c == '\'' || p.has("“"):
		m.Name = p.quoted()
	case isWord(c):
		p.at = p.wordEnd(p.at)
		m.Name = p.text[m.Start:p.at]
		p.fault(m.Start, p.at, "the name "+strconv.Quote(m.Name)+" is not in double quotes", "write "+strconv.Quote(m.Name))
	default:
		p.stop(p.at, p.wordEnd(p.at), "unexpected "+p.word(p.at)+", want the name of a member", `a member is a name in double quotes, a colon and a value`)
		return m, false
	}
	m.End = p.at
	p.space()
	switch p.peek() {
	case ':':
		p.at++
	case '=':
		p.fault(p.at, p.at+1, `"=" after the name of a member, want a colon`, "")
		p.at++
	default:
		if !p.stopped {
			p.stop(p.at, p.wordEnd(p.at), "unexpected "+p.word(p.at)+" after the name "+strconv.Quote(clip(m.Name))+", want a colon and a value", "")
		}
		return m, false
	}
	p.space()
	if p.stopped {
		return m, false
	}
	m.Value = p.value(depth + 1)
	return m, m.Value != nil
}

func (p *parser) array(depth int) *Value {
	v := &Value{Kind: Array, Start: p.at}
	p.at++
	p.list(v, ']', "item", func() bool {
		item := p.value(depth + 1)
		if item == nil {
			return false
		}
		v.Items = append(v.Items, item)
		return true
	})
	return v
}

// list reads what stands between the brackets of v, each part by one, and sets
// its end.
func (p *parser) list(v *Value, closing byte, what string, one func() bool) {
	defer func() { v.End = p.at }()
	comma := -1 // where the last comma stands that nothing has followed yet
	for n := 0; ; n++ {
		end := p.at
		p.skipped = false
		p.space()
		if n > 0 && comma < 0 && p.peek() == ',' {
			comma = p.at
			p.at++
			p.space()
		}
		switch c := p.peek(); {
		case p.stopped:
			return
		case c == closing:
			if comma >= 0 && !p.skipped {
				p.fault(comma, comma+1, "extra comma after the last "+what, "remove the comma").Edits = []Edit{{Start: comma, End: comma + 1}}
			}
			p.at++
			return
		case p.at >= len(p.text):
			p.stop(p.at, p.at, "text ends before "+v.Kind.String()+" is closed, want "+strconv.Quote(string(closing)), "").
				Other = &Place{Start: v.Start, End: v.Start + 1, Message: "it starts here"}
			return
		case c == ']' || c == '}':
			p.stop(p.at, p.at+1, strconv.Quote(string(c))+" closes "+v.Kind.String()+", want "+strconv.Quote(string(closing)), "").
				Other = &Place{Start: v.Start, End: v.Start + 1, Message: "it starts here"}
			return
		case n > 0 && comma < 0 && !p.skipped:
			f := p.fault(end, end, "missing comma after this "+what, "add a comma")
			if c == '"' || strings.IndexByte(p.text[end:p.at], '\n') >= 0 {
				f.Edits = []Edit{{Start: end, End: end, New: ","}}
			}
		}
		comma = -1
		if p.stopped || !one() {
			return
		}
	}
}
