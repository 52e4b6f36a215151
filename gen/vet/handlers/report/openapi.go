package report

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Merge is an OpenAPI document with the errors of its operations.
type Merge struct {
	Data       []byte
	Added      int
	Operations int        // that a handler was found for
	Without    []*Handler // handlers that no operation is about
}

// Merge returns an OpenAPI document in which the responses of each operation refer
// to the components of its codes: for a status with one code to that code's
// response, for one with several to that of the status, with a description that
// names them. Every other byte stays. A handwritten response for a status is kept;
// one that refers to such a component is updated.
//
// components is the document that errgen's target openapi makes, and ref what
// stands for it in a reference, empty where it is the document itself.
func (r *Report) Merge(f, components *source.File, ref string) (*Merge, diag.List) {
	doc, found := yamlpos.Parse(f.All(), "openapi")
	if found.Err() != nil {
		return nil, found
	}
	own, foundOwn := yamlpos.Parse(components.All(), "openapi")
	if foundOwn.Err() != nil {
		return nil, foundOwn
	}
	m := &merging{file: f, ref: ref, known: map[string]bool{}}
	if responses := own.Get("components").Get("responses"); responses != nil {
		for _, p := range responses.Pairs {
			m.known[p.Key.Value] = true
		}
	}
	out := &Merge{}
	used := map[*Handler]bool{}
	bases := serverPaths(doc)
	if paths := doc.Get("paths"); paths != nil {
		for _, path := range paths.Pairs {
			for _, op := range path.Value.Pairs {
				method := strings.ToUpper(op.Key.Value)
				if !slices.Contains(Methods, method) {
					continue
				}
				byStatus := map[int][]*Raised{}
				any := false
				for _, h := range r.Handlers {
					if h.serves(method, path.Key.Value, bases) {
						any, used[h] = true, true
						for _, c := range h.Codes {
							if c.Status != 0 && !slices.ContainsFunc(byStatus[c.Status], func(o *Raised) bool { return o.Code == c.Code }) {
								byStatus[c.Status] = append(byStatus[c.Status], c)
							}
						}
					}
				}
				if any {
					out.Operations++
					m.operation(op, byStatus)
				}
			}
		}
	}
	for _, h := range r.Handlers {
		if !used[h] && h.Path != "" {
			out.Without = append(out.Without, h)
		}
	}
	out.Data, out.Added = m.apply(), m.added
	return out, m.found
}

type merging struct {
	file  *source.File
	ref   string
	known map[string]bool // names of the components
	found diag.List
	edits []change
	added int
}

type change struct {
	start, end int
	text       string
}

// operation writes the responses of one.
func (m *merging) operation(op yamlpos.Pair, byStatus map[int][]*Raised) {
	responses := op.Value.Get("responses")
	if responses == nil || responses.Kind != yamlpos.Map || len(responses.Pairs) == 0 {
		if len(byStatus) > 0 {
			m.found.Add("openapi", diag.Error, op.Key.Span, "the operation has no responses to add errors to").Hint = "state its success response first"
		}
		return
	}
	have := map[string]yamlpos.Pair{}
	for _, p := range responses.Pairs {
		have[p.Key.Value] = p
	}
	var missing []int
	for _, status := range slices.Sorted(maps.Keys(byStatus)) {
		codes := byStatus[status]
		slices.SortFunc(codes, func(a, b *Raised) int { return cmp.Compare(a.Name, b.Name) })
		p, ok := have[strconv.Itoa(status)]
		switch {
		case !m.exists(op, status, codes):
		case !ok:
			missing = append(missing, status)
		case m.ours(p.Value):
			m.replace(p, status, codes)
		}
	}
	for _, p := range responses.Pairs {
		status, err := strconv.Atoi(p.Key.Value)
		if err == nil && byStatus[status] == nil && m.ours(p.Value) && len(responses.Pairs) > 1 {
			m.remove(responses, p)
		}
	}
	m.insert(responses, missing, byStatus)
}

// component returns the component that codes of one status are answered with.
func component(status int, codes []*Raised) string {
	if len(codes) == 1 {
		return codes[0].Name
	}
	return "Status" + strconv.Itoa(status)
}

func (m *merging) exists(op yamlpos.Pair, status int, codes []*Raised) bool {
	name := component(status, codes)
	if m.known[name] {
		return true
	}
	m.found.Add("openapi", diag.Error, op.Key.Span, "the components have no response %q", name).Hint = "generate them with the target openapi, and name the file with --components"
	return false
}

// ours reports whether a response is a reference to one of the components.
func (m *merging) ours(n *yamlpos.Node) bool {
	ref := n.Get("$ref")
	if ref == nil {
		return false
	}
	name, ok := strings.CutPrefix(ref.Value, m.ref+"#/components/responses/")
	return ok && m.known[name]
}

// flow reports whether a map is written in braces.
func (m *merging) flow(n *yamlpos.Node) bool { return m.file.Data[n.Span.Start] == '{' }

func (m *merging) response(status int, codes []*Raised, indent string, flow bool) string {
	ref := strconv.Quote(m.ref + "#/components/responses/" + component(status, codes))
	names := ""
	if len(codes) > 1 {
		var all []string
		for _, c := range codes {
			all = append(all, c.Code)
		}
		names = strconv.Quote(strings.Join(all, ", "))
	}
	switch {
	case flow && names != "":
		return fmt.Sprintf(`{"$ref": %s, "description": %s}`, ref, names)
	case flow:
		return fmt.Sprintf(`{"$ref": %s}`, ref)
	case names != "":
		return fmt.Sprintf("\n%s$ref: %s\n%sdescription: %s", indent, ref, indent, names)
	}
	return fmt.Sprintf("\n%s$ref: %s", indent, ref)
}

