package conformance

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

// Marker is the name that every piece of hostile text tries to declare.
const Marker = "PWNED"

// hostile is text that would be code if an emitter let it.
var hostile = []string{
	"*/ export const PWNED = 1; /*", "*/", "/*", "//", "/**", "* /", "**/", "<!--", "-->", "</script><script>PWNED=1</script>",
	"${PWNED=1}", "`", "`;PWNED=1;`", "'", "\"", "\";PWNED=1;//", "\\", "\\\\", "\\\"", "\\u0022", "\\x22", "\\N{QUOTATION MARK}",
	"\"\"\"", "'''", "\"\"\"\nPWNED = 1\n\"\"\"", "'''\nPWNED = 1\n'''", "\nPWNED = 1\n", "\rPWNED = 1\r", "\u0085PWNED = 1",
	"\u2028PWNED = 1;\u2029", "\v\fPWNED = 1", "\n  PWNED: {}\n", "- PWNED", ": ", " #", "# type: ignore", "{PWNED: 1}", "[PWNED]",
	"{", "}", "{{", "}}", "{@link PWNED}", "@deprecated", "@ts-ignore", "@ts-nocheck", "// @ts-nocheck", "eslint-disable", "%s", "%(x)s",
	"\x00", "\x07", "\x1b[31m", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ufffd", "\xff", "\xed\xa0\x80", "\U000e0041",
	"\U0001f600", "é", "日本語", "a\u0301", "\t", "   ", "---", "...", "&x", "*x", "!!x", "|", ">", "? ", "yes", "null", "~", "0x1f", "1e3",
	"''", "\u2019", "# region catalogue", "// #endregion", "__all__", "import os", "constructor", "__proto__",
}

// keywords are names of parameters that some language or its library has a use
// for.
var keywords = strings.Fields(`class default from None True import lambda global return yield async await function var let const delete
	new this super null void enum export static args self cls str int float bool list dict id name message stack cause code body known params
	constructor prototype toString valueOf hasOwnProperty print object property code status_code retryable retry_after request_id
	with_traceback add_note errors opts Error Date func range chan go map select struct interface package string error nil len any
	limitRows limit_rows LimitRows datetime deprecated ClassVar match case`)

// Hostile returns a catalogue of n codes whose every text tries to become code,
// and whose parameters have names that languages have a use for. It depends on
// its arguments alone.
func Hostile(seed uint64, n int) *catalog.Catalog {
	r := rand.New(rand.NewPCG(seed, 0))
	text := func() string {
		var b strings.Builder
		for range r.IntN(6) {
			b.WriteString(hostile[r.IntN(len(hostile))])
			if r.IntN(2) == 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	c := newCatalog()
	for i := range n {
		e := newEntry(fmt.Sprintf("hostile/text_%d/case_%06d", i%7, i))
		e.Title.V, e.Detail.V, e.Description.V = text(), text(), text()
		if i < len(hostile) {
			e.Title.V, e.Detail.V, e.Description.V = hostile[i], hostile[i], hostile[i]
		}
		if r.IntN(3) == 0 {
			e.Deprecated = &catalog.Deprecation{}
			e.Deprecated.Reason.V = text()
			e.Deprecated.ReplacedBy.V = catalog.Code([]string{"", "err:hostile:text_0:case_000000"}[r.IntN(2)])
		}
		if r.IntN(2) == 0 {
			e.Params = params(r, 3, text)
			e.Detail.V = catalog.EscapeTemplate(e.Detail.V)
			for _, p := range e.Params {
				if p.Type.V != catalog.List && !p.Optional.V {
					e.Detail.V += "{" + p.Name.V + "}"
				}
			}
		}
		c.Entries = append(c.Entries, e)
	}
	sortEntries(c)
	return c
}

func params(r *rand.Rand, n int, text func() string) []catalog.Param {
	scalars := []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time}
	var out []catalog.Param
	used := map[string]bool{}
	for range 1 + r.IntN(n) {
		var p catalog.Param
		p.Name.V = keywords[r.IntN(len(keywords))]
		if used[p.Name.V] {
			continue
		}
		used[p.Name.V] = true
		p.Type.V = scalars[r.IntN(len(scalars))]
		p.Description.V = text()
		p.Optional.V = r.IntN(3) == 0
		if n > 1 && r.IntN(3) == 0 {
			p.Type.V = catalog.List
			p.Items = &catalog.Param{}
			p.Items.Type.V = scalars[r.IntN(len(scalars))]
			if r.IntN(2) == 0 {
				p.Items.Type.V = catalog.Object
				p.Items.Members = params(r, 1, text)
			}
		}
		out = append(out, p)
	}
	return out
}

// Many returns a catalogue of n codes such as an API has.
func Many(n int) *catalog.Catalog {
	c := newCatalog()
	statuses := []int{400, 401, 403, 404, 409, 422, 429, 500, 503}
	for i := range n {
		e := newEntry(fmt.Sprintf("%s/%s/%s_%05d_%s", pick(i, "store", "billing", "search", "mail"),
			pick(i/4, "data", "authentication", "limits", "request", "upstream"),
			pick(i, "order", "invoice", "coupon", "message", "webhook", "session", "index"), i,
			pick(i/3, "not_found", "already_exists", "expired", "too_large")))
		e.Status.V = statuses[i%len(statuses)]
		e.Title.V = catalog.ReasonPhrase(e.Status.V)
		words := strings.ReplaceAll(e.Last(), "_", " ")
		e.Detail.V = "The " + words + " problem came up"
		e.Description.V = "The " + words + " problem came up while your request was handled. Check the request and send it again."
		e.Retryable.V = catalog.TriOf(e.Status.V == 429 || e.Status.V == 503)
		if i%10 == 0 {
			var p catalog.Param
			p.Name.V, p.Type.V, p.Description.V = "name", catalog.String, "The name that was asked for."
			p.Example.V = json.RawMessage(`"admin"`)
			e.Params = []catalog.Param{p}
			e.Detail.V += ": {name}"
		}
		c.Entries = append(c.Entries, e)
	}
	sortEntries(c)
	return c
}

func pick(i int, words ...string) string { return words[i%len(words)] }
