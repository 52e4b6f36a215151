package setup

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/survey"
)

// schemaLine is the comment by which editors find the schema of a YAML file.
var schemaLine = regexp.MustCompile(`(?m)^# yaml-language-server: \$schema=(\S+)[ \t\r]*$`)

// writeSchema writes the schema of errgen.yaml to where its comment says.
func (e env) writeSchema(configPath string) error {
	c, err := gen.ReadConfig(gen.Options{Config: configPath, Dir: e.Dir})
	if err != nil {
		return err
	}
	name := survey.SchemaFile
	m := schemaLine.FindSubmatch(c.File.Data)
	if m != nil {
		name = string(m[1])
	}
	if strings.Contains(name, "://") {
		return terminal.Usage(fmt.Errorf("the schema of errgen.yaml is %s, which is not a file", name))
	}
	boundary, err := output.NewBoundary(c.Dir, "")
	if err != nil {
		return err
	}
	at := filepath.Join(c.Dir, filepath.FromSlash(name))
	edit, err := e.schemaEdit(at)
	if err != nil {
		return err
	}
	edits, err := output.NewEdits([]output.Edit{edit}, output.Options{Boundary: boundary, Base: e.Dir})
	if err != nil {
		return err
	}
	if err := edits.Apply(); err != nil {
		return err
	}
	fmt.Fprintln(e.Out, e.Relative(at))
	if m == nil {
		e.Note("errgen: for editors, make this the first line of errgen.yaml:\n%s", survey.SchemaComment)
	}
	return nil
}

// schemaEdit returns the edit that writes the schema to a file, which must be one
// of these or not be there.
func (e env) schemaEdit(path string) (output.Edit, error) {
	edit := output.Edit{Path: path, New: gen.ConfigSchema()}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return edit, nil
	case err != nil:
		return edit, err
	case !info.Mode().IsRegular():
		return edit, terminal.Usage(fmt.Errorf("%s is not a regular file", e.Relative(path)))
	}
	if edit.Old, err = os.ReadFile(path); err != nil {
		return edit, err
	}
	var schema struct{ Title string }
	if err := json.Unmarshal(bytes.TrimPrefix(edit.Old, []byte("\ufeff")), &schema); err != nil || schema.Title != config.Name {
		return edit, terminal.Usage(fmt.Errorf("file already exists and is not a schema of errgen.yaml: %s", e.Relative(path)))
	}
	return edit, nil
}
