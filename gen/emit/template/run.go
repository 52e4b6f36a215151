package template

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
)

// What a template may take. They are far from what a catalogue of 10,000 errors
// needs, and end a template that would never end.
const (
	maxBytes = 64 << 20 // of what it writes, and of each text that it makes
	maxTime  = 10 * time.Second
)

// A limitError says that a template was stopped.
type limitError struct{ message string }

func (e *limitError) Error() string { return e.message }

var (
	errWrote = &limitError{fmt.Sprintf("the template wrote more than %d MiB", maxBytes>>20)}
	errMade  = &limitError{fmt.Sprintf("the template made a text of more than %d MiB", maxBytes>>20)}
	errTime  = &limitError{fmt.Sprintf("the template ran for more than %v", maxTime)}
)

// A run is a template that is ready to be executed, again and again.
type run struct {
	options  *Options
	data     *data
	template *template.Template
	deadline time.Time
	left     int // bytes that it may still write

	code   catalog.Code   // of the error that it is at
	before []catalog.Code // those that it was at where the ranges that it is in began
}

func (o *Options) newRun(d *data) (*run, error) {
	r := &run{options: o, data: d, deadline: time.Now().Add(cmp.Or(o.time, maxTime)), left: cmp.Or(o.limit, maxBytes)}
	all := r.limited(functions(d, r))
	all[enter], all[element], all[leave], all[invoke] = r.enter, r.element, r.leave, r.invoke
	parsed, err := template.New("template").Option("missingkey=error").Funcs(all).Parse(string(o.input.File.Data))
	if err != nil {
		return nil, o.at(err, "")
	}
	for _, t := range parsed.Templates() {
		if t.Tree != nil {
			follow(t.Root)
		}
	}
	r.template = parsed
	return r, nil
}

// text executes the template. Each step of a range and each call of a template fails
// when there is no time left, so that nothing runs on.
func (r *run) text(dot map[string]any, code catalog.Code) (string, error) {
	var b bytes.Buffer
	r.code, r.before = code, nil
	if err := r.template.Execute(&limited{r, &b}, dot); err != nil {
		return "", r.options.at(err, r.code)
	}
	return b.String(), nil
}

// late reports when there is no time left.
func (r *run) late() error {
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
	if w.run.left -= len(p); w.run.left < 0 {
		return 0, errWrote
	}
	return w.to.Write(p)
}

// fits reports that a text of some length would be too long.
func (r *run) fits(length int) error {
	if length > cmp.Or(r.options.limit, maxBytes) {
		return errMade
	}
	return nil
}

// limited returns functions that fail where the text that they make is too long, or
// where it is too late: texts that grow from one another would fill the memory long
// before they are written. A function whose text can be much longer than what it is
// given asks fits before it makes it.
func (r *run) limited(all template.FuncMap) template.FuncMap {
	out := template.FuncMap{}
	for name, f := range all {
		v := reflect.ValueOf(f)
		t := v.Type()
		if t.Out(0).Kind() != reflect.String {
			out[name] = f
			continue
		}
		var in []reflect.Type
		for i := range t.NumIn() {
			in = append(in, t.In(i))
		}
		made := reflect.FuncOf(in, []reflect.Type{t.Out(0), reflect.TypeFor[error]()}, t.IsVariadic())
		out[name] = reflect.MakeFunc(made, func(args []reflect.Value) []reflect.Value {
			call := v.Call
			if t.IsVariadic() {
				call = v.CallSlice
			}
			results := call(args)
			if len(results) == 2 && !results[1].IsNil() {
				return results
			}
			err := cmp.Or(r.fits(results[0].Len()), r.late())
			return []reflect.Value{results[0], reflect.ValueOf(&err).Elem()}
		}).Interface()
	}
	return out
}

var wide = regexp.MustCompile(`%[-+# 0]*(\*|\d{4,})|\.(\*|\d{4,})`)

func (r *run) printf(format string, args ...any) (string, error) {
	if wide.MatchString(format) {
		return "", errors.New("printf with a width over 999 or a width from an argument is not supported")
	}
	most := 999
	for _, arg := range args {
		most += len(fmt.Sprint(arg))
	}
	if err := r.fits(len(format) + strings.Count(format, "%")*most); err != nil {
		return "", err
	}
	return fmt.Sprintf(format, args...), nil
}

// join returns texts with a separator between them.
func (r *run) join(separator string, items []any) (string, error) {
	texts := make([]string, len(items))
	length := len(separator) * len(items)
	for i, item := range items {
		texts[i] = fmt.Sprint(item)
		length += len(texts[i])
	}
	if err := r.fits(length); err != nil {
		return "", err
	}
	return strings.Join(texts, separator), nil
}

// indent returns text with each line but the first indented, which stands where
// the template has it.
func (r *run) indent(spaces int, text string) (string, error) {
	if spaces < 0 || spaces > 100 {
		return "", fmt.Errorf("indent by %d, want 0 to 100", spaces)
	}
	if err := r.fits(len(text) + spaces*strings.Count(text, "\n")); err != nil {
		return "", err
	}
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", spaces)), nil
}

// The functions that are called around and in each range, and before each call of a
// template. Templates need not know them.
const (
	enter   = "_enter"
	element = "_element"
	leave   = "_leave"
	invoke  = "_invoke"
)

// follow adds calls to each range and each call of a template below a list, by which a
// run knows the error that it is at, and ends when it is late.
func follow(list *parse.ListNode) {
	if list == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			follow(n.List)
			follow(n.ElseList)
		case *parse.WithNode:
			follow(n.List)
			follow(n.ElseList)
		case *parse.RangeNode:
			follow(n.List)
			follow(n.ElseList)
			n.List.Nodes = slices.Insert(n.List.Nodes, 0, call(element, n.Pos, n.Line, &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}))
			nodes = append(nodes, call(enter, n.Pos, n.Line), n, call(leave, n.Pos, n.Line))
			continue
		case *parse.TemplateNode:
			nodes = append(nodes, call(invoke, n.Pos, n.Line))
		}
		nodes = append(nodes, n)
	}
	list.Nodes = nodes
}

// call returns the call of a function at a place.
func call(name string, at parse.Pos, line int, args ...parse.Node) parse.Node {
	command := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: at, Args: append([]parse.Node{parse.NewIdentifier(name).SetPos(at)}, args...)}
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Pos: at, Line: line, Cmds: []*parse.CommandNode{command}}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: at, Line: line, Pipe: pipe}
}

func (r *run) enter() string {
	r.before = append(r.before, r.code)
	return ""
}

func (r *run) element(dot any) (string, error) {
	if m, ok := dot.(map[string]any); ok {
		r.code = cmp.Or(r.data.codes[reflect.ValueOf(m).Pointer()], r.code)
	}
	return "", r.late()
}

func (r *run) leave() string {
	last := len(r.before) - 1
	r.code, r.before = r.before[last], r.before[:last]
	return ""
}

func (r *run) invoke() (string, error) { return "", r.late() }
