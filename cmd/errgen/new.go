package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/draft"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/record"
)

func newCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new CODE --status STATUS",
		Short: "Create a page for a new error",
		Long: `Create a page for a new code in the right place, with the layout that most pages
of the catalogue have. The parts to fill in are marked TODO; errgen lint reports
the marks that are left.

It is an error if the page or the code already exists.`,
		Example: `  errgen new err:shop:data:order_not_found --status 404
  errgen new err:shop:data:too_many_items --status 422 --param limit:int \
      --detail "An order has at most {limit} items"
  errgen new err:shop:data:order_gone --status 410 \
      --deprecates err:shop:data:order_deleted`,
		Args: cobra.ExactArgs(1),
	}
	flags := cmd.Flags()
	config := configFlag(cmd)
	var n drafting
	flags.IntVar(&n.page.Status, "status", 0, "HTTP `STATUS`, 400 to 599")
	flags.StringVar(&n.page.Title, "title", "", "`TEXT` of the title in the error body (default: the reason phrase of the status)")
	flags.StringVar(&n.page.Detail, "detail", "", "`TEXT` of the detail; {name} is replaced by a parameter")
	params := flags.StringArray("param", nil, "`NAME:TYPE` of a parameter: string, int, float, bool, time or list; can be repeated")
	deprecates := flags.String("deprecates", "", "`CODE` that this one replaces")
	flags.BoolVar(&n.newGroup, "new-category", false, "allow a new category or system with a name close to an existing one")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	complete(cmd, "deprecates", e.codes(config, false))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		n.env, n.config = e, *config
		if err := n.read(*params); err != nil {
			return usageError{err}
		}
		project, err := e.open(gen.Options{Config: *config})
		if err != nil {
			return err
		}
		if err := n.codes(project.Catalog, args[0], *deprecates); err != nil {
			return usageError{err}
		}
		return n.write(project)
	}
	return cmd
}

// drafting is one run of new.
type drafting struct {
	env
	config   string
	page     draft.Page
	newGroup bool
}

// codes reads the codes of the command line, in the forms of the catalogue.
func (n *drafting) codes(c *catalog.Catalog, code, deprecates string) (err error) {
	if n.page.Code, err = c.Parse(code); err != nil {
		return err
	}
	if deprecates != "" {
		if n.page.Replaces, err = c.Parse(deprecates); err != nil {
			return fmt.Errorf("--deprecates: %w", err)
		}
	}
	return nil
}

// read checks what the command line says of the page.
func (n *drafting) read(params []string) (err error) {
	switch n.page.Status {
	case 0:
		return errors.New("--status is required, for example --status 404; want 400 to 599")
	default:
		if n.page.Status < 400 || n.page.Status > 599 {
			return fmt.Errorf("--status %d is not an HTTP error status, want 400 to 599", n.page.Status)
		}
	}
	for _, p := range params {
		param, err := readParam(p)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(n.page.Params, func(other draft.Param) bool { return other.Name == param.Name }) {
			return fmt.Errorf("duplicate --param %s", param.Name)
		}
		n.page.Params = append(n.page.Params, param)
	}
	return n.checkDetail()
}

var paramTypes = []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time, catalog.List}

func readParam(s string) (draft.Param, error) {
	name, typ, _ := strings.Cut(s, ":")
	if !slices.Contains(paramTypes, catalog.ParamType(typ)) {
		return draft.Param{}, fmt.Errorf("invalid --param %q, want NAME:TYPE where TYPE is string, int, float, bool, time or list", s)
	}
	return draft.Param{Name: name, Type: catalog.ParamType(typ)}, catalog.CheckParamName(name, true)
}

// checkDetail compares the placeholders of --detail with the parameters.
func (n *drafting) checkDetail() error {
	if n.page.Detail == "" {
		return nil
	}
	params := make([]catalog.Param, 0, len(n.page.Params))
	for _, p := range n.page.Params {
		params = append(params, catalog.Param{Name: catalog.Value[string]{V: p.Name}, Type: catalog.Value[catalog.ParamType]{V: p.Type}})
	}
	t, err := catalog.ParseTemplate(n.page.Detail)
	if err != nil && len(params) == 0 {
		return nil // text that has braces
	}
	for _, part := range t {
		if part.Param != "" && !slices.ContainsFunc(n.page.Params, func(p draft.Param) bool { return p.Name == part.Param }) {
			return fmt.Errorf("--detail has the placeholder {%s}, but there is no such parameter; add --param %s:string", part.Param, part.Param)
		}
	}
	if faults := catalog.CheckTemplate(n.page.Detail, params); len(params) > 0 && len(faults) > 0 {
		return fmt.Errorf("--detail: %w", &faults[0])
	}
	return nil
}

