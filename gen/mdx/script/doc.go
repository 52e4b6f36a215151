// Package script reads JavaScript as far as MDX needs it: it finds where a tag,
// an expression or the statements of import and export end, or why they do not.
//
// JavaScript is scanned, not parsed: strings, templates, comments, regular
// expressions, brackets and JSX are known. Beyond that only what cannot be
// JavaScript is rejected: brackets that do not match, values that follow each
// other as in a sentence, a colon as in {name: string}, operators without
// operands, statements in expressions.
//
// What is read is a [Text], which fetches its lines only when they are needed and
// knows the position of each of its bytes in the file. [Text.Tag],
// [Text.Expression] and [Text.Module] read from an offset of it; offsets in what
// they return are offsets of [Text.Buf].
package script
