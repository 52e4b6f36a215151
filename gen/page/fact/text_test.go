package fact

import "testing"

func TestRepeats(t *testing.T) {
	for s, want := range map[string]bool{
		"order_not_found":                                   true,
		"`order_not_found`":                                 true,
		"Code: `order_not_found`":                           true,
		"Error code `order_not_found`.":                     true,
		"The code is order_not_found":                       true,
		"order_not_found (404)":                             true,
		"order_not_found - HTTP status: 404 Not Found":      true,
		"Code: order_not_found, HTTP 413 Content Too Large": true,
		"order_not_found: There is no such order.":          false,
		"Returned as order_not_found":                       false,
		"order_not_found (404): There is no such order.":    false,
		"There is no order":                                 false,
		"order_not_found 42":                                false,
		"":                                                  false,
	} {
		if got := repeats(s, "order_not_found"); got != want {
			t.Errorf("repeats(%q) = %t, want %t", s, got, want)
		}
	}
}
