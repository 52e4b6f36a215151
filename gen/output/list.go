package output

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// listName is the file in the top folder of a repository that says which folders
// are generated, and from which errgen.yaml.
const listName = ".errgen-outputs"

const listHeader = `# What errgen generates: a folder, or a file whose format has no place for a header,
# and the errgen.yaml that it belongs to. "errgen generate" keeps this list; commit it.
`

// A claim is a line of the list. Paths are relative to the top of the repository,
// with forward slashes, so that the list is the same on every machine.
type claim struct {
	path  string // a folder ends in a slash
	owner string // path of an errgen.yaml
}

func (c claim) isFolder() bool { return strings.HasSuffix(c.path, "/") }

func compareClaims(a, b claim) int {
	return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.owner, b.owner))
}

// A list is the list of outputs as it was read; data is nil where there is none.
type list struct {
	data   []byte
	info   fs.FileInfo
	claims []claim
}

// readList reads the list in the top folder of a repository.
func readList(top string) (*list, error) {
	r, err := os.OpenRoot(top)
	if err != nil {
		return nil, failed("read", listName, err)
	}
	defer r.Close()
	info, err := r.Lstat(listName)
	if errors.Is(err, fs.ErrNotExist) {
		return &list{}, nil
	}
	if err != nil {
		return nil, failed("read", listName, err)
	}
	if !info.Mode().IsRegular() {
		return nil, refused(listName, reason("is not a regular file; remove it"))
	}
	data, err := r.ReadFile(listName)
	if err != nil {
		return nil, failed("read", listName, err)
	}
	l := &list{data: data, info: info}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		c, ok := parseClaim(line)
		if !ok {
			return nil, refused(fmt.Sprintf("%s:%d", listName, n),
				reason("is not a path and an errgen.yaml; correct the line, or remove the file and run errgen generate"))
		}
		l.claims = append(l.claims, c)
	}
	return l, nil
}

func parseClaim(line string) (claim, bool) {
	path, rest, ok1 := cutWord(line)
	owner, rest, ok2 := cutWord(rest)
	return claim{path, owner}, ok1 && ok2 && rest == "" && path != "" && owner != "" && path != "/"
}

// cutWord cuts a word off, which is quoted where it holds more than letters.
func cutWord(s string) (word, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		word, rest, _ = strings.Cut(s, " ")
		return word, strings.TrimLeft(rest, " "), true
	}
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", "", false
	}
	word, err = strconv.Unquote(quoted)
	return word, strings.TrimLeft(s[len(quoted):], " "), err == nil
}

func formatList(claims []claim) []byte {
	var out bytes.Buffer
	out.WriteString(listHeader)
	for _, c := range claims {
		out.WriteString(quoteWord(c.path) + " " + quoteWord(c.owner) + "\n")
	}
	return out.Bytes()
}

func quoteWord(s string) string {
	if q := strconv.Quote(s); q != `"`+s+`"` || strings.ContainsAny(s, " #") {
		return q
	}
	return s
}

