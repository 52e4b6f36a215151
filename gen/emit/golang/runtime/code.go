package runtime

import "iter"

// A Code identifies an error: it is the text that is sent, such as
// "err:system:category:specific". The codes of this package are its constants;
// any other string is an unknown code.
//
// A Code is an error: a function may return one, and [errors.Is] finds it in an
// error that wraps it.
type Code string

// Error returns the text of the code.
func (c Code) Error() string { return string(c) }

// Is reports whether target is the same code, or an older name of it. It is
// what [errors.Is] asks.
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

// Catalogue returns what the catalogue of this package is called and the code,
// under its newest name, so that two copies of the package know the same codes.
func (c Code) Catalogue() (name, code string) {
	if i := c.info(); i != nil {
		c = i.code
	}
	return catalogue, string(c)
}

// Known reports whether this package has the code, under this or a newer name.
func (c Code) Known() bool { return c.info() != nil }

// HTTPStatus returns the HTTP status of the code's responses, and 500 for an
// unknown code.
func (c Code) HTTPStatus() int {
	if i := c.info(); i != nil && i.status != 0 {
		return i.status
	}
	return 500
}

// Title returns the short name of the problem, the same at each occurrence, and
// "" for an unknown code.
func (c Code) Title() string {
	if i := c.info(); i != nil {
		return i.title
	}
	return ""
}

// Type returns the URI that identifies the problem. That of an unknown code is
// the one that it would have, "" where types do not follow from codes.
func (c Code) Type() string {
	if i := c.info(); i != nil {
		return i.typ
	}
	return typeOf(c)
}

// PageURL returns where the problem is documented, and "" for an unknown code.
func (c Code) PageURL() string {
	if i := c.info(); i != nil {
		return i.page()
	}
	return ""
}

// Detail returns what a client is told unless the error says more, "" if that
// is nothing or if the code is unknown. For a code with parameters it is a
// template, with their names in braces.
func (c Code) Detail() string {
	if i := c.info(); i != nil {
		return i.detail
	}
	return ""
}

// Description says in a sentence or two what happened and what to do, and is ""
// for an unknown code.
func (c Code) Description() string {
	if i := c.info(); i != nil {
		return i.description
	}
	return ""
}

// Retryable reports whether the same request may succeed later: what the page of
// the code says or, where it says nothing, what the HTTP status means.
func (c Code) Retryable() bool {
	i := c.info()
	return i != nil && i.mayRetry(i.status)
}

// Deprecated reports whether the code is no longer used.
func (c Code) Deprecated() bool {
	i := c.info()
	return i != nil && (i.deprecated || i.retired)
}

// Retired reports whether the code is kept for clients alone: servers no longer
// raise it.
func (c Code) Retired() bool {
	i := c.info()
	return i != nil && i.retired
}

// ReplacedBy returns the code to use instead of a deprecated one, and "" if
// there is none.
func (c Code) ReplacedBy() Code {
	if i := c.info(); i != nil {
		return i.replacedBy
	}
	return ""
}

// MarshalText returns the text of the code.
func (c Code) MarshalText() ([]byte, error) { return []byte(c), nil }

// UnmarshalText reads what [Lookup] reads, and keeps any other text as an
// unknown code: it never fails.
func (c *Code) UnmarshalText(text []byte) error {
	known, ok := Lookup(string(text))
	if !ok {
		known = Code(text)
	}
	*c = known
	return nil
}

// Lookup returns the code of a text: of a code itself or of a type, which is
// compared as URLs are. It knows older names of a code too, and returns the one
// in use. It reports whether there is one.
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

// All iterates over the codes of this package in their order as text.
func All() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for i := range table {
			if !yield(table[i].code) {
				return
			}
		}
	}
}
