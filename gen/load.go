package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// Rules of findings that are made here.
const (
	ruleUnreadable = "unreadable"
	ruleConfig     = "config"
)

// Load reads errgen.yaml and what it names. Mistakes in the pages are in the
// Findings of the project; an error is a [ConfigError] or a system failure.
func Load(o Options) (*Project, error) {
	p, err := newProject(o)
	if err != nil {
		return nil, err
	}
	if p.Config.Catalogue != "" {
		return p, p.loadSnapshot()
	}
	if err := p.loadPages(o); err != nil {
		return nil, err
	}
	return p, p.anyErrorPage()
}

func loadConfig(o Options) (*config.Config, error) {
	path := o.Config
	if path == "" {
		found, err := config.Find(o.Dir)
		var missing *config.MissingError
		if errors.As(err, &missing) {
			return nil, &ConfigError{Found: diag.List{{Rule: ruleConfig, Message: missing.Error(), Hint: missing.Hint}}, Missing: true}
		}
		if err != nil {
			return nil, err
		}
		path = found
	} else if !filepath.IsAbs(path) {
		path = filepath.Join(o.Dir, path)
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, configError(source.NewFile(source.Name(o.base(), path), nil).All(), "no such file", "create one with errgen init")
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	f := source.NewFile(source.Name(o.base(), path), data)
	cfg, found := parseConfig(f, filepath.Dir(path))
	if found.Err() != nil {
		return nil, &ConfigError{Found: found.Sorted()}
	}
	return cfg, nil
}

// parseConfig reads errgen.yaml. What it says of pages alone is checked as pages are
// read.
func parseConfig(f *source.File, dir string) (*config.Config, diag.List) {
	cfg, found := config.Parse(f, dir, Targets, ruleIDs())
	for _, name := range slices.Sorted(maps.Keys(cfg.Types)) {
		found = append(found, front.CheckType(cfg.Types[name], ruleConfig)...)
	}
	return cfg, found
}

func configError(at source.Span, message, hint string) *ConfigError {
	return &ConfigError{Found: diag.List{{Rule: ruleConfig, Span: at, Message: message, Hint: hint}}}
}

// loadPages reads the pages in parallel; everything after sees them by path.
func (p *Project) loadPages(o Options) error {
	root := p.Config.PagesDir()
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		return configError(p.Config.Pages.Span, fmt.Sprintf("pages is %q, which is a file", p.Config.Pages.V), "set it to the folder of the pages")
	}
	names, closed, err := walk.Pages(root, p.repo().Barred)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return configError(p.Config.Pages.Span, fmt.Sprintf("the pages folder %q does not exist", source.Name(p.base, root)),
			"pages is relative to the folder of errgen.yaml")
	case err != nil:
		return fmt.Errorf("read pages: %w", err)
	}
	all, translated := p.originals(walk.Overlaid(names, root, o.Overlay), closed)
	names, excluded := p.exclude(all)
	if len(names) == 0 && len(excluded) > 0 && len(p.Config.Exclude) > 0 {
		err := configError(p.Config.Exclude[0].Span, fmt.Sprintf("every page of %q is excluded", source.Name(p.base, root)),
			"exclude is for files that are not error pages")
		err.Found[0].Related = p.whyLeftOut(excluded)
		return err
	}
	if len(names) == 0 {
		return configError(p.Config.Pages.Span, fmt.Sprintf("the pages folder %q has no pages", source.Name(p.base, root)),
			"pages are files that end in .mdx or .md; create one with errgen new")
	}
	options := pageOptions(p.Config)
	options.NoMarkdown = o.NoMarkdown && !slices.ContainsFunc(p.Config.Generate, func(g config.Output) bool { return !g.Target.NoMarkdown })
	var known map[string]cachedPage
	if o.Cache != nil {
		known = o.Cache.begin(p.Config.File.Data, options.NoMarkdown)
	}
	read := func(root string, closed map[string]string) func(name string) page.Result {
		return func(name string) page.Result {
			at := filepath.Join(root, filepath.FromSlash(name))
			why, odd := closed[name]
			if why != "" {
				return notRead(source.Name(p.base, at), why)
			}
			if data, ok := o.Overlay[at]; ok {
				return p.readData(root, name, data, options)
			}
			read := func() page.Result { return p.readOne(root, name, odd, options) }
			if o.Cache != nil {
				return o.Cache.read(known, at, read)
			}
			return read()
		}
	}
	p.build(names, readAll(names, o.OnPage, read(root, closed)))
	p.LeftOut = append(p.LeftOut, excluded...)
	for _, left := range p.LeftOut {
		p.Catalog.Others = append(p.Catalog.Others, left.Page)
	}
	for _, l := range translated {
		if err := p.translate(&l, o, read); err != nil {
			return err
		}
		all = append(all, l.excludable()...)
	}
	p.read = append(p.read, p.unmatched(all)...)
	return nil
}

