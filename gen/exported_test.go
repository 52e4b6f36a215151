package gen_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// TestExportedForm: a page and the form in which docs sites export it give the
// same entry, but for the name of the file. The page that this is tried on lies
// beside a checkout where one was handed out with it.
func TestExportedForm(t *testing.T) {
	exported, err := os.ReadFile("../../shared/seed/key_auth_not_found.md")
	if err != nil {
		t.Skip("no exported page beside this checkout; the twins of gen/page are tested everywhere")
	}
	const at = "unkey/data/key_auth_not_found"
	got := entry(t, at+".md", string(exported))
	want := entry(t, at+".mdx", authored(t, string(exported)))
	delete(got, "page")
	delete(want, "page")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the exported form differs (-page +exported):\n%s", diff)
	}
	for name, value := range map[string]any{
		"code":   "err:unkey:data:key_auth_not_found",
		"status": 404.0,
		"title":  "Not Found",
		"type":   "https://unkey.com/docs/errors/unkey/data/key_auth_not_found",
	} {
		if got[name] != value {
			t.Errorf("%s is %v, want %v", name, got[name], value)
		}
	}
	items := map[string]int{}
	for _, s := range got["sections"].([]any) {
		s := s.(map[string]any)
		items[s["kind"].(string)] = len(s["items"].([]any))
	}
	if diff := cmp.Diff(map[string]int{"what_happened": 4, "how_to_fix": 3, "common_mistakes": 4, "related_errors": 3}, items); diff != "" {
		t.Errorf("items of the sections (-want +got):\n%s", diff)
	}
	var related []string
	for _, r := range got["related"].([]any) {
		code, _ := r.(map[string]any)["code"].(string)
		related = append(related, code)
	}
	if len(related) != 3 {
		t.Errorf("related codes %q, want 3", related)
	}
}

// entry returns the JSON entry of one page among those that it links to.
func entry(t *testing.T, path, text string) map[string]any {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("errgen.yaml", "version: 1\npages: pages\ndocs_url: https://unkey.com/docs/errors\n")
	write("pages/"+path, text)
	for _, other := range []string{"unkey/data/key_not_found", "unkey/authentication/key_not_found", "unkey/authorization/key_disabled"} {
		write("pages/"+other+".mdx", "<Danger>err:"+strings.ReplaceAll(other, "/", ":")+"</Danger>\n")
	}
	project, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := snapshot.Write(&out, project.Catalog); err != nil {
		t.Fatal(err)
	}
	var list struct{ Errors []map[string]any }
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	for _, e := range list.Errors {
		if e["page"] == path {
			return e
		}
	}
	t.Fatalf("no entry for %s", path)
	return nil
}

// authored turns an exported page back into what its author wrote.
func authored(t *testing.T, exported string) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)^> ## .*?\n\n# (\S+)\n\n> ([^\n]*)\n(.*)$`).FindStringSubmatch(exported)
	if m == nil {
		t.Fatal("the exported page begins in another way than expected")
	}
	body := strings.NewReplacer(` theme={"theme":"kanagawa-wave"}`, "", "\n* ", "\n- ", `\_`, "_").Replace(m[3])
	return "---\ntitle: " + m[1] + "\ndescription: \"" + m[2] + "\"\n---\n" + body
}
