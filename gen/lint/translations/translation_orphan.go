package translations

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TranslationOrphan = &rule.Rule{
	ID:       "translation-orphan",
	Severity: diag.Error,
	Doc: `a page in another language does not translate an error

Its original was renamed, moved or deleted, or its code is misspelt, so that readers
of that language read about an error that is not there. locales in errgen.yaml says
where the pages in other languages are.`,
	Check: func(p *rule.Pass) {
		for _, l := range p.Catalog.Locales {
			for _, t := range l.Strays {
				if e := p.ByCode(t.Code.V); e != nil && e.Translation(l.Language) != nil && rule.PagePath(e) == rule.PagePath(t) {
					d := p.Reportf(rule.Place(t), "%s is translated twice", t.Code.V)
					d.Hint = "remove one of the two"
					d.AddRelated(rule.Place(e.Translation(l.Language).Entry), "the other translation is here")
					continue
				} else if e != nil {
					d := p.Reportf(rule.Place(t), "the original of %s is %s, want its translation at the same path", t.Code.V, rule.Quote(e.Page))
					d.Hint = "move the translation to " + e.Page + " in its folder"
					d.AddRelated(rule.Place(e), "the original is here")
					continue
				}
				d := p.Reportf(rule.Place(t), "%s is translated, but does not exist", t.Code.V)
				d.Hint = "remove the translation, or add the original"
				if near := p.NearestCode(string(t.Code.V)); near != "" {
					d.Hint = "did you mean " + strconv.Quote(near) + "?"
				}
			}
		}
	},
}
