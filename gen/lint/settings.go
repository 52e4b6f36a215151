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

// AvoidPattern returns the pattern of a term's words, such as "site|data ?center", in
// any case. The first group is a whole word of any script, which \b is of ASCII alone.
func AvoidPattern(words string) (*regexp.Regexp, error) {
	if _, err := regexp.Compile(words); err != nil {
		return nil, err // in the words of the configuration
	}
	return regexp.Compile(`(?i)(?:^|[^\pL\pM\pN_])(` + words + `)(?:[^\pL\pM\pN_]|$)`)
}
