package texts_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/internal/linted"
)

func TestGolden(t *testing.T) { linted.Golden(t) }
