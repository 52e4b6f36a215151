package catalog

import (
	"fmt"
	"slices"
	"time"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// ReservedNames are the members that every problem has; no parameter may have
// the name of one.
var ReservedNames = []string{"type", "title", "status", "detail", "instance"}

// CheckParamName returns what is wrong with the name of a parameter, which
// becomes a member of the problem, or, where top is false, of an object in one.
// Such a name is a letter followed by letters, digits and underscores.
func CheckParamName(name string, top bool) error {
	ok := name != "" && isNameByte(name[0]) && name[0] > '9' && name[0] != '_'
	for i := 0; ok && i < len(name); i++ {
		ok = isNameByte(name[i])
	}
	switch {
	case !ok:
		return fmt.Errorf("parameter %q is not a letter followed by letters, digits and underscores", name)
	case top && slices.Contains(ReservedNames, name):
		return fmt.Errorf("parameter %q has the name of a member that every error has, want another", name)
	}
	return nil
}

// CheckExample returns what is wrong with the parameter's example.
func (p *Param) CheckExample() error {
	v, faults := jsonpos.Parse(string(p.Example.V))
	if len(faults) > 0 {
		return fmt.Errorf("the example of %q is not valid JSON: %s", p.Name.V, faults[0].Message)
	}
	return p.checkValue(v, fmt.Sprintf("the example of %q", p.Name.V))
}

// CheckValue returns why a value is not of the parameter's type; messages call
// the value what. If asText is set, any text is accepted.
func (p *Param) CheckValue(v *jsonpos.Value, what string, asText bool) error {
	if !asText {
		return p.checkValue(v, what)
	}
	if v.Kind != jsonpos.String {
		return fmt.Errorf("%s is %s, want text", what, v.Describe())
	}
	return nil
}

// checkValue returns what keeps a value from being one of the parameter's type.
func (p *Param) checkValue(v *jsonpos.Value, what string) error {
	want := map[ParamType]string{
		String: "text", Int: "a whole number", Float: "a number", Bool: "true or false",
		Time: "text such as 2024-05-01T12:00:00Z", List: "a list", Object: "an object",
	}[p.Type.V]
	ok := true
	switch p.Type.V {
	case String:
		ok = v.Kind == jsonpos.String
	case Int:
		_, ok = v.Int()
	case Float:
		ok = v.Kind == jsonpos.Number
	case Bool:
		ok = v.Kind == jsonpos.Bool
	case Time:
		_, err := time.Parse(time.RFC3339, v.Text)
		ok = v.Kind == jsonpos.String && err == nil
	case List:
		ok = v.Kind == jsonpos.Array
	case Object:
		ok = v.Kind == jsonpos.Object
	}
	if !ok {
		return fmt.Errorf("%s is %s, want %s", what, v.Describe(), want)
	}
	for i, item := range v.Items {
		if err := p.Items.checkValue(item, fmt.Sprintf("item %d of %s", i+1, what)); err != nil {
			return err
		}
	}
	for _, m := range v.Members {
		i := slices.IndexFunc(p.Members, func(p Param) bool { return p.Name.V == m.Name })
		if i < 0 {
			return fmt.Errorf("%s has the member %q, which is not among its items", what, m.Name)
		}
		if err := p.Members[i].checkValue(m.Value, fmt.Sprintf("%q in %s", m.Name, what)); err != nil {
			return err
		}
	}
	for i := range p.Members {
		if m := &p.Members[i]; !m.Optional.V && v.Get(m.Name.V) == nil {
			return fmt.Errorf("%s has no member %q", what, m.Name.V)
		}
	}
	return nil
}
