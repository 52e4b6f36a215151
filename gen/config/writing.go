package config

import (
	"regexp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint"
)

// The keys of rules about how pages are written.

type wordKeys struct {
	Min catalog.Value[int] `yaml:"min" min:"1" doc:"Minimum number of words."`
	Max catalog.Value[int] `yaml:"max" min:"1" doc:"Maximum number of words."`
}

type forbidKeys struct {
	Match   text `yaml:"match" required:"true" format:"text_match" example:"'api\\.old\\.example\\.com'" doc:"Regular expression (RE2) of the text; the whole page is searched, including code."`
	Say     text `yaml:"say" format:"line" doc:"What is wrong with it, for the message."`
	Replace text `yaml:"replace" doc:"Replacement that errgen lint --fix writes; $1 is the first group of match."`
	In      text `yaml:"in" format:"glob" doc:"Glob of the pages to search, relative to the pages folder; all pages if omitted."`
}

type termKeys struct {
	Avoid text   `yaml:"avoid" required:"true" format:"text_match" example:"site|datacenter" doc:"Words to avoid, as a regular expression (RE2) that matches whole words, ignoring case."`
	Use   text   `yaml:"use" format:"line" doc:"What to write instead."`
	In    []text `yaml:"in" enum:"title,description,text" doc:"Where to look; everywhere if omitted."`
	Why   text   `yaml:"why" format:"line" doc:"The reason, for the message."`
}

// checkTextMatch accepts expressions that match some text and not its absence.
func checkTextMatch(s string) (problem, hint string) {
	if problem, hint = checkRegexp(s); problem == "" && regexp.MustCompile(s).MatchString("") {
		return "want a regular expression that does not match empty text", ""
	}
	return problem, hint
}

// writing adds to the settings what the keys say of how pages are written.
func (k *lintKeys) writing(s *lint.Settings) {
	s.TitleWords = lint.Limits{Min: k.TitleWords.Min.V, Max: k.TitleWords.Max.V}
	s.DescriptionWords = lint.Limits{Min: k.DescriptionWords.Min.V, Max: k.DescriptionWords.Max.V}
	for _, section := range k.SectionOrder {
		s.SectionOrder = append(s.SectionOrder, catalog.SectionKind(section.V))
	}
	for _, f := range k.Forbid {
		match, err := regexp.Compile(f.Match.V)
		if err != nil || f.Match.V == "" {
			continue // it has been reported
		}
		forbidden := lint.Forbidden{Match: match, Say: f.Say.V}
		if !f.Replace.Span.IsZero() {
			forbidden.Replace = &f.Replace.V
		}
		if glob := f.In.V; glob != "" {
			forbidden.In = func(page string) bool { return Matches(glob, page) }
		}
		s.Forbid = append(s.Forbid, forbidden)
	}
	for _, t := range k.Terms {
		avoid, err := lint.AvoidPattern(t.Avoid.V)
		if err != nil || t.Avoid.V == "" {
			continue // it has been reported
		}
		s.Terms = append(s.Terms, lint.Term{Avoid: avoid, Use: t.Use.V, Why: t.Why.V, In: values(t.In)})
	}
}

// checkWords reports limits of which the lower is above the upper.
func (d *decoder) checkWords(k wordKeys) {
	if k.Max.V != 0 && k.Min.V > k.Max.V {
		d.add(k.Min.Span, "", `"min" is %d, want %d or less, which is "max"`, k.Min.V, k.Max.V)
	}
}
