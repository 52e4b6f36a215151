package name

import "strings"

// A Language knows its reserved words.
type Language struct {
	// Name is as people write it, for messages.
	Name string

	keywords    map[string]bool
	predeclared map[string]bool
}

// IsKeyword reports whether the language's grammar takes the word, so that no
// declaration can have that name.
func (l *Language) IsKeyword(word string) bool { return l.keywords[word] }

// IsReserved reports whether the word is a keyword, or a name that the language
// declares and that a declaration would hide.
func (l *Language) IsReserved(word string) bool {
	return l.keywords[word] || l.predeclared[word]
}

// Safe returns an identifier that is not reserved: s itself if it is one, else
// s without the characters that identifiers cannot have, with an underscore
// after a reserved word and before a leading digit. It adds nothing but
// underscores, so two different names can become the same; see [Collisions].
func (l *Language) Safe(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && (isLetter(byte(r)) || isDigit(byte(r)) || r == '_') {
			return r
		}
		return -1
	}, s)
	if s == "" || isDigit(s[0]) {
		s = "_" + s
	}
	if s == "_" || l.IsReserved(s) {
		s += "_"
	}
	return s
}

func words(list ...string) map[string]bool {
	set := map[string]bool{}
	for _, part := range list {
		for _, word := range strings.Fields(part) {
			set[word] = true
		}
	}
	return set
}

// Go is the Go language, version 1.26.
var Go = &Language{
	Name: "Go",
	keywords: words(`break case chan const continue default defer else fallthrough for func go goto if import
		interface map package range return select struct switch type var`),
	predeclared: words(`any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32
		int64 rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close
		complex copy delete imag len make max min new panic print println real recover init main`),
}

// TypeScript is TypeScript and JavaScript, modules, which are always strict.
var TypeScript = &Language{
	Name: "TypeScript",
	keywords: words(`arguments await break case catch class const continue debugger default delete do else enum eval
		export extends false finally for function if implements import in instanceof interface let new null
		package private protected public return static super switch this throw true try typeof var void while
		with yield`),
	predeclared: words(`any as asserts async bigint boolean constructor declare infer is keyof module namespace never
		number object of readonly require satisfies string symbol type undefined unique unknown
		AggregateError Array ArrayBuffer BigInt Boolean DataView Date Error EvalError Function Headers
		Infinity Intl JSON Map Math NaN Number Object Partial Pick Omit Promise Proxy RangeError Readonly
		Record ReferenceError Reflect RegExp Request Response Set String Symbol SyntaxError TypeError
		URIError URL WeakMap WeakSet console decodeURI decodeURIComponent document encodeURI
		encodeURIComponent escape exports fetch global globalThis isFinite isNaN parseFloat parseInt process
		self unescape window`),
}

// Python is the Python language, version 3.13.
var Python = &Language{
	Name: "Python",
	keywords: words(`False None True and as assert async await break class continue def del elif else except finally
		for from global if import in is lambda nonlocal not or pass raise return try while with yield`),
	predeclared: words(`match case type ArithmeticError AssertionError AttributeError BaseException
		BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
		ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning
		EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
		FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
		IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
		MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError
		OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
		PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
		StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError
		TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
		UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all
		anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright
		credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr
		globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max
		memoryview min next object oct open ord pow print property quit range repr reversed round set setattr
		slice sorted staticmethod str sum super tuple vars zip self cls`),
}