// listed returns a path relative to the top of the repository, as the list has it,
// and "" where it has none, being on another drive.
func (b *planner) listed(real string) string {
	rel, err := filepath.Rel(b.boundary.top, real)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// claims compares what is planned with the list. It refuses what belongs to
// another errgen.yaml, looks for orphans in what this one does not ask for any
// more, and plans the new list.
func (b *planner) claims() error {
	if b.list == nil {
		return nil
	}
	me := b.me
	mine := map[string]bool{}
	for _, dir := range b.plan.dirs {
		if at := b.listed(dir.path()); at != "" {
			mine[strings.TrimSuffix(at, "/")+"/"] = true
		}
	}
	for _, c := range b.plan.Changes {
		if at := b.listed(c.Path); c.Bare && at != "" {
			mine[at] = true
		}
	}
	var after []claim
	for at := range mine {
		after = append(after, claim{at, me})
	}
	for _, c := range b.list.claims {
		switch {
		case c.owner == me && !mine[c.path]:
			left, err := b.leave(c)
			if err != nil {
				return err
			}
			if left {
				after = append(after, c)
			}
		case c.owner == me:
		case mine[c.path] && b.alive(c):
			b.refused = append(b.refused, Refusal{b.plannedName(c), "belongs to " + b.name(b.absolute(c.owner)) + ": give each errgen.yaml its own out"})
		case !mine[c.path]:
			after = append(after, c)
		}
	}
	slices.SortFunc(after, compareClaims)
	b.planList(formatList(slices.Compact(after)))
	return nil
}

// plannedName returns what people call the folder or the file of a claim, which is
// planned.
func (b *planner) plannedName(c claim) string {
	path := b.absolute(c.path)
	if c.isFolder() {
		return b.dirs[path]
	}
	return b.plan.Changes[b.seen[path]].Name
}

func (b *planner) absolute(listed string) string {
	return filepath.Join(b.boundary.top, filepath.FromSlash(listed))
}

// alive reports whether the errgen.yaml of a claim is still there and makes it.
func (b *planner) alive(c claim) bool {
	claims := b.plan.options.Claims
	return claims == nil || claims(b.absolute(c.owner), b.absolute(c.path))
}

// leave looks for orphans in what this errgen.yaml does not ask for any more. It
// reports whether the claim stays.
func (b *planner) leave(c claim) (stays bool, err error) {
	if b.plan.options.Partial {
		return true, nil
	}
	if slices.ContainsFunc(b.list.claims, func(other claim) bool { return other.path == c.path && other.owner != c.owner && b.alive(other) }) {
		return false, nil // two branches gave it to two
	}
	path := b.absolute(c.path)
	name := b.name(path)
	if _, err := os.Lstat(path); err != nil {
		return false, nil // as good as gone
	}
	folder := path
	if !c.isFolder() {
		folder = filepath.Dir(path)
	}
	dir, err := b.boundary.locate(folder, false)
	switch {
	case errors.Is(err, noDir), errors.Is(err, dangles):
		return false, nil
	case errors.As(err, new(reason)):
		return false, b.refuse(name, reason("is no longer generated, but errgen may not delete it: "+
			"delete what was generated there, and its line in "+listName))
	case err != nil:
		return false, failed("read", name, err)
	case c.isFolder():
		b.look(dir, name)
		return false, nil
	}
	at := dir.join(filepath.Base(path))
	r, base, err := b.chain.at(at)
	if err != nil {
		return false, failed("read", name, err)
	}
	was, err := r.Lstat(base)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !was.Mode().IsRegular() {
		return false, nil
	}
	var old []byte
	if err == nil {
		old, err = r.ReadFile(base)
	}
	if err != nil {
		return false, failed("read", name, err)
	}
	if _, planned := b.seen[at.path()]; !planned {
		b.seen[at.path()] = len(b.plan.Changes)
		b.plan.Changes = append(b.plan.Changes, Change{Path: at.path(), Name: name, Op: Delete, Bare: true, Old: old, at: at, was: was})
	}
	return false, nil
}

// planList plans the new list. One that is missing is written, but nothing is
// stale for it: a repository may be older than the list.
func (b *planner) planList(data []byte) {
	at := place{b.boundary.top, listName}
	c := Change{Path: at.path(), Name: b.name(at.path()), Op: Create, New: data, Old: b.list.data, at: at, was: b.list.info}
	switch {
	case b.list.data == nil:
		if bytes.Equal(data, []byte(listHeader)) {
			return
		}
	case sameText(c.Old, data):
		return
	default:
		c.Op, c.New = Update, EndLines(data, c.Old)
	}
	b.plan.list = &c
}

// claimed reports whether the list gives this errgen.yaml a file that has no
// header.
func (b *planner) claimed(at place) bool {
	if b.list == nil {
		return false
	}
	return slices.Contains(b.list.claims, claim{b.listed(at.path()), b.me})
}
