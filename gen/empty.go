package gen

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// anyErrorPage fails where pages were read and not one is meant to be an error
// page, as where errgen.yaml names the wrong folder. What else is wrong with the
// pages is told as well, since it may be why.
func (p *Project) anyErrorPage() error {
	if p.missing > 0 {
		return nil // there are findings to show first
	}
	return p.AnyCode()
}

// AnyCode returns a [ConfigError] if the catalogue has no code, so that nothing
// can be generated. It names a few pages and why each was left out.
func (p *Project) AnyCode() error {
	if len(p.Catalog.Entries) > 0 {
		return nil
	}
	if p.Config.Catalogue != "" {
		return configError(p.Config.File.Span(0, 0), fmt.Sprintf("the catalogue %q has no code", source.Name(p.base, source.Path(p.Config.Dir, p.Config.Catalogue))),
			"create it with errgen list --format json in the repository of the pages")
	}
	at := p.Config.Pages.Span
	if at.IsZero() {
		at = p.Config.File.Span(0, 0)
	}
	root := p.Config.PagesDir()
	message := fmt.Sprintf("the only page in %q is not an error page", source.Name(p.base, root))
	if p.Pages > 1 {
		message = fmt.Sprintf("none of the %d pages in %q is an error page", p.Pages, source.Name(p.base, root))
	}
	hint := "set pages to the folder that has error pages at system/category/specific.mdx, " +
		"or state the code in each page, such as " + p.Config.Site.Or().Hint("err:shop:data:order_not_found") +
		"; for another layout, set records to how errors are found on the pages; errgen init proposes it if there is no errgen.yaml"
	if len(p.Config.Records) > 1 || !p.Config.Records[0].Span.IsZero() {
		hint = "check the rules of records: in must match the pages, each and code say where on them an error states its code, and form what it looks like: " + p.formsSaid()
	}
	if slices.ContainsFunc(p.read, func(d diag.Diagnostic) bool { return d.Rule == conflict.Rule }) {
		hint = "resolve the merge conflict"
	}
	err := configError(at, message, hint)
	err.Found[0].Related = p.reasons()
	return err
}

// formsSaid lists the forms of codes, each with a code of it.
func (p *Project) formsSaid() string {
	var out []string
	for _, f := range p.Config.Forms {
		out = append(out, fmt.Sprintf("%q, such as %s", f.String(), f.Example()))
	}
	if len(out) > maxReasons {
		return strings.Join(out[:maxReasons], "; ") + "; and others"
	}
	return strings.Join(out, "; ")
}

// maxReasons is of how many pages it is said why they gave no code.
const maxReasons = 3

// reasons says of some pages why they gave no code: those first that were to have
// one, and those last that errgen.yaml leaves out.
func (p *Project) reasons() (out []diag.Related) {
	seen := map[string]bool{}
	for _, d := range p.read.Sorted() {
		if file := d.Span.File; d.Severity == diag.Error && file != nil && !seen[file.Name] && len(out) < maxReasons {
			seen[file.Name] = true
			out = append(out, diag.Related{Span: source.NewFile(file.Name, nil).All(), Message: d.Message})
		}
	}
	for _, r := range p.whyLeftOut(p.LeftOut) {
		if !seen[r.Span.File.Name] && len(out) < maxReasons {
			out = append(out, r)
		}
	}
	return out
}

// whyLeftOut says why pages were left out, of many only a few.
func (p *Project) whyLeftOut(left []LeftOut) (out []diag.Related) {
	for _, l := range left[:min(len(left), maxReasons)] {
		shown := source.Name(p.base, filepath.Join(p.Config.PagesDir(), filepath.FromSlash(l.Page)))
		out = append(out, diag.Related{Span: source.NewFile(shown, nil).All(), Message: l.Reason})
	}
	return out
}
