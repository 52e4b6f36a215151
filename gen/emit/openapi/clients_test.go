package openapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// The tests of this file generate clients from documents, with the generators that
// people run: ogen and oapi-codegen for Go, openapi-typescript and hey-api for
// TypeScript. The folder testdata/clients has their versions.

const clients = "testdata/clients"

// api returns the document of an API whose operations answer with the responses of a
// document of errors, one each.
func api(document string) string {
	var b strings.Builder
	b.WriteString(document)
	b.WriteString("paths:\n")
	_, responses, _ := strings.Cut(document, "\n  responses:\n")
	for line := range strings.Lines(responses) {
		name, ok := strings.CutPrefix(strings.TrimSuffix(line, ":\n"), "    ")
		if !ok || name[0] == ' ' || name == "Default" {
			continue
		}
		status := "404"
		if number, ok := strings.CutPrefix(name, "Status"); ok {
			status = number
		}
		fmt.Fprintf(&b, `  /%[1]s:
    get:
      operationId: get%[1]s
      summary: Get
      security: []
      responses:
        "200":
          description: The thing
          content:
            text/plain:
              schema: { type: string }
`, name)
		if status != "200" {
			fmt.Fprintf(&b, "        %q:\n          $ref: \"#/components/responses/%s\"\n", status, name)
		}
		b.WriteString("        default:\n          $ref: \"#/components/responses/Default\"\n")
	}
	return b.String()
}

// twelve returns a catalogue of twelve codes that have parameters of all types, some
// of which have the name of another code's and another type.
func twelve(t *testing.T) *catalog.Catalog {
	t.Helper()
	c := conformance.Many(12)
	types := []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time}
	for i, e := range c.Entries {
		e.Status.V = []int{404, 404, 404, 409, 429, 503}[i%6]
		e.Title.V, e.Retryable.V = catalog.ReasonPhrase(e.Status.V), catalog.Unset
		scalar := catalog.Param{}
		scalar.Name.V, scalar.Type.V = fmt.Sprintf("param_%d", i%5), types[i%5]
		list := catalog.Param{Items: &catalog.Param{}}
		list.Name.V, list.Type.V, list.Optional.V = "values", catalog.List, true
		list.Items.Type.V = types[i/3%2]
		objects := catalog.Param{Items: &catalog.Param{}}
		objects.Name.V, objects.Type.V = "issues", catalog.List
		objects.Items.Type.V = catalog.Object
		member := catalog.Param{}
		member.Name.V, member.Type.V, member.Optional.V = "where", catalog.String, i%2 == 0
		other := catalog.Param{}
		other.Name.V, other.Type.V = "line", types[i%2]
		objects.Items.Members = []catalog.Param{member, other}
		e.Params = []catalog.Param{scalar, list, objects}
		e.Detail.V = "It is {" + scalar.Name.V + "}"
	}
	return c
}

// A clientSet is a document that clients are made from, by name, and what they
// decode.
type clientSet struct {
	name    string
	catalog *catalog.Catalog
	mode    string
	cases   []clientCase
}

// A clientCase is a response to the operation that answers with any error of the
// status 404, or with any at all.
type clientCase struct {
	Name      string `json:"name"`
	Status    int    `json:"status"`
	MediaType string `json:"mediaType"`
	Body      string `json:"body"`
	want      string // ok, refused or foreign
}

