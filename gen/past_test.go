package gen_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
)

// history is a docs folder through its commits: its pages by their paths.
type history map[string]string

func (h history) replace(page, old, now string) {
	if !strings.Contains(h[page], old) {
		panic(page + " has no " + old)
	}
	h[page] = strings.ReplaceAll(h[page], old, now)
}

// page writes one as one of several authors does: how n is numbers them.
func (h history) page(n int, path string, status int, phrase, description, what, fix string) {
	code := "err:" + strings.ReplaceAll(path, "/", ":")
	box := []string{"<Danger>`" + code + "`</Danger>", "<Danger>" + code + "</Danger>", "<Danger>\n  " + code + "\n</Danger>"}[n%3]
	text := "---\ntitle: " + filepath.Base(path) + "\ndescription: \"" + description + "\"\n---\n\n" + box + "\n\n"
	base := "https://docs.example.com/errors/"
	if n%5 == 0 {
		base = "https://old.example.com/docs/errors/" // a dead one
	}
	if n%4 == 0 || n%4 == 3 {
		text += fmt.Sprintf("```json Example\n{\n  \"meta\": {\n    \"requestId\": \"req_1\"\n  },\n  \"error\": {\n    \"detail\": \"%s\",\n    \"status\": %d,\n    \"title\": \"%s\",\n    \"type\": \"%s\"\n  }\n}\n```\n\n", what, status, phrase, base+path)
	}
	if n%4 == 1 {
		text += fmt.Sprintf("## HTTP Status Code\n\n`%d %s`\n\n", status, phrase)
	}
	text += "## What Happened?\n\n" + what + "\n\n"
	if n%4 == 2 {
		text += fmt.Sprintf("The response is `%d %s`.\n\n", status, phrase)
	}
	h[path] = text + "## How To Fix\n\n" + fix + "\n"
}

