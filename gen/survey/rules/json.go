package rules

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
)

// codeMembers are what members of bodies go by that hold codes.
var codeMembers = []string{"code", "error_code", "errorCode", "err_code", "errcode", "error", "reason", "type", "name", "id", "key"}

// pointers returns where JSON blocks have what looks like a code, with the members first
// that are called after codes, and then those that most blocks have.
func pointers(pages []*Page) []string {
	found := Votes{}
	eachMember(pages, func(at, name, text string) {
		if i := slices.Index(codeMembers, name); i >= 0 && shapeOf(text, i == 0) != nil {
			found.Add(at)
		}
	})
	out := slices.DeleteFunc(found.Ranked(), func(at string) bool { return found[at] < least })
	slices.SortStableFunc(out, func(a, b string) int {
		rank := func(at string) int { return slices.Index(codeMembers, path.Base(at)) }
		return cmp.Compare(rank(a), rank(b))
	})
	const most = 5
	return out[:min(len(out), most)]
}

// statusPointers returns where JSON blocks have statuses by the names of the members, those
// first that most blocks have.
func statusPointers(pages []*Page) []string {
	found := Votes{}
	eachMember(pages, func(at, name, text string) {
		switch strings.ToLower(strings.ReplaceAll(name, "_", "")) {
		case "status", "statuscode", "httpstatus", "httpstatuscode", "httpcode":
			if len(text) == 3 && statusIn.MatchString(text) {
				found.Add(at)
			}
		}
	})
	return slices.DeleteFunc(found.Ranked(), func(at string) bool { return at == "" })
}

// eachMember calls do with each text and number in the JSON blocks of pages.
func eachMember(pages []*Page, do func(at, name, text string)) {
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.CodeBlock {
					if _, may := record.JSON(n); may {
						if body := p.Source.Body(n); body != nil {
							members(body, "", 0, do)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.Source.Blocks)
	}
}

// members calls do with each text and number of a body, and of the first item of a list.
func members(v *jsonpos.Value, at string, depth int, do func(at, name, text string)) {
	const deep = 4
	if depth > deep {
		return
	}
	for _, m := range v.Members {
		if strings.ContainsAny(m.Name, "~/ '\"#:,[]{}\n") {
			continue
		}
		switch m.Value.Kind {
		case jsonpos.String, jsonpos.Number:
			do(at+"/"+m.Name, m.Name, m.Value.Text)
		default:
			members(m.Value, at+"/"+m.Name, depth+1, do)
		}
	}
	if len(v.Items) > 0 {
		members(v.Items[0], at+"/0", depth+1, do)
	}
}
