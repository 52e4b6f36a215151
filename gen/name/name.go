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

import "strings"

// Words returns the words of a code or of a parameter name in lower case:
// "unkey:data:key_not_found" and "unkeyDataKeyNotFound" both are unkey,
// data, key, not, found. A word ends before a character that is neither letter
// nor digit of ASCII, and before a capital that follows a small letter or a
// digit, or that begins the last word after a run of capitals ("HTTPServer").
func Words(s string) []string {
	var words []string
	start := -1 // of the current word
	flush := func(end int) {
		if start >= 0 {
			words = append(words, strings.ToLower(s[start:end]))
		}
		start = -1
	}
	for i := 0; i < len(s); i++ {
		switch {
		case !isLetter(s[i]) && !isDigit(s[i]):
			flush(i)
		case start >= 0 && isUpper(s[i]) && (!isUpper(s[i-1]) || i+1 < len(s) && isLower(s[i+1])):
			flush(i)
			start = i
		case start < 0:
			start = i
		}
	}
	flush(len(s))
	return words
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
