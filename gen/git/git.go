// Package git runs the git command: which commit a revision is, what files it has, and
// what is not committed. It reads git's objects, and never changes a file of the checkout.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An Error says that git does not have what is asked of it, and what to do about it.
type Error struct {
	Message, Hint string
}

func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// A Folder is one that git runs in.
type Folder struct {
	ctx context.Context
	dir string
}

// In returns a folder, in which git runs until the context ends.
func In(ctx context.Context, dir string) Folder { return Folder{ctx, dir} }

func (g Folder) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(environment(os.Environ()), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	return cmd
}

// environment returns one without what git sets for hooks, in which it takes the folder that
// it runs in for the top of the checkout. GIT_DIR beside GIT_WORK_TREE is what somebody set
// who keeps them apart.
func environment(env []string) []string {
	if slices.ContainsFunc(env, func(v string) bool { return strings.HasPrefix(v, "GIT_WORK_TREE=") }) {
		return env
	}
	return slices.DeleteFunc(env, func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return name == "GIT_DIR" || name == "GIT_INDEX_FILE" || name == "GIT_PREFIX"
	})
}

func (g Folder) run(args ...string) (string, error) {
	var out, problem bytes.Buffer
	cmd := g.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &problem
	err := cmd.Run()
	var missing *exec.Error
	switch {
	case errors.As(err, &missing):
		return "", &Error{"git cannot be run: " + missing.Err.Error(), "install git, or name a folder or a snapshot with --against"}
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(problem.String()), "\n")
		return "", &Error{"git " + args[0] + ": " + line, ""}
	}
	return out.String(), nil
}

// Commit returns the commit of a revision, and reports whether there is one.
func (g Folder) Commit(revision string) (string, bool) {
	if strings.HasPrefix(revision, "-") {
		return "", false
	}
	out, err := g.run("rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	return strings.TrimSpace(out), err == nil
}

// mainBranches are where the main branch is looked for, the first that is there.
var mainBranches = []string{"origin/HEAD", "origin/main", "origin/master", "main", "master"}

// MergeBase returns the commit at which the current branch left the main one. The note says
// that this is the current commit, where it is.
func (g Folder) MergeBase() (commit, note string, err error) {
	if _, err := g.run("rev-parse", "--git-dir"); err != nil {
		var past *Error
		if errors.As(err, &past) && past.Hint != "" {
			return "", "", err
		}
		return "", "", &Error{"not a git repository", "name a folder or a snapshot with --against"}
	}
	for _, branch := range mainBranches {
		if _, ok := g.Commit(branch); !ok {
			continue
		}
		base, err := g.run("merge-base", "HEAD", branch)
		if err != nil {
			if g.shallow() {
				return "", "", &Error{"this clone is shallow and does not hold the commit where the branch left " + branch,
					"fetch it with git fetch --unshallow, or compare with the branch itself: --against " + branch}
			}
			return "", "", &Error{"HEAD and " + branch + " have no commit in common", "name a revision with --against"}
		}
		base = strings.TrimSpace(base)
		if head, _ := g.Commit("HEAD"); head == base {
			note = g.unmoved(base, branch)
		}
		return base, note, nil
	}
	return "", "", &Error{"there is no main branch to compare with", "name a revision with --against" + g.fetchHint()}
}

// unmoved says that a commit, the current one, has nothing that the main branch lacks.
func (g Folder) unmoved(head, branch string) string {
	short, err := g.Short(head)
	if err != nil {
		short = head
	}
	note := fmt.Sprintf("the base, where the branch left %s, is the current commit %s itself, so only uncommitted changes are compared; ", branch, short)
	if g.shallow() {
		return note + "this clone is shallow: fetch an earlier revision with git fetch --depth=1 origin REF and name it with --against FETCH_HEAD"
	}
	note += "name an earlier revision with --against REF"
	if _, ok := g.Commit("HEAD~1"); ok {
		note += ", such as --against HEAD~1"
	}
	return note
}

func (g Folder) shallow() bool {
	out, err := g.run("rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(out) == "true"
}

func (g Folder) fetchHint() string {
	if g.shallow() {
		return "; this clone is shallow: git fetch --depth=1 origin main fetches one"
	}
	return ""
}

// Unknown returns the error for what is neither a revision nor a path.
func (g Folder) Unknown(revision string) error {
	return &Error{fmt.Sprintf("%q is not a git revision, folder or snapshot", revision), strings.TrimPrefix(g.fetchHint(), "; ")}
}

// FilesOf returns the wanted files of a commit by their paths: those below a folder of the
// repository, or that file itself. Symbolic links are not among them.
func (g Folder) FilesOf(commit, below string, wanted func(name string) bool) (map[string][]byte, error) {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", commit}
	if below != "" {
		args = append(args, "--", below)
	}
	listed, err := g.run(args...)
	if err != nil {
		return nil, err
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
		return nil, nil
	}
	cmd := g.command("cat-file", "--batch")
	cmd.Stdin = &objects
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("read the objects of %s: %w", commit, err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		header, rest, ok := bytes.Cut(out, []byte("\n"))
		fields := strings.Fields(string(header))
		if !ok || len(fields) != 3 {
			return nil, fmt.Errorf("read the objects of %s: %s is missing; is the clone partial?", commit, name)
		}
		size, err := strconv.Atoi(fields[2])
		if err != nil || size+1 > len(rest) {
			return nil, fmt.Errorf("read the objects of %s: %w", commit, io.ErrUnexpectedEOF)
		}
		files[name] = rest[:size:size]
		out = rest[size+1:]
	}
	return files, nil
}

// Top returns the top folder of the repository, and its path with forward slashes.
func (g Folder) Top() (Folder, string, error) {
	out, err := g.run("rev-parse", "--show-toplevel")
	g.dir = strings.TrimRight(out, "\r\n")
	return g, g.dir, err
}

// Short returns the short form of a commit.
func (g Folder) Short(commit string) (string, error) {
	out, err := g.run("rev-parse", "--short", commit)
	return strings.TrimSpace(out), err
}

// Read returns a file of a commit. ok is false if it has none at that path.
func (g Folder) Read(commit, path string) (data string, ok bool, err error) {
	listed, err := g.run("ls-tree", "--full-tree", "--name-only", commit, "--", path)
	if err != nil || listed == "" {
		return "", false, err
	}
	data, err = g.run("cat-file", "blob", commit+":"+path)
	return data, true, err
}

// Files returns the files below the folder that git knows or does not ignore, relative
// to it.
func (g Folder) Files() (names []string, err error) {
	listed, err := g.run("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(listed, "\x00") {
		if name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

// Dirty returns those of the paths, which are absolute, whose files have uncommitted
// changes. Without git there are none.
func (g Folder) Dirty(paths []string) (dirty []string) {
	out, err := g.run(append([]string{"status", "--porcelain", "-z", "--"}, paths...)...)
	if err != nil {
		return nil
	}
	for _, path := range paths {
		name := filepath.Base(path)
		for entry := range strings.SplitSeq(out, "\x00") {
			if len(entry) > 3 && filepath.Base(filepath.FromSlash(entry[3:])) == name && !strings.HasPrefix(entry, "??") {
				dirty = append(dirty, path)
				break
			}
		}
	}
	return dirty
}

// Moved tells git that a file it knows has moved, as git mv would.
func (g Folder) Moved(from, to string) {
	if _, err := g.run("ls-files", "--error-unmatch", "--", from); err == nil {
		_, _ = g.run("add", "--all", "--", from, to) // the files are right, whatever git makes of it
	}
}
