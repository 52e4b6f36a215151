package survey_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/survey"
)

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

var outputs = []survey.Output{{{"target", "json"}, {"out", "generated"}}}

// TestGolden shows what is found out about repositories. What is written is an
// errgen.yaml that errgen takes.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		dir := t.TempDir()
		for name, data := range in {
			write(t, dir, name, data)
		}
		s, err := survey.Look(dir)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]byte{}
		if body := in["example.json"]; body != nil {
			if err := s.ReadExample(body); err != nil {
				out["error"] = []byte(err.Error() + "\n")
			}
		}
		if s.Pages == "" {
			path, data := s.First("My-Shop 2")
			write(t, dir, path, data)
			out[path] = data
		}
		text := s.YAML(outputs)
		write(t, dir, "errgen.yaml", text)
		project, err := gen.Load(gen.Options{Dir: dir})
		if err != nil && s.Unread == 0 {
			t.Errorf("errgen does not take it: %v\n%s", err, text)
		}
		if len(s.Rules) > 0 && err == nil {
			codes := map[catalog.Code]bool{}
			for _, e := range project.Catalog.Entries {
				codes[e.Code.V] = true
			}
			if len(codes) != s.Count {
				t.Errorf("errgen reads %d codes, and the survey says %d\n%s", len(codes), s.Count, text)
			}
		}
		out["errgen.yaml"] = text
		out["found"] = fmt.Appendf(nil, "%s, %d pages\n", s.Site, s.Count)
		for _, m := range s.Members {
			out["found"] = fmt.Appendf(out["found"], "%s: %s, %s\n", m.Place, m.Text, m.Why)
		}
		for _, line := range s.Unsure {
			out["found"] = append(out["found"], "unsure: "+line+"\n"...)
		}
		return out
	})
}

// FuzzLook: whatever a repository has, what is written is an errgen.yaml that
// names a folder inside of it.
func FuzzLook(f *testing.F) {
	f.Add("docs/shop/data/a.mdx", "<Danger>err:shop:data:a</Danger>\n\n## Why: \"it\" # broke\n\nx\n\n## Why: \"it\" # broke\n", "https://x.y/z/shop/data/a", `{"navigation": 1, "canonical": "https://a.b"}`)
	f.Add("true/shop/data/a.mdx", "<Danger>err:shop:data:a</Danger>\n\n## - {fix}: *x*\n", "https://x.y/shop/data/a", "")
	f.Add("-1/a/b/c/a.md", "---\ncode: err:x:y:z\n---\n# x\n## no\n", "javascript:/a/b/c/d/e/f/g", "")
	f.Fuzz(func(t *testing.T, path, text, url, site string) {
		if !filepath.IsLocal(path) || strings.ContainsAny(path, "\x00\\") || len(path) > 100 {
			t.Skip()
		}
		dir := t.TempDir()
		example := "\n```json\n" + fmt.Sprintf(`{"meta": {"requestId": "r"}, "error": {"status": 404, "type": %q}}`, url) + "\n```\n"
		for _, name := range []string{path, filepath.Join(filepath.Dir(path), "other.mdx")} {
			at := filepath.Join(dir, name)
			if os.MkdirAll(filepath.Dir(at), 0o755) != nil || os.WriteFile(at, []byte(text+example), 0o644) != nil {
				t.Skip()
			}
		}
		write(t, dir, "docs.json", []byte(site))
		s, err := survey.Look(dir)
		if err != nil {
			t.Fatal(err)
		}
		if s.Pages == "" {
			path, data := s.First(url)
			if !filepath.IsLocal(path) {
				t.Fatalf("the first page is written to %q", path)
			}
			write(t, dir, path, data)
		}
		yaml := s.YAML(outputs)
		write(t, dir, "errgen.yaml", yaml)
		var wrong *gen.ConfigError
		if _, err := gen.Load(gen.Options{Dir: dir}); errors.As(err, &wrong) && s.Unread == 0 {
			t.Errorf("errgen does not take it: %v\n%s", wrong.Found, yaml)
		}
	})
}
