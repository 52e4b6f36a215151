package lint

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
)

var imageMissing = &Rule{
	ID:         "image-missing",
	Severity:   diag.Error,
	Translated: true,
	Doc: `an image that is not there

Some docs sites stop their build at it; others show its text in a broken frame. An
image of a relative path lies beside its page. One that begins with a slash is looked
for where the site of errgen.yaml keeps its files.`,
	Check: func(p *Pass) {
		if p.Settings.Lacks == nil {
			return
		}
		for _, e := range p.Catalog.Entries {
			for _, image := range e.Images {
				if image.V == "" {
					p.Reportf(image.Span, "the image has no address").Hint = "write the path of its file, or remove it"
				} else if where, lacks := p.Settings.Lacks(e, image.V); lacks {
					p.Reportf(image.Span, "there is no image %s", quote(image.V)).
						Hint = "add the file " + strings.TrimPrefix(where, "./") + ", or correct the path"
				}
			}
		}
	},
}
