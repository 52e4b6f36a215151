package survey

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/survey/rules"
)

// findUncoded looks for pages about errors where no code was read.
func (s *Survey) findUncoded(docs []*rules.Page) {
	folder, pages, codes, notes := rules.Uncoded(docs)
	if folder == "" {
		return
	}
	s.Pages, s.Unread, s.Records = folder, pages, codes
	s.Unsure = append(s.Unsure, notes...)
	s.unsure("docs_url is a placeholder: replace it with the URL of the published pages")
}

// doubtColumns names what the tables and lists of errors say that is not read.
func (s *Survey) doubtColumns() {
	for _, r := range s.Rules {
		for _, doubt := range r.Doubts {
			s.unsure("%s", doubt)
		}
		if n := len(r.Unread); n > 0 {
			s.unsure("nothing is read from %s %s; to read their values, add facts", map[bool]string{true: "the column", false: "the columns"}[n == 1], quotedList(r.Unread))
		}
	}
}

// quotedList returns the first few of some names.
func quotedList(names []string) string {
	const few = 5
	var out []string
	for _, name := range names[:min(len(names), few)] {
		out = append(out, strconv.Quote(name))
	}
	if len(names) > few {
		return strings.Join(out, ", ") + " and others"
	}
	return strings.Join(out, ", ")
}

// doubtStatuses names the errors whose status stands nowhere that the rules read, which
// none allows.
func (s *Survey) doubtStatuses(entries []rules.Entry) {
	var without []catalog.Code
	for _, e := range entries {
		if e.Status.V == 0 {
			without = append(without, e.Code.V)
		}
	}
	switch allowed := slices.ContainsFunc(s.Rules, func(r *rules.Rule) bool { return slices.Contains(r.Places("status"), "none") }); {
	case !allowed || len(without) == 0:
	case len(without) == len(entries):
		s.unsure("no HTTP statuses were found, so status is none; if errors have one, name its place, for example status: front http_status")
	default:
		s.unsure("no HTTP status was found for %d of %d errors, for example %s; if all have one, remove none from status", len(without), len(entries), without[0])
	}
}