// build makes the catalogue of what was read, each of the pages of those names.
func (p *Project) build(names []string, read []page.Result) {
	entries := make([]*catalog.Entry, 0, len(read))
	var seen []missed.Seen
	p.byRule = map[*record.Rule]*pagesOf{}
	for i, r := range read {
		p.read = append(p.read, r.Found...)
		p.count(names[i], r)
		seen = append(seen, r.Seen...)
		switch {
		case len(r.Entries) > 0:
			entries = append(entries, r.Entries...)
		case r.Left != "":
			p.LeftOut = append(p.LeftOut, LeftOut{names[i], r.Left})
		default:
			p.missing++
			p.unread = append(p.unread, names[i])
		}
		p.Passed = append(p.Passed, r.Passed...)
	}
	p.Pages = len(names)
	var found diag.List
	p.Catalog, found = catalog.Build(entries, p.Config.Meta())
	notRead := missed.Findings(p.Catalog, seen)
	for _, d := range notRead {
		if d.Severity == diag.Error {
			p.missing++
		}
	}
	p.read = slices.Concat(p.read, found, notRead, p.checkCatalogue())
}

// exclude takes the names out that the configuration excludes.
func (p *Project) exclude(names []string) (kept []string, out []LeftOut) {
	for _, name := range names {
		if glob, ok := p.Config.Excluded(name); ok {
			out = append(out, LeftOut{name, fmt.Sprintf("excluded by %q", glob)})
			continue
		}
		if why := p.Config.Site.LeftOut(name); why != "" {
			out = append(out, LeftOut{name, why})
			continue
		}
		kept = append(kept, name)
	}
	return kept, out
}

// readAll reads the pages of those names, several at a time.
func readAll(names []string, onPage func(done, total int), one func(name string) page.Result) []page.Result {
	read := make([]page.Result, len(names))
	var next, done atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(names) {
					return
				}
				read[i] = one(names[i])
				if n := done.Add(1); onPage != nil {
					onPage(int(n), len(names))
				}
			}
		})
	}
	workers.Wait()
	return read
}

// notRead is what reading a page gives, or a folder of pages, that a link leads to
// and that may not be read.
func notRead(shown, why string) (r page.Result) {
	d := r.Found.Add(ruleUnreadable, diag.Error, source.NewFile(shown, nil).All(), "is a link that %s", why)
	d.Hint = "leave it out with exclude, or replace the link with its target"
	if why == output.OutOfRepository {
		d.Hint = "leave it out with exclude, " + hintOutside
	}
	return r
}

// readOne reads a page, which may be odd: no regular file.
func (p *Project) readOne(root, name string, odd bool, options page.Options) (r page.Result) {
	path := filepath.Join(root, filepath.FromSlash(name))
	shown := source.Name(p.base, path)
	read := walk.ReadRegular
	if odd {
		read = walk.Read
	}
	data, size, err := read(path, walk.MaxRead)
	switch {
	case err != nil:
		r.Found.Add(ruleUnreadable, diag.Error, source.NewFile(shown, nil).All(), "cannot be read: %s", walk.Cause(err)).
			Hint = "check the permissions of the file, or add it to exclude in errgen.yaml"
		return r
	case data == nil:
		r.Found.Add(ruleUnreadable, diag.Error, source.NewFile(shown, nil).All(), "has %d bytes, want at most %d", size, walk.MaxRead).
			Hint = "add it to exclude in errgen.yaml"
		return r
	}
	return p.readData(root, name, data, options)
}

