package gen_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
)

// TestUnanswered shows what is said of an error without a status: once that a server has
// none to answer with, and nothing more where its column is called otherwise.
func TestUnanswered(t *testing.T) {
	const config = "version: 1\npages: .\ndocs_url: https://example.com/errors\nrecords:\n  - {in: \"**\", each: row, form: \"{area:upper}-{number}\", code: column Code, status: column HTTP, description: column Meaning}\n" +
		"generate:\n  - {target: go, out: codes, package: codes}\n"
	page := func(column, status string) string {
		return "# Errors\n\n| Code | HTTP | Meaning |\n|---|---|---|\n| SHOP-001 | 404 | No order has this number. |\n| SHOP-002 | " + status + " | The cart is empty. |\n\n" +
			"## More\n\n| Code | " + column + " | Meaning |\n|---|---|---|\n| BILL-001 | 402 | The card was declined. |\n"
	}
	for _, test := range []struct{ column, status, want string }{
		{"HTTP", "-", "SHOP-002 has no HTTP status; a server that returns it answers with 500"},
		{"Statut", "409", `the table has no status, want it in the column "HTTP"`},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"errgen.yaml": config, "errors.md": page(test.column, test.status)} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		project, err := gen.Load(gen.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		judged, err := project.Judge()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range judged.Found {
			got = append(got, d.Message)
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("column %s, status %s:\n%s\nwant:\n%s", test.column, test.status, strings.Join(got, "\n"), test.want)
		}
	}
}
