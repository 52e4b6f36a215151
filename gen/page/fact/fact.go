// Package fact decides what a record says of its error.
//
// A rule names the places where each fact may stand. [Reader.Decide] reads the status,
// the description, the identifier, whether the code is in use, and what a house says of
// its errors beside these; each from the first place that has it. [Reader.Title] and
// [Reader.Detail] read the two that depend on them. A place that says something that is
// no such fact gives a finding, and so does a fact that is missing.
package fact

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// Ids of the rules whose findings are made here, beside those of front matter.
const (
	ruleStatusMissing  = "status-missing"
	ruleStatusRange    = "status-range"
	ruleFactMissing    = "fact-missing"
	ruleFactValue      = "fact-value"
	ruleIdentifier     = "identifier"
	ruleDetailTemplate = "detail-template"
)

// A StatusRule gives a status to the codes that match a pattern, for records that
// state none.
type StatusRule struct {
	Match  string             // a code with * for any run of characters
	Status catalog.Value[int] // the Span is in the configuration
}

// A Page is what the facts of all records of a page are read with.
type Page struct {
	Facts  []catalog.Fact // of the catalogue
	Status []StatusRule   // in order; the first match wins

	names   missed.Names
	lacking []*mdx.Node // tables without a column that was said to be missing
}

// A Reader reads the facts of one record into its entry.
type Reader struct {
	*front.Keys
	Record *record.Record
	Here   source.Span // where a finding about the record as a whole is shown

	page       *Page
	noStatus   bool // a place says that there is no status, or that it stands elsewhere is said
	backQuoted []catalog.Value[int]
}

// Of returns what reads a record. Findings are added to those of its keys.
func (p *Page) Of(rec *record.Record, keys *front.Keys, here source.Span) *Reader {
	return &Reader{Keys: keys, Record: rec, Here: here, page: p}
}

// Decide reads what depends on the code and the examples of the record alone.
func (r *Reader) Decide() {
	r.description()
	if r.page.names.Report(r.Record, r.Entry.Code.V, r.Found) {
		r.noStatus = true
	}
	r.status()
	r.name()
	r.facts()
	r.standing()
}
