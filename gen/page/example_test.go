package page

import "testing"

func TestFenceTitle(t *testing.T) {
	for meta, want := range map[string]string{
		"":        "",
		"Example": "Example",
		`Example theme={"theme":"kanagawa-wave"}`: "Example",
		"Two words {1,3-5} lines":                 "Two words",
		"lines Example":                           "",
		"Example wrap":                            "Example",
		`title="Of a title" lines`:                "Of a title",
		`icon="x" title='Single'`:                 "Single",
		`title="not closed`:                       "",
		`theme={null}`:                            "",
	} {
		if got := fenceTitle(meta); got != want {
			t.Errorf("fenceTitle(%q) = %q, want %q", meta, got, want)
		}
	}
}