// insert adds responses after those that there are.
func (m *merging) insert(responses *yamlpos.Node, statuses []int, byStatus map[int][]*Raised) {
	if len(statuses) == 0 {
		return
	}
	first, last := responses.Pairs[0], responses.Pairs[len(responses.Pairs)-1]
	before := m.indentBefore(int(first.Key.Span.Start))
	var text strings.Builder
	for _, status := range statuses {
		m.added++
		if m.flow(responses) {
			text.WriteString(",")
			if before.ownLine {
				text.WriteString(m.newline() + before.text)
			} else {
				text.WriteString(" ")
			}
			fmt.Fprintf(&text, `"%d": %s`, status, m.response(status, byStatus[status], "", true))
			continue
		}
		inner := before.text + m.step(first, before.text)
		fmt.Fprintf(&text, "\n%s\"%d\":%s", before.text, status, m.response(status, byStatus[status], inner, false))
	}
	at := int(last.Value.Span.End)
	if !m.flow(responses) {
		// A value may have a comment after it.
		if i := strings.IndexByte(string(m.file.Data[at:]), '\n'); i >= 0 {
			at += i
		} else {
			at = len(m.file.Data)
		}
		if at > 0 && m.file.Data[at-1] == '\r' {
			at--
		}
	}
	s := text.String()
	if m.newline() == "\r\n" && !m.flow(responses) {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	m.edits = append(m.edits, change{at, at, s})
}

func (m *merging) replace(p yamlpos.Pair, status int, codes []*Raised) {
	start, end := int(p.Value.Span.Start), int(p.Value.Span.End)
	flow := m.flow(p.Value)
	text := m.response(status, codes, m.indentBefore(start).text, flow)
	if !flow {
		text = strings.TrimLeft(text, "\n ")
		if m.newline() == "\r\n" {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
	}
	if string(m.file.Data[start:end]) != text {
		m.edits = append(m.edits, change{start, end, text})
	}
}

// remove takes out a response of a status that is no longer answered.
func (m *merging) remove(responses *yamlpos.Node, p yamlpos.Pair) {
	start, end := int(p.Key.Span.Start), int(p.Value.Span.End)
	i := slices.IndexFunc(responses.Pairs, func(o yamlpos.Pair) bool { return o.Key == p.Key })
	switch {
	case !m.flow(responses):
		start -= len(m.indentBefore(start).text)
		if i := strings.IndexByte(string(m.file.Data[end:]), '\n'); i >= 0 {
			end += i + 1
		}
	case i > 0:
		start = int(responses.Pairs[i-1].Value.Span.End)
	default:
		end = int(responses.Pairs[i+1].Key.Span.Start)
	}
	m.edits = append(m.edits, change{start, end, ""})
}

type indentation struct {
	text    string
	ownLine bool // whether there is nothing else before on the line
}

func (m *merging) indentBefore(at int) indentation {
	start := strings.LastIndexByte(string(m.file.Data[:at]), '\n') + 1
	text := string(m.file.Data[start:at])
	return indentation{text[:len(text)-len(strings.TrimLeft(text, " \t"))], strings.TrimLeft(text, " \t") == ""}
}

// step returns by how much a map within another is indented.
func (m *merging) step(p yamlpos.Pair, outer string) string {
	if p.Value.Kind == yamlpos.Map && len(p.Value.Pairs) > 0 {
		if in := m.indentBefore(int(p.Value.Pairs[0].Key.Span.Start)); in.ownLine && len(in.text) > len(outer) {
			return in.text[len(outer):]
		}
	}
	return "  "
}

func (m *merging) newline() string {
	if strings.Contains(string(m.file.Data), "\r\n") {
		return "\r\n"
	}
	return "\n"
}

func (m *merging) apply() []byte {
	slices.SortFunc(m.edits, func(a, b change) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var out []byte
	at := 0
	for _, e := range m.edits {
		out = append(append(out, m.file.Data[at:e.start]...), e.text...)
		at = e.end
	}
	return append(out, m.file.Data[at:]...)
}

var parameter = regexp.MustCompile(`\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|:[A-Za-z_]\w*|\*\w*`)

// shape returns a path as two of the same operation are compared: whatever its
// parameters are called, and however routers write them.
func shape(path string) string {
	path = strings.TrimSuffix(path, "{$}")
	path = parameter.ReplaceAllString(path, "{}")
	if len(path) > 1 {
		path = strings.TrimRight(path, "/")
	}
	return path
}

func (h *Handler) serves(method, path string, bases []string) bool {
	if h.Path == "" || h.Method != "" && h.Method != method {
		return false
	}
	for _, base := range bases {
		if shape(h.Path) == shape(base+path) {
			return true
		}
	}
	return false
}

// serverPaths returns the paths that the document's servers begin with.
func serverPaths(doc *yamlpos.Node) []string {
	out := []string{""}
	servers := doc.Get("servers")
	if servers == nil {
		return out
	}
	for _, s := range servers.Items {
		if n := s.Get("url"); n != nil {
			if u, err := url.Parse(n.Value); err == nil {
				if base := strings.TrimRight(u.Path, "/"); base != "" && !slices.Contains(out, base) {
					out = append(out, base)
				}
			}
		}
	}
	return out
}
