package survey

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/envelope/infer"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/survey/rules"
)

// bodies are what the pages show of error bodies, and what is known of each error.
type bodies struct {
	samples []infer.Sample
	known   []envelope.Values // of each error
	paths   []string          // of each error: where its page is, below docs_url
	pages   []string          // of each error: the page that it stands on, below docs_url
	names   []string          // segments of codes
	doubts  []string          // those of Survey.Unsure that are about bodies
}

// findEnvelope infers what error bodies look like from the examples of the pages.
func (s *Survey) findEnvelope(entries []rules.Entry, docs []*rules.Page) {
	c := &catalog.Catalog{}
	s.bodies.names = segments(c, entries)
	for _, e := range entries {
		known := s.known(c, e)
		s.bodies.known = append(s.bodies.known, known)
		s.bodies.paths = append(s.bodies.paths, e.CodePath())
		name, _ := rules.Below(s.Pages, e.From)
		s.bodies.pages = append(s.bodies.pages, record.Published(name))
		for i := range e.Examples {
			if body, faults := jsonpos.Parse(string(e.Examples[i].Body)); len(faults) == 0 {
				s.addSample(body, len(s.bodies.known)-1)
			}
		}
	}
	blocks, broken := 0, 0
	if len(s.bodies.samples) == 0 {
		blocks, broken = s.findBodies(entries, docs)
	}
	before := len(s.Unsure)
	defer func() { s.bodies.doubts = slices.Clone(s.Unsure[before:]) }()
	samples := s.bodies.samples
	t, members := infer.Template(samples, s.bodies.names)
	n := fits(t, samples)
	switch {
	case len(samples) == 0 && blocks+broken == 0:
		s.unsure("the pages show no JSON, so envelope is the default %q; if the server sends another, start over with errgen init --example FILE, where FILE holds such a body", s.Envelope.Name)
		return
	case n == 0 || len(t.Identity(nil)) == 0:
		of := fmt.Sprintf("%d JSON blocks", max(blocks, len(samples)))
		if broken > 0 {
			of += fmt.Sprintf(" and %d blocks that are not valid JSON", broken)
		}
		s.unsure("the pages show %s, but none that identifies its error, so envelope is the default %q; if the server sends another, start over with errgen init --example FILE, where FILE holds such a body", of, s.Envelope.Name)
		return
	}
	s.Envelope, s.Members = t, members
	if n < len(samples) {
		s.unsure("envelope is as in %d of %d examples; the others have a different shape", n, len(samples))
	}
	s.doubtCode()
}

// addSample adds a body of one of the known errors. One that has the URL of its page tells
// docs_url where nothing else did.
func (s *Survey) addSample(body *jsonpos.Value, i int) {
	s.bodies.samples = append(s.bodies.samples, infer.Sample{Body: body, Values: s.bodies.known[i]})
	s.learnURL(body, i)
}

func (s *Survey) learnURL(v *jsonpos.Value, i int) {
	base, ok := strings.CutSuffix(v.Text, "/"+s.bodies.paths[i])
	if at, id, anchored := strings.Cut(v.Text, "#"); anchored && !ok && s.named(id, i) {
		base, ok = strings.CutSuffix(strings.TrimSuffix(at, "/"), strings.TrimSuffix("/"+s.bodies.pages[i], "/"))
	}
	if ok && s.DocsURL == Placeholder && siteURL.MatchString(base) {
		s.DocsURL = base
		s.Unsure = slices.DeleteFunc(s.Unsure, func(line string) bool {
			return strings.HasPrefix(line, "no example has a type URL") && strings.Contains(line, "placeholder")
		})
	}
	for _, m := range v.Members {
		s.learnURL(m.Value, i)
	}
	for _, item := range v.Items {
		s.learnURL(item, i)
	}
}

// named reports whether an id in a URL is the code of an error.
func (s *Survey) named(id string, i int) bool {
	code := s.bodies.known[i]("code")
	return code != nil && id != "" && envelope.Spell(id, "snake") == envelope.Spell(code.Text, "snake")
}

// fits returns how many samples are error bodies of a template.
func fits(t *envelope.Template, samples []infer.Sample) int {
	n := 0
	for _, sample := range samples {
		if t != nil && catalog.NewExample(t, "", sample.Body, nowhere).Template == t {
			n++
		}
	}
	return n
}

func nowhere(int, int) source.Span { return source.Span{} }

// findBodies takes the JSON blocks of the pages that name an error of theirs, as
// none looks like an error body by itself. Where these pages have no JSON, others beside
// them may. It returns how many blocks there are, and how many more are not valid JSON.
func (s *Survey) findBodies(entries []rules.Entry, docs []*rules.Page) (blocks, broken int) {
	own, others := []*rules.Page(nil), []*rules.Page(nil)
	for _, p := range docs {
		if slices.ContainsFunc(entries, func(e rules.Entry) bool { return e.From == p.Path }) {
			own = append(own, p)
		} else if _, ok := rules.Below(s.Pages, p.Path); ok {
			others = append(others, p)
		}
	}
	for _, p := range own {
		s.findBodiesOn(p, func(i int) bool { return entries[i].From == p.Path }, &blocks, &broken)
	}
	if blocks+broken > 0 {
		return blocks, broken
	}
	for _, p := range others {
		s.findBodiesOn(p, func(int) bool { return true }, &blocks, &broken)
	}
	return blocks, broken
}

