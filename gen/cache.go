package gen

import (
	"bytes"
	"os"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/page"
)

// A Cache keeps what pages said from one [Load] to the next, which then reads only
// the pages again that are other files, or have another size or time of change. It
// holds for one errgen.yaml; where that changes, all pages are read again. Its zero
// value is empty. It may be used by one Load at a time.
type Cache struct {
	config     []byte
	noMarkdown bool

	mu    sync.Mutex
	pages map[string]cachedPage // by path
}

type cachedPage struct {
	info os.FileInfo
	read page.Result
}

// begin makes the cache one for a configuration. It returns what is known of the
// pages; what is learned of them goes to the new table, so that pages that are gone
// are forgotten.
func (c *Cache) begin(config []byte, noMarkdown bool) map[string]cachedPage {
	known := c.pages
	if !bytes.Equal(c.config, config) || c.noMarkdown != noMarkdown {
		known = nil
	}
	c.config, c.noMarkdown = config, noMarkdown
	c.pages = make(map[string]cachedPage, len(known))
	return known
}

// read returns what a page says: what is known if the file has not changed.
func (c *Cache) read(known map[string]cachedPage, path string, do func() page.Result) page.Result {
	info, err := os.Stat(path)
	if err != nil {
		return do()
	}
	is, ok := known[path]
	if !ok || !os.SameFile(is.info, info) || is.info.Size() != info.Size() || !is.info.ModTime().Equal(info.ModTime()) {
		is = cachedPage{info, do()}
	}
	c.mu.Lock()
	c.pages[path] = is
	c.mu.Unlock()
	r := is.read
	r.Entries = make([]*catalog.Entry, len(is.read.Entries))
	for i, e := range is.read.Entries {
		r.Entries[i] = e.Clone() // the catalogue takes it over
	}
	return r
}