func (p *Project) readData(root, name string, data []byte, options page.Options) page.Result {
	shown := source.Name(p.base, filepath.Join(root, filepath.FromSlash(name)))
	return p.readPage(source.NewFile(shown, data), name, options)
}

// readPage reads a page by the rule that the configuration has for it.
func (p *Project) readPage(f *source.File, name string, options page.Options) page.Result {
	if options.Rule = p.Config.RuleOf(name); options.Rule == nil {
		return page.Outside(f, name, options, p.Config.Records)
	}
	return page.Read(f, name, options)
}

func pageOptions(c *config.Config) page.Options {
	o := page.Options{
		DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Sections: c.Sections, Forms: c.Forms, Facts: c.Facts,
		Services: c.Services, Codes: c.Codes, Types: c.Types, Parse: mdx.Options{MaxSize: c.MaxPageSize},
	}
	o = o.On(c.Site, c.Folder())
	for _, rule := range c.Status {
		o.Status = append(o.Status, fact.StatusRule{Match: rule.Match.V, Status: rule.Status})
	}
	return o
}

// loadSnapshot reads a catalogue that was published as JSON. It is taken whole or
// not at all: half of one would generate code without the other half.
func (p *Project) loadSnapshot() error {
	path := filepath.Join(p.Config.Dir, filepath.FromSlash(p.Config.Catalogue))
	data, err := os.ReadFile(path)
	if err != nil {
		return configError(p.Config.File.Span(0, 0), fmt.Sprintf("the catalogue %q cannot be read: %s", source.Name(p.base, path), walk.Cause(err)),
			"create one with errgen list --format json in the repository of the pages")
	}
	c, found := snapshot.Read(source.NewFile(source.Name(p.base, path), data))
	if found.Err() != nil {
		return &ConfigError{Found: found.Sorted()}
	}
	meta := p.Config.Meta()
	if meta.DocsURL != "" && meta.DocsURL != c.DocsURL {
		return configError(p.Config.DocsURL.Span, fmt.Sprintf("docs_url is %q, but the catalogue's is %q", meta.DocsURL, c.DocsURL),
			"remove docs_url: the catalogue has it")
	}
	if !p.Config.Envelope.Span.IsZero() {
		c.Envelope = meta.Envelope
	}
	c.Site = meta.Site
	// What the catalogue says needs no further word; what errgen.yaml says wins.
	if meta.DefaultCode != "" {
		c.DefaultCode = meta.DefaultCode
	}
	c.Initialisms = append(c.Initialisms, meta.Initialisms...)
	if c.Names == nil {
		c.Names = map[catalog.Code]catalog.Names{}
	}
	maps.Copy(c.Names, meta.Names)
	p.Catalog, p.read = c, append(p.read, found...)
	p.read = append(p.read, p.checkCatalogue()...)
	return nil
}

// checkCatalogue returns what of the configuration cannot be with these errors.
func (p *Project) checkCatalogue() diag.List {
	at := p.Config.Envelope.Span
	if at.IsZero() {
		at = p.Config.File.Span(0, 0)
	}
	return append(p.unknownDefault(), p.Catalog.CheckEnvelope(at, ruleConfig)...)
}

// unknownDefault returns a finding where default_code is no code of the catalogue:
// then an error without a code would be answered with nothing.
func (p *Project) unknownDefault() (found diag.List) {
	code := p.Config.DefaultCode
	if code.V == "" {
		return nil
	}
	if e := p.Catalog.Lookup(code.V); e != nil {
		if e.Retired != nil {
			d := found.Add(ruleConfig, diag.Error, code.Span, "default_code is %q, which is retired", code.V)
			d.Hint = "use the code of an error that servers raise"
		}
		return found
	}
	d := found.Add(ruleConfig, diag.Error, code.Span, "default_code is %q, which does not exist", code.V)
	d.Hint = "create a page for it, or use the code of a page"
	if near := nearest.Name(string(code.V), p.codes()); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return found
}
