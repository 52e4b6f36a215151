package model

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

// An OldCode is a code that its error had before.
type OldCode struct {
	Code catalog.Code
	Now  *Entry
}

// OldCodes returns the older codes, sorted, each once, and none that is in use.
func (m *Model) OldCodes() []OldCode {
	var out []OldCode
	for _, e := range m.Entries {
		for _, a := range e.Aliases {
			if m.ByCode[a.V] == nil {
				out = append(out, OldCode{a.V, e})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b OldCode) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return slices.CompactFunc(out, func(a, b OldCode) bool { return a.Code == b.Code })
}

// Base returns what types are relative to, with a final slash.
func (m *Model) Base() string {
	if m.DocsURL == "" {
		return ""
	}
	return m.DocsURL + "/"
}
