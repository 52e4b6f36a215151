package golang

import "github.com/dave/jennifer/jen"

// constructor returns the constructor of a code that has parameters. It makes
// one allocation of the error and its parameters. A generic function would need
// less text, but the compiler makes one for each code, which takes longer.
func constructor(e *entry) jen.Code {
	return doc(constructorParagraphs(e)...).Func().Id("New"+e.ident).Add(e.signature()).Op("*").Id("Error").Block(
		jen.Id("e").Op(":=").Op("&").Struct(
			jen.Id("err").Id("Error"),
			jen.Id("params").Id(e.ident+"Params"),
		).Values(jen.Id("params").Op(":").Add(e.paramsValue())),
		jen.Return(jen.Id("e").Dot("err").Dot("with").Call(jen.Id(e.ident), jen.Op("&").Id("e").Dot("params"), jen.Id("opts"))),
	)
}

// perLine is how many parameters a constructor may have on one line.
const perLine = 4

// signature returns the arguments of the constructor, those of one type that
// follow each other together.
func (e *entry) signature() jen.Code {
	var args []jen.Code
	for i := 0; i < len(e.params); {
		group := []jen.Code{jen.Id(e.params[i].arg)}
		next := i + 1
		for ; next < len(e.params) && e.params[next].sameType(&e.params[i]); next++ {
			group = append(group, jen.Id(e.params[next].arg))
		}
		args = append(args, jen.List(group...).Add(e.params[i].goType()))
		i = next
	}
	args = append(args, jen.Id("opts").Op("...").Id("Option"))
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(e.params) > perLine}, args...)
}

// paramsValue returns the struct that holds the arguments of the constructor.
func (e *entry) paramsValue() jen.Code {
	fields := make([]jen.Code, len(e.params))
	for i, p := range e.params {
		fields[i] = jen.Id(p.field).Op(":").Id(p.arg)
	}
	return jen.Id(e.ident+"Params").Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(e.params) > perLine}, fields...)
}
