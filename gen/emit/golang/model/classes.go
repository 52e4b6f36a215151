package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// classKinds are the kinds of errors of the standard library, with the fields of
// the runtime's struct that has their codes.
var classKinds = []struct{ kind, field string }{
	{"canceled", "canceled"}, {"deadline_exceeded", "deadlineExceeded"}, {"too_large", "tooLarge"}, {"bad_json", "badJSON"},
	{"not_found", "notFound"}, {"method_not_allowed", "methodNotAllowed"},
}

// class returns the code that the option classify gives for a kind, nil if it
// gives none.
func (m *Model) class(kind string) *Entry {
	for _, s := range m.Options.Classify {
		if k, code, _ := strings.Cut(s, "="); k == kind {
			return m.ByCode[catalog.Code(code)]
		}
	}
	return nil
}

// Classes returns the fields of the struct of these codes.
func (m *Model) Classes() string {
	var out []string
	for _, k := range classKinds {
		if e := m.class(k.kind); e != nil {
			out = append(out, k.field+": "+e.Ident)
		}
	}
	return strings.Join(out, ", ")
}

// CheckClasses returns what is wrong with the option.
func (m *Model) CheckClasses() error {
	var known []string
	for _, k := range classKinds {
		known = append(known, k.kind)
	}
	seen := map[string]bool{}
	for _, s := range m.Options.Classify {
		kind, code, ok := strings.Cut(s, "=")
		switch {
		case !ok || !slices.Contains(known, kind):
			return &emit.OptionError{Message: fmt.Sprintf("invalid classify entry %q, want KIND=CODE with one of the kinds %s", s, strings.Join(known, ", "))}
		case seen[kind]:
			return &emit.OptionError{Message: fmt.Sprintf("classify lists the kind %q twice", kind)}
		case m.ByCode[catalog.Code(code)] == nil:
			return &emit.OptionError{Message: fmt.Sprintf("classify entry %q has the code %q, which does not exist", s, code)}
		case !m.ByCode[catalog.Code(code)].Raised():
			return &emit.OptionError{Message: fmt.Sprintf("classify entry %q has the code %q, which is retired", s, code)}
		}
		seen[kind] = true
	}
	return nil
}
