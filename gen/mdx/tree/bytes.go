package tree

// What CommonMark calls characters, of ASCII alone.

// IsBlank reports whether c is a space or a tab.
func IsBlank(c byte) bool { return c == ' ' || c == '\t' }

// IsSpace reports whether c is white space, line ends included.
func IsSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'
}

// IsLetter reports whether c is a letter.
func IsLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// IsDigit reports whether c is a digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// IsPunct reports whether c is punctuation, which a backslash can escape.
func IsPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// TrimRight returns the end of src[start:end] without white space at its end.
func TrimRight(src []byte, start, end int) int {
	for end > start && IsSpace(src[end-1]) {
		end--
	}
	return end
}
