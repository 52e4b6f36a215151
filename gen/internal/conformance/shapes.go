package conformance

import (
	_ "embed"
	"encoding/json"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

//go:embed shapes.json
var shapes []byte

// A Shape is a template of error bodies, a catalogue whose errors are sent in it,
// and what is written and read. The member "about" of shapes.json says what the
// cases hold.
type Shape struct {
	Name     string
	Template *envelope.Template
	Catalog  *catalog.Catalog
	Write    []WriteCase
	Read     json.RawMessage // as the cases of Vectors
}

// A WriteCase is an error that a server answers with.
type WriteCase struct {
	Name       string                     `json:"name"`
	Code       catalog.Code               `json:"code"`
	Params     map[string]json.RawMessage `json:"params"`
	Detail     string                     `json:"detail"`
	Instance   string                     `json:"instance"`
	RequestID  string                     `json:"requestId"`
	RetryAfter int                        `json:"retryAfter"`
	Timestamp  string                     `json:"timestamp"`
	Path       string                     `json:"path"`
	Request    json.RawMessage            `json:"request"`
	Status     int                        `json:"status"`  // of the response
	Headers    map[string]string          `json:"headers"` // of the template, beside the media type
	Body       string                     `json:"body"`
	Want       json.RawMessage            `json:"want"` // what is read back, without the members that are zero
}

// Shapes returns all shapes.
func Shapes(t testing.TB) []Shape {
	t.Helper()
	var file struct {
		Shapes []struct {
			Name     string          `json:"name"`
			Codes    string          `json:"codes"`
			Envelope json.RawMessage `json:"envelope"`
			Write    []WriteCase     `json:"write"`
			Read     json.RawMessage `json:"read"`
		} `json:"shapes"`
	}
	if err := json.Unmarshal(shapes, &file); err != nil {
		t.Fatal(err)
	}
	var out []Shape
	for _, s := range file.Shapes {
		c := shapeCatalog(s.Codes)
		if c == nil {
			t.Fatalf("shape %s is of the codes %q", s.Name, s.Codes)
		}
		v, faults := jsonpos.Parse(string(s.Envelope))
		if len(faults) > 0 {
			t.Fatalf("shape %s: %s", s.Name, faults[0].Message)
		}
		template, bad := envelope.Parse(v, c.Knows)
		if len(bad) > 0 {
			t.Fatalf("shape %s: %s", s.Name, bad[0].Message)
		}
		c.Envelope = template
		if len(s.Write) == 0 {
			t.Fatalf("shape %s has nothing to write", s.Name)
		}
		out = append(out, Shape{s.Name, template, c, s.Write, s.Read})
	}
	return out
}

// shapeCatalog returns a new catalogue of one of three kinds of codes: words,
// numbers, and the negative numbers of JSON-RPC.
func shapeCatalog(codes string) *catalog.Catalog {
	switch codes {
	case "words":
		return words()
	case "numbers":
		return numbers()
	case "rpc":
		return negative()
	}
	return nil
}

func words() *catalog.Catalog {
	c := newCatalog()
	c.DocsURL = "https://example.com/errors"
	c.DefaultCode = "err:shop:internal:unexpected"
	c.Facts = []catalog.Fact{
		{Name: "kind", Doc: "What kind of problem it is", Values: []string{"invalid_request", "not_found", "internal"}, Default: "internal"},
		{Name: "hint", Doc: "What a person may do about it"},
	}
	add := func(path string, status int, detail, description, kind, hint string, params ...catalog.Param) *catalog.Entry {
		e := newEntry(path)
		e.Type.V = c.DocsURL + "/" + path
		e.Status.V, e.Title.V = status, catalog.ReasonPhrase(status)
		e.Detail.V, e.Description.V = detail, description
		e.Facts = []catalog.Value[string]{{V: kind}, {V: hint}}
		e.Params = params
		c.Entries = append(c.Entries, e)
		return e
	}
	add("shop/cart/empty", 409, "", "The cart is empty. Put something in it.", "invalid_request", "")
	add("shop/cart/item_gone", 410, "{item} is gone, {left} left", "The item is no longer sold. Take it out of the cart.", "not_found", "",
		param("item", catalog.String), param("left", catalog.Int), optional(list("prices", catalog.Float)),
		optional(list("others", catalog.Object, param("item", catalog.String), optional(param("fresh", catalog.Bool))))).Retryable.V = catalog.False
	closed := add("shop/door/closed", 503, "The shop is closed", "The shop is closed. Come back when it has opened.", "internal", "Come back at nine.")
	closed.PageURL.V = "https://docs.example.com/shop#closed"
	closed.Aliases = []catalog.Value[catalog.Code]{{V: "err:shop:door:shut"}}
	add("shop/internal/unexpected", 500, "", "Something went wrong on our side. Try again.", "internal", "")
	add("shop/request/invalid", 400, "The value of {field} is wrong", "A value of the request is wrong. Correct it.", "invalid_request", "",
		param("field", catalog.String), optional(param("limit", catalog.Int)), optional(param("at", catalog.Time)),
		optional(param("strict", catalog.Bool)), list("tags", catalog.String))
	return c
}

func numbers() *catalog.Catalog {
	c := numbered("{number}", "50000")
	numberedEntry(c, "10000", "ConnectionLost", 0, "", "The connection was lost. Connect again.").NoStatus = true
	numberedEntry(c, "40142", "TokenExpired", 401, "", "The token has expired. Ask for a new one.")
	numberedEntry(c, "40300", "AccessDenied", 403, "{resource} is not yours", "The key may not do this. Use another.", param("resource", catalog.String))
	numberedEntry(c, "50000", "Internal", 500, "", "Something went wrong on our side. Try again.")
	return c
}

func negative() *catalog.Catalog {
	c := numbered("-{number}", "-32603")
	numberedEntry(c, "-32601", "MethodNotFound", 404, "", "No method has this name. Check it.")
	numberedEntry(c, "-32602", "InvalidParams", 400, "{field} is wrong", "A param is wrong. Correct it.",
		param("field", catalog.String), optional(param("got", catalog.Int)))
	numberedEntry(c, "-32603", "InternalError", 500, "", "Something went wrong on our side. Try again.")
	return c
}

func numbered(text string, def catalog.Code) *catalog.Catalog {
	f, err := form.Parse(text, form.Digits)
	if err != nil {
		panic(err)
	}
	c := newCatalog()
	c.DocsURL = "https://example.com/errors"
	c.DefaultCode = def
	c.Forms = []*form.Form{f}
	return c
}

func numberedEntry(c *catalog.Catalog, code, name string, status int, detail, description string, params ...catalog.Param) *catalog.Entry {
	e := &catalog.Entry{Page: code + ".md", StatusFrom: catalog.FromFrontMatter, Form: c.Forms[0], Params: params}
	e.Code.V, e.Name.V = catalog.Code(code), name
	e.Type.V = c.DocsURL + "/" + strings.TrimPrefix(code, "-")
	e.Status.V, e.Title.V = status, catalog.ReasonPhrase(status)
	e.Detail.V, e.Description.V = detail, description
	c.Entries = append(c.Entries, e)
	return e
}

func param(name string, t catalog.ParamType) catalog.Param {
	var p catalog.Param
	p.Name.V, p.Type.V = name, t
	return p
}

func optional(p catalog.Param) catalog.Param {
	p.Optional.V = true
	return p
}

func list(name string, items catalog.ParamType, members ...catalog.Param) catalog.Param {
	p := param(name, catalog.List)
	p.Items = &catalog.Param{Members: members}
	p.Items.Type.V = items
	return p
}
