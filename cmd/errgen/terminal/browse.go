package terminal

import (
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// browse opens a URL in the browser of the desktop.
func browse(url string) error {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return fmt.Errorf("%q is not a web address", url)
	}
	name, args := browser(runtime.GOOS, url)
	return exec.Command(name, args...).Run()
}

// browser returns the command that opens a URL on a system.
func browser(goos, url string) (name string, args []string) {
	switch goos {
	case "darwin":
		return "open", []string{url}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	return "xdg-open", []string{url}
}
