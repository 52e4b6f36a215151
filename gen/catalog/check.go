package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/source"
)

// ruleNames is the rule of two things that would have one name.
const ruleNames = "name-collision"

// CheckEnvelope returns why the template of error bodies does not fit the errors
// of the catalogue: a body that does not distinguish them, a code that must be a
// number but is not, a parameter with the name of a member beside it. at is where
// the template is configured, and rule that of findings about it.
func (c *Catalog) CheckEnvelope(at source.Span, rule string) diag.List {
	var found diag.List
	c.checkIdentity(&found, at, rule)
	c.checkNumbers(&found, at, rule)
	c.checkParams(&found)
	return found
}

const identityHint = `add a member that does, for example one with "{code}", "{type}" or a segment of the code`

func (c *Catalog) checkIdentity(found *diag.List, at source.Span, rule string) {
	var entries []*Entry // one of each code: that two have one is another finding
	for i, e := range c.Entries {
		if i == 0 || e.Code.V != c.Entries[i-1].Code.V {
			entries = append(entries, e)
		}
	}
	t := c.Body()
	values := func(i int) envelope.Values { return c.Values(entries[i], Occurrence{}) }
	_, ambiguity := t.Identify(len(entries), values, c.Identifies)
	switch {
	case ambiguity == nil:
	case len(ambiguity.Places) == 0:
		found.Add(rule, diag.Error, at, "nothing in the error body identifies the error").Hint = identityHint
	default:
		var same []string
		for _, p := range ambiguity.Places {
			s, ok := t.Rendered(p, values(ambiguity.A))
			if same = append(same, p.String()+" is "+strconv.Quote(s)); !ok {
				same[len(same)-1] = p.String() + " is absent"
			}
		}
		a, b := entries[ambiguity.A], entries[ambiguity.B]
		d := found.Add(rule, diag.Error, at, "the error body does not distinguish %q from %q: in both, %s", a.Code.V, b.Code.V, strings.Join(same, " and "))
		d.Hint = identityHint
		for _, e := range []*Entry{a, b} {
			if e.File != nil {
				d.Related = append(d.Related, diag.Related{Span: e.place(), Message: fmt.Sprintf("%q is here", e.Code.V)})
			}
		}
	}
}

func (c *Catalog) checkNumbers(found *diag.List, at source.Span, rule string) {
	for _, p := range c.Body().Places() {
		if p.Value.As != envelope.AsNumber || !p.Value.Parts[0].Refs[0].Static() {
			continue
		}
		for _, e := range c.Entries {
			s, ok := c.Body().Rendered(p, c.Values(e, Occurrence{}))
			if !ok || envelope.IsNumber(s) {
				continue
			}
			d := found.Add(rule, diag.Error, at, "%s must be a number, but for %q it is %q", p, e.Code.V, s)
			d.Hint = "a number has only digits and no leading zero; remove the word number to write text"
			if e.File != nil {
				d.Related = []diag.Related{{Span: e.place(), Message: "the code is here"}}
			}
			break
		}
	}
}

func (c *Catalog) checkParams(found *diag.List) {
	taken, own := c.Body().Taken(), c.Body().OwnParams()
	if len(taken) == 0 {
		return
	}
	for _, e := range c.Entries {
		for i := range e.Params {
			name := e.Params[i].Name
			if slices.Contains(taken, name.V) && !slices.Contains(own, name.V) {
				found.Add(ruleNames, diag.Error, name.Span, "parameter %q has the same name as a member of the error body beside it", name.V).
					Hint = "give the parameter another name"
			}
		}
	}
}
