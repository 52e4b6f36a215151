package golang_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/emit/golang"
)

// TestServers runs the tests of the module in testdata/servers, which answers with
// the errors of the sample by way of several frameworks. The frameworks are
// downloaded by
//
//	(cd gen/emit/golang/testdata/servers && go mod download)
//
// Where they are not there the test is skipped, and says so; where CI is set, it
// fails.
func TestServers(t *testing.T) {
	const source = "testdata/servers"
	m := newModule(t)
	paths, err := filepath.Glob(source + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m.write(filepath.Base(path), string(data))
	}
	m.writeAll("codes", files(t, sample(), options(func(o *golang.Options) {
		o.Connect, o.GRPC, o.Import = true, true, "example.com/servers/codes"
		o.Classify = sampleClasses
	})))
	if out, err := m.try([]string{"GOPROXY=off"}, "go", "list", "-deps", "-test", "./..."); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the frameworks are not there: %s", out)
		}
		t.Skipf("the frameworks are not there, so the generated package is not tried with them; run go mod download in %s: %v", source, err)
	}
	m.vet()
	out := m.run(nil, "go", "test", "-count=1", "./...")
	if !strings.Contains(out, "ok  \texample.com/servers\t") {
		t.Errorf("no test was run: %s", out)
	}
}

// TestServersReadme: what the README and the package's documentation show of a
// framework is a part of the module.
func TestServersReadme(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)<!-- servers: (\\S+) -->\n```go\n(.*?)```\n").FindAllStringSubmatch(string(readme), -1)
	if len(found) != 7 {
		t.Errorf("the README has %d frameworks, want 7", len(found))
	}
	doc := files(t, sample(), options(nil))["doc_gen.go"]
	for of, file := range map[string]string{"net/http": "nethttp.go", "chi": "chi.go", "echo": "echo.go", "gin, whose": "gin.go", "huma, for its own errors": "huma.go"} {
		m := regexp.MustCompile("(?s)\\n// With " + of + "[^:]*:\\n//\\n((?://\\t[^\\n]*\\n)+)").FindStringSubmatch(doc)
		if m == nil {
			t.Errorf("the package's documentation has no example for %s", of)
			continue
		}
		found = append(found, []string{"", file, strings.ReplaceAll(m[1], "//\t", "")})
	}
	indent := regexp.MustCompile(`(?m)^\t+`)
	for _, m := range found {
		source, err := os.ReadFile("testdata/servers/" + m[1])
		if err != nil {
			t.Fatal(err)
		}
		rest := indent.ReplaceAllString(string(source), "")
		for line := range strings.Lines(indent.ReplaceAllString(m[2], "")) {
			_, after, ok := strings.Cut(rest, line)
			if !ok {
				t.Errorf("what is shown: %s has no line %q after those before it", m[1], line)
				break
			}
			rest = after
		}
	}
}
