package mintlify

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A navigation is the lists of pages of a docs.json.
type navigation struct {
	text  string
	start int // of the JSON in text
	lists []*list
}

// A list is the member pages, or groups, of something.
type list struct {
	value *jsonpos.Value
	items []*jsonpos.Value
	above *list          // the list that the group stands in; nil at the top
	group *jsonpos.Value // whose list it is

	branch *jsonpos.Value // the innermost version or language that it is of; nil for none
}

// parse reads the navigation.
func (w *wanted) parse(text string) (*navigation, error) {
	n := &navigation{text: text}
	if strings.HasPrefix(text, "\ufeff") {
		n.start = len("\ufeff")
	}
	root, faults := jsonpos.Parse(text[n.start:])
	if len(faults) > 0 {
		line := 1 + strings.Count(text[:n.start+min(faults[0].Start, len(text)-n.start)], "\n")
		return nil, fmt.Errorf("is not valid JSON: line %d: %s", line, faults[0].Message)
	}
	top := root.Get("navigation")
	if top == nil {
		return nil, errors.New(`has no navigation: add "navigation": {"groups": []} with a group of error pages`)
	}
	n.collect(top, nil, nil, nil)
	return n, nil
}

// branches returns the lists of each version and language, and those of none.
func (n *navigation) branches() (out []*navigation) {
	of := map[*jsonpos.Value]*navigation{}
	for _, l := range n.lists {
		b := of[l.branch]
		if b == nil {
			b = &navigation{text: n.text, start: n.start}
			of[l.branch] = b
			out = append(out, b)
		}
		b.lists = append(b.lists, l)
	}
	return out
}

// collect gathers the lists in a value, which stands in a list or in none.
func (n *navigation) collect(v *jsonpos.Value, in *list, group, branch *jsonpos.Value) {
	switch v.Kind {
	case jsonpos.Object:
		for _, m := range v.Members {
			if m.Value.Kind == jsonpos.Array {
				n.collect(m.Value, in, v, branch)
			} else if m.Value.Kind == jsonpos.Object {
				n.collect(m.Value, nil, nil, branch) // global and the like
			}
		}
	case jsonpos.Array:
		l := &list{value: v, items: v.Items, above: in, group: group, branch: branch}
		n.lists = append(n.lists, l)
		for _, item := range v.Items {
			if item.Kind == jsonpos.Object || item.Kind == jsonpos.Array {
				own := branch
				if item.Get("version") != nil || item.Get("language") != nil {
					own = item
				}
				n.collect(item, l, nil, own)
			}
		}
	}
}

func (n *navigation) at(v *jsonpos.Value) (start, end int) { return n.start + v.Start, n.start + v.End }

// cut returns the text with another in place of a part.
func (n *navigation) cut(start, end int, with string) string {
	return n.text[:start] + with + n.text[end:]
}

// remove takes an item out of a list; with the last one goes the group that it stood
// in.
func (n *navigation) remove(l *list, i int) string {
	for len(l.items) == 1 && l.above != nil && l.group != nil {
		k := slices.Index(l.above.items, l.group)
		if k < 0 {
			break
		}
		l, i = l.above, k
	}
	start, end := n.at(l.items[i])
	switch {
	case i+1 < len(l.items):
		end, _ = n.at(l.items[i+1])
	case i > 0:
		_, start = n.at(l.items[i-1])
	}
	return n.cut(start, end, "")
}

// insert puts an item into a list, so that it is the i-th.
func (n *navigation) insert(l *list, i int, item string) string {
	if i > 0 {
		_, end := n.at(l.items[i-1])
		return n.cut(end, end, n.between(l, i)+item)
	}
	start, _ := n.at(l.items[0])
	return n.cut(start, start, item+n.between(l, 0))
}

