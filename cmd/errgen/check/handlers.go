package check

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/vet"
	"github.com/unkeyed/errgen/gen/vet/handlers"
	"github.com/unkeyed/errgen/gen/vet/handlers/report"
)

// handlerList is one run of vet --handlers, as its flags have it.
type handlerList struct {
	*linting
	names, docs         []string
	openapi, components string
}

func (h *handlerList) run(ctx context.Context, packages []string) error {
	format := h.format
	if format == "" {
		format = "text"
	}
	switch {
	case !slices.Contains(report.Formats, format):
		return terminal.Usage(fmt.Errorf("unknown --format %q of --handlers, want %s", format, terminal.Either(report.Formats)))
	case h.components != "" && h.openapi == "":
		return terminal.Usage(errors.New("--components needs --openapi"))
	}
	found, err := handlers.Find(ctx, handlers.Options{Dir: h.Dir, Packages: packages, Base: h.Dir})
	if load := new(vet.LoadError); errors.As(err, &load) {
		return terminal.Usage(load)
	}
	if err != nil {
		return err
	}
	if len(h.names) > 0 {
		chosen, missing := found.Select(h.names)
		if missing != "" {
			return terminal.Usage(fmt.Errorf("no handler is named %q; errgen vet --handlers lists all", missing))
		}
		found = chosen
	}
	if h.openapi != "" {
		if err := h.merge(found); err != nil {
			return err
		}
	}
	for _, path := range h.docs {
		if err := h.fill(found, h.Absolute(path)); err != nil {
			return err
		}
	}
	if h.openapi == "" && len(h.docs) == 0 {
		if err := found.Print(h.Out, format); err != nil {
			return err
		}
	}
	pairs, unresolved := 0, map[report.Call]bool{}
	for _, one := range found.Handlers {
		pairs += len(one.Codes)
		for _, c := range one.Unresolved {
			unresolved[c] = true
		}
	}
	h.Note("errgen: %s, %s of handler and code, %s not followed\n", terminal.Count(len(found.Handlers), "handler"), terminal.Count(pairs, "pair"), terminal.Count(len(unresolved), "call"))
	return nil
}

// merge writes the errors into an OpenAPI document.
func (h *handlerList) merge(r *report.Report) error {
	read := func(name string) (*source.File, error) {
		data, err := os.ReadFile(h.Absolute(name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, terminal.Usage(fmt.Errorf("no such file: %q", name))
		}
		return source.NewFile(h.Relative(h.Absolute(name)), data), err
	}
	f, err := read(h.openapi)
	if err != nil {
		return err
	}
	components, ref := f, ""
	if h.components != "" {
		if components, err = read(h.components); err != nil {
			return err
		}
		rel, err := filepath.Rel(filepath.Dir(h.Absolute(h.openapi)), h.Absolute(h.components))
		if err != nil {
			return err
		}
		ref = filepath.ToSlash(rel)
	}
	merged, found := r.Merge(f, components, ref)
	if found.Err() != nil {
		h.Print(found.Sorted())
		return found.Err()
	}
	if err := h.rewrite(f, h.Absolute(h.openapi), merged.Data); err != nil {
		return err
	}
	for _, one := range merged.Without {
		h.Note("errgen: %s has no operation for %s\n", h.openapi, diag.Printable(one.Title()))
	}
	h.Note("errgen: %s: %s with a handler, %s added\n", h.openapi, terminal.Count(merged.Operations, "operation"), terminal.Count(merged.Added, "response"))
	return nil
}

// rewrite writes a file if it is to change.
func (h *handlerList) rewrite(f *source.File, path string, data []byte) error {
	if string(f.Data) == string(data) {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, info.Mode())
}

// fill writes tables into a page, or into the pages of a folder.
func (h *handlerList) fill(r *report.Report, root string) error {
	if _, err := os.Stat(root); err != nil {
		return terminal.Usage(fmt.Errorf("no such page or folder: %q", h.Relative(root)))
	}
	type page struct {
		f    *source.File
		path string
		data []byte
	}
	var pages []page
	var found diag.List
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".md" && ext != ".mdx" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f := source.NewFile(h.Relative(path), data)
		filled, wrong := r.Fill(f)
		found = append(found, wrong...)
		pages = append(pages, page{f, path, filled})
		return nil
	})
	if err != nil {
		return err
	}
	if found.Err() != nil {
		h.Print(found.Sorted())
		return found.Err()
	}
	changed := 0
	for _, p := range pages {
		if string(p.f.Data) != string(p.data) {
			changed++
		}
		if err := h.rewrite(p.f, p.path, p.data); err != nil {
			return err
		}
	}
	h.Note("errgen: %s: %s, %d changed\n", h.Relative(root), terminal.Count(len(pages), "page"), changed)
	return nil
}