// findBodiesOn does so for a page; may says which errors may be meant.
func (s *Survey) findBodiesOn(p *rules.Page, may func(i int) bool, blocks, broken *int) {
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			walk(n.Children)
			if sure, _ := record.JSON(n); n.Kind != mdx.CodeBlock || !sure {
				continue
			}
			body, faults := jsonpos.Parse(n.Value)
			if len(faults) > 0 {
				*broken++
				continue
			}
			*blocks++
			for i, known := range s.bodies.known {
				if may(i) && mentions(body, known) > 0 {
					s.addSample(body, i)
					break
				}
			}
		}
	}
	walk(p.Source.Blocks)
}

// mentions returns how much a body says of an error: its code, the last segment of
// it, its URL.
func mentions(body *jsonpos.Value, known envelope.Values) int {
	n := 0
	for i, name := range []string{"code", "specific", "number", "type", "status"} {
		v := known(name)
		if v != nil && v.Text != "" && holds(body, v.Text) {
			n += 5 - i
		}
	}
	return n
}

// holds reports whether a value stands in a body, whatever its case is.
func holds(body *jsonpos.Value, text string) bool {
	if body.Text != "" && envelope.Spell(body.Text, "snake") == envelope.Spell(text, "snake") {
		return true
	}
	return slices.ContainsFunc(body.Items, func(v *jsonpos.Value) bool { return holds(v, text) }) ||
		slices.ContainsFunc(body.Members, func(m jsonpos.Member) bool { return holds(m.Value, text) })
}

// known returns what a page says of its error beside its examples. What is taken
// from an example says nothing about it.
func (s *Survey) known(c *catalog.Catalog, e rules.Entry) envelope.Values {
	page := *e.Entry
	if page.StatusFrom == catalog.FromExample {
		page.Status = catalog.Value[int]{}
	}
	if page.Title.Span.IsZero() || slices.ContainsFunc(page.Examples, func(x catalog.Example) bool { return x.Title.Span == page.Title.Span }) {
		page.Title.V = catalog.ReasonPhrase(page.Status.V)
	}
	values := c.Values(&page, catalog.Occurrence{})
	return func(name string) *jsonpos.Value {
		if page.Type.V = ""; s.DocsURL != Placeholder { // it may be learned late
			page.Type.V = s.DocsURL + "/" + page.CodePath()
		}
		if page.Status.V == 0 && (name == "rpc_status" || name == "status") {
			return nil
		}
		return values(name)
	}
}

// segments returns the names of the segments of codes, the last first: it says most
// of an error.
func segments(c *catalog.Catalog, entries []rules.Entry) []string {
	var out []string
	for _, e := range entries {
		f := e.Form
		if f == nil {
			f = c.FormOf(e.Code.V)
		}
		if f == nil {
			continue
		}
		for _, segment := range slices.Backward(f.Segments()) {
			if !slices.Contains(out, segment.Name) {
				out = append(out, segment.Name)
			}
		}
	}
	return out
}

// ReadExample takes a body that the server sends, in place of the examples of the
// pages, for what error bodies look like. If a page documents its error, its
// members get the meaning that they have on the page.
func (s *Survey) ReadExample(data []byte) error {
	body, faults := jsonpos.Parse(string(data))
	if len(faults) > 0 {
		return fmt.Errorf("the example is not JSON: %s", faults[0].Message)
	}
	sample := infer.Sample{Body: body}
	most, of := 0, 0
	for i, known := range s.bodies.known {
		if n := mentions(body, known); n > most {
			most, sample.Values, of = n, known, i
		}
	}
	if most > 0 {
		s.learnURL(body, of)
	}
	t, members := infer.Template([]infer.Sample{sample}, s.bodies.names)
	switch {
	case t == nil:
		return fmt.Errorf("the example is %s, want an object such as an error body", body.Kind)
	case len(t.Identity(nil)) == 0:
		return fmt.Errorf("nothing in the example identifies the error, want a member such as a code")
	}
	s.Envelope, s.Members = t, members
	s.Unsure = slices.DeleteFunc(s.Unsure, func(line string) bool { return slices.Contains(s.bodies.doubts, line) })
	if n := fits(t, s.bodies.samples); n < len(s.bodies.samples) {
		s.unsure("the shape of the body of --example differs from %d of %d examples on the pages", len(s.bodies.samples)-n, len(s.bodies.samples))
	}
	s.doubtCode()
	return nil
}

// doubtCode names the member that is taken for the whole code because of its name
// alone: it may be a part of it.
func (s *Survey) doubtCode() {
	if len(s.Rules) > 0 || s.Envelope.Name != "" {
		return
	}
	for _, m := range s.Members {
		if strings.Contains(m.Text, "{code}") && m.Why == "by its name" {
			s.unsure("member %q is assumed to be the whole code, such as err:shop:data:order_not_found; if it is only the last part, write {specific}", m.Place)
		}
	}
}
