package lint_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/internal/linted"
)

// TestGolden shows pages that are about several rules, or about none.
func TestGolden(t *testing.T) { linted.Golden(t) }
