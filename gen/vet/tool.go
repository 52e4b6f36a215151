package vet

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/unkeyed/errgen/gen/emit"
)

// IsTool reports whether arguments are those with which the go command runs a
// vet tool.
func IsTool(args []string) bool {
	switch {
	case len(args) == 0:
		return false
	case args[0] == "-V=full" || args[0] == "-flags":
		return true
	}
	for _, flag := range args[:len(args)-1] {
		if !strings.HasPrefix(flag, "-") {
			return false
		}
	}
	return strings.HasSuffix(args[len(args)-1], ".cfg")
}

// Tool is the main function of a vet tool: it checks one package and exits.
func Tool() {
	if config := os.Args[len(os.Args)-1]; strings.HasSuffix(config, ".cfg") && unconcerned(config) {
		os.Exit(0)
	}
	flag.CommandLine.Init("errgen", flag.ExitOnError)
	unitchecker.Main(Analyzers...)
}

// unconcerned reports whether a package has nothing to do with codes: it is not
// generated, and nothing that it imports has. Most packages are such, those of the
// standard library first of all, and are not worth parsing.
func unconcerned(config string) bool {
	data, err := os.ReadFile(config)
	if err != nil {
		return false
	}
	var c unitchecker.Config
	if json.Unmarshal(data, &c) != nil {
		return false
	}
	for _, facts := range c.PackageVetx {
		if info, err := os.Stat(facts); err != nil || info.Size() > 0 {
			return false
		}
	}
	for _, name := range c.GoFiles {
		f, err := os.ReadFile(name)
		if err != nil || bytes.Contains(f[:min(len(f), 4<<10)], []byte(emit.Header)) {
			return false
		}
	}
	if c.Stdout != "" && os.WriteFile(c.Stdout, nil, 0o666) != nil {
		return false
	}
	return c.VetxOutput == "" || os.WriteFile(c.VetxOutput, nil, 0o666) == nil
}
