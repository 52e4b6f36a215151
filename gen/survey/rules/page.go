package rules

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Page is a page whose records can be cut.
type Page struct {
	Path   string // below the folder looked at, with extension
	Source *record.Source

	data []byte
	cuts map[string][]*record.Record // by what is one error
}

// Open parses a page.
func Open(at string, data []byte) *Page {
	file := source.NewFile(at, data)
	doc, _ := mdx.Parse(file, mdx.Options{})
	s := &record.Source{File: file, Path: at, Blocks: doc.Root.Children}
	if !doc.FrontMatter.IsZero() {
		s.Front, _ = yamlpos.Parse(doc.FrontMatter, "front-matter")
		s.Own = s.Front.Get("errgen")
	}
	if len(s.Blocks) > 0 && s.Blocks[0].Kind == mdx.Heading && s.Blocks[0].Level == 1 {
		s.Title, s.Blocks = s.Blocks[0], s.Blocks[1:]
	}
	return &Page{Path: at, Source: s, data: data, cuts: map[string][]*record.Record{}}
}

// cut returns what may be records of the page.
func (p *Page) cut(each string) []*record.Record {
	if _, ok := p.cuts[each]; !ok {
		p.cuts[each] = record.Cut(p.Source, &record.Rule{Each: eachOf(each)})
	}
	return p.cuts[each]
}

// Below returns the path of a file below a folder.
func Below(dir, file string) (string, bool) {
	if dir == "." {
		return file, true
	}
	return strings.CutPrefix(file, dir+"/")
}

// pathsBelow returns the paths of pages below a folder.
func pathsBelow(dir string, pages []*Page) (out []string) {
	for _, p := range pages {
		name, _ := Below(dir, p.Path)
		out = append(out, name)
	}
	return out
}

// commonFolder returns the folder that all of some pages lie in.
func commonFolder(in []*Page) string {
	dir := path.Dir(in[0].Path)
	for _, p := range in {
		for dir != "." && !strings.HasPrefix(p.Path, dir+"/") {
			dir = path.Dir(dir)
		}
	}
	return dir
}

// texts returns the part that a place and a match give of each record of a page; ""
// where a record has none.
func texts(p *Page, each, place, match string) []string {
	at, wrong := record.ParsePlace(place)
	if wrong != nil || !eachOf(each).Kind.HasPlace(&at) {
		return nil
	}
	return partOf(p.cut(each), &at, match)
}

// partOf returns what the first text at a place that fits a match gives, for each record.
func partOf(records []*record.Record, at *record.Place, match string) []string {
	re := regexp.MustCompile(match)
	if match != "" {
		at.Match = re // some places have more where a part is taken
	}
	var out []string
	for _, r := range records {
		found := ""
		for _, t := range r.Whole(at) {
			s := strings.TrimSpace(t.S)
			if match != "" {
				m := re.FindStringSubmatch(s)
				if m == nil {
					continue
				}
				s = ""
				for _, group := range m[1:] {
					s = cmp.Or(s, group)
				}
			}
			if s != "" {
				found = s
				break
			}
		}
		out = append(out, found)
	}
	return out
}

func eachOf(text string) record.Each {
	if name, ok := strings.CutPrefix(text, "element "); ok {
		return record.Each{Kind: record.Element, Name: name}
	}
	switch {
	case text == "row":
		return record.Each{Kind: record.Row}
	case text == "item":
		return record.Each{Kind: record.Item}
	case text[0] == 'h':
		return record.Each{Kind: record.Heading, Level: int(text[1] - '0')}
	}
	return record.Each{Kind: record.Page}
}