// write writes the page, and the one that it replaces, both or neither.
func (n *drafting) write(project *gen.Project) error {
	c, code := project.Catalog, n.page.Code
	if project.Config.Catalogue != "" {
		return usageError{fmt.Errorf("errgen.yaml reads a catalogue and has no pages; create the page in the repository that %s comes from", project.Config.Catalogue)}
	}
	if other := c.Lookup(code); other != nil {
		return usageError{fmt.Errorf("code %s already exists: %s", code, n.shown(project, other.Page))}
	}
	if err := n.checkGroup(c); err != nil {
		return usageError{err}
	}
	layout := draft.LayoutOf(c)
	if rule := project.Config.Records[0]; project.Config.RecordsSet {
		layout.CodeKey, layout.StatusKey = frontKey(rule.Code), frontKey(rule.Status)
		if layout.CodeKey != "" {
			layout.Element = "" // the front matter states the code
		}
		layout.Status = layout.Status || layout.StatusKey != ""
	}
	path := filepath.Join(project.Config.PagesDir(), filepath.FromSlash(layout.Path(code)))
	for _, ext := range []string{".mdx", ".md"} {
		there := strings.TrimSuffix(path, layout.Ext) + ext
		if _, err := os.Lstat(there); err == nil {
			return usageError{fmt.Errorf("file already exists: %s", n.relative(there))}
		}
	}
	data := layout.Page(n.page)
	if err := n.check(project, path, data); err != nil {
		return err
	}
	edits := []output.Edit{{Path: path, New: data, AllowOutside: project.Config.AllowOutside}}
	if n.page.Replaces != "" {
		old, err := n.replaced(project)
		if err != nil {
			return usageError{err}
		}
		edits = append(edits, old)
	}
	planned, err := project.Edits(edits...)
	if err != nil {
		return err
	}
	if err := planned.Apply(); err != nil {
		return err
	}
	for _, edit := range edits {
		fmt.Fprintln(n.out, n.relative(edit.Path))
	}
	n.note("errgen: fill in the parts marked TODO; errgen lint reports those that are left\n")
	return nil
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

// check reads the page with the rules of errgen.yaml before it is written: a layout
// of its own may have its errors, or its codes, where a page of this kind has none.
func (n *drafting) check(project *gen.Project, path string, data []byte) error {
	if len(project.Config.Records) == 1 && !project.Config.RecordsSet {
		return nil
	}
	with, err := n.load(gen.Options{Config: n.config, Overlay: map[string][]byte{path: data}})
	if err != nil {
		return err
	}
	if with.Catalog.Lookup(n.page.Code) != nil {
		return nil
	}
	each := project.Config.Records[0].Each.String()
	beside := "by hand"
	if len(project.Catalog.Entries) > 0 {
		beside = "by hand, as in " + n.shown(project, project.Catalog.Entries[0].Page)
	}
	return usageError{fmt.Errorf("errgen new writes pages, and the records of errgen.yaml (each: %s) read no error from one; add the error %s", each, beside)}
}

// checkGroup compares the segments of the code but the last with those of the
// catalogue: a new one that is close to an old one is probably a misspelling.
func (n *drafting) checkGroup(c *catalog.Catalog) error {
	form := c.FormOf(n.page.Code)
	if form == nil || n.newGroup {
		return nil
	}
	values, _ := form.Match(string(n.page.Code))
	for i, segment := range form.Segments()[:len(values)-1] {
		known := map[string]bool{}
		for _, e := range c.Entries {
			known[e.Segment(segment.Name)] = true
		}
		delete(known, "")
		near := lint.Nearest(values[i], slices.Sorted(maps.Keys(known)))
		if !known[values[i]] && near != "" {
			return fmt.Errorf("unknown %s %q; did you mean %q? use --new-category to create it", segment.Name, values[i], near)
		}
	}
	return nil
}

// replaced returns the edit of the page that the new one replaces.
func (n *drafting) replaced(project *gen.Project) (output.Edit, error) {
	old := project.Catalog.Lookup(n.page.Replaces)
	if old == nil || old.Code.V != n.page.Replaces {
		return output.Edit{}, fmt.Errorf("--deprecates: %w", unknownCode(project.Catalog, string(n.page.Replaces)))
	}
	data, err := draft.Deprecate(old, n.page.Code)
	return output.Edit{
		Path: filepath.Join(project.Config.PagesDir(), filepath.FromSlash(old.Page)), Old: old.File.Data, New: data,
		AllowOutside: project.Config.AllowOutside,
	}, err
}

// shown returns a page of the pages folder as people name it.
func (n *drafting) shown(project *gen.Project, page string) string {
	return n.relative(filepath.Join(project.Config.PagesDir(), filepath.FromSlash(page)))
}
