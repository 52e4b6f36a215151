package lint

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/diag"
)

var translationOrphan = &Rule{
	ID:       "translation-orphan",
	Severity: diag.Error,
	Doc: `a page in another language does not translate an error

Its original was renamed, moved or deleted, or its code is misspelt, so that readers
of that language read about an error that is not there. locales in errgen.yaml says
where the pages in other languages are.`,
	Check: func(p *Pass) {
		for _, l := range p.Catalog.Locales {
			for _, t := range l.Strays {
				if e := p.byCode[t.Code.V]; e != nil && e.Translation(l.Language) != nil && pagePath(e) == pagePath(t) {
					d := p.Reportf(place(t), "%s is translated twice", t.Code.V)
					d.Hint = "remove one of the two"
					d.AddRelated(place(e.Translation(l.Language).Entry), "the other translation is here")
					continue
				} else if e != nil {
					d := p.Reportf(place(t), "the original of %s is %s, want its translation at the same path", t.Code.V, quote(e.Page))
					d.Hint = "move the translation to " + e.Page + " in its folder"
					d.AddRelated(place(e), "the original is here")
					continue
				}
				d := p.Reportf(place(t), "%s is translated, but does not exist", t.Code.V)
				d.Hint = "remove the translation, or add the original"
				if near := p.nearestCode(string(t.Code.V)); near != "" {
					d.Hint = "did you mean " + strconv.Quote(near) + "?"
				}
			}
		}
	},
}
