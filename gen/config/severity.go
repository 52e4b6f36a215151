package config

import "github.com/unkeyed/errgen/gen/lint"

// firm reports whether a rule cannot be switched off.
func firm(id string) bool {
	r := lint.Find(id)
	return r != nil && r.Firm
}

// checkSeverities reports rules that are switched off and cannot be.
func (d *decoder) checkSeverities(rules entries[text]) {
	for _, e := range rules {
		if e.Value.V == "off" && firm(e.Key.V) {
			d.add(e.Value.Span, "remove it, or write warning; to leave a page out, add it to exclude",
				"%q cannot be switched off, since the generated code would not match the page", e.Key.V)
		}
	}
}
