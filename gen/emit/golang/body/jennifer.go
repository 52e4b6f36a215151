package body

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
)

// render returns a file that jennifer made, formatted.
func render(path, pkg string, decls []jen.Code) (emit.File, error) {
	f := jen.NewFile(pkg)
	f.HeaderComment(emit.Header)
	for i, decl := range decls {
		if i > 0 {
			f.Line()
		}
		f.Add(decl)
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		// The whole source follows the first line.
		message, _, _ := strings.Cut(err.Error(), "\n")
		return emit.File{}, fmt.Errorf("%s: %s", path, message)
	}
	return emit.File{Path: path, Data: b.Bytes()}, nil
}

// doc renders paragraphs as a comment. It is the only way for text to become one:
// jen.Comment writes a string that begins with // as it stands, and puts one that
// holds a newline into a block comment that the text itself can close.
func doc(paragraphs ...string) *jen.Statement {
	// A text that begins with // is written as it is.
	return jen.Comment(gofile.Comment(paragraphs...)).Line()
}

// appendLiteral returns the statement that writes text that is known now.
func appendLiteral(text string, literal func(any) *jen.Statement) jen.Code {
	if len(text) == 1 && text[0] < utf8.RuneSelf {
		return jen.Id("b").Op("=").Append(jen.Id("b"), jen.LitRune(rune(text[0])))
	}
	return jen.Id("b").Op("=").Append(jen.Id("b"), literal(text).Op("..."))
}

// raw is jen.Lit for the names of members.
func raw(v any) *jen.Statement {
	if s, ok := v.(string); ok {
		return jen.Op(gofile.Literal(s))
	}
	return jen.Lit(v)
}
