package fact

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

func TestRetry(t *testing.T) {
	for want, texts := range map[catalog.Tri][]string{
		catalog.True:  {"yes", "Yes, after a while", "`true`", "✓", "✅ Yes", "safe", "Safe to retry", "always", "after backoff", "With exponential backoff", "after a delay", "Exponential back-off", "Retry later", "Later"},
		catalog.False: {"no", "No, never", "never", "✗", "❌", "-", "—", "n/a", "Not safe", "not retryable", "Do not retry", "Don’t", "unsafe"},
		catalog.Unset: {"TODO", "perhaps", "after fixing the request", "with another card", "30s", "", "do it", "?"},
	} {
		for _, s := range texts {
			if got := Retry(s); got != want {
				t.Errorf("Retry(%q) = %v, want %v", s, got, want)
			}
		}
	}
}
