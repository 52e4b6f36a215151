package diag_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzFormats states what holds whatever a page, its name and a message say: no
// printer panics; in text every line is one that errgen meant to print and no
// character acts on the terminal; each line for GitHub is one command; what is
// JSON is valid and has all findings.
func FuzzFormats(f *testing.F) {
	f.Add("a.mdx", []byte("title: x\n"), "m", 0, 3)
	f.Add("a\n::error::b", []byte("\x1b[2J\r\n\t宽e\u0301\u202e\xff"), "m\n::error::forged", 2, 40)
	f.Add("##[error]x", []byte("\u200d\u200d👨‍👩‍👧\ufe0f"), "##[stop-commands]x", 5, 1)
	f.Add("../a%b", []byte(strings.Repeat("\t", 300)), "\u2028\x85", 100, 200)
	f.Add("C:/x", []byte("a\rb\n\nc"), "::", 1, 5)
	f.Fuzz(func(t *testing.T, name string, data []byte, message string, start, end int) {
		file := source.NewFile(name, append([]byte{}, data...))
		span := file.Span(start, end)
		other := source.NewFile(message, nil)
		edits := []diag.Edit{{Span: span, New: message}, {Span: file.Span(end, start), New: name}, {Span: other.All()}, {}}
		found := diag.List{
			{Rule: message, Span: span, Message: message, Hint: message, Fix: &diag.Fix{Message: message, Edits: edits[:1]},
				Related: []diag.Related{{Span: file.Span(end, end), Message: message}, {Message: message}, {Span: other.All(), Message: name}}},
			{Severity: diag.Warning, Span: other.All(), Message: message, Fix: &diag.Fix{Edits: edits}},
			{Message: message},
		}

		text := printed(t, "text", found)
		if !utf8.ValidString(text) {
			t.Errorf("text is not UTF-8: %q", text)
		}
		for _, r := range text {
			if r != '\n' && r != '\t' && r != '\u3000' && r != 0x200C && r != 0x200D && !unicode.IsPrint(r) {
				t.Errorf("text holds %U: %q", r, text)
			}
		}
		// A line that is not indented begins a finding.
		begun := 0
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "    ") {
				begun++
			}
		}
		if begun != len(found) && !strings.HasPrefix(name, "    ") && !strings.HasPrefix(message, "    ") {
			t.Errorf("text has %d lines that begin a finding, want %d:\n%s", begun, len(found), text)
		}

		annotations := strings.Split(strings.TrimSuffix(printed(t, "github", found), "\n"), "\n")
		if len(annotations) != len(found) {
			t.Errorf("%d lines for GitHub, want %d: %q", len(annotations), len(found), annotations)
		}
		for _, line := range annotations {
			checkCommand(t, line)
		}

		var list []map[string]any
		if err := json.Unmarshal([]byte(printed(t, "json", found)), &list); err != nil || len(list) != len(found) {
			t.Errorf("JSON has %d findings (%v)", len(list), err)
		}
		if list[0]["message"] != strings.ToValidUTF8(message, "\ufffd") && utf8.ValidString(message) {
			t.Errorf("JSON has the message %q, want %q", list[0]["message"], message)
		}

		log := printed(t, "sarif", found)
		validSARIF(t, []byte(log))
		checkGitLab(t, printed(t, "gitlab", found), len(found))
		checkRDJSON(t, printed(t, "rdjson", found), len(found))
		for _, s := range []string{log, printed(t, "json", found), printed(t, "gitlab", found), printed(t, "rdjson", found)} {
			for _, r := range s {
				if r != '\n' && !unicode.IsPrint(r) {
					t.Errorf("JSON holds %U", r)
				}
			}
		}
	})
}

// checkCommand reads a line as the runner of GitHub Actions does.
func checkCommand(t *testing.T, line string) {
	t.Helper()
	rest, ok := strings.CutPrefix(line, "::")
	head, data, found := strings.Cut(rest, "::")
	command, properties, _ := strings.Cut(head, " ")
	if !ok || !found || command != "error" && command != "warning" && command != "notice" {
		t.Errorf("no annotation: %q", line)
	}
	if strings.ContainsAny(line, "\r\n") || strings.Contains(data, "\n") {
		t.Errorf("more than one line: %q", line)
	}
	for p := range strings.SplitSeq(properties, ",") {
		key, value, _ := strings.Cut(p, "=")
		switch key {
		case "file", "title":
		case "line", "endLine", "col", "endColumn":
			if n := 0; func() bool { _, err := fmt.Sscanf(value, "%d", &n); return err != nil || n < 1 }() {
				t.Errorf("%s is %q in %q", key, value, line)
			}
		default:
			t.Errorf("property %q in %q", key, line)
		}
	}
}