// between returns what separates the items of a list.
func (n *navigation) between(l *list, i int) string {
	if len(l.items) > 1 {
		i = min(max(i, 1), len(l.items)-1)
		_, from := n.at(l.items[i-1])
		to, _ := n.at(l.items[i])
		return n.text[from:to]
	}
	open, _ := n.at(l.value)
	first, _ := n.at(l.items[0])
	if before := n.text[open+1 : first]; strings.ContainsAny(before, "\r\n") {
		return "," + before
	}
	return ", "
}

// add puts a page where its neighbours are: in the list of its folder; in that of its
// system where that is not divided; in a new group beside those of other folders; or in
// the one list that there is. ok is false where no list has error pages.
func (w *wanted) add(n *navigation, at string) (text string, ok bool) {
	folder := path.Dir(at)
	system := path.Dir(folder)
	for _, l := range n.lists {
		if i, ok := w.placeIn(l, at, func(p string) bool { return path.Dir(p) == folder }); ok {
			return n.insert(l, i, w.item(n, l, at)), true
		}
	}
	for _, l := range n.lists {
		folders := map[string]bool{}
		for _, item := range l.items {
			if p, ok := w.known(item); ok && path.Dir(path.Dir(p)) == system {
				folders[path.Dir(p)] = true
			}
		}
		if len(folders) < 2 {
			continue
		}
		if i, ok := w.placeIn(l, at, func(p string) bool { return path.Dir(path.Dir(p)) == system }); ok {
			return n.insert(l, i, w.item(n, l, at)), true
		}
	}
	if text, ok := w.addGroup(n, at, path.Dir, folder, func(d string) bool { return path.Dir(d) == system }); ok {
		return text, true
	}
	if text, ok := w.addGroup(n, at, func(p string) string { return path.Dir(path.Dir(p)) }, system, func(string) bool { return true }); ok {
		return text, true
	}
	for _, l := range n.lists {
		if i, ok := w.placeIn(l, at, func(string) bool { return true }); ok {
			return n.insert(l, i, w.item(n, l, at)), true
		}
	}
	return "", false
}

// placeIn returns where in a list a page goes: among its neighbours, in their order
// where they have one, else behind them.
func (w *wanted) placeIn(l *list, at string, neighbour func(string) bool) (int, bool) {
	var found []int
	var paths []string
	for i, item := range l.items {
		if p, ok := w.known(item); ok && neighbour(p) {
			found, paths = append(found, i), append(paths, p)
		}
	}
	if len(found) == 0 {
		return 0, false
	}
	if slices.IsSorted(paths) {
		for i, p := range paths {
			if at < p {
				return found[i], true
			}
		}
	}
	return found[len(found)-1] + 1, true
}

// item returns a page as the list writes its pages.
func (w *wanted) item(n *navigation, l *list, at string) string {
	for _, item := range l.items {
		if p, ok := w.known(item); ok {
			before, after, _ := strings.Cut(item.Text, p)
			return string(jsonpos.AppendString(nil, before+at+after))
		}
	}
	return string(jsonpos.AppendString(nil, at))
}

// addGroup makes a group for a page beside groups of its kind: those whose pages all
// have one key, such as their folder.
func (w *wanted) addGroup(n *navigation, at string, key func(page string) string, own string, beside func(key string) bool) (string, bool) {
	for _, l := range n.lists {
		var found []int
		var keys []string
		for i, item := range l.items {
			if k, ok := w.keyOf(item, key); ok && k != own && beside(k) {
				found, keys = append(found, i), append(keys, k)
			}
		}
		if len(found) == 0 {
			continue
		}
		i := found[len(found)-1] + 1
		model := l.items[found[len(found)-1]]
		if slices.IsSorted(keys) {
			for k, other := range keys {
				if own < other {
					i, model = found[k], l.items[found[k]]
					break
				}
			}
		}
		return n.insert(l, i, w.like(n, model, at, key(at))), true
	}
	return "", false
}

