package main

import (
	"archive/zip"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const (
	modulePath    = "github.com/unkeyed/errgen"
	moduleVersion = "v0.1.0"
)

// published returns the environment in which this checkout is the newest
// published version of errgen: a module proxy in a folder, which is asked before
// the folder of what has been downloaded to build these tests. So a script can
// get errgen as a stranger would, and mostly without a network. The configured
// proxy is asked last: a stranger's module needs the go.mod files of all that
// errgen's dependencies name, and building the tests downloads only some of them.
// The module cache is one of its own, as what is in one never changes.
func published(t *testing.T) []string {
	t.Helper()
	proxyOnce.Do(func() { proxyDir, proxyErr = publish() })
	if proxyErr != nil {
		t.Fatal(proxyErr)
	}
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	cache, proxy, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	downloaded := filepath.Join(strings.TrimSpace(cache), "cache", "download")
	return []string{
		"GOPROXY=" + fileURL(proxyDir) + "," + fileURL(downloaded) + "," + strings.TrimSpace(proxy),
		"GONOPROXY=none", // nor is the module itself fetched from anywhere else
		"GOSUMDB=off",
		"GOFLAGS=-modcacherw", // so that it can be removed
		"GOMODCACHE=" + filepath.Join(proxyDir, "modcache"),
		"GOTOOLCHAIN=local",
	}
}

// fileURL returns the URL of an absolute path; that of a drive has a third slash.
func fileURL(path string) string {
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(path), "/")
}

var (
	proxyOnce sync.Once
	proxyDir  string // removed by TestMain
	proxyErr  error
)

// publish writes the folder of a proxy that has this checkout as a version.
func publish() (string, error) {
	repository, err := filepath.Abs("../..")
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "errgen-proxy-")
	if err != nil {
		return "", err
	}
	versions := filepath.Join(dir, filepath.FromSlash(modulePath), "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		return dir, err
	}
	mod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		return dir, err
	}
	for name, text := range map[string]string{
		"list":                  moduleVersion + "\n",
		moduleVersion + ".info": `{"Version":"` + moduleVersion + `","Time":"2026-01-01T00:00:00Z"}`,
		moduleVersion + ".mod":  string(mod),
	} {
		if err := os.WriteFile(filepath.Join(versions, name), []byte(text), 0o644); err != nil {
			return dir, err
		}
	}
	f, err := os.Create(filepath.Join(versions, moduleVersion+".zip"))
	if err != nil {
		return dir, err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	if err := addFiles(z, repository); err != nil {
		return dir, err
	}
	return dir, z.Close()
}

func addFiles(z *zip.Writer, repository string) error {
	root := os.DirFS(repository)
	return fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "bin"):
			return fs.SkipDir
		case !d.Type().IsRegular() || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		data, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		w, err := z.Create(modulePath + "@" + moduleVersion + "/" + path)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
}
