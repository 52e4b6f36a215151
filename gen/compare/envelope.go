package compare

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/source"
)

var envelopeChanged = &Rule{
	ID: "envelope-changed", Level: Wire,
	Doc: `the shape of error bodies changed

Every client reads the envelope first. A removed or renamed member, another value,
another media type or another header breaks all clients at once. An added member
breaks nothing.`,
	check: func(p *pass) {
		was, is := p.old.Envelope, p.now.Envelope
		if was == nil || is == nil || len(p.old.Entries) == 0 || len(p.now.Entries) == 0 {
			return // there is nobody yet, or nothing any more, to be answered with it
		}
		report := func(format string, args ...any) {
			p.report(nil, nil, source.Span{}, format, args...).Hint = "all clients are affected: keep the existing parts, and only add new ones"
		}
		if was.MediaType != is.MediaType {
			report("the media type of error bodies changed from %q to %q", was.MediaType, is.MediaType)
		}
		if was.Status != is.Status {
			report("error bodies were sent with %s and are with %s", statusOf(was), statusOf(is))
		}
		for _, h := range was.Headers {
			now := ""
			for _, o := range is.Headers {
				if strings.EqualFold(o.Name, h.Name) {
					now = o.Value.String()
				}
			}
			switch {
			case now == "":
				report("the header %q of error responses was removed", h.Name)
			case now != h.Value.String():
				report("the header %q of error responses changed from %s to %s", h.Name, h.Value, now)
			}
		}
		members(was.Body, is.Body, "", report)
	},
}

func statusOf(t *envelope.Template) string {
	if t.Status == 0 {
		return "the status of the error"
	}
	return "the status " + strconv.Itoa(t.Status)
}

// members reports what a body of before has and one of now lacks or has otherwise.
func members(was, is *envelope.Node, path string, report func(format string, args ...any)) {
	if was.Kind != is.Kind || was.Kind != envelope.Object && was.Kind != envelope.Array {
		if a, b := was.String(), is.String(); a != b {
			report("the member %s of error bodies changed from %s to %s", at(path), a, b)
		}
		return
	}
	for i, item := range was.Items {
		if i < len(is.Items) {
			members(item, is.Items[i], path+"["+strconv.Itoa(i)+"]", report)
		}
	}
	for _, m := range was.Members {
		now := find(is, m)
		switch name := strings.TrimPrefix(path+"."+m.Name, "."); {
		case now == nil && m.Spread:
			report("the parameters of an error are no longer in %s of error bodies", at(path))
		case now == nil:
			report("the member %s of error bodies was removed", at(name))
		default:
			members(m.Value, now, name, report)
		}
	}
}

func at(path string) string {
	if path == "" {
		return "the body itself"
	}
	return strconv.Quote(path)
}

// find returns the value of the member of an object that has a name, or that
// spreads the same.
func find(n *envelope.Node, m envelope.Member) *envelope.Node {
	for _, o := range n.Members {
		if o.Name == m.Name && o.Spread == m.Spread {
			return o.Value
		}
	}
	return nil
}
