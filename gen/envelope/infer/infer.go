// Package infer proposes what error bodies look like from some of them: the template
// that a server seems to write them with.
package infer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Sample is a body that a server sends, and what is known of its error: nil for
// each name of which nothing is.
type Sample struct {
	Body   *jsonpos.Value
	Values envelope.Values
}

// A Guess is what a place of the bodies was taken for.
type Guess struct {
	Place string // "error.code"
	Text  string // as the template has it; empty where nothing was recognised
	Why   string // a clause: "by its name"
}

// Template proposes the template that most of the samples were written with, and says
// what each member was taken for. names are the segments and facts that samples
// give values of, those that say most first. Where no body is an object, the
// template is nil.
//
// A value is taken for what it equals on most samples: the code, a segment of it,
// the status. What equals nothing that is known is taken for what its name usually
// means; what is the same everywhere, for literal text; all else for parameters.
func Template(samples []Sample, names []string) (*envelope.Template, []Guess) {
	in := inference{names: names}
	for _, s := range samples {
		if s.Body != nil && s.Body.Kind == jsonpos.Object {
			in.samples = append(in.samples, s)
		}
	}
	if len(in.samples) == 0 {
		return nil, nil
	}
	top := in.object(in.all())
	top.findDetail()
	in.placeParams(top)
	body := top.value()
	shape := &jsonpos.Value{Kind: jsonpos.Object, Members: []jsonpos.Member{{Name: "body", Value: body}}}
	if top.has("{type}") && top.has("{title}") && top.has("{status}") {
		shape.Members = append(shape.Members, jsonpos.Member{Name: "media_type", Value: text("application/problem+json")})
	}
	t, faults := envelope.Parse(shape, func(name string) bool { return slices.Contains(names, name) })
	if len(faults) > 0 {
		return nil, nil
	}
	var guesses []Guess
	top.guesses(nil, &guesses)
	for _, b := range envelope.Builtins() {
		if in.prefers(b, t) {
			return b, guesses
		}
	}
	return t, guesses
}

// prefers reports whether a built-in template reads the samples as well as one
// that was inferred: it finds at least as much in them, and hardly fits less.
func (in *inference) prefers(b, t *envelope.Template) bool {
	var found, fit [2]float64
	for _, s := range in.samples {
		for i, each := range []*envelope.Template{b, t} {
			r := each.Read(s.Body)
			for _, f := range r.Found {
				if f.Refs[0].Name != "params" {
					found[i]++
				}
			}
			fit[i] += r.Fit()
		}
	}
	n := float64(len(in.samples))
	return found[0] >= found[1] && fit[0] >= fit[1]-0.1*n && fit[0] >= 0.6*n
}

type inference struct {
	samples []Sample
	names   []string
}

// A seen is a value at a place of one sample.
type seen struct {
	sample Sample
	value  *jsonpos.Value
}

func (in *inference) all() []seen {
	out := make([]seen, len(in.samples))
	for i, s := range in.samples {
		out[i] = seen{s, s.Body}
	}
	return out
}

// A guessed node is a part of the template to be.
type guessed struct {
	members []guessedMember // of an object
	item    *guessed        // of a list
	text    string          // of a text with placeholders
	literal *jsonpos.Value
	param   bool // a parameter, or a list or object that is one
	null    bool // of a parameter: null on some samples
	differs bool // of a parameter: samples have different values
	tells   int  // of a parameter: how likely it tells what happened, 1 is the likeliest, 0: it does not
	object  bool
	spread  []string // of all other parameters: the names of those that were seen
	why     string
	strong  bool // what identifies an error was recognised by its value
}

type guessedMember struct {
	name string
	node *guessed
}

// usual are the names that objects of parameters go by.
var usual = []string{"params", "parameters", "details", "metadata", "data", "context", "attributes", "properties", "extra", "info"}

