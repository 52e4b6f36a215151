package syntax

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var UndefinedExpression = &rule.Rule{
	ID:         "undefined-expression",
	Severity:   diag.Error,
	Translated: true,
	Doc: `braces in the text read a variable that does not exist

Braces in MDX are JavaScript. A site that renders its pages when it is built stops
at a variable that the page neither imports nor declares: "ReferenceError: id is not
defined". Two pairs of braces are an object, which is not text either. The rule reports
nothing unless errgen.yaml names such a site.

Bad:
	## What Happened?

	Your request names an order {id} that does not exist.

Good:
	## What Happened?

	Your request names an order \{id} that does not exist.`,
	Check: func(p *rule.Pass) {
		if p.Settings.Site == nil || p.Settings.Site.Scope == nil {
			return
		}
		for _, e := range p.Catalog.Entries {
			for i := range e.Expressions {
				undefined(p, &e.Expressions[i], p.Settings.Site.Scope)
			}
		}
	},
}

// builtIn are the names that JavaScript has wherever it runs, and those of a
// browser, which a page may look for before it uses them.
var builtIn = strings.Fields(`Array ArrayBuffer BigInt Boolean DataView Date Error Infinity Intl Iterator JSON Map Math NaN Number
	Object Promise Proxy RangeError Reflect RegExp Set String Symbol SyntaxError TypeError URL URLSearchParams URIError Uint8Array
	WeakMap WeakSet atob btoa clearInterval clearTimeout console crypto decodeURI decodeURIComponent document encodeURI
	encodeURIComponent eval exports fetch global globalThis history isFinite isNaN localStorage location module navigator
	parseFloat parseInt performance process queueMicrotask require sessionStorage setInterval setTimeout structuredClone window`)

// undefined reports an expression that reads undefined names, or is an object, once.
func undefined(p *rule.Pass, x *catalog.Expression, provided []string) {
	var names []string
	at := x.Span
	for _, n := range x.Free {
		if slices.Contains(provided, n.V) || slices.Contains(builtIn, n.V) {
			continue
		}
		if names = append(names, rule.Quote(n.V)); len(names) == 1 {
			at = n.Span
		}
	}
	var d *diag.Diagnostic
	switch {
	case x.Object:
		d = p.Reportf(x.Span, "two pairs of braces are an object in JavaScript, not text")
	case len(names) == 0:
		return
	case len(names) == 1:
		d = p.Reportf(at, "the braces read the variable %s, which the page neither imports nor declares", names[0])
	default:
		d = p.Reportf(at, "the braces read the variables %s, which the page neither imports nor declares", rule.List(names))
	}
	if !x.Shown {
		d.Hint = "import the variable, or put the value in quotes"
		return
	}
	d.Hint = "for braces in the text write `\\{`, or put the text in back-quotes"
	if text := x.Span.Text(); isPlaceholder(text) {
		d.Fix = diag.Replace(x.Span, strings.ReplaceAll(text, "{", `\{`), "escape the braces")
	}
}

// isPlaceholder reports whether an expression can be meant as text: it is nothing
// but names in braces.
func isPlaceholder(text string) bool {
	return !strings.ContainsFunc(strings.Trim(text, "{}"), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("_ ,.", c)
	})
}
