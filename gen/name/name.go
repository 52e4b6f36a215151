// Package name turns codes and parameter names into identifiers.
//
// An identifier depends only on the code and a pinned table of initialisms, never
// on prose, so that rewording a page does not rename a constant:
//
//	var c name.Casing                       // built-in initialisms
//	c.Pascal("unkey:data:api_not_found")     // UnkeyDataAPINotFound
//	c.Camel("api_id")                        // apiID
//	name.UpperSnake("unkey:data:api_not_found")
//	name.Go.Safe("type")                     // type_
//
// For any input, a casing followed by [Language.Safe] gives an identifier of that
// language: ASCII letters, digits and underscores. Two inputs may still give the
// same identifier; [Collisions] finds those.
package name

import (
	"iter"
	"slices"
	"strings"
)

// Words returns the words of a code or of a parameter name in lower case:
// "unkey:data:key_not_found" and "unkeyDataKeyNotFound" both are unkey,
// data, key, not, found. A word ends before a character that is neither letter
// nor digit of ASCII, and before a capital that follows a small letter or a
// digit, or that begins the last word after a run of capitals ("HTTPServer").
func Words(s string) []string { return slices.Collect(eachWord(s)) }

// eachWord yields the words of s.
func eachWord(s string) iter.Seq[string] {
	return func(yield func(word string) bool) {
		start := -1 // of the current word
		for i := 0; i < len(s); i++ {
			next := -1
			switch {
			case !isLetter(s[i]) && !isDigit(s[i]):
			case start >= 0 && isUpper(s[i]) && (!isUpper(s[i-1]) || i+1 < len(s) && isLower(s[i+1])):
				next = i
			case start < 0:
				start = i
				continue
			default:
				continue
			}
			if start >= 0 && !yield(strings.ToLower(s[start:i])) {
				return
			}
			start = next
		}
		if start >= 0 {
			yield(strings.ToLower(s[start:]))
		}
	}
}

// Snake returns the words of s with underscores between: limit_rows.
func Snake(s string) string { return strings.Join(Words(s), "_") }

// UpperSnake returns the words of s in capitals with underscores between:
// LIMIT_ROWS.
func UpperSnake(s string) string { return strings.ToUpper(Snake(s)) }

func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isLetter(c byte) bool { return isLower(c) || isUpper(c) }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
