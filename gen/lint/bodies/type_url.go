package bodies

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TypeURL = &rule.Rule{
	ID:       "type-url",
	Severity: diag.Error,
	Doc: `the type in an example is not the URL of the page

Clients match the type and readers open it. It must be docs_url from errgen.yaml
followed by the path of the page, or what the rule for the page says. Anything else
is the URL of another error, of a renamed code, or of a site that has moved.

Bad:
	~~~json
	{"error": {"type": "https://example.com/docs/unkey/data/key_not_found"}}
	~~~

Good:
	~~~json
	{"error": {"type": "https://example.com/errors/unkey/data/key_not_found"}}
	~~~`,
	Check: func(p *rule.Pass) {
		if p.Catalog.DocsURL == "" {
			return
		}
		p.Examples(func(e *catalog.Entry, x *catalog.Example, _ bool) bool {
			checkType(p, e, x)
			return true
		})
	},
}

func checkType(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	got := x.Type.V
	want := e.Type.V
	if got == "" && x.Type.Span.IsZero() || got == want {
		return // one that is not there is a matter of example-shape
	}
	if rule.CodeElsewhere(e) && got == url(p, e.CodePath()) {
		return // the code is what is wrong
	}
	message, part := typeMistake(p, e, got, want)
	at := rule.Unquoted(x.Type.Span)
	// The carets stand under the part that differs, where the file has it as it is.
	if text := at.Text(); part.length > 0 && text == got {
		at = at.File.Span(int(at.Start)+part.from, int(at.Start)+part.from+part.length)
	}
	d := p.Reportf(at, "%s", message)
	d.Hint = fmt.Sprintf("the type of this page is %s", rule.Quote(want))
	mayFix := !rule.CodeElsewhere(e)
	if other := entryOfURL(p, got); other != nil {
		d.AddRelated(rule.Place(other), "the page with that URL")
		if copied := rule.CopyOf(x, other); copied != nil && other != e {
			d.Message = fmt.Sprintf("the example is a copy of the one of %s: %s are the same", other.Code.V, sameMembers(x, copied))
			d.Hint += "; check the other members too"
			mayFix = false // with another type alone, nothing would show that it is a copy
			d.Related[len(d.Related)-1] = diag.Related{Span: rule.Unquoted(copied.Type.Span), Message: "the example it was copied from"}
		}
	}
	// Where the type is made of the code, an unknown one may be right, and the code wrong.
	if mayFix && !p.Doubtful(e) && (e.Named || entryOfURL(p, got) != nil || lastPart(got) == lastPart(want)) {
		d.Fix = rule.ReplaceString(x.Type.Span, want, "use the page's own type URL")
	}
}

// lastPart returns what tells a URL from its neighbours.
func lastPart(url string) string { return url[strings.LastIndexAny(url, "/#:")+1:] }

// part is a part of a URL, in bytes.
type part struct{ from, length int }

// typeMistake says how a type URL differs from the wanted one.
func typeMistake(p *rule.Pass, e *catalog.Entry, got, want string) (string, part) {
	whole := part{0, len(got)}
	base := p.Catalog.DocsURL
	at, below := strings.CutPrefix(want, base+"/")
	if !below || e.Anchor != "" {
		return otherType(p, got, want), whole
	}
	path, sameBase := strings.CutPrefix(got, base+"/")
	if !sameBase {
		if strings.HasSuffix(got, "/"+at) {
			was := strings.TrimSuffix(got, "/"+at)
			return fmt.Sprintf("type URL has the base %s, want %s", rule.Quote(was), rule.Quote(base)), part{0, len(was)}
		}
		return fmt.Sprintf("type URL is %s, want %s: the base and the page differ", rule.Quote(got), rule.Quote(want)), whole
	}
	from := len(base) + 1
	gotParts, wantParts := strings.Split(path, "/"), strings.Split(at, "/")
	names := segmentNames(e)
	if !e.Named || len(gotParts) != len(names) || len(wantParts) != len(names) {
		return fmt.Sprintf("type URL ends in %s, want %s", rule.Quote(path), rule.Quote(at)), part{from, len(path)}
	}
	var differ []string
	var only part
	offset := from
	for i, name := range names {
		if gotParts[i] != wantParts[i] {
			differ = append(differ, fmt.Sprintf("%s %s, want %s", name, rule.Quote(gotParts[i]), rule.Quote(wantParts[i])))
			only = part{offset, len(gotParts[i])}
		}
		offset += len(gotParts[i]) + 1
	}
	if len(differ) > 1 {
		only = part{from, len(path)}
	}
	message := "type URL has the " + strings.Join(differ, ", and the ")
	code, ok := p.Catalog.CodeOfPath(path)
	switch {
	case p.ByPath(path) != nil:
		message += fmt.Sprintf(": it is the URL of %s", p.ByPath(path).Code.V)
	case ok:
		message += fmt.Sprintf(": there is no code %s", code)
		if near := p.NearestCode(string(code)); near != "" && near != string(e.Code.V) {
			message += fmt.Sprintf("; did you mean %s?", near)
		}
	}
	return message, only
}

// segmentNames returns the names of the segments of an entry's code.
func segmentNames(e *catalog.Entry) []string {
	f := e.Form
	if f == nil {
		f = form.Default
	}
	var names []string
	for _, s := range f.Segments() {
		names = append(names, s.Name)
	}
	return names
}

// otherType says that a type is not the wanted one, which is not made of the code's
// parts.
func otherType(p *rule.Pass, got, want string) string {
	message := fmt.Sprintf("type URL is %s, want %s", rule.Quote(got), rule.Quote(want))
	if other := p.ByType(got); other != nil {
		message += fmt.Sprintf(": it is the URL of %s", other.Code.V)
	}
	return message
}

// entryOfURL returns the entry of a type URL, or nil.
func entryOfURL(p *rule.Pass, url string) *catalog.Entry {
	if e := p.ByType(url); e != nil {
		return e
	}
	at, ok := strings.CutPrefix(url, p.Catalog.DocsURL+"/")
	if !ok {
		return nil
	}
	return p.ByPath(at)
}

func url(p *rule.Pass, path string) string { return p.Catalog.DocsURL + "/" + path }

// sameMembers names what two examples have in common.
func sameMembers(x, y *catalog.Example) string {
	same := []string{"type", "detail"}
	if x.Status.V == y.Status.V && x.Status.V != 0 {
		same = append(same, "status")
	}
	if x.Title.V == y.Title.V && x.Title.V != "" {
		same = append(same, "title")
	}
	return rule.List(same)
}
