package gen

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// A Past is a catalogue of another time or place to compare the current one with.
type Past struct {
	Catalog *catalog.Catalog
	// Name is what it is called: a commit in its short form, a folder or a file.
	Name string
	// Note says what was missing and what was used instead; may be empty.
	Note string
}

// A PastError says that there is nothing to compare with, and what to do about it.
type PastError struct {
	Message, Hint string
}

func (e *PastError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// Past reads the catalogue to compare with: of a folder or a JSON snapshot if
// against is the path of one, else of that git revision; of the merge base with the
// main branch where it is empty. It reads git's objects and does not touch the
// checkout. It fails with a [PastError] if there is nothing to compare with.
func (p *Project) Past(ctx context.Context, dir, against string) (*Past, error) {
	git := git{ctx: ctx, dir: p.Config.Dir}
	commit, isRef := "", false
	if against != "" {
		commit, isRef = git.commit(against)
	}
	if against != "" {
		at := against
		if !filepath.IsAbs(at) {
			at = filepath.Join(dir, at)
		}
		info, err := os.Stat(at)
		switch {
		case err == nil && isRef && !strings.ContainsAny(against, "./\\"):
			return nil, &PastError{fmt.Sprintf("%q is both a git revision and a path", against), fmt.Sprintf("write ./%s for the path or refs/heads/%s for the branch", against, against)}
		case err == nil && info.IsDir():
			return p.pastFolder(at)
		case err == nil:
			return p.pastSnapshot(at)
		}
	}
	if against == "" {
		base, err := git.mergeBase()
		if err != nil {
			return nil, err
		}
		commit, isRef = base, true
	}
	if !isRef {
		return nil, git.unknown(against)
	}
	return p.pastCommit(git, commit)
}

// Breaking compares an older catalogue with the current one, by the settings of
// errgen.yaml or others. Findings about no error in particular are shown at
// errgen.yaml.
func (p *Project) Breaking(past *Past, s compare.Settings) []compare.Change {
	for _, g := range p.Config.Generate {
		s.Targets = append(s.Targets, g.Target.Name)
	}
	if s.Redirected == nil {
		s.Redirected = p.redirects()
	}
	changes := compare.Compare(past.Catalog, p.Catalog, s)
	for i := range changes {
		if f := &changes[i].Finding; f.Span.IsZero() {
			if f.Span = p.Config.Envelope.Span; f.Span.IsZero() {
				f.Span = p.Config.File.Span(0, 0)
			}
		}
	}
	return changes
}

// pastFolder reads a folder: by its own errgen.yaml, or as pages by that of today.
func (p *Project) pastFolder(dir string) (*Past, error) {
	name := display(p.base, dir)
	own := filepath.Join(dir, filepath.Base(p.Config.File.Name))
	if _, err := os.Stat(own); err == nil {
		old, err := Load(Options{Config: own, Dir: dir, Base: p.base})
		if err != nil {
			return nil, err
		}
		return &Past{Catalog: old.Catalog, Name: name}, nil
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
	name := display(p.base, file)
	c, found := snapshot.Read(source.NewFile(name, data))
	if found.Err() != nil {
		return nil, &ConfigError{Found: found.Sorted()}
	}
	return &Past{Catalog: c, Name: name}, nil
}

// pastCommit reads the pages of a commit by the errgen.yaml of that time. They are
// laid out in a temporary folder, since that is where pages are read from.
func (p *Project) pastCommit(git git, commit string) (_ *Past, err error) {
	top, err := git.run("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	git.dir = strings.TrimRight(top, "\r\n")
	here, err := filepath.EvalSymlinks(p.Config.Dir)
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	root, err := filepath.EvalSymlinks(git.dir)
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	rel, err := filepath.Rel(root, here)
	if err != nil || !filepath.IsLocal(rel) {
		return nil, &PastError{"errgen.yaml is not in the git repository", "name a folder or a snapshot with --against"}
	}
	yaml := path.Join(filepath.ToSlash(rel), path.Base(filepath.ToSlash(p.Config.File.Name)))
	short, err := git.run("rev-parse", "--short", commit)
	if err != nil {
		return nil, err
	}
	short = strings.TrimSpace(short)
	listed, err := git.run("ls-tree", "--full-tree", "--name-only", commit, "--", yaml)
	if err != nil {
		return nil, err
	}
	data, note := string(p.Config.File.Data), ""
	if listed == "" {
		note = fmt.Sprintf("%s has no %s; its pages are read with the current one", short, yaml)
	} else if data, err = git.run("cat-file", "blob", commit+":"+yaml); err != nil {
		return nil, err
	}
	cfg, found := parseConfig(source.NewFile(short+":"+yaml, []byte(data)), "/"+path.Dir(yaml))
	if found.Err() != nil {
		return nil, &ConfigError{Found: found.Sorted()}
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
	wanted := func(name string) bool { return isPage(name) }
	if cfg.Catalogue != "" {
		inside = strings.TrimPrefix(path.Join("/", path.Dir(yaml), cfg.Catalogue), "/")
		wanted = func(string) bool { return true }
	}
	laid, err := git.layOut(temp, commit, inside, wanted)
	if err != nil {
		return nil, err
	}
	if laid == 0 {
		return &Past{Catalog: &catalog.Catalog{DocsURL: p.Catalog.DocsURL}, Name: short, Note: short + " has no error pages, so every code is new"}, nil
	}
	if err := put(temp, yaml, []byte(data)); err != nil {
		return nil, err
	}
	old, err := Load(Options{Config: filepath.Join(temp, filepath.FromSlash(yaml)), Dir: temp, Base: temp})
	var wrong *ConfigError
	if errors.As(err, &wrong) && len(wrong.Found) > 0 {
		return nil, &PastError{fmt.Sprintf("the pages of %s cannot be read: %s", short, wrong.Found[0].Message), "compare with a later revision: --against REVISION"}
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
	return &Past{old.Catalog, short, note}, nil
}

// git runs the git command in a folder.
type git struct {
	ctx context.Context
	dir string
}

func (g git) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}

func (g git) run(args ...string) (string, error) {
	var out, problem bytes.Buffer
	cmd := g.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &problem
	err := cmd.Run()
	var missing *exec.Error
	switch {
	case errors.As(err, &missing):
		return "", &PastError{"git cannot be run: " + missing.Err.Error(), "install git, or name a folder or a snapshot with --against"}
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(problem.String()), "\n")
		return "", &PastError{"git " + args[0] + ": " + line, ""}
	}
	return out.String(), nil
}

// commit returns the commit of a revision, and reports whether there is one.
func (g git) commit(revision string) (string, bool) {
	if strings.HasPrefix(revision, "-") {
		return "", false
	}
	out, err := g.run("rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	return strings.TrimSpace(out), err == nil
}

// mainBranches are where the main branch is looked for, the first that is there.
var mainBranches = []string{"origin/HEAD", "origin/main", "origin/master", "main", "master"}

// mergeBase returns the commit at which the current branch left the main one.
func (g git) mergeBase() (string, error) {
	if _, err := g.run("rev-parse", "--git-dir"); err != nil {
		var past *PastError
		if errors.As(err, &past) && past.Hint != "" {
			return "", err
		}
		return "", &PastError{"not a git repository", "name a folder or a snapshot with --against"}
	}
	for _, branch := range mainBranches {
		if _, ok := g.commit(branch); !ok {
			continue
		}
		base, err := g.run("merge-base", "HEAD", branch)
		if err != nil {
			if g.shallow() {
				return "", &PastError{"this clone is shallow and does not hold the commit where the branch left " + branch,
					"fetch it with git fetch --unshallow, or compare with the branch itself: --against " + branch}
			}
			return "", &PastError{"HEAD and " + branch + " have no commit in common", "name a revision with --against"}
		}
		return strings.TrimSpace(base), nil
	}
	return "", &PastError{"there is no main branch to compare with", "name a revision with --against" + g.fetchHint()}
}

func (g git) shallow() bool {
	out, err := g.run("rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(out) == "true"
}

func (g git) fetchHint() string {
	if g.shallow() {
		return "; this clone is shallow: git fetch --depth=1 origin main fetches one"
	}
	return ""
}

func (g git) unknown(revision string) error {
	return &PastError{fmt.Sprintf("%q is not a git revision, folder or snapshot", revision), strings.TrimPrefix(g.fetchHint(), "; ")}
}

// layOut writes the wanted files of a commit, below a folder of the repository or
// that file itself, into a temporary folder, and returns how many there are. Symbolic links
// are not among them.
func (g git) layOut(temp, commit, below string, wanted func(name string) bool) (laid int, err error) {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", commit}
	if below != "" {
		args = append(args, "--", below)
	}
	listed, err := g.run(args...)
	if err != nil {
		return 0, err
	}
	var names []string
	var objects bytes.Buffer
	for line := range strings.SplitSeq(listed, "\x00") {
		meta, name, ok := strings.Cut(line, "\t")
		fields := strings.Fields(meta)
		if !ok || len(fields) < 3 || !strings.HasPrefix(fields[0], "100") || !wanted(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		names = append(names, name)
		objects.WriteString(fields[2] + "\n")
	}
	if len(names) == 0 {
		return 0, nil
	}
	cmd := g.command("cat-file", "--batch")
	cmd.Stdin = &objects
	out, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("read the objects of %s: %w", commit, err)
	}
	for _, name := range names {
		header, rest, ok := bytes.Cut(out, []byte("\n"))
		fields := strings.Fields(string(header))
		if !ok || len(fields) != 3 {
			return 0, fmt.Errorf("read the objects of %s: %s is missing; is the clone partial?", commit, name)
		}
		size, err := strconv.Atoi(fields[2])
		if err != nil || size+1 > len(rest) {
			return 0, fmt.Errorf("read the objects of %s: %w", commit, io.ErrUnexpectedEOF)
		}
		if err := put(temp, name, rest[:size]); err != nil {
			return 0, err
		}
		out = rest[size+1:]
	}
	return len(names), nil
}

func put(dir, name string, data []byte) error {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return fmt.Errorf("lay out %s: %w", name, err)
	}
	if err := os.WriteFile(at, data, 0o600); err != nil {
		return fmt.Errorf("lay out %s: %w", name, err)
	}
	return nil
}
