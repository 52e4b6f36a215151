package envelope

import "github.com/unkeyed/errgen/gen/jsonpos"

// builtins are the templates that have a name.
var builtins = []*Template{
	// A problem beside the ID of the request, which is written even where it is
	// not known.
	builtin("nested", `{
		"body": {
			"meta": {"requestId": "text {request_id}"},
			"error": {
				"detail": "{detail|summary}",
				"instance": "{instance}",
				"status": "{status}",
				"title": "{title}",
				"type": "{type}",
				"...": "{params}"
			}
		}
	}`),
	// RFC 9457.
	builtin("problem", `{
		"media_type": "application/problem+json",
		"body": {
			"type": "{type}",
			"title": "{title}",
			"status": "{status}",
			"detail": "{detail|summary}",
			"instance": "{instance}",
			"...": "{params}",
			"requestId": "{request_id}"
		}
	}`),
}

func builtin(name, text string) *Template {
	v, faults := jsonpos.Parse(text)
	p := &parser{}
	t := p.shape(v)
	if len(faults) > 0 || len(p.faults) > 0 {
		panic("envelope: built-in template " + name + " is wrong")
	}
	t.Name = name
	return t
}

// Default is the template of a catalogue that names no other.
var Default = builtins[0]

// Builtins returns the built-in templates. It must not be changed.
func Builtins() []*Template { return builtins }

// Builtin returns the built-in template of a name.
func Builtin(name string) (*Template, bool) {
	for _, t := range builtins {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

// BuiltinNames returns the names of the built-in templates.
func BuiltinNames() []string {
	out := make([]string, len(builtins))
	for i, t := range builtins {
		out[i] = t.Name
	}
	return out
}
