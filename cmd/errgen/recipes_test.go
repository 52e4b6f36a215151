package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// a page of a catalogue, with its status.
func recipePage(status string) string {
	return "---\ntitle: order\ndescription: No order has this number in your account.\nstatus: " + status + "\n---\n\n<Danger>err:shop:data:order</Danger>\n\n## What Happened?\n\nText.\n"
}

// TestRecipes runs the commands that the README has for CI, on a branch that breaks
// something and on one that does not.
func TestRecipes(t *testing.T) {
	for _, program := range []string{"git", "sh", "chmod", "mkdir", "cp"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skipf("no %s, so the recipes are not run", program)
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`(?m)^ *(?:- )?(?:run|script): (.*errgen breaking.*)$`)
	var github, gitlab, hook string
	for _, b := range blocks(string(readme)) {
		m := command.FindStringSubmatch(b.text)
		switch {
		case b.kind == "in" && b.name == "hook":
			hook = b.text
		case m != nil && strings.Contains(m[1], "gitlab"):
			gitlab = m[1]
		case m != nil:
			github = m[1]
		}
	}
	if github == "" || gitlab == "" || hook == "" {
		t.Fatalf("README.md has not all recipes: %q, %q, %q", github, gitlab, hook)
	}
	for _, v := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+v+"_NAME", "a")
		t.Setenv("GIT_"+v+"_EMAIL", "a@example.com")
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	in := func(folder, commands string, env ...string) (string, error) {
		t.Helper()
		cmd := exec.Command("sh", "-eu", "-c", strings.ReplaceAll(commands, "go tool errgen", "errgen"))
		cmd.Dir = filepath.Join(dir, folder)
		cmd.Env = append(append(os.Environ(), "GITHUB_ACTIONS="), env...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(folder, commands string, env ...string) string {
		t.Helper()
		out, err := in(folder, commands, env...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", commands, err, out)
		}
		return out
	}
	write("first/errgen.yaml", "version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\n")
	write("first/errors/shop/data/order.mdx", recipePage("404"))
	must("first", "git init -q -b main && git add . && git commit -qm first && git clone -q --bare . ../origin.git")
	must(".", "git clone -q origin.git work")
	must("work", "git checkout -q -b topic")
	base := strings.TrimSpace(must("work", "git rev-parse HEAD"))

	if out := must("work", github, "GITHUB_ACTIONS=true"); strings.Contains(out, "::error") || !strings.Contains(out, "no errors changed") {
		t.Errorf("nothing changed, and the job says\n%s", out)
	}
	write("work/errors/shop/data/order.mdx", recipePage("410"))
	must("work", "git commit -qam second")
	out, err := in("work", github, "GITHUB_ACTIONS=true")
	if err == nil || !strings.Contains(out, "::error file=errors/shop/data/order.mdx,line=4,") || !strings.Contains(out, "changed from 404 to 410") {
		t.Errorf("the job on GitHub: %v\n%s", err, out)
	}
	out, err = in("work", gitlab, "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base)
	data, failed := os.ReadFile(filepath.Join(dir, "work", "breaking.json"))
	var report []struct {
		CheckName string `json:"check_name"`
		Location  struct{ Path string }
	}
	if err == nil || failed != nil || json.Unmarshal(data, &report) != nil || len(report) != 1 ||
		report[0].CheckName != "status-changed" || report[0].Location.Path != "errors/shop/data/order.mdx" {
		t.Errorf("the job on GitLab: %v\n%s%s", err, out, data)
	}

	hook = strings.ReplaceAll(hook, "go tool errgen", "errgen")
	write("work/.git/hooks/pre-push", hook)
	must("work", "chmod +x .git/hooks/pre-push")
	if out, err := in("work", "git push -q origin topic"); err == nil || !strings.Contains(out, "[status-changed]") {
		t.Errorf("the push with the hook: %v\n%s", err, out)
	}
	write("work/errors/shop/data/order.mdx", recipePage("404"))
	must("work", "git commit -qam third && git push -q origin topic")

	// A repository that vendors the catalogue.
	must(".", "mkdir vendors")
	must("work", "errgen list --format json > ../vendors/catalogue.json")
	write("vendors/errgen.yaml", "version: 1\ncatalogue: catalogue.json\n")
	must("vendors", "git init -q -b main && git add . && git commit -qm first && cp catalogue.json ../old.json && git checkout -q -b update")
	must("vendors", `sed 's/"status": 404/"status": 410/' ../old.json > catalogue.json`)
	for _, commands := range []string{"errgen breaking", "errgen breaking --against ../old.json"} {
		if out, err := in("vendors", commands); err == nil || !strings.Contains(out, "changed from 404 to 410") {
			t.Errorf("%s: %v\n%s", commands, err, out)
		}
	}
}