func clientSets(t *testing.T) []clientSet {
	t.Helper()
	var out []clientSet
	for name, c := range map[string]*catalog.Catalog{"pages": pages(t), "twelve": twelve(t)} {
		for _, mode := range modes {
			s := clientSet{name: name + "_" + mode, catalog: c, mode: mode}
			unlisted, refused := *c.Entries[0], "ok"
			unlisted.Type.V = c.DocsURL + "/from/the/future"
			unlisted.Params = nil
			if mode == "refuse" {
				refused = "refused"
			}
			for _, e := range c.Entries {
				if e.Status.V == 404 || e.Status.V == 429 {
					s.cases = append(s.cases, clientCase{string(e.Code.V), e.Status.V, "application/json", occurrenceOf(c, e), "ok"})
				}
			}
			s.cases = append(s.cases,
				clientCase{"unlisted", 404, "application/json", occurrenceOf(c, &unlisted), refused},
				clientCase{"unlisted, of another status", 418, "application/json", occurrenceOf(c, &unlisted), refused},
				clientCase{"foreign JSON", 404, "application/json", `{"message":"no such route"}`, "foreign"},
				clientCase{"foreign JSON, of another status", 502, "application/json", `{"message":"no upstream"}`, "foreign"},
				clientCase{"foreign HTML", 502, "text/html", "<h1>Bad Gateway</h1>", "foreign"},
			)
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b clientSet) int { return strings.Compare(a.name, b.name) })
	return out
}

// occurrenceOf returns a body of an error with a value for each parameter.
func occurrenceOf(c *catalog.Catalog, e *catalog.Entry) string {
	values := map[catalog.ParamType]string{catalog.String: `"a \"b\""`, catalog.Int: "7", catalog.Float: "1.5", catalog.Bool: "true", catalog.Time: `"2024-05-06T07:08:09Z"`}
	var text func(p *catalog.Param) string
	text = func(p *catalog.Param) string {
		switch p.Type.V {
		case catalog.List:
			return "[" + text(p.Items) + "]"
		case catalog.Object:
			var members []string
			for i := range p.Members {
				members = append(members, fmt.Sprintf("%q:%s", p.Members[i].Name.V, text(&p.Members[i])))
			}
			return "{" + strings.Join(members, ",") + "}"
		}
		return values[p.Type.V]
	}
	all, _ := jsonpos.Parse(text(&catalog.Param{Type: catalog.Value[catalog.ParamType]{V: catalog.Object}, Members: e.Params}))
	return string(c.Body().AppendBody(nil, c.Values(e, catalog.Occurrence{Detail: "It is so", RequestID: "req_1", Params: all})))
}

// untyped is a member of what oapi-codegen writes that can be anything.
var untyped = regexp.MustCompile(`.* interface\{\} .json:.*`)

// usual returns the shapes of bodies but for the one whose members have names that
// generators make nothing of, such as a backslash.
func usual(t *testing.T) []conformance.Shape {
	t.Helper()
	return slices.DeleteFunc(conformance.Shapes(t), func(s conformance.Shape) bool { return s.Name == "hostile" })
}

