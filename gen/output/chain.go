package output

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A chain accesses places folder by folder. It keeps the folder that it was last in
// open, and those above it, so that the next place, which is mostly near, costs one
// step and not its whole path: a site has a folder for each of its pages. It has as
// many files open as the path is deep. The zero value is ready for use.
type chain struct {
	boundary string
	names    []string // of the folders below the boundary
	roots    []*os.Root
}

// at returns the folder that a place lies in, and its name there. The folder is
// closed by the next call. The error is fs.ErrNotExist if there is no such folder.
func (c *chain) at(p place) (*os.Root, string, error) {
	if p.rel == "." {
		r, err := c.folder(p)
		return r, ".", err
	}
	r, err := c.folder(p.dir())
	return r, filepath.Base(p.rel), err
}

// folder returns the folder that is a place.
func (c *chain) folder(p place) (*os.Root, error) {
	if len(c.roots) == 0 || c.boundary != p.boundary {
		c.close()
		r, err := os.OpenRoot(p.boundary)
		if err != nil {
			return nil, err
		}
		c.boundary, c.roots = p.boundary, []*os.Root{r}
	}
	var names []string
	if p.rel != "." {
		names = strings.Split(p.rel, string(filepath.Separator))
	}
	same := 0
	for same < min(len(names), len(c.names)) && names[same] == c.names[same] {
		same++
	}
	c.closeBelow(same)
	for _, name := range names[same:] {
		r, err := c.roots[len(c.roots)-1].OpenRoot(name)
		if err != nil {
			return nil, err
		}
		c.names, c.roots = append(c.names, name), append(c.roots, r)
	}
	return c.roots[len(c.roots)-1], nil
}

func (c *chain) closeBelow(depth int) {
	for _, r := range slices.Backward(c.roots[depth+1:]) {
		r.Close()
	}
	c.names, c.roots = c.names[:depth], c.roots[:depth+1]
}

// close closes all folders; the chain can be used again.
func (c *chain) close() {
	for _, r := range slices.Backward(c.roots) {
		r.Close()
	}
	*c = chain{}
}
