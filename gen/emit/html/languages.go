package html

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// A language is what the colours of one tell apart. The definitions that chroma has
// of its own are all read when a program starts, which every command of errgen would
// wait for; those here are as rough as a page of an error needs, and are made when
// a page asks for them.
type language struct {
	names    string // what the fences of code blocks call it
	rules    func(keywords string) chroma.Rules
	keywords string
}

var languages = []language{
	{"json json5 jsonc", jsonRules, ""},
	{"bash sh shell zsh curl console", hashRules, "if then elif else fi for in do done while until case esac function return export local"},
	{"javascript js jsx mjs cjs node typescript ts tsx", slashRules, "abstract as async await break case catch class const continue default delete do else enum export extends finally for from function if implements import in instanceof interface let new of private protected public readonly return satisfies static super switch this throw try type typeof var void while yield"},
	{"go golang", slashRules, "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var"},
	{"python py python3", hashRules, "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield"},
	{"java", slashRules, "abstract assert break case catch class continue default do else enum extends final finally for if implements import instanceof interface new package private protected public record return static super switch this throw throws try var void while boolean int long double"},
	{"kotlin kt", slashRules, "as break by catch class companion continue data do else enum finally for fun if import in interface is object open override package private return sealed super suspend this throw try typealias val var when while"},
	{"csharp c# cs", slashRules, "abstract as async await base break case catch class const continue default do else enum finally for foreach if in interface internal is namespace new out override private protected public readonly record return sealed static string struct switch this throw try using var virtual void while bool int long"},
	{"rust rs", slashRules, "as async await break const continue crate else enum extern fn for if impl in let loop match mod move mut pub ref return self static struct super trait type unsafe use where while"},
	{"swift", slashRules, "as async await break case catch class continue default defer do else enum extension for func guard if import in init let protocol return self static struct switch throw throws try var where while"},
	{"php", slashRules, "abstract as break case catch class const continue default echo else elseif extends final finally fn for foreach function if implements interface match namespace new private protected public readonly return static switch throw trait try use while"},
	{"ruby rb", hashRules, "and begin break case class def do else elsif end ensure for if in module next not or raise redo require rescue retry return self super then unless until when while yield"},
	{"yaml yml", keyRules, ""},
	{"toml ini properties", keyRules, ""},
	{"sql", sqlRules, "add alter and as by case create delete distinct drop else end exists foreign from group having in index inner insert into is join key left like limit not on or order outer primary references right select set table then union unique update values when where"},
	{"graphql gql", hashRules, "directive enum extend fragment implements input interface mutation on query scalar schema subscription type union"},
	{"xml html svg", tagRules, ""},
	{"diff patch", diffRules, ""},
}

// lexers are made once, by what fences call their languages.
var lexers sync.Map

// lexer returns what reads a language, nil where none does.
func lexer(name string) *chroma.RegexLexer {
	name = strings.ToLower(name)
	if l, ok := lexers.Load(name); ok {
		return l.(*chroma.RegexLexer)
	}
	for _, l := range languages {
		for called := range strings.FieldsSeq(l.names) {
			if called == name {
				made, _ := lexers.LoadOrStore(name, chroma.MustNewLexer(&chroma.Config{Name: name}, func() chroma.Rules { return l.rules(l.keywords) }))
				return made.(*chroma.RegexLexer)
			}
		}
	}
	return nil
}

var (
	space       = chroma.Rule{Pattern: `\s+`, Type: chroma.Text}
	other       = chroma.Rule{Pattern: `[^\s\w]`, Type: chroma.Text}
	double      = chroma.Rule{Pattern: `"(?:\\.|[^"\\\n])*"?`, Type: chroma.LiteralString}
	single      = chroma.Rule{Pattern: `'(?:\\.|[^'\\\n])*'?`, Type: chroma.LiteralString}
	backQuoted  = chroma.Rule{Pattern: "`(?:\\\\[\\s\\S]|[^`\\\\])*`?", Type: chroma.LiteralString}
	tripled     = chroma.Rule{Pattern: `"""[\s\S]*?(?:"""|\z)`, Type: chroma.LiteralString}
	number      = chroma.Rule{Pattern: `-?\b\d[\w.]*`, Type: chroma.LiteralNumber}
	constant    = chroma.Rule{Pattern: `\b(?:true|false|null)\b`, Type: chroma.KeywordConstant}
	word        = chroma.Rule{Pattern: `[\p{L}_$][\w$]*`, Type: chroma.Text}
	lineComment = chroma.Rule{Pattern: `//[^\n]*`, Type: chroma.Comment}
	comment     = chroma.Rule{Pattern: `/\*[\s\S]*?(?:\*/|\z)`, Type: chroma.Comment}
	// between is what stands between words and begins nothing else.
	between = chroma.Rule{Pattern: `[\s()\[\]{},;:.=<>|&+*!?@%^~\\]+`, Type: chroma.Text}
	// hash begins a comment at the start of a word alone, as shells have it.
	hash = chroma.Rule{Pattern: `(?<!\S)#[^\n]*`, Type: chroma.Comment}
)

