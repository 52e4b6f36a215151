package links

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ImageMissing = &rule.Rule{
	ID:         "image-missing",
	Severity:   diag.Error,
	Translated: true,
	Doc: `an image does not exist

It stops the build of some docs sites; others show a broken image. A relative path is
resolved against the page. A path that starts with a slash is looked up in the folder
where the site named in errgen.yaml keeps its static files.`,
	Check: func(p *rule.Pass) {
		if p.Settings.Lacks == nil {
			return
		}
		for _, e := range p.Catalog.Entries {
			for _, image := range e.Images {
				if image.V == "" {
					p.Reportf(image.Span, "the image has no path").Hint = "write the path of its file, or remove it"
				} else if where, lacks := p.Settings.Lacks(e, image.V); lacks {
					p.Reportf(image.Span, "image %s does not exist", rule.Quote(image.V)).
						Hint = "add the file " + strings.TrimPrefix(where, "./") + ", or correct the path"
				}
			}
		}
	},
}
