package author

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/draft"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// A Drafted is a new error: the record that it has, in the form of its neighbours, and the
// one that it replaces. Nothing is written before [Drafted.Apply].
type Drafted struct {
	*output.Edits
	Dir string // of errgen.yaml
	// Places are the files that change, as findings name them; that of the new
	// error with its line if it is a part of a page.
	Places []string
	// Beside is the code of the neighbour that the record stands with on a page; empty
	// where it is a page of its own.
	Beside catalog.Code
	// Lost are the flags whose text has no place in such a record.
	Lost []string
}

// Apply writes the files, all or none of them.
func (d *Drafted) Apply() error { return d.ApplyTogether(d.Dir) }

// New drafts the record of a new error. It fails with an [Error] if the code
// cannot be used, and if the error would not be read from the record.
func (p *Project) New(n draft.Page) (*Drafted, error) {
	if p.Config.Catalogue != "" {
		return nil, &Error{fmt.Errorf("errgen.yaml reads a catalogue and has no pages; create the page in the repository that %s comes from", p.Config.Catalogue)}
	}
	if err := p.mayGive(n.Code); err != nil {
		return nil, &Error{err}
	}
	d, err := p.draft(n)
	if err != nil {
		return nil, err
	}
	if err := p.mayUse(n.Code, d.Page); err != nil {
		return nil, &Error{err}
	}
	out := &Drafted{Dir: p.Config.Dir}
	at := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(d.Page))
	edit := output.Edit{Path: at, New: d.Data, AllowOutside: p.Config.AllowOutside}
	place := source.Name(p.Base, at)
	if d.Old != nil {
		edit.Old = d.Old.Data
		out.Beside = d.Like.Code.V
		for _, e := range p.readAs(d) {
			if e.Code.V == n.Code {
				place = fmt.Sprintf("%s:%d", place, e.Record.From().Line)
			}
		}
	}
	if is := p.added(d, n); is != nil {
		if n.Title != "" && is.Title.V != n.Title {
			out.Lost = append(out.Lost, "--title")
		}
		if n.Detail != "" && is.Detail.V == "" && !is.Shown {
			out.Lost = append(out.Lost, "--detail")
		}
	}
	edits := []output.Edit{edit}
	out.Places = append(out.Places, place)
	if n.Replaces != "" {
		old, err := p.own(n.Replaces)
		if err != nil {
			return nil, err
		}
		changed, err := lifecycle.DeprecateFor(p.world(), old, n.Code, "")
		if err != nil {
			return nil, &Error{err}
		}
		for _, c := range changed {
			edits = append(edits, output.Edit{Path: source.Path(p.Base, c.File.Name), Old: c.File.Data, New: c.Data, AllowOutside: p.Config.AllowOutside})
			out.Places = append(out.Places, c.File.Name)
		}
	}
	out.Edits, err = p.Edits(edits...)
	return out, err
}

// mayGive returns why a code cannot be given to a new error.
func (p *Project) mayGive(code catalog.Code) error {
	e := p.Catalog.Lookup(code)
	switch {
	case e == nil:
		return nil
	case e.Code.V != code:
		return fmt.Errorf("%s is an older name of %s, and clients still know it as that: %s", code, e.Code.V, p.shown(e))
	case e.Retired != nil:
		return fmt.Errorf("%s is retired: clients still know it, so it cannot be used again: %s", code, p.shown(e))
	}
	return fmt.Errorf("code %s already exists: %s", code, p.shown(e))
}

// shown returns where an error is told, as findings name it.
func (p *Project) shown(e *catalog.Entry) string {
	at := source.Name(p.Base, filepath.Join(p.Config.PagesDir(), filepath.FromSlash(e.Page)))
	if e.Record.IsZero() {
		return at
	}
	return fmt.Sprintf("%s:%d", at, e.Record.From().Line)
}

// mayUse returns why a code is not to be had on a page: its number is kept for somebody.
func (p *Project) mayUse(code catalog.Code, page string) error {
	e := &catalog.Entry{Form: p.Catalog.FormOf(code)}
	e.Code.V = code
	number, ok := e.Number()
	if !ok {
		return nil
	}
	for i, r := range p.Catalog.Reserved {
		if r.From <= number && number <= r.To && !p.Config.Lint.MayUse(i, page) {
			next := ""
			if free, ok := p.Catalog.NextFree(code); ok {
				next = "; next free: " + string(free)
			}
			return fmt.Errorf("%s is in the range %d to %d, which is reserved for %q%s", code, r.From, r.To, r.For, next)
		}
	}
	return nil
}

