package gen

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/git"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// A Past is a catalogue of another time or place to compare the current one with.
type Past struct {
	Catalog *catalog.Catalog
	// Name is what it is called: a commit in its short form, a folder or a file.
	Name string
	// Note says what was missing and what was used instead; may be empty.
	Note string

	Config *config.Config // of that time; nil if it is not known
}

// Past reads the catalogue to compare with: of a folder or a JSON snapshot if
// against is the path of one, else of that git revision; of the merge base with the
// main branch where it is empty. It reads git's objects and does not touch the
// checkout. It fails with a [git.Error] if there is nothing to compare with.
func (p *Project) Past(ctx context.Context, dir, against string) (*Past, error) {
	repository := git.In(ctx, p.Config.Dir)
	commit, isRef := "", false
	if against != "" {
		commit, isRef = repository.Commit(against)
	}
	if against != "" {
		at := against
		if !filepath.IsAbs(at) {
			at = filepath.Join(dir, at)
		}
		info, err := os.Stat(at)
		switch {
		case err == nil && isRef && !strings.ContainsAny(against, "./\\"):
			return nil, &git.Error{Message: fmt.Sprintf("%q is both a git revision and a path", against), Hint: fmt.Sprintf("write ./%s for the path or refs/heads/%s for the branch", against, against)}
		case err == nil && info.IsDir():
			return p.pastFolder(at)
		case err == nil:
			return p.pastSnapshot(at)
		}
	}
	if against != "" {
		if !isRef {
			return nil, repository.Unknown(against)
		}
		return p.pastCommit(repository, commit)
	}
	commit, same, err := repository.MergeBase()
	if err != nil {
		return nil, err
	}
	past, err := p.pastCommit(repository, commit)
	if err == nil && past.Note == "" {
		past.Note = same
	}
	return past, err
}

// Breaking compares an older catalogue with the current one, by the settings of
// errgen.yaml or others. Findings about no error in particular are shown at
// errgen.yaml.
func (p *Project) Breaking(past *Past, s compare.Settings) []compare.Change {
	s.Targets, s.Before = targets(p.Config), targets(past.Config)
	if s.Redirected == nil && p.boundary != nil && p.Config.Catalogue == "" {
		s.Redirected, s.LeavesAliases = p.repo().Redirects()
	}
	changes := compare.Compare(past.Catalog, p.Catalog, s)
	for i := range changes {
		if f := &changes[i].Finding; f.Span.IsZero() {
			f.Span = p.Config.File.Span(0, 0)
			if at := p.Config.Envelope.Span; changes[i].Rule.ID == "envelope-changed" && !at.IsZero() {
				f.Span = at
			}
		}
	}
	return changes
}

// Paths replaces the names of files of an older commit by their paths, for formats whose
// readers look files up by path, and names the commit in the messages instead.
func (p *Past) Paths(found diag.List) {
	paths := map[*source.File]bool{}
	for i := range found {
		f := found[i].Span.File
		if f == nil {
			continue
		}
		if path, ok := strings.CutPrefix(f.Name, p.Name+":"); ok {
			f.Name, paths[f] = path, true
		}
		if paths[f] {
			found[i].Message += " (as of " + p.Name + ")"
		}
	}
}

// targets returns the targets of a configuration that programs are compiled with. It is
// nil if none is configured, or the configuration is not known.
func targets(c *config.Config) []compare.Target {
	if c == nil || len(c.Generate) == 0 {
		return nil
	}
	out := []compare.Target{}
	for _, g := range c.Generate {
		if declare := g.Target.Declare; declare != nil {
			out = append(out, compare.Target{Name: g.Target.Name, Out: path.Clean(filepath.ToSlash(g.Out.V)), At: g.Span, Declare: func(c *catalog.Catalog) emit.Declared { return declare(c, g.Options) }})
		}
	}
	return out
}

// pastFolder reads a folder: by its own errgen.yaml, or as pages by that of today.
func (p *Project) pastFolder(dir string) (*Past, error) {
	name := source.Name(p.base, dir)
	own := filepath.Join(dir, filepath.Base(p.Config.File.Name))
	if _, err := os.Stat(own); err == nil {
		old, err := Load(Options{Config: own, Dir: dir, Base: p.base})
		if err != nil {
			return nil, err
		}
		return &Past{Catalog: old.Catalog, Name: name, Config: old.Config}, nil
	}
	cfg := *p.Config
	rel, err := filepath.Rel(cfg.Dir, dir)
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", name, err)
	}
	cfg.Pages.V, cfg.Catalogue = filepath.ToSlash(rel), ""
	old := &Project{Config: &cfg, base: p.base}
	if err := old.loadPages(Options{}); err != nil {
		return nil, err
	}
	return &Past{Catalog: old.Catalog, Name: name}, nil
}

