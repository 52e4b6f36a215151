package gen_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

// compile reads a list of {name, text} and prints the names of those that the
// reference implementation refuses, each with its reason.
const compile = `
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const load = (name) => import(pathToFileURL(createRequire(process.argv[1] + "/").resolve(name)));
const [mdx, gfm, front] = await Promise.all(["@mdx-js/mdx", "remark-gfm", "remark-frontmatter"].map(load));
let input = "";
for await (const chunk of process.stdin) input += chunk;
const refused = {};
for (const { name, text } of JSON.parse(input)) {
  try {
    await mdx.compile(text, { remarkPlugins: [gfm.default, front.default] });
  } catch (error) {
    refused[name] = String(error);
  }
}
console.log(JSON.stringify(refused));
`

// TestPagesCompile gives the pages of this repository to the reference
// implementation of MDX, which docs sites build with.
func TestPagesCompile(t *testing.T) {
	modules := toolchain.NodeModules(t)
	node := toolchain.Program(t, "node")
	project, err := gen.Load(gen.Options{Config: "../errors/errgen.yaml", Dir: "."})
	if err != nil {
		t.Fatal(err)
	}
	type page struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
	overview, err := os.ReadFile(filepath.Join("..", "errors", "overview.mdx"))
	if err != nil {
		t.Fatal(err)
	}
	pages := []page{{"overview.mdx", string(overview)}, {"refused on purpose", "<a"}}
	for _, e := range project.Catalog.Entries {
		pages = append(pages, page{e.Page, string(e.File.Data)})
	}
	in, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	out := toolchain.Run(t, t.TempDir(), in, node, "--input-type=module", "-e", compile, filepath.Dir(modules))
	var refused map[string]string
	if err := json.Unmarshal(out, &refused); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if refused["refused on purpose"] == "" {
		t.Error("a page that is no MDX was compiled")
	}
	delete(refused, "refused on purpose")
	for name, reason := range refused {
		t.Errorf("%s: %s", name, reason)
	}
}
