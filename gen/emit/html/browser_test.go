package html_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// TestBrowser looks at a site in Chromium, by the tests of the module in
// testdata/browser. Chromium is a package of Debian and others, and what drives it is
// downloaded by
//
//	(cd gen/emit/html/testdata/browser && go mod download)
//
// Where they are not there the test is skipped, and says so; where CI is set, it fails.
// SHOTS in the environment names a folder for pictures of the pages.
func TestBrowser(t *testing.T) {
	toolchain.Program(t, "chromium")
	const module = "testdata/browser"
	archive, err := txtar.ParseFile("testdata/shop/site.txt")
	if err != nil {
		t.Fatal(err)
	}
	in := map[string][]byte{}
	for _, f := range archive.Files {
		in[f.Name] = f.Data
	}
	dir := t.TempDir()
	files := map[string]string{}
	for name, data := range planned(t, in) {
		files[name] = string(data)
	}
	toolchain.Write(t, dir, files)
	run := func(args ...string) ([]byte, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = filepath.FromSlash(module)
		cmd.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "SITE="+dir)
		return cmd.CombinedOutput()
	}
	if out, err := run("list", "-deps", "-test", "./..."); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("chromedp is not there: %s", out)
		}
		t.Skipf("chromedp is not there, so the site is not looked at in Chromium; run go mod download in %s: %v", module, err)
	}
	if out, err := run("test", "-count=1", "./..."); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