// TestGoClients: what ogen and oapi-codegen write of the documents compiles, and
// decodes errors.
func TestGoClients(t *testing.T) {
	dir := t.TempDir()
	ogen, oapi := goTools(t, dir)
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join(clients, name), filepath.Join(dir, name))
	}
	generate := func(name, document string, withOgen bool) {
		at := filepath.Join(dir, name)
		toolchain.Write(t, at, map[string]string{"api.yaml": document, "oapi/.keep": "", "ogen.yaml": "generator: {features: {disable_all: true, enable: [paths/client]}, convenient_errors: on}\n"})
		if withOgen {
			toolchain.Run(t, at, nil, ogen, "--config", "ogen.yaml", "--target", "ogen", "--package", "ogen", "api.yaml")
		}
		toolchain.Run(t, at, nil, oapi, "-generate", "types,client", "-package", "oapi", "-o", "oapi/gen.go", "api.yaml")
	}
	for _, s := range usual(t) {
		for _, mode := range modes {
			// ogen tells codes of a union apart by texts alone.
			numbers := mode == "refuse" && slices.Contains([]string{"json_rpc", "number", "result_null", "timestamp"}, s.Name)
			generate("shape_"+s.Name+"_"+mode, api(documentOf(t, s.Catalog, mode)), !numbers)
		}
	}
	sets := clientSets(t)
	for _, s := range sets {
		generate(s.name, api(documentOf(t, s.catalog, s.mode)), true)
		text, err := os.ReadFile(filepath.Join(clients, "decode.go.txt"))
		if err != nil {
			t.Fatal(err)
		}
		toolchain.Write(t, dir, map[string]string{s.name + "/main.go": strings.ReplaceAll(string(text), "SET", s.name)})
		types, err := os.ReadFile(filepath.Join(dir, s.name, "oapi", "gen.go"))
		if err != nil {
			t.Fatal(err)
		}
		// Where errors have different types for one parameter it can be anything.
		if untyped.Match(types) && !strings.HasPrefix(s.name, "twelve") {
			t.Errorf("%s: oapi-codegen has no type for %s", s.name, untyped.Find(types))
		}
	}
	goRun(t, dir, "vet", "./...")
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		goRun(t, dir, "build", "-o", "bin/", "./"+s.name)
		got := map[string][]result{}
		run(t, dir, s, &got, filepath.Join(dir, "bin", s.name))
		for i, c := range s.cases {
			c.check(t, s.name+", ogen", got["ogen"][i], c.want == "foreign")
			// It checks types alone, and has what is no JSON as bytes.
			c.check(t, s.name+", oapi-codegen", got["oapi"][i], c.want == "foreign" && s.mode == "refuse" && c.MediaType == "application/json")
		}
	}
}

// TestTypeScriptClients: the types of openapi-typescript and the client of hey-api
// compile, narrow by type, and decode errors.
func TestTypeScriptClients(t *testing.T) {
	npm := npmTools(t)
	dir := t.TempDir()
	sets := clientSets(t)
	for _, s := range sets {
		at := filepath.Join(dir, s.name)
		toolchain.Write(t, at, map[string]string{"api.yaml": api(documentOf(t, s.catalog, s.mode))})
		toolchain.Run(t, at, nil, npm("openapi-typescript"), "api.yaml", "-o", "types.ts")
		toolchain.Run(t, at, nil, npm("openapi-ts"), "-i", "./api.yaml", "-o", "client", "-c", "@hey-api/client-fetch", "--silent")
		copyFile(t, filepath.Join(clients, "decode.ts"), filepath.Join(at, "decode.ts"))
		if s.name == "twelve_refuse" || s.name == "twelve_accept" {
			copyFile(t, filepath.Join(clients, s.mode+".ts"), filepath.Join(at, s.mode+".ts"))
		}
	}
	toolchain.Write(t, dir, map[string]string{"tsconfig.json": `{"compilerOptions": {
		"strict": true, "target": "es2022", "lib": ["es2022", "dom", "dom.iterable"], "types": [], "skipLibCheck": false,
		"module": "commonjs", "moduleResolution": "node10", "outDir": "out", "rootDir": "."
	}, "include": ["*/*.ts"]}`})
	toolchain.Run(t, dir, nil, npm("tsc"), "-p", ".")
	for _, s := range sets {
		var got []result
		run(t, dir, s, &got, toolchain.Program(t, "node"), filepath.Join("out", s.name, "decode.js"))
		for i, c := range s.cases {
			if got[i].Status != c.Status {
				t.Errorf("%s: %s: the status is %d, want %d", s.name, c.Name, got[i].Status, c.Status)
			}
			// Types check nothing when the program runs.
			c.want = "ok"
			c.check(t, s.name+", hey-api", got[i], false)
		}
	}
}