// object guesses what an object is of which several samples are seen.
func (in *inference) object(all []seen) *guessed {
	g := &guessed{object: true}
	var order []string
	by := map[string][]seen{}
	for _, s := range all {
		for _, m := range s.value.Members {
			if envelope.MemberProblem(m.Name) != "" || m.Name == "..." {
				continue
			}
			if by[m.Name] == nil {
				order = append(order, m.Name)
			}
			by[m.Name] = append(by[m.Name], seen{s.sample, m.Value})
		}
	}
	var lists []int
	for _, name := range order {
		at := by[name]
		var node *guessed
		switch kind := mostly(at); {
		case kind == jsonpos.Object:
			node = in.inner(name, at)
		case kind == jsonpos.Array:
			lists = append(lists, len(g.members))
			node = &guessed{param: true, differs: differ(at)}
		case kind == jsonpos.Null && slices.Contains(usual, bare(name)):
			node = &guessed{text: "{params?}", why: "by its name"}
		case kind == jsonpos.Null:
			node = &guessed{literal: &jsonpos.Value{}, why: "always the same"}
		case name == "id" && by["jsonrpc"] != nil:
			node = &guessed{text: "{request.id?}", why: "by its name, in JSON-RPC"}
		default:
			node = in.scalar(name, at)
		}
		if node.literal != nil && 2*len(at) <= len(all) {
			node = &guessed{param: true, differs: differ(at)}
		}
		g.members = append(g.members, guessedMember{name, node})
	}
	// A list holds the error where nothing beside it tells of one, or where what
	// identifies the error stands in it.
	says := g.recognised()
	for _, i := range lists {
		name := g.members[i].name
		if item := in.item(of(by[name], jsonpos.Array)); item != nil && (says == 0 && item.recognised() > 0 || item.identifies()) {
			g.members[i].node = &guessed{item: item}
		}
	}
	return g
}

// inner guesses what a value is that is an object on most samples.
func (in *inference) inner(name string, at []seen) *guessed {
	objects := of(at, jsonpos.Object)
	g := in.object(objects)
	switch {
	case g.recognised() > 0:
		return g
	case slices.Contains(usual, bare(name)):
	case slices.ContainsFunc(g.members, func(m guessedMember) bool { return m.node.tells > 0 }):
		return g
	default:
		return &guessed{param: true, differs: differ(at)}
	}
	empty, texts, numbers := false, true, false
	for _, s := range objects {
		empty = empty || len(s.value.Members) == 0
		for _, m := range s.value.Members {
			texts = texts && m.Value.Kind == jsonpos.String
			numbers = numbers || wholeText.MatchString(m.Value.Text)
		}
	}
	all := &guessed{text: "{params}", why: "by its name"}
	if texts && numbers {
		all.text = "{params:text}"
	}
	switch {
	case empty: // written where there are none, too
		return &guessed{object: true, members: []guessedMember{{"...", all}}}
	case len(objects) < len(at):
		all.text = orNull(all.text)
	}
	return all
}

// item guesses what the first items of lists are, nil where they are no objects.
func (in *inference) item(lists []seen) *guessed {
	var items []seen
	for _, l := range lists {
		if len(l.value.Items) > 0 && l.value.Items[0].Kind == jsonpos.Object {
			items = append(items, seen{l.sample, l.value.Items[0]})
		}
	}
	if 2*len(items) <= len(lists) {
		return nil
	}
	return in.object(items)
}

// mostly returns the kind that most values have, null only where all are.
func mostly(all []seen) jsonpos.Kind {
	var counts [jsonpos.Object + 1]int
	for _, s := range all {
		counts[s.value.Kind]++
	}
	best := jsonpos.Null
	for k := jsonpos.Bool; k <= jsonpos.Object; k++ {
		if counts[k] > 0 && (best == jsonpos.Null || counts[k] > counts[best]) {
			best = k
		}
	}
	return best
}

func of(all []seen, kind jsonpos.Kind) []seen {
	return slices.DeleteFunc(slices.Clone(all), func(s seen) bool { return s.value.Kind != kind })
}

// recognised counts the values that were taken for something of an error.
func (g *guessed) recognised() int {
	n := 0
	g.each(func(g *guessed) {
		if g.text != "" && !strings.HasPrefix(g.text, "{params") {
			n++
		}
	})
	return n
}

func (g *guessed) identifies() bool {
	strong := false
	g.each(func(g *guessed) { strong = strong || g.strong })
	return strong
}

func (g *guessed) has(text string) bool {
	return slices.ContainsFunc(g.members, func(m guessedMember) bool { return m.node.text == text })
}

// each calls do with a node and all below it.
func (g *guessed) each(do func(*guessed)) {
	do(g)
	for _, m := range g.members {
		m.node.each(do)
	}
	if g.item != nil {
		g.item.each(do)
	}
}

