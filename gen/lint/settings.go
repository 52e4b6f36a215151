package lint

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// Settings say which rules hold where. The zero value is every rule at its
// default severity.
type Settings struct {
	// Rules are the severities that the configuration sets, by rule id.
	Rules map[string]diag.Severity
	// Overrides hold for some pages, in order; the last that matches a page and
	// names the rule wins.
	Overrides []Override
	// DescriptionMin and DescriptionMax are the length of a description in
	// characters; 0 is the rule's own default.
	DescriptionMin, DescriptionMax int
	// Sections are those that every page must have.
	Sections []catalog.SectionKind
}

// An Override sets severities for the pages that Match accepts. A page is named
// by its path relative to the pages folder, with forward slashes.
type Override struct {
	Match func(page string) bool
	Rules map[string]diag.Severity
}
