package links

import (
	"cmp"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var LinkScript = &rule.Rule{
	ID:         "link-script",
	Severity:   diag.Error,
	Translated: true,
	Doc: `a link runs a script, or has a document in its address

Most docs sites and browsers reject such addresses. If they do not, anyone who edits a
page can run code in the session of its readers.

Bad:
	## How To Fix

	[Copy](javascript:navigator.clipboard.writeText('id')) the id of the key.

Good:
	## How To Fix

	Copy the id of the key.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for l := range linksOf(e) {
				if scheme := scriptScheme(l.URL.V); scheme != "" {
					p.Reportf(cmp.Or(l.URL.Span, l.Text.Span), "the address of the link starts with %s, which is not allowed", rule.Quote(scheme)).
						Hint = "link to a page, or write the text without the link"
				}
			}
		}
	},
}

// scriptScheme returns the scheme of an address that runs what follows it, as browsers
// read it: without white space before it and without the line breaks and tabs in it.
func scriptScheme(url string) string {
	url = strings.TrimLeftFunc(url, func(c rune) bool { return c <= ' ' })
	url = strings.ToLower(unbroken.Replace(url))
	for _, scheme := range [...]string{"javascript:", "vbscript:", "data:text/html", "data:application/xhtml+xml", "data:image/svg+xml", "data:text/xml", "data:application/xml"} {
		if strings.HasPrefix(url, scheme) {
			return scheme
		}
	}
	return ""
}

// unbroken takes out what browsers pass over in a URL.
var unbroken = strings.NewReplacer("\t", "", "\n", "", "\r", "")