// TestHistory goes through the commits of an invented registry, which had no errgen.yaml:
// each error that was renamed, removed or stated otherwise is found, and commits that edit
// prose or the form of pages give nothing.
func TestHistory(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("no git, so nothing is compared with its commits")
	}
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	run("init", "-q", "-b", "main")
	h := history{}
	for n, p := range [][6]string{
		{"parcel/data/parcel_not_found", "404", "Not Found", "The parcel was not found in your account. Check its tracking number.", "We looked for the parcel and found none with that number.", "Copy the tracking number from the label."},
		{"parcel/data/depot_not_found", "404", "Not Found", "The depot does not exist. Check the code of the depot.", "No depot has that code of three letters.", "List the depots first."},
		{"parcel/data/label_exists", "409", "Conflict", "A label exists for this parcel already. Fetch it instead.", "Every parcel has one label, which was printed before.", "Fetch the label by the number of the parcel."},
		{"parcel/data/route_not_found", "404", "Not Found", "The route is not known. Check the id of the route.", "Routes are deleted each night.", "Plan the route again."},
		{"parcel/data/driver_not_found", "404", "Not Found", "There is no such driver. Check the id of the driver.", "Drivers who left are removed from the list.", "List the drivers of the depot."},
		{"parcel/auth/token_missing", "401", "Unauthorized", "The call carried no token. Send one in the header.", "We found no Authorization header.", "Add the header with your token."},
		{"parcel/auth/token_malformed", "400", "Bad Request", "The token cannot be read. Copy it again.", "Tokens start with pk_ and have 32 letters.", "Copy the token from the dashboard."},
		{"parcel/auth/token_expired", "401", "Unauthorized", "The token has expired. Create another one.", "Tokens live for a year.", "Create a token in the dashboard."},
		{"parcel/limits/rate_limited", "429", "Too Many Requests", "Too many calls were sent. Wait a moment.", "You sent more than ten calls in a second.", "Slow down and repeat the call."},
		{"parcel/limits/quota_exceeded", "429", "Too Many Requests", "The quota of the month is used up. Upgrade the plan.", "Each plan has a quota.", "Upgrade the plan."},
		{"gateway/upstream/bad_gateway", "502", "Bad Gateway", "This represents a 502 error of the carrier. Repeat the call.", "The carrier answered with something that we cannot read.", "Repeat the call later."},
		{"gateway/upstream/unavailable", "503", "Service Unavailable", "The carrier is down for now. Repeat the call.", "The carrier is being maintained.", "Look at the status page of the carrier."},
		{"user/bad_request/body_too_large", "400", "Bad Request", "The body is too large. Send less at a time.", "Bodies may have one megabyte.", "Split the body into several calls."},
		{"user/bad_request/weight_invalid", "422", "Unprocessable Entity", "The weight is not valid. Weigh in grams.", "Weights are whole numbers of grams.", "Send the weight in grams."},
		{"user/bad_request/address_invalid", "422", "Unprocessable Entity", "The address is not complete. Add the city.", "An address has a street and a city.", "Add what is missing from the address."},
	} {
		status := 0
		_, _ = fmt.Sscan(p[1], &status)
		h.page(n, p[0], status, p[2], p[3], p[4], p[5])
	}
	steps := []struct {
		name   string
		change func()
		want   []string
	}{
		{"prose", func() {
			h.replace("parcel/data/parcel_not_found", "Check its tracking number.", "Compare the number with the one on the label.")
			h.replace("parcel/data/depot_not_found", "No depot has that code of three letters.", "Codes of depots have three letters; none is the one that was sent.\n\n## Common Mistakes\n\n- The letter O for a zero")
			h.replace("gateway/upstream/unavailable", "The carrier is being maintained.", "At night, the systems of carriers are taken down.")
		}, nil},
		{"rename, no alias", func() {
			h["parcel/data/courier_not_found"] = strings.ReplaceAll(h["parcel/data/driver_not_found"], "driver_not_found", "courier_not_found")
			delete(h, "parcel/data/driver_not_found")
		}, []string{"code-removed err:parcel:data:driver_not_found"}},
		{"removal", func() {
			delete(h, "parcel/limits/quota_exceeded")
			delete(h, "parcel/auth/token_missing")
		}, []string{"code-removed err:parcel:auth:token_missing", "code-removed err:parcel:limits:quota_exceeded"}},
		{"front matter in another order, with other quotes and line ends", func() {
			for page, text := range h {
				lines := strings.Split(text, "\n")
				lines[1], lines[2] = strings.ReplaceAll(lines[2], `"`, "'"), lines[1]
				end := map[bool]string{true: "\r\n", false: "\n"}[len(page)%2 == 0]
				h[page] = strings.Join(lines, end)
			}
		}, nil},
		{"status in an example, in a section and in prose", func() {
			h.replace("parcel/data/route_not_found", `"status": 404`, `"status": 410`)
			h.replace("parcel/data/route_not_found", `"Not Found"`, `"Gone"`)
			h.replace("user/bad_request/weight_invalid", "422 Unprocessable Entity", "400 Bad Request")
			h.replace("parcel/auth/token_malformed", "400 Bad Request", "401 Unauthorized")
		}, []string{"status-changed err:parcel:auth:token_malformed", "status-changed err:parcel:data:route_not_found", "status-changed err:user:bad_request:weight_invalid"}},
		{"moved pages", func() {
			h["parcel/tokens/token_expired"] = h["parcel/auth/token_expired"]
			delete(h, "parcel/auth/token_expired")
		}, []string{"type-changed err:parcel:auth:token_expired"}},
		{"another error under the code", func() {
			h.page(2, "parcel/data/label_exists", 409, "Conflict", "The printer is out of paper. Refill the tray.", "Printers report the fill level of their trays, and this one is empty.", "Put sheets into the tray and print again.")
		}, []string{"meaning-changed err:parcel:data:label_exists"}},
		{"new errors", func() {
			h.page(0, "parcel/data/van_not_found", 404, "Not Found", "The van is not in the garage. Look for another van.", "Vans are where their drivers left them.", "Call the driver.")
		}, nil},
		{"another form of the same pages", func() {
			h.replace("user/bad_request/address_invalid", "<Danger>\r\n  err:user:bad_request:address_invalid\r\n</Danger>", "<Danger>`err:user:bad_request:address_invalid`</Danger>")
			h.replace("parcel/data/parcel_not_found", "```json Example", "```json Response theme={\"theme\":\"dark\"}")
			h.replace("parcel/data/parcel_not_found", "## What Happened?", "## What happened")
		}, nil},
		{"the dead base", func() {
			for page, text := range h {
				h[page] = strings.ReplaceAll(text, "https://old.example.com/docs/errors/", "https://docs.example.com/errors/")
			}
		}, nil},
		{"rename with an alias", func() {
			h["parcel/limits/too_fast"] = strings.Replace(strings.ReplaceAll(h["parcel/limits/rate_limited"], "rate_limited", "too_fast"), "---", "---\naliases: [err:parcel:limits:rate_limited]", 1)
			delete(h, "parcel/limits/rate_limited")
		}, []string{"code-renamed err:parcel:limits:rate_limited"}},
		{"prose that named the status, and a page that states one at last", func() {
			h.replace("gateway/upstream/bad_gateway", "This represents a 502 error of the carrier.", "The carrier answered, but not with what we can read.")
			h.replace("gateway/upstream/bad_gateway", "The response is `502 Bad Gateway`.", "The response is not that of the carrier.")
		}, nil},
		{"a page that states its status again", func() {
			h.replace("gateway/upstream/bad_gateway", "The response is not that of the carrier.", "The response is `502 Bad Gateway`.")
		}, nil},
		{"the code in the box, where the page stays", func() {
			h.replace("parcel/data/depot_not_found", "err:parcel:data:depot_not_found", "err:parcel:data:depot_missing")
		}, []string{"code-removed err:parcel:data:depot_not_found"}},
	}
	if len(steps) != 14 {
		t.Errorf("%d steps, want 14", len(steps))
	}
	write := func() {
		t.Helper()
		docs := filepath.Join(dir, "docs")
		if err := os.RemoveAll(docs); err != nil {
			t.Fatal(err)
		}
		for page, text := range h {
			at := filepath.Join(docs, filepath.FromSlash(page)+".mdx")
			if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	write()
	run("add", "docs")
	run("commit", "-qm", "first")
	if err := os.WriteFile(filepath.Join(dir, "errgen.yaml"), []byte("version: 1\ndocs_url: https://docs.example.com/errors\npages: docs\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		step.change()
		write()
		p, err := gen.Load(gen.Options{Dir: dir, NoMarkdown: true})
		if err != nil {
			t.Fatal(err)
		}
		past, err := p.Past(context.Background(), dir, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, c := range p.Breaking(past, p.Config.Breaking) {
			if c.Finding.Severity != diag.Off {
				found[c.Rule.ID+" "+string(c.Was.Code.V)] = true
			}
		}
		if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, step.want) {
			t.Errorf("%s: found %q, want %q", step.name, got, step.want)
		}
		run("add", "docs")
		run("commit", "-qm", step.name)
	}
}