func (p *Project) pastSnapshot(file string) (*Past, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read snapshot: %w", err)
	}
	name := source.Name(p.base, file)
	c, found := snapshot.Read(source.NewFile(name, data))
	if found.Err() != nil {
		return nil, &ConfigError{Found: found.Sorted()}
	}
	return &Past{Catalog: c, Name: name}, nil
}

// pastCommit reads the pages of a commit by the errgen.yaml of that time, which is laid out
// in a temporary folder. The pages are read from memory.
func (p *Project) pastCommit(repository git.Folder, commit string) (_ *Past, err error) {
	repository, top, err := repository.Top()
	if err != nil {
		return nil, err
	}
	here, err := filepath.EvalSymlinks(p.Config.Dir)
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	root, err := filepath.EvalSymlinks(top)
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	rel, err := filepath.Rel(root, here)
	if err != nil || !filepath.IsLocal(rel) {
		return nil, &git.Error{Message: "errgen.yaml is not in the git repository", Hint: "name a folder or a snapshot with --against"}
	}
	yaml := path.Join(filepath.ToSlash(rel), path.Base(filepath.ToSlash(p.Config.File.Name)))
	short, err := repository.Short(commit)
	if err != nil {
		return nil, err
	}
	data, ok, err := repository.Read(commit, yaml)
	if err != nil {
		return nil, err
	}
	note := ""
	if !ok {
		data, note = string(p.Config.File.Data), fmt.Sprintf("%s has no %s; its pages are read with the current one", short, yaml)
	}
	parse := func() (*config.Config, diag.List) {
		return parseConfig(source.NewFile(short+":"+yaml, []byte(data)), "/"+path.Dir(yaml))
	}
	cfg, found := parse()
	if found.Err() != nil { // nobody can correct it: this errgen may know other keys than the one of that time
		note = fmt.Sprintf("%s of %s cannot be read (%s); its pages are read with the current one", yaml, short, found.Sorted()[0].Message)
		data = string(p.Config.File.Data)
		if cfg, found = parse(); found.Err() != nil {
			return nil, &ConfigError{Found: found.Sorted()}
		}
	}
	temp, err := os.MkdirTemp("", "errgen-")
	if err != nil {
		return nil, fmt.Errorf("lay out %s: %w", short, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	// A folder of this name is what marks the root of a repository, which is as far
	// as an errgen.yaml may reach.
	if err := os.Mkdir(filepath.Join(temp, ".git"), 0o700); err != nil {
		return nil, fmt.Errorf("lay out %s: %w", short, err)
	}
	inside := strings.TrimPrefix(path.Join("/", path.Dir(yaml), cfg.Pages.V), "/")
	wanted := walk.IsPage
	if cfg.Catalogue != "" {
		inside = strings.TrimPrefix(path.Join("/", path.Dir(yaml), cfg.Catalogue), "/")
		wanted = func(string) bool { return true }
	}
	files, err := repository.FilesOf(commit, inside, wanted)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return &Past{Catalog: &catalog.Catalog{DocsURL: p.Catalog.DocsURL}, Name: short, Note: fmt.Sprintf("%s has no error pages in %s, so every code is new", short, cmp.Or(inside, "the repository"))}, nil
	}
	at := filepath.Join(temp, filepath.FromSlash(yaml))
	if err := put(at, []byte(data)); err != nil {
		return nil, err
	}
	pages := map[string][]byte{}
	for name, data := range files {
		file := filepath.Join(temp, filepath.FromSlash(name))
		if cfg.Catalogue == "" {
			pages[file] = data
		} else if err := put(file, data); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Join(temp, filepath.FromSlash(inside)), 0o700); err != nil && cfg.Catalogue == "" {
		return nil, fmt.Errorf("lay out %s: %w", short, err)
	}
	old, err := Load(Options{Config: at, Dir: temp, Base: temp, Overlay: pages, NoMarkdown: true})
	var wrong *ConfigError
	if errors.As(err, &wrong) && len(wrong.Found) > 0 {
		return nil, &git.Error{Message: fmt.Sprintf("the pages of %s cannot be read: %s", short, wrong.Found[0].Message), Hint: "compare with a later revision: --against REVISION"}
	}
	if err != nil {
		return nil, err
	}
	renamed := map[*source.File]bool{}
	for _, e := range old.Catalog.Entries {
		if e.File != nil && !renamed[e.File] {
			e.File.Name = short + ":" + e.File.Name
			renamed[e.File] = true
		}
	}
	return &Past{old.Catalog, short, note, old.Config}, nil
}

func put(at string, data []byte) error {
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o700), os.WriteFile(at, data, 0o600)); err != nil {
		return fmt.Errorf("lay out %s: %w", filepath.Base(at), err)
	}
	return nil
}
