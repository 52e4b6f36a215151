package check

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
)

func formatWords() []cobra.Completion {
	var out []cobra.Completion
	for _, f := range diag.Formats {
		out = append(out, f.Name+"\t"+f.Doc)
	}
	return out
}

func ruleWords() []cobra.Completion {
	var out []cobra.Completion
	for _, r := range lint.Rules {
		out = append(out, r.ID+"\t"+r.Summary())
	}
	return out
}