// keyOf returns the key that all error pages of a group have. ok is false where they
// have several, and where there is none.
func (w *wanted) keyOf(group *jsonpos.Value, key func(string) string) (k string, ok bool) {
	if group.Kind != jsonpos.Object || group.Get("pages") == nil || group.Get("group") == nil {
		return "", false
	}
	several := false
	var walk func(v *jsonpos.Value)
	walk = func(v *jsonpos.Value) {
		if p, is := w.known(v); is {
			several = several || ok && k != key(p)
			k, ok = key(p), true
		}
		for _, item := range v.Items {
			walk(item)
		}
		for _, m := range v.Members {
			walk(m.Value)
		}
	}
	walk(group)
	return k, ok && !several
}

// like returns a group for one page, as another is written: with its name and pages,
// and with groups in it where the other has them.
func (w *wanted) like(n *navigation, model *jsonpos.Value, at, key string) string {
	var b strings.Builder
	start, end := n.at(model)
	last := start + 1
	written := 0
	for i, m := range model.Members {
		if m.Name != "group" && m.Name != "pages" {
			continue
		}
		nameAt := n.start + m.Start
		if written == 0 {
			first := n.start + model.Members[0].Start
			b.WriteString("{" + n.text[last:first])
		} else {
			from := n.start + model.Members[i-1].Value.End
			b.WriteString(n.text[from:nameAt])
		}
		written++
		valueAt, _ := n.at(m.Value)
		b.WriteString(n.text[nameAt:valueAt])
		if m.Name == "group" {
			b.Write(jsonpos.AppendString(nil, w.name(model, key)))
			continue
		}
		b.WriteString(w.pagesLike(n, m.Value, at))
	}
	lastValue := n.start + model.Members[len(model.Members)-1].Value.End
	b.WriteString(n.text[lastValue:end])
	return b.String()
}

// pagesLike returns a list of one page, or of one group with it, as another list is
// written.
func (w *wanted) pagesLike(n *navigation, v *jsonpos.Value, at string) string {
	start, end := n.at(v)
	if len(v.Items) == 0 {
		return string(jsonpos.AppendString([]byte("["), at)) + "]"
	}
	item := ""
	for _, i := range v.Items {
		if _, ok := w.known(i); ok {
			item = w.item(n, &list{items: v.Items}, at)
			break
		}
		if _, ok := w.keyOf(i, path.Dir); ok {
			item = w.like(n, i, at, path.Dir(at))
			break
		}
	}
	if item == "" {
		item = string(jsonpos.AppendString(nil, at))
	}
	first, _ := n.at(v.Items[0])
	_, last := n.at(v.Items[len(v.Items)-1])
	return n.text[start:first] + item + n.text[last:end]
}

// name returns what a group is called: as the folder, in the way in which another group
// is called as its folder.
func (w *wanted) name(model *jsonpos.Value, key string) string {
	name := path.Base(key)
	if model.Get("group").Text == path.Base(firstKey(w, model)) {
		return name
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return c == '_' || c == '-' })
	for i, word := range words {
		if i == 0 || titled(model.Get("group").Text) {
			c, size := utf8.DecodeRuneInString(word)
			words[i] = string(unicode.ToUpper(c)) + word[size:]
		}
	}
	return strings.Join(words, " ")
}

// firstKey returns the folder of a group's first page.
func firstKey(w *wanted, group *jsonpos.Value) string {
	k := ""
	var walk func(v *jsonpos.Value)
	walk = func(v *jsonpos.Value) {
		if p, ok := w.known(v); ok && k == "" {
			k = path.Dir(p)
		}
		for _, item := range v.Items {
			walk(item)
		}
		for _, m := range v.Members {
			walk(m.Value)
		}
	}
	walk(group)
	return k
}

// titled reports whether every word of a name begins with a capital.
func titled(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if c, _ := utf8.DecodeRuneInString(word); unicode.IsLower(c) {
			return false
		}
	}
	return true
}
