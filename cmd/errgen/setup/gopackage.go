package setup

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// packageName returns the name of the Go package in a folder: that of the files
// there, or else one made of the folder's name.
func packageName(dir string) string {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		if f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly); err == nil {
			return f.Name.Name
		}
	}
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(filepath.Base(dir)))
	if name = strings.TrimLeft(name, "0123456789"); name == "" || token.IsKeyword(name) || name == "main" {
		return "codes"
	}
	return name
}
