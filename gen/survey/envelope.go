package survey

import (
	"fmt"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// findEnvelope infers what error bodies look like from the examples of the pages.
func (s *Survey) findEnvelope(entries []entry) {
	c := &catalog.Catalog{}
	var samples []envelope.Sample
	for _, e := range entries {
		for i := range e.Examples {
			if body, _ := jsonpos.Parse(string(e.Examples[i].Body)); body != nil {
				samples = append(samples, envelope.Sample{Body: body, Values: s.known(c, e)})
			}
		}
	}
	t, members := envelope.Infer(samples, segments(c, entries))
	if t == nil {
		s.unsure("there are no examples, so envelope is the default %q", s.Envelope.Name)
		return
	}
	s.Envelope, s.Members = t, members
	n := 0
	for _, sample := range samples {
		if catalog.NewExample(t, "", sample.Body, nowhere).Template == t {
			n++
		}
	}
	if n < len(samples) {
		s.unsure("envelope is as in %d of %d examples; the others have a different shape", n, len(samples))
	}
}

func nowhere(int, int) source.Span { return source.Span{} }

// known returns what a page says of its error beside its examples. What is taken
// from an example says nothing about it.
func (s *Survey) known(c *catalog.Catalog, e entry) envelope.Values {
	page := *e.Entry
	if page.StatusFrom == catalog.FromExample {
		page.Status = catalog.Value[int]{}
	}
	page.Title.V = catalog.ReasonPhrase(page.Status.V)
	page.Type.V = ""
	if s.DocsURL != Placeholder {
		page.Type.V = s.DocsURL + "/" + page.CodePath()
	}
	values := c.Values(&page, catalog.Occurrence{})
	return func(name string) *jsonpos.Value {
		if page.Status.V == 0 && name == "rpc_status" {
			return nil
		}
		return values(name)
	}
}

// segments returns the names of the segments of codes, the last first: it says most
// of an error.
func segments(c *catalog.Catalog, entries []entry) []string {
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
// pages, for what error bodies look like.
func (s *Survey) ReadExample(data []byte) error {
	body, faults := jsonpos.Parse(string(data))
	if len(faults) > 0 {
		return fmt.Errorf("the example is not JSON: %s", faults[0].Message)
	}
	t, members := envelope.Infer([]envelope.Sample{{Body: body}}, nil)
	if t == nil {
		return fmt.Errorf("the example is %s, want an object such as an error body", body.Kind)
	}
	s.Envelope, s.Members = t, members
	return nil
}
