package name_test

import (
	"go/token"
	"regexp"
	"slices"
	"testing"

	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/source"
)

func TestWords(t *testing.T) {
	for in, want := range map[string][]string{
		"unkey:data:key_auth_not_found": {"unkey", "data", "key", "auth", "not", "found"},
		"limit_rows":                    {"limit", "rows"},
		"limitRows":                     {"limit", "rows"},
		"requestID":                     {"request", "id"},
		"HTTPServer":                    {"http", "server"},
		"v2Key":                         {"v2", "key"},
		"__a__b__":                      {"a", "b"},
		"a1_2b":                         {"a1", "2b"},
		"naïve":                         {"na", "ve"},
		"":                              nil,
	} {
		if got := name.Words(in); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCasings(t *testing.T) {
	c := name.NewCasing([]string{"mrr", "GitHub", "Sql", "k\u212ay", "a-b"})
	for _, tt := range []struct{ in, pascal, camel, upper string }{
		{"unkey:data:key_auth_not_found", "UnkeyDataKeyAuthNotFound", "unkeyDataKeyAuthNotFound", "UNKEY_DATA_KEY_AUTH_NOT_FOUND"},
		{"unkey:data:api_not_found", "UnkeyDataAPINotFound", "unkeyDataAPINotFound", "UNKEY_DATA_API_NOT_FOUND"},
		{"user:bad_request:https_url_ids", "UserBadRequestHTTPSURLIDs", "userBadRequestHTTPSURLIDs", "USER_BAD_REQUEST_HTTPS_URL_IDS"},
		{"api_id", "APIID", "apiID", "API_ID"},
		{"url", "URL", "url", "URL"},
		{"ids", "IDs", "ids", "IDS"},
		{"dns_status", "DNSStatus", "dnsStatus", "DNS_STATUS"},
		{"openapi", "OpenAPI", "openapi", "OPENAPI"},
		{"ideal_apiary", "IdealApiary", "idealApiary", "IDEAL_APIARY"},
		{"mrr_limit", "MRRLimit", "mrrLimit", "MRR_LIMIT"},
		{"github_mrrs", "GitHubMRRs", "githubMRRs", "GITHUB_MRRS"},
		{"sql", "Sql", "sql", "SQL"}, // configuration wins over the table
		{"limitRows", "LimitRows", "limitRows", "LIMIT_ROWS"},
	} {
		if got := c.Pascal(tt.in); got != tt.pascal {
			t.Errorf("Pascal(%q) = %q, want %q", tt.in, got, tt.pascal)
		}
		if got := c.Camel(tt.in); got != tt.camel {
			t.Errorf("Camel(%q) = %q, want %q", tt.in, got, tt.camel)
		}
		if got := name.UpperSnake(tt.in); got != tt.upper {
			t.Errorf("UpperSnake(%q) = %q, want %q", tt.in, got, tt.upper)
		}
	}
	if got, want := (name.Casing{}).Pascal("mrr_sql"), "MrrSQL"; got != want {
		t.Errorf("the zero casing gives %q, want %q", got, want)
	}
}

func TestSafe(t *testing.T) {
	for _, tt := range []struct {
		language *name.Language
		in, want string
	}{
		{name.Go, "name", "name"},
		{name.Go, "type", "type_"},
		{name.Go, "string", "string_"},
		{name.Go, "error", "error_"},
		{name.Go, "3d", "_3d"},
		{name.Go, "_", "__"},
		{name.Go, "", "__"},
		{name.Go, "a-b c", "abc"},
		{name.TypeScript, "type", "type_"},
		{name.TypeScript, "delete", "delete_"},
		{name.TypeScript, "range", "range"},
		{name.Python, "id", "id_"},
		{name.Python, "lambda", "lambda_"},
		{name.Python, "delete", "delete"},
	} {
		if got := tt.language.Safe(tt.in); got != tt.want {
			t.Errorf("%s: Safe(%q) = %q, want %q", tt.language.Name, tt.in, got, tt.want)
		}
	}
}

// TestGoKeywords compares with the toolchain, so that a keyword of a later Go
// is noticed.
func TestGoKeywords(t *testing.T) {
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		if !name.Go.IsKeyword(tok.String()) {
			t.Errorf("%q is a keyword of Go", tok)
		}
	}
}

func TestCollisions(t *testing.T) {
	f := source.NewFile("x", []byte("abcdef"))
	a := name.Claim{Identifier: "A1B", Owner: "err:s:c:a1_b", Span: f.Span(0, 1)}
	b := name.Claim{Identifier: "A1B", Owner: "err:s:c:a_1b", Span: f.Span(1, 2)}
	c := name.Claim{Identifier: "A1B", Owner: "err:s:c:a_1_b", Span: f.Span(2, 3)}
	other := name.Claim{Identifier: "B", Owner: "err:s:c:b"}
	got := name.Collisions([]name.Claim{a, other, a, b, c})
	want := []name.Collision{{First: a, Second: b}, {First: a, Second: c}}
	if !slices.Equal(got, want) {
		t.Errorf("Collisions = %v, want %v", got, want)
	}
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// FuzzSafe: whatever goes in, an identifier comes out that the language has no
// other use for.
func FuzzSafe(f *testing.F) {
	for _, s := range []string{"", "_", "unkey:data:key_not_found", "type", "3d", "naïve", "a\nvar X = 1", "`", "\xff", "İ", "ſ", "K"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := name.NewCasing([]string{s})
		for _, language := range []*name.Language{name.Go, name.TypeScript, name.Python} {
			for _, in := range []string{s, c.Pascal(s), c.Camel(s), name.Snake(s), name.UpperSnake(s)} {
				got := language.Safe(in)
				if !identifier.MatchString(got) || got == "_" || language.IsReserved(got) {
					t.Errorf("%s: Safe(%q) = %q", language.Name, in, got)
				}
				if again := language.Safe(got); again != got {
					t.Errorf("%s: Safe(%q) = %q, but then %q", language.Name, in, got, again)
				}
			}
		}
	})
}
