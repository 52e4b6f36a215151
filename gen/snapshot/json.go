package snapshot

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A writer writes JSON with two spaces for each depth.
type writer struct {
	buf   []byte
	depth int
	first bool // nothing stands in the innermost object yet
	slim  bool // on one line, without prose
	facts []catalog.Fact
}

func (j *writer) raw(s string)  { j.buf = append(j.buf, s...) }
func (j *writer) text(s string) { j.buf = jsonpos.AppendString(j.buf, s) }

// line ends a line, after which what follows is indented. On one line it is a space,
// unless what is open has nothing in it yet.
func (j *writer) line() {
	if j.slim {
		if last := j.buf[len(j.buf)-1]; last == ',' {
			j.raw(" ")
		}
		return
	}
	j.buf = append(j.buf, '\n')
	for range j.depth {
		j.buf = append(j.buf, ' ', ' ')
	}
}

// key begins a member of the innermost object.
func (j *writer) key(name string) {
	if !j.first {
		j.raw(",")
	}
	j.first = false
	j.line()
	j.text(name)
	j.raw(": ")
}

func (j *writer) str(name, value string) { j.key(name); j.text(value) }

// optional writes a member unless its value is empty.
func (j *writer) optional(name, value string) {
	if value != "" {
		j.str(name, value)
	}
}

// texts writes a list of texts unless it is empty.
func (j *writer) texts(name string, values []string) {
	if len(values) > 0 {
		j.key(name)
		j.list(len(values), func(i int) { j.text(values[i]) })
	}
}

func (j *writer) bool(name string, value bool) {
	j.key(name)
	j.buf = strconv.AppendBool(j.buf, value)
}

func (j *writer) int(name string, value int) {
	j.key(name)
	j.buf = strconv.AppendInt(j.buf, int64(value), 10)
}

func (j *writer) object(body func()) {
	j.raw("{")
	j.depth++
	j.first = true
	body()
	j.depth--
	if !j.first {
		j.line()
	}
	j.first = false
	j.raw("}")
}

// list writes n items, each by one.
func (j *writer) list(n int, one func(i int)) {
	j.raw("[")
	j.depth++
	for i := range n {
		if i > 0 {
			j.raw(",")
		}
		j.line()
		one(i)
	}
	j.depth--
	if n > 0 {
		j.line()
	}
	j.raw("]")
}

// value writes compact JSON with line breaks; nil is null.
func (j *writer) value(compact []byte) {
	if compact == nil {
		j.raw("null")
		return
	}
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; c {
		case '"':
			end := i + 1
			for end < len(compact) && compact[end] != '"' {
				if compact[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(compact))
			j.buf = append(j.buf, compact[i:end]...)
			i = end - 1
		case '{', '[':
			j.buf = append(j.buf, c)
			if i+1 < len(compact) && compact[i+1] == c+2 { // {} and [], two apart in ASCII
				i++
				j.buf = append(j.buf, compact[i])
				continue
			}
			j.depth++
			j.line()
		case '}', ']':
			j.depth--
			j.line()
			j.buf = append(j.buf, c)
		case ',':
			j.buf = append(j.buf, c)
			j.line()
		case ':':
			j.buf = append(j.buf, ':', ' ')
		default:
			j.buf = append(j.buf, c)
		}
	}
}
