package gen

import (
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/catalogjson"
	"github.com/unkeyed/errgen/gen/emit/docusaurus"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/emit/html"
	"github.com/unkeyed/errgen/gen/emit/index"
	"github.com/unkeyed/errgen/gen/emit/llms"
	"github.com/unkeyed/errgen/gen/emit/mintlify"
	"github.com/unkeyed/errgen/gen/emit/openapi"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/emit/python"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/emit/starlight"
	"github.com/unkeyed/errgen/gen/emit/template"
	"github.com/unkeyed/errgen/gen/emit/typescript"
	"github.com/unkeyed/errgen/gen/lint"
)

// Targets are the output languages.
var Targets = []emit.Target{
	golang.Target,
	typescript.Target,
	python.Target,
	openapi.Target,
	catalogjson.Target,
	template.Target,
	pages.Target,
	index.Target,
	llms.Target,
	mintlify.Target,
	docusaurus.Target,
	starlight.Target,
	redirects.Target,
	html.Target,
}

// ConfigSchema returns the JSON Schema of errgen.yaml.
func ConfigSchema() []byte {
	return config.Schema(Targets, ruleIDs())
}

func ruleIDs() []string {
	ids := make([]string, 0, len(lint.Rules))
	for _, r := range lint.Rules {
		ids = append(ids, r.ID)
	}
	return ids
}
