package lint

import (
	"regexp"

	"github.com/unkeyed/errgen/gen/lint/rule"
)

// What errgen.yaml says under lint. The rules read it, so package rule has it.
type (
	Settings  = rule.Settings
	Override  = rule.Override
	Limits    = rule.Limits
	Forbidden = rule.Forbidden
	Term      = rule.Term
)

// AvoidPattern returns the pattern of a term's words, such as "site|data ?center".
func AvoidPattern(words string) (*regexp.Regexp, error) {
	return regexp.Compile(`(?i)\b(?:` + words + `)\b`)
}
