package golang

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
)

// listed is how many codes the package's documentation lists one by one.
const listed = 500

// docFile returns the file of the package's documentation: how its errors are
// used, and the codes by group. Its example is the default code, as any other
// would change with the pages.
func docFile(m *maker) (emit.File, error) {
	var b bytes.Buffer
	b.WriteString(gofile.Header)
	p := &docPrinter{b: &b}
	p.text("Package " + m.Options.Package + " defines error codes as constants, and raises, serves over HTTP, decodes and matches errors. " +
		"It is generated from the pages that document the errors, imports only the standard library, does no work at startup, and needs Go 1.24.")
	example := "SomeCode"
	if e := m.ByCode[m.DefaultCode]; e != nil {
		example = e.Ident
	}
	p.raising(m, m.Options.Package+".", example)
	p.matching(m, m.Options.Package+".", example)
	if len(m.Entries) > 0 {
		p.codes(m)
	}
	b.WriteString("package " + m.Options.Package + "\n")
	return emit.File{Path: "doc_gen.go", Data: b.Bytes()}, nil
}

// A docPrinter writes the comment of a package.
type docPrinter struct {
	b     *bytes.Buffer
	begun bool
}

func (p *docPrinter) text(s string) {
	if p.begun {
		p.b.WriteString("//\n")
	}
	p.begun = true
	p.b.WriteString(gofile.Comment(s) + "\n")
}

func (p *docPrinter) heading(s string) { fmt.Fprintf(p.b, "//\n// # %s\n", s) }

func (p *docPrinter) code(lines ...string) {
	p.b.WriteString("//\n")
	for _, line := range lines {
		p.b.WriteString(strings.TrimRight("//\t"+line, "\t") + "\n")
	}
}

func (p *docPrinter) raising(m *maker, pkg, example string) {
	p.heading("Raising")
	p.text("A [Code] is an error; an [Error] adds the details of one occurrence:")
	p.code("return "+pkg+example, "return "+pkg+example+".With("+pkg+"WithCause(err))")
	if _, constructed := m.usesParams(); constructed {
		p.text("A code with parameters has a constructor that takes them, named New followed by the name of the constant.")
	}
	p.text("An error wrapped with %w or errors.Join keeps its code; [Wrap] adds details to such an error. The cause is for errors.Is, logs and %+v: clients never see it, and Error() does not include it.")
	if m.Options.HTTP {
		p.heading("Serving")
		p.text("A [HandlerFunc] is a handler that may return an error, and [WriteHTTP] answers a request with an error: with the first known code in its tree, or otherwise with the internal error. " +
			"A [Responder] configures where the request ID comes from, which codes the errors of other packages have, and which function is called with each error. " +
			"An error received from another service is not shown to clients unless it was returned by [Forward].")
		p.heading("Frameworks")
		p.text("Any HTTP framework can use a [Responder], here called s.")
		for _, f := range frameworks {
			p.text(f.of)
			lines := make([]string, len(f.lines))
			for i, line := range f.lines {
				lines[i] = strings.ReplaceAll(line, "codes.", pkg)
			}
			p.code(lines...)
		}
	}
	for _, f := range []struct {
		on   bool
		name string
	}{{m.Options.Connect, "connect"}, {m.Options.GRPC, "grpc"}} {
		if m.Options.Full() && f.on {
			p.text("Package " + m.Options.Package + f.name + " has interceptors for servers and clients.")
		}
	}
}

// frameworks are the lines by which each of them answers with the errors. A test
// compiles them.
var frameworks = []struct {
	of    string
	lines []string
}{
	{"With net/http:", []string{
		`mux.Handle("GET /orders/{number}", s.Handler(getOrder))`,
		`return s.Mux(mux) // answers 404 and 405 too`,
	}},
	{"With chi:", []string{
		`r.NotFound(s.NotFound)`,
		`r.MethodNotAllowed(func(w http.ResponseWriter, req *http.Request) {`,
		`	for _, method := range []string{"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"} {`,
		`		if r.Match(chi.NewRouteContext(), method, req.URL.Path) {`,
		`			w.Header().Add("Allow", method)`,
		`		}`,
		`	}`,
		`	s.MethodNotAllowed(w, req)`,
		`})`,
		`r.Method("GET", "/orders/{number}", s.Handler(getOrder))`,
	}},
	{"With echo:", []string{
		`e.HTTPErrorHandler = func(err error, c echo.Context) {`,
		`	if own := (*echo.HTTPError)(nil); errors.As(err, &own) {`,
		`		s.WriteStatus(c.Response(), c.Request(), own.Code, err)`,
		`		return`,
		`	}`,
		`	s.WriteHTTP(c.Response(), c.Request(), err)`,
		`}`,
	}},
	{"With gin, whose handlers call c.Error:", []string{
		`r.Use(func(c *gin.Context) {`,
		`	c.Next()`,
		`	if last := c.Errors.Last(); last != nil {`,
		`		s.WriteHTTP(c.Writer, c.Request, last)`,
		`	}`,
		`})`,
	}},
	{"With huma, for its own errors, as it serves an [Error] by itself:", []string{
		`huma.NewErrorWithContext = func(_ huma.Context, status int, message string, errs ...error) huma.StatusError {`,
		`	return s.ErrorFor(status, errors.Join(errs...), codes.WithDetail(message))`,
		`}`,
	}},
}

func (p *docPrinter) matching(m *maker, pkg, example string) {
	p.heading("Matching")
	text := "[Decode] returns the error in a body."
	if m.Options.HTTP {
		text = "[FromResponse] returns the error in a response, [Decode] the one in a body."
	}
	text += " Match it with errors.Is, or switch on the result of [CodeOf]"
	if has, _ := m.usesParams(); has {
		text += "; [ParamsOf] returns its parameters"
	}
	p.text(text + ":")
	p.code("switch code, _ := "+pkg+"CodeOf(err); code {", "case "+pkg+example+":", "\treturn nil, false", "}")
	p.text("A code that is newer than the program is not a failure: [Code.Known] returns false, and the status, the detail and the body are available. " +
		"[Lookup] finds a code by its text or its type, including former ones.")
}

// codes lists the codes by group, or the groups alone where codes are many.
func (p *docPrinter) codes(m *maker) {
	p.heading("Codes")
	if len(m.Entries) > listed {
		p.text("The codes are in these groups:")
		p.b.WriteString("//\n")
		for _, s := range grouped(m.Entries, func(e *model.Entry) string { return strings.Join(e.Group(), " ") }) {
			fmt.Fprintf(p.b, "//   - %s\n", title(s.name))
		}
		return
	}
	for _, s := range grouped(m.Entries, func(e *model.Entry) string { return strings.Join(e.Group(), " ") }) {
		p.text(title(s.name) + ":")
		p.b.WriteString("//\n")
		for _, e := range s.entries {
			line := "//   - [" + e.Ident + "]"
			if e.Status.V != 0 {
				line += ", " + strconv.Itoa(e.Status.V)
			}
			p.b.WriteString(line + "\n")
		}
	}
}

func title(group string) string {
	if group == "" {
		return "All"
	}
	return emit.Clean(group)
}
