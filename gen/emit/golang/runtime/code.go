package runtime

import "iter"

// A Code identifies an error. It is the text that is sent, such as
// "err:system:category:specific". The codes of this package are its constants;
// any other string is an unknown code.
//
// A Code is an error: a function may return one, and [errors.Is] finds it in an
// error that wraps it.
type Code string

// Error returns the text of the code.
func (c Code) Error() string { return string(c) }

// Is reports whether target is the same code or a former name of it. It is
// called by [errors.Is].
func (c Code) Is(target error) bool {
	switch t := target.(type) {
	case Code:
		return same(c, t)
	case interface{ Catalogue() (name, code string) }: // a code of a copy of this package
		name, code := t.Catalogue()
		own, this := c.Catalogue()
		return name == own && code == this
	}
	return false
}

// Catalogue returns the name of this package's catalogue and the current name
// of the code, so that copies of the package recognize each other's codes.
func (c Code) Catalogue() (name, code string) {
	if i := c.info(); i != nil {
		c = i.code
	}
	return catalogue, string(c)
}

// Known reports whether this package has the code, under this or a newer name.
func (c Code) Known() bool { return c.info() != nil }

// HTTPStatus returns the HTTP status of the code's responses, or 500 for an
// unknown code.
func (c Code) HTTPStatus() int {
	if i := c.info(); i != nil && i.status != 0 {
		return i.status
	}
	return 500
}

// Title returns a short name that is the same for each occurrence, or "" for an
// unknown code.
func (c Code) Title() string {
	if i := c.info(); i != nil {
		return i.title
	}
	return ""
}

// Type returns the URI that identifies the problem. For an unknown code it is
// derived from the code, or "" if types do not follow from codes.
func (c Code) Type() string {
	if i := c.info(); i != nil {
		return i.typ
	}
	return typeOf(c)
}

// PageURL returns the URL of the documentation, or "" for an unknown code.
func (c Code) PageURL() string {
	if i := c.info(); i != nil {
		return i.page()
	}
	return ""
}

// Detail returns the default detail of the code's errors, or "" if there is
// none or the code is unknown. For a code with parameters it is a template with
// their names in braces.
func (c Code) Detail() string {
	if i := c.info(); i != nil {
		return i.detail
	}
	return ""
}

// Description returns a sentence or two about what happened and what to do, or
// "" for an unknown code.
func (c Code) Description() string {
	if i := c.info(); i != nil {
		return i.description
	}
	return ""
}

// Retryable reports whether the same request may succeed later. If the
// documentation of the code does not say, the HTTP status decides.
func (c Code) Retryable() bool {
	i := c.info()
	return i != nil && i.mayRetry(i.status)
}

// Deprecated reports whether the code should no longer be used.
func (c Code) Deprecated() bool {
	i := c.info()
	return i != nil && (i.deprecated || i.retired)
}

// Retired reports whether servers no longer raise the code; it is kept for
// clients.
func (c Code) Retired() bool {
	i := c.info()
	return i != nil && i.retired
}

// ReplacedBy returns the code to use instead of a deprecated one, or "" if
// there is none.
func (c Code) ReplacedBy() Code {
	if i := c.info(); i != nil {
		return i.replacedBy
	}
	return ""
}

// MarshalText returns the text of the code.
func (c Code) MarshalText() ([]byte, error) { return []byte(c), nil }

// UnmarshalText sets the code to the result of [Lookup], or to the text as
// an unknown code. It never fails.
func (c *Code) UnmarshalText(text []byte) error {
	known, ok := Lookup(string(text))
	if !ok {
		known = Code(text)
	}
	*c = known
	return nil
}

// Lookup returns the code with the given text, which may be a code or a type;
// types are compared as URLs. For a former code it returns the current one. It
// reports whether there is one.
func Lookup(s string) (Code, bool) {
	i, _ := find(s)
	if i == nil {
		i = findURL(s)
	}
	if i == nil {
		return "", false
	}
	return i.code, true
}

// All iterates over the codes of this package in lexical order.
func All() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for i := range table {
			if !yield(table[i].code) {
				return
			}
		}
	}
}
