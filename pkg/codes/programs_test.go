package codes_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// build builds a program of testdata, each of which is a module of its own, and
// returns its path.
func build(t *testing.T, name string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), name+".exe") // a name that every system runs
	cmd := exec.Command("go", "build", "-o", program, ".")
	cmd.Dir = filepath.Join("testdata", name)
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", name, err, out)
	}
	return program
}

// TestPrograms runs a client of an API against its server. Both are modules that
// require this one; that they build without a go.sum shows that nothing but the
// standard library comes along.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs")
	}
	server := exec.Command(build(t, "server"))
	stdin, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	server.Stderr = &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	out, clientErr := exec.Command(build(t, "client"), strings.TrimSpace(url)).CombinedOutput()
	if err := stdin.Close(); err != nil {
		t.Error(err)
	}
	if err := server.Wait(); err != nil {
		t.Errorf("server: %v", err)
	}
	want := `GET /keys/key_1: {"name":"production"}
GET /keys/key_9: no such key
GET /keys/key_slow: more than 600 requests in a minute, again in 2s
GET /keys/key_broken: 500, see https://unkey.com/docs/errors/unkey/application/unexpected_error, and quote req_client
POST /keys: body.name is required
POST /keys: send at most 64 bytes
POST /keys: 403, see https://unkey.com/docs/errors/unkey/authorization/forbidden, and quote req_client
GET /elsewhere: no error of the API: HTTP status 404 Not Found: 404 page not found
`
	if clientErr != nil || string(out) != want {
		t.Errorf("the client says (%v)\n%s\nwant\n%s", clientErr, out, want)
	}
	if !strings.Contains(log.String(), "10.0.0.7") {
		t.Errorf("the server keeps the cause to itself even in its log:\n%s", log.String())
	}
}
