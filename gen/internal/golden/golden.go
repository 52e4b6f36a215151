// Package golden runs tests whose inputs and expected outputs are in one
// readable txtar file each: prose first, then the inputs, then the outputs under
// want/.
//
// ERRGEN_UPDATE=1 in the environment writes the outputs instead of comparing
// them. It is not a flag, because a flag defined here would be unknown to every
// test that does not import the package.
package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Run runs do once for each testdata/*.txtar below the test's folder, with the
// inputs by name, and compares what it returns, by name, with the files under
// want/. It compares both ways: an output too many fails like one too few.
// Windows line ends and bytes that are no text can be written in an input as
// \r, \x.. escapes by giving it a name that ends in ".quoted"; do sees it
// without the ending and unescaped.
func Run(t *testing.T, do func(t *testing.T, in map[string][]byte) map[string][]byte) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata/*.txtar (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			runFile(t, file, do)
		})
	}
}

func runFile(t *testing.T, file string, do func(*testing.T, map[string][]byte) map[string][]byte) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in, want := map[string][]byte{}, map[string][]byte{}
	kept := archive.Files[:0:0]
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = f.Data
			continue
		}
		kept = append(kept, f)
		name, data := f.Name, f.Data
		if quoted, ok := strings.CutSuffix(name, ".quoted"); ok {
			name, data = quoted, unquote(t, f.Name, data)
		}
		in[name] = data
	}
	got := do(t, in)
	for name, data := range got {
		if len(data) > 0 && data[len(data)-1] != '\n' {
			got[name] = append(slices.Clip(data), "⏎\n"...)
		}
	}
	if os.Getenv("ERRGEN_UPDATE") != "" {
		archive.Files = kept
		for _, name := range sortedKeys(got) {
			archive.Files = append(archive.Files, txtar.File{Name: "want/" + name, Data: got[name]})
		}
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, name := range sortedKeys(want) {
		data, ok := got[name]
		switch {
		case !ok:
			t.Errorf("%s: want/%s was not produced", file, name)
		case !bytes.Equal(data, want[name]):
			t.Errorf("%s: want/%s differs (-want +got):\n%s", file, name, cmp.Diff(string(want[name]), string(data)))
		}
	}
	for _, name := range sortedKeys(got) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s was produced, but no want/%s says what it should be:\n%s", file, name, name, got[name])
		}
	}
}

// unquote resolves \r, \n, \t, \0, \\ and \xHH; it drops the archive's own line
// ends, so that what stands in the file is all there is.
func unquote(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var out []byte
	data = bytes.ReplaceAll(data, []byte("\n"), nil)
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' || i+1 == len(data) {
			out = append(out, data[i])
			continue
		}
		i++
		switch data[i] {
		case 'r':
			out = append(out, '\r')
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case '0':
			out = append(out, 0)
		case '\\':
			out = append(out, '\\')
		case 'x':
			if i+2 >= len(data) {
				t.Fatalf("%s: \\x wants two hex digits", name)
			}
			out = append(out, unhex(t, name, data[i+1])<<4|unhex(t, name, data[i+2]))
			i += 2
		default:
			t.Fatalf("%s: \\%c is no escape", name, data[i])
		}
	}
	return out
}

func unhex(t *testing.T, name string, c byte) byte {
	t.Helper()
	i := strings.IndexByte("0123456789abcdef", c)
	if i < 0 {
		t.Fatalf("%s: %q is no lower-case hex digit", name, c)
	}
	return byte(i)
}

func sortedKeys(m map[string][]byte) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
