package rules

import (
	"fmt"
	"strings"
)

// YAML returns the rule as an item of records.
func (r *Rule) YAML() string {
	var b strings.Builder
	in := quoted(r.In[0])
	if len(r.In) > 1 {
		list := make([]string, len(r.In))
		for i, g := range r.In {
			list[i] = quoted(g)
		}
		in = "[" + strings.Join(list, ", ") + "]"
	}
	fmt.Fprintf(&b, "  - in: %s\n    each: %s\n    form: %s\n", in, r.Each, quoted(r.Form))
	if r.Case != "" {
		fmt.Fprintf(&b, "    case: %s\n", r.Case)
	}
	for _, f := range r.Facts {
		places := make([]string, len(f.Places))
		for i, p := range f.Places {
			places[i] = flow(p)
		}
		value := places[0]
		if len(places) > 1 {
			value = "[" + strings.Join(places, ", ") + "]"
		}
		fmt.Fprintf(&b, "    %s: %s\n", f.Key, value)
	}
	return b.String()
}

func placeText(place, match string) string {
	if match == "" {
		return place
	}
	return "{from: " + flow(place) + ", match: " + quoted(match) + "}"
}

// flow returns a place as an item of a YAML list in brackets.
func flow(place string) string {
	if strings.Contains(place, "?") && !strings.HasPrefix(place, "{") {
		return quoted(place)
	}
	return place
}

// quoted returns a text in YAML's single quotes.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
