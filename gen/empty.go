package gen

import (
	"fmt"
	"path/filepath"
	"strings"

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

// AnyCode returns a [ConfigError] where the catalogue has no code at all, so that
// nothing right can be made of it. It names a few pages and why each was left out.
func (p *Project) AnyCode() error {
	if len(p.Catalog.Entries) > 0 {
		return nil
	}
	if p.Config.Catalogue != "" {
		return configError(p.Config.File.Span(0, 0), fmt.Sprintf("the catalogue %q has no code", display(p.base, p.inConfig(p.Config.Catalogue))),
			"errgen list --format json writes one where the pages are")
	}
	at := p.Config.Pages.Span
	if at.IsZero() {
		at = p.Config.File.Span(0, 0)
	}
	root := p.Config.PagesDir()
	message := fmt.Sprintf("1 page in %q, which is no error page", display(p.base, root))
	if p.Pages > 1 {
		message = fmt.Sprintf("%d pages in %q, none is an error page", p.Pages, display(p.base, root))
	}
	hint := "set pages to the folder below which error pages lie at system/category/specific.mdx, " +
		"or state in each page its code, such as <Danger>err:shop:data:order_not_found</Danger>"
	if len(p.Config.Records) > 1 || !p.Config.Records[0].Span.IsZero() {
		hint = "check the rules of records: in must match the pages, each and code say where on them an error states its code"
	}
	err := configError(at, message, hint)
	err.Found[0].Related = p.reasons()
	return err
}

// reasons says of up to three pages why they gave no code: those first that were
// to have one.
func (p *Project) reasons() (out []diag.Related) {
	const most = 3
	seen := map[string]bool{}
	add := func(shown, reason string) {
		if len(out) < most && !seen[shown] {
			seen[shown] = true
			out = append(out, diag.Related{Span: source.NewFile(shown, nil).All(), Message: reason})
		}
	}
	for _, d := range p.read.Sorted() {
		if d.Severity == diag.Error && d.Span.File != nil {
			add(d.Span.File.Name, d.Message)
		}
	}
	for _, left := range p.LeftOut {
		if !strings.HasPrefix(left.Reason, excludedBy) {
			add(display(p.base, filepath.Join(p.Config.PagesDir(), filepath.FromSlash(left.Page))), left.Reason)
		}
	}
	return out
}

// excludedBy begins the reason of a page that errgen.yaml leaves out.
const excludedBy = "excluded by "
