package rule

import (
	"math"
	"regexp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// Settings configure the rules. With the zero value, every rule has its
// default severity.
type Settings struct {
	// Rules are the severities that the configuration sets, by rule id.
	Rules map[string]diag.Severity
	// Overrides apply to some pages, in order; the last that matches a page and
	// names the rule wins.
	Overrides []Override
	// DescriptionMin and DescriptionMax are the length of a description in
	// characters; 0 is the rule's own default.
	DescriptionMin, DescriptionMax int
	// Sections are the kinds of sections that every page must have.
	Sections []catalog.SectionKind
	// SectionOrder is their order on a page.
	SectionOrder []catalog.SectionKind
	// TitleWords and DescriptionWords are the limits for the number of words.
	TitleWords, DescriptionWords Limits
	Forbid                       []Forbidden
	Terms                        []Term
	// Site is the docs site that publishes the pages; nil if it is unknown. Some rules
	// apply only to some sites.
	Site *site.Site
	// MayUse reports whether a page may use a code of a reserved range of the
	// catalogue, counted from 0, without declaring it; nil: none may.
	MayUse func(i int, page string) bool
	// Documents are pages that are not error pages, including excluded ones: the codes
	// that they mention must exist.
	Documents []*source.File
	// Lacks reports whether an image of a page does not exist, and the path at which it was
	// looked for; nil: files are not checked.
	Lacks func(e *catalog.Entry, image string) (where string, lacks bool)
	// Others are the pages that are not error pages, such as an overview: paths
	// relative to the pages folder. Links may lead to them.
	Others []string
}

// An Override sets severities for the pages that Match accepts. A page is named
// by its path relative to the pages folder, with forward slashes.
type Override struct {
	Match func(page string) bool
	Rules map[string]diag.Severity
}

// Limits are a minimum and a maximum; 0 is the rule's own default.
type Limits struct{ Min, Max int }

// Or returns the limits with defaults in place of what is 0, unless the one that is
// set leaves no room for the other's default.
func (l Limits) Or(least, most int) (int, int) {
	switch {
	case l.Min != 0 && l.Max != 0:
		return l.Min, l.Max
	case l.Min > most:
		return l.Min, math.MaxInt
	case l.Min != 0:
		return l.Min, most
	case l.Max != 0 && l.Max < least:
		return 0, l.Max
	case l.Max != 0:
		return least, l.Max
	}
	return least, most
}

// A Forbidden text is a text that the configuration forbids on pages.
type Forbidden struct {
	Match   *regexp.Regexp
	Say     string // what is wrong with it; may be empty
	Replace *string
	// In reports whether the rule applies to a page; nil: to all pages.
	In func(page string) bool
}

// A Term is a word that the configuration prefers to others.
type Term struct {
	Avoid *regexp.Regexp // its first group is what to avoid
	Use   string         // may be empty
	Why   string         // may be empty
	In    []string       // of title, description and text; nil: all
}

// Base returns the severity of a rule where the configuration names no page. To
// configure a rule is to want it.
func (s Settings) Base(r *Rule) diag.Severity {
	if set, ok := s.Rules[r.ID]; ok {
		return r.allowed(set)
	}
	if r.Asked != nil && r.Asked(s) {
		return diag.Warning
	}
	return r.Severity
}

// On returns the severity of a rule on a page, for a finding that was reported
// with a severity of its own.
func (s Settings) On(r *Rule, page string, reported diag.Severity) diag.Severity {
	out := reported
	if set, ok := s.Rules[r.ID]; ok {
		out = set
	}
	for _, o := range s.Overrides {
		if set, ok := o.Rules[r.ID]; ok && page != "" && o.Match(page) {
			out = set
		}
	}
	return r.allowed(out)
}

// allowed returns the severity that the rule gets where s is asked for.
func (r *Rule) allowed(s diag.Severity) diag.Severity {
	if r.Firm && s == diag.Off {
		return diag.Warning
	}
	return s
}

// offEverywhere reports whether no page can have a finding of the rule.
func (s Settings) offEverywhere(r *Rule) bool {
	for _, o := range s.Overrides {
		if set, ok := o.Rules[r.ID]; ok && set != diag.Off {
			return false
		}
	}
	return s.Base(r) == diag.Off
}