// draft returns the record of a new error, which has been read again to see that it is
// that.
func (p *Project) draft(n draft.Page) (*draft.Draft, error) {
	layout := draft.LayoutOf(p.Catalog)
	if p.Config.RecordsSet {
		if d := draft.Like(p.Catalog, p.Config.RuleOf, n); d != nil {
			if err := p.checkStatus(d, n); err != nil {
				return nil, err
			}
			if is := p.added(d, n); is != nil {
				n.Type = is.Type.V // which its id is a part of
				if again := draft.Like(p.Catalog, p.Config.RuleOf, n); p.added(again, n) != nil {
					d = again
				}
				return p.free(d, n.Code)
			}
			return nil, &Error{fmt.Errorf("the error would not be read from a record like that of %s; add it by hand, see %s", d.Like.Code.V, p.shown(d.Like))}
		}
		layout = p.layoutOfRule(layout)
	}
	d := &draft.Draft{Page: layout.Path(n.Code)}
	if err := p.checkStatus(d, n); err != nil {
		return nil, err
	}
	d.Data = layout.Page(n)
	if p.Config.RecordsSet && p.added(d, n) == nil {
		each := p.Config.Records[0].Each.String()
		return nil, &Error{fmt.Errorf("there is no error yet to copy the form of %s from (each: %s); add the first one by hand", n.Code, each)}
	}
	return p.free(d, n.Code)
}

// checkStatus reports a status that is missing, or that errors of the rule do not have.
func (p *Project) checkStatus(d *draft.Draft, n draft.Page) error {
	rule := p.Config.RuleOf(d.Page)
	switch {
	case rule == nil:
	case n.Status == 0 && !rule.Status.None():
		return &Error{errors.New("--status is required, for example --status 404; want 400 to 599")}
	case n.Status == 0 && !n.NoStatus && !rule.Status.Only():
		return &Error{errors.New("--status is required, for example --status 404, or --status none for an error without one")}
	case n.Status != 0 && rule.Status.Only():
		return &Error{fmt.Errorf("--status %d: the errors of %s have no status", n.Status, d.Page)}
	}
	return nil
}

// free fails where there is a page already at the path of a new one.
func (p *Project) free(d *draft.Draft, code catalog.Code) (*draft.Draft, error) {
	if d.Old != nil {
		return d, nil
	}
	at := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(d.Page))
	for _, ext := range []string{".mdx", ".md"} {
		there := strings.TrimSuffix(at, path.Ext(d.Page)) + ext
		if _, err := os.Lstat(there); err == nil {
			return nil, &Error{fmt.Errorf("file already exists: %s", source.Name(p.Base, there))}
		}
	}
	return d, nil
}

// layoutOfRule fits a layout to the first rule of the configuration.
func (p *Project) layoutOfRule(l draft.Layout) draft.Layout {
	rule := p.Config.Records[0]
	l.CodeKey, l.StatusKey = frontKey(rule.Code), frontKey(rule.Status)
	if l.CodeKey != "" {
		l.Element = "" // the front matter states the code
	}
	l.Status = l.Status || l.StatusKey != ""
	return l
}

// frontKey returns the first key of the front matter among places.
func frontKey(places record.Places) string {
	for _, p := range places {
		if p.Word == "front" && p.Match == nil {
			return p.Arg
		}
	}
	return ""
}

// readAs reads the page of a draft as it would be.
func (p *Project) readAs(d *draft.Draft) []*catalog.Entry {
	name := source.Name(p.Base, filepath.Join(p.Config.PagesDir(), filepath.FromSlash(d.Page)))
	return p.Read(source.NewFile(name, d.Data), d.Page)
}

// added returns the new error as it is read from its draft, or nil where it is not, or where
// another error of the page would no longer be what it was.
func (p *Project) added(d *draft.Draft, n draft.Page) *catalog.Entry {
	if d == nil {
		return nil
	}
	var was []*catalog.Entry
	if d.Old != nil {
		was = p.Read(d.Old, d.Page)
	}
	now := p.readAs(d)
	i := slices.IndexFunc(now, func(e *catalog.Entry) bool { return e.Code.V == n.Code })
	if i < 0 || (n.Status != 0 || n.NoStatus) && now[i].Status.V != n.Status {
		return nil
	}
	out := now[i]
	if !slices.EqualFunc(was, slices.Delete(now, i, i+1), func(a, b *catalog.Entry) bool {
		return a.Code.V == b.Code.V && a.Status.V == b.Status.V && a.Title.V == b.Title.V && a.Detail.V == b.Detail.V && a.Description.V == b.Description.V
	}) {
		return nil
	}
	return out
}
