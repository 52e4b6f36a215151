package html

import (
	"embed"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
)

//go:embed assets
var assets embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"wrap": wrap}).ParseFS(assets, "assets/*.tmpl"))

// wrap returns a code or URL that lines may end in behind its punctuation.
func wrap(s string) template.HTML {
	var b strings.Builder
	for i, r := range s {
		b.WriteString(template.HTMLEscapeString(string(r)))
		if strings.ContainsRune(":/._-", r) && !strings.HasPrefix(s[i+1:], "/") {
			b.WriteString("<wbr>")
		}
	}
	return template.HTML(b.String())
}

// asset returns what makes a file that is the same for each site.
func asset(name string) maker {
	return func(*Site) ([]byte, error) { return assets.ReadFile("assets/" + name) }
}

// partNames are the files that a team may write of each page, in the folder templates.
var partNames = []string{"head.html", "header.html", "footer.html"}

// A partView is what a team's template has of a page.
type partView struct {
	Site        string // title of the site
	Title       string // of the page; empty on the index
	Description string // empty where there is none
	URL         string // of the page
	Root        string // link to the folder of the site, which ends in a slash
}

// readParts reads the templates of the team.
func (s *Site) readParts() error {
	if s.options.Templates == "" {
		return nil
	}
	if !slices.ContainsFunc(s.options.parts, func(in *emit.Input) bool { return in.File != nil }) {
		return &emit.OptionError{Message: fmt.Sprintf("templates is %q, which has none of %s", s.options.Templates, strings.Join(partNames, ", "))}
	}
	s.parts = map[string]*template.Template{}
	for i, in := range s.options.parts {
		if in.File == nil {
			continue
		}
		t, err := template.New(partNames[i]).Option("missingkey=error").Parse(string(in.File.Data))
		if err == nil {
			// Whether it leaves a tag or a string open shows when it is run.
			err = t.Execute(new(strings.Builder), partView{})
		}
		if err != nil {
			return partError(in, err)
		}
		s.parts[partNames[i]] = t
	}
	return nil
}

// runParts runs the templates of the team for a page.
func (s *Site) runParts(v *view, file string) error {
	for i, name := range partNames {
		t := s.parts[name]
		if t == nil {
			continue
		}
		var b strings.Builder
		if err := t.Execute(&b, partView{Site: v.Site, Title: v.Title, Description: v.Description, URL: s.address(file), Root: v.Root}); err != nil {
			return partError(s.options.parts[i], err)
		}
		*[]*template.HTML{&v.Head, &v.Header, &v.Footer}[i] = template.HTML(strings.TrimRight(b.String(), "\n"))
	}
	return nil
}

var located = regexp.MustCompile(`(?s)^(?:html/)?template: ?[^:]*:(?:(\d+):)?(?:(\d+):)? (.*)$`)

// partError returns the finding of a template: where html/template says that it failed,
// or at its first line.
func partError(in *emit.Input, err error) error {
	message, at := err.Error(), 0
	if m := located.FindStringSubmatch(message); m != nil {
		message = m[3]
		if n, err := strconv.Atoi(m[1]); err == nil {
			at = in.File.LineStart(n)
		}
	}
	d := diag.Diagnostic{
		Rule: "config", Severity: diag.Error, Message: message, Span: in.File.Span(at, at),
		Hint: "a template has .Site, .Title, .Description, .URL and .Root",
	}
	return &emit.FoundError{Found: diag.List{d}}
}
