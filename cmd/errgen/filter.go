package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint"
)

// A filter chooses entries of a catalogue; all that it says must hold.
type filter struct {
	system, category      string
	status                string // "404" or "4xx"
	retryable, deprecated bool
}

var statusPattern = regexp.MustCompile(`^([45][0-9][0-9]|[45]xx)$`)

// check says what is wrong with a filter, whatever the catalogue.
func (f *filter) check() error {
	f.status = strings.ToLower(f.status)
	if f.status != "" && !statusPattern.MatchString(f.status) {
		return fmt.Errorf("invalid --status %q, want a status such as 404, or 4xx or 5xx", f.status)
	}
	return nil
}

// apply returns the entries that the filter lets through. A system or a category
// that no entry has was probably meant to be another.
func (f *filter) apply(c *catalog.Catalog) ([]*catalog.Entry, error) {
	systems, categories := known(c)
	if err := oneOf("system", f.system, systems); err != nil {
		return nil, err
	}
	if err := oneOf("category", f.category, categories); err != nil {
		return nil, err
	}
	var out []*catalog.Entry
	for _, e := range c.Entries {
		if f.matches(e) {
			out = append(out, e)
		}
	}
	return out, nil
}

func (f *filter) matches(e *catalog.Entry) bool {
	status := strconv.Itoa(e.Status.V)
	switch {
	case f.system != "" && e.GroupAt(0) != f.system,
		f.category != "" && e.GroupAt(1) != f.category,
		f.retryable && !e.MayRetry(),
		f.deprecated && e.Deprecated == nil:
		return false
	}
	return f.status == "" || f.status == status || strings.HasSuffix(f.status, "xx") && f.status[:1] == status[:1]
}

// known returns the systems and the categories of a catalogue, sorted.
func known(c *catalog.Catalog) (systems, categories []string) {
	for _, e := range c.Entries {
		systems = append(systems, e.GroupAt(0))
		categories = append(categories, e.GroupAt(1))
	}
	slices.Sort(systems)
	slices.Sort(categories)
	return slices.Compact(systems), slices.Compact(categories)
}

func oneOf(what, value string, values []string) error {
	if value == "" || slices.Contains(values, value) {
		return nil
	}
	message := fmt.Sprintf("unknown %s %q", what, value)
	if near := lint.Nearest(value, values); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	} else if len(values) > 0 {
		message += ", want one of " + strings.Join(values, ", ")
	}
	return notFoundError{message}
}
