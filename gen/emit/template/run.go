package template

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
)

// What a template may take. They are far from what a catalogue of 10,000 errors
// needs, and end a template that would never end.
const (
	maxBytes = 64 << 20
	maxTime  = time.Minute
)

// A limitError says that a template was stopped.
type limitError struct{ message string }

func (e *limitError) Error() string { return e.message }

var (
	errBytes = &limitError{fmt.Sprintf("the template wrote more than %d MiB", maxBytes>>20)}
	errTime  = &limitError{fmt.Sprintf("the template ran for more than %v", maxTime)}
)

// A run is a template that is ready to be executed, again and again.
type run struct {
	options  *Options
	template *template.Template
	deadline time.Time
	left     int // bytes that it may still write
}

func (o *Options) newRun(d *data) (*run, error) {
	r := &run{options: o, deadline: time.Now().Add(cmp.Or(o.time, maxTime)), left: cmp.Or(o.limit, maxBytes)}
	parsed, err := template.New("template").Option("missingkey=error").Funcs(functions(d, r)).Parse(string(o.input.File.Data))
	if err != nil {
		return nil, o.at(err, "")
	}
	r.template = parsed
	return r, nil
}

// text executes the template. A template that neither writes nor calls a function
// cannot be stopped from within; it is left behind, as the program is about to end
// with the error.
func (r *run) text(dot map[string]any, code catalog.Code) (string, error) {
	var b bytes.Buffer
	done := make(chan error, 1)
	go func() { done <- r.template.Execute(&limited{r, &b}, dot) }()
	timer := time.NewTimer(time.Until(r.deadline))
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil {
			return "", r.options.at(err, code)
		}
		return b.String(), nil
	case <-timer.C:
		return "", r.options.at(errTime, code)
	}
}

// spend counts bytes that are made, and says when there are too many, or when it is
// too late.
func (r *run) spend(n int) error {
	if r.left -= n; r.left < 0 {
		return errBytes
	}
	if time.Now().After(r.deadline) {
		return errTime
	}
	return nil
}

type limited struct {
	run *run
	to  *bytes.Buffer
}

func (w *limited) Write(p []byte) (int, error) {
	if err := w.run.spend(len(p)); err != nil {
		return 0, err
	}
	return w.to.Write(p)
}

// printed is fmt's, where what it makes counts: texts that grow from one another
// would fill the memory long before they are written.
func (r *run) printed(text string) (string, error) { return text, r.spend(len(text)) }

var wide = regexp.MustCompile(`%[-+# 0]*(\*|\d{4,})|\.(\*|\d{4,})`)

func (r *run) printf(format string, args ...any) (string, error) {
	if wide.MatchString(format) {
		return "", errors.New("printf with a width over 999 or a width from an argument is not supported")
	}
	return r.printed(fmt.Sprintf(format, args...))
}

// join returns texts with a separator between them.
func (r *run) join(separator string, items []any) (string, error) {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteString(separator)
		}
		fmt.Fprint(&b, item)
		if b.Len() > r.left {
			return "", errBytes
		}
	}
	return r.printed(b.String())
}
