package golang_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang"
)

// TestRPCOptions: what the packages for RPCs cannot be made without is asked for.
func TestRPCOptions(t *testing.T) {
	bare := sample()
	bare.DocsURL = ""
	for name, tt := range map[string]struct {
		c       *catalog.Catalog
		options golang.Options
		want    string
	}{
		"nowhere":       {sample(), golang.Options{GRPC: true}, "import is empty"},
		"no domain":     {bare, golang.Options{Connect: true, Import: "example.com/codes"}, "domain is empty"},
		"constants":     {sample(), golang.Options{GRPC: true, Import: "example.com/codes", Runtime: "none"}, "runtime: none"},
		"another name":  {sample(), golang.Options{GRPC: true, Import: "example.com/v2", Package: "errs"}, ""},
		"own domain":    {bare, golang.Options{Connect: true, Import: "example.com/codes", Domain: "api.example.com"}, ""},
		"without HTTP":  {sample(), golang.Options{GRPC: true, Connect: true, Import: "example.com/codes"}, ""},
		"not asked for": {bare, golang.Options{}, ""},
	} {
		o := tt.options
		if o.Package == "" {
			o.Package = "codes"
		}
		emitted, err := golang.Target.Emit(tt.c, &o)
		var option *emit.OptionError
		if tt.want != "" && (!errors.As(err, &option) || !strings.Contains(option.Message, tt.want)) || tt.want == "" && err != nil {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
		var text string
		for _, f := range emitted {
			if strings.Contains(f.Path, "/") || f.Path == "rpc_gen.go" {
				text += f.Path + "\n" + string(f.Data)
			}
		}
		want := map[string][]string{
			"another name":  {"errsgrpc/grpc_gen.go", "package errsgrpc", "\terrs \"example.com/v2\"\n", "errs.Public("},
			"own domain":    {"codesconnect/connect_gen.go", "\t\"example.com/codes\"\n", `const domain = "api.example.com"`},
			"without HTTP":  {"codesgrpc/grpc_gen.go", "codesconnect/connect_gen.go", "rpc_gen.go", `const domain = "example.com"`},
			"not asked for": nil,
		}[name]
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("%s: there is no %q", name, s)
			}
		}
		if want == nil && text != "" {
			t.Errorf("%s: emitted %s", name, text)
		}
	}
}

// TestRPCWithoutHTTP: the core is compiled with what RPCs need of it and no more.
func TestRPCWithoutHTTP(t *testing.T) {
	m := newModule(t)
	made := files(t, sample(), options(func(o *golang.Options) { o.HTTP, o.GRPC, o.Import = false, true, "example.com/made/codes" }))
	delete(made, "codesgrpc/grpc_gen.go") // it needs modules
	m.writeAll("codes", made)
	m.run(nil, "go", "vet", "./...")
}

// TestSharedType: a list made for one error fits another.
func TestSharedType(t *testing.T) {
	c := sample()
	for _, e := range c.Entries {
		for i := range e.Params {
			if p := &e.Params[i]; p.Name.V == "errors" {
				p.Items.TypeName = "ValidationError"
				e.Params = append(e.Params, optional(list("others", *p.Items, "")))
				break
			}
		}
		if e.Code.V == "err:store:limits:too_many_items" {
			e.Params = append(e.Params, list("errors", catalog.Param{Type: val(catalog.Object), TypeName: "ValidationError", Members: []catalog.Param{scalar("location", catalog.String, "")}}, ""))
		}
	}
	m := newModule(t)
	m.writeAll("codes", files(t, c, options(nil)))
	m.write("main.go", `package main

import (
	"fmt"

	"example.com/made/codes"
)

func main() {
	list := []codes.ValidationError{{Location: "body"}}
	e := codes.NewStoreLimitsTooManyItems(1, 2, "x", list)
	p, _ := codes.ParamsOf[codes.StoreLimitsTooManyItemsParams](e)
	fmt.Println(codes.StoreRequestRejectedParams{Errors: p.Errors, Others: list}.Errors[0].Location)
}
`)
	m.vet()
	if out := m.run(nil, "go", "run", "."); out != "body\n" {
		t.Errorf("printed %q", out)
	}
	c.Names = map[catalog.Code]catalog.Names{"err:store:upstream:busy": {Identifier: "ValidationError"}}
	if found := golang.Target.Check(c, options(nil)); len(found) == 0 || !strings.Contains(found[0].Message, "ValidationError") {
		t.Errorf("a constant and a type have one name, found %v", found)
	}
}

func TestLocate(t *testing.T) {
	dir := t.TempDir()
	write := func(path, data string) {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "// a comment\nmodule example.com/shop // another\n\ngo 1.24\n")
	write("quoted/go.mod", "module \"example.com/quoted\"\n")
	write("empty/go.mod", "go 1.24\n")
	for below, want := range map[string]string{
		".": "example.com/shop", "internal/codes": "example.com/shop/internal/codes", "quoted": "example.com/quoted",
		"quoted/a/b": "example.com/quoted/a/b", "empty/codes": "",
	} {
		o, err := golang.Target.Locate(&golang.Options{GRPC: true}, filepath.Join(dir, below))
		if err != nil || o.(*golang.Options).Import != want {
			t.Errorf("%s: import path is %+v (%v), want %q", below, o, err, want)
		}
	}
	given := &golang.Options{GRPC: true, Import: "example.com/mine"}
	unasked := &golang.Options{}
	for _, o := range []*golang.Options{given, unasked} {
		if located, err := golang.Target.Locate(o, dir); err != nil || !reflect.DeepEqual(located, any(o)) {
			t.Errorf("%+v becomes %+v (%v)", o, located, err)
		}
	}
}