func of(rules ...chroma.Rule) chroma.Rules { return chroma.Rules{"root": rules} }

// wordsOf tells keywords, constants and what is called from other words: one look at a
// word, and not one for each of these. as is how the language compares words.
func wordsOf(keywords string, as func(string) string) chroma.Rule {
	known := map[string]chroma.TokenType{}
	for _, w := range strings.Fields(keywords) {
		known[as(w)] = chroma.Keyword
	}
	for _, w := range []string{"true", "false", "null", "nil", "undefined", "None", "True", "False"} {
		known[as(w)] = chroma.KeywordConstant
	}
	return chroma.Rule{Pattern: `([\p{L}_$][\w$]*)(\(?)`, Type: chroma.EmitterFunc(func(groups []string, _ *chroma.LexerState) chroma.Iterator {
		kind, isKnown := known[as(groups[1])]
		switch {
		case isKnown:
		case groups[2] != "":
			kind = chroma.NameFunction
		default:
			return chroma.Literator(chroma.Token{Type: chroma.Text, Value: groups[1]})
		}
		return chroma.Literator(chroma.Token{Type: kind, Value: groups[1]}, chroma.Token{Type: chroma.Text, Value: groups[2]})
	})}
}

func exactly(word string) string { return word }

// slashRules are those of languages whose comments begin with slashes.
func slashRules(keywords string) chroma.Rules {
	return of(between, wordsOf(keywords, exactly), lineComment, comment, tripled, double, single, backQuoted, number, other)
}

// hashRules are those of languages whose comments begin with #.
func hashRules(keywords string) chroma.Rules {
	return of(between, wordsOf(keywords, exactly), hash, tripled, double, single, backQuoted, number, other)
}

// sqlRules know comments that begin with two hyphens.
func sqlRules(keywords string) chroma.Rules {
	return of(between, wordsOf(keywords, strings.ToLower), chroma.Rule{Pattern: `--[^\n]*`, Type: chroma.Comment}, comment, single, double, number, other)
}

// jsonRules tell the names of members from other strings, in what is nearly JSON: with
// comments, or cut short.
func jsonRules(string) chroma.Rules {
	return of(space, lineComment, comment, chroma.Rule{Pattern: `"(?:\\.|[^"\\\n])*"(?=\s*:)`, Type: chroma.NameTag}, double, constant, number, word, other)
}

// keyRules are those of lines that begin with a key.
func keyRules(string) chroma.Rules {
	return of(chroma.Rule{Pattern: `^[ \t]*(?:- )?[\w."/-]+(?=[ \t]*[:=](?:\s|\z))`, Type: chroma.NameTag}, space, hash, double, single, constant, number, word, other)
}

// tagRules are those of markup.
func tagRules(string) chroma.Rules {
	return of(space, chroma.Rule{Pattern: `<!--[\s\S]*?(?:-->|\z)`, Type: chroma.Comment}, chroma.Rule{Pattern: `</?[\w:.-]+>?|/?>`, Type: chroma.NameTag},
		chroma.Rule{Pattern: `[\w:-]+(?==["'])`, Type: chroma.NameAttribute}, double, chroma.Rule{Pattern: `[^<>"\s=]+`, Type: chroma.Text}, other)
}

// diffRules are those of changes, line by line.
func diffRules(string) chroma.Rules {
	return of(chroma.Rule{Pattern: `^\+[^\n]*`, Type: chroma.GenericInserted}, chroma.Rule{Pattern: `^-[^\n]*`, Type: chroma.GenericDeleted},
		chroma.Rule{Pattern: `[^\n]+|\n`, Type: chroma.Text})
}