// TestRedocly: its recommended rules have nothing to say but that no operation uses
// the components, which those of other documents do.
func TestRedocly(t *testing.T) {
	npm := npmTools(t)
	dir := t.TempDir()
	command := []string{npm("redocly"), "lint", "--extends", "recommended", "--format", "json", "--max-problems", "100000"}
	for _, s := range clientSets(t) {
		toolchain.Write(t, dir, map[string]string{s.name + ".yaml": documentOf(t, s.catalog, s.mode)})
		command = append(command, s.name+".yaml")
	}
	for _, s := range usual(t) {
		toolchain.Write(t, dir, map[string]string{s.Name + ".yaml": documentOf(t, s.Catalog, "accept")})
		command = append(command, s.Name+".yaml")
	}
	files, unused := 0, 0
	for reports := json.NewDecoder(bytes.NewReader(toolchain.Run(t, dir, nil, command...))); reports.More(); files++ {
		var report struct {
			Problems []struct {
				RuleID   string `json:"ruleId"`
				Message  string `json:"message"`
				Location json.RawMessage
			} `json:"problems"`
		}
		if err := reports.Decode(&report); err != nil {
			t.Fatal(err)
		}
		for _, p := range report.Problems {
			if p.RuleID == "no-unused-components" {
				unused++
			} else {
				t.Errorf("%s: %s, at %s", p.RuleID, p.Message, p.Location)
			}
		}
	}
	if want := len(command) - 8; files != want || unused < 300 {
		t.Errorf("redocly reports on %d files and %d unused components, want %d files and each component", files, unused, want)
	}
}

// A result is what a client makes of a response: the body that it decoded, written
// again, or what it says instead.
type result struct {
	Status int             `json:"status"`
	Body   json.RawMessage `json:"body"`
	Error  string          `json:"error"`
}

func (c clientCase) check(t *testing.T, client string, got result, refuses bool) {
	t.Helper()
	switch {
	case c.want == "refused" || refuses:
		if got.Error == "" {
			t.Errorf("%s: %s: decoded as %s, want a failure", client, c.Name, got.Body)
		}
	case got.Error != "":
		t.Errorf("%s: %s: %s", client, c.Name, got.Error)
	case c.want == "ok" && c.MediaType == "application/json":
		var want, have any
		decode(t, []byte(c.Body), &want)
		decode(t, got.Body, &have)
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s: %s (-sent +decoded):\n%s", client, c.Name, diff)
		}
	}
}

func decode(t *testing.T, data []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
}

// run gives a program the cases of a set, and reads its results.
func run(t *testing.T, dir string, s clientSet, into any, command ...string) {
	t.Helper()
	input, err := json.Marshal(s.cases)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(toolchain.Run(t, dir, input, command...), into); err != nil {
		t.Fatal(err)
	}
}

// goTools builds the generators that are written in Go. They and what they need take
// a while to download and to compile, so that is left to CI where it is not done yet.
func goTools(t *testing.T, dir string) (ogen, oapi string) {
	t.Helper()
	build := exec.Command(toolchain.Program(t, "go"), "build", "-o", dir+string(filepath.Separator),
		"github.com/ogen-go/ogen/cmd/ogen", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen")
	build.Dir = clients
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if os.Getenv("CI") == "" {
		build.Env = append(build.Env, "GOPROXY=off")
	}
	if out, err := build.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "" {
			t.Skipf("ogen and oapi-codegen could not be built, so clients are not generated with them; go mod download in gen/emit/openapi/%s gets them:\n%s", clients, out)
		}
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "ogen"), filepath.Join(dir, "oapi-codegen")
}

// npmTools returns a function that gives the path of a program of
// testdata/clients/node_modules, which npm ci --ignore-scripts installs there.
func npmTools(t *testing.T) func(program string) string {
	t.Helper()
	toolchain.Program(t, "node")
	bin, err := filepath.Abs(filepath.Join(clients, "node_modules", ".bin"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(bin); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the packages of gen/emit/openapi/%s are not installed there by npm ci --ignore-scripts", clients)
		}
		t.Skipf("the packages of gen/emit/openapi/%s are not installed, so documents are not checked with them; npm ci --ignore-scripts installs them there", clients)
	}
	return func(program string) string { return filepath.Join(bin, program) }
}

func goRun(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command(toolchain.Program(t, "go"), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