// placeParams gives parameters their place: the member that holds them all, else
// the object in which most else was recognised. Those of other objects get places
// of their own.
func (in *inference) placeParams(top *guessed) {
	var holder, first *guessed
	most := -1
	top.each(func(g *guessed) {
		all := g // the placeholder of all parameters in it
		if len(g.members) == 1 && g.members[0].name == "..." {
			all = g.members[0].node
		}
		if strings.HasPrefix(all.text, "{params") {
			if first == nil {
				first = all
			}
			if all != first { // a second one can hold nothing
				*g = guessed{literal: &jsonpos.Value{Kind: jsonpos.Object}, why: "another member holds the parameters"}
			}
		}
		own, params := 0, 0
		for _, m := range g.members {
			if m.node.text != "" {
				own++
			} else if m.node.param {
				params++
			}
		}
		if params > 0 && own > most {
			holder, most = g, own
		}
	})
	taken := map[string]bool{}
	top.each(func(g *guessed) {
		kept := g.members[:0]
		spread := -1
		for _, m := range g.members {
			switch {
			case !m.node.param:
			case g == holder && first == nil:
				if spread >= 0 {
					all := kept[spread].node
					all.spread, all.differs = append(all.spread, m.name), all.differs && m.node.differs
					continue
				}
				spread = len(kept)
				m = guessedMember{"...", &guessed{text: "{params}", spread: []string{m.name}, differs: m.node.differs}}
			case envelope.IsParamName(m.name) && !taken[m.name]:
				taken[m.name] = true
				own := &guessed{text: "{params." + m.name + "}", why: "no name or value says what it is"}
				if m.node.differs {
					own.why = "it differs between errors"
				}
				if m.node.null {
					own.text = orNull(own.text)
				}
				m.node = own
			default:
				continue
			}
			kept = append(kept, m)
		}
		g.members = kept
	})
}

// value returns the node as a template has it.
func (g *guessed) value() *jsonpos.Value {
	switch {
	case g.literal != nil && g.literal.Kind == jsonpos.String:
		return text(envelope.Part{Text: g.literal.Text}.String())
	case g.literal != nil:
		return g.literal
	case g.item != nil:
		return &jsonpos.Value{Kind: jsonpos.Array, Items: []*jsonpos.Value{g.item.value()}}
	case g.object:
		v := &jsonpos.Value{Kind: jsonpos.Object}
		for _, m := range g.members {
			v.Members = append(v.Members, jsonpos.Member{Name: m.name, Value: m.node.value()})
		}
		return v
	}
	return text(g.text)
}

func (g *guessed) guesses(path []envelope.Step, out *[]Guess) {
	path = path[:len(path):len(path)]
	for _, m := range g.members {
		m.node.guesses(append(path, envelope.Step{Name: m.name}), out)
	}
	switch {
	case g.item != nil:
		g.item.guesses(append(path, envelope.Step{}), out)
	case g.object:
	case g.literal != nil:
		*out = append(*out, Guess{envelope.Place{Path: path}.String(), string(g.literal.Append(nil)), g.why})
	default:
		place := envelope.Place{Path: path}.String()
		if last := len(path) - 1; path[last].Name == "..." {
			if place = "other members"; last > 0 {
				place += " of " + envelope.Place{Path: path[:last]}.String()
			}
		}
		why := g.why
		if len(g.spread) > 0 {
			place += " (" + listed(g.spread) + ")"
			if why = "no name or value says what they are"; g.differs {
				why = "they differ between errors"
			}
		}
		*out = append(*out, Guess{place, g.text, why})
	}
}

// listed returns the first few of some names.
func listed(names []string) string {
	const few = 4
	if len(names) > few {
		return strings.Join(names[:few], ", ") + " and others"
	}
	return strings.Join(names, ", ")
}

// findDetail looks for what tells what happened where no member was taken for it: a member
// by another name, or the title, where that is no type's.
func (g *guessed) findDetail() {
	var best *guessed
	has := false
	g.each(func(g *guessed) {
		has = has || strings.HasPrefix(g.text, "{detail") || g.text == "{description}" || g.text == "{summary}"
		if g.tells > 0 && (best == nil || g.tells < best.tells) {
			best = g
		}
	})
	switch {
	case has:
	case best != nil:
		text := "{detail|summary}"
		if best.null {
			text = orNull(text)
		}
		*best = guessed{text: text, why: "by its name"}
	default:
		g.each(func(g *guessed) {
			for _, m := range g.members {
				if m.node.text == "{title}" && m.node.why == "by its name" && !g.has("{type}") {
					m.node.text, m.node.why = "{detail|title}", "by its name, as no other member says what happened"
				}
			}
		})
	}
}

// often reports whether something holds on more than half, and says on how many.
func often(n, all int) (string, bool) {
	return fmt.Sprintf("in %d of %d examples", n, all), all > 0 && 2*n > all
}

func text(s string) *jsonpos.Value { return &jsonpos.Value{Kind: jsonpos.String, Text: s} }
