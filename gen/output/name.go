package output

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// checkPath returns why a target may not ask for this path, whatever machine it
// runs on now, and nil if it may.
func checkPath(name string) error {
	if name == "." || name != path.Clean(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return reason("is not a plain relative path")
	}
	return checkNames(name)
}

// maxName is how many bytes a name may have on the usual file systems.
const maxName = 255

// checkNames returns why the names of a path cannot be those of new files and
// folders on every system, and nil if they can.
func checkNames(name string) error {
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(part, ".")
		switch {
		case !utf8.ValidString(part):
			return reason(fmt.Sprintf("contains the name %q, which is not UTF-8", part))
		case strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || strings.ContainsRune(`\:*?"<>|`, r) }):
			return reason(fmt.Sprintf("has a character in %q that some systems do not allow", part))
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return reason(fmt.Sprintf("contains the name %q, whose last character some systems do not allow", part))
		case reserved[strings.ToLower(strings.TrimRight(stem, " "))]:
			return reason(fmt.Sprintf("contains %q, the name of a device on Windows", part))
		case temporary(part):
			return reason(fmt.Sprintf("has the name of a temporary file, %q", part))
		case len(part) > maxName:
			return reason(fmt.Sprintf("has a name of %d bytes, %.20q..., and file systems allow %d", len(part), part, maxName))
		case inGit(part):
			return reason("leads into a .git folder")
		}
	}
	return nil
}

var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}
	for _, n := range "123456789¹²³" {
		names["com"+string(n)] = true
		names["lpt"+string(n)] = true
	}
	return names
}()
