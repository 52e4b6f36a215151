package lookup

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
)

// A filter chooses entries of a catalogue; all that it says must hold.
type filter struct {
	segments              []string // "name=value": of a segment of the code, or a fact
	system, category      string   // two of them under flags of their own
	status                string   // "404" or "4xx"
	retryable, deprecated bool
}

var statusPattern = regexp.MustCompile(`^([45][0-9][0-9]|[45]xx)$`)

// check says what is wrong with a filter, whatever the catalogue.
func (f *filter) check() error {
	f.status = strings.ToLower(f.status)
	if f.status != "" && !statusPattern.MatchString(f.status) {
		return fmt.Errorf("invalid --status %q, want a status such as 404, or 4xx or 5xx", f.status)
	}
	for _, s := range f.segments {
		if name, value, ok := strings.Cut(s, "="); !ok || name == "" || value == "" {
			return fmt.Errorf("invalid --segment %q, want NAME=VALUE, such as category=data", s)
		}
	}
	return nil
}

// apply returns the entries that the filter lets through. A segment that codes do not
// have, or a value that none has there, was probably meant to be another.
func (f *filter) apply(c *catalog.Catalog) ([]*catalog.Entry, error) {
	var wanted [][2]string
	for _, own := range [][2]string{{"system", f.system}, {"category", f.category}} {
		if own[1] != "" {
			wanted = append(wanted, own)
		}
	}
	for _, s := range f.segments {
		name, value, _ := strings.Cut(s, "=")
		wanted = append(wanted, [2]string{name, value})
	}
	for _, w := range wanted {
		name, value := w[0], w[1]
		if names := segmentNames(c); !slices.Contains(names, name) {
			message := fmt.Sprintf("codes have no segment %q, want one of %s", name, strings.Join(names, ", "))
			if near := nearest.Name(name, names); near != "" {
				message = fmt.Sprintf("codes have no segment %q; did you mean %q?", name, near)
			}
			return nil, terminal.Usage(errors.New(message))
		}
		if err := oneOf(name, value, segmentValues(c, name)); err != nil {
			return nil, err
		}
	}
	var out []*catalog.Entry
	for _, e := range c.Entries {
		of := func(w [2]string) bool { return segment(c, e, w[0]) != w[1] }
		if !slices.ContainsFunc(wanted, of) && f.matches(e) {
			out = append(out, e)
		}
	}
	return out, nil
}

func (f *filter) matches(e *catalog.Entry) bool {
	status := strconv.Itoa(e.Status.V)
	if f.retryable && !e.MayRetry() || f.deprecated && e.Deprecated == nil {
		return false
	}
	return f.status == "" || f.status == status || strings.HasSuffix(f.status, "xx") && f.status[:1] == status[:1]
}

// segment returns the value of a segment of a code, or of a fact.
func segment(c *catalog.Catalog, e *catalog.Entry, name string) string {
	for i, f := range c.Facts {
		if f.Name == name && i < len(e.Facts) {
			return e.Facts[i].V
		}
	}
	return e.Segment(name)
}

// segmentNames returns what the segments of the codes are called, and the facts.
func segmentNames(c *catalog.Catalog) []string {
	forms := c.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	var names []string
	for _, f := range forms {
		for _, s := range f.Segments() {
			names = append(names, s.Name)
		}
	}
	for _, f := range c.Facts {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// segmentValues returns the values that a segment has, sorted.
func segmentValues(c *catalog.Catalog, name string) (values []string) {
	for _, e := range c.Entries {
		if v := segment(c, e, name); v != "" {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

func oneOf(what, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	message := fmt.Sprintf("unknown %s %q", what, value)
	if near := nearest.Name(value, values); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	} else if 0 < len(values) && len(values) <= 20 {
		message += ", want one of " + strings.Join(values, ", ")
	}
	return terminal.NotFound(message)
}
