package lint_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/internal/linted"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// TestDocExamples runs the examples of every rule: a bad one has findings of the
// rule and of no other, a good one has none.
//
// An example is completed to pages like this. Its text belongs to the page
// unkey/data/key_not_found.mdx, and what follows a line "-- path --" to the page
// of that path. Each is laid over a page without faults: front matter key by
// key, the JSON example member by member, the code, and the rest in place of the
// sections. After "Bad page:" and "Good page:" the text is the page. A page
// unkey/data/api_not_found.mdx stands beside them, unless an errgen.yaml says that
// bodies look otherwise.
func TestDocExamples(t *testing.T) {
	for _, r := range lint.Rules {
		examples := examplesOf(r.Doc)
		if withoutExamples[r.ID] == "" && len(examples) != 2 {
			t.Errorf("%s has %d examples, want a bad and a good one", r.ID, len(examples))
		}
		for _, x := range examples {
			t.Run(r.ID+"/"+x.title, func(t *testing.T) {
				s := configured[r.ID]
				if r.Severity == diag.Off {
					s.Rules = map[string]diag.Severity{r.ID: diag.Warning}
				}
				pages := complete(x)
				found := judgeWithTargets(pages, s)
				of := 0
				for _, d := range found {
					if d.Rule == r.ID {
						of++
					}
				}
				bad := strings.HasPrefix(x.title, "Bad")
				if bad && (of == 0 || of < len(found)) || !bad && len(found) > 0 {
					t.Errorf("found\n%swant %s\n%s", linted.Text(found), map[bool]string{true: "findings of " + r.ID + " alone", false: "none"}[bad], linted.All(pages))
				}
			})
		}
	}
}

// TestDocTurnsOn: the documentation of a rule that is off says how to turn it on, with
// what errgen.yaml takes.
func TestDocTurnsOn(t *testing.T) {
	var ids []string
	for _, r := range lint.Rules {
		ids = append(ids, r.ID)
	}
	for _, r := range lint.Rules {
		if r.Severity != diag.Off {
			continue
		}
		_, rest, _ := strings.Cut(r.Doc, "\n\nIn errgen.yaml:\n\n")
		lines, _, ok := strings.Cut(rest, "\n\n")
		if !ok {
			t.Errorf("the documentation of %s does not show it in errgen.yaml", r.ID)
			continue
		}
		text := "version: 1\ndocs_url: " + linted.DocsURL + "\n" + strings.ReplaceAll("\n"+lines, "\n\t", "\n")
		c, found := config.Parse(source.NewFile("errgen.yaml", []byte(text)), ".", nil, ids)
		for _, d := range found {
			t.Errorf("%s: %s\n%s", r.ID, d.Message, text)
		}
		if len(found) == 0 && c.Lint.Rules[r.ID] == diag.Off && (r.Asked == nil || !r.Asked(c.Lint)) {
			t.Errorf("%s stays off with\n%s", r.ID, text)
		}
	}
}

// configured are the settings of the examples, as their documentation has them.
var configured = map[string]lint.Settings{
	"forbid": {Forbid: []lint.Forbidden{{
		Match: regexp.MustCompile(`api\.old\.example\.com`), Say: "the API has moved", Replace: &newHost,
	}}},
	"admonition-unknown":   {Site: site.Find("docusaurus")},
	"component-undefined":  {Site: site.Find("docusaurus")},
	"page-unpublished":     {Site: site.Find("docusaurus")},
	"jsx-attribute":        {Site: site.Find("docusaurus")},
	"terms":                {Terms: []lint.Term{{Avoid: avoid("datacent(er|re)|site"), Use: "region", Why: "our docs say region"}}},
	"undefined-expression": {Site: site.Find("docusaurus")},
}

var newHost = "api.example.com"

func avoid(words string) *regexp.Regexp {
	re, err := lint.AvoidPattern(words)
	if err != nil {
		panic(err) // it is a constant
	}
	return re
}

// withoutExamples says why a rule needs none.
var withoutExamples = map[string]string{
	"sidebar-stale":          "it is about a file of the site",
	"type-duplicate":         "it is about types that errgen.yaml makes",
	"record-missed":          "it is about what rules of records leave out",
	"never-raised":           "it is about source files",
	"site-anchor":            "it is about a built site",
	"site-code":              "it is about a built site",
	"site-dead":              "it is about a built site",
	"source-deprecated":      "it is about source files",
	"source-retired":         "it is about source files",
	"source-unknown":         "it is about source files",
	"traffic-body":           "verify traffic finds it",
	"traffic-code":           "verify traffic finds it",
	"traffic-file":           "verify traffic finds it",
	"traffic-status":         "verify traffic finds it",
	"code-length":            "its bad example would be wider than any screen",
	"image-missing":          "it is about files",
	"unreadable":             "it is about files, not about what they say",
	"baseline":               "it is about the baseline",
	"code-reserved":          "it is about ranges that errgen.yaml names",
	"fact-missing":           "it is about facts that errgen.yaml names",
	"fact-value":             "it is about facts that errgen.yaml names",
	"fact-renamed":           "it is about places that errgen.yaml names",
	"code-segment":           "it takes many pages to see it",
	"row-cells":              "it is about rows, not about pages",
	"identifier":             "it is about a place that errgen.yaml names",
	"record-conflict":        "it is about records that errgen.yaml allows",
	"translation-fact":       "it is about pages in other languages",
	"translation-incomplete": "it is about pages in other languages",
	"translation-orphan":     "it is about pages in other languages",
}

