//go:build unix

package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/emit/python"
	"github.com/unkeyed/errgen/gen/emit/typescript"
)

// buildGo compiles a package from nothing, with the standard library compiled
// before.
func (w *work) buildGo(name string, files func() (map[string]string, error)) (usage, error) {
	if u, ok := w.goes[name]; ok {
		return u, nil
	}
	made, err := files()
	if err != nil {
		return usage{}, err
	}
	made["go.mod"] = "module example.com/made\n\ngo 1.25.0\n"
	made["main.go"] = "package main\n\nimport _ \"net/http\"\n\nfunc main() {}\n"
	dir, err := w.dir(made)
	if err != nil {
		return usage{}, err
	}
	env := []string{"GOFLAGS=", "GOWORK=off", "GOCACHE=" + filepath.Join(dir, ".cache")}
	if _, err := measure(dir, env, "go", "build", "."); err != nil {
		return usage{}, err
	}
	u, err := measure(dir, env, "go", "build", "./codes")
	if err == nil {
		w.goes[name] = u
	}
	return u, err
}

func (w *work) generatedGo(n int, params bool) (usage, error) {
	return w.buildGo(fmt.Sprint("generated", n, params), func() (map[string]string, error) { return emitted("codes", golang.Target, many(n, params)) })
}

// constants is a package of as many plain constants.
func constants(n int) string {
	var b strings.Builder
	b.WriteString("package codes\n\ntype Code string\n\n")
	for i, e := range many(n, false).Entries {
		fmt.Fprintf(&b, "// C%d is a code.\nconst C%d Code = %s\n\n", i, i, strconv.Quote(string(e.Code.V)))
	}
	return b.String()
}

func (w *work) constantsGo(n int) (usage, error) {
	return w.buildGo(fmt.Sprint("constants", n), func() (map[string]string, error) { return map[string]string{"codes/codes.go": constants(n)}, nil })
}

func (w *work) both(n int, params bool) (have, against usage, err error) {
	if have, err = w.generatedGo(n, params); err != nil {
		return have, against, err
	}
	against, err = w.constantsGo(n)
	return have, against, err
}

const plainConstants = "plain constants:"

func goParams(w *work, n int) (result, error) {
	have, against, err := w.both(n, true)
	return result{seconds(have.cpu), seconds(against.cpu), "s", plainConstants}, err
}

func goParamsMemory(w *work, n int) (result, error) {
	have, against, err := w.both(n, true)
	return result{have.memory, against.memory, "MB", plainConstants}, err
}

func goParamsLines(_ *work, n int) (result, error) {
	files, err := emitted("codes", golang.Target, many(n, true))
	lines := 0
	for _, text := range files {
		lines += strings.Count(text, "\n")
	}
	return result{float64(lines), float64(n), "lines", "codes:"}, err
}

func goPlain(w *work, n int) (result, error) {
	have, against, err := w.both(n, false)
	return result{seconds(have.cpu), seconds(against.cpu), "s", plainConstants}, err
}

const tscOptions = `{"compilerOptions": {"strict": true, "noEmit": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": []}, "include": ["*.ts"]}`

func (w *work) compileTypeScript(n int) (have, against usage, err error) {
	if both, ok := w.tsc[n]; ok {
		return both[0], both[1], nil
	}
	files, err := emitted("a", typescript.Target, many(n, true))
	if err != nil {
		return have, against, err
	}
	files["a/program.ts"] = `import { isErrorCode, isKnownError } from "./errors.js";
export function left(thrown: unknown): unknown {
  if (isErrorCode(thrown, "err:store:data:order_00000_not_found")) return thrown.params.limit;
  return isKnownError(thrown) ? thrown.code : undefined;
}
`
	var plain strings.Builder
	for i, e := range many(n, false).Entries {
		fmt.Fprintf(&plain, "export const c%d = %s;\n", i, strconv.Quote(string(e.Code.V)))
	}
	files["b/errors.ts"] = plain.String()
	files["a/tsconfig.json"], files["b/tsconfig.json"] = tscOptions, tscOptions
	dir, err := w.dir(files)
	if err != nil {
		return have, against, err
	}
	tsc, err := node("tsc")
	if err != nil {
		return have, against, err
	}
	if have, err = measure(filepath.Join(dir, "a"), nil, "node", tsc, "-p", "."); err != nil {
		return have, against, err
	}
	if against, err = measure(filepath.Join(dir, "b"), nil, "node", tsc, "-p", "."); err != nil {
		return have, against, err
	}
	w.tsc[n] = [2]usage{have, against}
	return have, against, nil
}

func typescriptParams(w *work, n int) (result, error) {
	have, against, err := w.compileTypeScript(n)
	return result{seconds(have.cpu), seconds(against.cpu), "s", plainConstants}, err
}

func typescriptMemory(w *work, n int) (result, error) {
	have, against, err := w.compileTypeScript(n)
	return result{have.memory, against.memory, "MB", plainConstants}, err
}

func (w *work) importPython(n int) (have, against usage, err error) {
	if both, ok := w.py[n]; ok {
		return both[0], both[1], nil
	}
	files, err := emitted("many", python.Target, many(n, false))
	if err != nil {
		return have, against, err
	}
	few, err := emitted("few", python.Target, many(10, false))
	if err != nil {
		return have, against, err
	}
	for name, text := range few {
		files[name] = text
	}
	dir, err := w.dir(files)
	if err != nil {
		return have, against, err
	}
	for range 2 { // the first one compiles the module
		if have, err = measure(filepath.Join(dir, "many"), nil, "python3", "-c", "import errors"); err != nil {
			return have, against, err
		}
		if against, err = measure(filepath.Join(dir, "few"), nil, "python3", "-c", "import errors"); err != nil {
			return have, against, err
		}
	}
	w.py[n] = [2]usage{have, against}
	return have, against, nil
}

func pythonImport(w *work, n int) (result, error) {
	have, against, err := w.importPython(n)
	return result{seconds(have.cpu), seconds(against.cpu), "s", "10 codes:"}, err
}

func pythonMemory(w *work, n int) (result, error) {
	have, against, err := w.importPython(n)
	return result{have.memory, against.memory, "MB", "10 codes:"}, err
}

func bundle(w *work, n int) (result, error) {
	var sizes [2]float64
	for i, codes := range []int{n, 100} {
		files, err := emitted(".", typescript.Target, many(codes, false))
		if err != nil {
			return result{}, err
		}
		files["program.ts"] = `import { isErrorCode, slim } from "./errors";
declare const globalThis: any;
globalThis.f = async (x: any) => isErrorCode(await slim.fromResponse(x), "err:store:data:order_00000_not_found", "err:mail:data:message_00003_already_exists", "err:store:authentication:webhook_00004_already_exists");
`
		dir, err := w.dir(files)
		if err != nil {
			return result{}, err
		}
		esbuild, err := node("esbuild")
		if err != nil {
			return result{}, err
		}
		u, err := measure(dir, nil, esbuild, "--bundle", "--minify", "--format=esm", "program.ts")
		if err != nil {
			return result{}, err
		}
		sizes[i] = float64(len(u.out))
	}
	return result{sizes[0], sizes[1], "B", "100 codes:"}, nil
}

// node returns a program of the packages of npm that the tests use.
func node(program string) (string, error) {
	path, err := filepath.Abs(filepath.FromSlash("gen/internal/toolchain/testdata/node/node_modules/.bin/" + program))
	if err != nil {
		return "", err
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", &missingTool{program}
	}
	return path, nil
}
