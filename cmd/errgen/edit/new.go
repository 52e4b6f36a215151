package edit

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/lookup"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/draft"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
)

func newCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new CODE --status STATUS",
		Short: "Create a page for a new error",
		Long: `Create a page for a new code in the right place, with the layout that most pages
of the catalogue have. Where errors are headings, table rows, list items or
elements of a page, add one like its neighbours there. The parts to fill in are
marked TODO; errgen lint reports the marks that are left.

It is an error if the page or the code already exists, or if the code is retired
or reserved.`,
		Example: `  errgen new err:shop:data:order_not_found --status 404
  errgen new err:shop:data:too_many_items --status 422 --param limit:int \
      --detail "An order has at most {limit} items"
  errgen new err:shop:data:order_gone --status 410 \
      --deprecates err:shop:data:order_deleted
  errgen new --next 401 --status 401`,
		Args: cobra.MaximumNArgs(1),
	}
	flags := cmd.Flags()
	config := terminal.ConfigFlag(cmd)
	var n drafting
	status := flags.String("status", "", "HTTP `STATUS`, 400 to 599, or none")
	flags.StringVar(&n.page.Title, "title", "", "`TEXT` of the title in the error body (default: the reason phrase of the status)")
	flags.StringVar(&n.page.Detail, "detail", "", "`TEXT` of the detail; {name} is replaced by a parameter")
	params := flags.StringArray("param", nil, "`NAME:TYPE` of a parameter: string, int, float, bool, time or list; can be repeated")
	deprecates := flags.String("deprecates", "", "`CODE` that this one replaces")
	flags.StringVar(&n.next, "next", "", "instead of CODE, take the first free number that starts with `DIGITS`")
	flags.BoolVar(&n.newGroup, "new-category", false, "allow a new category or system with a name close to an existing one")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	terminal.Complete(cmd, "deprecates", lookup.Codes(e.Env, config, false))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		n.env, n.config = e, *config
		if err := n.read(*status, *params); err != nil {
			return terminal.Usage(err)
		}
		project, err := e.Open(gen.Options{Config: *config})
		if err != nil {
			return err
		}
		code, err := n.code(project, args)
		if err != nil {
			return err
		}
		if err := n.codes(project.Catalog, code, *deprecates); err != nil {
			return terminal.Usage(err)
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
	next     string
}

// code returns the code to create.
func (n *drafting) code(project *gen.Project, args []string) (string, error) {
	switch {
	case n.next != "" && len(args) > 0:
		return "", terminal.Usage(errors.New("--next chooses the code; give one of the two"))
	case n.next != "":
		code, err := project.Author().NextNumber(n.next)
		return string(code), err
	case len(args) == 0:
		return "", terminal.Usage(errors.New("CODE is required, for example " + example(project.Catalog)))
	}
	return args[0], nil
}

func example(c *catalog.Catalog) string {
	if len(c.Forms) > 0 {
		return c.Forms[0].Example()
	}
	return form.Default.Example()
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
func (n *drafting) read(status string, params []string) (err error) {
	switch s, err := strconv.Atoi(status); {
	case status == "none":
		n.page.NoStatus = true
	case status == "":
	case err != nil || s < 400 || s > 599:
		return fmt.Errorf("--status %s is not an HTTP error status, want 400 to 599, or none", status)
	default:
		n.page.Status = s
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

// write writes the record, and the one that it replaces, both or neither.
func (n *drafting) write(project *gen.Project) error {
	if project.Config.Catalogue == "" && !n.newGroup {
		if err := checkGroup(project.Catalog, n.page.Code, nil); err != nil {
			return terminal.Usage(err)
		}
	}
	if n.page.Replaces != "" {
		if old := project.Catalog.Lookup(n.page.Replaces); old == nil || old.Code.V != n.page.Replaces {
			return terminal.Usage(fmt.Errorf("--deprecates: %w", lookup.Unknown(project.Catalog, string(n.page.Replaces))))
		}
	}
	drafted, err := project.Author().New(n.page)
	if err != nil {
		return err
	}
	if err := drafted.Apply(); err != nil {
		return err
	}
	for _, place := range drafted.Places {
		fmt.Fprintln(n.Out, place)
	}
	if group, _ := newGroup(project.Catalog, n.page.Code, nil); group != "" && drafted.Beside != "" {
		n.Note("errgen: %s is new, and the record was added to the group of %s; move it where it belongs\n", group, drafted.Beside)
	}
	if odd := oddWidth(project.Catalog, n.page.Code, nil); odd != "" {
		n.Note("errgen: %s\n", odd)
	}
	for _, flag := range drafted.Lost {
		n.Note("errgen: %s was not written; this kind of record has no place for it\n", flag)
	}
	n.Note("errgen: fill in the parts marked TODO; errgen lint reports those that are left\n")
	return nil
}

// checkGroup compares the segments of a code but the last with those of the catalogue: a
// new one that is close to an old one is probably a misspelling. Those of an error that
// is renamed do not count.
func checkGroup(c *catalog.Catalog, code catalog.Code, renamed *catalog.Entry) error {
	group, near := newGroup(c, code, renamed)
	if near == "" {
		return nil
	}
	return fmt.Errorf("unknown %s; did you mean %q? use --new-category to create it", group, near)
}

// newGroup returns a segment but the last that no other code has, such as category
// "data": the first one that is close to another, and that other, or else the first one.
// It is empty where there is none.
func newGroup(c *catalog.Catalog, code catalog.Code, renamed *catalog.Entry) (group, near string) {
	form := c.FormOf(code)
	if form == nil {
		return "", ""
	}
	values, _ := form.Match(string(code))
	for i, segment := range form.Segments()[:max(len(values)-1, 0)] {
		known := map[string]bool{}
		for _, e := range c.Entries {
			if e != renamed {
				known[e.Segment(segment.Name)] = true
			}
		}
		delete(known, "")
		if known[values[i]] || len(known) == 0 {
			continue
		}
		name := fmt.Sprintf("%s %q", segment.Name, values[i])
		if near := nearest.Name(values[i], slices.Sorted(maps.Keys(known))); near != "" {
			return name, near
		}
		group = cmp.Or(group, name)
	}
	return group, ""
}

// oddWidth says that the number of a code has more or fewer digits than those of all other
// codes of its form; empty where it has not.
func oddWidth(c *catalog.Catalog, code catalog.Code, renamed *catalog.Entry) string {
	f := c.FormOf(code)
	if f == nil || f.Segments()[len(f.Segments())-1].Case != form.Digits {
		return ""
	}
	digits := func(code catalog.Code) int {
		values, _ := f.Match(string(code))
		return len(values[len(values)-1])
	}
	width := 0
	for _, e := range c.Entries {
		if e == renamed || !f.Has(string(e.Code.V)) {
			continue
		}
		if n := digits(e.Code.V); width != 0 && width != n {
			return ""
		} else {
			width = n
		}
	}
	if n := digits(code); width != 0 && width != n {
		return fmt.Sprintf("%s has %s, and the other codes have %d", code, terminal.Count(n, "digit"), width)
	}
	return ""
}
