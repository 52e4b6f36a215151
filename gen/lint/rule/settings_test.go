package rule

import (
	"math"
	"testing"
)

// TestLimits: a limit that is not set has its default, unless the other leaves it no room.
func TestLimits(t *testing.T) {
	for _, c := range []struct{ set, want Limits }{
		{Limits{}, Limits{15, 40}},
		{Limits{Min: 10}, Limits{10, 40}},
		{Limits{Max: 30}, Limits{15, 30}},
		{Limits{3, 9}, Limits{3, 9}},
		{Limits{Max: 12}, Limits{0, 12}},
		{Limits{Min: 50}, Limits{50, math.MaxInt}},
	} {
		if least, most := c.set.Or(15, 40); (Limits{least, most}) != c.want {
			t.Errorf("%+v means %d to %d, want %+v", c.set, least, most, c.want)
		}
	}
}