type example struct{ title, text string }

func examplesOf(doc string) []example {
	var out []example
	for _, line := range strings.Split(doc, "\n") {
		switch line {
		case "Bad:", "Bad page:", "Good:", "Good page:":
			out = append(out, example{title: strings.TrimSuffix(line, ":")})
			continue
		}
		if len(out) > 0 {
			last := &out[len(out)-1]
			last.text += strings.TrimPrefix(line, "\t") + "\n"
		}
	}
	return out
}

var pageHeader = regexp.MustCompile(`(?m)^-- (.*) --\n`)

const mainPage = "unkey/data/key_not_found.mdx"

func complete(x example) map[string]string {
	pages := map[string]string{"unkey/data/api_not_found.mdx": overlay("unkey/data/api_not_found.mdx", "")}
	headers := pageHeader.FindAllStringSubmatchIndex(x.text, -1)
	add := func(path, text string) {
		if pages[path] = text; !strings.HasSuffix(x.title, "page") {
			pages[path] = overlay(path, text)
		}
	}
	first := len(x.text)
	if len(headers) > 0 {
		first = headers[0][0]
	}
	if own := x.text[:first]; strings.TrimSpace(own) != "" {
		add(mainPage, strings.TrimRight(own, "\n")+"\n")
	}
	for i, h := range headers {
		end := len(x.text)
		if i+1 < len(headers) {
			end = headers[i+1][0]
		}
		add(x.text[h[2]:h[3]], strings.TrimRight(x.text[h[1]:end], "\n")+"\n")
	}
	if _, ok := pages[linted.EnvelopeFile]; ok {
		delete(pages, "unkey/data/api_not_found.mdx") // its body is the usual one
	}
	return pages
}

// overlay returns a page without faults, with the parts of a text in place of
// its own.
func overlay(path, text string) string {
	parts := strings.Split(strings.TrimSuffix(strings.TrimSuffix(path, ".mdx"), ".md"), "/")
	code := "err:" + strings.Join(parts, ":")
	words := strings.ReplaceAll(parts[2]+" of "+parts[1], "_", " ")
	keys := map[string]string{
		"title":       "title: " + parts[2] + "\n",
		"description": "description: The answer to a request in which " + words + " came up. Check the ids in it.\n",
	}
	dangers := "<Danger>" + code + "</Danger>\n"
	body := map[string]any{
		"meta": map[string]any{"requestId": "req_1"},
		"error": map[string]any{
			"detail": "The thing was not found", "status": 404.0, "title": "Not Found", "type": linted.DocsURL + "/" + strings.Join(parts, "/"),
		},
	}
	fence := ""
	sections := "## What Happened?\n\nThe thing was deleted, or it never was.\n\n## How To Fix\n\nCheck the id.\n"

	lines := strings.SplitAfter(text, "\n")
	var own, codes string
	for i := 0; i < len(lines); i++ {
		switch line := lines[i]; {
		case line == "---\n":
			key := ""
			for i++; lines[i] != "---\n"; i++ {
				if lines[i][0] != ' ' {
					key, _, _ = strings.Cut(lines[i], ":")
					keys[key] = ""
				}
				keys[key] += lines[i]
			}
		case strings.HasPrefix(line, "~~~json"):
			start := i + 1
			for i++; lines[i] != "~~~\n"; i++ {
			}
			shown := strings.Join(lines[start:i], "")
			var members map[string]any
			if json.Unmarshal([]byte(shown), &members) == nil {
				merge(body, members)
			} else {
				fence = shown
			}
		case strings.HasPrefix(line, "<Danger>"):
			codes += line + "\n"
		default:
			own += line
		}
	}
	if codes != "" {
		dangers = codes
	}
	if strings.TrimSpace(own) != "" {
		sections = own
	}
	if fence == "" {
		data, err := json.MarshalIndent(body, "", "  ")
		if err != nil {
			panic(err) // it was made of JSON
		}
		fence = string(data) + "\n"
	}
	var front strings.Builder
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		front.WriteString(keys[key])
	}
	return "---\n" + front.String() + "---\n\n" + dangers + "\n~~~json Example\n" + fence + "~~~\n\n" + sections
}

// merge puts members into an object, at any depth.
func merge(into, members map[string]any) {
	for name, v := range members {
		inner, ok1 := v.(map[string]any)
		object, ok2 := into[name].(map[string]any)
		if ok1 && ok2 {
			merge(object, inner)
			continue
		}
		into[name] = v
	}
}

// judgeWithTargets also asks the targets what they cannot express.
// dangers are the codes of the pages that examples are completed to, which other sites
// show in another form.
var dangers = regexp.MustCompile(`<Danger>(.*)</Danger>`)

func judgeWithTargets(pages map[string]string, s lint.Settings) diag.List {
	if s.Site != nil {
		for path, text := range pages {
			pages[path] = dangers.ReplaceAllStringFunc(text, func(element string) string {
				return s.Site.Shown(dangers.FindStringSubmatch(element)[1])
			})
		}
	}
	c, found := linted.ReadOn(s.Site, pages, linted.DocsURL)
	found = append(found, lint.Run(c, s)...)
	found = append(found, golang.Target.Check(c, golang.Target.Options())...)
	return lint.Apply(found, c, s).Sorted()
}
