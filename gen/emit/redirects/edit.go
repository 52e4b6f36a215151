package redirects

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

func quote(s string) string { return string(jsonpos.AppendString(nil, s)) }

// The comments that bound the redirects of a file of lines.
const (
	openMark  = "# errgen:redirects"
	closeMark = "# errgen:end"
)

// inText puts the redirects between the comments of a _redirects file.
func (l *List) inText(old []byte) ([]byte, error) {
	end := "\n"
	if bytes.Contains(old, []byte("\r\n")) {
		end = "\r\n"
	}
	open, closing := -1, -1 // behind the one, before the other
	at := 0
	var have []redirect
	var out strings.Builder
	for line := range strings.SplitAfterSeq(string(old), "\n") {
		word := strings.TrimSpace(line)
		switch {
		case word == openMark && open < 0:
			open = at + len(line)
		case word == closeMark && open >= 0 && closing < 0:
			closing = at
		case word == openMark, word == closeMark:
			return nil, fmt.Errorf("has the line %s twice or without its counterpart", word)
		case open < 0 || closing >= 0:
			if fields := strings.Fields(word); len(fields) > 1 && !strings.HasPrefix(word, "#") && !strings.ContainsAny(fields[0], "*:") {
				have = append(have, redirect{from: fields[0], to: fields[1]})
				if to := l.final(fields[1]); to != fields[1] {
					i := strings.Index(line, fields[0]) + len(fields[0])
					line = line[:i] + strings.Replace(line[i:], fields[1], to, 1)
				}
			}
		}
		at += len(line)
		if open < 0 || at == open || closing >= 0 {
			if at == open && !strings.HasSuffix(line, "\n") {
				line += end
			}
			out.WriteString(line)
		}
		if at == open {
			out.WriteString("\x00")
		}
	}
	if open < 0 || closing < 0 {
		return nil, errors.New("has no place for redirects: add the lines " + openMark + " and " + closeMark)
	}
	if err := l.check(have); err != nil {
		return nil, err
	}
	mine := ""
	for _, r := range l.all {
		if !written(have, r.from) {
			mine += r.from + " " + r.to + " 301" + end
		}
	}
	return []byte(strings.Replace(out.String(), "\x00", mine, 1)), nil
}

func written(have []redirect, from string) bool {
	for _, r := range have {
		if strings.TrimSuffix(r.from, "/") == from {
			return true
		}
	}
	return false
}

// inJSON puts the redirects into the list redirects of a JSON file.
func (l *List) inJSON(old []byte, permanent bool) ([]byte, error) {
	text := string(old)
	for range len(l.all) + bytes.Count(old, []byte("{")) + 1 {
		next, err := l.jsonStep(text, permanent)
		if err != nil {
			return nil, err
		}
		if next == text {
			return []byte(text), nil
		}
		text = next
	}
	return nil, errors.New("could not be updated; this is a bug in errgen, please report it")
}

// jsonStep makes the next change, and returns the text as it is where there is none.
func (l *List) jsonStep(text string, permanent bool) (string, error) {
	start := 0
	if strings.HasPrefix(text, "\ufeff") {
		start = len("\ufeff")
	}
	root, faults := jsonpos.Parse(text[start:])
	if len(faults) > 0 {
		return "", fmt.Errorf("is not valid JSON: line %d: %s", 1+strings.Count(text[:start+min(faults[0].Start, len(text)-start)], "\n"), faults[0].Message)
	}
	list := root.Get("redirects")
	if list == nil || list.Kind != jsonpos.Array {
		if len(l.all) == 0 && list == nil {
			return text, nil
		}
		return "", errors.New(`has no list of redirects: add "redirects": []`)
	}
	var have []redirect
	for _, item := range list.Items {
		from, to := item.Get("source"), item.Get("destination")
		if from == nil || to == nil || from.Kind != jsonpos.String || to.Kind != jsonpos.String || strings.ContainsAny(from.Text, ":*(") {
			continue
		}
		if end := l.final(to.Text); end != to.Text {
			return text[:start+to.Start] + quote(end) + text[start+to.End:], nil
		}
		have = append(have, redirect{from: from.Text, to: to.Text})
	}
	if err := l.check(have); err != nil {
		return "", err
	}
	for _, r := range l.all {
		if written(have, r.from) {
			continue
		}
		if len(list.Items) == 0 {
			return text[:start+list.Start] + "[" + firstItem(text[:start+list.Start], r, permanent) + "]" + text[start+list.End:], nil
		}
		last := list.Items[len(list.Items)-1]
		at := start + last.End
		return text[:at] + between(text[start:], list) + like(text[start:], last, r, permanent) + text[at:], nil
	}
	return text, nil
}

// between returns what separates the items of a list.
func between(text string, list *jsonpos.Value) string {
	n := len(list.Items)
	if n > 1 {
		return text[list.Items[n-2].End:list.Items[n-1].Start]
	}
	if before := text[list.Start+1 : list.Items[0].Start]; strings.ContainsAny(before, "\r\n") {
		return "," + before
	}
	return ", "
}

// like returns a redirect as another is written.
func like(text string, model *jsonpos.Value, r redirect, permanent bool) string {
	var b strings.Builder
	at, plain := model.Start, true
	for _, m := range model.Members {
		b.WriteString(text[at:m.Value.Start])
		switch m.Name {
		case "source":
			b.WriteString(quote(r.from))
		case "destination":
			b.WriteString(quote(r.to))
		case "permanent":
			b.WriteString("true")
		default:
			plain = false
		}
		at = m.Value.End
	}
	if !plain || model.Get("source") == nil || model.Get("destination") == nil || permanent != (model.Get("permanent") != nil) {
		return item(r, permanent)
	}
	return b.String() + text[at:model.End]
}

func item(r redirect, permanent bool) string {
	s := `{"source": ` + quote(r.from) + `, "destination": ` + quote(r.to)
	if permanent {
		s += `, "permanent": true`
	}
	return s + "}"
}

// firstItem returns the content of a list that was empty: on lines of its own, further
// in than the line that it begins on.
func firstItem(before string, r redirect, permanent bool) string {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if indent == "" || !strings.Contains(before, "\n") {
		return item(r, permanent)
	}
	end := "\n"
	if strings.Contains(before, "\r\n") {
		end = "\r\n"
	}
	return end + indent + indent + item(r, permanent) + end + indent
}
